import { expect, it } from 'vitest'
import { openCommentWriter } from '../../src/stories/preview-comment-writer.ts'

/** Each writing ends when it is told to. */
function openSlowWriter() {
  const written: string[] = []
  const ends: (() => void)[] = []
  const writer = openCommentWriter<string>(async state => {
    written.push(state)
    const { promise, resolve } = Promise.withResolvers<void>()
    ends.push(resolve)
    await promise
  })
  const endNext = async () => {
    ends.shift()?.()
    await new Promise(resolve => setImmediate(resolve))
  }
  return { writer, written, endNext }
}

it('writes one state after the other, and of those that come meanwhile the last one alone', async () => {
  const { writer, written, endNext } = openSlowWriter()
  for (const state of ['creating', 'deploying', 'checking']) writer.tell(state)
  expect(written).toEqual(['creating'])
  await endNext()
  expect(written).toEqual(['creating', 'checking'])
})

it('is settled when nothing waits any more', async () => {
  const { writer, written, endNext } = openSlowWriter()
  writer.tell('creating')
  writer.tell('live')
  let isSettled = false
  const settled = writer.settle().then(() => {
    isSettled = true
  })
  await endNext()
  expect([written.at(-1), isSettled]).toEqual(['live', false])
  await endNext()
  await settled
  expect(isSettled).toBe(true)
})

it('writes again after it was settled', async () => {
  const { writer, written, endNext } = openSlowWriter()
  await writer.settle()
  writer.tell('creating')
  await endNext()
  writer.tell('live')
  expect(written).toEqual(['creating', 'live'])
})
