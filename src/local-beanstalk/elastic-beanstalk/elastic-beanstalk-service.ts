/** AWS Elastic Beanstalk: which operation is served by what. */

import * as sdk from '@aws-sdk/client-elastic-beanstalk'
import { makeQueryService } from '../query-service.ts'
import type { Call, Operations, Service } from '../service.ts'
import { validate } from '../wire/constraint.ts'
import { querySignatureError } from '../wire/signature-errors.ts'
import { createVersion, deleteVersion, describeVersions } from './application-versions.ts'
import {
  createApplication,
  createStorageLocation,
  deleteApplication,
  describeApplications,
  listSolutionStacks,
} from './applications.ts'
import type { Beanstalk } from './beanstalk.ts'
import { ATTRIBUTE_NAMES, CONSTRAINTS } from './constraints.ts'
import { createEnvironment } from './create-environment.ts'
import { requestInfo, retrieveInfo } from './environment-info.ts'
import {
  abortUpdate,
  describeEnvironments,
  describeResources,
  terminateEnvironment,
  updateEnvironment,
} from './environments.ts'
import {
  describeEnvironmentHealth,
  describeEvents,
  describeInstancesHealth,
  describeSettings,
} from './reading-operations.ts'

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
      operations: bind(beanstalk),
      signatureError: verdict => querySignatureError(verdict, SKEW_MINUTES),
      validate: (parameters, operation) => {
        const attributeNames = ATTRIBUTE_NAMES[operation.name]
        validate(parameters, operation, {
          ...CONSTRAINTS,
          ...(attributeNames && { AttributeNames: { oneOf: attributeNames } }),
        })
      },
      resourceOf: (parameters, call) => resourceOf(parameters, { region: call.region, accountId: world.accountId }),
    },
    world,
  )
}

type Operation<Input> = (beanstalk: Beanstalk, input: Input, call: Call) => unknown

function bind(beanstalk: Beanstalk): Operations {
  const to =
    <Input>(operation: Operation<Input>) =>
    (input: Input, call: Call) =>
      operation(beanstalk, input, call)
  return {
    AbortEnvironmentUpdate: to(abortUpdate),
    CreateApplication: to(createApplication),
    CreateApplicationVersion: to(createVersion),
    CreateEnvironment: to(createEnvironment),
    CreateStorageLocation: to(createStorageLocation),
    DeleteApplication: to(deleteApplication),
    DeleteApplicationVersion: to(deleteVersion),
    DescribeApplicationVersions: to(describeVersions),
    DescribeApplications: to(describeApplications),
    DescribeConfigurationSettings: to(describeSettings),
    DescribeEnvironmentHealth: to(describeEnvironmentHealth),
    DescribeEnvironmentResources: to(describeResources),
    DescribeEnvironments: to(describeEnvironments),
    DescribeEvents: to(describeEvents),
    DescribeInstancesHealth: to(describeInstancesHealth),
    ListAvailableSolutionStacks: to(listSolutionStacks),
    RequestEnvironmentInfo: to(requestInfo),
    RetrieveEnvironmentInfo: to(retrieveInfo),
    TerminateEnvironment: to(terminateEnvironment),
    UpdateEnvironment: to(updateEnvironment),
  }
}

function resourceOf(
  parameters: Readonly<Record<string, unknown>>,
  { region, accountId }: { region: string; accountId: string },
): string {
  const { ApplicationName: application, EnvironmentName: environment, VersionLabel: label } = parameters
  const arn = `arn:aws:elasticbeanstalk:${region}:${accountId}`
  if (typeof environment === 'string') return `${arn}:environment/${application ?? '*'}/${environment}`
  if (typeof label === 'string') return `${arn}:applicationversion/${application ?? '*'}/${label}`
  return typeof application === 'string' ? `${arn}:application/${application}` : '*'
}
