/** A host whose instances are struck by faults when they deploy. */

import type { Fault, FaultKind } from '../faults/catalogue.ts'
import type { Faults } from '../faults/faults.ts'
import type { Host, HostInstance } from './host.ts'

export function withHostFaults(host: Host, faults: Faults): Host {
  const take = openTaker(faults)
  const stopping = Promise.withResolvers<never>()
  stopping.promise.catch(() => {})
  return {
    ...host,
    launchInstance: async spec => strikeDeployments(await host.launchInstance(spec), take, stopping.promise),
    async stop() {
      stopping.reject(new Error('The host was stopped.'))
      await host.stop()
    },
  }
}

const KINDS = [
  'instance-keeps-version',
  'command-timeout',
  'instance-fails',
  'disk-full',
  'proxy-file-broken',
  'proxy-drops-upgrade',
  'proxy-stopped',
  'connections-exhausted',
  'app-crashes',
  'app-hangs',
] as const satisfies readonly FaultKind[]

type InstanceFault = Extract<Fault, { readonly kind: (typeof KINDS)[number] }>

function strikeDeployments(
  instance: HostInstance,
  take: () => InstanceFault | undefined,
  stopping: Promise<never>,
): HostInstance {
  const terminated = Promise.withResolvers<never>()
  terminated.promise.catch(() => {})
  return {
    ...instance,
    async deploy(deployment, onStep) {
      const fault = take()
      if (fault === undefined) return instance.deploy(deployment, onStep)
      if (fault.kind === 'instance-keeps-version') return { kind: 'succeeded', keptFormer: true }
      if (fault.kind === 'command-timeout') return Promise.race([terminated.promise, stopping])
      return instance.deploy({ ...deployment, sabotage: fault }, onStep)
    },
    async terminate() {
      terminated.reject(new Error(`The instance "${instance.instanceId}" was terminated.`))
      await instance.terminate()
    },
  }
}

/** Each call is an instance that deploys: the fault that strikes it, if there is one. */
function openTaker(faults: Faults): () => InstanceFault | undefined {
  const deployed = new WeakMap<InstanceFault, number>()
  return () => {
    const set = KINDS.flatMap((kind): readonly InstanceFault[] => faults.find(kind))
    for (const fault of set) deployed.set(fault, (deployed.get(fault) ?? 0) + 1)
    const striking = set.find(fault => fault.instance === undefined || deployed.get(fault) === fault.instance)
    return striking && (faults.take(striking.kind, fault => fault === striking) as InstanceFault | undefined)
  }
}
