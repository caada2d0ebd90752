/** Finds which place of nginx's files answers a request: as far as it can be told without asking nginx. */

import { parseLocation } from '../find-locations.ts'
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
  const server = findDefaultServer(tree.http)
  const directives = server?.block ?? []
  const answering =
    directives.find(
      ({ name, args }) => name === 'return' || (name === 'rewrite' && /^(redirect|permanent)$/.test(args[2] ?? '')),
    ) ?? findLocation(directives, path.replace(/\?.*$/s, ''))
  const file = answering && staged.get(answering.file)?.bundleName
  return answering && file !== undefined ? { file, line: answering.line } : undefined
}

function findDefaultServer(http: readonly LoadedDirective[]): LoadedDirective | undefined {
  const servers = http.filter(({ name }) => name === 'server').map(server => ({ server, listens: listListens(server) }))
  const on80 = servers.filter(
    ({ listens }) => listens.length === 0 || listens.some(([address]) => /^(.*:)?80$/.test(address ?? '')),
  )
  const chosen = on80.find(({ listens }) => listens.some(args => args.includes('default_server')))
  return (chosen ?? on80[0] ?? servers[0])?.server
}

function listListens({ block = [] }: LoadedDirective): (readonly string[])[] {
  return block.filter(({ name }) => name === 'listen').map(({ args }) => args)
}

// nginx's order: an exact path, the longest prefix if it is "^~", the first regular expression, the longest prefix. What
// a regular expression of the bundle matches is not tried: it may take for ever.
function findLocation(directives: readonly LoadedDirective[], path: string): LoadedDirective | undefined {
  const locations = directives
    .filter(({ name, args }) => name === 'location' && args.length > 0)
    .map(directive => ({ directive, ...parseLocation(directive.args) }))
  const exact = locations.find(location => location.modifier === '=' && location.path === path)
  if (exact) return exact.directive
  const [prefix] = locations
    .filter(location => /^(\^~)?$/.test(location.modifier) && path.startsWith(location.path))
    .sort((a, b) => b.path.length - a.path.length)
  const mayBeRegular = prefix?.modifier !== '^~' && locations.some(({ modifier }) => modifier.startsWith('~'))
  return mayBeRegular ? undefined : prefix?.directive
}
