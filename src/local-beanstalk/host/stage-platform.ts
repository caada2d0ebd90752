/** What a deployment makes of the platform: which proxy, where its app listens, and the proxy's staged files. */

import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultProxyTree } from '../../platform/default-proxy-tree.ts'
import { describeProxy, type ProxyDescription } from '../../platform/describe-proxy.ts'
import { applyOldRecipe } from './apply-old-recipe.ts'
import { noContainerPort, proxyNotHere } from './engine-failure.ts'
import type { AppStart } from './find-app-start.ts'
import type { InstanceDeployment } from './host.ts'
import type { Machine } from './machine.ts'
import type { ProxyProgram } from './proxy-program.ts'
import { spoilProxyFiles } from './sabotage.ts'
import { stageProxy } from './stage-proxy.ts'

/**
 * Chooses the proxy and stages its files; without one the app has the instance's port 80.
 * @throws EngineFailure for a proxy that cannot be run here.
 */
export async function stagePlatform(
  machine: Machine,
  { environmentVariables, proxyServer, sabotage }: InstanceDeployment,
  { hasComposeFile = false, containerPort }: AppStart,
): Promise<ProxyProgram | undefined> {
  const { platform, ports, folder } = machine
  const facts = { proxyServer, port: environmentVariables.PORT, hasComposeFile, containerPort }
  const described = describeProxy(platform, facts)
  const { target, tree, proxy } = described
  if (target.kind === 'container' && target.port === undefined) throw noContainerPort()
  ports.useTarget(target)
  // What a container listens on is not published on the host: there nobody listens.
  if (target.kind === 'container' && target.port) await ports.mapPort(target.port)
  tellAssumption(machine, described)
  if (proxy === 'none') return undefined
  const program = machine.programs[proxy === 'apache' ? 'apache' : 'nginx']
  if (tree === undefined || program === undefined) throw proxyNotHere(proxy)
  const files = await layTree(machine, program, defaultProxyTree(tree, { appPort: portOf(target) }))
  const overlay = described.overlay && join(folder.appStaging, described.overlay)
  await stageProxy({ program, root: folder.root, overlay, tree: files, ports })
  await spoilProxyFiles(sabotage, program.staging)
  return program
}

/** The platform's own files; on Amazon Linux 1 with what the bundle's `.ebextensions` make of them. */
async function layTree({ platform, folder }: Machine, { live }: ProxyProgram, tree: ReadonlyMap<string, string>) {
  if (platform.generation !== 'al1') return tree
  const applied = await applyOldRecipe(tree, folder.appStaging)
  for (const path of applied.removed) await rm(join(live, path), { force: true })
  return applied.tree
}

function portOf(target: ProxyDescription['target']): number {
  return target.kind === 'loopback' || target.kind === 'container' ? (target.port ?? 0) : 0
}

function tellAssumption({ engineLog }: Machine, { sure, source }: ProxyDescription): void {
  if (sure === 'inferred') engineLog.info(`Local Beanstalk assumes what the proxy's own files say: ${source}`)
}
