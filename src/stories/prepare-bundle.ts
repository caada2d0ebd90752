/** The bundle as it will be uploaded: which proxy files it needs, and its bytes with them. Nothing is sent anywhere. */

import type { Bundle } from '../bundle/bundle.ts'
import { extendBundle, type SourceBundle } from '../bundle/extend-bundle.ts'
import { refuseOtherPlatform } from '../bundle/refuse-other-platform.ts'
import type { EnvironmentSurvey } from '../environment/find-environment.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import { refinePath } from '../plan/choose-protocol.ts'
import { type FoundProtocol, findProtocol } from '../proxy/find-protocol.ts'
import { findServerMistakes } from '../proxy/find-server-mistakes.ts'
import { findWebSocketPath, type WebSocketPath } from '../proxy/find-websocket-path.ts'
import { type ProxyPlan, planProxyFiles } from '../proxy/plan-proxy-files.ts'
import { readDependencies } from '../proxy/read-dependencies.ts'
import { type ProxySurvey, scanProxyFiles } from '../proxy/scan-proxy-files.ts'
import type { VersionBytes } from '../version/plan-version.ts'
import type { VersionSurvey } from '../version/survey-version.ts'

export interface PreparedBundle {
  readonly proxy: ProxyPlan
  readonly proxySurvey: ProxySurvey
  readonly path: WebSocketPath
  /** What the app speaks, where its dependencies say so. */
  readonly protocol: FoundProtocol | undefined
  readonly source: SourceBundle
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
  const path = refinePath(await findWebSocketPath(bundle, proxySurvey), request.handshake.probe.protocol, protocol)
  const planned = planProxyFiles({ ...request.proxy, survey: proxySurvey, path: choosePath(request, path) })
  const mistakes = await findServerMistakes(bundle, { platform, dependencies })
  const proxy = { ...planned, findings: [...planned.findings, ...mistakes] }
  const source = await extendBundle(bundle, proxy.additions)
  return { proxy, proxySurvey, path, protocol, source, wrapping: bundle.wrapping }
}

// The path that is given counts before the one that was found, as when the WebSocket is opened.
function choosePath({ handshake: { url, path } }: DeployRequest, found: WebSocketPath): string {
  return url ? new URL(url).pathname : (path ?? found.path)
}

/** All bytes are read only where there are others to compare them with: an upload hashes them on their way. */
export async function identifyBytes(source: SourceBundle, version: VersionSurvey): Promise<VersionBytes> {
  const { fileName, sizeBytes, fingerprint } = source
  const isComparable = version.kind === 'taken' && version.sha256 !== undefined
  return { fileName, sizeBytes, fingerprint, sha256: isComparable ? await source.hash() : undefined }
}
