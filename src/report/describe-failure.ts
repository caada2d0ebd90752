/** A deployment, or the creation of an environment, that Beanstalk gave up: what it said, and what to do. Pure. */

import { writeProfileCommands } from '../aws/write-profile-commands.ts'
import type { FailureKind } from '../environment/deployment-facts.ts'
import { writeLogCommands } from '../handshake/findings/commands.ts'
import { isGone } from '../platform/environment-status.ts'
import { PROFILE_LINE, USUAL_PROFILE } from '../platform/instance-profile.ts'
import { quoteForeign, toPrintableLine } from '../untrusted.ts'
import type { DeployProducts } from './deploy-products.ts'
import { findProxyRefusal, type ProxyRefusal } from './find-proxy-refusal.ts'
import { hasLogs } from './point-to-logs.ts'
import type { Problem } from './verdict.ts'
import { type CommandPlace, writeEnvironmentCommand } from './write-environment-command.ts'

export function describeFailure(products: DeployProducts): Problem {
  const { settled, creation, environmentName, versionLabel, logs = [], proxyFileNames = [] } = products
  const { reason, errors } = settled?.kind === 'failed' ? settled : { reason: '', errors: [] }
  const shown = [...new Set(errors)].slice(0, 4).map(quoteForeign)
  const told = shown.length > 0 ? ` Beanstalk said: ${shown.join(' ')}` : ''
  if (products.acceptedPart === 'settings') {
    return {
      code: 'deployment-failed',
      what: `The option settings could not be set in "${environmentName}": ${reason}.${told} The version "${versionLabel}" was not sent.`,
      remedy: correctSettings(products),
    }
  }
  const proxy = findProxyRefusal(logs, proxyFileNames)
  const why = `${reason}.${told}${proxy ? tellRefusal(proxy) : ''}`
  if (creation) {
    return {
      code: 'creation-failed',
      what: `The environment "${environmentName}" could not be created with the version "${versionLabel}": ${why}`,
      remedy: `${adviseOnLaunch(products, { proxy, errors })}\n${tellWhatIsLeft(products)}`,
    }
  }
  const because = settled?.kind === 'failed' ? settled.because : 'deployment-failed'
  const remedy = ADVICE[because]?.(products)
  return {
    code: because,
    what: `The version "${versionLabel}" could not be deployed to "${environmentName}": ${why}`,
    remedy: remedy ?? (proxy ? correctProxyFile(proxy, products) : mendByLogs(products, ', and run the job again')),
  }
}

/** What somebody else has done to the environment since the version was deployed to it. */
export function findReplacement(products: DeployProducts): Problem | undefined {
  const { settled, state, rollBack, environmentName, versionLabel } = products
  if (settled?.kind !== 'succeeded' || !state || isRolledBack(rollBack)) return undefined
  const deployed = `The version "${versionLabel}" was deployed to "${environmentName}"`
  const advise = (because: FailureKind) => ADVICE[because]?.(products) ?? ''
  if (isGone(products.state?.status)) {
    const what = `${deployed}, which is ${toPrintableLine(state.status, 40)} now.`
    return { code: 'environment-terminating', what, remedy: advise('environment-terminating') }
  }
  const remedy = advise('deployment-superseded')
  if (state.versionLabel !== undefined && state.versionLabel !== versionLabel) {
    const what = `${deployed}, and is not there any more: the environment names version ${quoteForeign(state.versionLabel)}.`
    return { code: 'deployment-superseded', what, remedy }
  }
  if (state.status === 'Ready') return undefined
  const what = `${deployed}, and another update of the environment has begun since: it is ${toPrintableLine(state.status, 40)}.`
  return { code: 'deployment-superseded', what, remedy }
}

function isRolledBack(rollBack: DeployProducts['rollBack']): boolean {
  return rollBack !== undefined && rollBack.kind !== 'needless' && rollBack.kind !== 'refused'
}

/** Of the others the app or its proxy files are to blame, and the logs say how. */
const ADVICE: Readonly<Partial<Record<FailureKind, (place: CommandPlace) => string>>> = {
  'deployment-aborted': () =>
    'Ask who did (CloudTrail: AbortEnvironmentUpdate), and run the job again: until then instances may run either version.',
  'deployment-superseded': ({ environmentName }) =>
    `Let one job at a time deploy to it, by a line in each workflow that does: "concurrency: ${environmentName}". Run the job again if this version is to run.`,
  'versions-mixed': place =>
    `Run the job again: it deploys to every instance. What each of them runs: ${writeEnvironmentCommand(place, 'describe-instances-health --attribute-names Deployment')}`,
  'environment-terminating': () => 'Create it again, or deploy to another environment.',
}

function correctSettings({ loadBalancer }: DeployProducts): string {
  const isTuned = (loadBalancer?.tunings.length ?? 0) > 0
  return `Correct what Beanstalk names in "option-settings"${isTuned ? ' (or write "load-balancer: leave", for it was tuned)' : ''}, and run the job again.`
}

const READ_THE_LOGS = 'Mend what the last lines of the logs name (they are in the log and the summary of this run)'

/** Where they could not be fetched, with the commands that do so. `then` goes on with the sentence. */
function mendByLogs(products: DeployProducts, then = ''): string {
  if (hasLogs(products)) return `${READ_THE_LOGS}${then}.`
  return `Mend what the logs of the instances name${then}.\nTo print their ends: ${writeLogCommands(products).join(' && ')}`
}

// Publishing copies the files over those of the version before, and takes none away: facts of a public engine log.
function correctProxyFile({ place, words }: ProxyRefusal, where: CommandPlace): string {
  const correct = `${place ? `Correct ${place} of the bundle` : READ_THE_LOGS}, and run the job again.`
  if (!/duplicate/.test(words)) return correct
  return `${correct} If it stands once only in the bundle, the other one was left on the instance by an earlier version, for Beanstalk removes no proxy file when a version no longer has it: let the environment have new instances (${writeEnvironmentCommand(where, 'rebuild-environment')}), and run the job again.`
}

function tellRefusal({ program, words, place }: ProxyRefusal): string {
  return `\nOn the instance, ${program} refused its files${place ? `, at ${place} of the bundle` : ''}: ${quoteForeign(words)}.`
}

interface LaunchFacts {
  readonly proxy: ProxyRefusal | undefined
  readonly errors: readonly string[]
}

// The texts of the service differ; that they speak of the profile is all that is read of them.
function adviseOnLaunch(products: DeployProducts, { proxy, errors }: LaunchFacts): string {
  if (errors.some(error => /instance profile/i.test(error)))
    return `Name an instance profile that the account has in 'option-settings': ${PROFILE_LINE}\n${writeProfileCommands(products.region, USUAL_PROFILE)}`
  if (isGone(products.state?.status)) return 'Mend what Beanstalk said.'
  return proxy?.place ? `Correct ${proxy.place} of the bundle.` : mendByLogs(products)
}

/** A person may want to remove it: it costs as long as it is there. */
function tellWhatIsLeft(products: DeployProducts): string {
  if (isGone(products.state?.status))
    return 'Beanstalk has terminated the environment; the version stays. Run the job again when that is over: the environment is created anew.'
  return `The environment is there, and costs. Run the job again, which then deploys to it, or remove it: ${writeEnvironmentCommand(products, 'terminate-environment')}`
}
