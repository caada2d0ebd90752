/** Stops the proxy of an instance, publishes the files of the next one after their test, and starts it. */

import { proxyNotStarted, proxyRefused } from './engine-failure.ts'
import type { Machine } from './machine.ts'
import { unmapProxyText } from './map-proxy-file.ts'
import type { ProxyProgram } from './proxy-program.ts'
import { publishProxy } from './stage-proxy.ts'

/** The one that runs, whichever it is. */
export async function stopProxy({ proxy, engineLog }: Machine): Promise<void> {
  engineLog.info(`Running command: /bin/sh -c systemctl stop ${proxy.service() ?? 'nginx'}.service`)
  await proxy.stop()
}

/** @throws EngineFailure with what the test wrote, as it would have written it on the instance. */
export async function publishTestedProxy(machine: Machine, program: ProxyProgram | undefined): Promise<void> {
  const { ports, proxy, engineLog } = machine
  proxy.use(program)
  if (program === undefined) return
  engineLog.info(`Running command: /bin/sh -c ${program.testCommand}`)
  const refusal = await proxy.test()
  if (refusal !== undefined) throw proxyRefused(unmapProxyText(refusal, ports.mapping()), program)
  const { service } = program
  engineLog.info(`Running command: /bin/sh -c cp -rp /var/proxy/staging/${service}/* /etc/${service}`)
  await publishProxy(program)
}

/** @throws EngineFailure when it does not start; why stands in its error log. */
export async function startProxy(machine: Machine, program: ProxyProgram | undefined): Promise<void> {
  const { proxy, engineLog, terminated } = machine
  terminated.throwIfAborted()
  if (program) engineLog.info(`Running command: /bin/sh -c systemctl start ${program.service}.service`)
  if ((await proxy.start()) !== undefined) throw proxyNotStarted(program?.service)
}
