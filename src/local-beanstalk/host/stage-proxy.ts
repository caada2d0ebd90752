/** Lays out the proxy's files of a deployment: the platform's tree, the bundle's over it, mapped for this machine. */

import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { findHttpdPorts } from './map-httpd-file.ts'
import { findListenPorts } from './map-proxy-file.ts'
import type { PortMap } from './port-map.ts'
import type { ProxyProgram } from './proxy-program.ts'

export interface ProxyStage {
  readonly program: ProxyProgram
  readonly root: string
  /** What of the unpacked bundle is laid over the tree; undefined where the platform takes nothing. */
  readonly overlay: string | undefined
  readonly tree: ReadonlyMap<string, string>
  readonly ports: PortMap
}

const MAX_FILE_BYTES = 16 * 1024 * 1024
const MAX_FILES = 1000

/** Replaces what is staged. A file of the bundle replaces the platform's file of the same name. */
export async function stageProxy({ program, root, overlay, tree, ports }: ProxyStage): Promise<void> {
  // nginx's files have no declared encoding: as latin1 every byte comes through unchanged.
  const files = new Map([...tree].map(([path, text]) => [path, Buffer.from(text).toString('latin1')]))
  for (const [path, content] of overlay ? await readProxyFiles(overlay) : []) files.set(path, content)
  const findPorts = program.service === 'nginx' ? findListenPorts : findHttpdPorts
  for (const text of files.values()) for (const port of findPorts(text)) await ports.mapPort(port)

  await rm(program.staging, { recursive: true, force: true })
  const mapping = { ...ports.mapping(), root: Buffer.from(root).toString('latin1') }
  const mapped = [...files].map(([path, text]) => [path, program.map(path, text, mapping)] as const)
  for (const [path, text] of [...mapped, ...program.extraFiles]) {
    const target = join(program.staging, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, text, 'latin1')
  }
}

/** Copies the staged files over the live ones, as `cp -rp` does: what was there before and is not staged stays. */
export async function publishProxy({ staging, live }: ProxyProgram): Promise<void> {
  await cp(staging, live, { recursive: true, preserveTimestamps: true })
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
