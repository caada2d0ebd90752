/** Findings about names, addresses and connections. */

import { isV6 } from '../address-family.ts'
import type { Clues } from '../rules/rule.ts'
import { listRefusing, removeBlockers, tellBlockers } from './blocker-words.ts'
import { type CataloguePart, instruct, nameListenerPort, namePlace } from './entry.ts'
import { openPort, tellGroup } from './group-words.ts'

export const networkFindings = {
  'name-not-found': {
    layer: 'dns',
    severity: 'error',
    title: 'The name does not exist',
    explain: ({ evidence, known }) =>
      `The resolver did not know the name "${evidence.target.host}"${known.freshDeployment ? ', which may be too new for it' : ''}.`,
    remedy: () =>
      instruct(
        'Correct the host name, or create its record: a CNAME to the environment, then wait until it is visible.',
      ),
  },
  'resolver-failed': {
    layer: 'dns',
    severity: 'error',
    title: 'The resolver did not answer',
    explain: ({ evidence }) =>
      `The resolver of this machine failed for "${evidence.target.host}" (${readDnsCode(evidence)}).`,
    remedy: () =>
      instruct('Run the check again; if it stays, repair the name servers of the domain or of this machine.'),
  },
  'no-route-from-here': {
    layer: 'unknown',
    severity: 'error',
    title: 'The address cannot be reached from this machine',
    explain: clues =>
      `This machine had no route to ${namePlace(clues)} (${listTcp(clues)}), so nothing is known about it.`,
    remedy: ({ evidence: { tcp } }) =>
      instruct(
        tcp.every(({ address }) => isV6(address))
          ? 'Give the name an IPv4 address, or run the check on a machine with IPv6.'
          : 'Look at the routes and the firewall of this machine, or run the check on one that reaches the address.',
      ),
  },
  'connection-refused': {
    layer: 'tcp',
    severity: 'error',
    title: 'The connection was refused',
    explain: clues => `Nothing listened at ${namePlace(clues)} (${listTcp(clues)}).${tellRefusing(clues)}`,
    remedy: clues => instruct(lookForListener(clues)),
  },
  'connection-timed-out': {
    layer: 'tcp',
    severity: 'error',
    title: 'The connection timed out',
    explain: clues =>
      `${namePlace(clues)} did not answer at all (${listTcp(clues)}), as behind a closed security group.${tellGroup(clues)}${tellBlockers(clues)}`,
    remedy: clues => removeBlockers(clues, openPort(clues)),
  },
  'connection-closed': {
    layer: 'unknown',
    candidates: ['proxy', 'application', 'load-balancer'],
    severity: 'error',
    title: 'The connection was closed without an answer',
    explain: clues => `${namePlace(clues)} took the connection and closed it without sending a byte.`,
    remedy: ({ evidence: { target } }) =>
      instruct(
        `${target.isSecure ? 'Look' : `Use "wss://" if port ${target.port} speaks TLS; otherwise look`} for a proxy that expects the PROXY protocol, has run out of worker_connections or returns 444, and for an app without a proxy that crashes on the request.`,
      ),
  },
  'connection-failed': {
    layer: 'tcp',
    severity: 'error',
    title: 'No connection could be made',
    explain: clues => `This machine could not make a connection to ${namePlace(clues)} (${listTcp(clues)}).`,
    remedy: clues => instruct(lookAtMachine(clues)),
  },
} as const satisfies CataloguePart

function tellRefusing({ known }: Clues): string {
  const messages = listRefusing(known).map(({ message }) => message)
  return messages.length > 0 ? ` A likely cause: ${messages.join(' ')}` : ''
}

/** Where a load balancer takes the connections of clients itself, no proxy refuses them. */
function lookForListener(clues: Clues): string {
  const remedies = listRefusing(clues.known).map(({ remedy }) => remedy)
  if (remedies.length > 0) return remedies.join(' ')
  const port = nameListenerPort(clues)
  const { loadBalancer } = clues.known
  return loadBalancer === 'application' || loadBalancer === 'classic'
    ? `Make sure that the load balancer has a listener on port ${port}: it takes the connections of clients itself, whatever the proxy behind it does.`
    : `Make sure that the proxy runs (its log is /var/log/nginx/error.log in the environment's logs) and that port ${port} is the one it listens on.`
}

function readDnsCode({ dns }: Clues['evidence']): string {
  return dns.kind === 'failed' ? dns.code : 'no code'
}

function listTcp({ evidence }: Clues): string {
  return evidence.tcp.map(tcp => `${tcp.address}: ${'code' in tcp ? tcp.code : tcp.kind}`).join(', ')
}

const NO_PERMISSION = ['EPERM', 'EACCES']
const NO_RESOURCE = ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']

function lookAtMachine({ tried }: Clues): string {
  const codes = tried.flatMap(tcp => ('code' in tcp ? [tcp.code] : []))
  if (codes.some(code => NO_PERMISSION.includes(code))) {
    return 'Look at the firewall of the machine that runs the check, and at what its container may do: they forbid this connection.'
  }
  if (codes.some(code => NO_RESOURCE.includes(code))) {
    return 'Raise the limits of the machine that runs the check, such as that of open files ("ulimit -n"), or run less beside it.'
  }
  return 'Look at the address, and at the network of the machine that runs the check: it gave up by itself.'
}
