/** Commands of AWS's command line in a remedy, about the environment as far as its name and region are known. */

import type { Known } from '../known.ts'
import type { Clues } from '../rules/rule.ts'
import type { Remedy } from './entry.ts'

type Named = Pick<Known, 'region' | 'environmentName'>

/** Whoever pastes a command may have another region set. */
export function inRegion({ region = '' }: Named): string {
  return /^[a-z0-9-]+$/.test(region) ? ` --region ${region}` : ''
}

/** The name, or a word in its place that is easily seen. */
export function nameEnvironment({ environmentName = '' }: Named): string {
  return /^[A-Za-z0-9-]+$/.test(environmentName) ? environmentName : 'NAME'
}

/** Into a command goes no character that a shell could take for its own. */
export function nameHost({ evidence: { target } }: Pick<Clues, 'evidence'>): string {
  return /^[\w.:-]+$/.test(target.host) ? target.host : 'HOST'
}

/** `words`: the operation of Elastic Beanstalk, and what options it has beside the environment. */
export function aboutEnvironment(known: Named, words: string): string {
  return `aws elasticbeanstalk ${words} --environment-name ${nameEnvironment(known)}${inRegion(known)}`
}

export function readLogs({ known }: Pick<Clues, 'known'>, instruction: string): Remedy {
  return { instruction, paste: { text: writeLogCommands(known).join('\n') } }
}

/**
 * They print the ends of all logs of the instances: of the app, of the proxy, and eb-engine.log.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.logging.html
 */
export function writeLogCommands(known: Named): string[] {
  const retrieve = aboutEnvironment(known, 'retrieve-environment-info --info-type tail')
  return [
    aboutEnvironment(known, 'request-environment-info --info-type tail'),
    'sleep 30',
    `${retrieve} --query "EnvironmentInfo[].Message" --output text | xargs -n 1 curl -s`,
  ]
}

export function readEvents({ known }: Pick<Clues, 'known'>, instruction: string): Remedy {
  return { instruction, paste: { text: aboutEnvironment(known, 'describe-events --max-items 20') } }
}

/** What the listeners of the environment's load balancer do with requests; `ARN` is to be filled in from the line before. */
export function readListeners({ known }: Pick<Clues, 'known'>, instruction: string): Remedy {
  const region = inRegion(known)
  const lines = [
    aboutEnvironment(
      known,
      'describe-environment-resources --query "EnvironmentResources.LoadBalancers[].Name" --output text',
    ),
    `aws elbv2 describe-listeners --load-balancer-arn ARN --query "Listeners[].[Port,ListenerArn]"${region}`,
    `aws elbv2 describe-rules --listener-arn ARN${region}`,
  ]
  return { instruction, paste: { text: lines.join('\n') } }
}
