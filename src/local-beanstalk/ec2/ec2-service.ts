/** Amazon EC2 as far as an environment's network needs it. */

import * as sdk from '@aws-sdk/client-ec2'
import { makeQueryService } from '../query-service.ts'
import type { Call, Operations, Service } from '../service.ts'
import { ec2SignatureError } from '../wire/signature-errors.ts'
import type { World } from '../world.ts'
import { accessedResources } from './accessed-resources.ts'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2 } from './ec2-model.ts'
import { createSecurityGroup, deleteSecurityGroup } from './group-lifecycle.ts'
import { describeGroupRules, describeGroups, type Ec2Context } from './group-operations.ts'
import { authorize, revoke } from './ingress-operations.ts'
import { describeInstances } from './instance-operations.ts'
import { describeAddresses, describeNetworkInterfaces } from './interface-operations.ts'
import {
  describeInternetGateways,
  describeNetworkAcls,
  describeRouteTables,
  describeSubnets,
  describeVpcs,
} from './network-operations.ts'
import { describePrefixLists, getPrefixListEntries } from './prefix-list-operations.ts'
import { describeAvailabilityZones, describeRegions } from './region-operations.ts'
import { modifyRules, updateDescriptions } from './rule-changes.ts'
import { createTags, deleteTags, describeTags } from './tag-operations.ts'

export function makeEc2Service(world: World, ec2: Ec2): Service {
  return makeQueryService(
    {
      name: 'ec2',
      protocol: 'ec2Query',
      version: '2016-11-15',
      xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
      sdk,
      skewMinutes: 5,
      operations: bind({ ec2, accountId: world.accountId }),
      signatureError: ec2SignatureError,
      validate: (parameters, operation) => {
        const missing = operation.required.find(name => parameters[name] === undefined)
        if (missing !== undefined) throw ec2Errors.missingParameter(missing)
      },
      resourcesOf: (parameters, call) => accessedResources({ ec2, accountId: world.accountId }, parameters, call),
    },
    world,
  )
}

type Operation<Input> = (context: Ec2Context, input: Input, call: Call) => unknown

function bind(context: Ec2Context): Operations {
  const to =
    <Input>(operation: Operation<Input>) =>
    (input: Input, call: Call) =>
      operation(context, input, call)
  return {
    AuthorizeSecurityGroupEgress: to(authorize('egress')),
    AuthorizeSecurityGroupIngress: to(authorize('rules')),
    CreateSecurityGroup: to(createSecurityGroup),
    CreateTags: to(createTags),
    DeleteSecurityGroup: to(deleteSecurityGroup),
    DeleteTags: to(deleteTags),
    DescribeAddresses: to(describeAddresses),
    DescribeAvailabilityZones: to(describeAvailabilityZones),
    DescribeInstances: to(describeInstances),
    DescribeInternetGateways: to(describeInternetGateways),
    DescribeManagedPrefixLists: to(describePrefixLists),
    DescribeNetworkAcls: to(describeNetworkAcls),
    DescribeNetworkInterfaces: to(describeNetworkInterfaces),
    DescribeRegions: to(describeRegions),
    DescribeRouteTables: to(describeRouteTables),
    DescribeSecurityGroupRules: to(describeGroupRules),
    DescribeSecurityGroups: to(describeGroups),
    DescribeSubnets: to(describeSubnets),
    DescribeTags: to(describeTags),
    DescribeVpcs: to(describeVpcs),
    GetManagedPrefixListEntries: to(getPrefixListEntries),
    ModifySecurityGroupRules: to(modifyRules),
    RevokeSecurityGroupEgress: to(revoke('egress')),
    RevokeSecurityGroupIngress: to(revoke('rules')),
    UpdateSecurityGroupRuleDescriptionsEgress: to(updateDescriptions('egress')),
    UpdateSecurityGroupRuleDescriptionsIngress: to(updateDescriptions('rules')),
  }
}
