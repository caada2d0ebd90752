/** The bundle as it will be uploaded: which proxy files it needs, and its bytes with them. Nothing is sent anywhere. */

import type { Bundle } from '../bundle/bundle.ts'
import { extendBundle, type SourceBundle } from '../bundle/extend-bundle.ts'
import type { EnvironmentSurvey } from '../environment/find-environment.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import { describeProxy, type ProxyDescription, type ProxyFacts } from '../platform/describe-proxy.ts'
import { findWebSocketPath, type WebSocketPath } from '../proxy/find-websocket-path.ts'
import { type ProxyPlan, planProxyFiles } from '../proxy/plan-proxy-files.ts'
import type { FoundSetting } from '../proxy/scan-ebextensions.ts'
import { type ProxySurvey, scanProxyFiles } from '../proxy/scan-proxy-files.ts'
import type { VersionBytes } from '../version/plan-version.ts'
import type { VersionSurvey } from '../version/survey-version.ts'

export interface PreparedBundle {
  readonly proxy: ProxyPlan
  readonly proxySurvey: ProxySurvey
  /** The platform's own proxy, without any file of the bundle's. */
  readonly platformProxy: ProxyDescription
  readonly path: WebSocketPath
  readonly source: SourceBundle
  readonly wrapping: string | undefined
}

export async function prepareBundle(
  bundle: Bundle,
  environment: EnvironmentSurvey,
  request: DeployRequest,
): Promise<PreparedBundle> {
  const { platform, proxyServer } = environment
  const proxySurvey = await scanProxyFiles(bundle)
  const { mode, timeoutSeconds } = request.proxy
  const proxy = planProxyFiles({ platform, proxyServer, survey: proxySurvey, timeoutSeconds, mode })
  const path = await findWebSocketPath(bundle, proxySurvey)
  const source = await extendBundle(bundle, proxy.additions)
  const platformProxy = describeProxy(platform, findProxyFacts(bundle, environment, proxySurvey))
  return { proxy, proxySurvey, platformProxy, path, source, wrapping: bundle.wrapping }
}

// The API names nginx also where nobody chose it, so the bundle's own choice counts before it. Any other value of the
// environment wins over the bundle's, as on the service.
function findProxyFacts({ names }: Bundle, environment: EnvironmentSurvey, { settings }: ProxySurvey): ProxyFacts {
  const find = (wanted: FoundSetting['option']) => settings.findLast(({ option }) => option === wanted)?.value
  const { proxyServer, port } = environment
  return {
    proxyServer: proxyServer === undefined || proxyServer === 'nginx' ? find('ProxyServer') : proxyServer,
    port: port ?? find('PORT'),
    hasComposeFile: names.includes('docker-compose.yml'),
  }
}

/** All bytes are read only where there are others to compare them with: an upload hashes them on their way. */
export async function identifyBytes(source: SourceBundle, version: VersionSurvey): Promise<VersionBytes> {
  const { fileName, sizeBytes, fingerprint } = source
  const isComparable = version.kind === 'taken' && version.sha256 !== undefined
  return { fileName, sizeBytes, fingerprint, sha256: isComparable ? await source.hash() : undefined }
}
