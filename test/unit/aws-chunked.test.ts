import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { AwsChunkedDecoder } from '../../src/local-beanstalk/wire/aws-chunked.ts'

const BODY =
  '5;chunk-signature=x\r\nhello\r\nA\r\n 12\r\n67890\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\nx-other: 1\r\n\r\n'

async function decode(chunks: readonly string[]) {
  const decoder = new AwsChunkedDecoder()
  const source = Readable.from(chunks.map(chunk => Buffer.from(chunk)))
  source.on('error', () => {})
  const decoded = buffer(source.pipe(decoder))
  return { text: String(await decoded), trailers: Object.fromEntries(decoder.trailers) }
}

describe('a body in chunks', () => {
  const expected = { text: 'hello 12\r\n67890', trailers: { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-other': '1' } }

  it('is put together wherever the wire cuts it', async () => {
    expect(await decode([BODY])).toEqual(expected)
    expect(await decode([...BODY])).toEqual(expected)
    for (let cut = 1; cut < BODY.length; cut += 1)
      expect(await decode([BODY.slice(0, cut), BODY.slice(cut)])).toEqual(expected)
  })

  it.each([
    ['it ends within a chunk', '5\r\nhel'],
    ['it ends before its last chunk', '5\r\nhello\r\n'],
    ['it ends within a trailer', '0\r\nx-amz-check'],
    ['a size is no number', 'zz\r\nhello\r\n0\r\n\r\n'],
    ['a size is negative', '-1\r\nhello\r\n0\r\n\r\n'],
    ['a chunk is longer than its size', '3\r\nhello\r\n0\r\n\r\n'],
    ['something follows its end', '0\r\n\r\nmore'],
    ['a line has no end', 'f'.repeat(5000)],
    [
      'its trailers have no end',
      `0\r\n${'a:b\r\n'.repeat(10).replaceAll('a', 'c')}${Array.from({ length: 20 }, (_, i) => `n${i}:v\r\n`).join('')}\r\n`,
    ],
  ])('is refused when %s', async (_what, body) => {
    await expect(decode([body])).rejects.toMatchObject({ code: 'IncompleteBody' })
  })
})
