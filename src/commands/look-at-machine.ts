/** Whether this machine can run Local Beanstalk: Node.js, a system, nginx. What is only different is told. */

import { ActionError } from '../action-error.ts'
import { findProgram } from '../proxy/preflight/find-program.ts'

export interface Machine {
  /** "v24.1.0". */
  readonly nodeVersion: string
  readonly system: NodeJS.Platform
  readonly searchPath: string
}

/** What the stages use of the language came with it. */
const OLDEST_NODE = 24

/** What is different here, in sentences. Throws an ActionError that says what is missing, and how to get it. */
export async function lookAtMachine({ nodeVersion, system, searchPath }: Machine): Promise<string[]> {
  if (Number.parseInt(nodeVersion.slice(1), 10) < OLDEST_NODE) {
    throw lacking(
      `"local" needs Node.js ${OLDEST_NODE} or later, and this is ${nodeVersion}`,
      `Run it with a newer one, such as: npx --package=node@${OLDEST_NODE} --package=beanstalk-websockets -- beanstalk-websockets local`,
    )
  }
  if (system === 'win32') {
    throw lacking(
      '"local" needs Linux or macOS, and this is Windows',
      'Run it in the Windows Subsystem for Linux (WSL).',
    )
  }
  if ((await findProgram(['nginx'], searchPath)) === undefined) {
    const install =
      system === 'darwin' ? 'brew install nginx' : 'sudo apt-get install --no-install-recommends nginx-light'
    throw lacking('"local" needs nginx, which is not on this machine', `Install it: ${install} (it need not run)`)
  }
  return system === 'linux' ? [] : [ELSEWHERE]
}

const ELSEWHERE =
  'Not as on AWS, because this is not Linux: a closed port refuses instead of being silent, and a load balancer has one address.'

function lacking(message: string, hint: string): ActionError {
  return new ActionError({ code: 'cannot-run-here', message: `${message}.`, hint })
}
