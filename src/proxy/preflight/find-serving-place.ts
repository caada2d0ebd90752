/** Finds which place of nginx's files answers a request: as far as it can be told without asking nginx. */

import { chooseLocation } from '../choose-location.ts'
import { findDefaultServer } from '../find-default-server.ts'
import { type FoundLocation, findServerLocations } from '../find-locations.ts'
import { type LoadedDirective, loadNginxTree } from '../nginx-tree.ts'
import type { BundlePlace } from './locate-refusal.ts'
import type { StagedFile } from './map-nginx-file.ts'

/** In the bundle; undefined where the platform's own file answers, or nothing of it is known. */
export function findServingPlace(staged: ReadonlyMap<string, StagedFile>, path: string): BundlePlace | undefined {
  const tree = loadNginxTree({
    platform: new Map([...staged.values()].filter(file => !file.bundleName).map(file => [file.path, file.text])),
    bundle: new Map([...staged.values()].filter(file => file.bundleName).map(file => [file.path, file.text])),
    folder: '',
  })
  const servers = tree.http.filter(({ name }) => name === 'server')
  const server = findDefaultServer(servers) ?? servers[0]
  if (!server) return undefined
  const answering =
    server.block?.find(
      ({ name, args }) => name === 'return' || (name === 'rewrite' && /^(redirect|permanent)$/.test(args[2] ?? '')),
    ) ?? findLocation(server, path.replace(/\?.*$/s, ''))
  const file = answering && staged.get(answering.file)?.bundleName
  return answering && file !== undefined ? { file, line: answering.line } : undefined
}

// What a regular expression of the bundle matches is not tried: it may take for ever.
function findLocation(server: LoadedDirective, path: string): FoundLocation | undefined {
  const { prefix, patterns } = chooseLocation(findServerLocations([server]), path)
  return patterns.length > 0 ? undefined : prefix
}
