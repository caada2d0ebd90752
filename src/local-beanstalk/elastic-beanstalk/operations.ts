/** Which operation of Elastic Beanstalk is served by what. */

import type { Call, Operations } from '../service.ts'
import { createVersion, deleteVersion, describeVersions, updateVersion } from './application-versions.ts'
import {
  createApplication,
  createStorageLocation,
  deleteApplication,
  describeApplications,
  updateApplication,
} from './applications.ts'
import type { Beanstalk } from './beanstalk.ts'
import { checkDnsAvailability } from './check-dns.ts'
import { describeOptions, describeSettings, validateSettings } from './configuration-settings.ts'
import { createTemplate, deleteTemplate, updateTemplate } from './configuration-templates.ts'
import { createEnvironment } from './create-environment.ts'
import { requestInfo, retrieveInfo } from './environment-info.ts'
import {
  abortUpdate,
  describeEnvironments,
  describeResources,
  terminateEnvironment,
  updateEnvironment,
} from './environments.ts'
import { describeEnvironmentHealth, describeInstancesHealth } from './health-operations.ts'
import { applyManagedAction, describeManagedActionHistory, describeManagedActions } from './managed-actions.ts'
import { associateOperationsRole, disassociateOperationsRole } from './operations-role.ts'
import {
  describeAccountAttributes,
  describePlatformVersion,
  listPlatformBranches,
  listPlatformVersions,
  listSolutionStacks,
} from './platforms.ts'
import { describeEvents } from './reading-operations.ts'
import { rebuildEnvironment, restartAppServer } from './rebuild.ts'
import { updateLifecycle } from './resource-lifecycle.ts'
import { listTags, updateTags } from './resource-tags.ts'
import { swapCnames } from './swap.ts'

// The wire decodes by the operation's own schema, so each may name the type that this schema stands for.
type Operation = (beanstalk: Beanstalk, input: never, call: Call) => unknown

/** By their names in the API. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  AbortEnvironmentUpdate: abortUpdate,
  ApplyEnvironmentManagedAction: applyManagedAction,
  AssociateEnvironmentOperationsRole: associateOperationsRole,
  CheckDNSAvailability: checkDnsAvailability,
  CreateApplication: createApplication,
  CreateApplicationVersion: createVersion,
  CreateConfigurationTemplate: createTemplate,
  CreateEnvironment: createEnvironment,
  CreateStorageLocation: createStorageLocation,
  DeleteApplication: deleteApplication,
  DeleteApplicationVersion: deleteVersion,
  DeleteConfigurationTemplate: deleteTemplate,
  DescribeAccountAttributes: describeAccountAttributes,
  DescribeApplicationVersions: describeVersions,
  DescribeApplications: describeApplications,
  DescribeConfigurationOptions: describeOptions,
  DescribeConfigurationSettings: describeSettings,
  DescribeEnvironmentHealth: describeEnvironmentHealth,
  DescribeEnvironmentManagedActionHistory: describeManagedActionHistory,
  DescribeEnvironmentManagedActions: describeManagedActions,
  DescribeEnvironmentResources: describeResources,
  DescribeEnvironments: describeEnvironments,
  DescribeEvents: describeEvents,
  DescribeInstancesHealth: describeInstancesHealth,
  DescribePlatformVersion: describePlatformVersion,
  DisassociateEnvironmentOperationsRole: disassociateOperationsRole,
  ListAvailableSolutionStacks: listSolutionStacks,
  ListPlatformBranches: listPlatformBranches,
  ListPlatformVersions: listPlatformVersions,
  ListTagsForResource: listTags,
  RebuildEnvironment: rebuildEnvironment,
  RequestEnvironmentInfo: requestInfo,
  RestartAppServer: restartAppServer,
  RetrieveEnvironmentInfo: retrieveInfo,
  SwapEnvironmentCNAMEs: swapCnames,
  TerminateEnvironment: terminateEnvironment,
  UpdateApplication: updateApplication,
  UpdateApplicationResourceLifecycle: updateLifecycle,
  UpdateApplicationVersion: updateVersion,
  UpdateConfigurationTemplate: updateTemplate,
  UpdateEnvironment: updateEnvironment,
  UpdateTagsForResource: updateTags,
  ValidateConfigurationSettings: validateSettings,
}

export function bindOperations(beanstalk: Beanstalk): Operations {
  const bound = Object.entries(OPERATIONS).map(
    ([name, operate]) => [name, (input: never, call: Call) => operate(beanstalk, input, call)] as const,
  )
  return Object.fromEntries(bound)
}
