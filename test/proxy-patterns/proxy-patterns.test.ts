import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROXY_RULES } from '../../src/proxy/find-mistakes.ts'
import { isRefusal, type ProxyFinding } from '../../src/proxy/proxy-finding.ts'
import { ask, shakeHands } from '../support/ask-proxy.ts'
import { makeCertificate } from '../support/certificates.ts'
import { extendFiles, planProxy } from '../support/plan-proxy.ts'
import { openProxyJudge, type ProxyJudge } from '../support/proxy-judge.ts'
import { listComplaints } from '../support/read-aloud.ts'
import { scaled } from '../support/scale.ts'
import { tryPreflight } from '../support/try-preflight.ts'
import { PATTERNS } from './all-patterns.ts'
import { DOCKER, NODE, type Outcome, PIN, type ProxyPattern, TIMEOUTS } from './proxy-pattern.ts'
import { CERTIFICATE_FILES } from './servers.ts'

type Files = Readonly<Record<string, string>>

let judge: ProxyJudge
let certificate: Files

beforeAll(async () => {
  const { cert, key } = await makeCertificate({ name: 'chat.example.com' })
  certificate = { [CERTIFICATE_FILES.crt]: cert, [CERTIFICATE_FILES.key]: key }
  judge = await openProxyJudge()
})

afterAll(async () => {
  await judge[Symbol.asyncDispose]()
})

function plan(pattern: ProxyPattern) {
  return planProxy({ stack: NODE, ...pattern })
}

/** What the real proxy does with the files. */
async function judgeFiles(pattern: ProxyPattern, files: Files): Promise<Outcome> {
  const { stack = NODE, proxyServer, port, path = '/', tlsPort } = pattern
  const own = CERTIFICATE_FILES.crt in files ? certificate : {}
  await using proxy = await judge.stage({ stack, files: { ...files, ...own }, proxyServer, port })
  if (proxy.refusal !== undefined) return 'fails'
  const question = { port: proxy.portOf(tlsPort ?? 80), path, tls: tlsPort !== undefined }
  return { ws: await shakeHands(question), get: (await ask(question)).status }
}

function describeFinding({ kind, rule = 'plan', file, line }: ProxyFinding): string {
  return [kind, rule, file && (line ? `${file}:${line}` : file)].filter(Boolean).join(' ')
}

/** What the action itself would see before anything is changed. */
async function tryAsAction({ stack = NODE, files, proxyServer, port, path = '/' }: ProxyPattern) {
  const hasComposeFile = 'docker-compose.yml' in files
  const facts = { proxyServer, port, hasComposeFile, ...(stack === DOCKER ? { containerPort: 8000 } : {}) }
  const own = Object.keys(files).filter(name => name.startsWith('.platform/nginx/'))
  const texts = own.map(name => [name, certificate[name] ?? files[name] ?? ''] as const)
  return await tryPreflight(Object.fromEntries(texts), { platform: stack, facts, path })
}

const isOfProxy = ({ kind }: ProxyFinding) => kind === 'refused-by-proxy'

describe.concurrent('a pattern', () => {
  it.each(
    PATTERNS.map(pattern => [pattern.name, pattern.fact, pattern] as const),
  )('%s (%s)', async (_n, _f, pattern) => {
    const planned = await plan(pattern)
    const { additions, findings } = planned
    const isRefused = findings.some(isRefusal)
    const { finds = [], adds = isRefused ? undefined : [TIMEOUTS, PIN], before = { ws: 101, get: 200 } } = pattern
    expect(findings.map(describeFinding).toSorted()).toEqual(finds.toSorted())
    // What is foreseen has not happened yet, and its message names the file first.
    expect(
      findings.flatMap(({ remedy }) => listComplaints({ remedy, withoutPaste: 'some are about one word' })),
    ).toEqual([])
    if (adds) expect(additions.map(({ name }) => name)).toEqual(adds)
    const judged = await judgeFiles(pattern, pattern.files)
    expect(judged).toEqual(before)
    if (pattern.unjudged === undefined) expect(judged === 'fails').toBe(findings.some(isOfProxy))
    expect(await judgeFiles(pattern, extendFiles(pattern.files, planned))).toEqual(pattern.after ?? before)
  })
})

/** The judge has had its say of each of them above. */
const TRIED = PATTERNS.filter((_, index) => index % scaled(3, 1) === 0)

describe.concurrent('the trial before the deployment', () => {
  it.each(
    TRIED.map(pattern => [pattern.name, pattern] as const),
  )('comes to what the judge says: %s', async (_name, pattern) => {
    const { before = { ws: 101, get: 200 }, unjudged, tlsPort } = pattern
    const tried = await tryAsAction(pattern)
    if (tried.kind === 'not-run' || tried.kind === 'not-needed' || unjudged !== undefined) return
    expect(tried).toMatchObject({ kind: before === 'fails' ? 'refused' : 'passed' })
    if (tried.kind !== 'passed' || before === 'fails' || tlsPort) return
    const isOpen = tried.handshake.kind === 'answered' && tried.handshake.status === 101
    expect(isOpen).toBe(before.ws === 101)
  })
})

describe('the findings about all patterns', () => {
  it('are those of every rule', () => {
    const found = PATTERNS.flatMap(({ finds = [] }) => finds.map(find => find.split(' ')[1]))
    expect(PROXY_RULES.map(({ name }) => name).filter(name => !found.includes(name))).toEqual([])
  })

  it('say what happens and what to do', async () => {
    const told = []
    for (const pattern of PATTERNS) {
      const { findings } = await plan(pattern)
      told.push(
        ...findings.filter(({ rule }) => rule).map(({ rule, message, remedy }) => `${rule}\n  ${message}\n  ${remedy}`),
      )
    }
    await expect([...new Set(told)].toSorted().join('\n\n')).toMatchFileSnapshot('__snapshots__/findings.txt')
  })
})
