/**
 * Tries the proxy's files out before anything in AWS is changed: on an instance a broken file comes to light only when
 * the old proxy was stopped and the app replaced.
 */

import type { Clock } from '../../clock.ts'
import type { ProxyFinding } from '../proxy-finding.ts'
import type { ProxyAnswer } from './ask-proxy.ts'
import { describeRefusal } from './describe-refusal.ts'
import { describeProgram, findProgram } from './find-program.ts'
import { findTrialFindings, listUntold } from './find-trial-findings.ts'
import { tryHttpd } from './httpd-trial.ts'
import { NGINX_PACKAGE } from './nginx-package.ts'
import { type NginxTrial, type TrialEnd, tryNginx } from './nginx-trial.ts'
import { findObstacle, notRun, type PreflightFacts, type Untried } from './preflight-facts.ts'
import { stageTree } from './staged-tree.ts'
import { makeTrialFolder } from './trial-folder.ts'

export type Preflight =
  | PreflightPassed
  | Untried
  | (Tried & { readonly kind: 'refused'; readonly finding: ProxyFinding })

export interface PreflightPassed extends Tried {
  readonly kind: 'passed'
  /** What a GET of "/" and an opening handshake got, before an app that says yes to both. */
  readonly get: ProxyAnswer
  readonly handshake: ProxyAnswer
  /** What GETs of `furtherPaths` got, in their order. */
  readonly further: readonly ProxyAnswer[]
  /** What works, with a consequence; nothing that fails the deployment. */
  readonly findings: readonly ProxyFinding[]
}

interface Tried {
  readonly program: 'nginx' | 'httpd'
  readonly version: string
  readonly ms: number
  /** What of the bundle's files could not be tried out here; each completes "not tested here: ...". */
  readonly notTested: readonly string[]
}

export interface PreflightMeans {
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Where folders may be made, the preferred one first. */
  readonly temporaryFolders: readonly string[]
  /** As in PATH. */
  readonly searchPath: string
}

const LONGEST_MS = 10_000

/** Throws only the signal's reason. */
export async function preflight(facts: PreflightFacts, means: PreflightMeans): Promise<Preflight> {
  const obstacle = findObstacle(facts)
  if (obstacle) return obstacle
  const startedMs = means.clock.monotonicMs()
  const timeout = AbortSignal.timeout(LONGEST_MS)
  try {
    const signal = AbortSignal.any([means.signal, timeout])
    return await tryOut(facts, { ...means, signal }, () => means.clock.monotonicMs() - startedMs)
  } catch (error) {
    means.signal.throwIfAborted()
    if (timeout.aborted) return notRun(`it took longer than ${LONGEST_MS / 1000} seconds`)
    return notRun(`the files could not be laid out (${error instanceof Error ? error.message : String(error)})`)
  }
}

const PROGRAMS = { nginx: ['nginx'], httpd: ['apache2', 'httpd'] } as const

async function tryOut(facts: PreflightFacts, means: PreflightMeans, elapsedMs: () => number): Promise<Preflight> {
  const name: keyof typeof PROGRAMS = facts.proxy.proxy === 'apache' ? 'httpd' : 'nginx'
  const path = await findProgram(PROGRAMS[name], means.searchPath)
  if (!path || process.platform === 'win32') return notRun(`no ${name} is installed on this machine`, 'program')
  const staged = stageTree(facts, name === 'nginx' ? NGINX_PACKAGE : new Map())
  if (!staged) return notRun("the platform's own proxy files are not known")
  const [program, folder] = [await describeProgram(path, means.signal), await makeTrialFolder(means.temporaryFolders)]
  if (!folder) return notRun('there is no folder for temporary files with a short and plain path')
  try {
    const trial = { ...describeTrial(facts), program, staged, folder, signal: means.signal }
    const openssl = name === 'nginx' ? await findProgram(['openssl'], means.searchPath) : undefined
    const end = name === 'nginx' ? await tryNginx({ ...trial, openssl }) : await tryHttpd(trial)
    const tried = { program: name, version: program.version, ms: Math.round(elapsedMs()) }
    return toPreflight(end, { facts, staged, tried: { ...tried, notTested: end.notes.notTested } })
  } finally {
    await folder.remove()
  }
}

function describeTrial({
  proxy: { target },
  path,
  host,
  furtherPaths = [],
}: PreflightFacts): Omit<NginxTrial, MeansOfTrial> {
  const appPort = target.kind === 'loopback' ? target.port : undefined
  return { appPort, answersOnPorts: target.kind !== 'container', path, host, furtherPaths }
}

type MeansOfTrial = 'program' | 'openssl' | 'staged' | 'folder' | 'signal'

interface Trying {
  readonly facts: PreflightFacts
  readonly staged: NginxTrial['staged']
  readonly tried: Tried
}

function toPreflight(end: TrialEnd, { facts, staged, tried }: Trying): Preflight {
  if (end.kind === 'untestable')
    return end.isUndecidable ? { kind: 'undecidable', reason: end.reason } : notRun(end.reason)
  if (end.kind === 'refused') {
    const finding = describeRefusal(end, { staged, known: facts.findings, program: tried.program })
    if (isMadeOnInstance(end, finding, facts)) {
      return { kind: 'undecidable', reason: `only the instance has what "${finding.file}" includes` }
    }
    return { kind: 'refused', ...tried, finding }
  }
  const { get, handshake, further } = end.answers
  const { target } = facts.proxy
  const isFastcgi = target.kind === 'socket' && target.protocol === 'fastcgi'
  const findings = findTrialFindings({ ...end, staged, path: facts.path, program: tried.program, isFastcgi })
  const notTested = [...tried.notTested, ...listUntold(end)]
  return { kind: 'passed', ...tried, notTested, get, handshake, further, findings }
}

/** A file is missing that a hook of the bundle makes: the scan knows, and says so in a note about the same place. */
function isMadeOnInstance(end: TrialEnd, { file, line }: ProxyFinding, { findings }: PreflightFacts): boolean {
  const isMissing = end.kind === 'refused' && /^open\(\) ".*" failed \(2:/.test(end.refusal.words)
  return isMissing && findings.some(note => note.kind === 'note' && note.file === file && note.line === line)
}
