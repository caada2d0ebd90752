/** The repository that a run is about. */

import { ActionError } from '../action-error.ts'
import { quoteForeign } from '../untrusted.ts'
import type { WorkflowVariables } from './workflow-variables.ts'

export interface Repository {
  readonly owner: string
  readonly name: string
}

/** As the runner names it in GITHUB_REPOSITORY. Throws an ActionError outside of a workflow. */
export function readOwnRepository({ repository }: Pick<WorkflowVariables, 'repository'>): Repository {
  const [, owner, name] = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(repository) ?? []
  if (owner !== undefined && name !== undefined) return { owner, name }
  throw new ActionError({
    code: 'github-repository-missing',
    message: `GITHUB_REPOSITORY was ${quoteForeign(repository)}, and names no repository.`,
    hint: 'Run this as a step of a workflow, where GitHub sets it; elsewhere set it to "OWNER/NAME".',
  })
}
