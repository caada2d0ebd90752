/** What a deployment has found and made so far: each stage adds its product, so a run that ends early can still tell. */

import type { AppFinding } from '../app/app-finding.ts'
import type { AbortOutcome } from '../environment/abort-update.ts'
import type { UpdatePart } from '../environment/ask-update.ts'
import type { InstanceLogs } from '../environment/fetch-logs.ts'
import type { EnvironmentState, EnvironmentSurvey } from '../environment/find-environment.ts'
import type { HealthCauses } from '../environment/find-health-causes.ts'
import type { CreationPlan } from '../environment/plan-creation.ts'
import type { Settled } from '../environment/settle.ts'
import type { HandshakeReport } from '../handshake/handshake.ts'
import type { OutageReport } from '../handshake/outage-tally.ts'
import type { DeployRequest } from '../inputs/deploy-request.ts'
import type { FailOn } from '../inputs/probe-inputs.ts'
import type { InboundPlan } from '../network/plan-inbound.ts'
import type { LoadBalancerPlan } from '../network/plan-load-balancer.ts'
import type { InboundState } from '../network/port-state.ts'
import type { ProxyPlan } from '../proxy/plan-proxy-files.ts'
import type { Preflight } from '../proxy/preflight/preflight.ts'
import type { ProxyFinding } from '../proxy/proxy-finding.ts'
import type { VersionPlan } from '../version/plan-version.ts'
import type { PublishedVersion } from '../version/publish-version.ts'
import type { PlanToReview } from './plan-to-review.ts'
import type { DeploymentPhase, RollBackReport } from './roll-back-report.ts'

export interface DeployProducts {
  readonly kind: 'deploy'
  region: string
  applicationName: string
  environmentName: string
  versionLabel: string
  dryRun: boolean
  /** From which severity of a finding on the run fails. */
  failOn: FailOn
  /** How long each stage took, in the order in which they ran. */
  readonly timings: StageTiming[]
  survey?: EnvironmentSurvey
  proxy?: ProxyPlan
  /** What the bundle will have for the proxy. */
  proxyFileNames?: readonly string[]
  /** Undefined where nobody wanted it. */
  preflight?: Preflight
  /** Because of what is in the bundle the deployment would fail: nothing is changed. */
  refusals?: readonly ProxyFinding[]
  /** What is worth knowing of the proxy files besides. */
  notes?: readonly ProxyFinding[]
  /** What is worth knowing of the app. */
  appNotes?: readonly AppFinding[]
  version?: VersionPlan
  inbound?: InboundPlan
  /** What was made of it. */
  ports?: InboundState
  loadBalancer?: LoadBalancerPlan
  /** What else there is to say of the plan. */
  plan?: PlanToReview
  published?: PublishedVersion
  /** What is made where the environment was missing. */
  creation?: CreationPlan | undefined
  /** What Beanstalk has said last that it will do: with `settings` it has not heard of the version yet. */
  acceptedPart?: UpdatePart
  /** Of that request; undefined where an environment is created. */
  updateRequestId?: string | undefined
  /** When that was, by AWS's clock. */
  acceptedAtMs?: number
  settled?: Settled
  /** Of the version that ran when the update was asked for. */
  replacedLabel?: string | undefined
  handshake?: HandshakeReport
  /** A usual path that answered 101 where the path that was found out did not. */
  answeringPath?: string
  /** Of the new version; `seen`: what it was then. */
  health?: { readonly accepted: boolean; readonly minimum: string; readonly seen?: string }
  /** The environment as it was last seen. */
  state?: EnvironmentState
  /** After a failure: what Beanstalk says of the environment and of each instance. */
  healthCauses?: HealthCauses
  logs?: readonly InstanceLogs[]
  /** Why there are none, where they were asked for. */
  logsUnknown?: string
  /** What became of the update when the job was cancelled; undefined where it was not to be aborted, or not going on. */
  abort?: AbortOutcome
  /** Changes that were asked for, and whose answer nobody has heard. */
  unanswered?: readonly string[]
  /** Undefined where none was asked for. */
  rollBack?: RollBackReport
  /** When no client could open a WebSocket while the environment was changed; undefined where that was not measured. */
  outage?: OutageReport<DeploymentPhase>
}

/** Has Beanstalk said that it will deploy the version? */
export function isUpdateAccepted({ acceptedPart }: DeployProducts): boolean {
  return acceptedPart === 'all' || acceptedPart === 'version'
}

/** The one in which a port is opened: that it has begun shows in the timings. */
export const INBOUND_STAGE = 'Make sure of the inbound rule'

export interface StageTiming {
  readonly stage: string
  readonly ms: number
}

/** The products of a run that has done nothing yet, not even read its inputs. */
export function openProducts(): DeployProducts {
  return {
    kind: 'deploy',
    region: '',
    applicationName: '',
    environmentName: '',
    versionLabel: '',
    dryRun: false,
    failOn: 'error',
    timings: [],
  }
}

/** What the inputs alone say. */
export function describeRequest(request: DeployRequest) {
  const { region, applicationName, environmentName, version, dryRun, handshake } = request
  return { region, applicationName, environmentName, versionLabel: version.label, dryRun, failOn: handshake.failOn }
}
