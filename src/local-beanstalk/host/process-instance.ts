/** An instance of the process host: a folder, a real proxy, the app's process. */

import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProxyTreeKey } from '../../platform/default-proxy-tree.ts'
import { type Application, startApplication } from './application.ts'
import { type Machine, runDeployment } from './deploy-instance.ts'
import { openEngineLog } from './engine-log.ts'
import type { HostInstance, InstanceSpec, InstanceStatus } from './host.ts'
import { type InstanceFolder, makeInstanceFolder } from './instance-folder.ts'
import { unmapProxyText } from './map-proxy-file.ts'
import { createProxy, isVersionAtLeast, type Nginx } from './nginx.ts'
import { openPortMap } from './port-map.ts'
import { restartApplication } from './restart-application.ts'
import type { Supervisor } from './supervisor-client.ts'
import type { ProcessSpec } from './supervisor-protocol.ts'
import { tailLogs } from './tail-logs.ts'

export interface InstanceSurroundings {
  readonly nginx: Nginx
  readonly supervisor: Supervisor
  readonly hostFolder: string
  /** The proxy was started or stopped; awaited before the deployment goes on. */
  onProxyChange(): Promise<void>
}

/** Launches an instance with nothing deployed. @throws Error for a platform that cannot be run here. */
export async function launchProcessInstance(
  spec: InstanceSpec,
  { nginx, supervisor, hostFolder, onProxyChange }: InstanceSurroundings,
): Promise<HostInstance> {
  const platform = findPlatform(spec.platform)
  if (!/^[\w-]+$/.test(spec.instanceId)) throw new Error(`The instance id "${spec.instanceId}" is not one.`)
  const folder = await makeInstanceFolder(join(hostFolder, spec.instanceId), nginx.folder)
  const ports = await openPortMap({
    root: folder.root,
    user: process.getuid?.() === 0 ? 'root' : undefined,
    knowsHttp2: isVersionAtLeast(nginx.version, '1.25.1'),
    defaultAppPort: 8080,
  })
  let application: Application | undefined
  const termination = new AbortController()
  const proxy = createProxy(nginx, supervisor, folder, () => {
    statusChanges.notify()
    return onProxyChange()
  })
  const statusChanges = watchStatus(() => ({
    proxy: proxy.isRunning() ? 'running' : 'stopped',
    app: application?.state() ?? 'stopped',
  }))
  const machine: Machine = {
    ...{ platform, folder, ports, proxy, supervisor },
    engineLog: openEngineLog(folder.engineLog),
    terminated: termination.signal,
    stopApplication: async () => application?.stop(),
    startApplication(processSpec) {
      application = startApplication(supervisor, processSpec, statusChanges.notify)
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

function findPlatform(solutionStackName: string): ProxyTreeKey {
  if (/^64bit Amazon Linux 2023 v[\d.]+ running Node\.js\b/.test(solutionStackName)) return 'nodejs-al2023'
  throw new Error(`The platform "${solutionStackName}" cannot be run here: only Node.js on Amazon Linux 2023 can.`)
}

// One deployment at a time; a terminated instance takes none.
function queueDeployments(machine: Machine) {
  let last: Promise<unknown> = Promise.resolve()
  return {
    deploy(...[deployment, onStep]: Parameters<HostInstance['deploy']>) {
      const deployed = last.then(() => {
        machine.terminated.throwIfAborted()
        return runDeployment(machine, deployment, onStep)
      })
      last = deployed.catch(() => undefined)
      return deployed
    },
    restart(spec: ProcessSpec | undefined) {
      const restarted = last.then(() => {
        machine.terminated.throwIfAborted()
        return spec ? restartApplication(machine, spec) : ({ kind: 'succeeded' } as const)
      })
      last = restarted.catch(() => undefined)
      return restarted
    },
    settled: () => last,
  }
}

function listLogs({ engineLog, appLog, proxyErrorLog, proxyAccessLog }: InstanceFolder) {
  return [
    { name: '/var/log/eb-engine.log', path: engineLog },
    { name: '/var/log/web.stdout.log', path: appLog },
    { name: '/var/log/nginx/error.log', path: proxyErrorLog },
    { name: '/var/log/nginx/access.log', path: proxyAccessLog },
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
