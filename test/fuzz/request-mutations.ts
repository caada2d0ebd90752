/** What is done to a good request before it is signed and sent. */

import { ODD_TEXTS, type Random } from './random.ts'
import { flip, type RequestParts } from './request-bytes.ts'

type Mutation = (parts: RequestParts, random: Random) => RequestParts

/** None to three mutations, each of which leaves the request one that can be signed. */
export function mutateParts(parts: RequestParts, random: Random): RequestParts {
  const isForm = parts.body.subarray(0, 7).toString() === 'Action='
  const usable = isForm ? [...FORM, ...FORM, ...ANY] : parts.service === 's3' ? [...S3, ...S3, ...ANY] : ANY
  return Array.from({ length: random.int(4) }, () => random.pick(usable)).reduce(
    (mutated, mutation) => mutation(mutated, random),
    parts,
  )
}

/** Afterwards: the signature, the date or what they are about is not what was signed. */
export function breakSignature(parts: RequestParts, random: Random): RequestParts {
  const swap = (name: string, change: (value: string) => string) =>
    withHeaders(
      parts,
      parts.headers.map(([key, value]) => [key, key === name ? change(value) : value]),
    )
  return random.pick([
    () => swap('authorization', value => value.replace(/Signature=.*/, `Signature=${random.text()}`)),
    () => swap('authorization', value => value.replace(/SignedHeaders=[^,]*/, `SignedHeaders=host;${random.text()}`)),
    () => swap('authorization', value => value.replace(/Credential=[^/]*/, `Credential=${random.text()}`)),
    () => swap('authorization', value => value.replace('eu-central-1', random.text())),
    () => swap('authorization', () => random.text()),
    () => swap('authorization', value => value + random.text()),
    () => swap('x-amz-date', () => random.pick(['99991231T235959Z', '00000000T000000Z', random.text()])),
    () => swap('x-amz-content-sha256', () => random.text()),
    () =>
      withHeaders(
        parts,
        parts.headers.filter(([name]) => name !== 'authorization'),
      ),
    () => ({ ...parts, body: flip(parts.body, 3, random) }),
    () => ({ ...parts, query: presign(random) }),
  ])()
}

function presign(random: Random): RequestParts['query'] {
  const names = ['Algorithm', 'Credential', 'Date', 'Expires', 'SignedHeaders', 'Signature', 'Security-Token']
  return names.filter(() => random.chance(0.9)).map(name => [`X-Amz-${name}`, random.text()])
}

function withHeaders(parts: RequestParts, headers: RequestParts['headers']): RequestParts {
  return { ...parts, headers }
}

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND', 'get', 'M-SEARCH']

const ANY: readonly Mutation[] = [
  (parts, random) => ({ ...parts, method: random.pick(METHODS) }),
  (parts, random) => ({ ...parts, query: [...parts.query, [random.text(), random.text()]] }),
  (parts, random) => ({ ...parts, path: `${parts.path}/${random.pick(PATHS)}` }),
  (parts, random) => withHeaders(parts, [...parts.headers, [random.pick(HEADERS), random.text()]]),
  (parts, random) => withHeaders(parts, [...parts.headers, ...parts.headers.slice(0, 1 + random.int(3))]),
  (parts, random) =>
    withHeaders(
      parts,
      parts.headers.filter(() => random.chance(0.7)),
    ),
  (parts, random) =>
    withHeaders(
      parts,
      Array.from({ length: random.int(90) }, (_, index) => [`x-amz-meta-${index}`, 'y']),
    ),
  (parts, random) => ({ ...parts, body: flip(parts.body, 1 + random.int(8), random) }),
  (parts, random) => ({ ...parts, body: parts.body.subarray(0, random.int(parts.body.length + 1)) }),
  (parts, random) => ({ ...parts, body: Buffer.concat([parts.body, random.bytes(random.int(300))]) }),
  (parts, random) => ({ ...parts, body: Buffer.alloc(random.pick([70_000, 1_100_000, 2_200_000]), 'a=b&') }),
]

const PATHS = [
  '..',
  '../../../../escape',
  '%2e%2e/%2e%2e/escape',
  '%00',
  '%',
  '%zz',
  '%ff',
  '//',
  '?',
  '%2F',
  'é',
  '漢'.repeat(400),
]

const HEADERS = [
  ...['range', 'if-none-match', 'x-amz-copy-source', 'x-amz-metadata-directive', 'x-amz-decoded-content-length'],
  ...['x-amz-checksum-crc32', 'x-amz-checksum-sha256', 'x-amz-checksum-crc32c', 'x-amz-trailer', 'content-md5'],
  ...['x-amz-content-sha256', 'x-amz-checksum-mode', 'x-amz-security-token', 'x-amz-meta-a', 'x-amz-meta-__proto__'],
  ...['content-type', 'content-encoding', 'cache-control', 'expires', 'cookie', 'accept-encoding', '__proto__'],
  ...['constructor', 'transfer-encoding', 'upgrade', 'connection', 'te', 'x-forwarded-for', 'content-disposition'],
]

const FORM: readonly Mutation[] = [
  (parts, random) => changeForm(parts, pairs => replaceOne(pairs, random, ([name]) => [name, random.text()])),
  (parts, random) =>
    changeForm(parts, pairs => replaceOne(pairs, random, ([, value]) => [random.pick(FORM_NAMES), value])),
  (parts, random) =>
    changeForm(parts, pairs => replaceOne(pairs, random, ([name, value]) => [`${name}.${random.pick(STEPS)}`, value])),
  (parts, random) => changeForm(parts, pairs => pairs.filter(() => random.chance(0.8))),
  (parts, random) => changeForm(parts, pairs => [...pairs, ...pairs.slice(0, random.int(pairs.length + 1))]),
  (parts, random) => changeForm(parts, pairs => [...pairs, [random.pick(FORM_NAMES), random.text()]]),
  (parts, random) =>
    changeForm(parts, pairs => pairs.map(([name, value]) => [name.replace(/\.\d+/, `.${random.pick(STEPS)}`), value])),
  (parts, random) => {
    const many = Array.from(
      { length: random.pick([200, 9000, 10_050]) },
      (_, index) => `Tags.member.${index}.Key=k${index}`,
    )
    return { ...parts, body: Buffer.from(`${parts.body}&${many.join('&')}`) }
  },
  (parts, random) => ({
    ...parts,
    body: Buffer.from(`${parts.body}&${'a.'.repeat(random.pick([13, 5000, 100_000]))}a=1`),
  }),
]

const STEPS = [
  '0',
  '1',
  '99999',
  '100000',
  '-1',
  '01',
  '1e3',
  'member',
  '__proto__',
  'constructor',
  'member.1.member.1',
  '',
]

const FORM_NAMES = [
  ...[
    'Action',
    'Version',
    '__proto__',
    'constructor.prototype.x',
    'Tags.member.1.__proto__.x',
    'Filter.1.Value.__proto__',
  ],
  ...[
    'Tags.member',
    'Tags.member.1',
    'OptionSettings.member.1.Value',
    'OptionSettings.member.99999.Namespace',
    'NextToken',
  ],
  ...['MaxRecords', 'StartTime', 'EndTime', 'Filter.1.Name', 'Filter.1.Value.1', 'IpPermissions.1.FromPort', 'DryRun'],
]

type Pair = readonly [name: string, value: string]

function changeForm(parts: RequestParts, change: (pairs: Pair[]) => readonly Pair[]): RequestParts {
  const pairs = parts.body
    .toString()
    .split('&')
    .map((pair): Pair => {
      const [name = '', ...value] = pair.split('=')
      return [name, value.join('=')]
    })
  const changed = change(pairs).map(([name, value]) => `${write(name)}=${write(value)}`)
  return { ...parts, body: Buffer.from(changed.join('&')) }
}

/** What is encoded already stays as it is, and what cannot be encoded goes as it came. */
function write(text: string): string {
  return /^[\w.%-]*$/.test(text) || !text.isWellFormed() ? text : encodeURIComponent(text)
}

function replaceOne(pairs: readonly Pair[], random: Random, change: (pair: Pair) => Pair): Pair[] {
  const chosen = random.int(pairs.length)
  return pairs.map((pair, index) => (index === chosen ? change(pair) : pair))
}

const S3: readonly Mutation[] = [
  (parts, random) => ({
    ...parts,
    path: `/${random.pick(['fuzz-bucket', 'no-such', random.text()])}/${random.pick(PATHS)}`,
  }),
  (parts, random) => ({ ...parts, path: `${parts.path.replace(/\/[^/]*$/, '/')}${encodeSafely(random.text())}` }),
  (parts, random) => ({ ...parts, query: [...parts.query, [random.pick(QUERIES), random.text()]] }),
  (parts, random) => ({
    ...parts,
    query: parts.query.map(([name, value]) => [name, random.chance(0.5) ? random.text() : value]),
  }),
  (parts, random) => withHeaders(parts, [...parts.headers, ['range', random.pick(RANGES)]]),
  (parts, random) => ({ ...parts, body: Buffer.from(random.pick(XML_BODIES)) }),
  (parts, random) => toAwsChunked(parts, random),
]

const QUERIES = [
  ...['uploads', 'uploadId', 'partNumber', 'list-type', 'max-keys', 'prefix', 'delimiter', 'marker', 'start-after'],
  ...[
    'continuation-token',
    'encoding-type',
    'location',
    'delete',
    'acl',
    'versionId',
    'max-uploads',
    'part-number-marker',
  ],
  ...[
    'X-Amz-Algorithm',
    'X-Amz-Expires',
    'response-content-type',
    'key-marker',
    'upload-id-marker',
    'max-parts',
    'tagging',
  ],
]

const RANGES = [
  ...[
    'bytes=0-0',
    'bytes=-1',
    'bytes=-0',
    'bytes=5-',
    'bytes=9-1',
    'bytes=0-99999999999999999999',
    'bytes=-99999999999999',
  ],
  ...['bytes=', 'bytes=-', 'bytes=0-1,3-4', 'items=0-1', `bytes=${'9'.repeat(400)}-`, 'bytes=1e3-', 'bytes=0-x'],
]

const LAUGHS = Array.from({ length: 12 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join(
  '',
)

const XML_BODIES = [
  ...[
    '',
    '<',
    '<a/>',
    '<a></a>',
    '<a',
    '</a>',
    'null',
    '{}',
    '<?xml?>',
    '\ufeff<a/>',
    '<a><b></a></b>',
    '<a xmlns="x">1</a>',
  ],
  `<!DOCTYPE x [<!ENTITY l0 "lol">${LAUGHS}]><Delete><Object><Key>&l12;</Key></Object></Delete>`,
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Delete><Object><Key>&e;</Key></Object></Delete>',
  `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`,
  `<Delete>${'<Object><Key>k</Key></Object>'.repeat(1001)}</Delete>`,
  ...[
    '<Delete/>',
    '<Delete><Object/></Delete>',
    '<Delete><Object>x</Object></Delete>',
    '<Delete><Object><Key/></Object></Delete>',
  ],
  '<Delete><Object><Key><a>1</a></Key></Object><Quiet>perhaps</Quiet></Delete>',
  '<Delete><__proto__><Key>x</Key></__proto__><Object><__proto__>1</__proto__><Key>&#xD800;&#0;</Key></Object></Delete>',
  ...['<CompleteMultipartUpload/>', '<CompleteMultipartUpload><Part/></CompleteMultipartUpload>'],
  '<CompleteMultipartUpload><Part><PartNumber>x</PartNumber><ETag>1</ETag></Part></CompleteMultipartUpload>',
  '<CompleteMultipartUpload><Part><PartNumber>1e999</PartNumber></Part><Part>t</Part></CompleteMultipartUpload>',
  ...[
    '<CreateBucketConfiguration/>',
    '<CreateBucketConfiguration><LocationConstraint>x</LocationConstraint></CreateBucketConfiguration>',
  ],
  ...ODD_TEXTS.slice(0, 40).map(text => `<Delete><Object><Key>${text}</Key></Object></Delete>`),
  Buffer.from('<Delete><Object><Key>x</Key></Object></Delete>', 'utf16le').toString('latin1'),
]

function toAwsChunked(parts: RequestParts, random: Random): RequestParts {
  const size = random.pick([
    'zz',
    '-1',
    'ffffffffffff',
    'fffffffffffffffff',
    parts.body.length.toString(16),
    '5;chunk-signature=x',
  ])
  const trailer = random.pick(['x-amz-checksum-crc32:AAAAAA==', 'x'.repeat(5000), '', 'a:b\r\n'.repeat(20), ':', '\0'])
  const body = Buffer.concat([Buffer.from(`${size}\r\n`), parts.body, Buffer.from(`\r\n0\r\n${trailer}\r\n\r\n`)])
  const headers: RequestParts['headers'] = [
    ...parts.headers.filter(([name]) => name !== 'x-amz-content-sha256'),
    ['content-encoding', 'aws-chunked'],
    ['x-amz-decoded-content-length', random.pick([String(parts.body.length), '-1', 'x', '9'.repeat(30)])],
    ['x-amz-content-sha256', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'],
    ['x-amz-trailer', random.pick(['x-amz-checksum-crc32', 'x-amz-checksum-crc64nvme', 'x'])],
  ]
  return { ...parts, method: 'PUT', headers, body }
}

function encodeSafely(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80'
}
