import { describe, expect, it } from 'vitest'
import { type JudgedFiles, judgeProxyFiles } from '../../src/proxy/judge-proxy-files.ts'
import type { Preflight } from '../../src/proxy/preflight/preflight.ts'
import type { ProxyFinding } from '../../src/proxy/proxy-finding.ts'

const FILE = '.platform/nginx/conf.d/a.conf'

function finding(parts: Partial<ProxyFinding>): ProxyFinding {
  return { kind: 'note', file: FILE, line: 1, message: 'It is so.', remedy: 'Mend it.', ...parts }
}

const MISPLACED = finding({ kind: 'refused-by-proxy', rule: 'directive-not-allowed-here' })
const UNKNOWN = finding({ kind: 'refused-by-proxy', rule: 'unknown-host', line: 2 })
const COMMAND = finding({ kind: 'refused-by-instance', line: 3 })
const NOTE = finding({ line: 4 })
const READ = [MISPLACED, UNKNOWN, COMMAND, NOTE]

const TRIED = { program: 'nginx', version: '1.28.0', ms: 5, notTested: [] } as const
const ANSWER = { kind: 'answered', status: 200, location: '', isFromApp: true } as const
const ENDS: Readonly<Record<string, Preflight>> = {
  passed: { kind: 'passed', ...TRIED, get: ANSWER, handshake: ANSWER, further: [], findings: [] },
  undecidable: { kind: 'undecidable', reason: 'what the bundle does not hold decides' },
  'not-run': { kind: 'not-run', reason: 'there is no nginx' },
}

function judge(facts: Partial<JudgedFiles>) {
  return judgeProxyFiles({ findings: READ, done: undefined, completer: undefined, ...facts })
}

describe('what fails the run', () => {
  it.each<[string, Preflight | undefined, ProxyFinding[]]>([
    ['nobody wanted the proxy asked', undefined, [COMMAND]],
    ['the proxy took the files', ENDS.passed, [COMMAND]],
    ['what is on the instance decides', ENDS.undecidable, [MISPLACED, COMMAND]],
    ['the proxy could not be asked', ENDS['not-run'], [MISPLACED, UNKNOWN, COMMAND]],
  ])('where %s', (_where, done, refusals) => {
    expect(judge({ done })).toEqual({ refusals, notes: READ.filter(one => !refusals.includes(one)) })
  })

  const said = finding({ kind: 'refused-by-proxy', message: "nginx's own words." })
  const refused: Preflight = { kind: 'refused', ...TRIED, finding: said }

  it('is first what the proxy said, in its own words where the same place was read', () => {
    expect(judge({ done: refused }).refusals).toEqual([said, UNKNOWN, COMMAND])
    const elsewhere = { ...refused, finding: { ...said, file: 'b.conf' } }
    expect(judge({ done: elsewhere }).refusals).toEqual([elsewhere.finding, MISPLACED, UNKNOWN, COMMAND])
  })

  it('is nothing that the proxy said of files which a hook may change', () => {
    const { refusals, notes } = judge({ findings: [NOTE], done: refused, completer: 'The hook "x.sh"' })
    expect(refusals).toEqual([])
    expect(notes).toEqual([NOTE, { ...said, kind: 'note', message: expect.stringContaining('The hook "x.sh" names') }])
  })

  it('tells what came to light in the trial only, once', () => {
    const passed = { ...ENDS.passed, findings: [NOTE, finding({ line: 9 })] } as Preflight
    expect(judge({ done: passed }).notes).toEqual([MISPLACED, UNKNOWN, NOTE, finding({ line: 9 })])
  })
})
