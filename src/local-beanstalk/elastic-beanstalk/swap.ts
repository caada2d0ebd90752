/** SwapEnvironmentCNAMEs: two environments exchange their names, and with them the fronts that clients reach. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Call } from '../service.ts'
import type { Beanstalk } from './beanstalk.ts'
import { beanstalkErrors } from './beanstalk-errors.ts'
import type { Environment } from './beanstalk-model.ts'
import { cnameOf, endpointOf, publishName } from './cname.ts'
import { observedHealth } from './health.ts'
import { readWish } from './load-balancer-wish.ts'
import { findReadyEnvironment } from './lookup.ts'
import { effectiveSettings } from './option-settings.ts'
import { admitClients, alignFront } from './routing.ts'
import { alignSharedRules } from './shared-load-balancer.ts'
import { type Stage, startOperation } from './stage.ts'

/** Both are Updating before the caller has its answer. */
export function swapCnames(beanstalk: Beanstalk, input: EB.SwapEnvironmentCNAMEsMessage, call: Call): void {
  const region = beanstalk.region(call.region)
  const source = findReadyEnvironment(region, {
    EnvironmentId: input.SourceEnvironmentId,
    EnvironmentName: input.SourceEnvironmentName,
  })
  const destination = findReadyEnvironment(region, {
    EnvironmentId: input.DestinationEnvironmentId,
    EnvironmentName: input.DestinationEnvironmentName,
  })
  // The refusal's words are not known.
  if (source === destination)
    throw beanstalkErrors.invalidCombination('The source and destination environments must be different.')
  const swapped = Promise.withResolvers<void>()
  startOperation(beanstalk, source, {
    call,
    status: 'Updating',
    abortable: false,
    work: stage => swap(stage, destination).finally(swapped.resolve),
  })
  startOperation(beanstalk, destination, {
    call,
    status: 'Updating',
    abortable: false,
    work: async stage => {
      await swapped.promise
      stage.settle('Ready', { to: observedHealth(destination) })
    },
  })
}

// Texts: EB CLI's documentation of `eb swap`; an address stands where a load balancer's name stood there.
async function swap(stage: Stage, destination: Environment): Promise<void> {
  const { beanstalk, environment: source } = stage
  const names = `environments '${source.name}' and '${destination.name}'`
  stage.say('INFO', 'swapEnvironmentCNAMEs is starting.')
  await stage.pause(2)
  stage.say('INFO', `Swapping CNAMEs for ${names}.`)
  const [front, prefix] = [source.front, source.cnamePrefix]
  Object.assign(source, { front: destination.front, cnamePrefix: destination.cnamePrefix })
  Object.assign(destination, { front, cnamePrefix: prefix })
  for (const environment of [source, destination]) {
    publishName(beanstalk.world.names, environment)
    if (environment.network?.loadBalancer?.isShared)
      await alignSharedRules(beanstalk, environment, readWish(effectiveSettings(environment)))
    await admitClients(beanstalk, environment)
    await alignFront(environment)
    stage.say('INFO', `'${cnameOf(environment)}' now points to '${endpointOf(environment)}'.`)
  }
  stage.say('INFO', `Completed swapping CNAMEs for ${names}.`)
  stage.settle('Ready', { to: observedHealth(source) })
}
