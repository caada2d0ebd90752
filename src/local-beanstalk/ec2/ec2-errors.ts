/** Amazon EC2's errors, in its words. */

import { ServiceError } from '../service-error.ts'

const invalidName = (noun: string, name: string) =>
  new ServiceError('InvalidParameterValue', `Invalid ${noun}: [${name}]`)

export const ec2Errors = {
  missingParameter: (name: string) =>
    new ServiceError('MissingParameter', `The request must contain the parameter ${name}`),
  invalidParameter: (message: string) => new ServiceError('InvalidParameterValue', message),
  malformedGroupId: (id: string) =>
    new ServiceError('InvalidGroupId.Malformed', `Invalid id: "${id}" (expecting "sg-...")`),
  groupNotFound: (id: string) => new ServiceError('InvalidGroup.NotFound', `The security group '${id}' does not exist`),
  groupExists: (name: string, vpcId: string) =>
    new ServiceError('InvalidGroup.Duplicate', `The security group '${name}' already exists for VPC '${vpcId}'`),
  notAttached: (gatewayId: string, vpcId: string) =>
    new ServiceError('Gateway.NotAttached', `resource ${gatewayId} is not attached to network ${vpcId}`),
  mappedAddresses: (vpcId: string) =>
    new ServiceError(
      'DependencyViolation',
      `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
    ),
  groupInUse: (id: string) => new ServiceError('DependencyViolation', `resource ${id} has a dependent object`),
  defaultGroup: (id: string) =>
    new ServiceError('CannotDelete', `the specified group: "${id}" name: "default" cannot be deleted by a user`),
  /** `InvalidVpcID.NotFound`, "The vpc ID 'vpc-...' does not exist", and so on for each sort of resource. */
  resourceNotFound: (code: string, noun: string, id: string) =>
    new ServiceError(`${code}.NotFound`, `The ${noun} ID '${id}' does not exist`),
  addressNotFound: (ip: string) => new ServiceError('InvalidAddress.NotFound', `Address '${ip}' not found.`),
  tooManyAddresses: () => new ServiceError('AddressLimitExceeded', 'The maximum number of addresses has been reached.'),
  addressInUse: (ip: string) => new ServiceError('InvalidIPAddress.InUse', `Address ${ip} is in use.`),
  alreadyAssociated: (allocationId: string, associationId: string) =>
    new ServiceError(
      'Resource.AlreadyAssociated',
      `resource ${allocationId} is already associated with associate-id ${associationId}`,
    ),
  invalidRange: (code: 'InvalidSubnet.Range' | 'InvalidVpc.Range', cidr: string) =>
    new ServiceError(code, `The CIDR '${cidr}' is invalid.`),
  subnetConflict: (cidr: string) =>
    new ServiceError('InvalidSubnet.Conflict', `The CIDR '${cidr}' conflicts with another subnet`),
  hasDependencies: (noun: string, id: string) =>
    new ServiceError('DependencyViolation', `The ${noun} '${id}' has dependencies and cannot be deleted.`),
  routeExists: (destination: string) =>
    new ServiceError('RouteAlreadyExists', `The route identified by ${destination} already exists.`),
  routeNotFound: (destination: string, tableId: string) =>
    new ServiceError(
      'InvalidRoute.NotFound',
      `no route with destination-cidr-block ${destination} in route table ${tableId}`,
    ),
  otherNetwork: (tableId: string, gatewayId: string) =>
    new ServiceError(
      'InvalidParameterValue',
      `route table ${tableId} and network gateway ${gatewayId} belong to different networks`,
    ),
  entryExists: (number: number) =>
    new ServiceError('NetworkAclEntryAlreadyExists', `The network acl entry identified by ${number} already exists.`),
  entryNotFound: (number: number) =>
    new ServiceError(
      'InvalidNetworkAclEntry.NotFound',
      `The network acl entry identified by ${number} does not exist.`,
    ),
  regionNotFound: (name: string) => invalidName('region', name),
  zoneNotFound: (name: string) => invalidName('availability zone', name),
  taggedNotFound: (id: string) => new ServiceError('InvalidID', `The ID '${id}' is not valid`),
  tooManyTags: () =>
    new ServiceError('TagLimitExceeded', 'The maximum number of tags for the resource has been reached.'),
  ruleNotFound: () =>
    new ServiceError('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.'),
  ruleIdNotFound: (id: string) =>
    new ServiceError('InvalidSecurityGroupRuleId.NotFound', `The security group rule ID '${id}' does not exist`),
  duplicateRule: (peer: string) =>
    new ServiceError('InvalidPermission.Duplicate', `the specified rule "peer: ${peer}, ALLOW" already exists`),
  tooManyRules: () =>
    new ServiceError(
      'RulesPerSecurityGroupLimitExceeded',
      'The maximum number of rules per security group has been reached.',
    ),
  prefixListNotFound: (id: string) =>
    new ServiceError('InvalidPrefixListID.NotFound', `The prefix list ID '${id}' does not exist`),
  malformedInstanceId: (id: string) => new ServiceError('InvalidInstanceID.Malformed', `Invalid id: "${id}"`),
  instanceNotFound: (id: string) =>
    new ServiceError('InvalidInstanceID.NotFound', `The instance ID '${id}' does not exist`),
  dryRun: () =>
    new ServiceError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', { status: 412 }),
}
