/** EC2's answers about network ACLs. */

import type * as EC2 from '@aws-sdk/client-ec2'
import type { AclEntry, NetworkAcl } from './network.ts'
import { type Place, tagsOf } from './network-descriptions.ts'

export function describeNetworkAcl(acl: NetworkAcl, { region, accountId }: Place): EC2.NetworkAcl {
  const { id, vpcId, isDefault } = acl
  return {
    NetworkAclId: id,
    VpcId: vpcId,
    IsDefault: isDefault,
    OwnerId: accountId,
    Associations: [...acl.associations].map(([NetworkAclAssociationId, SubnetId]) => ({
      NetworkAclAssociationId,
      NetworkAclId: id,
      SubnetId,
    })),
    Entries: [...acl.entries.map(describeEntry), ...[true, false].map(lastEntry)],
    Tags: tagsOf(region, id),
  }
}

function describeEntry({ number, egress, protocol, action, cidr, ports }: AclEntry): EC2.NetworkAclEntry {
  return {
    CidrBlock: cidr,
    Egress: egress,
    Protocol: protocol,
    RuleAction: action,
    RuleNumber: number,
    ...(ports !== undefined && { PortRange: { From: ports.from, To: ports.to } }),
  }
}

// Nobody can take away the rule that denies whatever no other one allows.
function lastEntry(Egress: boolean): EC2.NetworkAclEntry {
  return { CidrBlock: '0.0.0.0/0', Egress, Protocol: '-1', RuleAction: 'deny', RuleNumber: 32_767 }
}
