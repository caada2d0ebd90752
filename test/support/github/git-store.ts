/** Git's objects and references, named as git names them: by the hash of what they hold. */

import { createHash } from 'node:crypto'

export interface GitStore {
  readonly blobs: Map<string, Buffer>
  readonly trees: Map<string, readonly TreeEntry[]>
  readonly commits: Map<string, Commit>
  /** "refs/heads/main" and the commit that it points to. */
  readonly references: Map<string, string>
  /** Commits that a deployment may name though their objects are not here. */
  readonly knownShas: Set<string>
  addBlob(content: Buffer): string
  addTree(entries: readonly TreeEntry[]): string
  addCommit(commit: Pick<Commit, 'tree' | 'parents' | 'message'>): string
  /** The files of a commit, by path. */
  listFiles(commit: string): Map<string, TreeEntry>
  /** Is `ancestor` the commit, or one from which it comes? */
  descendsFrom(commit: string, ancestor: string): boolean
}

/** Of a tree without folders in it: paths are whole. */
export interface TreeEntry {
  readonly path: string
  readonly mode: string
  readonly sha: string
}

export interface Commit {
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
  readonly createdMs: number
}

export function openGitStore(now: () => number): GitStore {
  const store: GitStore = {
    blobs: new Map(),
    trees: new Map(),
    commits: new Map(),
    references: new Map(),
    knownShas: new Set(),
    addBlob: content => add(store.blobs, name('blob', content), content),
    addTree(entries) {
      const sorted = entries.toSorted((a, b) => (a.path < b.path ? -1 : 1))
      return add(store.trees, name('tree', Buffer.from(JSON.stringify(sorted))), sorted)
    },
    addCommit(given) {
      const commit = { ...given, createdMs: now() }
      return add(store.commits, name('commit', Buffer.from(JSON.stringify(commit))), commit)
    },
    listFiles(sha) {
      const entries = store.trees.get(store.commits.get(sha)?.tree ?? '') ?? []
      return new Map(entries.map(entry => [entry.path, entry]))
    },
    descendsFrom(sha, ancestor) {
      if (sha === ancestor) return true
      return (store.commits.get(sha)?.parents ?? []).some(parent => store.descendsFrom(parent, ancestor))
    },
  }
  return store
}

function add<T>(objects: Map<string, T>, sha: string, object: T): string {
  objects.set(sha, object)
  return sha
}

function name(kind: string, content: Buffer): string {
  return createHash('sha1').update(`${kind} ${content.length}\0`).update(content).digest('hex')
}
