import { AuthorizeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import {
  CreateApplicationCommand,
  CreateEnvironmentCommand,
  DescribeApplicationVersionsCommand,
  DescribeEnvironmentsCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { ListBucketsCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { writePolicy } from '../../scripts/permission-policies.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { type Setting, setting } from '../support/deployment-policies.ts'
import { expectHarmless } from '../support/hostile-run.ts'
import { closeGroups, listRules } from '../support/inbound-topologies.ts'
import { makeKey, NAMES, toEnvironmentVariables, USUAL } from '../support/least-privilege.ts'
import {
  createListener,
  createLoadBalancer,
  createSecurityGroup,
  createTargetGroup,
} from '../support/load-balancing.ts'
import { NODE_24, openClients, REGION, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { type ActionRun, runAction } from '../support/run-action.ts'
import { isNightly } from '../support/scale.ts'
import { balanced, readEcho } from '../support/topologies.ts'
import { openWorkspace } from '../support/workspace.ts'

/** What docs/permissions.md allows a dry run of every environment of the application; the second in a bucket of one's own. */
const READER = makeKey('reader', writePolicy([...USUAL, 'create'], { ...NAMES, environment: undefined }, 'reads'))
const BUCKET = 'chat-bundles'
const WITH_BUCKET = makeKey(
  'bucket-reader',
  writePolicy([...USUAL, 'named-bucket'], { ...NAMES, environment: undefined, bucket: BUCKET }, 'reads'),
)

/** Of other partitions: the environment is there only. */
const REGIONS = { china: 'cn-north-1', gov: 'us-gov-west-1' } as const
const READERS = Object.values(REGIONS).map(region =>
  makeKey(`reader-${region}`, writePolicy(USUAL, { ...NAMES, region, environment: undefined }, 'reads')),
)

const PLATFORMS = {
  ruby: '64bit Amazon Linux 2023 v4.8.2 running Ruby 3.4',
  docker: '64bit Amazon Linux 2023 v4.9.1 running Docker',
}

let local: StartedBeanstalk
let sharedGroup: string

beforeAll(async () => {
  local = await startBeanstalk({ host: openNoHost(), keys: [READER, WITH_BUCKET, ...READERS] })
  sharedGroup = await createSecurityGroup(local.clients.ec2, 'shared')
  const { arn } = await createLoadBalancer(local.clients, { Name: 'shared', SecurityGroups: [sharedGroup] })
  const { arn: group } = await createTargetGroup(local.clients, { Name: 'nobody' })
  await createListener(local.clients, { LoadBalancerArn: arn, group })
  const networkGroup = await createSecurityGroup(local.clients.ec2, 'network')
  const settings: Record<string, Setting[]> = {
    single: [],
    joined: [],
    open: [],
    classic: balanced('classic'),
    application: balanced(
      'application',
      setting('aws:elbv2:listener:443', 'Protocol', 'HTTPS'),
      setting('aws:elbv2:listener:443', 'SSLCertificateArns', local.beanstalk.certificateArn(REGION)),
    ),
    network: balanced('network'),
    guarded: balanced('network', setting('aws:elbv2:loadbalancer', 'SecurityGroups', networkGroup)),
    internal: balanced('application', setting('aws:ec2:vpc', 'ELBScheme', 'internal')),
    shared: balanced(
      'application',
      setting('aws:elasticbeanstalk:environment', 'LoadBalancerIsShared', 'true'),
      setting('aws:elbv2:loadbalancer', 'SharedLoadBalancer', arn),
    ),
  }
  const create = (environment: string, more: { optionSettings?: Setting[]; solutionStack?: string }) =>
    local.createEnvironment({ application: 'chat', environment: `${environment}-env`, ...more })
  await Promise.all([
    ...Object.entries(settings).map(([name, optionSettings]) => create(name, { optionSettings })),
    ...Object.entries(PLATFORMS).map(([name, solutionStack]) => create(name, { solutionStack })),
    ...Object.entries(REGIONS).map(([name, region]) => createAbroad(`${name}-env`, region)),
  ])
  const closed = Object.keys(settings).filter(name => !['open', 'shared'].includes(name))
  const truths = closed.map(name => local.beanstalk.lookUp(`${name}-env`))
  await closeGroups(
    local.clients.ec2,
    truths.flatMap(truth => [...(truth?.loadBalancer?.groupIds ?? []), truth?.groupId ?? '']),
  )
  const joined = local.beanstalk.lookUp('joined-env')?.groupId
  await local.clients.ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: joined,
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId: sharedGroup }] }],
    }),
  )
  const taken = await run('single-env', {
    'version-label': 'taken',
    'wait-for-deployment': 'false',
    'security-group-rule': 'off',
  })
  expect(taken.exitCode, taken.log).toBe(0)
}, 120_000)

afterAll(() => local.beanstalk.stop())

/** Behind an Application Load Balancer whose group is closed. */
async function createAbroad(environment: string, region: string): Promise<void> {
  const { elasticBeanstalk, ec2 } = openClients(local.beanstalk, { region })
  await elasticBeanstalk.send(new CreateApplicationCommand({ ApplicationName: 'chat' }))
  const [ApplicationName, SolutionStackName] = ['chat', NODE_24]
  const OptionSettings = balanced('application')
  const spec = { ApplicationName, EnvironmentName: environment, SolutionStackName, OptionSettings }
  await elasticBeanstalk.send(new CreateEnvironmentCommand(spec))
  const truthOf = () => local.beanstalk.lookUp(environment)
  await vi.waitFor(() => expect(truthOf()?.status).toBe('Ready'), { timeout: 60_000 })
  await closeGroups(ec2, truthOf()?.loadBalancer?.groupIds ?? [])
}

interface Row {
  readonly inputs?: Readonly<Record<string, string>>
  /** Over the echo app. */
  readonly files?: Readonly<Record<string, string>>
  /** Of the plan. */
  readonly tells: RegExp
  readonly fails?: boolean
}

const TUNED = { 'load-balancer': 'tune', 'proxy-timeout': '600' }
const settings = (...lines: string[]) => ({ 'option-settings': lines.join('\n') })

/** Environment -> what is planned for it. */
const ROWS: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  single: {
    'a closed port': { tells: /Admit 0\.0\.0\.0\/0 on TCP 80 in sg-\w+ of the instance, which admits nobody there/ },
    'allow-from': { inputs: { 'allow-from': '203.0.113.0/24' }, tells: /Admit 203\.0\.113\.0\/24 on TCP 80/ },
    'security-group-rule: check': { inputs: { 'security-group-rule': 'check' }, tells: /although it admits nobody/ },
    'security-group-rule: off': { inputs: { 'security-group-rule': 'off' }, tells: /Do not look at security groups/ },
    'settings of its own': {
      inputs: settings('aws:autoscaling:asg:MaxSize=4', 'aws:elasticbeanstalk:application:environment:TOKEN=s3cret'),
      tells: /:MaxSize`: 1 → 4\n- `\S+:TOKEN`: not set → a value that is not shown/,
    },
    'a bucket that is missing': {
      inputs: { 's3-bucket-name': BUCKET },
      tells: /Create the S3 bucket chat-bundles\.\n- Upload [\d.]+ \w+ to chat-bundles as beanstalk-websockets\/chat\//,
    },
    'a bucket that is missing and not to be made': {
      inputs: { 's3-bucket-name': BUCKET, 'create-s3-bucket-if-not-exists': 'false' },
      tells: /'s3-bucket-name' named a bucket that does not exist/,
      fails: true,
    },
    'a label that is taken by the same bytes': {
      inputs: { 'version-label': 'taken' },
      tells: /Use the version "taken" that exists/,
    },
    'a label that is taken by other bytes': {
      inputs: { 'version-label': 'taken' },
      files: { 'other.txt': 'other' },
      tells: /'version-label' was "taken", which .+ has already, with another bundle/,
      fails: true,
    },
    'proxy files that are off': {
      inputs: { 'proxy-files': 'off', preflight: 'off' },
      tells: /Add no proxy file\.[\s\S]+|not made \(preflight: off\)/,
    },
    'a beacon': { inputs: { beacon: 'true' }, tells: /<summary>\S+zz_websocket_beacon\.conf<\/summary>/ },
    'an nginx.conf of its own': {
      files: { '.platform/nginx/nginx.conf': 'events {}\nhttp {\n  server {\n    listen 80;\n  }\n}\n' },
      tells: /Keep `\.platform\/nginx\/nginx\.conf`: it takes the place of the platform's own/,
    },
    'a proxy file that nginx refuses': {
      files: { '.platform/nginx/conf.d/x.conf': 'location / {}\n' },
      tells: /Dry run: this would be refused[\s\S]+x\.conf" line 1/,
      fails: true,
    },
    'a bundle that the platform cannot start': {
      files: { 'docker-compose.yml': 'services: {}\n' },
      inputs: { 'deployment-package-path': 'docker-compose.yml' },
      tells: /docker-compose\.yml", which needs Docker/,
      fails: true,
    },
    'no WebSocket': { inputs: { 'wait-for-deployment': 'false' }, tells: /Open no WebSocket, because nobody waits/ },
  },
  open: {
    'what it admits already': { tells: /Leave sg-\w+ of the instance as it is; on TCP 80 it admits 0\.0\.0\.0\/0/ },
    'an allow-from that restricts nothing': {
      inputs: { 'allow-from': '203.0.113.0/24' },
      tells:
        /Leave sg-\w+ of the instance as it is[\s\S]+"allow-from" names 203[\s\S]+restricts nothing[\s\S]+revoke-security-group-ingress --group-id sg-/,
    },
    'a group that is not that of the instance': {
      inputs: { 'security-group-id': 'SHARED' },
      tells: /sg-\w+, which "security-group-id" names, is not a security group of the instance, .+ sg-\w+ admits/,
    },
  },
  ruby: { 'a location of the WebSocket': { tells: /<summary>\S+zz_websocket_location\.conf<\/summary>/ } },
  docker: {
    'a composition without a proxy': {
      files: { 'docker-compose.yml': 'services: { web: { image: chat, ports: ["80:8080"] } }\n' },
      tells: /No proxy files were added, because/,
    },
  },
  classic: {
    'listeners that take the Upgrade out': { tells: /take the Upgrade out of every request/ },
    'a tuned load balancer': {
      inputs: { ...TUNED, 'classic-listener': 'tcp', stickiness: 'true' },
      tells: /`aws:elb:listener:ListenerProtocol`: HTTP → TCP [\s\S]+ConnectionSettingIdleTimeout`: 60 → 600/,
    },
  },
  application: {
    'a listener that comes, whatever allow-from says': {
      inputs: { ...settings('aws:elbv2:listener:8080:Protocol=HTTP'), 'allow-from': '203.0.113.0/24' },
      tells:
        /With the listener that comes, Beanstalk itself will admit 0\.0\.0\.0\/0 on TCP 8080 in sg-[\s\S]+"allow-from" \(203\.0\.113\.0\/24\) restricts nothing[\s\S]+aws:elbv2:loadbalancer:SecurityGroups=sg-/,
    },
    'a listener that comes with the bundle': {
      files: {
        '.ebextensions/listener.config': 'option_settings:\n  aws:elbv2:listener:8080:\n    Protocol: HTTP\n',
      },
      tells: /With the listener that comes, Beanstalk itself will admit 0\.0\.0\.0\/0 on TCP 8080 in sg-/,
    },
    'a listener that is turned off': {
      inputs: settings('aws:elbv2:listener:default:ListenerEnabled=false'),
      tells:
        /turns off the load balancer's listener on port 80 \(option-settings set .+ that is where this run opens its WebSocket/,
    },
    'both of its ports': { tells: /Admit \S+ on TCP 443 in [\s\S]+Admit \S+ on TCP 80 in/ },
    'a tuned load balancer': {
      inputs: { ...TUNED, stickiness: 'true' },
      tells: /IdleTimeout`: 60 → 600 [\s\S]+StickinessEnabled`: false → true/,
    },
  },
  network: {
    'a tuned load balancer': { inputs: TUNED, tells: /Admit \S+ on TCP 80 in [\s\S]+has no option for that/ },
  },
  guarded: {
    'the group of the load balancer': { tells: /Admit 0\.0\.0\.0\/0 on TCP 80 in sg-\w+ of the Network Load Balancer/ },
  },
  internal: {
    'that nobody comes from outside': {
      tells:
        /as it is, although it admits nobody on TCP 80: .+ internal[\s\S]+is internal: nobody reaches it from the internet, .+ "security-group-id: sg-/,
    },
  },
  shared: {
    'a group that is not named': { tells: /as it is, although it admits nobody on TCP 80: other environments share/ },
    'a group that is named': {
      inputs: { 'security-group-id': 'SHARED' },
      tells: /Admit 0\.0\.0\.0\/0 on TCP 80 in sg-/,
    },
  },
  joined: {
    'another group that is admitted': {
      tells: /Admit 0\.0\.0\.0\/0 on TCP 80 in sg-\w+ of the instance, which admits nobody but members of sg-\w+ there/,
    },
  },
  china: {
    'a group of another partition': {
      inputs: { 'aws-region': REGIONS.china },
      tells: /Admit 0\.0\.0\.0\/0 on TCP 80 in sg-\w+ of the Application Load Balancer/,
    },
  },
  gov: {
    'a group of another partition': {
      inputs: { 'aws-region': REGIONS.gov },
      tells: /Admit 0\.0\.0\.0\/0 on TCP 80 in sg-\w+ of the Application Load Balancer/,
    },
  },
  missing: {
    'that Beanstalk opens what it creates, whatever allow-from says': {
      inputs: {
        'solution-stack-name': NODE_24,
        ...settings(
          'aws:autoscaling:launchconfiguration:IamInstanceProfile=aws-elasticbeanstalk-ec2-role',
          'aws:elasticbeanstalk:environment:EnvironmentType=SingleInstance',
        ),
        'allow-from': '203.0.113.0/24',
      },
      tells:
        /Beanstalk makes security groups that admit 0\.0\.0\.0\/0 on the ports of its listeners[\s\S]+restricts nothing there[\s\S]+DisableDefaultEC2SecurityGroup=true/,
    },
    'that it is missing': { tells: /The dry run failed[\s\S]+'environment-name' was "missing-env"/, fails: true },
  },
}

// Every second one; all of them nightly.
const CASES = Object.entries(ROWS)
  .flatMap(([environment, rows]) => Object.entries(rows).map(([what, row]) => [environment, what, row] as const))
  .filter((_, index) => isNightly || index % 2 === 0)

describe('a dry run with a key that may only read', { timeout: 120_000 }, () => {
  it.each(CASES)('changes nothing, and tells of %s: %s', async (environment, _, { inputs, files, tells, fails }) => {
    const before = await describeWorld()
    const asked = local.beanstalk.requests.length
    const planned = await run(`${environment}-env`, { ...inputs, 'dry-run': 'true' }, files)
    const requests = local.beanstalk.requests.slice(asked)
    expect(planned.outputs.plan, planned.log).toMatch(tells)
    expect(planned.outputs.plan).toMatch(/^## \S+ .+\n\nNothing was changed\.\n/)
    expect(planned.exitCode).toBe(fails ? 1 : 0)
    expect(requests.map(({ operation }) => operation).filter(name => !/^(Describe|Head|Get|List)/.test(name))).toEqual(
      [],
    )
    expect(planned.log).not.toContain('AWS denied')
    expect(JSON.stringify([planned.outputs, planned.summary, planned.temporaryFiles])).not.toContain('s3cret')
    expectHarmless(planned)
    expect(await describeWorld()).toEqual(before)
  })
})

async function run(
  environment: string,
  inputs: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
): Promise<ActionRun> {
  const { path: workspace } = await openWorkspace({ ...(await readEcho()), ...files })
  const region = inputs['aws-region']
  const abroad = READERS.find(({ accessKeyId }) => region && accessKeyId.endsWith(region.toUpperCase()))
  const key = abroad ?? (inputs['s3-bucket-name'] ? WITH_BUCKET : READER)
  const env = { ...local.environmentVariables, ...(inputs['dry-run'] ? toEnvironmentVariables(key) : {}) }
  const named = Object.entries({ 'application-name': 'chat', 'environment-name': environment, ...inputs })
  const given = named.map(([name, value]) => [name, value === 'SHARED' ? sharedGroup : value])
  return await runAction({ action: 'deploy', workspace, env, inputs: Object.fromEntries(given) })
}

/** What a deployment would change of it. */
async function describeWorld() {
  const { clients } = local
  const [rules, versions, environments, buckets] = await Promise.all([
    listRules(clients.ec2),
    clients.elasticBeanstalk.send(new DescribeApplicationVersionsCommand({})),
    clients.elasticBeanstalk.send(new DescribeEnvironmentsCommand({})),
    clients.s3.send(new ListBucketsCommand({})),
  ])
  return {
    rules,
    versions: versions.ApplicationVersions,
    environments: environments.Environments,
    buckets: buckets.Buckets,
  }
}
