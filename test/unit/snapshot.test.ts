import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { replaceVarying, toSnapshot } from '../support/snapshot.ts'

const folders = { workspace: '/home/runner/work/chat', runnerTemp: '/home/runner/work/_temp' }
const run = { ...folders, exitCode: 1, signal: null, log: 'Deploying', outputs: {}, summary: '' }
const request = { service: 'ec2', region: 'eu-central-1', parameters: {}, status: 200 }

describe('a snapshot', () => {
  it('shows exit code, log, summary, outputs by name and requests', () => {
    const outputs = { url: 'http://localhost:40123', 'environment-id': 'e-abcdefghij' }
    const requests = [{ ...request, operation: 'CreateTags', parameters: { b: 1, a: [{ d: 2, c: 3 }] } }]
    expect(toSnapshot({ ...run, outputs, summary: '# Failed\n' }, requests)).toBe(
      [
        'exit code 1\n\n════ log ════\nDeploying\n\n════ summary ════\n# Failed\n',
        '════ outputs ════\nenvironment-id: e-<id>\nurl: http://localhost:<port>\n',
        '════ API requests ════\nec2:CreateTags eu-central-1 {"a":[{"c":3,"d":2}],"b":1} -> 200',
      ].join('\n'),
    )
  })

  it('lists repeated reads once, sorted, before the change that follows them', () => {
    const operations = [
      'DescribeB',
      'DescribeA',
      'DescribeB',
      'CreateX',
      'DescribeA',
      'DescribeA',
      'CreateX',
      'CreateX',
    ]
    const text = toSnapshot(
      run,
      operations.map(operation => ({ ...request, operation })),
    )
    const shown = [...text.matchAll(/ec2:(\w+)/g)].map(([, operation]) => operation)
    expect(shown).toEqual(['DescribeA', 'DescribeB', 'CreateX', 'DescribeA', 'CreateX', 'CreateX'])
  })

  it('shows the code of a refused request', () => {
    const refused = { ...request, operation: 'CreateTags', status: 403, errorCode: 'UnauthorizedOperation' }
    expect(toSnapshot(run, [refused])).toContain('-> 403 UnauthorizedOperation')
  })

  it('says which signal ended the run', () => {
    expect(toSnapshot({ ...run, exitCode: null, signal: 'SIGKILL' })).toMatch(/^ended by SIGKILL/)
  })
})

describe('what varies', () => {
  it.each([
    ['ws://127.0.0.1:40123/chat', 'ws://127.0.0.1:<port>/chat'],
    ['http://chat.eu-central-1.localhost:8080', 'http://chat.eu-central-1.localhost:<port>'],
    ['[::1]:51000', '[::1]:<port>'],
    ['port 51000', 'port <port>'],
    ['e-a1b2c3d4e5 in sg-0a1b2c3d4e5f60718', 'e-<id> in sg-<id>'],
    ['i-0a1b2c3d', 'i-<id>'],
    ['request 3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'request <uuid>'],
    ['2026-11-23T23:02:11.123Z and 2026-11-23 23:02:11 UTC', '<time> and <time>'],
    ['Mon, 23 Nov 2026 23:02:11 GMT', '<time>'],
    ['23:02:11 the update began', '<time> the update began'],
    ['6dcb09b5b57875f334f61aebed695e2e4193db5e', '<hash>'],
    ['Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=', 'Sec-WebSocket-Accept: <hash>'],
    ['Sec-WebSocket-Accept: tlifxqsNyCzxIJnRwtQKuZToQQw=', 'Sec-WebSocket-Accept: <hash>'],
    ['aws/namespace/OptionOfSomeA=tlifxqsNyCzxIJnRwtQKuZToQQw=', 'aws/namespace/OptionOfSomeA=<hash>'],
    ['after 12 s, 0.4 seconds, 35 ms', 'after <duration>, <duration>, <duration>'],
    ['2 min 3 s', '<duration>'],
    ['app\n\n/var/log/nginx/error.log:\n1 connect() failed (111: x)\n2 connect() failed (111: y)\nend', 'app\nend'],
    ['/home/runner/work/chat/app.zip', '<workspace>/app.zip'],
    ['/home/runner/work/_temp/report.json', '<runner temp>/report.json'],
    [`${tmpdir()}/preflight-a1B2/nginx.conf`, '<temp>/nginx.conf'],
  ])('is replaced in "%s"', (text, stable) => {
    expect(replaceVarying(text, folders)).toBe(stable)
  })

  it.each([
    'port 80',
    'account 123456789012',
    'proxy_read_timeout 3600s',
    '101 Switching Protocols',
    'Node.js 24',
    'v6.7.2',
  ])('is not found in "%s"', text => {
    expect(replaceVarying(text, folders)).toBe(text)
  })
})
