/** The input that names the branch on which a check keeps its history. */

import { ActionError } from '../action-error.ts'
import { quoteForeign } from '../untrusted.ts'
import type { InputReader } from './input-reader.ts'

const INPUT = 'history-branch'

const LONGEST_BRANCH = 200

/** Undefined where no history is kept. `ownBranches`: those that the run is about, to which nothing is to be written. */
export function readHistoryBranch(inputs: InputReader, ownBranches: readonly string[] = []): string | undefined {
  return inputs.parsed<string | undefined>(INPUT, undefined, text => parseHistoryBranch(text.trim(), ownBranches))
}

/**
 * Throws an ActionError for what is no name of a branch, or that of one with code.
 *
 * @see https://git-scm.com/docs/git-check-ref-format
 */
export function parseHistoryBranch(name: string, ownBranches: readonly string[]): string {
  if (!isBranchName(name)) throw invalid(`was ${quoteForeign(name)}, which is no name of a branch`)
  if (ownBranches.includes(name)) throw invalid(`was ${quoteForeign(name)}, which is a branch of this run`)
  return name
}

// Of the letters that Git and GitHub take we take those that need no quoting in an address.
function isBranchName(name: string): boolean {
  if (name.length > LONGEST_BRANCH || !/^[\w.+-]+(?:\/[\w.+-]+)*$/.test(name)) return false
  if (name === 'HEAD' || /^(-|refs\/)/.test(name) || /^[\da-f]{40}$/i.test(name) || name.includes('..')) return false
  return name.split('/').every(part => !/^\.|\.$|\.lock$/i.test(part))
}

function invalid(message: string): ActionError {
  return new ActionError({
    code: 'invalid-history-branch',
    message,
    hint: 'Write the name of a branch for the history alone, such as "websocket-history": it is made when it is not there.',
  })
}
