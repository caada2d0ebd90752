/** Lists what of a folder goes into the source bundle. */

import type { Dirent } from 'node:fs'
import { access, readdir, readlink, realpath } from 'node:fs/promises'
import { isAbsolute, join, posix, relative } from 'node:path'
import { ActionError } from '../action-error.ts'
import { findNameProblem } from './entry-name.ts'
import type { NamedSource } from './find-source.ts'
import { type IgnoreRules, readIgnoreRules } from './ignore-rules.ts'
import { isNeverShipped } from './never-shipped.ts'
import { escaping } from './zip-refusals.ts'

export type FolderEntry =
  | { readonly kind: 'file'; readonly name: string; readonly path: string }
  /** A file of this action's own making. */
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'symlink'; readonly name: string; readonly target: string }
  /** An empty folder; its name ends in a slash. */
  | { readonly kind: 'folder'; readonly name: string }

export interface FolderList {
  /** Sorted by name. */
  readonly entries: readonly FolderEntry[]
  readonly leftOut: readonly LeftOut[]
}

/** A file, or a folder with all that is in it (its name ends in a slash). */
export interface LeftOut {
  readonly name: string
  readonly by: string
}

/**
 * Dot files and node_modules are in unless they are ignored; what is never shipped, the EB CLI's own
 * `.elasticbeanstalk/` and `temporaryFolder` are out. Throws an ActionError for a symbolic link that leads out of the folder.
 */
export async function listFolder(
  source: NamedSource,
  { excludePatterns, temporaryFolder }: { excludePatterns: readonly string[]; temporaryFolder: string },
): Promise<FolderList> {
  const root = await realpath(source.path)
  const temporary = relative(root, await realpath(temporaryFolder))
  const listing: Listing = { source, root, temporaryName: `${temporary}/`, entries: [], leftOut: [], outside: [] }
  await listInto(listing, '', await readIgnoreRules(root, excludePatterns))
  if (listing.outside.length > 0) throw linksOutside(source, listing.outside)
  const entries = listing.entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  return { entries, leftOut: listing.leftOut }
}

interface Listing {
  readonly source: NamedSource
  readonly root: string
  readonly temporaryName: string
  readonly entries: FolderEntry[]
  readonly leftOut: LeftOut[]
  readonly outside: string[]
}

async function listInto(listing: Listing, folder: string, rules: IgnoreRules): Promise<void> {
  const children = await readdir(join(listing.root, folder), { withFileTypes: true })
  if (children.length === 0 && folder !== '') listing.entries.push({ kind: 'folder', name: folder })
  for (const child of children) {
    const name = folder + child.name + (child.isDirectory() ? '/' : '')
    const ignorer = findOwnRule(listing, name, child) ?? rules.findIgnorer(name)
    if (ignorer) listing.leftOut.push({ name, by: ignorer })
    else if (child.isDirectory()) await listInto(listing, name, await rules.enter(name))
    else await listFile(listing, name, child)
  }
}

function findOwnRule(listing: Listing, name: string, child: Dirent): string | undefined {
  if (isNeverShipped(name) || name === '.elasticbeanstalk/' || name === listing.temporaryName) return 'this action'
  const isOfAKnownKind = child.isDirectory() || child.isFile() || child.isSymbolicLink()
  return isOfAKnownKind ? undefined : 'this action (neither a file nor a folder)'
}

async function listFile(listing: Listing, name: string, child: Dirent): Promise<void> {
  const problem = findNameProblem(name)
  if (problem) throw escaping(listing.source, name, problem)
  const path = join(listing.root, name)
  if (!child.isSymbolicLink()) {
    listing.entries.push({ kind: 'file', name, path })
    return
  }
  const target = await readlink(path)
  if (await leadsOutside(listing.root, name, target)) listing.outside.push(`"${name}" -> "${target}"`)
  else listing.entries.push({ kind: 'symlink', name, target })
}

// By its text, since that is what is unpacked on the instance, and by where it really leads, through other links.
async function leadsOutside(root: string, name: string, target: string): Promise<boolean> {
  if (isAbsolute(target)) return true
  if (isOutside(posix.join(posix.dirname(name), target))) return true
  const path = join(root, name)
  const exists = await access(path).then(
    () => true,
    () => false,
  )
  return exists && isOutside(relative(root, await realpath(path)))
}

function isOutside(path: string): boolean {
  return path === '..' || path.startsWith('../') || isAbsolute(path)
}

function linksOutside(source: NamedSource, links: readonly string[]): ActionError {
  const shown = links.slice(0, 10).join(', ') + (links.length > 10 ? `, and ${links.length - 10} more` : '')
  return new ActionError({
    code: 'bundle-link-leaves-folder',
    message: `'${source.input}' "${source.value}" had symbolic links that lead out of the folder: ${shown}.`,
    hint: "Replace them by what they point to (cp -RL), or leave them out with 'exclude-patterns': on the instance there would be nothing behind them.",
  })
}
