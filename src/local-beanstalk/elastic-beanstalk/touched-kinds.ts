/** Which kinds of resources each operation of Elastic Beanstalk touches, as its policies see it. */

export type ResourceKind =
  | 'application'
  | 'applicationversion'
  | 'configurationtemplate'
  | 'environment'
  | 'platform'
  | 'solutionstack'

export interface TouchedKinds {
  /** A policy has to allow the operation on all of them. */
  readonly required?: readonly ResourceKind[]
  /** A policy has to allow it on those that the request names. */
  readonly optional?: readonly ResourceKind[]
}

const ENVIRONMENT: TouchedKinds = { required: ['environment'] }
const VERSION: TouchedKinds = { required: ['applicationversion'] }
const TEMPLATE: TouchedKinds = { required: ['configurationtemplate'] }
const APPLICATION: TouchedKinds = { required: ['application'] }

/**
 * An operation that is not here touches nothing of its own. UpdateEnvironment and CreateEnvironment touch the environment
 * alone: the version, the template and the platform that it gets are condition keys.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Elastic Beanstalk", September
 * 2026; the Developer Guide, "Resources and conditions for Elastic Beanstalk actions", has the same but for
 * CreateApplicationVersion, where it leaves the application out.
 */
export const TOUCHED_KINDS: Readonly<Record<string, TouchedKinds>> = {
  AbortEnvironmentUpdate: ENVIRONMENT,
  ApplyEnvironmentManagedAction: ENVIRONMENT,
  AssociateEnvironmentOperationsRole: ENVIRONMENT,
  ComposeEnvironments: { required: ['application', 'applicationversion'] },
  CreateApplication: APPLICATION,
  CreateApplicationVersion: { required: ['application', 'applicationversion'] },
  CreateConfigurationTemplate: TEMPLATE,
  CreateEnvironment: ENVIRONMENT,
  CreatePlatformVersion: { required: ['platform'] },
  DeleteApplication: APPLICATION,
  DeleteApplicationVersion: VERSION,
  DeleteConfigurationTemplate: TEMPLATE,
  DeleteEnvironmentConfiguration: ENVIRONMENT,
  DeletePlatformVersion: { required: ['platform'] },
  DescribeApplicationVersions: { optional: ['applicationversion'] },
  DescribeApplications: { optional: ['application'] },
  DescribeConfigurationOptions: { optional: ['environment', 'configurationtemplate', 'solutionstack'] },
  DescribeConfigurationSettings: { optional: ['environment', 'configurationtemplate'] },
  DescribeEnvironmentHealth: { optional: ['environment'] },
  DescribeEnvironmentManagedActionHistory: { optional: ['environment'] },
  DescribeEnvironmentManagedActions: { optional: ['environment'] },
  DescribeEnvironmentResources: { optional: ['environment'] },
  DescribeEnvironments: { optional: ['environment'] },
  DescribeEvents: { optional: ['application', 'applicationversion', 'configurationtemplate', 'environment'] },
  DescribeInstancesHealth: { optional: ['environment'] },
  DescribePlatformVersion: { optional: ['platform'] },
  DisassociateEnvironmentOperationsRole: ENVIRONMENT,
  ListAvailableSolutionStacks: { optional: ['solutionstack'] },
  ListPlatformVersions: { optional: ['platform'] },
  RebuildEnvironment: ENVIRONMENT,
  RequestEnvironmentInfo: ENVIRONMENT,
  RestartAppServer: ENVIRONMENT,
  RetrieveEnvironmentInfo: ENVIRONMENT,
  SwapEnvironmentCNAMEs: ENVIRONMENT,
  TerminateEnvironment: ENVIRONMENT,
  UpdateApplication: APPLICATION,
  UpdateApplicationResourceLifecycle: APPLICATION,
  UpdateApplicationVersion: VERSION,
  UpdateConfigurationTemplate: TEMPLATE,
  UpdateEnvironment: ENVIRONMENT,
  ValidateConfigurationSettings: { optional: ['environment', 'configurationtemplate'] },
}
