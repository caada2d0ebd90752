/** An instance, as its deployments use it. */

import type { Platform, PlatformFamily } from '../../platform/platform.ts'
import type { Application } from './application.ts'
import type { EngineLog } from './engine-log.ts'
import type { InstanceFolder } from './instance-folder.ts'
import type { InstanceProxy } from './instance-proxy.ts'
import type { PortMap } from './port-map.ts'
import type { ProxyProgram } from './proxy-program.ts'
import type { Supervisor } from './supervisor-client.ts'
import type { ProcessSpec } from './supervisor-protocol.ts'

export interface Machine {
  readonly platform: Platform
  readonly folder: InstanceFolder
  readonly ports: PortMap
  readonly proxy: InstanceProxy
  /** What can be its proxy here. */
  readonly programs: { readonly nginx: ProxyProgram; readonly apache: ProxyProgram | undefined }
  readonly supervisor: Supervisor
  readonly engineLog: EngineLog
  /** Families beside Node.js whose apps are really run here. */
  readonly runs: readonly PlatformFamily[]
  /** Hears of a program that fetches what the app needs, before it runs. */
  onInstall(command: string): void
  /** Aborted when the instance is terminated. */
  readonly terminated: AbortSignal
  stopApplication(): Promise<void>
  startApplication(spec: ProcessSpec): Application
}
