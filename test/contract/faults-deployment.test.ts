import { mkdtemp, rm } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DescribeInstancesHealthCommand, UpdateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import { type Faults, openFaults } from '../../src/local-beanstalk/faults/faults.ts'
import { withHostFaults } from '../../src/local-beanstalk/host/faulty-host.ts'
import type { Host, HostInstance } from '../../src/local-beanstalk/host/host.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { openProcessHost } from '../../src/local-beanstalk/host/process-host.ts'
import { NODE_24, type StartedBeanstalk, startBeanstalk } from '../support/local-beanstalk.ts'
import { makeBundle, WEBSOCKET_APP } from '../support/make-bundle.ts'

const EnvironmentName = 'chat-prod'

describe('a deployment that Elastic Beanstalk tells of', () => {
  let local: StartedBeanstalk
  let lastLabel = 0

  beforeAll(async () => {
    local = await startBeanstalk({ host: openNoHost() })
    await makeVersion()
    await local.createEnvironment({ application: 'chat', environment: EnvironmentName, versionLabel: 'v1' })
  })
  afterEach(() => local.beanstalk.clearFaults())
  afterAll(() => local.beanstalk.stop())

  async function makeVersion(): Promise<string> {
    lastLabel += 1
    await local.createVersion({ application: 'chat', label: `v${lastLabel}`, bundle: Buffer.from('zip') })
    return `v${lastLabel}`
  }

  async function deploy(...faults: Fault[]) {
    const VersionLabel = await makeVersion()
    local.beanstalk.setFaults(faults)
    const asked = new UpdateEnvironmentCommand({ EnvironmentName, VersionLabel })
    const { $metadata } = await local.clients.elasticBeanstalk.send(asked)
    const settled = await local.waitUntilSettled(EnvironmentName)
    const events = await local.events({ RequestId: $metadata.requestId ?? '' })
    return { label: VersionLabel, settled, events: events.map(({ Severity, Message }) => `${Severity} ${Message}`) }
  }

  const id = () => local.beanstalk.lookUp(EnvironmentName)?.instance?.instanceId

  it.each([
    { kind: 'instance-fails', at: 'before-flip' },
    { kind: 'instance-fails', at: 'after-flip' },
    { kind: 'disk-full' },
    { kind: 'proxy-file-broken' },
    { kind: 'app-crashes' },
  ] as const)('fails as in S8, with %o', async fault => {
    const { label: former } = await deploy()
    const { settled, events } = await deploy(fault)
    expect(events.slice(-6)).toEqual([
      "ERROR Instance deployment failed. For details, see 'eb-engine.log'.",
      `ERROR [Instance: ${id()}] Command failed on instance. Return code: 1 Output: Engine execution has encountered an error..`,
      'INFO Command execution completed on all instances. Summary: [Successful: 0, Failed: 1].',
      `ERROR Unsuccessful command execution on instance id(s) '${id()}'. Aborting the operation.`,
      'ERROR Failed to deploy application.',
      expect.stringMatching(/^ERROR During an aborted deployment, /),
    ])
    expect(settled).toMatchObject({ Status: 'Ready', VersionLabel: former, Health: 'Red', HealthStatus: 'Degraded' })
  })

  it('fails without its last event, as in S9', async () => {
    const { label: former } = await deploy()
    const { settled, events } = await deploy(
      { kind: 'instance-fails', at: 'before-flip' },
      { kind: 'missing-event', message: 'Failed to deploy application.' },
      { kind: 'missing-event', message: 'During an aborted deployment*' },
    )
    expect(events.at(-1)).toMatch(/^ERROR Unsuccessful command execution /)
    expect(settled).toMatchObject({ Status: 'Ready', VersionLabel: former })
  })

  it('strikes as often, and which instance, as was asked for', async () => {
    local.beanstalk.setFaults([])
    const fault = { kind: 'disk-full', instance: 2 } as const
    const first = await deploy(fault)
    expect(first.settled.VersionLabel).toBe(first.label)
    // Set anew, it counts anew.
    await deploy(fault)
    const asked = new UpdateEnvironmentCommand({ EnvironmentName, VersionLabel: await makeVersion() })
    await local.clients.elasticBeanstalk.send(asked)
    expect((await local.waitUntilSettled(EnvironmentName)).HealthStatus).toBe('Degraded')
  })

  it('ends well though an instance kept its version', async () => {
    const { label: former } = await deploy()
    const { label, settled, events } = await deploy({ kind: 'instance-keeps-version', times: 1 })
    expect(events.slice(-3)).toEqual([
      'INFO Instance deployment completed successfully.',
      'INFO New application version was deployed to running EC2 instances.',
      'INFO Environment update completed successfully.',
    ])
    expect(settled).toMatchObject({ Status: 'Ready', VersionLabel: label })
    const { InstanceHealthList } = await local.clients.elasticBeanstalk.send(
      new DescribeInstancesHealthCommand({ EnvironmentName, AttributeNames: ['All'] }),
    )
    expect(InstanceHealthList?.[0]?.Deployment).toMatchObject({ VersionLabel: former, Status: 'Deployed' })
    expect(InstanceHealthList?.[0]?.Causes?.join()).toContain(`Incorrect application version "${former}"`)
  })
})

describe('an instance that really runs', () => {
  let folder: string
  let bundlePath: string
  let host: Host
  let faults: Faults
  let instance: HostInstance

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faults-deployment-test-'))
    bundlePath = await makeBundle(join(folder, 'bundle.zip'), { 'app.js': WEBSOCKET_APP, ...UPGRADING })
    faults = openFaults([])
    host = withHostFaults(await openProcessHost({ folder }), faults)
    instance = await host.launchInstance({ instanceId: 'i-1', platform: NODE_24 })
  })
  afterEach(() => faults.clear())
  afterAll(async () => {
    await host.stop()
    await rm(folder, { recursive: true })
  })

  const deploy = (...set: Fault[]) => {
    faults.set(set)
    return instance.deploy({ versionLabel: 'v1', bundlePath, environmentVariables: {} }, () => {})
  }
  /** The status of what answers an Upgrade. */
  const upgrade = () =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-version': '13',
      }
      const answered = (response: IncomingMessage) => {
        response.destroy()
        resolve(response.statusCode)
      }
      request({ port: instance.proxyPort, headers, agent: false })
        .on('upgrade', answered)
        .on('response', answered)
        .on('error', reject)
        .end()
    })

  it('passes an Upgrade on without a fault, and not with proxy-drops-upgrade', async () => {
    expect([await deploy(), await upgrade()]).toEqual([{ kind: 'succeeded' }, 101])
    expect([await deploy({ kind: 'proxy-drops-upgrade' }), await upgrade()]).toEqual([{ kind: 'succeeded' }, 200])
  })

  it('has the [emerg] of nginx in its log with proxy-file-broken', async () => {
    expect(await deploy({ kind: 'proxy-file-broken' })).toMatchObject({ kind: 'failed', reason: 'proxy-configuration' })
    expect(await instance.tailLogs()).toMatch(
      /\[emerg\] .*unknown directive "fault_of_the_platform" in .*nginx\.conf:\d+/,
    )
    expect(instance.status()).toMatchObject({ proxy: 'stopped' })
  })

  it('says why in its log: disk-full and instance-fails', async () => {
    await deploy({ kind: 'disk-full' })
    await deploy({ kind: 'instance-fails', at: 'before-flip' })
    await deploy({ kind: 'instance-fails', at: 'after-flip' })
    const log = await instance.tailLogs()
    expect(log).toContain('write error (disk full?)')
    expect(log).toContain(
      '[RunAppDeployPreBuildHooks]. Stop running the command. Error: Command .platform/hooks/prebuild/',
    )
    expect(log).toContain('[RunAppDeployPostDeployHooks]')
    expect(instance.status()).toEqual({ proxy: 'running', app: 'running' })
  })

  it('has no proxy any more with proxy-stopped', async () => {
    expect(await deploy({ kind: 'proxy-stopped' })).toEqual({ kind: 'succeeded' })
    expect(instance.status()).toEqual({ proxy: 'stopped', app: 'running' })
    await expect(upgrade()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('takes connections and closes them with connections-exhausted', async () => {
    expect(await deploy({ kind: 'connections-exhausted' })).toEqual({ kind: 'succeeded' })
    expect(instance.status()).toEqual({ proxy: 'running', app: 'running' })
    await expect(upgrade()).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  it('loses its app with app-crashes, at once or later', async () => {
    expect(await deploy({ kind: 'app-crashes' })).toMatchObject({ kind: 'failed', reason: 'application-crashed' })
    const crashed = Promise.withResolvers<void>()
    instance.onStatusChange(({ app }) => app === 'crashed' && crashed.resolve())
    expect(await deploy({ kind: 'app-crashes', afterMs: 4000 })).toEqual({ kind: 'succeeded' })
    await crashed.promise
  })

  it('has something that answers nothing with app-hangs', async () => {
    expect(await deploy({ kind: 'app-hangs' })).toEqual({ kind: 'succeeded' })
    const silent = await Promise.race([upgrade(), new Promise(resolve => setTimeout(resolve, 700, 'silence'))])
    expect(silent).toBe('silence')
    expect(instance.status()).toEqual({ proxy: 'running', app: 'running' })
  })

  it('never answers with command-timeout, until it is terminated', async () => {
    const other = await host.launchInstance({ instanceId: 'i-2', platform: NODE_24 })
    faults.set([{ kind: 'command-timeout', times: 1 }])
    const never = other.deploy({ versionLabel: 'v1', bundlePath, environmentVariables: {} }, () => {})
    const refused = expect(never).rejects.toThrow('The instance "i-2" was terminated.')
    await other.terminate()
    await refused
  })
})

const UPGRADING = {
  '.platform/nginx/conf.d/elasticbeanstalk/00_application.conf': `location / {
    proxy_pass http://127.0.0.1:8080;
    proxy_http_version 1.1;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection "upgrade";
}
`,
}
