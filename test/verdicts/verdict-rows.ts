/**
 * Every way in which a deployment can end, or seem to end, with the verdict that it must have. A table: docs/verdicts.md
 * is made from it (npm run docs), and every row is played (verdicts.test.ts).
 */

import type { Fault, FaultKind } from '../../src/local-beanstalk/faults/catalogue.ts'
import type { ExpectedVerdict, FindingRow, OtherTools, VerdictRow } from './verdict-row.ts'

const SUCCESS: ExpectedVerdict = {}
const FAILED = (says = 'Beanstalk reported its end with errors'): ExpectedVerdict => ({
  code: 'deployment-failed',
  says,
})
const ABORTED: ExpectedVerdict = { code: 'deployment-aborted', says: 'somebody has aborted it' }
const MIXED: ExpectedVerdict = { code: 'versions-mixed', says: 'not every instance runs it' }
const GONE: ExpectedVerdict = { code: 'environment-terminating', says: 'Terminating' }
const FLEET = { instances: 3, policy: 'Rolling' } as const
const BASIC = { health: 'basic' } as const

const FAILS: Fault = { kind: 'instance-fails', at: 'before-flip', times: 1 }
const NO_END: Fault = { kind: 'missing-event', message: 'Failed to deploy application.' }
const NO_EVENT: Fault = { kind: 'missing-event', message: '*' }
const NO_EVENTS_ALLOWED: Fault = { kind: 'denied', operation: 'elasticbeanstalk:DescribeEvents' }
const UPDATE = 'elasticbeanstalk:UpdateEnvironment'
const ENVIRONMENTS = 'elasticbeanstalk:DescribeEnvironments'

const BY_CRASH: OtherTools = ['1', '**0**', '2', '1, by a crash']
const WITHOUT_TEXT: OtherTools = ['1', '**0**', '**124**', '**0**']
const ABORT: OtherTools = ['1, after 51 s', '**0**', '**124**', '**0**']
const SAME_LABEL: OtherTools = ['1', '**0**', '**0**', '1, by a crash']
const RED: OtherTools = ['1', '1', '2', '**0**']
const BURST: OtherTools = ['**1**', '**1**', '**124**', '0']

const FAILURES: readonly VerdictRow[] = [
  {
    happens: 'A step of the deployment fails before the new version takes the place of the former',
    shows: 'ERROR events, then Ready with the label of before',
    others: BY_CRASH,
    faults: [FAILS],
    verdict: FAILED(),
  },
  {
    happens: 'A step fails after the new version has taken the place of the former',
    shows: 'the same, though the instance runs the new version',
    faults: [{ kind: 'instance-fails', at: 'after-flip', times: 1 }],
    verdict: FAILED(),
  },
  {
    happens: 'It fails, and the text "Failed to deploy application." never comes',
    shows: 'ERROR events without an end, then Ready with the label of before',
    others: WITHOUT_TEXT,
    faults: [FAILS, NO_END],
    verdict: FAILED('runs version "v0"'),
  },
  {
    happens: 'It fails, and no event of it ever comes',
    shows: 'Ready with the label of before',
    faults: [FAILS, NO_EVENT],
    verdict: FAILED('runs version "v0"'),
  },
  {
    happens: 'It fails, and the events may not be read',
    faults: [FAILS, NO_EVENTS_ALLOWED],
    verdict: { ...FAILED('runs version "v0"'), tells: 'elasticbeanstalk:DescribeEvents' },
  },
  {
    happens: 'It fails where health reporting is basic, and the events may not be read',
    world: BASIC,
    faults: [FAILS, NO_EVENTS_ALLOWED],
    verdict: FAILED('runs version "v0"'),
  },
  {
    happens: 'It fails on new instances (immutable), which the platform takes away again',
    shows: 'ERROR events, then Ready with the label of before on every instance',
    world: { policy: 'Immutable' },
    faults: [FAILS],
    verdict: { code: 'deployment-rolled-back', says: 'every instance runs version "v0"' },
  },
  {
    happens: 'The same, and the text "Failed to deploy application." never comes',
    world: { policy: 'Immutable' },
    faults: [FAILS, NO_END],
    verdict: FAILED('runs version "v0"'),
  },
  {
    happens: 'It fails on the second of three instances, after the first has the new version',
    shows: 'ERROR events, and a text that some instances may have the new version',
    world: FLEET,
    faults: [{ ...FAILS, instance: 2 }],
    verdict: FAILED('versions are mixed'),
  },
  {
    happens: 'The same label is deployed again, and it fails',
    shows: 'Ready with the label that was asked for',
    others: SAME_LABEL,
    before: ['v1'],
    faults: [FAILS],
    verdict: FAILED(),
  },
  {
    happens: 'The same label is deployed again and fails, and the events may not be read',
    shows: 'Ready with the label that was asked for, and an instance whose last deployment failed',
    before: ['v1'],
    faults: [FAILS, NO_EVENTS_ALLOWED],
    verdict: { code: 'versions-mixed', says: 'failed to deploy' },
  },
  {
    happens: 'The same label is deployed again, and it fails without an end that is told',
    before: ['v1'],
    faults: [FAILS, NO_END],
    verdict: { code: 'versions-mixed', says: 'failed to deploy' },
  },
  {
    happens: 'It fails at once, while DescribeEnvironments answers as before the update',
    faults: [FAILS, { kind: 'lagging-status', reads: 8 }],
    verdict: FAILED(),
  },
  {
    happens: 'It fails, among thousands of events between two looks',
    faults: [FAILS, { kind: 'event-flood', count: 2500 }],
    verdict: FAILED(),
  },
  {
    happens: 'It fails, and its ERROR events come 40 seconds later than the rest',
    faults: [FAILS, { kind: 'late-events', ms: 40_000, of: 'errors' }],
    verdict: FAILED(),
  },
  {
    happens: 'It fails, while another operation tells of a good end',
    shows: '"Environment update completed successfully.", with the id of another request',
    faults: [
      FAILS,
      { kind: 'event-of-another', message: 'Environment update completed successfully.', severity: 'INFO' },
    ],
    verdict: FAILED(),
  },
  {
    happens: 'It fails, and the app has written a text like that of a good end',
    faults: [
      FAILS,
      { kind: 'foreign-event', message: 'Environment update completed successfully, says the app.', severity: 'INFO' },
    ],
    verdict: FAILED(),
  },
  {
    happens: 'It fails, and the clock of AWS is an hour ahead of that of the runner',
    faults: [FAILS, { kind: 'clock-skew', seconds: 3600 }],
    verdict: FAILED(),
  },
  {
    happens: 'It fails, and the clock of AWS is an hour behind',
    faults: [FAILS, { kind: 'clock-skew', seconds: -3600 }],
    verdict: FAILED(),
  },
  {
    happens: 'It fails, in a burst of throttling',
    faults: [FAILS],
    laterFaults: [{ kind: 'throttled', operation: 'elasticbeanstalk:Describe*', times: 25 }],
    verdict: FAILED(),
  },
  {
    happens: 'The disk of the instance is full',
    faults: [{ kind: 'disk-full', times: 1 }],
    verdict: FAILED('Instance deployment failed'),
  },
  {
    happens: 'nginx refuses its files',
    shows: 'ERROR events; the line of nginx only in the log of the instance',
    faults: [{ kind: 'proxy-file-broken', times: 1 }],
    verdict: FAILED('Instance deployment failed'),
  },
  {
    happens: 'The app ends as soon as it is started',
    faults: [{ kind: 'app-crashes', times: 1 }],
    verdict: FAILED('Instance deployment failed'),
  },
  {
    happens: 'An instance does not answer, until its command times out',
    shows: 'WARN, then ERROR events after ten minutes or more',
    faults: [{ kind: 'command-timeout', times: 1 }],
    verdict: FAILED('Unsuccessful command execution on instance'),
  },
  {
    happens: 'The load balancer finds an instance unhealthy that has the new version',
    world: FLEET,
    faults: [{ kind: 'health-check-failed', times: 1 }],
    verdict: FAILED('did not pass health check'),
  },
  {
    happens: 'The only instance says that it has deployed, and runs the former version',
    shows: 'a good end, Ready, the new label; the version of the instance in its health alone',
    faults: [{ kind: 'instance-keeps-version', times: 1 }],
    verdict: MIXED,
  },
  {
    happens: 'One of three instances says that it has deployed, and runs the former version',
    shows: 'a good end, Ready, the new label',
    world: FLEET,
    faults: [{ kind: 'instance-keeps-version', instance: 2, times: 1 }],
    verdict: MIXED,
  },
  {
    happens: 'An instance is replaced meanwhile, and the new one is given the version of before',
    shows: 'a good end, Ready, the new label',
    world: FLEET,
    faults: [{ kind: 'instance-replaced', times: 1 }],
    verdict: MIXED,
  },
  {
    happens: 'The environment is missing, and the account has no instance profile',
    shows: 'ERROR, and the environment is terminated',
    world: { isMissing: true },
    faults: [{ kind: 'instance-profile-missing', times: 1 }],
    verdict: { code: 'creation-failed', says: 'instance profile' },
  },
  {
    happens: 'The environment is missing, is created, and the version fails on it',
    shows: '"Create environment operation is complete, but with errors."',
    world: { isMissing: true },
    faults: [FAILS],
    verdict: { code: 'creation-failed', says: 'Instance deployment failed' },
  },
  {
    happens: 'A step fails after the new version has taken its place, with `rollback: on-failure`',
    shows: 'a second update, to the label of before',
    faults: [{ kind: 'instance-fails', at: 'after-flip', times: 1 }],
    inputs: { rollback: 'on-failure' },
    verdict: FAILED('Rolled back, because'),
  },
]

const OTHER_USERS: readonly VerdictRow[] = [
  {
    happens: 'Another user aborts the update as it begins',
    shows: 'Aborting, then Ready with the label of before; no ERROR event says so',
    others: ABORT,
    faults: [{ kind: 'aborted-by-another', times: 1 }],
    verdict: ABORTED,
  },
  {
    happens: 'Another user aborts the update in its midst',
    world: FLEET,
    faults: [{ kind: 'aborted-by-another', ms: 6000, times: 1 }],
    verdict: ABORTED,
  },
  {
    happens: 'Another user aborts the update, and no event of it comes',
    shows: 'Aborting, then Ready with the label of before',
    faults: [{ kind: 'aborted-by-another', ms: 3000, times: 1 }, NO_EVENT],
    verdict: FAILED('runs version "v0"'),
  },
  {
    happens: 'Another user deploys another version as soon as this one is ready',
    shows: 'a good end, then Ready with another label',
    faults: [{ kind: 'superseded', times: 1 }],
    verdict: { code: 'deployment-superseded', says: 'another one has replaced it' },
  },
  {
    happens: 'Another user has begun to terminate the environment',
    shows: 'Terminating',
    acts: [{ kind: 'terminate', afterMs: 0, from: 'beginning' }],
    verdict: GONE,
  },
  {
    happens: 'Another user terminates the environment while the run waits for its health',
    shows: 'Ready, then Terminating',
    faults: [{ kind: 'stale-health', ms: 100_000, times: 1 }],
    acts: [{ kind: 'terminate', afterMs: 80_000, from: 'request' }],
    verdict: GONE,
  },
  {
    happens: 'The same, and another environment of that name is created',
    shows: 'an environment of that name that is Ready',
    faults: [{ kind: 'stale-health', ms: 100_000, times: 1 }],
    acts: [{ kind: 'recreate', afterMs: 80_000, from: 'request' }],
    verdict: GONE,
  },
  {
    happens: 'A terminated environment of the same name is listed first',
    faults: [{ kind: 'terminated-namesake' }],
    verdict: SUCCESS,
  },
  {
    happens: 'Two runs at once: a deployment of another run is under way',
    shows: 'Updating',
    acts: [{ kind: 'deploy', afterMs: 0, from: 'beginning' }],
    verdict: { tells: 'waiting until it is Ready' },
  },
  {
    happens: 'The update of another user does not end in the time of the run',
    shows: 'Updating',
    faults: [{ kind: 'command-timeout' }],
    acts: [{ kind: 'deploy', afterMs: 0, from: 'beginning' }],
    inputs: { 'deployment-timeout': '60' },
    verdict: { code: 'deadline-exceeded', says: 'to be Ready' },
  },
  {
    happens: 'Two runs at once: the other one is faster by a moment',
    shows: 'UpdateEnvironment is refused: "Must be Ready."',
    faults: [{ kind: 'update-by-another', times: 1 }],
    verdict: { tells: 'was faster; waiting for its end' },
  },
]

const SEEMING: readonly VerdictRow[] = [
  { happens: 'Nothing goes wrong', verdict: SUCCESS },
  {
    happens: 'Nothing goes wrong where health reporting is basic',
    shows: 'which version an instance has is not told',
    world: BASIC,
    verdict: SUCCESS,
  },
  {
    happens: 'The same label is deployed again, and all is well',
    before: ['v1'],
    verdict: SUCCESS,
  },
  {
    happens: 'The environment is missing, and is created',
    world: { isMissing: true },
    verdict: SUCCESS,
  },
  {
    happens: 'Right after the request DescribeEnvironments answers as before it',
    shows: 'Ready, the label of before',
    faults: [{ kind: 'lagging-status', ms: 30_000 }],
    verdict: SUCCESS,
  },
  {
    happens: 'The same, where the same label is deployed again',
    before: ['v1'],
    faults: [{ kind: 'lagging-status', ms: 30_000 }],
    verdict: SUCCESS,
  },
  {
    happens: 'The new version is not visible for a while',
    shows: '"No Application Version named ..."',
    faults: [{ kind: 'lagging-version', ms: 20_000 }],
    verdict: SUCCESS,
  },
  {
    happens: 'An ERROR event is told of an instance, which recovers',
    faults: [{ kind: 'recovered-error' }],
    verdict: SUCCESS,
  },
  {
    happens: 'The app has written a text like that of a failure',
    shows: 'an ERROR event of this operation',
    faults: [{ kind: 'foreign-event', message: 'Failed to deploy application, says the app.', severity: 'ERROR' }],
    verdict: SUCCESS,
  },
  {
    happens: 'Another operation tells that it failed',
    shows: '"Failed to deploy application.", with the id of another request',
    faults: [{ kind: 'event-of-another', message: 'Failed to deploy application.', severity: 'ERROR' }],
    verdict: SUCCESS,
  },
  {
    happens: 'Thousands of events come between two looks',
    shows: 'three pages of events',
    faults: [{ kind: 'event-flood', count: 2500 }],
    verdict: SUCCESS,
  },
  {
    happens: 'All events come half a minute late',
    faults: [{ kind: 'late-events', ms: 30_000 }],
    verdict: SUCCESS,
  },
  {
    happens: 'No event of a deployment that works ever comes',
    faults: [NO_EVENT],
    verdict: SUCCESS,
  },
  {
    happens: 'The event of the good end never comes',
    faults: [{ kind: 'missing-event', message: 'Environment update completed successfully.' }],
    verdict: SUCCESS,
  },
  {
    happens: 'The health is still that of the midst of the update when it is over',
    shows: 'Red and Degraded for a minute, then Yellow',
    faults: [{ kind: 'stale-health', ms: 60_000, times: 1 }],
    verdict: SUCCESS,
  },
  {
    happens: 'The clock of AWS is two hours ahead of that of the runner',
    faults: [{ kind: 'clock-skew', seconds: 7200 }],
    verdict: SUCCESS,
  },
  {
    happens: 'The clock of AWS is two hours behind',
    faults: [{ kind: 'clock-skew', seconds: -7200 }],
    verdict: SUCCESS,
  },
  {
    happens: 'A version and option settings are not taken in one request',
    shows: 'UpdateEnvironment is refused: InvalidParameterCombination',
    faults: [{ kind: 'settings-apart', times: 1 }],
    inputs: { 'option-settings': 'aws:elasticbeanstalk:application:environment:COLOUR=blue' },
    verdict: { tells: 'the settings are sent first' },
  },
]

const HEALTH: readonly VerdictRow[] = [
  {
    happens: 'The environment ends Red, and stays so, though a WebSocket opens',
    shows: 'a good end, Ready, Red',
    others: RED,
    faults: [{ kind: 'stale-health', ms: 3_600_000, times: 1 }],
    verdict: { code: 'environment-unhealthy', says: 'less than "Yellow"' },
  },
  {
    happens: 'The same with `minimum-health: any`',
    faults: [{ kind: 'stale-health', ms: 3_600_000, times: 1 }],
    inputs: { 'minimum-health': 'any' },
    verdict: SUCCESS,
  },
  {
    happens: 'The app ends a few seconds after the deployment was told to be good',
    shows: 'a good end, Ready; Red some time later',
    faults: [{ kind: 'app-crashes', afterMs: 2000 }],
    inputs: { 'handshake-timeout': '30' },
    verdict: { code: 'application-down' },
  },
]

/** Attempts of one request that the usual number of retries is enough for. */
const BRIEF = 2

const DISTURBED: readonly VerdictRow[] = [
  {
    happens: 'A burst of throttling while the run waits',
    shows: 'Throttling, "Rate exceeded"',
    others: BURST,
    laterFaults: [{ kind: 'throttled', operation: 'elasticbeanstalk:Describe*', times: 40 }],
    verdict: SUCCESS,
  },
  {
    happens: 'A burst of throttling before the update that `max-retries` is enough for',
    faults: [{ kind: 'throttled', operation: 'elasticbeanstalk:Describe*', times: 10 }],
    inputs: { 'max-retries': '10' },
    verdict: SUCCESS,
  },
  {
    happens: 'A burst of throttling before the update that is longer than `max-retries` allows',
    shows: 'nothing was changed',
    faults: [{ kind: 'throttled', operation: 'elasticbeanstalk:Describe*', times: 10 }],
    verdict: { code: 'aws-unavailable', says: '"Throttling"' },
  },
  {
    happens: 'The account has two calls a second, and others use them, too',
    faults: [{ kind: 'rate-limited', operation: 'elasticbeanstalk:*', perSecond: 1, burst: 5 }],
    verdict: SUCCESS,
  },
  {
    happens: 'The request for the update is throttled now and then',
    faults: [{ kind: 'throttled', operation: UPDATE, times: BRIEF }],
    verdict: SUCCESS,
  },
  {
    happens: 'The request for the update is throttled for good',
    faults: [{ kind: 'throttled', operation: UPDATE }],
    verdict: { code: 'aws-unavailable', says: '"Throttling"' },
  },
  {
    happens: 'AWS answers 503 to every look, for a minute or so',
    laterFaults: [{ kind: 'unavailable', operation: 'elasticbeanstalk:Describe*', times: 30 }],
    verdict: SUCCESS,
  },
  {
    happens: 'AWS answers 503 without a body',
    faults: [{ kind: 'unavailable', operation: 'elasticbeanstalk:*', times: BRIEF, body: 'none' }],
    verdict: SUCCESS,
  },
  {
    happens: 'AWS answers 503 to the request for the update, for good',
    faults: [{ kind: 'unavailable', operation: UPDATE }],
    verdict: { code: 'aws-unavailable', says: 'elasticbeanstalk:UpdateEnvironment' },
  },
  {
    happens: 'Connections are reset now and then',
    faults: [{ kind: 'reset-unread', times: BRIEF }],
    verdict: SUCCESS,
  },
  {
    happens: 'Every connection is reset',
    faults: [{ kind: 'reset-unread' }],
    verdict: { code: 'aws-unreachable', says: 'could not reach AWS' },
  },
  {
    happens: 'The answer to the request for the update is lost, and the update has begun',
    shows: 'to the second attempt: "Must be Ready."',
    faults: [{ kind: 'answer-lost', operation: UPDATE, times: 1 }],
    verdict: { ...SUCCESS, tells: "the update was this run's" },
  },
  {
    happens: 'Every answer to the request for the update is lost, and the update has begun',
    faults: [{ kind: 'answer-lost', operation: UPDATE }],
    verdict: { code: 'aws-unreachable', says: 'Whether it was done is not known' },
  },
  {
    happens: 'The answer to CreateApplicationVersion is lost, and the version is there',
    shows: 'to the second attempt: the version exists',
    faults: [{ kind: 'answer-lost', operation: 'elasticbeanstalk:CreateApplicationVersion', times: 1 }],
    verdict: SUCCESS,
  },
  {
    happens: 'Answers are reset in their midst',
    laterFaults: [{ kind: 'answer-reset', operation: 'elasticbeanstalk:Describe*', times: 10 }],
    verdict: SUCCESS,
  },
  {
    happens: 'Answers are cut by a proxy',
    laterFaults: [{ kind: 'answer-cut', operation: 'elasticbeanstalk:Describe*', times: 10 }],
    verdict: SUCCESS,
  },
  {
    happens: "A proxy's page stands in the place of answers",
    laterFaults: [{ kind: 'answer-html', operation: 'elasticbeanstalk:Describe*', times: 10 }],
    verdict: SUCCESS,
  },
  {
    happens: 'Looks are answered after 25 seconds',
    faults: [{ kind: 'slow', operation: 'elasticbeanstalk:Describe*', ms: 25_007, times: 6 }],
    verdict: SUCCESS,
  },
  {
    happens: 'Everything is answered too late',
    faults: [{ kind: 'slow', operation: 'elasticbeanstalk:*', ms: 50_007 }],
    inputs: { 'deployment-timeout': '240' },
    verdict: { code: 'deadline-exceeded', says: 'not over' },
  },
  {
    happens: 'The deployment is not over when the time of the run is',
    faults: [{ kind: 'command-timeout' }],
    inputs: { 'deployment-timeout': '120' },
    verdict: { code: 'deadline-exceeded', says: 'status Updating' },
  },
  {
    happens: 'The credentials expire before the update was asked for',
    faults: [{ kind: 'expired-credentials' }],
    verdict: { code: 'credentials-expired', says: 'expired' },
  },
  {
    happens: 'The credentials expire in the midst of the deployment, which goes on',
    laterFaults: [{ kind: 'expired-credentials', after: 3 }],
    verdict: { code: 'credentials-expired', says: 'expired' },
  },
]

/** Without these a run cannot do what it is for. */
const NEEDED = [
  ENVIRONMENTS,
  'elasticbeanstalk:DescribeApplicationVersions',
  'elasticbeanstalk:CreateStorageLocation',
  's3:PutObject',
  'elasticbeanstalk:CreateApplicationVersion',
  UPDATE,
]

/** These tell more: without them the rest decides. */
const HELPFUL = [
  'elasticbeanstalk:DescribeConfigurationSettings',
  'elasticbeanstalk:DescribeEvents',
  'elasticbeanstalk:DescribeInstancesHealth',
  'elasticbeanstalk:DescribeEnvironmentResources',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeInstances',
]

/** These explain a failure. */
const EXPLAINING = [
  'elasticbeanstalk:DescribeEnvironmentHealth',
  'elasticbeanstalk:RequestEnvironmentInfo',
  'elasticbeanstalk:RetrieveEnvironmentInfo',
]

const DENIED: readonly VerdictRow[] = [
  ...NEEDED.map(operation => ({
    happens: `\`${operation}\` is denied`,
    faults: [{ kind: 'denied', operation } as const],
    verdict: { code: 'permission-denied', says: `AWS denied ${operation}` },
  })),
  ...HELPFUL.map(operation => ({
    happens: `\`${operation}\` is denied, which the run can do without`,
    faults: [{ kind: 'denied', operation } as const],
    verdict: { tells: operation },
  })),
  ...EXPLAINING.map(operation => ({
    happens: `A deployment fails, and \`${operation}\` is denied, which only explains`,
    faults: [FAILS, { kind: 'denied', operation } as const],
    verdict: { ...FAILED(), tells: operation },
  })),
  {
    happens: '`s3:GetObject` is denied, so that a bundle that is there cannot be compared',
    faults: [{ kind: 'denied', operation: 's3:GetObject' }],
    verdict: SUCCESS,
  },
  {
    happens: 'Neither events nor the health of instances may be read',
    shows: 'status and version label alone',
    faults: [NO_EVENTS_ALLOWED, { kind: 'denied', operation: 'elasticbeanstalk:DescribeInstancesHealth' }],
    verdict: SUCCESS,
  },
]

/** Faults of the way in, with the finding that names them. */
export const FINDING_ROWS: readonly FindingRow[] = [
  finding('proxy-drops-upgrade', 'The proxy does not hand the Upgrade on', 'proxy-drops-upgrade'),
  finding('proxy-stopped', 'The proxy ends once the new version runs', 'connection-refused'),
  finding('connections-exhausted', 'The proxy takes no further connection', 'connection-closed'),
  finding('app-hangs', 'The app takes connections and answers nothing', 'application-not-answering'),
  finding('name-unknown', 'The name of the environment is not known to any resolver yet', 'name-not-found'),
  finding('certificate-expired', 'The certificate of the listener has expired', 'tls-expired'),
  finding('port-closed', 'Somebody closes port 80 while the deployment runs', 'connection-timed-out'),
]

function finding(fault: FaultKind, happens: string, named: string): FindingRow {
  return { happens, shows: 'a good end, Ready, the new label', fault, finding: named }
}

export const VERDICT_ROWS: Readonly<Record<string, readonly VerdictRow[]>> = {
  'What fails': FAILURES,
  'What others do': OTHER_USERS,
  'What only looks wrong, or not at all': SEEMING,
  'What comes after a good end': HEALTH,
  'What disturbs the requests': DISTURBED,
  'What is denied': DENIED,
}
