/** A program that starts Local Beanstalk on the host that it is told, prints its endpoint, and stays. */

import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { startLocalBeanstalk } from '../../src/local-beanstalk/local-beanstalk.ts'

const runsNothing = process.argv[2] === 'none'
const { endpoint } = await startLocalBeanstalk({ paceMsPerSecond: 5, ...(runsNothing && { host: openNoHost() }) })
process.stdout.write(`${endpoint}\n`)
