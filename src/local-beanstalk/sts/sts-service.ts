/** AWS STS: who am I? */

import * as sdk from '@aws-sdk/client-sts'
import { makeQueryService } from '../query-service.ts'
import type { Call, Service } from '../service.ts'
import { querySignatureError } from '../wire/signature-errors.ts'
import type { World } from '../world.ts'

const SKEW_MINUTES = 15

export function makeStsService(world: World): Service {
  return makeQueryService(
    {
      name: 'sts',
      protocol: 'awsQuery',
      version: '2011-06-15',
      xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
      sdk,
      skewMinutes: SKEW_MINUTES,
      operations: { GetCallerIdentity: (_input: never, call: Call) => getCallerIdentity(world, call) },
      signatureError: verdict => querySignatureError(verdict, SKEW_MINUTES),
      validate: () => {},
      resourcesOf: () => [{ arn: '*' }],
    },
    world,
  )
}

function getCallerIdentity(world: World, { principalArn }: Call): sdk.GetCallerIdentityResponse {
  const session = principalArn.split('/').at(-1)
  return { UserId: `AROALOCALBEANSTALK:${session}`, Account: world.accountId, Arn: principalArn }
}
