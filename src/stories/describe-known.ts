/** What is known of the environment before the network is asked, in the handshake's own words. */

import type { EnvironmentSurvey } from '../environment/find-environment.ts'
import type { Known } from '../handshake/known.ts'
import type { InboundState } from '../network/port-state.ts'
import { findListenerPort, type Way } from '../plan/plan-handshake.ts'
import { describeProxy, type ProxyDescription } from '../platform/describe-proxy.ts'
import { findWay, isDoubtful, type ProxyWay } from '../proxy/find-way.ts'
import { describeFrontAsKnown } from './known-front.ts'
import type { PreparedBundle } from './prepare-bundle.ts'

type Prepared = Pick<PreparedBundle, 'proxySurvey' | 'proxy'> & {
  readonly handshake: Pick<PreparedBundle['handshake'], 'url'>
}

/** Of an environment to which a bundle is deployed. */
export function describeKnown({ proxySurvey, proxy: plan, handshake }: Prepared): Known {
  const { proxy, hasComposeFile } = proxySurvey
  const injected = plan.additions.filter(({ purpose }) => purpose === 'upgrade').map(({ name }) => name)
  const way = findWay(proxySurvey, new URL(handshake.url).pathname)
  return {
    // What containers have before the app in them is their own affair.
    ...(hasComposeFile ? {} : nameProxy(proxy)),
    ...(proxy.forwardsUpgrade === 'unknown' ? {} : { platformForwardsUpgrade: proxy.forwardsUpgrade === 'yes' }),
    ...(injected.length > 0 ? { injectedFiles: injected, bundleOverridesProxy: [] } : describeOwn(way)),
    ...(isDoubtful(proxySurvey) ? { isBundleUnread: true } : {}),
    ...(way.to.kind === 'unknown' || hasComposeFile ? {} : { passesTo: way.to }),
    freshDeployment: true,
  }
}

/** Of an environment whose bundle was not read: files of its own may have changed what the platform's proxy does. */
export function describeUnread(
  survey: Pick<EnvironmentSurvey, 'platform' | 'proxyServer' | 'port' | 'front' | 'versionLabel'>,
): Known {
  const { platform, proxyServer, port, front, versionLabel } = survey
  return {
    ...nameProxy(describeProxy(platform, { proxyServer, port })),
    ...describeFrontAsKnown(front),
    isBundleUnread: true,
    ...(versionLabel === undefined ? {} : { versionLabel }),
  }
}

type KnownOfPort = Pick<
  Known,
  'portAdmitted' | 'securityGroup' | 'admittedSources' | 'admittedGroups' | 'portLeftClosed' | 'ownAddress'
>

/** What the groups do with clients at the port that the URL leads to. */
export function toKnownPort(state: InboundState, way: Way): KnownOfPort {
  const port = findListenerPort(way)
  const found = state.find(({ listenerPorts }) => listenerPorts.includes(port))
  const groupId = found?.groupId ?? state[0]?.groupId
  return {
    portAdmitted: found?.admitted ?? 'unknown',
    ...(groupId ? { securityGroup: groupId } : {}),
    ...(found ? { admittedSources: found.sources } : {}),
    ...(found && found.groups.length > 0 ? { admittedGroups: found.groups } : {}),
    ...(found?.leftClosed === undefined ? {} : { portLeftClosed: found.leftClosed }),
    ...(way.ownAddress ? { ownAddress: way.ownAddress } : {}),
  }
}

function nameProxy({ proxy }: Pick<ProxyDescription, 'proxy'>): Pick<Known, 'proxy'> {
  return proxy === 'nginx' || proxy === 'apache' || proxy === 'none' ? { proxy } : {}
}

function describeOwn({ files, upgrade }: ProxyWay): Pick<Known, 'bundleOverridesProxy' | 'bundleForwardsUpgrade'> {
  const isRead = files.length > 0 && upgrade !== 'unknown'
  return { bundleOverridesProxy: files, ...(isRead ? { bundleForwardsUpgrade: upgrade === 'forwards' } : {}) }
}
