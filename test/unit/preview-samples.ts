/** A preview in each state that people can see it in, made by hand for tests of what is pure. */

import type { FailureKind } from '../../src/environment/deployment-facts.ts'
import type { EnvironmentState } from '../../src/environment/find-environment.ts'
import type { CreationPlan } from '../../src/environment/plan-creation.ts'
import type { PreviewPlan } from '../../src/environment/plan-preview.ts'
import type { SweptThing } from '../../src/environment/plan-sweep.ts'
import { diagnose } from '../../src/handshake/diagnose.ts'
import type { Evidence } from '../../src/handshake/evidence.ts'
import type { HandshakeReport } from '../../src/handshake/handshake.ts'
import type { LedgerEntry } from '../../src/ledger.ts'
import { parsePlatform } from '../../src/platform/platform.ts'
import type { CommentSubject } from '../../src/report/comment-subject.ts'
import { type DeployProducts, openProducts } from '../../src/report/deploy-products.ts'
import { openPreviewProducts, type PreviewProducts, type SweepReport } from '../../src/report/preview-products.ts'
import { answer, NGINX_502, opened, refusedAlike } from './handshake-evidence.ts'

const SHA = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d'
export const NAME = 'chat-pr-12-3fa9c1e'
export const LABEL = `${NAME}-${SHA.slice(0, 12)}-19283746501-1`
export const CNAME = `${NAME}.eu-central-1.elasticbeanstalk.com`
const NOW_MS = Date.UTC(2026, 10, 3, 14, 5)
const STACK = '64bit Amazon Linux 2023 v6.7.0 running Node.js 24'
const WEEK_MS = 7 * 24 * 3_600_000

export const SUBJECT: CommentSubject = {
  pullRequest: 12,
  sha: SHA,
  environmentName: NAME,
  runUrl: new URL('https://github.com/octo-org/chat/actions/runs/19283746501'),
  commitUrl: new URL(`https://github.com/octo-org/chat/commit/${SHA}`),
  nowMs: NOW_MS,
  secrets: [],
}

export const PLAN: PreviewPlan = {
  name: NAME,
  cnamePrefix: NAME,
  does: 'create',
  existing: undefined,
  solutionStackName: STACK,
  platformArn: undefined,
  optionSettings: [
    { namespace: 'aws:elasticbeanstalk:environment', optionName: 'EnvironmentType', value: 'SingleInstance' },
    variable('DATABASE_URL', 'postgres://chat:correct-horse@db.internal/chat'),
    variable('REDIS_URL', 'redis://cache.internal:6379'),
    variable('LOG_LEVEL', 'info'),
  ],
  copiedVariables: ['DATABASE_URL', 'REDIS_URL', 'LOG_LEVEL'],
  tags: [],
  expiresMs: NOW_MS + WEEK_MS,
  notes: [],
}

function variable(optionName: string, value: string) {
  return { namespace: 'aws:elasticbeanstalk:application:environment', optionName, value }
}

export function stateOf(more: Partial<EnvironmentState> = {}): EnvironmentState {
  return {
    id: 'e-rpqsewtp2j',
    name: NAME,
    applicationName: 'chat',
    status: 'Ready',
    health: 'Green',
    versionLabel: LABEL,
    cname: CNAME,
    updatedAtMs: NOW_MS,
    ...more,
  }
}

/** Of one attempt, at the path /ws. */
export function handshakeOf(evidence: Evidence): HandshakeReport {
  const finding = diagnose(evidence, {})
  const outcome = finding?.severity === 'error' ? 'rejected' : 'accepted'
  const latency = { dnsMs: 1, tcpMs: 1, upgradeMs: 12, pingMs: 3, totalMs: 18 }
  const target = {
    printableUrl: `ws://${CNAME}/ws`,
    outcome,
    attempts: [{ number: 1, startedAtMs: 0, evidence, finding }],
    attemptCount: 2,
    finding,
    ...(outcome === 'accepted' ? { latency } : {}),
  } as const
  return { targets: [target] }
}

const EVENTS = [
  [0, 'INFO', 'createEnvironment is starting.'],
  [2, 'INFO', 'Using elasticbeanstalk-eu-central-1-123456789012 as Amazon S3 storage bucket for environment data.'],
  [25, 'INFO', 'Created security group named: awseb-e-rpqsewtp2j-stack-AWSEBSecurityGroup-1KY2.'],
  [42, 'INFO', 'Created EIP: 203.0.113.7'],
  [96, 'INFO', 'Waiting for EC2 instances to launch. This may take a few minutes.'],
  [170, 'INFO', 'Instance deployment completed successfully.'],
  [187, 'INFO', `Successfully launched environment: ${NAME}`],
] as const

export function eventsOf(lines: readonly (readonly [seconds: number, severity: string, message: string])[] = EVENTS) {
  return lines.map(([seconds, severity, message]) => {
    return { atMs: NOW_MS + seconds * 1000, severity, message, requestId: undefined }
  })
}

const ASKED = { instances: { kind: 'unknown', reason: 'nobody asked' }, sources: [] } as const

const CREATION: CreationPlan = {
  applicationName: 'chat',
  makesApplication: false,
  platform: parsePlatform({ solutionStackName: STACK }),
  solutionStackName: STACK,
  platformArn: undefined,
  cnamePrefix: NAME,
  namesServiceRole: true,
  notes: [],
}

export function deploymentOf(more: Partial<DeployProducts> = {}): DeployProducts {
  return {
    ...openProducts(),
    region: 'eu-central-1',
    applicationName: 'chat',
    environmentName: NAME,
    versionLabel: LABEL,
    creation: CREATION,
    acceptedPart: 'all',
    state: stateOf(),
    settled: { ...ASKED, kind: 'succeeded', state: stateOf(), events: eventsOf() },
    health: { accepted: true, minimum: 'Yellow' },
    handshake: handshakeOf(opened()),
    timings: [
      { stage: 'Upload and create the version', ms: 2300 },
      { stage: 'Create the environment', ms: 187_400 },
      { stage: 'Open a WebSocket', ms: 1200 },
    ],
    ...more,
  }
}

export function previewOf(more: Partial<PreviewProducts> = {}): PreviewProducts {
  return {
    ...openPreviewProducts(),
    region: 'eu-central-1',
    applicationName: 'chat',
    baseEnvironmentName: 'chat-staging',
    repository: 'octo-org/chat',
    task: 'update',
    pullRequest: { number: 12, sha: SHA, isFork: false },
    environmentName: NAME,
    plan: PLAN,
    isUpdate: false,
    deployment: deploymentOf(),
    ...more,
  }
}

/** The app does not answer behind nginx. */
export function silentApp(): PreviewProducts {
  return previewOf({
    deployment: deploymentOf({
      handshake: handshakeOf(refusedAlike(answer(502, { headers: { server: 'nginx' }, body: NGINX_502 }))),
      logs: [
        {
          instanceId: 'i-0123456789abcdef0',
          files: [
            {
              path: '/var/log/web.stdout.log',
              lines: ['web: Error: connect ECONNREFUSED postgres://chat:correct-horse@db.internal/chat', 'web: exit 1'],
            },
          ],
        },
      ],
    }),
  })
}

/** Beanstalk gave the deployment up. */
export function failedDeployment(): PreviewProducts {
  const events = eventsOf([
    ...EVENTS.slice(0, 5),
    [170, 'ERROR', "Instance deployment failed. For details, see 'eb-engine.log'."],
    [171, 'ERROR', 'Engine execution has encountered an error.'],
  ])
  const because: FailureKind = 'deployment-failed'
  const errors = events.filter(({ severity }) => severity === 'ERROR').map(({ message }) => message)
  const state = stateOf({ health: 'Red', versionLabel: undefined })
  const settled = {
    ...ASKED,
    kind: 'failed',
    because,
    reason: 'Beanstalk told of errors',
    errors,
    state,
    events,
  } as const
  const { handshake: _, ...rest } = deploymentOf({ state, settled })
  return previewOf({ deployment: rest })
}

export const CHANGES: readonly LedgerEntry[] = [
  {
    change: `upload the source bundle to s3://elasticbeanstalk-eu-central-1-123456789012/chat/${NAME}/${LABEL}.zip`,
    outcome: 'done',
    undo: [`aws s3 rm s3://elasticbeanstalk-eu-central-1-123456789012/chat/${NAME}/${LABEL}.zip`],
  },
  { change: `create the version "${LABEL}"`, outcome: 'done' },
  {
    change: `create the environment "${NAME}"`,
    outcome: 'done',
    undo: [`aws --region eu-central-1 elasticbeanstalk terminate-environment --environment-name ${NAME}`],
  },
]

const NOTHING = { environmentNames: [], versionLabels: [], bundleKeys: [], left: [] }

function thingOf(pullRequest: number, environmentName: string): SweptThing {
  const tags = { repository: 'octo-org/chat', expiresMs: NOW_MS, pullRequest }
  return { thing: 'environment', environmentName, tags, versions: [], expiresMs: NOW_MS }
}

export const SWEEP: SweepReport = {
  decisions: [
    { ...thingOf(12, NAME), kind: 'keep', because: 'in-use' },
    { ...thingOf(9, 'chat-pr-9-0aa1bb2'), kind: 'remove', because: 'pull-request-closed' },
    { ...thingOf(10, 'chat-pr-10-1bb2cc3'), kind: 'remove', because: 'expired' },
    { ...thingOf(13, 'chat-pr-13-2cc3dd4'), kind: 'keep', because: 'pull-request-unknown' },
    { ...thingOf(14, 'chat-pr-14-3dd4ee5'), kind: 'remove', because: 'expired' },
    { ...thingOf(7, 'chat-pr-7-4ee5ff6'), thing: 'versions', kind: 'remove', because: 'pull-request-closed' },
  ],
  removals: [
    {
      pullRequest: 9,
      removal: {
        ...NOTHING,
        because: 'pull-request-closed',
        environmentNames: ['chat-pr-9-0aa1bb2'],
        versionLabels: ['chat-pr-9-0aa1bb2-a', 'chat-pr-9-0aa1bb2-b'],
        bundleKeys: ['chat/chat-pr-9-0aa1bb2/c.zip'],
      },
    },
    {
      pullRequest: 10,
      removal: { ...NOTHING, because: 'expired' },
      problem: {
        message: 'The environment "chat-pr-10-1bb2cc3" could not be terminated: its security group is in use.',
        hint: 'Remove the reference to its security group, and let the next sweep try again.',
      },
    },
    {
      pullRequest: 7,
      removal: { ...NOTHING, because: 'left-over', versionLabels: ['chat-pr-7-4ee5ff6-a'] },
    },
  ],
}
