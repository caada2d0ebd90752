/** One health check of one target. */

import { once } from 'node:events'
import { get as getOverHttp, type IncomingMessage } from 'node:http'
import { get as getOverHttps } from 'node:https'
import { connect as connectTcp } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { HealthCheckConfiguration, LoadBalancerKind } from '../host-load-balancer.ts'
import type { CheckOutcome } from './target-record.ts'

export interface HealthCheck {
  readonly kind: LoadBalancerKind
  readonly port: number
  readonly configuration: HealthCheckConfiguration
  /** Aborted when nobody wants to know any more. */
  readonly signal: AbortSignal
}

const HOST = '127.0.0.1'

/** Never rejects: what goes wrong is a check that did not pass. */
export async function checkHealth(check: HealthCheck): Promise<CheckOutcome> {
  const { port, configuration, signal } = check
  const timeout = AbortSignal.timeout(configuration.timeoutMs)
  const both = AbortSignal.any([signal, timeout])
  try {
    if (configuration.protocol === 'TCP' || configuration.protocol === 'SSL')
      return await connects(configuration.protocol, port, both)
    const statusCode = await askForStatus({ ...check, signal: both })
    return fitsMatcher(configuration.matcher, statusCode) ? 'passed' : 'wrong-code'
  } catch {
    return timeout.aborted ? 'timed-out' : 'failed'
  }
}

/** Is the code among those of "200", "200-299" or "200,404"? */
export function fitsMatcher(matcher: string, statusCode: number): boolean {
  return matcher.split(',').some(range => {
    const [first = '', last = first] = range.trim().split('-')
    return statusCode >= Number(first) && statusCode <= Number(last)
  })
}

async function connects(protocol: 'TCP' | 'SSL', port: number, signal: AbortSignal): Promise<CheckOutcome> {
  const options = { host: HOST, port, signal }
  const socket = protocol === 'TCP' ? connectTcp(options) : connectTls({ ...options, rejectUnauthorized: false })
  // What comes after the first answer, the end of the wait for instance, is of no interest.
  socket.on('error', () => {})
  try {
    await once(socket, protocol === 'TCP' ? 'connect' : 'secureConnect', { signal })
    return 'passed'
  } finally {
    socket.destroy()
  }
}

async function askForStatus({ kind, port, configuration, signal }: HealthCheck): Promise<number> {
  const { protocol, path } = configuration
  const headers = { 'User-Agent': `ELB-HealthChecker/${kind === 'classic' ? '1.0' : '2.0'}`, Connection: 'close' }
  const options = { host: HOST, port, path, headers, signal, agent: false as const }
  const request = protocol === 'HTTPS' ? getOverHttps({ ...options, rejectUnauthorized: false }) : getOverHttp(options)
  request.on('error', () => {})
  try {
    const [response] = (await once(request, 'response', { signal })) as [IncomingMessage]
    return response.statusCode ?? 0
  } finally {
    request.destroy()
  }
}
