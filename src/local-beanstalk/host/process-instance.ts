/** An instance of the process host: a folder, a real proxy, the app's process. */

import { existsSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describeProxy } from '../../platform/describe-proxy.ts'
import { type Platform, parsePlatform } from '../../platform/platform.ts'
import type { AppOptions } from './app-options.ts'
import { type Application, startApplication } from './application.ts'
import { openEngineLog } from './engine-log.ts'
import type { HostInstance, InstanceSpec, InstanceStatus } from './host.ts'
import { type Httpd, httpdProgram } from './httpd.ts'
import { type InstanceFolder, makeInstanceFolder } from './instance-folder.ts'
import { createProxy } from './instance-proxy.ts'
import type { Machine } from './machine.ts'
import { unmapProxyText } from './map-proxy-file.ts'
import { isVersionAtLeast, type Nginx, nginxProgram } from './nginx.ts'
import { openPortMap, type PortMap } from './port-map.ts'
import { queueDeployments } from './queue-deployments.ts'
import type { Supervisor } from './supervisor-client.ts'
import { tailLogs } from './tail-logs.ts'

export interface InstanceSurroundings {
  readonly apps: AppOptions
  readonly nginx: Nginx
  /** Undefined where it is not installed. */
  readonly httpd: Httpd | undefined
  readonly supervisor: Supervisor
  readonly hostFolder: string
  /** The proxy was started or stopped; awaited before the deployment goes on. */
  onProxyChange(): Promise<void>
}

/** Launches an instance with nothing deployed. @throws Error for a platform that cannot be run here. */
export async function launchProcessInstance(
  spec: InstanceSpec,
  { nginx, httpd, supervisor, hostFolder, apps, onProxyChange }: InstanceSurroundings,
): Promise<HostInstance> {
  const platform = readPlatform(spec.platform)
  if (!/^[\w-]+$/.test(spec.instanceId)) throw new Error(`The instance id "${spec.instanceId}" is not one.`)
  const folder = await makeInstanceFolder(join(hostFolder, spec.instanceId), nginx.folder)
  const ports = await openPorts({ platform, folder, nginx, apps })
  let application: Application | undefined
  const termination = new AbortController()
  const proxy = createProxy(supervisor, folder, () => {
    statusChanges.notify()
    return onProxyChange()
  })
  const statusChanges = watchStatus(() => ({
    proxy: proxy.isRunning() ? 'running' : 'stopped',
    app: application?.state() ?? 'stopped',
  }))
  const machine: Machine = {
    ...{ platform, folder, ports, proxy, supervisor, runs: apps.runs ?? [] },
    programs: { nginx: nginxProgram(nginx, folder), apache: httpd && httpdProgram(httpd, folder) },
    engineLog: openEngineLog(folder.engineLog),
    onInstall: command => apps.onInstall?.(spec.instanceId, command),
    terminated: termination.signal,
    stopApplication: async () => application?.stop(),
    startApplication(processSpec) {
      // One that was killed leaves its socket.
      if (typeof ports.appAddress === 'string') rmSync(ports.appAddress, { force: true })
      application = startApplication(followApp(supervisor, spec, apps), processSpec, statusChanges.notify)
      statusChanges.notify()
      return application
    },
  }
  const deployments = queueDeployments(machine)
  return {
    instanceId: spec.instanceId,
    proxyPort: ports.proxyPort,
    portOf: instancePort => ports.mapping().ports.get(instancePort),
    deploy: deployments.deploy,
    restart: () => deployments.restart(application?.spec),
    tailLogs: async () => unmapProxyText(tailLogs(listLogs(folder)), ports.mapping()),
    ...{ status: statusChanges.status, onStatusChange: statusChanges.listen },
    async terminate() {
      termination.abort(new Error(`The instance "${spec.instanceId}" was terminated.`))
      await deployments.settled()
      await Promise.all([proxy.stop(), application?.stop()])
      ports.release()
      await rm(folder.root, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

function readPlatform(solutionStackName: string): Platform {
  const platform = parsePlatform({ solutionStackName })
  const { tree, proxy } = describeProxy(platform)
  if (tree !== undefined || (proxy === 'none' && platform.family === 'ecs')) return platform
  throw new Error(`The platform "${solutionStackName}" cannot be run here: the files of its proxy are not known.`)
}

function followApp(supervisor: Supervisor, { instanceId }: InstanceSpec, { onOutput }: AppOptions): Supervisor {
  if (!onOutput) return supervisor
  return { ...supervisor, start: spec => supervisor.start(spec, text => onOutput(instanceId, text)) }
}

interface PortFacts extends Pick<InstanceSurroundings, 'nginx' | 'apps'> {
  readonly platform: Platform
  readonly folder: InstanceFolder
}

function openPorts({ platform, folder: { root }, nginx, apps }: PortFacts): Promise<PortMap> {
  const { target } = describeProxy(platform)
  return openPortMap({
    root,
    preferredAppPort: apps.keepsPort && target.kind === 'loopback' ? target.port : 0,
    user: process.getuid?.() === 0 ? 'root' : undefined,
    knowsHttp2: isVersionAtLeast(nginx.version, '1.25.1'),
    frontPorts: findFrontPorts(platform),
  })
}

/** On Amazon Linux 1 iptables sends port 80 to the 8080 of Node.js's nginx: DG/nodejs-platform-proxy.html. */
function findFrontPorts({ family, generation }: Platform): readonly number[] {
  return family === 'nodejs' && generation === 'al1' ? [80, 8080] : [80]
}

function listLogs({ engineLog, appLog, proxyErrorLog, proxyAccessLog, httpdErrorLog }: InstanceFolder) {
  return [
    { name: '/var/log/eb-engine.log', path: engineLog },
    { name: '/var/log/web.stdout.log', path: appLog },
    { name: '/var/log/nginx/error.log', path: proxyErrorLog },
    { name: '/var/log/nginx/access.log', path: proxyAccessLog },
    ...(existsSync(httpdErrorLog) ? [{ name: '/var/log/httpd/error_log', path: httpdErrorLog }] : []),
  ]
}

function watchStatus(status: () => InstanceStatus) {
  const listeners = new Set<(status: InstanceStatus) => void>()
  let last = ''
  return {
    status,
    listen(listener: (status: InstanceStatus) => void) {
      listeners.add(listener)
    },
    notify() {
      const now = status()
      const text = JSON.stringify(now)
      if (text === last) return
      last = text
      for (const listener of listeners) listener(now)
    },
  }
}
