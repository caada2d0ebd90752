/** AWS Elastic Beanstalk: its protocol, its limits, its errors before any operation is reached. */

import * as sdk from '@aws-sdk/client-elastic-beanstalk'
import { makeQueryService } from '../query-service.ts'
import type { Service } from '../service.ts'
import { validate } from '../wire/constraint.ts'
import { querySignatureError } from '../wire/signature-errors.ts'
import { accessedResources } from './accessed-resources.ts'
import type { Beanstalk } from './beanstalk.ts'
import { ATTRIBUTE_NAMES, CONSTRAINTS } from './constraints.ts'
import { withFaults } from './faulty/faulty-operations.ts'
import { bindOperations } from './operations.ts'

const SKEW_MINUTES = 5

export function makeElasticBeanstalkService(beanstalk: Beanstalk): Service {
  const { world } = beanstalk
  return makeQueryService(
    {
      name: 'elasticbeanstalk',
      protocol: 'awsQuery',
      version: '2010-12-01',
      xmlNamespace: 'http://elasticbeanstalk.amazonaws.com/docs/2010-12-01/',
      sdk,
      skewMinutes: SKEW_MINUTES,
      operations: withFaults(bindOperations(beanstalk), beanstalk),
      signatureError: verdict => querySignatureError(verdict, SKEW_MINUTES),
      validate: (parameters, operation) => {
        const attributeNames = ATTRIBUTE_NAMES[operation.name]
        validate(parameters, operation, {
          ...CONSTRAINTS,
          ...(attributeNames && { AttributeNames: { oneOf: attributeNames } }),
        })
      },
      resourcesOf: (parameters, call, operation) => accessedResources(beanstalk, { operation, parameters }, call),
    },
    world,
  )
}
