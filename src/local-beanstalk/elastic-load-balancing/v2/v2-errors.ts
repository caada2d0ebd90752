/** Elastic Load Balancing's errors, API version 2015-12-01, in its words; what could not be found in a real answer says so. */

import { ServiceError } from '../../service-error.ts'

const validation = (message: string) => new ServiceError('ValidationError', message)
const invalidConfiguration = (message: string) => new ServiceError('InvalidConfigurationRequest', message)

export const v2Errors = {
  validation,
  invalidConfiguration,
  noLoadBalancers: () => new ServiceError('LoadBalancerNotFound', 'One or more load balancers not found'),
  noNamedLoadBalancers: (names: readonly string[]) =>
    new ServiceError('LoadBalancerNotFound', `Load balancers '[${names.join(', ')}]' not found`),
  noLoadBalancer: (arn: string) => new ServiceError('LoadBalancerNotFound', `Load balancer '${arn}' not found`),
  noListeners: () => new ServiceError('ListenerNotFound', 'One or more listeners not found'),
  noRules: () => new ServiceError('RuleNotFound', 'One or more rules not found'),
  noTargetGroups: () => new ServiceError('TargetGroupNotFound', 'One or more target groups not found'),
  noTargetGroup: (arn: string) => new ServiceError('TargetGroupNotFound', `Target groups '${arn}' not found`),
  noSubnet: (id: string) => new ServiceError('SubnetNotFound', `The subnet ID '${id}' does not exist`),
  noCertificate: (arn: string) => new ServiceError('CertificateNotFound', `Certificate '${arn}' not found`),
  noSslPolicy: (name: string) => new ServiceError('SSLPolicyNotFound', `SSL policy '${name}' not found`),
  noGateway: (vpcId: string) => new ServiceError('InvalidSubnet', `VPC ${vpcId} has no internet gateway`),
  invalidGroups: () => invalidConfiguration('One or more security groups are invalid'),
  duplicateName: (noun: 'load balancer' | 'target group', name: string) =>
    new ServiceError(
      noun === 'load balancer' ? 'DuplicateLoadBalancerName' : 'DuplicateTargetGroupName',
      `A ${noun} with the same name '${name}' exists, but with different settings`,
    ),
  duplicateListener: (arn: string) =>
    new ServiceError('DuplicateListener', `A listener already exists on this port for this load balancer '${arn}'`),
  priorityInUse: (priority: number) => new ServiceError('PriorityInUse', `Priority '${priority}' is currently in use`),
  groupInUse: (arn: string) =>
    new ServiceError('ResourceInUse', `Target group '${arn}' is currently in use by a listener or a rule`),
  groupElsewhere: (arn: string) =>
    new ServiceError(
      'TargetGroupAssociationLimit',
      `The following target groups cannot be associated with more than one load balancer: ${arn}`,
    ),
  protectedFromDeletion: (arn: string) =>
    new ServiceError(
      'OperationNotPermitted',
      `Load balancer '${arn}' cannot be deleted because deletion protection is enabled`,
    ),
  // That the default rule stays is documented (DeleteRule), the words are not.
  defaultRule: (arn: string) => new ServiceError('OperationNotPermitted', `Default rule '${arn}' cannot be deleted`),
  invalidTarget: (id: string) => new ServiceError('InvalidTarget', `Instance ID '${id}' is not valid`),
  notRunning: (ids: readonly string[]) =>
    new ServiceError(
      'InvalidTarget',
      `The following targets are not in a running state and cannot be registered: '${ids.join(', ')}'`,
    ),
  unsupportedProtocol: (protocol: string, kind: string) =>
    validation(`Protocol '${protocol}' is not supported on load balancers with type '${kind}'`),
  // The code is documented (CreateListener), the words are not.
  incompatible: (listener: string, group: string) =>
    new ServiceError(
      'IncompatibleProtocols',
      `Listener protocol '${listener}' is not supported with a target group with the protocol '${group}'`,
    ),
  duplicateTag: (key: string) => new ServiceError('DuplicateTagKeys', `Tag key '${key}' was provided multiple times`),
  tooManyTags: () => new ServiceError('TooManyTags', 'The maximum number of tags has been reached'),
  // ELB knows it: saying that it is invalid would be a lie.
  notServedHere: (what: string) => invalidConfiguration(`Local Beanstalk does not serve ${what}.`),
}
