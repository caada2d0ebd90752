/** A host whose deployments end as the test says: for what Elastic Beanstalk makes of their outcomes. */

import type {
  DeploymentOutcome,
  DeploymentStep,
  Front,
  Host,
  InstanceDeployment,
  InstanceStatus,
} from '../../src/local-beanstalk/host/host.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'

export interface ScriptedHost extends Host {
  readonly deployments: readonly InstanceDeployment[]
  readonly front: FrontState
  /** How the next deployments end, one after the other; then they succeed. */
  readonly outcomes: ScriptedOutcome[]
  changeStatus(status: InstanceStatus): void
}

export interface FrontState {
  port: number
  pointsTo: number | undefined
  admitted: boolean
  closed: boolean
}

export interface ScriptedOutcome {
  readonly steps?: readonly DeploymentStep[]
  readonly outcome: DeploymentOutcome
  /** The instance's status afterwards; running by default when it succeeded. */
  readonly status?: InstanceStatus
  /** The deployment waits for this. */
  readonly until?: Promise<void>
}

export const PROXY_PORT = 4711
const RUNNING: InstanceStatus = { proxy: 'running', app: 'running' }

/** One instance and one front at a time. */
export function openScriptedHost(): ScriptedHost {
  const deployments: InstanceDeployment[] = []
  const outcomes: ScriptedOutcome[] = []
  const front: FrontState = { port: 0, pointsTo: undefined, admitted: false, closed: false }
  let status: InstanceStatus = { proxy: 'stopped', app: 'stopped' }
  const listeners: Array<(status: InstanceStatus) => void> = []
  const changeStatus = (next: InstanceStatus) => {
    status = next
    for (const listener of listeners) listener(next)
  }
  return {
    deployments,
    outcomes,
    front,
    changeStatus,
    launchInstance: async ({ instanceId }) => ({
      instanceId,
      proxyPort: PROXY_PORT,
      portOf: port => (port === 80 ? PROXY_PORT : undefined),
      deploy: async (deployment, onStep) => {
        deployments.push(deployment)
        const scripted = outcomes.shift() ?? { outcome: { kind: 'succeeded' } as const }
        await scripted.until
        for (const step of scripted.steps ?? []) onStep(step)
        changeStatus(scripted.status ?? (scripted.outcome.kind === 'succeeded' ? RUNNING : status))
        return scripted.outcome
      },
      restart: async () => ({ kind: 'succeeded' }),
      tailLogs: async () => 'nginx: [emerg] the last line\n',
      status: () => status,
      onStatusChange: listener => listeners.push(listener),
      terminate: async () => changeStatus({ proxy: 'stopped', app: 'stopped' }),
    }),
    openFront: async ({ port }) => openFront(front, port),
    openLoadBalancer: spec => openNoHost().openLoadBalancer(spec),
    stop: async () => {},
  }
}

function openFront(state: FrontState, port: number): Front {
  Object.assign(state, { port: port === 0 ? 5080 : port, pointsTo: undefined, admitted: false, closed: false })
  return {
    host: '127.0.0.1',
    addresses: ['127.0.0.1'],
    port: state.port,
    pointTo: async proxyPort => {
      state.pointsTo = proxyPort
    },
    setAdmitted: async admitted => {
      state.admitted = admitted
    },
    setDead: async () => {},
    close: async () => {
      state.closed = true
    },
  }
}
