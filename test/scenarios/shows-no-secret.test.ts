import { createServer } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { makeCertificate } from '../support/certificates.ts'
import { openScenario } from '../support/deploy-scenario.ts'
import { FORMS, listenEchoing, PLACES } from '../support/echoing-server.ts'
import { listen } from '../support/listening.ts'
import { type ActionRun, runAction } from '../support/run-action.ts'

/** In each place where one can be: each has a stretch that nothing else has. */
const SECRETS = {
  query: 'Qu3ry/T0ken+&<é>="x',
  user: 'al1ce-in-the-test',
  password: 'p@ss:w0rd/of&<the>test',
  key: 'K3y-of-"the"\\api/test',
  cookie: 'c00kie/of+the+test==',
  message: 'm3ssage/of-the-<test>',
}

const DEBUG = { ACTIONS_STEP_DEBUG: 'true', RUNNER_DEBUG: '1' }

const HEADERS = [
  `Authorization: Basic ${Buffer.from(`${SECRETS.user}:${SECRETS.password}`).toString('base64')}`,
  `X-Api-Key: ${SECRETS.key}`,
  `Cookie: theme=dark; sid=${SECRETS.cookie}`,
].join('\n')

const QUERY = `token=${encodeURIComponent(SECRETS.query)}`

const INPUTS = {
  headers: HEADERS,
  'websocket-send': JSON.stringify({ type: 'hello', token: SECRETS.message }),
  'websocket-expect': 'never said',
  attempts: '1',
}

describe('what was sent', { timeout: 200_000 }, () => {
  it.each(PLACES)('is shown by nobody, in whichever form it comes back: %s', async place => {
    await using server = await listenEchoing()
    const urls = Object.keys(FORMS).map(form => `ws://127.0.0.1:${server.port}/${place}/${form}?${QUERY}`)
    const protocol = place === 'socket.io' ? { protocol: 'socket.io' } : {}
    const run = await runAction({
      action: 'check',
      inputs: { ...INPUTS, ...protocol, url: urls.join('\n') },
      env: DEBUG,
      timeoutMs: 180_000,
    })
    expect(findSecrets(run)).toEqual([])
    expect(run.printed).toContain('***')
    expect(run.outputs['failed-targets']).toContain(`/${place}/percent?token=***`)
  })

  it('is shown by no deployment, whether its WebSocket opens or not, with its beacon', async () => {
    await using server = await listenEchoing()
    const scenario = await openScenario()
    for (const path of ['location/percent-twice', 'text-frame/json-of-others', 'close-reason/plain']) {
      const { attempts: _, 'websocket-expect': _expect, ...inputs } = INPUTS
      const run = await scenario.deploy({
        inputs: {
          ...inputs,
          beacon: 'true',
          'websocket-url': `ws://127.0.0.1:${server.port}/${path}?${QUERY}`,
          'handshake-timeout': '5',
          'version-label': path.replaceAll('/', '-'),
        },
        env: DEBUG,
      })
      expect(findSecrets(run), path).toEqual([])
      expect(run.outputs['websocket-url']).toBe(`ws://127.0.0.1:${server.port}/${path}?token=***`)
    }
  })

  it('is not shown as the name in a certificate either', async () => {
    const { key, cert, ca } = await makeCertificate({ name: `${SECRETS.user}.example` })
    await using tls = await listen(createServer({ key, cert }) as never)
    const url = `wss://localhost:${tls.port}/?${QUERY}`
    const run = await runAction({ action: 'check', inputs: { ...INPUTS, ca, url }, env: DEBUG })
    expect(run.outputs.finding).toBe('tls-wrong-host')
    expect(run.summary).toContain('DNS:***.example')
    expect(findSecrets(run)).toEqual([])
  })

  it('is not quoted where a URL is refused for the password in it', async () => {
    const url = `wss://${SECRETS.user}:${encodeURIComponent(SECRETS.password)}@chat.example.com/?${QUERY}`
    const runs = [
      await runAction({ action: 'check', inputs: { ...INPUTS, url: `wss://chat.example.com/\n${url}` }, env: DEBUG }),
      await (await openScenario()).deploy({ inputs: { headers: HEADERS, 'websocket-url': url }, env: DEBUG }),
    ]
    for (const run of runs) {
      expect(run.exitCode).toBe(1)
      expect(findSecrets(run)).toEqual([])
      expect(run.printed).toContain('wss://***')
    }
  })
})

/** As long as this, a piece of a secret cannot be there by chance. */
const PIECE = 9

/** Which secrets stand, whole or in pieces, in what anybody can read, however they are written there. */
function findSecrets({ printed, log, summary, outputFiles, temporaryFiles }: ActionRun): string[] {
  const shown = { printed, log, summary, ...outputFiles, ...temporaryFiles }
  return Object.entries(shown).flatMap(([where, text]) => {
    const readings = readAll(text)
    return Object.entries(SECRETS).flatMap(([name, secret]) => {
      const found = listPieces(secret).find(piece => readings.some(reading => reading.includes(piece)))
      return found === undefined ? [] : [`${name} in ${where}: ${found}`]
    })
  })
}

function listPieces(secret: string): string[] {
  const pieces = [secret, Buffer.from(secret).toString('latin1')]
    .map(squeeze)
    .flatMap(text =>
      Array.from({ length: Math.max(0, text.length - PIECE + 1) }, (_, at) => text.slice(at, at + PIECE)),
    )
  return [...new Set(pieces)]
}

/** With all that hides a text undone, one after the other and together. */
function readAll(text: string): string[] {
  const undone = [0, 1, 2, 3].reduce<string[]>(all => [...all, undoEscapes(all.at(-1) ?? '')], [text])
  const encoded = undone.flatMap(reading =>
    [...reading.replaceAll(/\s|\\n|␊/g, '').matchAll(/[\w+/-]{16,}/g)].map(([run]) => run),
  )
  const decoded = encoded.flatMap(run => [
    ...[0, 1, 2, 3].map(skip => Buffer.from(run.slice(skip), 'base64').toString()),
    Buffer.from(run.replaceAll(/[^\da-f]/gi, ''), 'hex').toString(),
  ])
  return [...undone, ...decoded].map(squeeze)
}

function undoEscapes(text: string): string {
  return text
    .replaceAll(/(%[\da-f]{2})+/gi, bytes => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString())
    .replaceAll(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\\(["\\/])/g, '$1')
}

function squeeze(text: string): string {
  return text.replaceAll(/\s|␊|\\[rn]/g, '').toLowerCase()
}
