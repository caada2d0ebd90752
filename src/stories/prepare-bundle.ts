/** The bundle as it will be uploaded: which proxy files it needs, and its bytes with them. Nothing is sent anywhere. */

import type { Bundle } from '../bundle/bundle.ts'
import { extendBundle, type SourceBundle } from '../bundle/extend-bundle.ts'
import type { EnvironmentSurvey } from '../environment/find-environment.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import { findWebSocketPath, type WebSocketPath } from '../proxy/find-websocket-path.ts'
import { type ProxyPlan, planProxyFiles } from '../proxy/plan-proxy-files.ts'
import { type ProxySurvey, scanProxyFiles } from '../proxy/scan-proxy-files.ts'

export interface PreparedBundle {
  readonly proxy: ProxyPlan
  readonly proxySurvey: ProxySurvey
  readonly path: WebSocketPath
  readonly source: SourceBundle
}

export async function prepareBundle(
  bundle: Bundle,
  { platform, proxyServer }: EnvironmentSurvey,
  request: DeployRequest,
): Promise<PreparedBundle> {
  const proxySurvey = await scanProxyFiles(bundle)
  const { mode, timeoutSeconds } = request.proxy
  const proxy = planProxyFiles({ platform, proxyServer, survey: proxySurvey, timeoutSeconds, mode })
  const path = await findWebSocketPath(bundle, proxySurvey)
  const source = await extendBundle(bundle, proxy.additions)
  return { proxy, proxySurvey, path, source }
}
