/** EC2 as one Local Beanstalk has it: its regions, and who is told of their changes. */

import type { Ec2, Ec2Region, RulesChange } from './ec2-model.ts'
import { makeNetwork } from './network.ts'
import { managedPrefixLists } from './prefix-lists.ts'
import { createDefaultGroup } from './security-groups.ts'

// Amazon VPC quotas: Elastic IP addresses per Region, by default.
const ADDRESS_QUOTA = 5

export function openEc2(addressQuota = ADDRESS_QUOTA): Ec2 {
  const regions = new Map<string, Ec2Region>()
  const listeners: Array<(change: RulesChange) => Promise<void>> = []
  const networkListeners: Array<(region: string) => Promise<void>> = []
  return {
    region: name => {
      const region = regions.get(name) ?? makeRegion(name, addressQuota)
      regions.set(name, region)
      return region
    },
    onRulesChanged: listener => listeners.push(listener),
    rulesChanged: async change => {
      for (const listener of listeners) await listener(change)
    },
    onNetworkChanged: listener => networkListeners.push(listener),
    networkChanged: async region => {
      for (const listener of networkListeners) await listener(region)
    },
  }
}

function makeRegion(name: string, addressQuota: number): Ec2Region {
  const region: Ec2Region = {
    ...makeNetwork(name),
    groups: new Map(),
    instances: new Map(),
    prefixLists: managedPrefixLists(name),
    addressQuota,
    tags: new Map(),
  }
  createDefaultGroup(region, region.vpcId)
  return region
}
