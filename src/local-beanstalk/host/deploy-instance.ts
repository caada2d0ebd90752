/**
 * One deployment on an instance, in the platform's order: unpack, install, stage the proxy's files, stop the proxy,
 * flip the app, start the app, test and start the proxy, look whether the app is still there.
 */

import { mkdir, rename, rm } from 'node:fs/promises'
import { defaultProxyTree, type ProxyTreeKey } from '../../platform/default-proxy-tree.ts'
import { appEnvironment } from './app-environment.ts'
import type { Application } from './application.ts'
import {
  applicationCrashed,
  bundleRefused,
  EngineFailure,
  NGINX_TEST,
  noStartCommand,
  proxyNotStarted,
  proxyRefused,
  UNZIP,
} from './engine-failure.ts'
import type { EngineLog } from './engine-log.ts'
import type { DeploymentOutcome, DeploymentStep, InstanceDeployment } from './host.ts'
import { installDependencies, needsDependencies } from './install-dependencies.ts'
import type { InstanceFolder } from './instance-folder.ts'
import { unmapProxyText } from './map-proxy-file.ts'
import type { InstanceProxy } from './nginx.ts'
import type { PortMap } from './port-map.ts'
import { failAtTheEnd, failWhileStaging, spoilCommand, spoilProxyFiles } from './sabotage.ts'
import { publishProxy, stageProxy } from './stage-proxy.ts'
import { findStartCommand, type StartCommand, toShellLine } from './start-command.ts'
import type { Supervisor } from './supervisor-client.ts'
import type { ProcessSpec } from './supervisor-protocol.ts'
import { BundleError, unpackBundle } from './unpack-bundle.ts'

/** An instance, as its deployments use it. */
export interface Machine {
  readonly platform: ProxyTreeKey
  readonly folder: InstanceFolder
  readonly ports: PortMap
  readonly proxy: InstanceProxy
  readonly supervisor: Supervisor
  readonly engineLog: EngineLog
  /** Aborted when the instance is terminated. */
  readonly terminated: AbortSignal
  stopApplication(): Promise<void>
  startApplication(spec: ProcessSpec): Application
}

type OnStep = (step: DeploymentStep) => void

/** Runs one deployment. What is wrong with the bundle is the outcome; only a terminated instance or a bug rejects. */
export async function runDeployment(
  machine: Machine,
  deployment: InstanceDeployment,
  onStep: OnStep,
): Promise<DeploymentOutcome> {
  machine.engineLog.info('Engine received EB command cfn-hup-exec')
  machine.engineLog.info(`Executing instruction: deploy version "${deployment.versionLabel}"`)
  try {
    const command = await stageVersion(machine, deployment, onStep)
    await switchVersion(machine, deployment, { command, onStep })
    machine.engineLog.info('Instance deployment completed successfully.')
    return { kind: 'succeeded' }
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error
    machine.engineLog.error(error.outcome.engineLogLine)
    return error.outcome
  }
}

/** Everything that leaves the running version alone. */
async function stageVersion(machine: Machine, deployment: InstanceDeployment, onStep: OnStep): Promise<StartCommand> {
  const { folder, platform, ports, terminated } = machine
  await unpack(machine, deployment.bundlePath)
  failWhileStaging(deployment.sabotage)
  onStep({ kind: 'unpacked' })
  terminated.throwIfAborted()
  if (await needsDependencies(folder.appStaging)) {
    await installDependencies(folder.appStaging, machine)
    onStep({ kind: 'dependencies-installed' })
  }
  const command = await findStartCommand(folder.appStaging)
  if (command === undefined) throw noStartCommand()
  if (command.source === 'Procfile') onStep({ kind: 'procfile-used' })

  const tree = defaultProxyTree(platform, { appPort: ports.useAppPort(deployment.environmentVariables.PORT) })
  await stageProxy({ folder, bundleFolder: folder.appStaging, tree, ports })
  await spoilProxyFiles(deployment.sabotage, folder.proxyStaging)
  return command
}

/** From here on a failure leaves the instance as it is: the proxy down, or the new version in place. */
async function switchVersion(
  machine: Machine,
  { environmentVariables, sabotage }: InstanceDeployment,
  { command, onStep }: { command: StartCommand; onStep: OnStep },
): Promise<void> {
  const { folder, ports, proxy, terminated } = machine
  terminated.throwIfAborted()
  machine.engineLog.info('Running command: /bin/sh -c systemctl stop nginx.service')
  await proxy.stop()
  onStep({ kind: 'proxy-stopped' })
  await machine.stopApplication()
  await rm(folder.appCurrent, { recursive: true, force: true })
  await rename(folder.appStaging, folder.appCurrent)
  onStep({ kind: 'application-flipped' })
  terminated.throwIfAborted()
  machine.engineLog.info(`Running command: /bin/sh -c systemctl start web.service (${command.command})`)
  const application = machine.startApplication({
    command: '/bin/sh',
    args: ['-c', spoilCommand(sabotage, toShellLine(command))],
    cwd: folder.appCurrent,
    environment: appEnvironment(folder, environmentVariables, ports.appPort),
    logPath: folder.appLog,
  })
  onStep({ kind: 'application-started' })
  await publishTestedProxy(machine)
  // The app has its port before nginx starts: where both want the same one, it is nginx that fails.
  await application.settle(ports.appPort)
  await startProxy(machine)
  onStep({ kind: 'proxy-started' })
  if (application.hasCrashed()) throw applicationCrashed()
  failAtTheEnd(sabotage)
}

async function unpack({ folder, engineLog }: Machine, bundlePath: string): Promise<void> {
  engineLog.info(`Running command: ${UNZIP}`)
  await rm(folder.appStaging, { recursive: true, force: true })
  await mkdir(folder.appStaging)
  try {
    await unpackBundle(bundlePath, folder.appStaging)
  } catch (error) {
    throw error instanceof BundleError ? bundleRefused(error.message) : error
  }
}

async function publishTestedProxy({ folder, ports, proxy, engineLog }: Machine): Promise<void> {
  engineLog.info(`Running command: /bin/sh -c ${NGINX_TEST}`)
  const refusal = await proxy.test()
  if (refusal !== undefined) throw proxyRefused(unmapProxyText(refusal, ports.mapping()))
  engineLog.info('Running command: /bin/sh -c cp -rp /var/proxy/staging/nginx/* /etc/nginx')
  await publishProxy(folder)
}

async function startProxy({ proxy, engineLog, terminated }: Machine): Promise<void> {
  terminated.throwIfAborted()
  engineLog.info('Running command: /bin/sh -c systemctl start nginx.service')
  if ((await proxy.start()) !== undefined) throw proxyNotStarted()
}
