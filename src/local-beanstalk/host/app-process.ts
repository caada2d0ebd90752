/** The process that is an instance's app, or stands in its place. */

import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { appEnvironment } from './app-environment.ts'
import type { AppStart } from './find-app-start.ts'
import type { InstanceDeployment } from './host.ts'
import type { Machine } from './machine.ts'
import { spoilCommand } from './sabotage.ts'
import type { StandIn } from './stand-in.ts'
import { toShellLine } from './start-command.ts'
import type { ProcessSpec } from './supervisor-protocol.ts'

const STAND_IN = fileURLToPath(new URL('stand-in.ts', import.meta.url))

/** Tells in the engine's log what is started, and that a stand-in is one. */
export function specifyApp(machine: Machine, start: AppStart, deployment: InstanceDeployment): ProcessSpec {
  const { folder, ports, engineLog, platform } = machine
  engineLog.info(`Running command: /bin/sh -c systemctl start web.service (${start.command})`)
  if (start.standIn) {
    engineLog.info(`Local Beanstalk starts a stand-in in the place of the app: "${platform.runtime}" is not run here`)
  }
  const line = start.standIn ? toStandInLine(machine, start.standIn) : toShellLine(start)
  return {
    command: '/bin/sh',
    args: ['-c', spoilCommand(deployment.sabotage, line)],
    cwd: start.standIn ? folder.root : folder.appCurrent,
    environment: appEnvironment(folder, deployment.environmentVariables, ports.appPort),
    logPath: folder.appLog,
  }
}

function toStandInLine({ platform, ports, folder }: Machine, speaks: 'websocket' | 'http'): string {
  const protocol = platform.family === 'php' ? 'fastcgi' : speaks
  const { appAddress } = ports
  const listen = typeof appAddress === 'string' ? relative(folder.root, appAddress) : appAddress
  const standIn: StandIn = { name: platform.runtime, listen, protocol }
  return ['exec', 'node', STAND_IN, JSON.stringify(standIn)].map(quote).join(' ')
}

function quote(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
