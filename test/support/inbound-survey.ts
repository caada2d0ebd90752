/** What a survey of an instance behind one group of Beanstalk's would have found, unless it is told otherwise. */

import type { IpPermission } from '@aws-sdk/client-ec2'
import { type PrefixLists, readAdmission } from '../../src/network/inbound.ts'
import type { FoundInbound } from '../../src/network/survey-inbound.ts'

export interface SurveySpec extends Partial<Omit<FoundInbound, 'ports' | 'kind'>> {
  readonly ports: readonly number[]
  readonly permissions?: readonly IpPermission[]
  readonly lists?: PrefixLists
}

export const INSTANCE: FoundInbound['entrance'] = {
  kind: 'instance',
  title: 'the instance',
  groupIds: ['sg-1'],
  listeners: undefined,
  isInternal: false,
  subnetIds: ['subnet-1'],
  targetSubnetIds: [],
  vpcId: 'vpc-1',
  hasIpv6: true,
  interfaces: { instanceIds: ['i-1'], description: undefined },
  instanceIds: ['i-1'],
  refusals: [],
}

export function surveyOf({ ports, permissions = [], lists = new Map(), ...given }: SurveySpec): FoundInbound {
  const group = { groupId: 'sg-1', isBeanstalks: true }
  return {
    kind: 'found',
    entrance: INSTANCE,
    groups: [group],
    candidate: group,
    others: { kind: 'known', interfaceIds: [] },
    instancesUseIt: undefined,
    refusals: [],
    ...given,
    ports: ports.map(port => {
      const admission = readAdmission(permissions, port, lists)
      return { port, listenerPorts: [port], admission, admitting: admission.sources.length > 0 ? ['sg-1'] : [] }
    }),
  }
}
