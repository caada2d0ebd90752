/** The host that really runs nginx and the app, of which is asked after each deployment what it runs and whether it opens a WebSocket. */

import { WebSocket } from 'ws'
import type { Front, Host, HostInstance } from '../../src/local-beanstalk/host/host.ts'
import { openProcessHost } from '../../src/local-beanstalk/host/process-host.ts'
import { LABEL_PATH } from './app-files.ts'
import type { VirtualTime } from './virtual-time.ts'
import type { WalkHost } from './walk-host.ts'

interface Seen {
  runs: string | undefined
  opens: boolean
}

interface FrontState {
  admitted: boolean
  pointsTo: number | undefined
}

/** For single instances. No time passes while one of them works. */
export async function openRealHost(folder: string, time: Pick<VirtualTime, 'hold'>): Promise<WalkHost> {
  const host = await openProcessHost({ folder })
  const seen = new Map<string, Seen & { readonly port: number }>()
  const fronts = new WeakMap<Front, FrontState>()
  return {
    ...host,
    runs: instanceId => seen.get(instanceId)?.runs,
    opens: front => {
      const { admitted = false, pointsTo } = fronts.get(front) ?? {}
      return admitted && [...seen.values()].some(({ port, opens }) => port === pointsTo && opens)
    },
    async launchInstance(spec) {
      const instance = await time.hold(host.launchInstance(spec))
      const look = (now: Seen) => void seen.set(spec.instanceId, { port: instance.proxyPort, ...now })
      look({ runs: undefined, opens: false })
      return watch(instance, { time, look })
    },
    async openFront(spec) {
      const front = await host.openFront(spec)
      const { watched, state } = watchFront(front)
      fronts.set(watched, state)
      return watched
    },
    stop: host.stop satisfies Host['stop'],
  }
}

interface Watching {
  readonly time: Pick<VirtualTime, 'hold'>
  look(seen: Seen): void
}

function watch(instance: HostInstance, { time, look }: Watching): HostInstance {
  const lookAfter = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work
    look(await askInstance(instance.proxyPort))
    return result
  }
  return {
    ...instance,
    deploy: (deployment, onStep) => time.hold(lookAfter(instance.deploy(deployment, onStep))),
    restart: () => time.hold(lookAfter(instance.restart())),
    tailLogs: () => time.hold(instance.tailLogs()),
    terminate: () => time.hold(instance.terminate()),
  }
}

function watchFront(front: Front): { readonly watched: Front; readonly state: FrontState } {
  const state: FrontState = { admitted: false, pointsTo: undefined }
  const watched: Front = {
    ...front,
    async pointTo(port) {
      state.pointsTo = port
      await front.pointTo(port)
    },
    async setAdmitted(admitted) {
      state.admitted = admitted
      await front.setAdmitted(admitted)
    },
  }
  return { watched, state }
}

const LONGEST_MS = 20_000

async function askInstance(port: number): Promise<Seen> {
  const answer = await fetch(`http://127.0.0.1:${port}${LABEL_PATH}`, {
    headers: { connection: 'close' },
    signal: AbortSignal.timeout(LONGEST_MS),
  }).catch(() => undefined)
  return { runs: answer?.ok ? await answer.text() : undefined, opens: await opensWebSocket(port) }
}

function opensWebSocket(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { handshakeTimeout: LONGEST_MS })
    const end = (isOpen: boolean) => () => {
      socket.terminate()
      resolve(isOpen)
    }
    socket.once('open', end(true)).once('error', end(false))
  })
}
