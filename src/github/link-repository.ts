/** Where things of the repository stand on GitHub's pages. Pure. */

import type { WorkflowVariables } from './workflow-variables.ts'

/** Undefined where the server has no https address. */
export function linkRepository(
  { serverUrl, repository }: Pick<WorkflowVariables, 'serverUrl' | 'repository'>,
  path: string,
): URL | undefined {
  const url = URL.parse(`${serverUrl}/${repository}/${path}`)
  return url?.protocol === 'https:' ? url : undefined
}

/** The page of the run itself. */
export function linkOwnRun(workflow: Pick<WorkflowVariables, 'serverUrl' | 'repository' | 'runId'>): URL | undefined {
  return linkRepository(workflow, `actions/runs/${workflow.runId}`)
}
