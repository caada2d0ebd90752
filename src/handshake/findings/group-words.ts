/** What the security group does with clients, in the words of a finding. */

import type { Known } from '../known.ts'
import type { Clues } from '../rules/rule.ts'
import { isNarrow } from './blocker-words.ts'
import { inRegion, instruct, nameListenerPort, quote, type Remedy } from './entry.ts'

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
  if (isNarrow(known)) {
    return instruct(
      `The security group${nameGroup(known)} admits only ${listSome(known.admittedSources ?? [])} on port ${port}: ask from there, or admit the address of whoever asks. Where that is admitted, look at the network ACL and the route table of the subnet.`,
    )
  }
  if (known.portAdmitted === 'yes') {
    return instruct(
      `The security group${nameGroup(known)} admits port ${port}: look at the network ACL and the route table of the subnet, and at the load balancer's listener for port ${port}.`,
    )
  }
  if (known.portAdmitted === 'no' && known.portLeftClosed) {
    return instruct(
      `Nobody was let in by the security group${nameGroup(known)}, because ${known.portLeftClosed}. ${known.freshDeployment ? 'Do what the warning about the inbound rule says, and admit nobody there before.' : 'Mend that, and admit nobody else there.'}`,
    )
  }
  const group = /^sg-[0-9a-f]+$/.exec(known.securityGroup ?? '')?.[0] ?? 'sg-...'
  return {
    instruction: `Admit port ${port} in the security group that faces the internet${nameGroup(known)}, if that is where people shall come from.`,
    paste: {
      text: `aws ec2 authorize-security-group-ingress --group-id ${group} --protocol tcp --port ${port} --cidr 0.0.0.0/0${inRegion(known)}`,
    },
  }
}

const MOST_TOLD = 5

function listSome(names: readonly string[]): string {
  const more = names.length > MOST_TOLD ? ` and ${names.length - MOST_TOLD} more` : ''
  return `${names.slice(0, MOST_TOLD).map(quote).join(', ')}${more}`
}

function nameGroup({ securityGroup }: Known): string {
  return securityGroup ? ` (${quote(securityGroup)})` : ''
}
