/** A preview as a deployment of GitHub's: what is said of it when a run begins, and when it has ended. */

import type { Context } from '../context.ts'
import type { GitHub } from '../github/client.ts'
import { addDeploymentStatus, createDeployment, type DeploymentPlace } from '../github/deployments.ts'
import { linkOwnRun } from '../github/link-repository.ts'
import type { PreviewOptions } from './preview-options.ts'

export interface RecordedPreview {
  readonly number: number
  readonly sha: string
  readonly place: DeploymentPlace
}

/** Answers its id. */
export async function beginDeployment(
  context: Context,
  { github, workflow }: PreviewOptions,
  { number, sha, place }: RecordedPreview,
): Promise<number> {
  const change = `record the deployment of the pull request #${number} at GitHub`
  const id = await context.ledger.record({ change, isNews: true }, () =>
    createDeployment(github, { ...place, sha, description: `Preview of #${number}` }),
  )
  const description = 'The preview is being deployed.'
  await addDeploymentStatus(github, id, { state: 'in_progress', description, ...linkLog(workflow) })
  return id
}

export interface DeploymentEnd {
  readonly id: number
  readonly isLive: boolean
  /** Where it can be seen. */
  readonly url: string | undefined
}

export async function endDeployment(
  github: GitHub,
  { workflow }: PreviewOptions,
  { id, isLive, url }: DeploymentEnd,
): Promise<void> {
  const description = isLive ? 'A WebSocket was opened.' : 'The preview failed: see the comment and the log.'
  const status = { description, ...(url === undefined ? {} : { url }), ...linkLog(workflow) }
  await addDeploymentStatus(github, id, { state: isLive ? 'success' : 'failure', ...status })
}

function linkLog(workflow: PreviewOptions['workflow']): { logUrl?: string } {
  const logUrl = linkOwnRun(workflow)
  return logUrl ? { logUrl: logUrl.href } : {}
}
