/** Findings about names, addresses and connections. */

import { isV6 } from '../address-family.ts'
import type { Clues } from '../rules/rule.ts'
import { listRefusing, removeBlockers, tellBlockers } from './blocker-words.ts'
import { inRegion, nameEnvironment, nameHost, readLogs } from './commands.ts'
import { type CataloguePart, instruct, nameListenerPort, namePlace, paste, type Remedy } from './entry.ts'
import { openPort, tellGroup } from './group-words.ts'

export const networkFindings = {
  'name-not-found': {
    layer: 'dns',
    severity: 'error',
    title: 'The name does not exist',
    explain: ({ evidence, known }) =>
      `The DNS did not know the name "${evidence.target.host}"${known.freshDeployment ? ', which may be too new for the resolver of this machine' : ''}.`,
    remedy: ({ known }) =>
      paste(
        `${known.freshDeployment ? 'Run the job again in some minutes, if the name was made just now. Otherwise correct' : 'Correct'} the host name, or create its record: a CNAME to the environment's own name, which this command prints.`,
        `aws elasticbeanstalk describe-environments --environment-names ${nameEnvironment(known)} --query "Environments[].CNAME" --output text${inRegion(known)}`,
      ),
  },
  'resolver-failed': {
    layer: 'dns',
    severity: 'error',
    title: 'The resolver did not answer',
    explain: ({ evidence }) =>
      `The resolver of this machine gave no answer for the name "${evidence.target.host}" (${readDnsCode(evidence)}), so nothing is known about the target.`,
    remedy: clues =>
      paste(
        'Run the check again; if it fails again, see which name server does not answer: that of the domain, or that of this machine.',
        `dig +trace ${nameHost(clues)}`,
      ),
  },
  'no-route-from-here': {
    layer: 'unknown',
    severity: 'error',
    title: 'The address cannot be reached from this machine',
    explain: clues =>
      `This machine had no route to ${namePlace(clues)} (${listTcp(clues)}), so nothing is known about the target.`,
    remedy: ({ evidence: { tcp } }) =>
      tcp.every(({ address }) => isV6(address))
        ? instruct(
            "Give the name an IPv4 address (an A record), or run the check on a machine with IPv6, which GitHub's own runners do not have.",
          )
        : paste(
            'Run the check on a machine that reaches the address, or correct the routes and the firewall of this machine.',
            `ip route get ${tcp[0]?.address ?? 'ADDRESS'}`,
          ),
  },
  'connection-refused': {
    layer: 'tcp',
    severity: 'error',
    title: 'The connection was refused',
    explain: clues => `Nothing listened at ${namePlace(clues)} (${listTcp(clues)}).${tellRefusing(clues)}`,
    remedy: clues => lookForListener(clues),
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
    remedy: clues => lookForCloser(clues),
  },
  'connection-failed': {
    layer: 'tcp',
    severity: 'error',
    title: 'No connection could be made',
    explain: clues => `This machine could not make a connection to ${namePlace(clues)} (${listTcp(clues)}).`,
    remedy: clues => lookAtMachine(clues),
  },
} as const satisfies CataloguePart

function tellRefusing({ known }: Clues): string {
  const messages = listRefusing(known).map(({ message }) => message)
  return messages.length > 0 ? ` A likely cause: ${messages.join(' ')}` : ''
}

/** Where a load balancer takes the connections of clients itself, no proxy refuses them. */
function lookForListener(clues: Clues): Remedy {
  const remedies = listRefusing(clues.known).map(({ remedy }) => remedy)
  if (remedies.length > 0) return instruct(remedies.join(' '))
  const port = nameListenerPort(clues)
  const { loadBalancer } = clues.known
  if (loadBalancer === 'application' || loadBalancer === 'classic') {
    return paste(
      `Make sure that the load balancer has a listener on port ${port}: it takes the connections of clients itself, whatever the proxy behind it does.`,
      `option-settings: |\n  aws:${loadBalancer === 'classic' ? 'elb' : 'elbv2'}:listener:${port}:ListenerEnabled=true`,
    )
  }
  return readLogs(
    clues,
    `Start what should listen on port ${port}, or write the right port in the URL. Why the proxy of an instance does not run stands in its logs (nginx/error.log, eb-engine.log).`,
  )
}

function lookForCloser(clues: Clues): Remedy {
  const { isSecure, port } = clues.evidence.target
  const causes =
    'the proxy ("return 444", "listen ... proxy_protocol", no worker_connections left), or an app without a proxy that crashed'
  return readLogs(
    clues,
    isSecure
      ? `Read in the logs who closed: ${causes}.`
      : `Use "wss://" if port ${port} speaks TLS. Otherwise read in the logs who closed: ${causes}.`,
  )
}

function readDnsCode({ dns }: Clues['evidence']): string {
  return dns.kind === 'failed' ? dns.code : 'no code'
}

function listTcp({ evidence }: Clues): string {
  return evidence.tcp.map(tcp => `${tcp.address}: ${'code' in tcp ? tcp.code : tcp.kind}`).join(', ')
}

const NO_PERMISSION = ['EPERM', 'EACCES']
const NO_RESOURCE = ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']

function lookAtMachine({ tried }: Clues): Remedy {
  const codes = tried.flatMap(tcp => ('code' in tcp ? [tcp.code] : []))
  if (codes.some(code => NO_PERMISSION.includes(code))) {
    return instruct('Let the firewall of the machine that runs the check, and its container, allow this connection.')
  }
  if (codes.some(code => NO_RESOURCE.includes(code))) {
    return paste('Raise the limits of the machine that runs the check, or run less beside it.', 'ulimit -n 65536')
  }
  return instruct('Run the check on another machine, and look at the network of this one: it gave up by itself.')
}
