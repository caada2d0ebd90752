/** What a fault does to one deployment on an instance that really runs it. */

import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { diskFull, hookFailed } from './engine-failure.ts'
import type { Sabotage } from './host.ts'

/** @throws EngineFailure while the former version runs yet. */
export function failWhileStaging(sabotage: Sabotage | undefined): void {
  if (sabotage?.kind === 'disk-full') throw diskFull()
  if (sabotage?.kind === 'instance-fails' && sabotage.at === 'before-flip') throw hookFailed('prebuild')
}

/** @throws EngineFailure when the new version runs. */
export function failAtTheEnd(sabotage: Sabotage | undefined): void {
  if (sabotage?.kind === 'instance-fails' && sabotage.at === 'after-flip') throw hookFailed('postdeploy')
}

/** Changes the proxy's files that are staged. */
export async function spoilProxyFiles(sabotage: Sabotage | undefined, folder: string): Promise<void> {
  if (sabotage?.kind === 'proxy-file-broken')
    await appendFile(join(folder, 'nginx.conf'), '\nfault_of_the_platform on;\n')
  if (sabotage?.kind === 'connections-exhausted') await limitConnections(folder)
  if (sabotage?.kind === 'proxy-drops-upgrade')
    await changeFiles(folder, text => text.replace(/^[ \t]*proxy_set_header\s+(upgrade|connection)\s[^;\n]*;/gim, ''))
}

/** nginx needs one for each socket that it listens on, and one for its own process. */
async function limitConnections(folder: string): Promise<void> {
  const sockets = new Set<string>()
  await changeFiles(folder, text => {
    for (const [, socket = ''] of text.matchAll(/^\s*listen\s+([^\s;]+)/gim)) sockets.add(socket)
    return text
  })
  const line = `worker_connections ${sockets.size + 1};`
  await changeFiles(folder, text => text.replace(/\bworker_connections\s+\d+;/, line))
}

async function changeFiles(folder: string, change: (text: string) => string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    await writeFile(path, change(await readFile(path, 'latin1')), 'latin1')
  }
}

/** Changes the line that starts the app; the shell's own process is that of the app, or its parent. */
export function spoilCommand(sabotage: Sabotage | undefined, line: string): string {
  if (sabotage?.kind === 'app-hangs')
    return `exec node -e 'require("net").createServer(() => {}).listen(process.env.PORT)'`
  if (sabotage?.kind !== 'app-crashes') return line
  const { afterMs = 0 } = sabotage
  return afterMs === 0 ? 'exit 1' : `(sleep ${afterMs / 1000}; kill -KILL $$) & ${line}`
}
