/** A world for previews: Local Beanstalk with a base environment, a server that speaks GitHub's API, and the built action. */

import { onTestFinished } from 'vitest'
import type { LocalBeanstalkOptions } from '../../src/local-beanstalk/local-beanstalk-options.ts'
import { type ScenarioStep, withEcho } from './deploy-scenario.ts'
import type { NewPullRequest, PullRequest } from './github/world.ts'
import { type GitHubServer, startGitHub } from './github-api.ts'
import { PREVIEW_KEY, toEnvironmentVariables } from './least-privilege.ts'
import { type EnvironmentSpec, type StartedBeanstalk, startBeanstalk } from './local-beanstalk.ts'
import { type ActionRun, type StartedAction, startAction } from './run-action.ts'
import { openWorkspace } from './workspace.ts'

/** The action has no more rights than docs/permissions.md says that previews need. */
export interface PreviewScenario extends StartedBeanstalk {
  readonly github: GitHubServer
  openPullRequest(pullRequest?: Partial<NewPullRequest>): PullRequest
  /** A commit is pushed to it. */
  push(pullRequest: PullRequest): void
  close(pullRequest: PullRequest): void
  reopen(pullRequest: PullRequest): void
  setLabels(pullRequest: PullRequest, labels: readonly string[]): void
  /** Runs the action for something that has happened to the pull request, as it is now. */
  run(activity: Activity, pullRequest: PullRequest, step?: PreviewStep): Promise<ActionRun>
  start(activity: Activity, pullRequest: PullRequest, step?: PreviewStep): Promise<StartedAction>
  /** Runs the action for any other event. */
  runOn(event: WorkflowEvent, step?: PreviewStep): Promise<ActionRun>
  sweep(step?: PreviewStep): Promise<ActionRun>
  /** Our comment on it, as GitHub has it; undefined where there is none. */
  comment(pullRequest: PullRequest): string | undefined
  /** The states of the pull request's deployments, each with its last one. */
  deployments(pullRequest: PullRequest): string[]
}

export type Activity =
  | 'opened'
  | 'reopened'
  | 'synchronize'
  | 'closed'
  | { readonly labeled: string }
  | { readonly unlabeled: string }

export interface WorkflowEvent {
  readonly name: string
  readonly payload: unknown
}

export interface PreviewStep extends ScenarioStep {
  /** What the event holds in the place of the pull request as it is now. */
  readonly payload?: unknown
}

export interface PreviewOptions extends LocalBeanstalkOptions {
  readonly base?: Partial<EnvironmentSpec>
}

export const BASE = { application: 'chat', environment: 'chat-staging' } as const
const INPUTS = { 'application-name': BASE.application, 'base-environment-name': BASE.environment }
const LOGIN = 'github-actions[bot]'
/** With which the events are written, whatever the token of the job may do. */
const EVENTS_TOKEN = 'ghs_token_of_the_events'

export async function openPreviewScenario({ base, ...options }: PreviewOptions = {}): Promise<PreviewScenario> {
  const local = await startBeanstalk({ ...options, keys: [...(options.keys ?? []), PREVIEW_KEY] })
  onTestFinished(() => local.beanstalk.stop())
  const github = await startGitHub()
  onTestFinished(() => github[Symbol.asyncDispose]())
  github.tokens.set(EVENTS_TOKEN, { login: LOGIN, permissions: { pull_requests: 'read' } })
  await local.createEnvironment({ ...BASE, ...base })
  let commits = 0
  let runs = 1_658_821_493
  const nextSha = () => (++commits).toString(16).padEnd(40, 'c0ffee')
  const touch = (pullRequest: PullRequest) => {
    pullRequest.issue.updatedMs = github.world.now()
  }
  const startStep = async (event: WorkflowEvent, step: PreviewStep) => {
    const { files, payload, ...rest } = step
    const workspace = step.workspace ?? (await openWorkspace(await withEcho(files))).path
    const env = {
      ...local.environmentVariables,
      ...toEnvironmentVariables(PREVIEW_KEY),
      GITHUB_API_URL: github.url,
      GITHUB_RUN_ID: String(++runs),
      ...step.env,
    }
    return startAction({ event, ...rest, action: 'preview', workspace, env, inputs: { ...INPUTS, ...step.inputs } })
  }
  const start: PreviewScenario['start'] = async (activity, pullRequest, step = {}) => {
    const payload = step.payload ?? (await makePayload(github, activity, pullRequest))
    return await startStep({ name: 'pull_request', payload }, step)
  }
  return {
    ...local,
    github,
    openPullRequest: (pullRequest = {}) =>
      github.world.openPullRequest({ headBranch: 'rooms', headSha: nextSha(), ...pullRequest }),
    push(pullRequest) {
      pullRequest.headSha = nextSha()
      github.world.git.knownShas.add(pullRequest.headSha)
      touch(pullRequest)
    },
    close(pullRequest) {
      pullRequest.issue.state = 'closed'
      touch(pullRequest)
    },
    reopen(pullRequest) {
      pullRequest.issue.state = 'open'
      touch(pullRequest)
    },
    setLabels(pullRequest, labels) {
      pullRequest.issue.labels = [...labels]
      touch(pullRequest)
    },
    start,
    run: async (activity, pullRequest, step) => await (await start(activity, pullRequest, step)).finished,
    runOn: async (event, step = {}) => await (await startStep(event, step)).finished,
    sweep: async (step = {}) => await (await startStep({ name: 'schedule', payload: {} }, step)).finished,
    comment: ({ issue }) =>
      [...github.world.comments.values()].find(({ number, author }) => number === issue.number && author === LOGIN)
        ?.body,
    deployments: ({ issue }) =>
      [...github.world.deployments.values()]
        .filter(({ task }) => task === `deploy:pr-${issue.number}`)
        .map(({ statuses }) => statuses.at(-1)?.state ?? 'none'),
  }
}

/** As GitHub tells of the pull request now, in the event that starts a run. */
export async function makePayload(github: GitHubServer, activity: Activity, { issue }: PullRequest): Promise<unknown> {
  const { owner, name } = github.world.repository
  const url = `${github.url}/repos/${owner}/${name}/pulls/${issue.number}`
  const answer = await fetch(url, {
    headers: { authorization: `token ${EVENTS_TOKEN}`, accept: 'application/vnd.github+json' },
  })
  const [action, label] = typeof activity === 'string' ? [activity, undefined] : (Object.entries(activity)[0] ?? [])
  return {
    action,
    number: issue.number,
    pull_request: await answer.json(),
    ...(label ? { label: { name: label } } : {}),
  }
}
