/** Makes faults of Local Beanstalk's catalogue, with parameters of their own: mostly such as pass, some that stay. Pure. */

import { CATALOGUE, type Fault, type FaultKind, findEntry } from '../../src/local-beanstalk/faults/catalogue.ts'
import type { Random } from '../fuzz/random.ts'
import { SLOW_ANSWER_ENDS_WITH } from './virtual-time.ts'

interface Surroundings {
  readonly instances: number
}

const OPERATIONS = [
  'elasticbeanstalk:*',
  'elasticbeanstalk:Describe*',
  'elasticbeanstalk:DescribeEnvironments',
  'elasticbeanstalk:DescribeEvents',
  'elasticbeanstalk:DescribeInstancesHealth',
  'elasticbeanstalk:DescribeEnvironmentHealth',
  'elasticbeanstalk:DescribeEnvironmentResources',
  'elasticbeanstalk:DescribeConfigurationSettings',
  'elasticbeanstalk:DescribeApplicationVersions',
  'elasticbeanstalk:UpdateEnvironment',
  'elasticbeanstalk:CreateApplicationVersion',
  'elasticbeanstalk:CreateStorageLocation',
  'elasticbeanstalk:RequestEnvironmentInfo',
  'elasticbeanstalk:RetrieveEnvironmentInfo',
  'ec2:*',
  'ec2:DescribeSecurityGroups',
  'elasticloadbalancing:*',
  's3:*',
  's3:PutObject',
] as const

/** Texts that are none of the service's own ends. */
const TEXTS = [
  'Environment update completed successfully. Or so the app says.',
  'Failed to deploy application. Said the app.',
  '::error::forged',
  'The environment was reverted to the previous configuration setting',
  'Update environment operation is complete',
] as const

const ENDS = [
  'Environment update completed successfully.',
  'Failed to deploy application.',
  'The environment was reverted to the previous configuration setting.',
  'Successfully deployed new configuration to environment.',
] as const

type Maker = (random: Random, surroundings: Surroundings) => Record<string, unknown>

const times: Maker = random => (random.chance(0.9) ? { times: 1 + random.int(6) } : {})
const operation: Maker = random => ({ operation: random.pick(OPERATIONS) })
const request: Maker = (random, surroundings) => ({
  ...operation(random, surroundings),
  ...times(random, surroundings),
})
const window: Maker = random => random.pick([{}, { ms: 10 * random.int(9000) }, { reads: 1 + random.int(8) }])
const instance: Maker = (random, { instances }) => ({
  ...(random.chance(0.6) ? { instance: 1 + random.int(instances) } : {}),
  ...(random.chance(0.7) ? { times: 1 } : {}),
})
const spoken: Maker = random => ({ message: random.pick(TEXTS), severity: random.pick(['INFO', 'WARN', 'ERROR']) })
const sometimes: Maker = random => (random.chance(0.8) ? { times: 1 } : {})

const MAKERS: Readonly<Partial<Record<FaultKind, Maker>>> = {
  denied: request,
  throttled: request,
  'rate-limited': (random, all) => ({
    ...operation(random, all),
    ...(random.chance(0.5) ? { perSecond: 1 + random.int(3), burst: 1 + random.int(20) } : {}),
  }),
  'settings-apart': sometimes,
  unavailable: (random, all) => ({ ...request(random, all), body: random.pick(['xml', 'none']) }),
  'expired-credentials': random => ({ after: random.int(90) }),
  'clock-skew': random => ({ seconds: random.pick([-1, 1]) * random.int(random.pick([10, 200, 7200])) }),
  slow: (random, all) => ({
    ...request(random, all),
    ms: 100 * random.int(random.pick([10, 100, 900])) + SLOW_ANSWER_ENDS_WITH,
  }),
  'reset-unread': (random, all) => ({
    ...(random.chance(0.7) ? { service: random.pick(['elasticbeanstalk', 'ec2', 's3']) } : {}),
    ...times(random, all),
  }),
  'answer-lost': request,
  'answer-reset': request,
  'answer-cut': request,
  'answer-html': (random, all) => ({ ...request(random, all), status: random.pick([200, 403, 502, 503, 504]) }),
  'lagging-status': (random, all) => ({ ...window(random, all), times: 1 }),
  'lagging-version': (random, all) => ({ ...window(random, all), times: 1 }),
  'late-events': random => ({ ms: 10 * random.int(9000), of: random.pick(['all', 'health', 'errors']) }),
  'missing-event': random => ({
    message: random.pick([...ENDS, '*', 'Environment update is starting.', 'New application*']),
  }),
  'stale-health': (random, all) => ({ ...window(random, all), times: 1 }),
  'terminated-namesake': () => ({}),
  'foreign-event': spoken,
  'event-of-another': random => ({
    message: random.pick([...TEXTS, ...ENDS]),
    severity: random.pick(['INFO', 'WARN', 'ERROR']),
  }),
  'event-flood': random => ({ count: 1 + random.int(random.pick([20, 300, 2500])) }),
  'recovered-error': () => ({}),
  'instance-fails': (random, all) => ({ ...instance(random, all), at: random.pick(['before-flip', 'after-flip']) }),
  'instance-keeps-version': instance,
  'command-timeout': instance,
  'health-check-failed': sometimes,
  'instance-replaced': instance,
  'instance-profile-missing': sometimes,
  'disk-full': instance,
  'proxy-file-broken': instance,
  'proxy-drops-upgrade': instance,
  'proxy-stopped': instance,
  'connections-exhausted': instance,
  'app-crashes': (random, all) => ({
    ...instance(random, all),
    ...(random.chance(0.5) ? { afterMs: 10 * random.int(12_000) } : {}),
  }),
  'app-hangs': instance,
  'aborted-by-another': random => ({ ...(random.chance(0.7) ? { ms: 10 * random.int(5000) } : {}), times: 1 }),
  'update-by-another': () => ({ times: 1 }),
  superseded: () => ({ times: 1 }),
  'port-closed': () => ({ times: 1 }),
}

/** What is not made: names that no resolver knows and certificates concern the way in, which has walks of its own. */
const LEFT_OUT: readonly FaultKind[] = ['name-unknown', 'certificate-expired']

/** Of the whole catalogue; one that needs no parameters is made without. */
export function makeFault(random: Random, surroundings: Surroundings): Fault {
  const kind = random.pick(KINDS)
  return { kind, ...MAKERS[kind]?.(random, surroundings) } as Fault
}

const KINDS = (Object.keys(CATALOGUE) as FaultKind[]).filter(kind => {
  const needed = Object.values(findEntry(kind)?.parameters ?? {}).filter(({ required }) => required)
  return !LEFT_OUT.includes(kind) && (MAKERS[kind] !== undefined || needed.length === 0)
})
