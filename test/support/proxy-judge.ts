/**
 * The judge of what is said about proxy files: the platform's tree with a bundle's files over it, tested and started by
 * the real nginx or httpd as Local Beanstalk's instances do it, in front of an app in this process.
 */

import { once } from 'node:events'
import { mkdir, mkdtemp, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { WebSocketServer } from 'ws'
import { EngineFailure } from '../../src/local-beanstalk/host/engine-failure.ts'
import { openEngineLog } from '../../src/local-beanstalk/host/engine-log.ts'
import { createFastcgiResponder } from '../../src/local-beanstalk/host/fastcgi-responder.ts'
import { findAppStart } from '../../src/local-beanstalk/host/find-app-start.ts'
import { findHttpd, type Httpd, httpdProgram } from '../../src/local-beanstalk/host/httpd.ts'
import { makeInstanceFolder } from '../../src/local-beanstalk/host/instance-folder.ts'
import { createProxy } from '../../src/local-beanstalk/host/instance-proxy.ts'
import type { Machine } from '../../src/local-beanstalk/host/machine.ts'
import { unmapProxyText } from '../../src/local-beanstalk/host/map-proxy-file.ts'
import { findNginx, isVersionAtLeast, type Nginx, nginxProgram } from '../../src/local-beanstalk/host/nginx.ts'
import { openPortMap } from '../../src/local-beanstalk/host/port-map.ts'
import { stagePlatform } from '../../src/local-beanstalk/host/stage-platform.ts'
import { openSupervisor, type Supervisor } from '../../src/local-beanstalk/host/supervisor-client.ts'
import { publishTestedProxy, startProxy } from '../../src/local-beanstalk/host/switch-proxy.ts'
import { tailLogs } from '../../src/local-beanstalk/host/tail-logs.ts'
import { parsePlatform } from '../../src/platform/platform.ts'

export interface JudgedBundle {
  /** Solution stack name. */
  readonly stack: string
  readonly files: Readonly<Record<string, string>>
  readonly proxyServer?: string | undefined
  readonly port?: string | undefined
}

export interface JudgedProxy extends AsyncDisposable {
  /** What the engine's log says, with nginx's own line; undefined: the proxy runs. */
  readonly refusal: string | undefined
  /** The port of this machine that stands for one of the instance's. */
  portOf(instancePort: number): number
  /** Turns ports and folders of this machine in a text into those of the instance. */
  unmap(text: string): string
}

export interface ProxyJudge extends AsyncDisposable {
  stage(bundle: JudgedBundle): Promise<JudgedProxy>
}

export async function openProxyJudge(): Promise<ProxyJudge> {
  const [nginx, httpd] = await Promise.all([findNginx(), findHttpd()])
  // The path of a unix socket may have 107 bytes.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'judge-')))
  const supervisor = await openSupervisor(folder)
  let count = 0
  return {
    stage(bundle) {
      count += 1
      return stage(bundle, { nginx, httpd, supervisor, root: join(folder, String(count)) })
    },
    [Symbol.asyncDispose]: () => supervisor.close(),
  }
}

interface Surroundings {
  readonly nginx: Nginx
  readonly httpd: Httpd | undefined
  readonly supervisor: Supervisor
  readonly root: string
}

async function stage(bundle: JudgedBundle, surroundings: Surroundings): Promise<JudgedProxy> {
  const machine = await makeMachine(bundle, surroundings)
  const { ports, platform, folder } = machine
  const app = platform.family === 'php' ? createFastcgiResponder(tellParameters) : createApp()
  const stop = async () => {
    await machine.proxy.stop()
    app.close()
    ports.release()
    await rm(folder.root, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    const refusal = await start(machine, bundle, app)
    const unmap = (text: string) => unmapProxyText(text, ports.mapping())
    return { refusal, portOf: portOf(machine), unmap, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(machine: Machine, { files, proxyServer, port }: JudgedBundle, app: Server) {
  const { folder, ports, platform } = machine
  await mkdir(folder.appStaging, { recursive: true })
  await writeFiles(folder.appStaging, files)
  const environmentVariables: Record<string, string> = port === undefined ? {} : { PORT: port }
  const deployment = { versionLabel: 'v1', bundlePath: '', environmentVariables, proxyServer }
  const appStart = await findAppStart(platform.family, folder.appStaging)
  try {
    const program = await stagePlatform(machine, deployment, appStart ?? { command: '', source: 'default' })
    await rm(folder.appCurrent, { recursive: true, force: true })
    await rename(folder.appStaging, folder.appCurrent)
    app.listen(
      typeof ports.appAddress === 'number' ? { port: ports.appAddress, host: '127.0.0.1' } : { path: ports.appAddress },
    )
    await once(app, 'listening')
    await publishTestedProxy(machine, program)
    await startProxy(machine, program)
    return undefined
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error
    const logs = tailLogs([{ name: 'error.log', path: folder.proxyErrorLog }])
    return `${error.outcome.engineLogLine}\n${logs.match(/.*\[emerg\].*/g)?.join('\n') ?? ''}`
  }
}

async function makeMachine({ stack }: JudgedBundle, surroundings: Surroundings): Promise<Machine> {
  const { nginx, httpd, supervisor, root } = surroundings
  const folder = await makeInstanceFolder(root, nginx.folder)
  const platform = parsePlatform({ solutionStackName: stack })
  const user = process.getuid?.() === 0 ? 'root' : undefined
  const ports = await openPortMap({
    ...{ root, user, knowsHttp2: isVersionAtLeast(nginx.version, '1.25.1') },
    frontPorts: platform.generation === 'al1' ? [80, 8080] : [80],
  })
  return {
    ...{ platform, folder, ports, supervisor, runs: [], proxy: createProxy(supervisor, folder, async () => {}) },
    programs: { nginx: nginxProgram(nginx, folder), apache: httpd && httpdProgram(httpd, folder) },
    engineLog: openEngineLog(folder.engineLog),
    onInstall: () => {},
    terminated: new AbortController().signal,
    stopApplication: async () => {},
    startApplication() {
      throw new Error('The app of the judge runs in its own process')
    },
  }
}

async function writeFiles(folder: string, files: JudgedBundle['files']): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

function portOf({ ports }: Machine) {
  return (instancePort: number) => {
    const port = ports.mapping().ports.get(instancePort)
    if (port === undefined) throw new Error(`No port stands for ${instancePort}`)
    return port
  }
}

/** Answers a request with what it saw of it, and every Upgrade with 101. */
function createApp(): Server {
  const server = createHttpServer(({ method, url, httpVersion, headers }, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(tell({ method, url, httpVersion, headers }))
  })
  new WebSocketServer({ server }).on('connection', (socket, { url, httpVersion, headers }) => {
    socket.send(tell({ url, httpVersion, headers }))
  })
  return server
}

/** Without the ports, which are others each time. */
function tellParameters({ REMOTE_PORT: _client, SERVER_PORT: _server, ...parameters }: Record<string, string>): string {
  return tell(parameters)
}

function tell(request: object): string {
  return `${JSON.stringify(request)}\n`
}
