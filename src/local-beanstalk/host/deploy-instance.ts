/**
 * One deployment on an instance, in the platform's order: unpack, install, stage the proxy's files, stop the proxy,
 * flip the app, start the app, test and start the proxy, look whether the app is still there.
 */

import { mkdir, rename, rm } from 'node:fs/promises'
import { specifyApp } from './app-process.ts'
import { applicationCrashed, bundleRefused, EngineFailure, noStartCommand, UNZIP } from './engine-failure.ts'
import { type AppStart, findAppStart, WANTED } from './find-app-start.ts'
import type { DeploymentOutcome, DeploymentStep, InstanceDeployment } from './host.ts'
import { installDependencies, needsDependencies } from './install-dependencies.ts'
import { installPythonPackages, needsPythonPackages } from './install-python-packages.ts'
import type { Machine } from './machine.ts'
import type { ProxyProgram } from './proxy-program.ts'
import { failAtTheEnd, failWhileStaging } from './sabotage.ts'
import { stagePlatform } from './stage-platform.ts'
import { publishTestedProxy, startProxy, stopProxy } from './switch-proxy.ts'
import { BundleError, unpackBundle } from './unpack-bundle.ts'

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
    const staged = await stageVersion(machine, deployment, onStep)
    await switchVersion(machine, deployment, { ...staged, onStep })
    machine.engineLog.info('Instance deployment completed successfully.')
    return { kind: 'succeeded' }
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error
    machine.engineLog.error(error.outcome.engineLogLine)
    return error.outcome
  }
}

// A stand-in will listen, and whoever comes before it does would take it for an app that does not. Where the proxy
// wants the app's port, a busy machine may not decide who has it.
const AWAITED_UP_MS = 20_000

interface StagedVersion {
  readonly start: AppStart
  /** Undefined: the platform has no proxy. */
  readonly program: ProxyProgram | undefined
}

/** Everything that leaves the running version alone. */
async function stageVersion(machine: Machine, deployment: InstanceDeployment, onStep: OnStep): Promise<StagedVersion> {
  const { folder, platform, terminated } = machine
  await unpack(machine, deployment.bundlePath)
  failWhileStaging(deployment.sabotage)
  onStep({ kind: 'unpacked' })
  terminated.throwIfAborted()
  if (platform.family === 'nodejs' && (await needsDependencies(folder.appStaging))) {
    await installDependencies(folder.appStaging, machine)
    onStep({ kind: 'dependencies-installed' })
  }
  if (await needsPythonPackages(machine)) await installPythonPackages(machine)
  const start = await findAppStart(platform.family, folder.appStaging, machine.runs)
  if (start === undefined) throw noStartCommand(WANTED[platform.family] ?? 'app')
  if (start.source === 'Procfile') onStep({ kind: 'procfile-used' })
  return { start, program: await stagePlatform(machine, deployment, start) }
}

/** From here on a failure leaves the instance as it is: the proxy down, or the new version in place. */
async function switchVersion(
  machine: Machine,
  deployment: InstanceDeployment,
  { start, program, onStep }: StagedVersion & { onStep: OnStep },
): Promise<void> {
  const { folder, ports, terminated } = machine
  terminated.throwIfAborted()
  await stopProxy(machine)
  onStep({ kind: 'proxy-stopped' })
  await machine.stopApplication()
  await rm(folder.appCurrent, { recursive: true, force: true })
  await rename(folder.appStaging, folder.appCurrent)
  onStep({ kind: 'application-flipped' })
  terminated.throwIfAborted()
  const application = machine.startApplication(specifyApp(machine, start, deployment))
  onStep({ kind: 'application-started' })
  await publishTestedProxy(machine, program)
  // The app has its port before nginx starts: where both want the same one, it is nginx that fails.
  const isAwaited = start.standIn !== undefined || ports.isAppPortContested
  await application.settle(ports.appAddress, isAwaited ? AWAITED_UP_MS : undefined)
  await startProxy(machine, program)
  onStep({ kind: 'proxy-started' })
  if (application.hasCrashed()) throw applicationCrashed()
  failAtTheEnd(deployment.sabotage)
  if (deployment.sabotage?.kind === 'proxy-stopped') await machine.proxy.stop()
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
