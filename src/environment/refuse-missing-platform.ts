/** Looks whether the account has the platform on which an environment is to be created, before anything is made. Reads only. */

import { ListAvailableSolutionStacksCommand, ListPlatformVersionsCommand } from '@aws-sdk/client-elastic-beanstalk'
import { ActionError } from '../action-error.ts'
import { ask } from '../aws/ask.ts'
import { readPages } from '../aws/read-pages.ts'
import { explainRefusal } from '../aws/refusals.ts'
import { writeCommand } from '../aws/write-command.ts'
import type { Context } from '../context.ts'
import type { CreationRequest } from '../inputs/creation-inputs.ts'
import { quoteForeign } from '../untrusted.ts'
import { findNearestNames } from './find-nearest-names.ts'

type NamedPlatform = Pick<CreationRequest, 'solutionStackName' | 'platformArn' | 'platformOf'>

/** What cannot be asked is left to CreateEnvironment. Throws an ActionError that offers the nearest names there are. */
export async function refuseMissingPlatform(context: Context, platform: NamedPlatform): Promise<void> {
  const { solutionStackName, platformArn, platformOf } = platform
  // What runs is not always listed: AWS lists no version that it has retired.
  if (platformOf !== undefined) return
  const written = solutionStackName ?? platformArn
  if (written === undefined) return
  const listed = await ask(() => (solutionStackName ? listStacks(context) : listArns(context)))
  if (listed.kind === 'refused') {
    context.log.info(`Whether the platform is there is unknown: ${explainRefusal(listed.refusal)}`)
    return
  }
  const names = listed.answer
  // Nobody has an account without any.
  if (names.length > 0 && !names.includes(written)) throw missing(platform, names, context.aws.region)
}

async function listStacks({ aws }: Context): Promise<string[]> {
  const { SolutionStacks = [] } = await aws.elasticBeanstalk.send(new ListAvailableSolutionStacksCommand({}))
  return SolutionStacks
}

async function listArns({ aws }: Context): Promise<string[]> {
  const pages = await readPages(token => aws.elasticBeanstalk.send(new ListPlatformVersionsCommand({ ...token })))
  return pages.flatMap(({ PlatformSummaryList = [] }) =>
    PlatformSummaryList.flatMap(({ PlatformArn }) => PlatformArn ?? []),
  )
}

function missing(
  { solutionStackName, platformArn = '' }: NamedPlatform,
  names: readonly string[],
  region: string,
): ActionError {
  const [input, written, list] = solutionStackName
    ? (['solution-stack-name', solutionStackName, 'list-available-solution-stacks'] as const)
    : (['platform-arn', platformArn, 'list-platform-versions'] as const)
  const nearest = findNearestNames(written, names).map(quoteForeign)
  return new ActionError({
    code: 'platform-missing',
    message: `'${input}' was "${written}", which is none of the ${names.length} platforms that the account has in ${region}.`,
    hint: `Write one that there is, such as the nearest: ${nearest.join(', ')}. All of them: ${writeCommand(region, `elasticbeanstalk ${list}`)}`,
  })
}
