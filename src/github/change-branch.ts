/** Files of a branch, changed together in one commit, without a checkout and whoever else writes at the same time. */

import { mapInTurns } from '../handshake/take-turns.ts'
import type { GitHub } from './client.ts'
import { isGitHubStatus, mayBeDone, unreadableAnswer } from './refusals.ts'

export interface BranchChange {
  /** Made when it is not there, with nothing in it but these files. */
  readonly branch: string
  /** Of the commit. */
  readonly message: string
  /** The files that `change` has to see. */
  readonly paths: readonly string[]
  /**
   * The files to write, by path. Asked again, with the files as they are then, when another run was faster; an answer
   * that was lost may have been this one's, so what it has added already must not be added again.
   */
  change(files: ReadonlyMap<string, string>): ReadonlyMap<string, string>
}

/** With so many runs at the same time one of them is behind all others. */
const MOST_ATTEMPTS = 10

/** `unchanged`: everything was there already. A file of more than 1 MiB cannot be read. */
export async function changeBranch(github: GitHub, wanted: BranchChange): Promise<'written' | 'unchanged'> {
  let head = await readHead(github, wanted.branch)
  for (let attempt = 1; ; attempt += 1) {
    const files = await readFiles(github, wanted.paths, head)
    const changed = [...wanted.change(files)].filter(([path, text]) => files.get(path) !== text)
    if (changed.length === 0) return 'unchanged'
    const commit = await createCommit(github, { message: wanted.message, head, changed })
    try {
      await moveHead(github, { branch: wanted.branch, head, commit })
      return 'written'
    } catch (error) {
      const current = await findWhoWasFaster(github, wanted.branch, error)
      if (current === commit) return 'written'
      // Nobody was faster: the branch is protected, say.
      if (current === head || attempt === MOST_ATTEMPTS) throw error
      head = current
    }
  }
}

/** Also of what only reads: without the right to write there is nothing to read for. */
const WRITING = { request: { needs: { name: 'contents', access: 'write' } } }

/** Of each there can be only one, named by what it holds or by the branch: asking twice makes no second. */
const HARMLESS = { request: { isHarmless: true } }

/** The commit that the branch points to; undefined when there is no such branch. */
async function readHead({ repo, rest }: GitHub, branch: string): Promise<string | undefined> {
  try {
    const { data } = await rest.git.getRef({ ...repo, ...WRITING, ref: `heads/${branch}` })
    return data.object.sha
  } catch (error) {
    if (isGitHubStatus(error, 404)) return undefined
    throw error
  }
}

/** A hundred targets have a hundred files; GitHub asks for few requests at once. */
const MOST_AT_ONCE = 8

async function readFiles(github: GitHub, paths: readonly string[], head: string | undefined) {
  const files = new Map<string, string>()
  if (head === undefined) return files
  await mapInTurns(MOST_AT_ONCE, paths, async path => {
    const text = await readFile(github, path, head)
    if (text !== undefined) files.set(path, text)
  })
  return files
}

async function readFile({ repo, rest }: GitHub, path: string, ref: string): Promise<string | undefined> {
  try {
    const { data } = await rest.repos.getContent({ ...repo, path, ref })
    if (Array.isArray(data) || !('content' in data) || data.encoding !== 'base64')
      throw unreadableAnswer(`GET /contents/${path}`, 'no file, or one of more than 1 MiB')
    return Buffer.from(data.content, 'base64').toString()
  } catch (error) {
    if (isGitHubStatus(error, 404)) return undefined
    throw error
  }
}

interface NewCommit {
  readonly message: string
  readonly head: string | undefined
  readonly changed: readonly (readonly [path: string, text: string])[]
}

async function createCommit({ repo, rest }: GitHub, { message, head, changed }: NewCommit): Promise<string> {
  const base = head === undefined ? undefined : await rest.git.getCommit({ ...repo, commit_sha: head })
  const tree = changed.map(([path, content]) => ({ path, content, mode: '100644', type: 'blob' }) as const)
  const onto = base === undefined ? {} : { base_tree: base.data.tree.sha }
  const { data } = await rest.git.createTree({ ...repo, ...HARMLESS, ...onto, tree })
  const parents = head === undefined ? [] : [head]
  return (await rest.git.createCommit({ ...repo, ...HARMLESS, message, tree: data.sha, parents })).data.sha
}

interface Move {
  readonly branch: string
  readonly head: string | undefined
  readonly commit: string
}

async function moveHead({ repo, rest }: GitHub, { branch, head, commit: sha }: Move): Promise<void> {
  if (head === undefined) await rest.git.createRef({ ...repo, ...HARMLESS, ref: `refs/heads/${branch}`, sha })
  else await rest.git.updateRef({ ...repo, ref: `heads/${branch}`, sha })
}

// GitHub has one status for a branch that has moved on and for one that must not be changed: the branch tells.
async function findWhoWasFaster(github: GitHub, branch: string, error: unknown): Promise<string | undefined> {
  const isUnclear = isGitHubStatus(error, 409) || isGitHubStatus(error, 422) || mayBeDone(error)
  if (!isUnclear) throw error
  return await readHead(github, branch)
}
