/** What the security group does with clients, in the words of a finding. */

import type { Known } from '../known.ts'
import type { Clues } from '../rules/rule.ts'
import { isNarrow } from './blocker-words.ts'
import { inRegion } from './commands.ts'
import { instruct, nameListenerPort, paste, quote, type Remedy } from './entry.ts'

/** A sentence after the one that says what happened; '' where it is not known to keep clients out. */
export function tellGroup(clues: Clues): string {
  const { known } = clues
  const { portAdmitted, securityGroup, admittedGroups = [] } = known
  if (portAdmitted !== 'no' || securityGroup === undefined) return ''
  const groups = listSome(admittedGroups)
  const but = groups ? ` but members of ${groups}, which nobody on the internet is` : ''
  return ` The security group${nameGroup(known)} admits nobody on TCP ${nameListenerPort(clues)}${but}.`
}

export function openPort(clues: Clues): Remedy {
  const { known } = clues
  const port = nameListenerPort(clues)
  const at = `the security group${nameGroup(known)}`
  const admit = (source: string) =>
    `aws ec2 authorize-security-group-ingress --group-id ${nameId(known)} --protocol tcp --port ${port} --cidr ${source}${inRegion(known)}`
  if (isNarrow(known)) {
    return paste(
      `Ask from where ${at} lets clients in (it admits only ${listSome(known.admittedSources ?? [])} on port ${port}), or admit the address of whoever asks. Where that is admitted, look at the network ACL and the route table of the subnet.`,
      admit('YOUR_ADDRESS/32'),
    )
  }
  if (known.portAdmitted === 'yes') {
    return instruct(
      `Look at the network ACL and the route table of the subnet, and at the load balancer's listener for port ${port}, which ${at} admits.`,
    )
  }
  if (known.portAdmitted === 'no' && known.portLeftClosed) {
    const because = `nobody was let in by ${at}, because ${known.portLeftClosed}`
    return instruct(
      known.freshDeployment
        ? `Do what the warning about the inbound rule says, and admit nobody there before: ${because}.`
        : `Mend what kept port ${port} closed, and admit nobody else there: ${because}.`,
    )
  }
  return paste(
    `Admit port ${port} in the security group that faces the internet${nameGroup(known)}, if everybody may open a WebSocket there.`,
    admit('0.0.0.0/0'),
  )
}

/** With a word in its place where it is not known. */
export function nameId({ securityGroup = '' }: Known): string {
  return /^sg-[0-9a-f]+$/.test(securityGroup) ? securityGroup : 'sg-...'
}

const MOST_TOLD = 5

function listSome(names: readonly string[]): string {
  const more = names.length > MOST_TOLD ? ` and ${names.length - MOST_TOLD} more` : ''
  return `${names.slice(0, MOST_TOLD).map(quote).join(', ')}${more}`
}

function nameGroup({ securityGroup }: Known): string {
  return securityGroup ? ` (${quote(securityGroup)})` : ''
}
