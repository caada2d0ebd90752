/** Amazon EC2 as far as an environment's network needs it. */

import * as sdk from '@aws-sdk/client-ec2'
import { makeQueryService } from '../query-service.ts'
import type { Call, Operations, Service } from '../service.ts'
import { ec2SignatureError } from '../wire/signature-errors.ts'
import type { World } from '../world.ts'
import { ec2Errors } from './ec2-errors.ts'
import type { Ec2 } from './ec2-model.ts'
import { describeGroupRules, describeGroups, type Ec2Context } from './group-operations.ts'
import { authorizeIngress, revokeIngress } from './ingress-operations.ts'
import { describeInstances, describeSubnets, describeVpcs } from './instance-operations.ts'

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
      resourceOf: ({ GroupId }, call) =>
        typeof GroupId === 'string' ? `arn:aws:ec2:${call.region}:${world.accountId}:security-group/${GroupId}` : '*',
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
    AuthorizeSecurityGroupIngress: to(authorizeIngress),
    RevokeSecurityGroupIngress: to(revokeIngress),
    DescribeSecurityGroups: to(describeGroups),
    DescribeSecurityGroupRules: to(describeGroupRules),
    DescribeInstances: to(describeInstances),
    DescribeVpcs: to(describeVpcs),
    DescribeSubnets: to(describeSubnets),
  }
}
