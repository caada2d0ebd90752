/** Lays out the proxy's files of a deployment: the platform's tree, the bundle's over it, mapped for this machine. */

import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { InstanceFolder } from './instance-folder.ts'
import { findListenPorts, mapProxyFile } from './map-proxy-file.ts'
import type { PortMap } from './port-map.ts'

export interface ProxyStage {
  readonly folder: InstanceFolder
  /** The unpacked bundle. */
  readonly bundleFolder: string
  readonly tree: ReadonlyMap<string, string>
  readonly ports: PortMap
}

const MAX_FILE_BYTES = 16 * 1024 * 1024
const MAX_FILES = 1000

/** Replaces what is staged. A file of the bundle's `.platform/nginx` replaces the platform's file of the same name. */
export async function stageProxy({ folder, bundleFolder, tree, ports }: ProxyStage): Promise<void> {
  // nginx's files have no declared encoding: as latin1 every byte comes through unchanged.
  const files = new Map([...tree].map(([path, text]) => [path, Buffer.from(text).toString('latin1')]))
  for (const [path, content] of await readProxyFiles(join(bundleFolder, '.platform/nginx'))) files.set(path, content)
  for (const text of files.values()) for (const port of findListenPorts(text)) await ports.mapPort(port)

  await rm(folder.proxyStaging, { recursive: true, force: true })
  const mapping = { ...ports.mapping(), root: Buffer.from(folder.root).toString('latin1') }
  for (const [path, text] of files) {
    const target = join(folder.proxyStaging, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, mapProxyFile(path, text, mapping), 'latin1')
  }
}

/** Copies the staged files over the live ones, as `cp -rp` does: what was there before and is not staged stays. */
export async function publishProxy({ proxyStaging, proxyLive }: InstanceFolder): Promise<void> {
  await cp(proxyStaging, proxyLive, { recursive: true, preserveTimestamps: true })
}

async function readProxyFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = new Map<string, string>()
  for (const entry of entries.slice(0, MAX_FILES)) {
    const path = join(entry.parentPath, entry.name)
    const found = await stat(path).catch(() => undefined)
    if (found === undefined || !found.isFile() || found.size > MAX_FILE_BYTES) continue
    files.set(relative(folder, path), await readFile(path, 'latin1'))
  }
  return files
}
