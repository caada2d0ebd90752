/** Where the things of a deployment stand in AWS's console. Pure. */

import { partitionOf } from '../aws/partition.ts'
import type { DeployProducts } from './deploy-products.ts'

/** What the region is the first label of; the isolated partitions have none that is public. */
const CONSOLES: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
}

type Place = Pick<DeployProducts, 'region' | 'applicationName' | 'state' | 'survey'>

/** The events of the environment. Undefined where none is known, and for a region without a console or a usual name. */
export function findConsoleLink(place: Place): URL | undefined {
  return linkEnvironment(place, 'events')
}

/** The environment itself; undefined as its events are. */
export function findEnvironmentLink(place: Place): URL | undefined {
  return linkEnvironment(place, 'dashboard')
}

/** All versions of the application; undefined for a region without a console. */
export function findVersionsLink({ region, applicationName }: Pick<Place, 'region' | 'applicationName'>) {
  if (applicationName === '') return undefined
  return openConsole(region, 'elasticbeanstalk', `/application/versions?applicationName=${encode(applicationName)}`)
}

/** A security group. */
export function findGroupLink(region: string, groupId: string): URL | undefined {
  return /^sg-[0-9a-f]{1,40}$/.test(groupId)
    ? openConsole(region, 'ec2', `SecurityGroup:groupId=${groupId}`)
    : undefined
}

/** A load balancer, by its name. */
export function findLoadBalancerLink(region: string, name: string): URL | undefined {
  return /^[\w-]{1,64}$/.test(name) ? openConsole(region, 'ec2', `LoadBalancers:search=${name}`) : undefined
}

function linkEnvironment({ region, applicationName, state, survey }: Place, page: string): URL | undefined {
  const id = (state ?? survey)?.id ?? ''
  if (!/^e-[a-z0-9]{1,40}$/.test(id)) return undefined
  const place = `applicationName=${encode(applicationName)}&environmentId=${id}`
  return openConsole(region, 'elasticbeanstalk', `/environment/${page}?${place}`)
}

function openConsole(region: string, service: string, place: string): URL | undefined {
  const host = CONSOLES[partitionOf(region)]
  if (!host || !/^[a-z0-9-]{1,40}$/.test(region)) return undefined
  return new URL(`https://${region}.${host}/${service}/home?region=${region}#${place}`)
}

// A name may have a lone surrogate, which no URL can.
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}
