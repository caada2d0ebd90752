/** Finds what a request names, or says in the service's words that it is not there. */

import { takePage } from '../paging.ts'
import { beanstalkErrors } from './beanstalk-errors.ts'
import type {
  Application,
  ApplicationVersion,
  BeanstalkRegion,
  ConfigurationTemplate,
  Environment,
} from './beanstalk-model.ts'

export function findApplication(region: BeanstalkRegion, name: string): Application {
  const application = region.applications.get(name)
  if (application === undefined) throw beanstalkErrors.noApplication(name)
  return application
}

export function findVersion(application: Application, label: string): ApplicationVersion {
  const version = application.versions.get(label)
  if (version === undefined) throw beanstalkErrors.noVersion(label)
  return version
}

export function findTemplate(application: Application, name: string): ConfigurationTemplate {
  const template = application.templates.get(name)
  if (template === undefined) throw beanstalkErrors.noTemplate(application.name, name)
  return template
}

export interface EnvironmentNamed {
  readonly EnvironmentId?: string | undefined
  readonly EnvironmentName?: string | undefined
  readonly ApplicationName?: string | undefined
}

/** The environment that is not terminated. */
export function findEnvironment(region: BeanstalkRegion, named: EnvironmentNamed): Environment {
  const { EnvironmentId: id, EnvironmentName: name, ApplicationName: application } = named
  if (id === undefined && name === undefined) throw beanstalkErrors.environmentNotNamed()
  const environment = livingEnvironments(region).find(
    candidate =>
      (id === undefined || candidate.id === id) &&
      (name === undefined || candidate.name === name) &&
      (application === undefined || candidate.applicationName === application),
  )
  if (environment === undefined) throw beanstalkErrors.noEnvironment({ id, name })
  return environment
}

/** The environment, if it is Ready: for operations that change it. */
export function findReadyEnvironment(region: BeanstalkRegion, named: EnvironmentNamed): Environment {
  const environment = findEnvironment(region, named)
  if (environment.status !== 'Ready') throw beanstalkErrors.notReady(environment.name)
  return environment
}

export function livingEnvironments(region: BeanstalkRegion): Environment[] {
  return [...region.environments.values()].filter(({ status }) => status !== 'Terminated')
}

export interface PageAsked {
  readonly MaxRecords?: number | undefined
  readonly NextToken?: string | undefined
}

/** @throws ServiceError when the token is none of ours. */
export function pageOf<Item>(items: readonly Item[], asked: PageAsked, keyOf: (item: Item) => string) {
  const page = takePage(items, { max: asked.MaxRecords ?? 1000, token: asked.NextToken }, keyOf)
  if (page === undefined) throw beanstalkErrors.badNextToken()
  return page
}
