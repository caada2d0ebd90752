/** Elastic Load Balancing, API version 2012-06-01: classic load balancers. */

import * as sdk from '@aws-sdk/client-elastic-load-balancing'
import { makeQueryService } from '../../query-service.ts'
import type { Service } from '../../service.ts'
import { type Constraints, validate } from '../../wire/constraint.ts'
import { querySignatureError } from '../../wire/signature-errors.ts'
import { accessedResources } from '../accessed-resources.ts'
import { bindOperations } from '../bind-operations.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import { describeLoadBalancerAttributes, modifyLoadBalancerAttributes } from './classic-attributes.ts'
import {
  configureHealthCheck,
  deregisterInstances,
  describeInstanceHealth,
  registerInstances,
} from './classic-instances.ts'
import {
  createLoadBalancerListeners,
  deleteLoadBalancerListeners,
  setListenerCertificate,
} from './classic-listeners.ts'
import {
  applySecurityGroups,
  createLoadBalancer,
  deleteLoadBalancer,
  describeLoadBalancers,
} from './classic-load-balancers.ts'
import { createCookiePolicy, deletePolicy, describePolicies, setPoliciesOfListener } from './classic-policies.ts'
import { addTags, describeTags, removeTags } from './classic-tags.ts'

const SKEW_MINUTES = 5

// Source: ELB API Reference 2012-06-01.
const CONSTRAINTS: Constraints = {
  HealthyThreshold: { min: 2, max: 10 },
  Interval: { min: 5, max: 300 },
  PageSize: { min: 1, max: 400 },
  Timeout: { min: 1, max: 3600 },
  UnhealthyThreshold: { min: 2, max: 10 },
  Key: { min: 1, max: 128 },
}

const OPERATIONS = {
  AddTags: addTags,
  ApplySecurityGroupsToLoadBalancer: applySecurityGroups,
  ConfigureHealthCheck: configureHealthCheck,
  CreateLBCookieStickinessPolicy: createCookiePolicy,
  CreateLoadBalancer: createLoadBalancer,
  CreateLoadBalancerListeners: createLoadBalancerListeners,
  DeleteLoadBalancer: deleteLoadBalancer,
  DeleteLoadBalancerListeners: deleteLoadBalancerListeners,
  DeleteLoadBalancerPolicy: deletePolicy,
  DeregisterInstancesFromLoadBalancer: deregisterInstances,
  DescribeInstanceHealth: describeInstanceHealth,
  DescribeLoadBalancerAttributes: describeLoadBalancerAttributes,
  DescribeLoadBalancerPolicies: describePolicies,
  DescribeLoadBalancers: describeLoadBalancers,
  DescribeTags: describeTags,
  ModifyLoadBalancerAttributes: modifyLoadBalancerAttributes,
  RegisterInstancesWithLoadBalancer: registerInstances,
  RemoveTags: removeTags,
  SetLoadBalancerListenerSSLCertificate: setListenerCertificate,
  SetLoadBalancerPoliciesOfListener: setPoliciesOfListener,
}

export function makeElasticLoadBalancingService(loadBalancing: LoadBalancing): Service {
  return makeQueryService(
    {
      name: 'elasticloadbalancing',
      protocol: 'awsQuery',
      version: '2012-06-01',
      xmlNamespace: 'http://elasticloadbalancing.amazonaws.com/doc/2012-06-01/',
      sdk,
      skewMinutes: SKEW_MINUTES,
      operations: bindOperations(loadBalancing, OPERATIONS),
      signatureError: verdict => querySignatureError(verdict, SKEW_MINUTES),
      validate: (parameters, operation) => validate(parameters, operation, CONSTRAINTS),
      resourcesOf: (parameters, { region }, operation) =>
        accessedResources(loadBalancing, parameters, { region, operation }),
    },
    loadBalancing.world,
  )
}
