/** How the Node.js platform starts an app. */

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readManifest, readSmallText } from './app-manifest.ts'

export interface StartCommand {
  /** A line for the shell. */
  readonly command: string
  readonly source: 'Procfile' | 'package.json' | 'default'
}

/**
 * The Procfile's `web:` line, else `npm start` where package.json has a start script, else app.js or server.js.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/nodejs-configuration-procfile.html
 */
export async function findStartCommand(folder: string): Promise<StartCommand | undefined> {
  const procfile = await readProcfile(folder)
  if (procfile !== 'none') return procfile
  if (hasText((await readManifest(folder))?.scripts, 'start')) return { command: 'npm start', source: 'package.json' }
  for (const name of ['app.js', 'server.js'])
    if (await isFile(join(folder, name))) return { command: `node ${name}`, source: 'default' }
  return undefined
}

/** Its `web:` line; undefined when it has none. */
export async function readProcfile(folder: string): Promise<StartCommand | undefined | 'none'> {
  const procfile = await readSmallText(join(folder, 'Procfile'))
  if (procfile === undefined) return 'none'
  const command = /^web:[ \t]*(\S.*)$/m.exec(procfile)?.[1]?.trim()
  return command === undefined ? undefined : { command, source: 'Procfile' }
}

function hasText(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, key) === 'string'
}

/** What the shell is given: a plain command replaces the shell, so that a signal's answer is the app's own. */
export function toShellLine({ command }: StartCommand): string {
  return /^[\w./-]+(?: +[\w./:=@,+-]+)*$/.test(command) ? `exec ${command}` : command
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false
}
