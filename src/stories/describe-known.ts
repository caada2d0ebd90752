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

export function toKnownPort({ admitted, groupId }: InboundState): Pick<Known, 'portAdmitted' | 'securityGroup'> {
  return { portAdmitted: admitted, ...(groupId ? { securityGroup: groupId } : {}) }
}
