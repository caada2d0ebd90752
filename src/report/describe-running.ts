/** What runs now, as far as the run has seen: the environment's own word, and what its instances were told. Pure. */

import { quoteForeign, toPrintableLine } from '../untrusted.ts'
import type { DeployProducts } from './deploy-products.ts'
import { describeVersions } from './health-lines.ts'
import type { RollBackReport } from './roll-back-report.ts'

/** Empty where nothing was seen of it since the update was asked for. */
export function describeRunning({ state, healthCauses, environmentName, rollBack }: DeployProducts): string[] {
  if (!state) return []
  const [status, health] = [state.status, state.health].map(word => toPrintableLine(word, 40))
  const whole = `The environment "${environmentName}" was ${status}, health ${health}, with ${nameVersion(state.versionLabel)}, when it was seen last.`
  const instances = healthCauses?.instances
  // They were asked before they were told to go back.
  if (rollBack && isRollBackBegun(rollBack)) return [whole, ...tellReturn(rollBack)]
  if (!instances) return [whole]
  if (instances.kind === 'unknown')
    return [whole, `What each of its instances was told to run is unknown (${instances.reason}).`]
  return instances.list.length === 0
    ? [whole, 'It had no instance.']
    : [whole, `Its instances were told to run: ${describeVersions(instances.list)}.`]
}

/** What an environment names, after "with". */
export function nameVersion(label: string | undefined): string {
  return label === undefined ? 'no version' : `the version ${quoteForeign(label)}`
}

/** Is what was asked before it old by now? */
export function isRollBackBegun(rollBack: RollBackReport): boolean {
  return rollBack.kind === 'done' || ('isBegun' in rollBack && rollBack.isBegun !== false)
}

// After a roll back that failed the label says little.
function tellReturn(rollBack: RollBackReport): string[] {
  if (rollBack.kind !== 'failed' || rollBack.settled?.kind !== 'failed') return []
  const { instances, because } = rollBack.settled
  // Those were asked before somebody else's deployment.
  if (because === 'deployment-superseded' || instances.kind !== 'told') return []
  const told = instances.instances.map(({ instanceId, versionLabel, status = 'unknown' }) => {
    return { instanceId, deployment: versionLabel === undefined ? undefined : { versionLabel, status } }
  })
  return [`Its instances were told to run: ${describeVersions(told)}.`]
}
