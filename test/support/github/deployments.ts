/** Deployments and their statuses. */

import { deploymentAnswer, statusAnswer } from './answers.ts'
import { type Call, find, type Handler, Refusal } from './call.ts'
import type { Deployment, DeploymentStatus, World } from './world.ts'

export const DEPLOYMENT_HANDLERS = {
  'get /repos/{owner}/{repo}/deployments': call => {
    const { sha = 'none', ref = 'none', task = 'none', environment = 'none' } = call.query
    const wanted = { sha, ref, task, environment }
    const isWanted = (deployment: Deployment) =>
      Object.entries(wanted).every(([name, value]) => value === 'none' || deployment[name as 'sha'] === value)
    const newestFirst = [...call.world.deployments.values()].reverse()
    return { items: newestFirst.filter(isWanted).map(deployment => deploymentAnswer(call, deployment)) }
  },

  'post /repos/{owner}/{repo}/deployments': call => {
    const { world, login, body } = call
    const given = body as Partial<{
      ref: string
      task: string
      environment: string
      description: string
      payload: unknown
      auto_merge: boolean
      required_contexts: string[]
      transient_environment: boolean
      production_environment: boolean
    }>
    const { ref = '', environment = 'production' } = given
    const sha = world.git.references.get(`refs/heads/${ref}`) ?? (world.git.knownShas.has(ref) ? ref : undefined)
    if (sha === undefined) throw new Refusal(422, `No ref found for: ${ref}`)
    if (given.auto_merge ?? true) {
      const message = `Auto-merged ${world.defaultBranch} into ${ref} on deployment.`
      return { status: 202, body: { message } }
    }
    // No check of this repository has run, so none that is required by default is green.
    if (given.required_contexts === undefined || given.required_contexts.length > 0) {
      throw new Refusal(409, `Conflict: Commit status checks failed for ${ref}.`)
    }
    const deployment: Deployment = {
      id: world.nextId(),
      sha,
      ref,
      task: given.task ?? 'deploy',
      environment,
      description: given.description ?? null,
      payload: given.payload ?? {},
      isTransient: given.transient_environment ?? false,
      isProduction: given.production_environment ?? environment === 'production',
      creator: login,
      createdMs: world.now(),
      statuses: [],
    }
    world.deployments.set(deployment.id, deployment)
    return { status: 201, body: deploymentAnswer(call, deployment) }
  },

  'get /repos/{owner}/{repo}/deployments/{deployment_id}': call => ({
    status: 200,
    body: deploymentAnswer(call, find(call.world.deployments, call.params.deployment_id)),
  }),

  'delete /repos/{owner}/{repo}/deployments/{deployment_id}': ({ world, params }) => {
    const deployment = find(world.deployments, params.deployment_id)
    if (deployment.statuses.at(-1)?.state !== 'inactive' && world.deployments.size > 1) {
      throw new Refusal(
        422,
        'We cannot delete an active deployment unless it is the only deployment in a given environment.',
      )
    }
    world.deployments.delete(deployment.id)
    return { status: 204 }
  },

  'get /repos/{owner}/{repo}/deployments/{deployment_id}/statuses': call => {
    const deployment = find(call.world.deployments, call.params.deployment_id)
    return { items: deployment.statuses.toReversed().map(status => statusAnswer(call, deployment, status)) }
  },

  'post /repos/{owner}/{repo}/deployments/{deployment_id}/statuses': call => {
    const { world, params, body } = call
    const deployment = find(world.deployments, params.deployment_id)
    const status = addStatus(call, deployment)
    if (status.state === 'success' && body.auto_inactive !== false) deactivateOthers(world, deployment, status.creator)
    return { status: 201, body: statusAnswer(call, deployment, status) }
  },
} as const satisfies Readonly<Record<string, Handler>>

function addStatus({ world, login, body }: Call, deployment: Deployment): DeploymentStatus {
  const text = (name: string) => String(body[name] ?? '')
  if (text('description').length > 140)
    throw new Refusal(422, 'Validation Failed', { errors: ['description is too long'] })
  const status = {
    id: world.nextId(),
    state: text('state'),
    description: text('description'),
    environment: text('environment') || deployment.environment,
    environmentUrl: text('environment_url'),
    logUrl: text('log_url') || text('target_url'),
    creator: login,
    createdMs: world.now(),
  }
  deployment.statuses.push(status)
  return status
}

// As documented: prior deployments of the same environment that are neither transient nor production, and were a success.
function deactivateOthers(world: World, deployment: Deployment, creator: string): void {
  for (const other of world.deployments.values()) {
    if (other.id >= deployment.id || other.environment !== deployment.environment) continue
    if (other.isTransient || other.isProduction || other.statuses.at(-1)?.state !== 'success') continue
    other.statuses.push({
      id: world.nextId(),
      state: 'inactive',
      description: '',
      environment: other.environment,
      environmentUrl: '',
      logUrl: '',
      creator,
      createdMs: world.now(),
    })
  }
}
