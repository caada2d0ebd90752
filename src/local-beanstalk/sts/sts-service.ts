/** AWS STS: who am I, and who may I become? */

import * as sdk from '@aws-sdk/client-sts'
import { makeQueryService } from '../query-service.ts'
import type { Call, Operations, Service } from '../service.ts'
import { querySignatureError } from '../wire/signature-errors.ts'
import type { World } from '../world.ts'
import type { Roles } from './role.ts'
import { assumeRole, assumeRoleWithWebIdentity, getAccessKeyInfo, getSessionToken } from './sessions.ts'
import { stsErrors } from './sts-errors.ts'

const SKEW_MINUTES = 15

export function makeStsService(world: World, roles: Roles): Service {
  return makeQueryService(
    {
      name: 'sts',
      protocol: 'awsQuery',
      version: '2011-06-15',
      xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
      sdk,
      skewMinutes: SKEW_MINUTES,
      unsigned: ['AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'],
      operations: bind({ world, roles }),
      signatureError: verdict => querySignatureError(verdict, SKEW_MINUTES),
      validate: (parameters, { required }) => {
        const missing = required.find(name => parameters[name] === undefined)
        if (missing !== undefined) throw stsErrors.missingMember(missing.charAt(0).toLowerCase() + missing.slice(1))
      },
      resourcesOf: ({ RoleArn }) => [{ arn: typeof RoleArn === 'string' ? RoleArn : '*' }],
    },
    world,
  )
}

function bind(context: { readonly world: World; readonly roles: Roles }): Operations {
  type Operation<Input> = (
    context: { readonly world: World; readonly roles: Roles },
    input: Input,
    call: Call,
  ) => unknown
  const to =
    <Input>(operation: Operation<Input>) =>
    (input: Input, call: Call) =>
      operation(context, input, call)
  return {
    AssumeRole: to(assumeRole),
    AssumeRoleWithWebIdentity: to(assumeRoleWithWebIdentity),
    GetAccessKeyInfo: to(getAccessKeyInfo),
    GetCallerIdentity: to(getCallerIdentity),
    GetSessionToken: to(getSessionToken),
  }
}

function getCallerIdentity(
  { world }: { readonly world: World },
  _input: unknown,
  { principalArn }: Call,
): sdk.GetCallerIdentityResponse {
  const session = principalArn.split('/').at(-1)
  return { UserId: `AROALOCALBEANSTALK:${session}`, Account: world.accountId, Arn: principalArn }
}
