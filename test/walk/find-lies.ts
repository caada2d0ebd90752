/** Compares what a run says with what was really so. Pure. */

import { PERMISSIONS } from '../../src/aws/permissions.ts'
import type { Fault, FaultOf } from '../../src/local-beanstalk/faults/catalogue.ts'
import type { History } from './make-history.ts'
import type { Played } from './play-history.ts'
import type { Fact, Stretch } from './truth.ts'

/** What a run has said that was not so, in sentences; empty when all of it was. */
export function findLies(whole: Played, history: History): string[] {
  const played = { ...whole, truth: beforeRollBack(whole) }
  return [
    ...(played.verdict.ok ? findFalseSuccess(played, history) : findFalseFailure(played, history)),
    ...findFalseReason(played),
    ...findFalseRollBack(whole),
    ...findUntoldChanges(played),
    ...findTimeLies(played),
    ...(played.unfinishedUploads > 0 ? [`${played.unfinishedUploads} uploads in parts were left`] : []),
  ]
}

function beforeRollBack({ truth, rolledBackAtMs = Number.POSITIVE_INFINITY }: Played): Stretch[] {
  return truth.filter(
    ({ fromMs, fact }) => fromMs < rolledBackAtMs || (fromMs === rolledBackAtMs && fact?.status === 'Ready'),
  )
}

/** What is said of the roll back must be so at the end. */
function findFalseRollBack(played: Played): string[] {
  const { rollBack } = played.products
  const facts = since(played.lastLookAtMs, played)
  if (rollBack?.kind !== 'done' && rollBack?.kind !== 'back-already') return []
  const { toLabel } = rollBack
  const isBack = (fact: Fact | undefined) =>
    fact?.status === 'Ready' &&
    fact.label === toLabel &&
    fact.opens &&
    fact.instances.every(({ runs, outcome }) => runs === toLabel && outcome === 'Deployed')
  return facts.some(isBack) ? [] : [`it was rolled back to ${toLabel}, but is ${JSON.stringify(facts.at(-1))}`]
}

const MINIMUM: Readonly<Record<string, readonly string[]>> = {
  Green: ['Green'],
  Yellow: ['Green', 'Yellow'],
  Grey: ['Green', 'Yellow', 'Grey'],
  any: ['Green', 'Yellow', 'Grey', 'Red'],
}

/** What is not as it was asked for; empty: all is. */
function findMissing(fact: Fact | undefined, played: Played): string[] {
  if (fact === undefined) return ['there is no environment']
  const { deployment } = played
  const accepted = MINIMUM[deployment.inputs['minimum-health'] ?? 'Yellow'] ?? []
  return [
    ...findUndeployed(fact, played),
    ...(fact.opens ? [] : ['no WebSocket opens']),
    ...(accepted.includes(fact.health) ? [] : [`the health is ${fact.health}`]),
  ]
}

function findUndeployed({ environmentId, status, label, instances }: Fact, played: Played): string[] {
  const wanted = played.deployment.label
  const before = factBefore(played)
  const last = Math.max(
    0,
    ...(before?.environmentId === environmentId ? before.instances : []).map(({ number }) => number),
  )
  const older = instances.filter(({ number }) => number <= last)
  const others = instances.filter(instance => instance.label !== wanted || instance.runs !== wanted)
  const failed = instances.filter(({ outcome }) => outcome !== 'Deployed')
  return [
    ...(status === 'Ready' ? [] : [`the status is ${status}`]),
    ...(label === wanted ? [] : [`the label is ${label}`]),
    ...(instances.length > 0 ? [] : ['there is no instance']),
    ...(others.length === 0 ? [] : [`${others.length} of ${instances.length} instances run ${others[0]?.runs}`]),
    ...(older.length === 0 ? [] : [`${older.length} of ${instances.length} instances have an earlier deployment`]),
    ...(failed.length === 0 ? [] : [`${failed.length} of ${instances.length} instances are ${failed[0]?.outcome}`]),
  ]
}

/** Right before the request was accepted. */
function factBefore({ truth, acceptedAtMs = 0 }: Played): Fact | undefined {
  return truth.findLast(({ fromMs, fact }) => fromMs <= acceptedAtMs && fact?.status === 'Ready')?.fact
}

/** What was so at any time from then to the end. */
function since(fromMs: number, { truth }: Played): Array<Fact | undefined> {
  return truth
    .filter((_, index) => (truth[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY) >= fromMs)
    .map(({ fact }) => fact)
}

function findFalseSuccess(played: Played, { isEnhanced }: History): string[] {
  const { products, acceptedAtMs, lastLookAtMs } = played
  if (products.settled?.kind === 'not-waited')
    return acceptedAtMs === undefined ? ['it says that the update was accepted'] : []
  if (acceptedAtMs === undefined) return ['it was a success without a request']
  const facts = since(lastLookAtMs, played)
  // Without enhanced health nothing tells which version an instance runs.
  const isKnown = (lack: string) => isEnhanced || !/instances (run|have an earlier)/.test(lack)
  const missing = facts.map(fact => findMissing(fact, played).filter(isKnown))
  return missing.some(({ length }) => length === 0) ? [] : [`it was a success, but ${missing.at(-1)?.join(', ')}`]
}

function findFalseFailure(played: Played, history: History): string[] {
  const { verdict } = played
  const code = verdict.problem?.code ?? ''
  const judge =
    JUDGES[code] ?? (played.products.handshake?.targets[0]?.finding?.kind === code ? judgeFinding : undefined)
  if (judge === undefined) return [`nobody knows the code "${code}": ${verdict.problem?.what}`]
  return judge(played, history).map(lie => `"${code}", but ${lie}: ${verdict.problem?.what}`)
}

type Judge = (played: Played, history: History) => string[]

const JUDGES: Readonly<Record<string, Judge>> = {
  'deployment-failed': judgeDeploymentFailed,
  'creation-failed': judgeDeploymentFailed,
  'deployment-rolled-back': played => [...judgeDeploymentFailed(played), ...judgeRolledBack(played)],
  'deployment-aborted': played => (wasAborted(played) || seemsAborted(played) ? [] : ['nobody has aborted it']),
  'deployment-superseded': played => (wasSuperseded(played) ? [] : ['nobody has deployed another one']),
  'versions-mixed': played => [...judgeDeploymentFailed(played), ...judgeMixed(played)],
  'environment-unhealthy': judgeUnhealthy,
  'handshake-unknown': () => ['somebody should look at it'],
  'deadline-exceeded': judgeDeadline,
  'timed-out': judgeTimedOut,
  'permission-denied': judgeDenied,
  'credentials-expired': ({ deployment }) => unless(deployment.faults, ['expired-credentials'], 'none have expired'),
  'credentials-rejected': judgeRejected,
  'aws-unavailable': judgeDisturbed,
  'aws-unreachable': judgeDisturbed,
  'aws-answer-unreadable': judgeDisturbed,
  'aws-refused': judgeRefused,
  cancelled: ({ deployment }) => (deployment.cancelledAfterMs === undefined ? ['nobody has cancelled it'] : []),
  'environment-terminating': played => (sawGone(played) ? [] : ['it was never terminated']),
  'environment-not-found': played => (sawGone(played) ? [] : ['it was there']),
  'version-label-taken': judgeTaken,
}

function judgeDeploymentFailed(played: Played): string[] {
  const { products, truth } = played
  if (products.acceptedPart === 'settings') return []
  const last = truth.at(-1)?.fact
  if (last === undefined || !last.opens || findUndeployed(last, played).length > 0) return []
  // The same label again, which all instances have, although Beanstalk has given it up.
  const isGivenUp = played.deployment.faults.some(({ kind }) => kind === 'health-check-failed')
  return isGivenUp || wasAborted(played) ? [] : ['it was deployed']
}

function judgeRolledBack(played: Played): string[] {
  const isBack = (fact: Fact | undefined) =>
    fact?.instances.every(({ runs, outcome }) => runs === fact.label && outcome === 'Deployed')
  return since(played.lastLookAtMs, played).some(isBack) ? [] : ['some instance is not as before']
}

function judgeMixed(played: Played): string[] {
  const isMixed = (fact: Fact | undefined) => fact && findUndeployed(fact, played).length > 0
  return since(played.lastLookAtMs - 60_000, played).some(isMixed) ? [] : ['every instance has it']
}

function wasAborted(played: Played): boolean {
  const { acts, deployment, earlier } = played
  const faults = [deployment, ...earlier].flatMap(one => one.faults)
  const isFault = faults.some(({ kind }) => kind === 'aborted-by-another')
  return isFault || acts.includes('abort') || saw(played, ({ status }) => status === 'Aborting')
}

/** Where a fault hides the errors, an abort is what it seems, and no more is said. */
function seemsAborted({ deployment, products }: Played): boolean {
  const isHidden = deployment.faults.some(({ kind }) => kind === 'late-events' || kind === 'missing-event')
  return isHidden && products.settled?.kind === 'failed' && /seems to have aborted/.test(products.settled.reason)
}

function wasSuperseded({ acts, deployment, earlier }: Played): boolean {
  const faults = [deployment, ...earlier].flatMap(one => one.faults)
  const isFault = faults.some(({ kind }) => kind === 'superseded')
  return isFault || acts.some(act => ['deploy', 'recreate', 'configure'].includes(act))
}

function judgeUnhealthy(played: Played): string[] {
  if (played.deployment.faults.some(({ kind }) => kind === 'stale-health')) return []
  const accepted = MINIMUM[played.deployment.inputs['minimum-health'] ?? 'Yellow'] ?? []
  const facts = since(played.endedAtMs - 60_000, played)
  return facts.every(fact => fact && accepted.includes(fact.health)) ? ['it was healthy'] : []
}

function judgeFinding(played: Played): string[] {
  const { truth, endedAtMs } = played
  const readyAt = truth.findLast(
    ({ fact }, index) => fact?.status === 'Ready' && truth[index - 1]?.fact?.status !== 'Ready',
  )
  const facts = since(readyAt?.fromMs ?? endedAtMs, played)
  return facts.every(fact => fact?.opens) ? ['a WebSocket opens'] : []
}

const LONG_AFTER_MS = 240_000

function judgeDeadline(played: Played): string[] {
  const { startedAtMs, endedAtMs, deployment } = played
  const elapsedMs = endedAtMs - startedAtMs
  if (elapsedMs < Number(deployment.inputs['deployment-timeout']) * 1000 - 1) return [`only ${elapsedMs} ms were over`]
  return judgeTimedOut(played)
}

/** Nothing that was so for minutes, and that nothing hid, may end as not known in time. */
function judgeTimedOut(played: Played): string[] {
  const { acceptedAtMs, rolledBackAtMs, deployment } = played
  if (acceptedAtMs === undefined) return []
  const endedAtMs = rolledBackAtMs ?? played.endedAtMs
  const fromMs = Math.max(acceptedAtMs, endedAtMs - LONG_AFTER_MS)
  if (endedAtMs - fromMs < LONG_AFTER_MS) return []
  const facts = since(fromMs, played)
  const isSteady = facts.every(fact => findMissing(fact, played).length === 0)
  return isSteady && !deployment.faults.some(isEndless) ? ['all was so for minutes'] : []
}

const REQUEST_FAULTS = [
  ...(['denied', 'throttled', 'rate-limited', 'unavailable', 'slow', 'reset-unread'] as const),
  ...(['answer-lost', 'answer-reset', 'answer-cut', 'answer-html'] as const),
]

function isOnRequests(fault: Fault): fault is FaultOf<(typeof REQUEST_FAULTS)[number]> {
  return (REQUEST_FAULTS as readonly string[]).includes(fault.kind)
}

function isEndless(fault: Fault): boolean {
  return isOnRequests(fault) && !('times' in fault && fault.times !== undefined)
}

function judgeDenied({ deployment, verdict }: Played): string[] {
  const isForbidden = (fault: Fault) =>
    fault.kind === 'denied' || (fault.kind === 'answer-html' && fault.status === 403)
  if (!deployment.faults.some(isForbidden)) return ['nothing was denied']
  const [, action = ''] = /^AWS denied ([A-Za-z0-9]+:[A-Za-z0-9]+) /.exec(verdict.problem?.what ?? '') ?? []
  const statements = PERMISSIONS.filter(({ actions }) => actions.includes(action))
  return statements.some(({ without }) => without === 'fails') ? [] : [`the run could do without ${action}`]
}

/** The SDK learns the time of AWS from the first refusal, and needs another attempt to use it. */
function judgeRejected({ deployment }: Played): string[] {
  const isSkewed = deployment.faults.some(({ kind }) => kind === 'clock-skew')
  return isSkewed && deployment.inputs['max-retries'] === '0' ? [] : ['they are good']
}

/** A HEAD is answered without a body, so that nothing says which refusal it was. */
function judgeRefused({ deployment, verdict }: Played): string[] {
  const isBare = /AWS refused s3:Head/.test(verdict.problem?.what ?? '')
  const hides = ({ kind }: Fault) => kind === 'answer-html' || (kind === 'expired-credentials' && isBare)
  return deployment.faults.some(hides) ? [] : ['somebody should look at it']
}

function judgeDisturbed({ deployment, acceptedAtMs }: Played): string[] {
  const disturbing = deployment.faults.filter(fault => isOnRequests(fault) && fault.kind !== 'denied')
  if (disturbing.length === 0) return ['nothing was disturbed']
  if (acceptedAtMs !== undefined && !disturbing.some(isEndless)) return ['it passed, while the deployment went on']
  const most = Number(deployment.inputs['max-retries'])
  const isShort = (fault: Fault) => 'times' in fault && (fault.times ?? Number.POSITIVE_INFINITY) <= most
  return disturbing.length === 1 && disturbing.every(isShort) ? ['the retries should have been enough'] : []
}

function judgeTaken({ deployment }: Played, { deployments }: History): string[] {
  const isOther = deployments.some(({ label, content }) => label === deployment.label && content !== deployment.content)
  // A page in the place of the answer about the bundle that is there looks like another bundle.
  const isHidden = deployment.faults.some(fault => fault.kind === 'answer-html' && fault.status === 200)
  return isOther || isHidden ? [] : ['the bytes are the same']
}

function unless(faults: readonly Fault[], kinds: readonly Fault['kind'][], lie: string): string[] {
  return faults.some(({ kind }) => kinds.includes(kind)) ? [] : [lie]
}

function saw({ truth }: Played, isIt: (fact: Fact) => boolean): boolean {
  return truth.some(({ fact }: Stretch) => fact !== undefined && isIt(fact))
}

function sawGone(played: Played): boolean {
  return played.truth.some(({ fact }) => fact === undefined || /^Terminat/.test(fact.status))
}

/** The reason names something that did not happen. */
function findFalseReason(played: Played): string[] {
  const { products } = played
  if (products.settled?.kind !== 'failed') return []
  const { reason } = products.settled
  const tells = (pattern: RegExp, isTrue: boolean) =>
    pattern.test(reason) && !isTrue ? [`the reason was "${reason}"`] : []
  const [, named] = /but runs version "([^"]*)"/.exec(reason) ?? []
  return [
    ...tells(/has aborted/i, wasAborted(played)),
    ...tells(/terminat/i, sawGone(played)),
    ...tells(/replaced/i, wasSuperseded(played)),
    ...tells(
      /but runs version "/,
      saw(played, ({ label }) => label === named),
    ),
  ]
}

/** Operations that change something, with what the ledger calls them. */
const CHANGES: Readonly<Record<string, RegExp>> = {
  UpdateEnvironment: /^(deploy the version|set )|roll|again/i,
  CreateEnvironment: /^create the environment/,
  CreateApplication: /^create the application "/,
  CreateApplicationVersion: /^create the application version/,
  CreateStorageLocation: /storage bucket/,
  DeleteApplicationVersion: /^delete .*version/,
  AbortEnvironmentUpdate: /abort/,
  PutObject: /^upload/,
  CreateMultipartUpload: /^upload/,
  UploadPart: /^upload/,
  CompleteMultipartUpload: /^upload/,
  AbortMultipartUpload: /upload/,
  CreateBucket: /bucket/,
  AuthorizeSecurityGroupIngress: /security group|inbound|port 80|let /i,
}

const READS = /^(Check|Describe|Get|Head|List|Request|Retrieve|Validate)/

function findUntoldChanges({ requests, entries }: Played): string[] {
  const done = requests.filter(({ operation, status }) => status < 300 && !READS.test(operation))
  const operations = [...new Set(done.map(({ operation }) => operation))]
  return operations.flatMap(operation => {
    const told = entries.filter(({ change }) => CHANGES[operation]?.test(change))
    if (told.length === 0)
      return [`${operation} was carried out, and the ledger does not have it: ${JSON.stringify(entries)}`]
    const isDenied = told.every(({ outcome }) => outcome === 'failed')
    return isDenied ? [`${operation} was carried out, and the ledger says that it failed: ${JSON.stringify(told)}`] : []
  })
}

/** The last look is limited by real time, which the walk has not: it takes as long as any request may. */
const LONGEST_END_MS = 60_000

function findTimeLies({ startedAtMs, endedAtMs, deployment }: Played): string[] {
  const totalMs = Number(deployment.inputs['deployment-timeout']) * 1000
  // A roll back has time of its own.
  const ownMs = deployment.inputs.rollback === undefined ? 0 : Math.max(600_000, totalMs)
  const lateMs = endedAtMs - startedAtMs - totalMs
  return lateMs > LONGEST_END_MS + ownMs ? [`it ended ${lateMs} ms after its deadline`] : []
}
