/** The ways in which a deployment fails on an instance, with the line that the platform's engine writes about each. */

import type { DeploymentOutcome } from './host.ts'

type FailedOutcome = Extract<DeploymentOutcome, { kind: 'failed' }>

/** A step of the deployment that failed. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure'
  readonly outcome: FailedOutcome

  /** `error` is what follows "Error: " in the engine's line. */
  constructor(step: string, reason: FailedOutcome['reason'], error: string) {
    const engineLogLine = `An error occurred during execution of command [app-deploy] - [${step}]. Stop running the command. Error: ${error}`
    super(engineLogLine)
    this.outcome = { kind: 'failed', step, reason, engineLogLine }
  }
}

/** The engine's commands, as it names them in its log. */
export const UNZIP = '/usr/bin/unzip -q -o /opt/elasticbeanstalk/deployment/app_source_bundle -d /var/app/staging/'
export const NPM_INSTALL = '/bin/su webapp -c npm --omit=dev install'
export const PIP_INSTALL = '/var/app/venv/staging-LQM1lest/bin/pip install -r requirements.txt'
export const NGINX_TEST = '/usr/sbin/nginx -t -c /var/proxy/staging/nginx/nginx.conf'

export function bundleRefused(stderr: string): EngineFailure {
  const error = `Command ${UNZIP} failed with error exit status 1. Stderr:${stderr}`
  return new EngineFailure('StageApplication', 'bundle', error)
}

/** Info-ZIP's own words (unzip, fileio.c: DiskFull). */
export function diskFull(): EngineFailure {
  return bundleRefused('app.js:  write error (disk full?).  Continue? (y/n/^C)')
}

/** A hook that may not be run, as the engine tells it in many threads of users. */
export function hookFailed(phase: 'prebuild' | 'postdeploy'): EngineFailure {
  const step = phase === 'prebuild' ? 'RunAppDeployPreBuildHooks' : 'RunAppDeployPostDeployHooks'
  const hook = `.platform/hooks/${phase}/01_hook.sh`
  const error = `Command ${hook} failed with error fork/exec ${hook}: permission denied`
  return new EngineFailure(step, 'hook', error)
}

/** The sentence about 'package.json' is that of the event, which goes with this line. */
export function npmFailed({ code, lastOutput }: InstallerEnd): EngineFailure {
  const sentence = "'npm' failed to install dependencies that you defined in 'package.json'."
  const error = `Command ${NPM_INSTALL} failed with error exit status ${code ?? 1}. ${sentence}${quoteStderr(lastOutput)}`
  return new EngineFailure('Use NPM to install dependencies', 'npm-install', error)
}

export interface InstallerEnd {
  readonly code: number | null
  readonly lastOutput: string
}

const MOST_QUOTED_LINES = 6

/** In one line, as one of the log is all that is picked of it. */
function quoteStderr(output: string): string {
  const lines = output.split('\n').map(line => line.trim())
  const last = lines.filter(line => line !== '').slice(-MOST_QUOTED_LINES)
  return last.length > 0 ? ` Stderr:${last.join(' ')}` : ''
}

/** Inferred: the platform's own words for this case are not known. */
export function pipFailed({ code, lastOutput }: InstallerEnd): EngineFailure {
  const error = `fail to install dependencies with requirements.txt file with error Command ${PIP_INSTALL} failed with error exit status ${code ?? 1}.${quoteStderr(lastOutput)}`
  return new EngineFailure('InstallDependency', 'pip-install', error)
}

/** The platform's own words for this case are not known. */
export function noStartCommand(wanted: string): EngineFailure {
  return new EngineFailure('Generate Procfile', 'no-start-command', `the source bundle has no ${wanted}`)
}

/**
 * Verified for nginx: https://github.com/aws-samples/eb-php-drupal/pull/7; inferred for httpd.
 * `output` is what the test wrote.
 */
export function proxyRefused(output: string, test = { service: 'nginx', testCommand: NGINX_TEST }): EngineFailure {
  const lines = output.split('\n')
  const stderr = lines.find(line => line.includes('[emerg]')) ?? lines[0] ?? ''
  const failed = `validate ${test.service} configuration failed with error Command /bin/sh -c ${test.testCommand} failed with error exit status 1`
  const error = `copy proxy conf from staging failed with error ${failed}. Stderr:${stderr}`
  return new EngineFailure(START_PROXY, 'proxy-configuration', error)
}

/** Inferred from systemd's words. What nginx says stands in its error log. */
export function proxyNotStarted(service = 'nginx'): EngineFailure {
  const failed = `Command /bin/sh -c systemctl start ${service}.service failed with error exit status 1`
  const stderr = `Job for ${service}.service failed because the control process exited with error code.`
  const error = `startProcess Failure: process "${service}" failed to start: ${failed}. Stderr:${stderr}`
  return new EngineFailure(START_PROXY, 'proxy-configuration', error)
}

/** Not the platform's: this machine cannot run what was chosen. */
export function proxyNotHere(proxy: string): EngineFailure {
  const error = `Local Beanstalk has no ${proxy} for this platform on this machine`
  return new EngineFailure(START_PROXY, 'proxy-configuration', error)
}

/** Inferred: Amazon Linux 1 said so, and that the deployment was aborted. */
export function noContainerPort(): EngineFailure {
  return new EngineFailure('Docker Specific Build Application', 'bundle', 'No EXPOSE directive found in Dockerfile')
}

export function applicationCrashed(): EngineFailure {
  const error =
    'update processes [web nginx healthd] pid symlinks failed with error Read pid source file /var/pids/web.pid failed with error:open /var/pids/web.pid: no such file or directory'
  return new EngineFailure('Track pids in healthd', 'application-crashed', error)
}

const START_PROXY = 'start proxy with new configuration'
