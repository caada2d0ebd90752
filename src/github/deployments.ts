/** The record of a preview that GitHub shows on the pull request and under "Deployments". */

import type { GitHub } from './client.ts'
import { createOnce } from './create-once.ts'
import { readPages } from './read-pages.ts'
import { isGitHubStatus, unreadableAnswer } from './refusals.ts'

/** The deployments of one pull request. */
export interface DeploymentPlace {
  /** A deployment environment of GitHub's. Pull requests may share one: a job's token could not delete those it made. */
  readonly environment: string
  /** Tells the pull requests apart that share it: "deploy:pr-12". */
  readonly task: string
}

export interface NewDeployment extends DeploymentPlace {
  /** The commit that is deployed: on a pull request its head. */
  readonly sha: string
  readonly description: string
}

export interface DeploymentStatus {
  readonly state: 'in_progress' | 'success' | 'failure' | 'error'
  readonly description: string
  /** Where it can be seen: only what is a success has an address. */
  readonly url?: string
  /** Of the run. */
  readonly logUrl?: string
}

/** Also of what only reads: without the right to write there is nothing to read for. */
const WRITING = { request: { needs: { name: 'deployments', access: 'write' } } }

/** GitHub takes no longer ones. */
const MAX_DESCRIPTION_LENGTH = 140

/** Each deployment marks those before it: behind so many that are inactive there is none that is not. */
const INACTIVE_IN_A_ROW = 3

/**
 * Creates a deployment and answers its id. It is transient, which GitHub shows as destroyed once it is inactive, and
 * waits for no check of the commit; nothing is merged for it.
 */
export async function createDeployment(github: GitHub, wanted: NewDeployment): Promise<number> {
  const { repo, rest } = github
  const { sha, environment, task } = wanted
  const create = async () => {
    const { data } = await rest.repos.createDeployment({
      ...repo,
      ref: sha,
      environment,
      task,
      description: shorten(wanted.description),
      transient_environment: true,
      production_environment: false,
      auto_merge: false,
      required_contexts: [],
    })
    if (!('id' in data)) throw unreadableAnswer('POST /deployments', 'no deployment')
    return data.id
  }
  const find = async () => {
    const { data } = await rest.repos.listDeployments({ ...repo, ...WRITING, sha, environment, task, per_page: 1 })
    return data[0]?.id
  }
  return await createOnce({ create, find })
}

export async function addDeploymentStatus(github: GitHub, id: number, status: DeploymentStatus): Promise<void> {
  const { state, description, url, logUrl } = status
  await addStatus(github, id, {
    state,
    description: shorten(description),
    ...(state === 'success' && url !== undefined && { environment_url: url }),
    ...(logUrl !== undefined && { log_url: logUrl }),
  })
}

/** Marks every deployment of the pull request inactive, except that one; answers how many it marked. */
export async function deactivateDeployments(github: GitHub, place: DeploymentPlace, except?: number): Promise<number> {
  const { repo, rest } = github
  const { environment, task } = place
  const asked = { ...repo, ...WRITING, environment, task, per_page: 100 }
  let markedCount = 0
  let inactiveInARow = 0
  for await (const { id } of readPages('the deployments', page => rest.repos.listDeployments({ ...asked, page }))) {
    if (id === except) continue
    const { data } = await rest.repos.listDeploymentStatuses({ ...repo, ...WRITING, deployment_id: id, per_page: 1 })
    const isInactive = data[0]?.state === 'inactive'
    inactiveInARow = isInactive ? inactiveInARow + 1 : 0
    if (inactiveInARow === INACTIVE_IN_A_ROW) break
    if (isInactive) continue
    await addStatus(github, id, { state: 'inactive' })
    markedCount += 1
  }
  return markedCount
}

/** Marks one deployment inactive: it was overtaken before it came to its end. */
export async function deactivateDeployment(github: GitHub, id: number): Promise<void> {
  await addStatus(github, id, { state: 'inactive' })
}

interface StatusParameters {
  readonly state: DeploymentStatus['state'] | 'inactive'
  readonly description?: string
  readonly environment_url?: string
  readonly log_url?: string
}

// A deployment that somebody has deleted needs no status.
async function addStatus({ repo, rest }: GitHub, id: number, parameters: StatusParameters): Promise<void> {
  const asked = { ...repo, ...WRITING, deployment_id: id }
  const create = () => rest.repos.createDeploymentStatus({ ...asked, auto_inactive: false, ...parameters })
  const find = async () => {
    const { data } = await rest.repos.listDeploymentStatuses({ ...asked, per_page: 1 })
    const { state, description } = parameters
    return data.find(last => last.state === state && last.description === (description ?? ''))
  }
  try {
    await createOnce<unknown>({ create, find })
  } catch (error) {
    if (!isGitHubStatus(error, 404)) throw error
  }
}

function shorten(text: string): string {
  return text.length > MAX_DESCRIPTION_LENGTH ? `${text.slice(0, MAX_DESCRIPTION_LENGTH - 1).toWellFormed()}…` : text
}
