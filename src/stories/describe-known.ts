/** What is known of the environment before the network is asked, in the handshake's own words. */

import type { EnvironmentSurvey } from '../environment/find-environment.ts'
import type { Known } from '../handshake/known.ts'
import type { InboundState } from '../network/open-port.ts'
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

export interface Way {
  readonly url: string
  /** That of the environment itself, and none that a person gave. */
  readonly isOwnAddress: boolean
}

/** The listener that the URL leads to, as AWS knows it. */
export function toListenerPort({ url, isOwnAddress }: Way): number {
  const { port, usual } = readPort(url)
  return isOwnAddress ? usual : port
}

/**
 * The group's port that the URL leads to. Where the URL has another than the listener's own, which an environment's
 * address outside of AWS may have, the scheme tells.
 */
export function toKnownPort(
  state: InboundState,
  { url, isOwnAddress }: Way,
): Pick<Known, 'portAdmitted' | 'securityGroup' | 'admittedSources' | 'portLeftClosed'> {
  const { port, usual } = readPort(url)
  const find = (wanted: number) => state.find(({ listenerPorts }) => listenerPorts.includes(wanted))
  const found = find(port) ?? (isOwnAddress ? find(usual) : undefined)
  const groupId = found?.groupId ?? state[0]?.groupId
  return {
    portAdmitted: found?.admitted ?? 'unknown',
    ...(groupId ? { securityGroup: groupId } : {}),
    ...(found ? { admittedSources: found.sources } : {}),
    ...(found?.leftClosed === undefined ? {} : { portLeftClosed: found.leftClosed }),
  }
}

function nameProxy({ proxy }: Pick<ProxyDescription, 'proxy'>): Pick<Known, 'proxy'> {
  return proxy === 'nginx' || proxy === 'apache' || proxy === 'none' ? { proxy } : {}
}

function describeOwn({ files, upgrade }: ProxyWay): Pick<Known, 'bundleOverridesProxy' | 'bundleForwardsUpgrade'> {
  const isRead = files.length > 0 && upgrade !== 'unknown'
  return { bundleOverridesProxy: files, ...(isRead ? { bundleForwardsUpgrade: upgrade === 'forwards' } : {}) }
}

function readPort(url: string): { readonly port: number; readonly usual: number } {
  const { port, protocol } = new URL(url)
  const usual = protocol === 'wss:' ? 443 : 80
  return { port: Number(port) || usual, usual }
}
