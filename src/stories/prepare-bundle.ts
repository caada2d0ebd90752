/** What the bundle says of the app and holds for the proxy, and which proxy files it needs. Nothing is sent anywhere. */

import type { AppFinding } from '../app/app-finding.ts'
import { findProtocol } from '../app/find-protocol.ts'
import { findServerMistakes } from '../app/find-server-mistakes.ts'
import { findWebSocketPath } from '../app/find-websocket-path.ts'
import { readDependencies } from '../app/read-dependencies.ts'
import type { Bundle } from '../bundle/bundle.ts'
import { refuseOtherPlatform } from '../bundle/refuse-other-platform.ts'
import type { EnvironmentSurvey } from '../environment/find-environment.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import { refinePath } from '../plan/choose-protocol.ts'
import { type HandshakePlan, planHandshake } from '../plan/plan-handshake.ts'
import { type ProxyPlan, planProxyFiles } from '../proxy/plan-proxy-files.ts'
import { type ProxySurvey, scanProxyFiles } from '../proxy/scan-proxy-files.ts'

export interface PreparedBundle {
  /** What is worth knowing of the app, whatever its proxy does. */
  readonly appNotes: readonly AppFinding[]
  readonly proxy: ProxyPlan
  readonly proxySurvey: ProxySurvey
  /** Where the WebSocket will be opened: the proxy has to let it through there. */
  readonly handshake: HandshakePlan
  readonly wrapping: string | undefined
}

export async function prepareBundle(
  bundle: Bundle,
  environment: EnvironmentSurvey,
  request: DeployRequest,
): Promise<PreparedBundle> {
  const { platform, proxyServer, port, staticFiles } = environment
  await refuseOtherPlatform(bundle, platform)
  const { optionSettings } = request
  const proxySurvey = await scanProxyFiles(bundle, { platform, proxyServer, port, staticFiles, optionSettings })
  const dependencies = await readDependencies(bundle)
  const protocol = findProtocol(bundle, dependencies)
  const found = refinePath(await findWebSocketPath(bundle, proxySurvey), request.handshake.probe.protocol, protocol)
  const handshake = planHandshake(request.handshake, { survey: environment, found, protocol })
  const { pathname: path } = new URL(handshake.url)
  const proxy = planProxyFiles({ ...describeWish(request), survey: proxySurvey, path })
  const appNotes = await findServerMistakes(bundle, { platform, dependencies })
  return { appNotes, proxy, proxySurvey, handshake, wrapping: bundle.wrapping }
}

function describeWish({ proxy: { mode, timeoutSeconds, hasBeacon }, version }: DeployRequest) {
  return { mode, timeoutSeconds, beaconOf: hasBeacon ? version.label : undefined }
}
