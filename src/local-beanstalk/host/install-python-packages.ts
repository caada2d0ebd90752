/** Installs a Python app's packages with pip, as the Python platform does, where its app is really run. */

import { installerEnvironment } from './app-environment.ts'
import { readSmallText } from './app-manifest.ts'
import { PIP_INSTALL, pipFailed } from './engine-failure.ts'
import type { Machine } from './machine.ts'
import { runProcess } from './run-process.ts'

const PIP_TIMEOUT_MS = 5 * 60_000
const PIP_ARGUMENTS = 'install --disable-pip-version-check -r requirements.txt'
const INSTALL = `"$0" -m venv "$1" && "$1/bin/pip" ${PIP_ARGUMENTS}`

/** There is a requirements.txt that names something. */
export async function needsPythonPackages({ platform, runs, folder }: Machine): Promise<boolean> {
  if (platform.family !== 'python' || !runs.includes('python')) return false
  const requirements = await readSmallText(`${folder.appStaging}/requirements.txt`)
  return /^[ \t]*[^#\s]/m.test(requirements ?? '')
}

/** @throws EngineFailure when pip fails, or has not ended after five minutes. */
export async function installPythonPackages(machine: Machine): Promise<void> {
  const { supervisor, engineLog, folder, terminated, onInstall } = machine
  engineLog.info(`Running command: ${PIP_INSTALL}`)
  onInstall(`pip ${PIP_ARGUMENTS}`)
  const args = ['-c', INSTALL, 'python3', folder.venv]
  const spec = { command: '/bin/sh', args, cwd: folder.appStaging, environment: installerEnvironment() }
  const { code, lastOutput } = await runProcess(supervisor, spec, { timeoutMs: PIP_TIMEOUT_MS, signal: terminated })
  terminated.throwIfAborted()
  engineLog.info(lastOutput.trimEnd())
  if (code !== 0) throw pipFailed({ code, lastOutput })
}
