/** Files of a branch, changed together in one commit, without a checkout and whoever else writes at the same time. */

import { ActionError } from '../action-error.ts'
import { quoteForeign } from '../untrusted.ts'
import { type BranchFile, createTree, HARMLESS, readFiles, WRITING, type WrittenFile } from './branch-files.ts'
import type { GitHub } from './client.ts'
import { isGitHubStatus, mayBeDone } from './refusals.ts'

export interface BranchChange {
  /** Made when it is not there, with nothing in it but these files. */
  readonly branch: string
  /** Of the commit. */
  readonly message: string
  /** The files that `change` has to see. */
  readonly paths: readonly string[]
  /**
   * The files to write, by those that are there, in the order of `paths`; none where everything is there already.
   * Neither side ever holds all of them. Asked anew, with the files as they are then, when another run was faster: what
   * it wrote for an attempt before is never among them.
   */
  change(files: AsyncIterable<BranchFile>): AsyncIterable<WrittenFile>
}

/** With so many runs at the same time one of them is behind all others. */
const MOST_ATTEMPTS = 10

/** `unchanged`: everything was there already. A file of more than 1 MiB cannot be read. */
export async function changeBranch(github: GitHub, wanted: BranchChange): Promise<'written' | 'unchanged'> {
  const { branch, message, paths } = wanted
  let head = await readHead(github, branch)
  for (let attempt = 1; ; attempt += 1) {
    const tree = await createTree(github, head, wanted.change(readFiles(github, paths, head)))
    if (tree === undefined) return 'unchanged'
    const commit = await createCommit(github, { message, tree, head })
    try {
      await moveHead(github, { branch, head, commit })
      return 'written'
    } catch (error) {
      const current = await findWhoWasFaster(github, branch, error)
      if (await isBehind(github, commit, { from: current, to: head })) return 'written'
      if (current === head) throw explainRefusal(error, branch)
      if (attempt === MOST_ATTEMPTS) throw error
      head = current
    }
  }
}

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

interface NewCommit {
  readonly message: string
  readonly tree: string
  readonly head: string | undefined
}

async function createCommit({ repo, rest }: GitHub, { message, tree, head }: NewCommit): Promise<string> {
  const parents = head === undefined ? [] : [head]
  return (await rest.git.createCommit({ ...repo, ...HARMLESS, message, tree, parents })).data.sha
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

// Nobody was faster.
function explainRefusal(error: unknown, branch: string): unknown {
  if (!(error instanceof ActionError) || mayBeDone(error)) return error
  const { code, message, cause } = error
  const hint = `Leave ${quoteForeign(branch)} out of the rules that protect branches (in the settings of the repository, below Rules and Branches), or take another branch.`
  return new ActionError({ code, message, hint, cause })
}

interface Way {
  readonly from: string | undefined
  readonly to: string | undefined
}

/** More commits than runs that can have been faster. */
const LONGEST_WAY = 2 * MOST_ATTEMPTS

// The answer was lost, and others have written onto it since: then it is there, and what they know of it is of this run.
async function isBehind({ repo, rest }: GitHub, commit: string, { from, to }: Way): Promise<boolean> {
  let sha = from
  for (let step = 0; sha !== undefined && sha !== to && step < LONGEST_WAY; step += 1) {
    if (sha === commit) return true
    const { data } = await rest.git.getCommit({ ...repo, commit_sha: sha })
    sha = data.parents[0]?.sha
  }
  return false
}
