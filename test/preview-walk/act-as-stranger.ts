/** What other users do to a preview, its versions and its comments. */

import {
  AbortEnvironmentUpdateCommand,
  DeleteApplicationVersionCommand,
  DescribeEnvironmentsCommand,
  TerminateEnvironmentCommand,
  UpdateEnvironmentCommand,
  UpdateTagsForResourceCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import type { StrangersAct } from './make-history.ts'
import { BASE, MARK, NAMES, OURS, type Stage } from './stage.ts'

/** Says why it was not done. Never rejects: others are refused and disturbed as the run is. */
export async function actAsStranger(stage: Stage, does: StrangersAct, number: number): Promise<string | undefined> {
  try {
    await ACTS[does](stage, number)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

type Act = (stage: Stage, number: number) => Promise<unknown>

const environment = (number: number) => ({ EnvironmentName: NAMES.get(number) })

const ACTS: Readonly<Record<StrangersAct, Act>> = {
  terminate: ({ local }, number) => ask(local, new TerminateEnvironmentCommand(environment(number))),
  configure: ({ local }, number) => {
    const set = { Namespace: 'aws:elasticbeanstalk:application:environment', OptionName: 'BY', Value: 'another' }
    return ask(local, new UpdateEnvironmentCommand({ ...environment(number), OptionSettings: [set] }))
  },
  deploy: ({ local }, number) =>
    ask(local, new UpdateEnvironmentCommand({ ...environment(number), VersionLabel: 'v0' })),
  abort: ({ local }, number) => ask(local, new AbortEnvironmentUpdateCommand(environment(number))),
  async 'strip-tags'({ local }, number) {
    const asked = new DescribeEnvironmentsCommand({
      EnvironmentNames: [NAMES.get(number) ?? ''],
      IncludeDeleted: false,
    })
    const { Environments = [] } = await local.clients.elasticBeanstalk.send(asked)
    const TagsToRemove = ['repository', 'pull-request', 'expires'].map(key => `beanstalk-websockets:${key}`)
    const [found] = Environments
    if (!found) throw new Error('There is none.')
    await ask(local, new UpdateTagsForResourceCommand({ ResourceArn: found.EnvironmentArn, TagsToRemove }))
  },
  'delete-version': ({ local }, number) => {
    const VersionLabel = local.beanstalk.lookUp(NAMES.get(number) ?? '')?.versionLabel
    return ask(local, new DeleteApplicationVersionCommand({ ApplicationName: BASE.application, VersionLabel }))
  },
  async comment({ github }, number) {
    if (github.world.issues.has(number)) github.world.comment(number, { author: 'mallory', body: `${MARK}\n## Live` })
  },
  async 'delete-comment'({ github }, number) {
    const { comments } = github.world
    for (const { id, author, number: on } of comments.values())
      if (on === number && author === OURS) comments.delete(id)
  },
}

// The client's own type wants to know each command by its class.
function ask({ clients }: Stage['local'], command: object): Promise<unknown> {
  return clients.elasticBeanstalk.send(command as UpdateEnvironmentCommand)
}
