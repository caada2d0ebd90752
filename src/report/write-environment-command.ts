/** A command about the environment of the run, to be pasted into a shell. Pure. */

import { writeCommand } from '../aws/write-command.ts'
import { toShellWord } from '../untrusted.ts'
import type { DeployProducts } from './deploy-products.ts'

export type CommandPlace = Pick<DeployProducts, 'region' | 'environmentName'>

/** `words`: the operation, and what options it has beside the environment. */
export function writeEnvironmentCommand({ region, environmentName }: CommandPlace, words: string): string {
  const [operation, ...options] = words.split(' ')
  const named = [operation, '--environment-name', toShellWord(environmentName), ...options]
  return writeCommand(region, `elasticbeanstalk ${named.join(' ')}`)
}
