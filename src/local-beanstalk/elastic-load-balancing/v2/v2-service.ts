/** Elastic Load Balancing, API version 2015-12-01: application and network load balancers. */

import * as sdk from '@aws-sdk/client-elastic-load-balancing-v2'
import { makeQueryService } from '../../query-service.ts'
import type { Service } from '../../service.ts'
import { validate } from '../../wire/constraint.ts'
import { querySignatureError } from '../../wire/signature-errors.ts'
import { accessedResources } from '../accessed-resources.ts'
import { bindOperations } from '../bind-operations.ts'
import type { LoadBalancing } from '../load-balancing.ts'
import { describeAccountLimits } from './account-limits.ts'
import { ACTION_TYPES, CONSTRAINTS, LOAD_BALANCER_TYPES } from './constraints.ts'
import { describeListenerAttributes, modifyListenerAttributes } from './listener-attributes.ts'
import { createListener, deleteListener, describeListeners, modifyListener } from './listener-operations.ts'
import {
  addListenerCertificates,
  describeListenerCertificates,
  removeListenerCertificates,
} from './listener-security.ts'
import { createLoadBalancer, deleteLoadBalancer, describeLoadBalancers } from './load-balancer-operations.ts'
import {
  describeLoadBalancerAttributes,
  modifyLoadBalancerAttributes,
  setIpAddressType,
  setSecurityGroups,
  setSubnets,
} from './load-balancer-settings.ts'
import { createRule, deleteRule, describeRules, modifyRule, setRulePriorities } from './rule-operations.ts'
import { describeSslPolicies } from './ssl-policies.ts'
import { addTags, describeTags, removeTags } from './tag-operations.ts'
import {
  createTargetGroup,
  deleteTargetGroup,
  describeTargetGroupAttributes,
  describeTargetGroups,
  modifyTargetGroup,
  modifyTargetGroupAttributes,
} from './target-group-operations.ts'
import { deregisterTargets, describeHealthOfTargets, registerTargets } from './target-operations.ts'

const SKEW_MINUTES = 5

export function makeElasticLoadBalancingV2Service(loadBalancing: LoadBalancing): Service {
  return makeQueryService(
    {
      name: 'elasticloadbalancingv2',
      signingName: 'elasticloadbalancing',
      protocol: 'awsQuery',
      version: '2015-12-01',
      xmlNamespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
      sdk,
      skewMinutes: SKEW_MINUTES,
      operations: bindOperations(loadBalancing, OPERATIONS),
      signatureError: verdict => querySignatureError(verdict, SKEW_MINUTES),
      validate: (parameters, operation) => {
        const Type = operation.name === 'CreateLoadBalancer' ? LOAD_BALANCER_TYPES : ACTION_TYPES
        validate(parameters, operation, { ...CONSTRAINTS, Type })
      },
      resourcesOf: (parameters, { region }, operation) =>
        accessedResources(loadBalancing, parameters, { region, operation }),
    },
    loadBalancing.world,
  )
}

const OPERATIONS = {
  AddListenerCertificates: addListenerCertificates,
  AddTags: addTags,
  CreateListener: createListener,
  CreateLoadBalancer: createLoadBalancer,
  CreateRule: createRule,
  CreateTargetGroup: createTargetGroup,
  DeleteListener: deleteListener,
  DeleteLoadBalancer: deleteLoadBalancer,
  DeleteRule: deleteRule,
  DeleteTargetGroup: deleteTargetGroup,
  DeregisterTargets: deregisterTargets,
  DescribeAccountLimits: describeAccountLimits,
  DescribeListenerAttributes: describeListenerAttributes,
  DescribeListenerCertificates: describeListenerCertificates,
  DescribeListeners: describeListeners,
  DescribeLoadBalancerAttributes: describeLoadBalancerAttributes,
  DescribeLoadBalancers: describeLoadBalancers,
  DescribeRules: describeRules,
  DescribeSSLPolicies: describeSslPolicies,
  DescribeTags: describeTags,
  DescribeTargetGroupAttributes: describeTargetGroupAttributes,
  DescribeTargetGroups: describeTargetGroups,
  DescribeTargetHealth: describeHealthOfTargets,
  ModifyListener: modifyListener,
  ModifyListenerAttributes: modifyListenerAttributes,
  ModifyLoadBalancerAttributes: modifyLoadBalancerAttributes,
  ModifyRule: modifyRule,
  ModifyTargetGroup: modifyTargetGroup,
  ModifyTargetGroupAttributes: modifyTargetGroupAttributes,
  RegisterTargets: registerTargets,
  RemoveListenerCertificates: removeListenerCertificates,
  RemoveTags: removeTags,
  SetIpAddressType: setIpAddressType,
  SetRulePriorities: setRulePriorities,
  SetSecurityGroups: setSecurityGroups,
  SetSubnets: setSubnets,
}
