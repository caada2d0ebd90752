/** What a history of previews is played on: Local Beanstalk with a base and strangers, GitHub's API, one time for both. */

import { CreateApplicationCommand, CreateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { namePreview } from '../../src/environment/name-preview.ts'
import { zipOf } from '../support/bundle-bytes.ts'
import { addLabel, type PullRequest, type World } from '../support/github/world.ts'
import type { GitHubServer } from '../support/github-api.ts'
import { NODE_24, type StartedBeanstalk } from '../support/local-beanstalk.ts'
import { REPOSITORY } from '../support/preview-request.ts'
import { BASE } from '../support/preview-scenario.ts'
import { TOKEN } from '../support/run-action.ts'
import type { Workspace } from '../support/workspace.ts'
import { makeAppFiles } from '../walk/app-files.ts'
import type { VirtualTime } from '../walk/virtual-time.ts'
import type { WalkHost } from '../walk/walk-host.ts'
import { type PreviewHistory, PULL_REQUESTS, type TokenKind } from './make-history.ts'

export { BASE, REPOSITORY }

export interface Stage {
  readonly local: StartedBeanstalk
  readonly github: GitHubServer
  readonly host: WalkHost
  readonly time: VirtualTime
  readonly workspace: Workspace
  readonly history: PreviewHistory
  /** Name of a pull request's preview with this id, if it lives. */
  nameOf(environmentId: string | undefined): string | undefined
}

export const INPUTS = {
  ...{ 'application-name': BASE.application, 'base-environment-name': BASE.environment },
  ...{ 'websocket-path': '/', preflight: 'off', 'handshake-timeout': '30' },
}

export const NAMES = new Map(
  Array.from({ length: PULL_REQUESTS }, (_, index) => {
    const pullRequest = index + 1
    const identity = { repository: REPOSITORY, pullRequest, applicationName: BASE.application }
    return [pullRequest, namePreview({ ...identity, baseEnvironmentName: BASE.environment })]
  }),
)

/** Environments that look like previews, or are those of another repository. */
const STRANGERS = {
  'chat-pr-3-0abcdef': [],
  'chat-pr-4-1abcdef': [
    { Key: 'beanstalk-websockets:repository', Value: 'octo-org/other' },
    { Key: 'beanstalk-websockets:pull-request', Value: '4' },
    { Key: 'beanstalk-websockets:expires', Value: '2026-01-01T00:00:00.000Z' },
  ],
} as const
/** A version that is named as those of previews are, which has no tags. */
const STRANGE_VERSION = `${NAMES.get(1)}-0123456789ab-1-1`

export const OURS = 'github-actions[bot]'
export const MARK = '<!-- beanstalk-websockets: preview -->'

export const LABEL = 'preview'

const TOKENS: Readonly<Record<TokenKind, Readonly<Record<string, 'read' | 'write'>>>> = {
  everything: { issues: 'write', pull_requests: 'write', deployments: 'write', contents: 'write' },
  'no-comments': { pull_requests: 'read', deployments: 'write' },
  'no-deployments': { pull_requests: 'write' },
  reads: { pull_requests: 'read', deployments: 'read' },
  nothing: {},
}

export function tokenOf(kind: TokenKind): string {
  return kind === 'everything' ? TOKEN : `ghs_token_of_${kind.replace('-', '_')}`
}

export function addTokens({ tokens }: GitHubServer): void {
  for (const [kind, permissions] of Object.entries(TOKENS))
    tokens.set(tokenOf(kind as TokenKind), { login: OURS, permissions })
}

const PROFILE = {
  Namespace: 'aws:autoscaling:launchconfiguration',
  OptionName: 'IamInstanceProfile',
  Value: 'aws-elasticbeanstalk-ec2-role',
}
const LONGEST_REST_MS = 4 * 3_600_000

/** The application, the base with a version that works, and what is the strangers'. */
export async function setUp(stage: Stage): Promise<void> {
  const { local, github } = stage
  addLabel(github.world, LABEL, { description: 'Has a preview' })
  const { elasticBeanstalk } = local.clients
  const { application: ApplicationName } = BASE
  await elasticBeanstalk.send(new CreateApplicationCommand({ ApplicationName }))
  const bundle = await zipOf(await makeAppFiles('v0', 'v0'))
  for (const label of ['v0', STRANGE_VERSION])
    await local.createVersion({ application: BASE.application, label, bundle })
  const spec = { ApplicationName, SolutionStackName: NODE_24, VersionLabel: 'v0', OptionSettings: [PROFILE] }
  for (const [EnvironmentName, Tags] of Object.entries({ [BASE.environment]: [], ...STRANGERS }))
    await elasticBeanstalk.send(new CreateEnvironmentCommand({ ...spec, EnvironmentName, Tags: [...Tags] }))
  await rest(stage)
}

/** Until no environment is in the midst of anything. */
export async function rest({ local, time }: Stage): Promise<void> {
  const names = [BASE.environment, ...Object.keys(STRANGERS), ...NAMES.values()]
  const isMoving = () => names.some(name => /ing$/.test(local.beanstalk.lookUp(name)?.status ?? ''))
  if (!(await time.passUntil(() => !isMoving(), LONGEST_REST_MS)))
    throw new Error('The environments never came to rest.')
}

/** GitHub answers of pull requests as they were so many milliseconds ago; 0: as they are. */
export interface Lagging {
  lagMs: number
  /** To be called after each change. */
  note(number: number): void
  real(number: number): PullRequest
}

export function openLagging(world: World): Lagging {
  const states = new Map<number, Array<{ readonly atMs: number; readonly pullRequest: PullRequest }>>()
  const { pullRequests } = world
  const real = pullRequests.get.bind(pullRequests)
  const lagging: Lagging = {
    lagMs: 0,
    note(number) {
      const pullRequest = real(number)
      if (!pullRequest) return
      states.set(number, [
        ...(states.get(number) ?? []),
        { atMs: world.now(), pullRequest: structuredClone(pullRequest) },
      ])
    },
    real(number) {
      const pullRequest = real(number)
      if (!pullRequest) throw new Error(`There is no pull request #${number}.`)
      return pullRequest
    },
  }
  const at = (number: number, atMs: number) => states.get(number)?.findLast(state => state.atMs <= atMs)?.pullRequest
  // One that did not exist yet is told as it was at first: GitHub answers with no event before it knows of it.
  pullRequests.get = number =>
    lagging.lagMs === 0 || !states.has(number)
      ? real(number)
      : (at(number, world.now() - lagging.lagMs) ?? states.get(number)?.[0]?.pullRequest)
  return lagging
}
