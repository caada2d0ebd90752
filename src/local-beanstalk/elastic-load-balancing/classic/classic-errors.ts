/** Elastic Load Balancing's errors, API version 2012-06-01, in its words. */

import { ServiceError } from '../../service-error.ts'

const validation = (message: string) => new ServiceError('ValidationError', message)

export const classicErrors = {
  validation,
  noLoadBalancer: (name: string) =>
    new ServiceError('LoadBalancerNotFound', `There is no ACTIVE Load Balancer named '${name}'`),
  duplicateName: (name: string) =>
    new ServiceError(
      'DuplicateLoadBalancerName',
      `The load balancer '${name}' already exists and it is configured with different parameters.`,
    ),
  duplicateListener: (name: string, port: number) =>
    new ServiceError(
      'DuplicateListener',
      `A listener already exists for ${name} with LoadBalancerPort ${port}, but with a different InstancePort, Protocol, or SSLCertificateId`,
    ),
  noListener: (name: string, port: number) =>
    new ServiceError('ListenerNotFound', `The load balancer '${name}' has no listener with LoadBalancerPort ${port}`),
  noCertificate: (arn: string) =>
    new ServiceError('CertificateNotFound', `Server Certificate not found for the key: ${arn}`),
  certificateMissing: () => validation('Secure Listeners need to specify a SSLCertificateId'),
  unsupportedProtocol: (protocol: string) =>
    new ServiceError('UnsupportedProtocol', `Protocol '${protocol}' must be one of HTTP, HTTPS, TCP, SSL`),
  // The rule is documented (Listener), its words are not.
  otherLayer: (protocol: string, instanceProtocol: string) =>
    validation(`InstanceProtocol '${instanceProtocol}' is not on the same layer as Protocol '${protocol}'`),
  noInstance: (id: string) => new ServiceError('InvalidInstance', `Could not find EC2 instance ${id}.`),
  noPolicy: (name: string) =>
    new ServiceError('PolicyNotFound', `There is no policy with name ${name} for load balancer`),
  duplicatePolicy: (name: string) =>
    new ServiceError('DuplicatePolicyName', `A policy with the name '${name}' already exists for this load balancer.`),
  policyOfOtherLayer: () =>
    new ServiceError(
      'InvalidConfigurationRequest',
      'LBCookieStickinessPolicyType can be associated with only HTTP and HTTPS listeners',
      { status: 409 },
    ),
  noSubnet: (id: string) => new ServiceError('SubnetNotFound', `The subnet ID '${id}' does not exist`),
  noZone: (zone: string) => validation(`Requested Availability Zone ${zone} is currently constrained or unknown`),
  invalidGroups: () =>
    new ServiceError('InvalidSecurityGroup', 'One or more of the specified security groups do not exist.'),
  duplicateTag: (key: string) => new ServiceError('DuplicateTagKeys', `Tag key was specified more than once: ${key}`),
  tooManyTags: () =>
    new ServiceError(
      'TooManyTags',
      'The quota for the number of tags that can be assigned to a load balancer has been reached',
    ),
}
