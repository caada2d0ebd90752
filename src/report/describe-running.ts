/** What runs now, as far as the run has seen: the environment's own word, and what its instances were told. Pure. */

import { quoteForeign, toPrintableLine } from '../untrusted.ts'
import type { DeployProducts } from './deploy-products.ts'
import { describeVersions } from './health-lines.ts'

/** Empty where nothing was seen of it since the update was asked for. */
export function describeRunning({ state, healthCauses, environmentName, rollBack }: DeployProducts): string[] {
  if (!state) return []
  const [status, health] = [state.status, state.health].map(word => toPrintableLine(word, 40))
  const whole = `The environment "${environmentName}" was ${status}, health ${health}, with ${nameVersion(state.versionLabel)}, when it was seen last.`
  const instances = healthCauses?.instances
  // They were asked before they were told to go back.
  const isOld =
    rollBack?.kind === 'done' || (rollBack !== undefined && 'isBegun' in rollBack && rollBack.isBegun !== false)
  if (!instances || isOld) return [whole]
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
