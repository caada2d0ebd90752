/** TCP, TLS and SSL listeners: bytes pass as they are, decrypted where the load balancer holds the certificate. */

import { connect as connectTcp, createServer, type Socket } from 'node:net'
import { connect as connectTls, createSecureContext, TLSSocket } from 'node:tls'
import type { ListenerConfiguration } from '../host-load-balancer.ts'
import { joinSockets, resetSocket } from '../join-sockets.ts'
import type { Balancing, ListenerServer } from './balancing.ts'
import type { Target } from './target.ts'
import type { TargetGroup } from './target-group.ts'

export function makeByteServer(balancing: Balancing, first: ListenerConfiguration): ListenerServer {
  let configuration = first
  const server = createServer({ allowHalfOpen: true, noDelay: true }, raw => {
    const group = findGroup(balancing, configuration)
    const target = group?.choose()
    if (group && target) return passOn(balancing, { raw, client: decrypt(raw, configuration), group, target })
    // That a classic load balancer closes in an orderly way is inferred.
    if (balancing.kind === 'network') raw.resetAndDestroy()
    else raw.destroy()
  })
  return {
    server,
    configure(next) {
      configuration = next
    },
  }
}

interface Passage {
  readonly raw: Socket
  /** The same as `raw` where nothing is encrypted. */
  readonly client: Socket
  readonly group: TargetGroup
  readonly target: Target
}

function findGroup(balancing: Balancing, { rules }: ListenerConfiguration): TargetGroup | undefined {
  const action = rules[0]?.action
  return action?.kind === 'forward' ? balancing.group(action.targetGroupId) : undefined
}

function decrypt(raw: Socket, { certificate }: ListenerConfiguration): Socket {
  if (certificate === undefined) return raw
  const secureContext = createSecureContext({ key: certificate.key, cert: certificate.chain })
  const client = new TLSSocket(raw, { isServer: true, secureContext })
  return client.on('error', () => raw.destroy())
}

function passOn(balancing: Balancing, passage: Passage): void {
  const { client, target } = passage
  // A load balancer that passes packets on leaves the client waiting; here the wait ends as the idle timeout says.
  const upstream = target.isReachable() ? connectTo(passage) : undefined
  if (upstream) {
    target.hold(upstream)
    joinSockets(client, upstream)
  } else client.pause()
  const idle = () => (balancing.kind === 'network' ? forgetFlow(passage, upstream) : client.destroy())
  client.setTimeout(balancing.idleTimeoutMs(), idle)
  if (balancing.kind === 'classic') giveUpUnlessConnected(balancing.connectTimeoutMs(), client, upstream)
}

function connectTo({ target, group }: Passage): Socket {
  const options = { host: '127.0.0.1', port: target.port, allowHalfOpen: true, noDelay: true }
  const { protocol } = group.configuration()
  return protocol === 'TLS' || protocol === 'SSL'
    ? connectTls({ ...options, rejectUnauthorized: false })
    : connectTcp(options)
}

function giveUpUnlessConnected(timeoutMs: number, client: Socket, upstream: Socket | undefined): void {
  const timer = setTimeout(() => client.destroy(), timeoutMs)
  upstream?.once('connect', () => clearTimeout(timer))
  client.once('close', () => clearTimeout(timer))
}

// A network load balancer tells nobody that it has forgotten a connection: whoever speaks next is reset. AWS's guide,
// "Network Load Balancers", connection idle timeout.
function forgetFlow({ raw, client }: Passage, upstream: Socket | undefined): void {
  client.unpipe()
  upstream?.unpipe()
  const reset = () => {
    raw.resetAndDestroy()
    if (upstream) resetSocket(upstream)
  }
  for (const side of [client, upstream]) side?.on('data', reset).on('end', reset).resume()
}
