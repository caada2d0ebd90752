/**
 * What `.ebextensions` do to nginx's folder on Amazon Linux 1, as far as recipes for WebSockets of that time need it:
 * `files:` below /etc/nginx are written, and a container command of the form "rm -f path..." removes files there. No
 * command is run.
 */

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { readSmallText } from './app-manifest.ts'

export interface AppliedRecipe {
  /** Relative to nginx's folder -> text. */
  readonly tree: ReadonlyMap<string, string>
  /** Also gone from where nginx runs: relative to its folder. */
  readonly removed: readonly string[]
}

/** @param bundleFolder The unpacked bundle. A file that is no YAML does nothing here. */
export async function applyOldRecipe(tree: ReadonlyMap<string, string>, bundleFolder: string): Promise<AppliedRecipe> {
  const folder = join(bundleFolder, '.ebextensions')
  const names = (await readdir(folder).catch(() => [])).filter(name => name.endsWith('.config')).sort()
  const applied = new Map(tree)
  const removed: string[] = []
  for (const name of names) {
    const config = readConfig((await readSmallText(join(folder, name))) ?? '')
    for (const [path, file] of entriesOf(config.files)) {
      const content = isRecord(file) ? file.content : undefined
      const target = toNginxPath(path)
      if (target !== undefined && typeof content === 'string') applied.set(target, content)
    }
    removed.push(...entriesOf(config.container_commands).flatMap(([, step]) => findRemoved(step)))
  }
  for (const path of removed) applied.delete(path)
  return { tree: applied, removed }
}

function findRemoved(step: unknown): string[] {
  const command = isRecord(step) && typeof step.command === 'string' ? step.command : ''
  const paths =
    /^rm -f ((?:'[^']*'|[^\s'";&|<>$`]+)(?: +(?:'[^']*'|[^\s'";&|<>$`]+))*)$/.exec(command.trim())?.[1] ?? ''
  return [...paths.matchAll(/'([^']*)'|(\S+)/g)].flatMap(([, quoted, bare]) => toNginxPath(quoted ?? bare ?? '') ?? [])
}

// Beanstalk keeps the files that it is about to write under their path with "#" for "/".
function toNginxPath(path: string): string | undefined {
  const plain = path.replace(/^\/tmp\/deployment\/config\/(#.*)$/, (_, staged: string) => staged.replaceAll('#', '/'))
  return /^\/etc\/nginx\/((?:[\w-][\w.-]*\/)*[\w-][\w.-]*)$/.exec(plain)?.[1]
}

function readConfig(text: string): Readonly<Record<string, unknown>> {
  try {
    const config: unknown = parse(text)
    return isRecord(config) ? config : {}
  } catch {
    return {}
  }
}

function entriesOf(value: unknown): ReadonlyArray<[string, unknown]> {
  return isRecord(value) ? Object.entries(value) : []
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
