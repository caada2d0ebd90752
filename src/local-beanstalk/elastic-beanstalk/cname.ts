/** The name under which an environment answers. */

import type { Environment } from './beanstalk-model.ts'

/** `HOST:PORT` of the environment's front; port 80 is not written. */
export function cnameOf({ front }: Pick<Environment, 'front'>): string {
  return front.port === 80 ? front.host : `${front.host}:${front.port}`
}
