/**
 * A host that runs no processes, but whose fronts are real: a WebSocket opens or not by what the instances behind them
 * really run. What they run, it alone knows.
 */

import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Clock } from '../../src/local-beanstalk/clock.ts'
import type {
  Front,
  FrontSpec,
  Host,
  HostInstance,
  InstanceDeployment,
  InstanceSpec,
  InstanceStatus,
  Sabotage,
} from '../../src/local-beanstalk/host/host.ts'
import type { HostLoadBalancer, LoadBalancerConfiguration } from '../../src/local-beanstalk/host/host-load-balancer.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'

export interface WalkHost extends Host {
  /** The label of what it runs, whatever it was told to run; undefined before the first deployment. */
  runs(instanceId: string): string | undefined
  /** Is a WebSocket accepted at the front, whichever instance it meets? */
  opens(front: Front): boolean
}

interface Machine {
  runs: string | undefined
  spoiledBy: Sabotage['kind'] | undefined
  readonly port: number
  readonly status: () => InstanceStatus
}

interface FrontState {
  admitted: boolean
  pointsTo: number | undefined
  turn: number
}

export function openWalkHost(clock: Clock): WalkHost {
  const none = openNoHost()
  const machines = new Map<string, Machine>()
  const balancers = new Map<number, () => readonly string[]>()
  const fronts = new WeakMap<Front, FrontState>()
  const closing: Array<() => Promise<void>> = []
  const healthListeners: Array<() => void> = []
  const stopped = new AbortController()
  let ports = 10_000

  /** Those that a connection can meet. */
  const behind = ({ pointsTo }: FrontState): Machine[] => {
    if (pointsTo === undefined) return []
    const targets = balancers.get(pointsTo)
    if (targets === undefined) return [...machines.values()].filter(({ port }) => port === pointsTo)
    return targets().flatMap(id => machines.get(id) ?? [])
  }
  return {
    runs: instanceId => machines.get(instanceId)?.runs,
    opens: front => {
      const state = fronts.get(front)
      const met = state?.admitted ? behind(state) : []
      return met.length > 0 && met.every(machine => answerOf(machine) === 101)
    },
    async launchInstance(spec) {
      const onChange = () => {
        for (const tell of healthListeners) tell()
      }
      const surroundings = { host: none, port: ports++, clock, signal: stopped.signal, onChange }
      const { instance, machine } = await launch(spec, surroundings)
      machines.set(spec.instanceId, machine)
      return instance
    },
    async openFront(spec) {
      const state: FrontState = { admitted: false, pointsTo: undefined, turn: 0 }
      const { front, close } = await openFront(spec, { state, behind, host: none })
      fronts.set(front, state)
      closing.push(close)
      return front
    },
    async openLoadBalancer(spec) {
      const port = ports++
      const { balancer, targets, tellHealth } = balance(port, await none.openLoadBalancer(spec), machines)
      balancers.set(port, targets)
      healthListeners.push(tellHealth)
      return balancer
    },
    async stop() {
      stopped.abort(new Error('The host was stopped.'))
      await Promise.all(closing.map(close => close()))
    },
  }
}

interface Launch {
  readonly host: Host
  readonly port: number
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly onChange: () => void
}

const STOPPED: InstanceStatus = { proxy: 'stopped', app: 'stopped' }

async function launch(
  spec: InstanceSpec,
  { host, port, clock, signal, onChange }: Launch,
): Promise<{ instance: HostInstance; machine: Machine }> {
  const inner = await host.launchInstance(spec)
  const listeners: Array<(status: InstanceStatus) => void> = []
  let status = STOPPED
  const machine: Machine = { runs: undefined, spoiledBy: undefined, port, status: () => status }
  const change = (next: InstanceStatus) => {
    status = next
    for (const listener of listeners) listener(next)
    onChange()
  }
  const crashLater = (afterMs: number, deployed: number) => {
    const crash = () => deployed === deployments && change({ proxy: 'running', app: 'crashed' })
    void clock.sleep(afterMs, signal).then(crash, () => {})
  }
  let deployments = 0
  const deploy: HostInstance['deploy'] = async (deployment, onStep) => {
    deployments += 1
    const later = crashesAfterMs(deployment)
    const { sabotage, ...sound } = deployment
    const outcome = await inner.deploy(later === undefined ? deployment : sound, onStep)
    const isFlipped = outcome.kind === 'succeeded' || !keepsFormer(sabotage)
    if (!isFlipped) return outcome
    machine.runs = deployment.versionLabel
    machine.spoiledBy = outcome.kind === 'succeeded' ? sabotage?.kind : undefined
    change(sabotage?.kind === 'proxy-stopped' ? { proxy: 'stopped', app: 'running' } : inner.status())
    if (later !== undefined) crashLater(later, deployments)
    return outcome
  }
  const instance: HostInstance = {
    ...inner,
    proxyPort: port,
    portOf: instancePort => (instancePort === 80 ? port : undefined),
    deploy,
    status: () => status,
    onStatusChange: listener => void listeners.push(listener),
    async terminate() {
      deployments += 1
      await inner.terminate()
      change(STOPPED)
    },
  }
  return { instance, machine }
}

function crashesAfterMs({ sabotage }: InstanceDeployment): number | undefined {
  return sabotage?.kind === 'app-crashes' ? sabotage.afterMs : undefined
}

function keepsFormer(sabotage: Sabotage | undefined): boolean {
  return sabotage?.kind === 'disk-full' || (sabotage?.kind === 'instance-fails' && sabotage.at === 'before-flip')
}

/** The status of the answer to an Upgrade; 0: the connection is closed. */
function answerOf({ spoiledBy, status }: Machine): number {
  const { proxy, app } = status()
  if (proxy !== 'running' || spoiledBy === 'connections-exhausted') return 0
  if (app !== 'running') return 502
  if (spoiledBy === 'app-hangs') return 504
  return spoiledBy === 'proxy-drops-upgrade' ? 426 : 101
}

interface Surroundings {
  readonly state: FrontState
  behind(state: FrontState): Machine[]
  readonly host: Host
}

async function openFront(spec: FrontSpec, { state, behind, host }: Surroundings) {
  const server = createServer((_request, response) => {
    const status = meet()
    if (status === 0) response.destroy()
    else response.writeHead(status === 101 ? 200 : status).end()
  })
  const sockets = new WebSocketServer({ noServer: true })
  const meet = () => {
    const met = behind(state)
    state.turn += 1
    const machine = met[state.turn % met.length]
    return machine === undefined ? 503 : answerOf(machine)
  }
  const refuse = (socket: Duplex, status: number) => {
    if (status === 0) socket.destroy()
    else socket.end(`HTTP/1.1 ${status} No\r\nserver: nginx\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`)
  }
  server.on('connection', socket => {
    socket.on('error', () => {})
    if (!state.admitted || state.pointsTo === undefined) socket.destroy()
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const status = meet()
    if (status === 101) sockets.handleUpgrade(request, socket, head, client => client.on('error', () => {}))
    else refuse(socket, status)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const close = async () => {
    for (const client of sockets.clients) client.terminate()
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
  const front: Front = {
    ...(await host.openFront(spec)),
    port: (server.address() as AddressInfo).port,
    pointTo: async port => void Object.assign(state, { pointsTo: port }),
    setAdmitted: async admitted => void Object.assign(state, { admitted }),
  }
  return { front, close }
}

function balance(port: number, inner: HostLoadBalancer, machines: ReadonlyMap<string, Machine>) {
  const followers: Array<() => void> = []
  let configuration: LoadBalancerConfiguration | undefined
  const stateOf = (targetId: string) => {
    const machine = machines.get(toInstanceId(targetId))
    return machine && [101, 426].includes(answerOf(machine)) ? 'healthy' : 'unhealthy'
  }
  const balancer: HostLoadBalancer = {
    ...inner,
    portOf: listenerPort => (configuration?.listeners.some(({ port }) => port === listenerPort) ? port : undefined),
    async configure(next) {
      configuration = next
      await inner.configure(next)
      tellHealth()
    },
    targetHealth: () =>
      inner.targetHealth().map(health => {
        const state = stateOf(health.targetId)
        return { ...health, state, reason: state === 'healthy' ? undefined : 'Target.FailedHealthChecks' }
      }),
    onTargetHealthChange: follow => void followers.push(follow),
  }
  const targets = () => [
    ...new Set((configuration?.targetGroups ?? []).flatMap(group => group.targets.map(({ id }) => toInstanceId(id)))),
  ]
  const tellHealth = () => {
    for (const follow of followers) follow()
  }
  return { balancer, targets, tellHealth }
}

function toInstanceId(targetId: string): string {
  return targetId.split(':')[0] ?? ''
}
