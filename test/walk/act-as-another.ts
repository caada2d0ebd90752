/** What another user does to the environment in the midst of a run. */

import { DescribeSecurityGroupsCommand, RevokeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import {
  AbortEnvironmentUpdateCommand,
  CreateEnvironmentCommand,
  DeleteApplicationVersionCommand,
  TerminateEnvironmentCommand,
  UpdateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { NAMES } from '../support/least-privilege.ts'
import { NODE_24 } from '../support/local-beanstalk.ts'
import type { Act } from './make-history.ts'
import type { Stage } from './play-history.ts'

const EnvironmentName = NAMES.environment

/** Says what was done, or why it was not. Never rejects: others are refused and disturbed as the run is. */
export async function actAsAnother(stage: Stage, kind: Act['kind']): Promise<string> {
  try {
    await ACTS[kind](stage)
    return kind
  } catch (error) {
    return `${kind}, which failed: ${error instanceof Error ? error.message : String(error)}`
  }
}

const ACTS: Readonly<Record<Act['kind'], (stage: Stage) => Promise<unknown>>> = {
  deploy: ({ local }) => ask(local, new UpdateEnvironmentCommand({ EnvironmentName, VersionLabel: 'v0' })),
  configure: ({ local }) => {
    const set = { Namespace: 'aws:elasticbeanstalk:application:environment', OptionName: 'BY', Value: 'another' }
    return ask(local, new UpdateEnvironmentCommand({ EnvironmentName, OptionSettings: [set] }))
  },
  abort: ({ local }) => ask(local, new AbortEnvironmentUpdateCommand({ EnvironmentName })),
  terminate: ({ local }) => ask(local, new TerminateEnvironmentCommand({ EnvironmentName })),
  async recreate({ local, time, history }) {
    await ask(local, new TerminateEnvironmentCommand({ EnvironmentName }))
    const isGone = Promise.withResolvers<void>()
    const look = () =>
      local.beanstalk.lookUp(EnvironmentName) === undefined ? isGone.resolve() : time.after(1000, look)
    look()
    await isGone.promise
    await ask(
      local,
      new CreateEnvironmentCommand({
        ApplicationName: NAMES.application,
        EnvironmentName,
        SolutionStackName: NODE_24,
        VersionLabel: 'v0',
        OptionSettings: [...history.settings],
      }),
    )
  },
  async 'close-port'({ local }) {
    const Filters = [
      { Name: 'tag:aws:cloudformation:logical-id', Values: ['AWSEBSecurityGroup', 'AWSEBLoadBalancerSecurityGroup'] },
    ]
    const { SecurityGroups = [] } = await local.clients.ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
    for (const { GroupId, IpPermissions = [] } of SecurityGroups)
      if (IpPermissions.length > 0)
        await local.clients.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
  },
  'delete-version': ({ local }) =>
    ask(local, new DeleteApplicationVersionCommand({ ApplicationName: NAMES.application, VersionLabel: 'v0' })),
}

// The client's own type wants to know each command by its class.
function ask({ clients }: Stage['local'], command: object): Promise<unknown> {
  return clients.elasticBeanstalk.send(command as UpdateEnvironmentCommand)
}
