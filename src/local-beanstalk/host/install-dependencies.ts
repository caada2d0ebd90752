/** Installs an app's dependencies with npm, as the Node.js platform does. */

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { installerEnvironment } from './app-environment.ts'
import { readManifest } from './app-manifest.ts'
import { NPM_INSTALL, npmFailed } from './engine-failure.ts'
import type { EngineLog } from './engine-log.ts'
import { runProcess } from './run-process.ts'
import type { Supervisor } from './supervisor-client.ts'

export interface Installation {
  readonly supervisor: Supervisor
  readonly engineLog: EngineLog
  readonly onInstall: (command: string) => void
  /** Ends the installation. */
  readonly terminated: AbortSignal
}

const NPM_TIMEOUT_MS = 5 * 60_000

/** package.json names dependencies, and no node_modules came along. */
export async function needsDependencies(folder: string): Promise<boolean> {
  const dependencies = (await readManifest(folder))?.dependencies
  if (typeof dependencies !== 'object' || dependencies === null || Object.keys(dependencies).length === 0) return false
  return (await stat(join(folder, 'node_modules')).catch(() => undefined)) === undefined
}

/** @throws EngineFailure when npm fails, or has not ended after five minutes. */
export async function installDependencies(
  folder: string,
  { supervisor, engineLog, onInstall, terminated }: Installation,
): Promise<void> {
  engineLog.info(`Running command: ${NPM_INSTALL}`)
  const args = ['install', '--omit=dev', '--no-audit', '--no-fund']
  onInstall(`npm ${args.join(' ')}`)
  const spec = { command: 'npm', args, cwd: folder, environment: installerEnvironment() }
  const { code, lastOutput } = await runProcess(supervisor, spec, { timeoutMs: NPM_TIMEOUT_MS, signal: terminated })
  terminated.throwIfAborted()
  engineLog.info(lastOutput.trimEnd())
  if (code !== 0) throw npmFailed({ code, lastOutput })
}
