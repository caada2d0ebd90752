/** Local Beanstalk by itself: `npm run beanstalk`. */

import { parseArgs } from 'node:util'
import type { Fault } from './faults/catalogue.ts'
import { FaultsRefused, parseFaults } from './faults/read-faults.ts'
import { type LocalBeanstalk, startLocalBeanstalk } from './local-beanstalk.ts'
import type { AccessKey } from './permissions/access-key.ts'
import { makeLimitedKey, PolicyRefused } from './permissions/limited-key.ts'

// A deployment that takes 23 seconds takes two here: slow enough to be seen, fast enough to be waited for. Load
// balancers keep the same time, or a rolling update would wait minutes for draining and health checks.
const PACE_MS_PER_SECOND = 100
const ENDING = 'Ctrl-C ends it and removes everything.'

const HELP = `Elastic Beanstalk on this machine, until Ctrl-C.

  npm run beanstalk -- [options]

  --port NUMBER         where it listens on 127.0.0.1 (any free port)
  --front-port NUMBER   where the first environment answers (any free port)
  --fault KIND          what is broken, such as denied:operation=s3:PutObject; may be given several times
  --policy FILE         a second key may do what the policy allows; may be given several times
  --help                this text`

const values = readOptions()
const limitedKey = await makeLimitedKey(values.policy).catch((error: unknown) => {
  if (!(error instanceof PolicyRefused)) throw error
  return refuse(error.message)
})
const beanstalk = await startLocalBeanstalk({
  port: readPort('port'),
  frontPort: readPort('front-port'),
  paceMsPerSecond: PACE_MS_PER_SECOND,
  loadBalancerMsPerSecond: PACE_MS_PER_SECOND,
  faults: readFaultOptions(),
  keys: limitedKey ? [limitedKey] : [],
}).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw error
  return refuse(`--port was "${values.port}", where another program listens; write another number, or none`)
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    beanstalk.stop().catch((error: unknown) => {
      console.error(error)
      process.exitCode = 1
    })
  })
}
console.log([howTo(beanstalk), ...(limitedKey ? [howToBeLimited(limitedKey)] : []), ENDING].join('\n\n'))

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '0' },
        'front-port': { type: 'string', default: '0' },
        fault: { type: 'string', multiple: true, default: [] },
        policy: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    })
    if (!values.help) return values
    console.log(HELP)
    process.exit(0)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return refuse(`${reason}\n\n${HELP}`)
  }
}

function readPort(name: 'port' | 'front-port'): number {
  const port = Number(values[name])
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  return refuse(`--${name} was "${values[name]}"; write a number from 0 to 65535`)
}

function readFaultOptions(): Fault[] {
  try {
    return parseFaults(values.fault)
  } catch (error) {
    if (!(error instanceof FaultsRefused)) throw error
    return refuse(error.message)
  }
}

function refuse(text: string): never {
  console.error(text)
  process.exit(2)
}

function howTo({ endpoint, credentials, dns, certificateArn }: LocalBeanstalk): string {
  return `Local Beanstalk listens on ${endpoint}

Any AWS SDK, the aws command line and the deploy action reach it with:

  export AWS_ENDPOINT_URL=${endpoint}
  export AWS_REGION=eu-central-1 AWS_DEFAULT_REGION=eu-central-1
  export AWS_ACCESS_KEY_ID=${credentials.accessKeyId}
  export AWS_SECRET_ACCESS_KEY=${credentials.secretAccessKey}
  unset AWS_SESSION_TOKEN AWS_PROFILE

The aws command line, of which only newer versions read AWS_ENDPOINT_URL:

  aws --endpoint-url ${endpoint} elasticbeanstalk describe-environments

An HTTPS listener may name this certificate; the authority that signed it is at ${endpoint}/_local-beanstalk/ca

  ${certificateArn('eu-central-1')}

Names of environments and load balancers are known to the DNS server at ${dns}.`
}

function howToBeLimited({ accessKeyId, secretAccessKey }: AccessKey): string {
  return `With this key in the place of the other, nothing is allowed but what the files of --policy allow:

  export AWS_ACCESS_KEY_ID=${accessKeyId}
  export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`
}
