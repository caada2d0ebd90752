/** What is known of the environment before the network is asked, in the handshake's own words. */

import type { Known } from '../handshake/known.ts'
import type { InboundState } from '../network/open-port.ts'
import type { PreparedBundle } from './prepare-bundle.ts'

export function describeKnown({ proxySurvey, proxy: plan }: PreparedBundle): Known {
  const { proxy, forwardsUpgrade } = proxySurvey.proxy
  const injected = plan.additions.filter(({ purpose }) => purpose === 'upgrade').map(({ name }) => name)
  return {
    ...(proxy === 'nginx' || proxy === 'apache' || proxy === 'none' ? { proxy } : {}),
    ...(forwardsUpgrade === 'unknown' ? {} : { platformForwardsUpgrade: forwardsUpgrade === 'yes' }),
    ...(injected.length > 0 ? { injectedFiles: injected } : {}),
    bundleOverridesProxy: proxySurvey.overrides.map(file => file.name),
    freshDeployment: true,
  }
}

/**
 * The group's port that the URL leads to. Where the URL has another than the listener's own, which an environment's
 * address outside of AWS may have, the scheme tells.
 */
export function toKnownPort(
  state: InboundState,
  { url, isOwnAddress }: { readonly url: string; readonly isOwnAddress: boolean },
): Pick<Known, 'portAdmitted' | 'securityGroup' | 'admittedSources'> {
  const { port, protocol } = new URL(url)
  const usual = protocol === 'wss:' ? 443 : 80
  const find = (wanted: number) => state.find(({ listenerPorts }) => listenerPorts.includes(wanted))
  const found = find(Number(port) || usual) ?? (isOwnAddress ? find(usual) : undefined)
  const groupId = found?.groupId ?? state[0]?.groupId
  return {
    portAdmitted: found?.admitted ?? 'unknown',
    ...(groupId ? { securityGroup: groupId } : {}),
    ...(found ? { admittedSources: found.sources } : {}),
  }
}
