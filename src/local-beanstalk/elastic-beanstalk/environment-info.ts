/** Logs of an environment's instances: asked for, gathered, handed out as a presigned address. */

import type * as EB from '@aws-sdk/client-elastic-beanstalk'
import type { Call, Checked } from '../service.ts'
import { ServiceError } from '../service-error.ts'
import { presignGet } from '../wire/presign.ts'
import type { Beanstalk } from './beanstalk.ts'
import type { Environment, EnvironmentInfo, EnvironmentInstance } from './beanstalk-model.ts'
import { findEnvironment } from './lookup.ts'

// Developer Guide, "Viewing logs": tail logs are deleted 15 minutes after they were made.
const KEPT_SECONDS = 900

export function requestInfo(beanstalk: Beanstalk, input: Checked<EB.RequestEnvironmentInfoMessage>, call: Call): void {
  const environment = findEnvironment(beanstalk.region(call.region), input)
  refuseUnserved(input.InfoType)
  const { events } = beanstalk.region(call.region)
  const say = (message: string) => {
    const { applicationName, name: environmentName, id: environmentId } = environment
    const event = { severity: 'INFO' as const, message, applicationName, environmentName, environmentId }
    events.add({ ...event, versionLabel: undefined, requestId: call.requestId })
  }
  beanstalk.background.run(async signal => {
    say('requestEnvironmentInfo is starting.')
    if (beanstalk.pace.msPerSecond > 0) await beanstalk.world.clock.sleep(5 * beanstalk.pace.msPerSecond, signal)
    await pullLogs(beanstalk, environment)
    say('Pulled logs for environment instances.')
  })
}

export function retrieveInfo(
  beanstalk: Beanstalk,
  input: Checked<EB.RetrieveEnvironmentInfoMessage>,
  call: Call,
): EB.RetrieveEnvironmentInfoResultMessage {
  const environment = findEnvironment(beanstalk.region(call.region), input)
  refuseUnserved(input.InfoType)
  const oldestMs = beanstalk.world.clock.now() - KEPT_SECONDS * 1000
  const infos = environment.infos.filter(info => info.sampled.getTime() > oldestMs)
  return {
    EnvironmentInfo: infos.map(info => ({
      InfoType: input.InfoType,
      Ec2InstanceId: info.instanceId,
      SampleTimestamp: info.sampled,
      Message: info.address,
    })),
  }
}

async function pullLogs(beanstalk: Beanstalk, environment: Environment): Promise<void> {
  const pulled = environment.instances.map(instance => pullLog(beanstalk, environment, instance))
  // The last sample alone is handed out.
  environment.infos = await Promise.all(pulled)
}

async function pullLog(
  beanstalk: Beanstalk,
  environment: Environment,
  instance: EnvironmentInstance,
): Promise<EnvironmentInfo> {
  const { region } = environment
  const text = await instance.host.tailLogs()
  const bucket = beanstalk.storage(region)
  const nowMs = beanstalk.world.clock.now()
  const key = `resources/environments/logs/tail/${environment.id}/${instance.id}/TailLogs-${nowMs}.out`
  await beanstalk.store.putText(bucket, key, text)
  const { credentials } = beanstalk.world
  const address = presignGet({
    endpoint: beanstalk.endpoint(),
    bucket: bucket.name,
    key,
    region,
    credentials,
    nowMs,
    expiresSeconds: KEPT_SECONDS,
  })
  return { instanceId: instance.id, sampled: new Date(nowMs), address }
}

function refuseUnserved(infoType: EB.EnvironmentInfoType): void {
  if (infoType !== 'tail')
    throw new ServiceError(
      'InvalidParameterValue',
      `Local Beanstalk serves the info type "tail" only, not "${infoType}".`,
    )
}
