/** The deployments and restarts of an instance, one after the other. */

import { runDeployment } from './deploy-instance.ts'
import type { HostInstance } from './host.ts'
import type { Machine } from './machine.ts'
import { restartApplication } from './restart-application.ts'
import type { ProcessSpec } from './supervisor-protocol.ts'

/** One deployment at a time; a terminated instance takes none. */
export function queueDeployments(machine: Machine) {
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
