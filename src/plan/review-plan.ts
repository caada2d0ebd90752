/** The plan in words, for the log and for whoever reviews it. Pure. */

import { toSize } from '../describe-size.ts'
import type { SettingChange } from '../environment/compare-settings.ts'
import { describeApplication, describeCreation } from '../environment/describe-creation.ts'
import { describeRollBack } from '../environment/plan-roll-back.ts'
import { describeInbound } from '../network/describe-inbound.ts'
import type { PlannedSetting, PlannedWebSocket, PlanToReview } from '../report/plan-to-review.ts'
import { quoteForeign } from '../untrusted.ts'
import type { VersionPlan } from '../version/plan-version.ts'
import { describeLoadBalancer, describeUntuned, findShortestTimeout, PURPOSES } from './describe-load-balancer.ts'
import type { Plan } from './make-plan.ts'
import type { HandshakePlan } from './plan-handshake.ts'

export function reviewPlan(plan: Plan): PlanToReview {
  const { wrapping, proxy, update, assumed, loadBalancer } = plan
  const silentSeconds = findShortestTimeout(proxy.timeouts)
  const [inbound, version, webSocket] = [describeInbound(plan.inbound), describeVersion(plan), describeWebSocket(plan)]
  const rollBack = describeRollBack(plan.rollBack)
  return {
    inWords: [
      ...assumed,
      ...(wrapping ? [wrapping] : []),
      ...proxy.additions.map(file => `Add ${file.name} to the bundle: ${file.reason}.`),
      ...proxy.kept.map(file => `Keep the bundle's ${file.name}: ${file.reason}.`),
      ...(update.creation ? [] : inbound),
      ...version,
      ...update.changes.map(describeChange),
      ...describeLoadBalancer(loadBalancer, silentSeconds),
      ...(update.creation ? inbound : []),
      webSocket.inWords,
      ...rollBack,
    ],
    ...{ assumed, wrapping, inbound, version, webSocket, rollBack },
    settings: [...update.changes, ...update.tunings.map(toPlannedSetting)],
    loadBalancer: describeUntuned(loadBalancer, silentSeconds),
  }
}

function describeVersion({ version, update, prune }: Plan): string[] {
  const before = update.fromLabel ? `, which runs "${update.fromLabel}"` : ''
  const bucket =
    version.kind === 'create' && version.createBucket ? [`Create the S3 bucket ${version.bucketName}.`] : []
  return [
    ...(update.creation ? describeApplication(update.creation) : []),
    ...bucket,
    describeUpload(version),
    ...(update.creation
      ? describeCreation(update.creation, update)
      : [`Deploy version "${update.toLabel}" to "${update.environmentName}"${before}.`]),
    ...describePrune(prune, update.wait),
  ]
}

function describePrune(prune: Plan['prune'], wait: boolean): string[] {
  if (prune === undefined) return []
  if (!wait) return ['Delete no old versions, because nobody waits for a success.']
  const kept = prune.keep === 1 ? 'the newest version' : `the ${prune.keep} newest versions`
  return [`After a success, keep ${kept} that this action made, and delete the older ones that nothing uses.`]
}

function describeUpload(plan: VersionPlan): string {
  if (plan.kind === 'reuse') return `Use the version "${plan.label}" that exists, with the same bytes.`
  const bucket = plan.bucketName ?? "Beanstalk's own bucket"
  return `Upload ${toSize(plan.sizeBytes)} to ${bucket} as ${plan.key}, and create version "${plan.label}".`
}

/** The values that are set are not told where they may be secret. */
function describeChange({ namespace, optionName, kind, before, after }: SettingChange): string {
  const option = `${namespace}:${optionName}`
  if (kind === 'same') return `Set ${option} to what it is already.`
  const to = after === undefined ? '' : ` to ${quoteForeign(after)}`
  if (kind === 'unknown') return `Set ${option}${to}; what it is now is not known.`
  if (kind === 'new') return `Set ${option}${to}, which is not set now.`
  return before === undefined ? `Set ${option} to another value.` : `Set ${option}${to} (now ${quoteForeign(before)}).`
}

function toPlannedSetting(tuning: Plan['update']['tunings'][number]): PlannedSetting {
  const { namespace, optionName, before, value: after, purpose } = tuning
  return { namespace, optionName, kind: 'changed', before, after, purpose: PURPOSES[purpose] }
}

function describeWebSocket({ update, handshake }: Plan): PlannedWebSocket {
  const { printableUrl, because, protocol } = handshake
  const { name } = protocol.asked
  const url = update.creation && handshake.isOwnAddress ? undefined : printableUrl
  const where = url ?? `${new URL(handshake.url).pathname} of the new environment`
  if (!update.wait) return { inWords: 'Open no WebSocket, because nobody waits.', url: undefined, protocol: name }
  return {
    inWords: `Open a WebSocket at ${where} (${because})${describeProtocol(handshake)}.`,
    url,
    protocol: name,
  }
}

function describeProtocol({ protocol: { asked, because } }: HandshakePlan): string {
  if (asked.name === 'websocket') return ''
  return `, and speak ${asked.name} (${asked.isGuess ? `a guess: ${because}` : because})`
}
