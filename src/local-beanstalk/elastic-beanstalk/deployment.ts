/** What UpdateEnvironment sets in motion: a new version, new option settings, or both. */

import { rollOutWithAdditionalBatch } from './additional-batch.ts'
import { rollOutAtOnce } from './all-at-once.ts'
import { changeConfiguration, reachesInstances } from './configuration.ts'
import { type DeploymentPolicy, readPolicy } from './deployment-policy.ts'
import { replaceInstance } from './faulty/replace-instance.ts'
import { rollOutImmutably } from './immutable.ts'
import { deployOnInstances, nextDeployment } from './instance-deployment.ts'
import { combinationFault } from './option-combinations.ts'
import { effectiveSettings } from './option-settings.ts'
import { rollOutInBatches } from './rolling.ts'
import { type Rollout, type RolloutEnd, sayProgress, sayUnsuccessful } from './rollout.ts'
import { type Stage, sayForeignEvents } from './stage.ts'
import { applyBundleSettings, withBundle } from './staged-bundle.ts'
import { rollOutBySplitting } from './traffic-splitting.ts'
import {
  type Former,
  settleAborted,
  settleFailure,
  settleSuccess,
  settleWithoutStack,
  type Update,
} from './update-end.ts'

const ROLLOUTS: Readonly<Record<DeploymentPolicy['kind'], Rollout>> = {
  AllAtOnce: rollOutAtOnce,
  Rolling: rollOutInBatches,
  RollingWithAdditionalBatch: rollOutWithAdditionalBatch,
  Immutable: rollOutImmutably,
  TrafficSplitting: rollOutBySplitting,
}

/** Pauses are those of recorded streams, with and without a change of the configuration. */
export async function runUpdate(stage: Stage, update: Update): Promise<void> {
  const { environment } = stage
  const former = { settings: environment.settings, bundleSettings: environment.bundleSettings }
  stage.say('INFO', 'Environment update is starting.')
  await stage.pause(4)
  if (environment.network === undefined) return settleWithoutStack(stage, update)
  if (update.settings !== undefined) {
    stage.say('INFO', `Updating environment ${environment.name}'s configuration settings.`)
    environment.settings = update.settings
    await changeConfiguration(stage)
    await stage.pause(update.deploysVersion ? 40 : 32)
  }
  const end = update.deploysVersion ? await rollOut(stage, update) : await reconfigure(stage, update, former)
  if (end === 'complete' && update.deploysVersion) await replaceInstance(stage)
  await stage.pause(end === 'complete' ? 3 : 1)
  if (stage.aborted()) return settleAborted(stage, update, { end, former })
  if (end === 'complete') return settleSuccess(stage, update)
  await settleFailure(stage, update, { end, former })
}

async function rollOut(stage: Stage, update: Update): Promise<RolloutEnd> {
  const end = await withBundle<RolloutEnd>(stage, update.version, async bundle => {
    const { environment } = stage
    await applyBundleSettings(stage, bundle)
    const fault = combinationFault(effectiveSettings(environment))
    if (fault !== undefined) {
      stage.say('ERROR', `Failed Environment update activity. Reason: Configuration validation exception: ${fault}`)
      return 'undone'
    }
    await changeConfiguration(stage)
    const roll = ROLLOUTS[readPolicy(environment).kind]
    return roll(stage, nextDeployment(environment, bundle))
  })
  return end ?? 'undone'
}

async function reconfigure(stage: Stage, update: Update, former: Former): Promise<RolloutEnd> {
  const { environment } = stage
  sayForeignEvents(stage)
  sayProgress(stage, 'Configuration')
  if (!reachesInstances(former, environment)) return 'complete'
  const end = await withBundle<RolloutEnd>(stage, update.version, async bundle => {
    if (stage.aborted()) return 'partial'
    const deployment = nextDeployment(environment, bundle)
    const { unsuccessful } = await deployOnInstances(stage, deployment, { instances: environment.instances })
    if (unsuccessful.length === 0) return 'complete'
    sayUnsuccessful(stage, unsuccessful)
    return 'partial'
  })
  return end ?? 'undone'
}
