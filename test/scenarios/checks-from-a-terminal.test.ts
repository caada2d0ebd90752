import { readFile, realpath } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:https'
import { delimiter, dirname } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { listenWebSocket } from '../handshake/websocket-server.ts'
import { makeCertificate } from '../support/certificates.ts'
import { listenHostile, PLACES } from '../support/hostile-server.ts'
import { HOSTILE_TEXTS, MARKER } from '../support/hostile-texts.ts'
import { type Listening, listen, listenAnswering, listenTcp } from '../support/listening.ts'
import { type PackedCommand, packCommand } from '../support/packed-command.ts'
import { runAction } from '../support/run-action.ts'
import { REPOSITORY } from '../support/source-files.ts'
import { openWorkspace } from '../support/workspace.ts'

const NOT_FOUND = 'HTTP/1.1 404 Not Found\r\nServer: nginx\r\nContent-Length: 4\r\n\r\nGone'

const OUR_STYLES = [1, 2, 22, 31, 32, 33, 39]

let command: PackedCommand
let accepting: Listening
let refusing: Listening
let accepted: string
let refused: string

beforeAll(async () => {
  command = await packCommand()
  accepting = await listenWebSocket()
  refusing = await listenAnswering(NOT_FOUND)
  accepted = `ws://127.0.0.1:${accepting.port}/ws`
  refused = `ws://127.0.0.1:${refusing.port}/ws`
}, 360_000)

afterAll(async () => {
  await accepting[Symbol.asyncDispose]()
  await refusing[Symbol.asyncDispose]()
  await command[Symbol.asyncDispose]()
})

describe('the npm package', () => {
  it('holds the command, built, with the licence of what is bundled, and nothing else', async () => {
    expect(command.files.filter(name => !/^package\/bin\/chunks\/[\w.-]+\.js$/.test(name))).toEqual([
      'package/LICENSE',
      'package/LICENSES.txt',
      'package/README.md',
      'package/bin/cli.js',
      'package/package.json',
    ])
    expect(command.tarballBytes).toBeLessThan(1_500_000)
    expect(await readFile(`${command.folder}/LICENSES.txt`, 'utf8')).toMatch(
      /^ws \d\S+ \(MIT\)\n[\s\S]*?Copyright .*\n.*\n.*Luigi Pinca/m,
    )
  })

  it('needs no other package, and its installation fetches nothing', async () => {
    expect(command.installed.filter(name => !name.startsWith('beanstalk-websockets/'))).toEqual([])
    const manifest = JSON.parse(await readFile(`${command.folder}/package.json`, 'utf8'))
    expect(Object.keys(manifest)).not.toContain('dependencies')
    expect(Object.keys(manifest)).not.toContain('scripts')
  })

  it('loads for a check no code of AWS, of the runner, of Local Beanstalk or of tests, and imports Node.js alone', async () => {
    const loaded = await readLoaded('cli.js')
    const code = loaded.join('\n')
    expect(code).not.toMatch(/aws-sdk|smithy|class \w+Client\b|GITHUB_OUTPUT|INPUT_|local-beanstalk|vitest/)
    const imported = [...code.matchAll(/^import .*from '([^'.][^']*)';$/gm)].map(match => match[1] ?? '')
    expect(
      imported.filter(name => !/^(node:|(stream|zlib|http|https|buffer|crypto|util|events|net|tls|url)$)/.test(name)),
    ).toEqual([])
    expect(imported.length).toBeGreaterThan(5)
    // All that may be loaded besides, when it is asked for: the command `local`.
    expect([...code.matchAll(/\bimport\((.*?)\)/g)].map(match => match[1])).toEqual(["'./chunks/run-local.js'"])
  })

  it('tells its version, and its help', async () => {
    const { version } = JSON.parse(await readFile(`${command.folder}/package.json`, 'utf8'))
    expect(await command.run(['--version'])).toMatchObject({ exitCode: 0, stdout: `${version}\n`, stderr: '' })
    const help = await command.run(['check', '--help'])
    expect(help).toMatchObject({ exitCode: 0, stderr: '' })
    expect(help.stdout).toContain('beanstalk-websockets check [options] <url>...')
  })
})

describe('local in a terminal', () => {
  it('deploys a folder where it is installed, with Node.js 24', async () => {
    const app = await openWorkspace({ 'app.js': await readFile(`${REPOSITORY}test/fixtures/echo/server.js`, 'utf8') })
    const node = await realpath(`${REPOSITORY}node_modules/.bin/node`)
    const env = { PATH: [dirname(node), process.env.PATH].join(delimiter) }
    const run = await command.run(['local', app.path, '--once', '--load-balancer', 'none'], { env })
    expect({ exitCode: run.exitCode, stderr: run.stderr }, run.stdout).toEqual({ exitCode: 0, stderr: '' })
    expect(run.stdout).toMatch(/^✓ ws:\/\/127\.0\.0\.1:\d+\/ accepted: /m)
  })

  it('says which Node.js it needs on an older one, and has its help there', async () => {
    const run = await command.run(['local', 'gone'])
    expect(run).toMatchObject({ exitCode: 2, stdout: '' })
    // Which one this machine has is not up to us.
    expect(run.stderr).toMatch(/^("local" needs Node\.js 24 or later, and this is v2[0-3]\.|The argument named a file)/)
    const help = await command.run(['help', 'local'])
    expect(help).toMatchObject({ exitCode: 0, stderr: '' })
    expect(help.stdout).toContain('beanstalk-websockets local [options] [folder or zip]')
  })
})

describe('check in a terminal', () => {
  it('ends with 0 and one line when a WebSocket opens', async () => {
    const run = await command.run(['check', accepted])
    expect(run).toMatchObject({ exitCode: 0, stderr: '' })
    expect(run.stdout).toMatch(
      /^✓ ws:\/\/127\.0\.0\.1:\d+\/ws accepted: opening handshake .*, ping answered in .* ms\n$/,
    )
  })

  it('ends with 1 when one does not, and tells the finding, what to do and the evidence', async () => {
    const run = await command.run(['check', accepted, refused])
    expect(run).toMatchObject({ exitCode: 1, stderr: '' })
    expect(run.stdout).toContain('✓ ')
    expect(run.stdout).toMatch(/^✗ .* rejected: .* \(finding: [a-z-]+, layer: .*\)$/m)
    expect(run.stdout).toMatch(/^ {2}What to do: /m)
    expect(run.stdout).toMatch(/^ {4}upgrade: "\/ws" answered 404 "Not Found"/m)
    expect(run.stdout).toMatch(/\n1 of 2 WebSockets could not be opened\.\n$/)
  })

  it('ends with what --fail-on says', async () => {
    const codes = async (...args: string[]) => (await command.run(['check', ...args])).exitCode
    expect(await codes(refused, '--fail-on', 'never')).toBe(0)
    // That the app speaks Socket.IO is only a guess, which makes it a warning that it does not.
    const doubtful = accepted.replace('/ws', '/socket.io/?EIO=4&transport=websocket')
    expect(await codes(doubtful, '--timeout', '3s')).toBe(0)
    expect(await codes(doubtful, '--timeout', '3s', '--fail-on', 'warning')).toBe(1)
  })

  it('ends with 2 for wrong arguments, all told at once, without the value of an option that is not known', async () => {
    const args = ['check', 'https://x.example', '--attempts', 'many', '--timeout=0', '--header', 'none', '--json=1']
    const run = await command.run([...args, '--heade', 'Authorization: Bearer SECRET', '--token=SECRET', '--origin'])
    expect(run.exitCode).toBe(2)
    const names = [...run.stderr.matchAll(/^(URL|--[\w-]+) /gm)].map(match => match[1])
    expect(names.sort()).toEqual(
      ['--attempts', '--heade', '--header', '--json', '--origin', '--timeout', '--token', 'URL'].sort(),
    )
    expect(run.stderr).toMatch(/^8 arguments were wrong\.\n/)
    expect(run.stdout + run.stderr).not.toContain('SECRET')
  })

  it.each([
    [],
    ['check'],
    ['chek', 'ws://127.0.0.1:9/'],
    ['ws://127.0.0.1:9/'],
  ])('ends with 2 for a command that is not whole: %j', async (...args) => {
    const run = await command.run(args)
    expect(run).toMatchObject({ exitCode: 2, stdout: '' })
    expect(run.stderr).toMatch(/^An argument was wrong\.\n.*beanstalk-websockets check wss:/)
  })

  it('ends with 2 for a variable that is not the URL of an HTTP proxy, whatever --fail-on says, with what to do', async () => {
    const env = { HTTPS_PROXY: 'socks5://127.0.0.1:1080', NO_PROXY: '' }
    const run = await command.run(['check', 'wss://chat.example.com/ws', '--fail-on', 'never'], { env })
    expect(run).toMatchObject({ exitCode: 2, stderr: '' })
    expect(run.stdout).toContain('The variable HTTPS_PROXY was not the URL of an HTTP proxy')
    expect(run.stdout).toContain('What to do: Correct that.')
  })

  it('ends with 2 for certificates that cannot be read', async () => {
    const run = await command.run(['check', accepted, '--ca', 'gone.pem'])
    expect(run).toMatchObject({ exitCode: 2, stdout: '' })
    expect(run.stderr).toContain('"gone.pem" could not be read')
  })

  it('ends by the signal when it is interrupted, which a shell tells as 130', async () => {
    const { promise: asked, resolve } = Promise.withResolvers<void>()
    await using silent = await listenTcp(socket => void socket.once('data', () => resolve()))
    const { child, finished } = command.start(['check', `ws://127.0.0.1:${silent.port}/`, '--timeout', '2m'])
    await asked
    child.kill('SIGINT')
    expect(await finished).toMatchObject({ exitCode: null, signal: 'SIGINT', stdout: '', stderr: '' })
  })

  it('sends what its options say, and takes the names of inputs for them', async () => {
    const { promise: request, resolve } = Promise.withResolvers<IncomingMessage>()
    await using server = await listenWebSocket({
      handleProtocols: () => 'b.v2',
      verifyClient: ({ req }: { req: IncomingMessage }) => {
        resolve(req)
        return true
      },
      onConnection: socket => socket.on('message', message => socket.send(`{"said":"${message}","n":1}`)),
    })
    const args = [
      'check',
      `ws://chat.example.com:${server.port}`,
      '--path',
      '/live',
      '-H',
      'X-One: 1',
      '--headers',
      'X-Two: 2',
    ]
    const more = [
      '--subprotocol',
      'a.v1',
      '--subprotocols=b.v2',
      '--origin',
      'https://page.example',
      '--send',
      'hello',
      '--expect',
      '{"said":"hello"}',
    ]
    const run = await command.run([...args, ...more, '--resolve', `chat.example.com:${server.port}:127.0.0.1`])
    expect(run.exitCode, run.stdout).toBe(0)
    expect(await request).toMatchObject({
      url: '/live',
      headers: {
        host: `chat.example.com:${server.port}`,
        origin: 'https://page.example',
        'x-one': '1',
        'x-two': '2',
        'sec-websocket-protocol': 'a.v1, b.v2',
      },
    })
  })

  it('goes by the HTTP proxy of this machine, whose password is shown nowhere', async () => {
    await using proxy = await listenAnswering('HTTP/1.1 407 hunter2-hunter2\r\nContent-Length: 0\r\n\r\n')
    const env = { HTTP_PROXY: `http://alice:hunter2-hunter2@127.0.0.1:${proxy.port}` }
    const run = await command.run(['check', 'ws://chat.example.com/'], { env })
    expect(run).toMatchObject({ exitCode: 1, stderr: '' })
    expect(run.stdout).toContain('outgoing proxy: CONNECT refused with 407 "***"')
    expect(run.stdout).not.toContain('hunter2')
  })

  it('trusts the authority of --ca, and no other that is not the system’s', async () => {
    const { key, cert, ca } = await makeCertificate({ name: 'localhost' })
    const workspace = await openWorkspace({ 'ca.pem': ca })
    const server = createServer({ key, cert })
    new WebSocketServer({ server })
    await using tls = await listen(server)
    const args = ['check', `wss://localhost:${tls.port}/`, '--resolve', `localhost:${tls.port}:127.0.0.1`]
    expect((await command.run(args)).stdout).toContain('layer: tls')
    expect(await command.run([...args, '--ca', workspace.file('ca.pem')])).toMatchObject({ exitCode: 0 })
  })
})

describe('the colours of a terminal', () => {
  it('are there in a terminal, whose width its text keeps', async () => {
    const run = await command.run(['check', accepted, refused], { columns: 60 })
    expect(run.exitCode).toBe(1)
    expect(run.stdout).toContain('\u001b[32m✓\u001b[39m ')
    expect(run.stdout).toContain('\u001b[31m✗\u001b[39m ')
    const lines = stripVTControlCharacters(run.stdout).split('\n')
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(60)
    expect(lines.length).toBeGreaterThan(15)
  })

  it.each([
    ['a pipe', {}, undefined, false],
    ['a pipe with FORCE_COLOR', { FORCE_COLOR: '1' }, undefined, true],
    ['a terminal with NO_COLOR', { NO_COLOR: '1' }, 80, false],
    ['a terminal with FORCE_COLOR=0', { FORCE_COLOR: '0' }, 80, false],
    ['a dumb terminal', { TERM: 'dumb' }, 80, false],
    ['a terminal with an empty NO_COLOR', { NO_COLOR: '' }, 80, true],
  ])('are what people expect in %s', async (_, env, columns, hasColours) => {
    const run = await command.run(['check', refused], { env, ...(columns ? { columns } : {}) })
    expect(run.exitCode).toBe(1)
    expect(run.stdout.includes('\u001b[')).toBe(hasColours)
    expect(run.stdout).toContain('What to do:')
  })

  it('come with what goes on meanwhile, where somebody waits', async () => {
    const run = await command.run(['check', accepted, '--hold', '1s'], { columns: 80 })
    expect(stripVTControlCharacters(run.stdout)).toMatch(/^127\.0\.0\.1\/ws: open, now 1 s of silence\n✓ /)
    expect((await command.run(['check', accepted, '--hold', '1s'])).stderr).toBe('')
  })
})

describe('--json', () => {
  it('prints what the report file of the check action holds of the WebSockets and of the verdict', async () => {
    const run = await command.run(['check', accepted, refused, '--json'])
    expect(run).toMatchObject({ exitCode: 1, stderr: '' })
    const action = await runAction({ action: 'check', inputs: { url: `${accepted}\n${refused}`, attempts: '1' } })
    const [report = ''] = Object.values(action.temporaryFiles)
    const { kind, verdict, handshake } = JSON.parse(report)
    expect(listPaths(JSON.parse(run.stdout))).toEqual(listPaths({ kind, verdict, handshake }))
  })

  it('tells on stdout and stderr why nothing was checked', async () => {
    const run = await command.run(['check', '--json', '--attempts', '0'])
    expect(run.exitCode).toBe(2)
    expect(JSON.parse(run.stdout)).toMatchObject({
      kind: 'check',
      verdict: { ok: false, problem: { code: 'invalid-inputs' } },
    })
    expect(run.stderr).toContain('--attempts was "0"')
  })
})

describe('what a server says', { timeout: 240_000 }, () => {
  it('is never taken for escape sequences or commands, wherever it stands', async () => {
    await using server = await listenHostile()
    const urls = Object.keys(PLACES).flatMap(place =>
      HOSTILE_TEXTS.map((_, index) => `ws://127.0.0.1:${server.port}/${place}/${index}`),
    )
    const shown = await command.run(['check', ...urls], { columns: 60 })
    const json = await command.run(['check', '--json', ...urls])
    expect([shown, json].map(run => [run.exitCode, run.stderr])).toEqual([
      [1, ''],
      [1, ''],
    ])
    const text = OUR_STYLES.reduce((rest, code) => rest.replaceAll(`\u001b[${code}m`, ''), shown.stdout)
    for (const printed of [text, json.stdout]) {
      expect(printed.match(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)).toBeNull()
      expect(printed.match(/##\[|^\s*::/m)).toBeNull()
      expect(printed).toContain(MARKER)
    }
    expect(JSON.parse(json.stdout).handshake.targets).toHaveLength(urls.length)
    expect(text.match(/^[✗!✓] ws:/gm)).toHaveLength(urls.length)
  })
})

describe('a secret', () => {
  it('in a query, a header or what is sent is shown nowhere, however a server gives it back', async () => {
    await using echo = await listenTcp(socket => {
      socket.once('data', bytes => {
        const request = bytes.toString('latin1')
        const [, target = ''] = /^GET (\S+)/.exec(request) ?? []
        const body = `${request}\n${encodeURIComponent(request)}\n${Buffer.from('alice:hunter2-hunter2').toString()}`
        socket.end(`HTTP/1.1 400 ${target}\r\nLocation: ${target}\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
      })
    })
    const basic = Buffer.from('alice:hunter2-hunter2').toString('base64')
    const args = [
      `ws://127.0.0.1:${echo.port}/?token=SECRET-TOKEN`,
      '-H',
      `Authorization: Basic ${basic}`,
      '-H',
      'X-Key: SECRET-KEY',
    ]
    const runs = await Promise.all([
      command.run(['check', ...args, '--send', 'SECRET-TEXT']),
      command.run(['check', ...args, '--json']),
      command.run(['check', 'ws://alice:hunter2-hunter2@127.0.0.1/?token=SECRET-TOKEN']),
      command.run(['check', '--header', 'Authorization Bearer SECRET-TOKEN', accepted]),
    ])
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([1, 1, 2, 2])
    const shown = runs.map(({ stdout, stderr }) => stdout + stderr)
    for (const text of shown) expect(text).not.toMatch(new RegExp(`SECRET|hunter2|${basic}`))
    expect(shown[0]).toContain('/?token=***')
  })
})

/** The texts of a file of the package and of the chunks that it loads by itself. */
async function readLoaded(name: string): Promise<string[]> {
  const text = await readFile(`${command.folder}/bin/${name}`, 'utf8')
  const chunks = [...text.matchAll(/^import .*'(?:\.\/chunks|\.)\/([\w-]+\.js)';$/gm)].map(
    match => `chunks/${match[1]}`,
  )
  return [text, ...(await Promise.all(chunks.map(readLoaded))).flat()]
}

/** Of every value in it, apart from the numbers of lists and what differs from run to run. */
function listPaths(data: unknown, path = ''): string[] {
  if (typeof data !== 'object' || data === null) return [path]
  const paths = Object.entries(data).flatMap(([key, value]) =>
    listPaths(value, `${path}.${Number(key) >= 0 ? '' : key}`),
  )
  return [...new Set(paths)].sort()
}
