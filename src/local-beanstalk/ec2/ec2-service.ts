/** Amazon EC2 as far as an environment's network needs it. */

import * as sdk from '@aws-sdk/client-ec2'
import { makeQueryService } from '../query-service.ts'
import type { Call, Handler, Operations, Service } from '../service.ts'
import { ec2SignatureError } from '../wire/signature-errors.ts'
import type { World } from '../world.ts'
import { accessedResources } from './accessed-resources.ts'
import {
  createNetworkAcl,
  createNetworkAclEntry,
  deleteNetworkAcl,
  deleteNetworkAclEntry,
  replaceNetworkAclAssociation,
  replaceNetworkAclEntry,
} from './acl-operations.ts'
import {
  allocateAddress,
  associateAddress,
  describeAccountAttributes,
  disassociateAddress,
  releaseAddress,
} from './address-operations.ts'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2 } from './ec2-model.ts'
import {
  attachInternetGateway,
  createInternetGateway,
  deleteInternetGateway,
  detachInternetGateway,
} from './gateway-operations.ts'
import { createSecurityGroup, deleteSecurityGroup } from './group-lifecycle.ts'
import { describeGroupRules, describeGroups, type Ec2Context } from './group-operations.ts'
import { authorize, revoke } from './ingress-operations.ts'
import { describeInstances } from './instance-operations.ts'
import { describeAddresses, describeNetworkInterfaces } from './interface-operations.ts'
import { associateSubnetCidr, associateVpcCidr, modifySubnet } from './ipv6-operations.ts'
import {
  describeInternetGateways,
  describeNetworkAcls,
  describeRouteTables,
  describeSubnets,
  describeVpcs,
} from './network-operations.ts'
import { createPrefixList, describePrefixLists, getPrefixListEntries } from './prefix-list-operations.ts'
import { describeAvailabilityZones, describeRegions } from './region-operations.ts'
import {
  associateRouteTable,
  createRoute,
  createRouteTable,
  deleteRoute,
  deleteRouteTable,
  disassociateRouteTable,
} from './route-operations.ts'
import { modifyRules, updateDescriptions } from './rule-changes.ts'
import { createSubnet, createVpc, deleteSubnet, deleteVpc } from './subnet-operations.ts'
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

type Operation = (context: Ec2Context, input: never, call: Call) => unknown

const OPERATIONS: Readonly<Record<string, Operation>> = {
  AllocateAddress: allocateAddress,
  AssociateAddress: associateAddress,
  AssociateRouteTable: associateRouteTable,
  AssociateSubnetCidrBlock: associateSubnetCidr,
  AssociateVpcCidrBlock: associateVpcCidr,
  AttachInternetGateway: attachInternetGateway,
  AuthorizeSecurityGroupEgress: authorize('egress'),
  AuthorizeSecurityGroupIngress: authorize('rules'),
  CreateInternetGateway: createInternetGateway,
  CreateManagedPrefixList: createPrefixList,
  CreateNetworkAcl: createNetworkAcl,
  CreateNetworkAclEntry: createNetworkAclEntry,
  CreateRoute: createRoute,
  CreateRouteTable: createRouteTable,
  CreateSecurityGroup: createSecurityGroup,
  CreateSubnet: createSubnet,
  CreateTags: createTags,
  CreateVpc: createVpc,
  DeleteInternetGateway: deleteInternetGateway,
  DeleteNetworkAcl: deleteNetworkAcl,
  DeleteNetworkAclEntry: deleteNetworkAclEntry,
  DeleteRoute: deleteRoute,
  DeleteRouteTable: deleteRouteTable,
  DeleteSecurityGroup: deleteSecurityGroup,
  DeleteSubnet: deleteSubnet,
  DeleteTags: deleteTags,
  DeleteVpc: deleteVpc,
  DescribeAccountAttributes: describeAccountAttributes,
  DescribeAddresses: describeAddresses,
  DescribeAvailabilityZones: describeAvailabilityZones,
  DescribeInstances: describeInstances,
  DescribeInternetGateways: describeInternetGateways,
  DescribeManagedPrefixLists: describePrefixLists,
  DescribeNetworkAcls: describeNetworkAcls,
  DescribeNetworkInterfaces: describeNetworkInterfaces,
  DescribeRegions: describeRegions,
  DescribeRouteTables: describeRouteTables,
  DescribeSecurityGroupRules: describeGroupRules,
  DescribeSecurityGroups: describeGroups,
  DescribeSubnets: describeSubnets,
  DescribeTags: describeTags,
  DescribeVpcs: describeVpcs,
  DetachInternetGateway: detachInternetGateway,
  DisassociateAddress: disassociateAddress,
  DisassociateRouteTable: disassociateRouteTable,
  GetManagedPrefixListEntries: getPrefixListEntries,
  ModifySecurityGroupRules: modifyRules,
  ModifySubnetAttribute: modifySubnet,
  ReleaseAddress: releaseAddress,
  ReplaceNetworkAclAssociation: replaceNetworkAclAssociation,
  ReplaceNetworkAclEntry: replaceNetworkAclEntry,
  RevokeSecurityGroupEgress: revoke('egress'),
  RevokeSecurityGroupIngress: revoke('rules'),
  UpdateSecurityGroupRuleDescriptionsEgress: updateDescriptions('egress'),
  UpdateSecurityGroupRuleDescriptionsIngress: updateDescriptions('rules'),
}

function bind(context: Ec2Context): Operations {
  const bound = Object.entries(OPERATIONS).map(([name, operation]): [string, Handler] => [
    name,
    (input, call) => operation(context, input, call),
  ])
  return Object.fromEntries(bound)
}
