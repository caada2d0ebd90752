import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Setting, setting } from '../support/deployment-policies.ts'
import { tellFigure } from '../support/figures.ts'
import { DEPLOY_ALL_KEY, toEnvironmentVariables } from '../support/least-privilege.ts'
import type { StartedBeanstalk } from '../support/local-beanstalk.ts'
import { runAction } from '../support/run-action.ts'
import { isNightly, scaled } from '../support/scale.ts'
import { balanced, createBalanced, openTopologies, readEcho } from '../support/topologies.ts'
import { openWorkspace } from '../support/workspace.ts'

/** Of the load balancer, before it is tuned: 60 s where nobody chose another. */
const UNTUNED_SECONDS = scaled(2, 60)
const HELD_SECONDS = scaled(6, 75)
const PROXY_SECONDS = scaled(20, 3600)
const LONGEST_MS = scaled(180_000, 300_000)

let local: StartedBeanstalk
let run = 0

beforeAll(async () => {
  local = await openTopologies()
  const idle = (namespace: string, name: string): Setting[] =>
    isNightly ? [] : [setting(namespace, name, String(UNTUNED_SECONDS))]
  const classic = balanced('classic', ...idle('aws:elb:policies', 'ConnectionSettingIdleTimeout'))
  const application = balanced('application', ...idle('aws:elbv2:loadbalancer', 'IdleTimeout'))
  await Promise.all([
    createBalanced(local, 'chat-classic', classic),
    createBalanced(local, 'chat-application', application),
  ])
  // What is measured in seconds from here on is what the settings say.
  await local.beanstalk.setLoadBalancerPace(1000)
}, 120_000)

afterAll(() => local.beanstalk.stop())

async function deploy(environment: string, inputs: Readonly<Record<string, string>> = {}) {
  run += 1
  const from = local.beanstalk.requests.length
  const workspace = (await openWorkspace(await readEcho())).path
  const given = { 'application-name': 'chat', 'environment-name': environment, 'version-label': `run-${run}` }
  const env = { ...local.environmentVariables, ...toEnvironmentVariables(DEPLOY_ALL_KEY) }
  const step = { action: 'deploy', workspace, env, timeoutMs: LONGEST_MS } as const
  const ended = await runAction({
    ...step,
    inputs: { ...given, 'proxy-timeout': String(PROXY_SECONDS), 'handshake-timeout': '10', ...inputs },
  })
  const operations = local.beanstalk.requests.slice(from).map(({ operation }) => operation)
  return { ...ended, updates: operations.filter(name => name === 'UpdateEnvironment').length }
}

const HOLD = { hold: `${HELD_SECONDS}s` }

describe('an Application Load Balancer', { timeout: LONGEST_MS }, () => {
  it('is left as it is, and cuts the silent WebSocket when its idle timeout is over', async () => {
    const left = await deploy('chat-application', HOLD)
    expect(left.exitCode, left.log).toBe(1)
    expect(left.outputs).toMatchObject({ finding: 'cut-by-load-balancer', layer: 'load-balancer' })
    expect(left.log).toContain(
      `cut by the Application Load Balancer after ${UNTUNED_SECONDS} s, by the proxy after ${PROXY_SECONDS} s`,
    )
    const [, seconds = ''] = /after ([\d.]+) s of silence/.exec(left.log) ?? []
    expect(Number(seconds)).toBeGreaterThanOrEqual(UNTUNED_SECONDS - 1)
    expect(Number(seconds)).toBeLessThan(HELD_SECONDS)
    tellFigure('A silent WebSocket was cut by the load balancer', `after ${seconds} s`)
  })

  it('waits as long as the proxy when it is tuned: the silent WebSocket outlives the limit of before', async () => {
    const dry = await deploy('chat-application', { 'load-balancer': 'tune', 'dry-run': 'true' })
    const line = `Set aws:elbv2:loadbalancer:IdleTimeout to ${PROXY_SECONDS} (now ${UNTUNED_SECONDS})`
    expect(dry.log).toContain(line)
    expect(dry.updates).toBe(0)

    const tuned = await deploy('chat-application', { ...HOLD, 'load-balancer': 'tune' })
    expect(tuned.exitCode, tuned.log).toBe(0)
    expect(tuned.updates).toBe(1)
    expect(tuned.log).toContain(line)
    expect(tuned.summary).toContain(`IdleTimeout\`: ${UNTUNED_SECONDS} → ${PROXY_SECONDS}`)
    const option = { Namespace: 'aws:elbv2:loadbalancer', OptionName: 'IdleTimeout' }
    const undo = isNightly
      ? `--options-to-remove '${JSON.stringify(option)}'`
      : `--option-settings '${JSON.stringify({ ...option, Value: String(UNTUNED_SECONDS) })}'`
    expect(tuned.log).toContain(`--version-label run-${run - 2} ${undo}`)

    const again = await deploy('chat-application', { 'load-balancer': 'tune' })
    expect(again.exitCode, again.log).toBe(0)
    expect(again.log).toContain('Leave the load balancer as it is: nothing is to be changed.')
  })

  it('keeps clients with one instance when that is asked for', async () => {
    const sticky = await deploy('chat-application', { 'load-balancer': 'tune', stickiness: 'true' })
    expect(sticky.exitCode, sticky.log).toBe(0)
    const front = local.beanstalk.lookUp('chat-application')?.front
    const answer = await fetch(`http://${front?.host}:${front?.port}/`)
    expect(answer.headers.getSetCookie().join()).toContain('AWSALB=')
  })
})

describe('a Classic Load Balancer', { timeout: LONGEST_MS }, () => {
  it('takes the Upgrade out with its HTTP listener, which is said before it is tried', async () => {
    const left = await deploy('chat-classic')
    expect(left.exitCode, left.log).toBe(1)
    expect(left.outputs).toMatchObject({ finding: 'classic-listener-http', layer: 'load-balancer' })
    const warnings = left.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message)
    expect(warnings.join()).toContain('(HTTP on port 80) take the Upgrade out of every request')
  })

  it('passes it with a TCP listener, set before the version where Beanstalk takes them only one by one', async () => {
    local.beanstalk.setFaults([{ kind: 'settings-apart' }])
    const tcp = { 'load-balancer': 'tune', 'classic-listener': 'tcp' }
    const tuned = await deploy('chat-classic', { ...HOLD, ...tcp })
    local.beanstalk.clearFaults()
    expect(tuned.exitCode, tuned.log).toBe(0)
    expect(tuned.outputs).toMatchObject({ handshake: 'accepted', finding: '' })
    expect(tuned.updates).toBe(3)
    expect(tuned.log).toContain('the settings are sent first')
    expect(tuned.log).toContain('\n    set aws:elb:listener:ListenerProtocol from "HTTP" to "TCP"\n')
    const listener = ['ListenerProtocol', 'InstanceProtocol'].map(OptionName => {
      return { Namespace: 'aws:elb:listener', OptionName }
    })
    const removed = listener.map(option => `'${JSON.stringify(option)}'`)
    expect(tuned.log, 'what was a default is one again').toMatch(/ --options-to-remove /)
    for (const option of removed) expect(tuned.log).toContain(option)
    expect(tuned.summary).toContain('no longer gets X-Forwarded-For and X-Forwarded-Proto')
    const { LoadBalancerDescriptions = [] } = await local.clients.elb.send(new DescribeLoadBalancersCommand({}))
    expect(LoadBalancerDescriptions[0]?.ListenerDescriptions).toMatchObject([
      { Listener: { Protocol: 'TCP', InstanceProtocol: 'TCP', LoadBalancerPort: 80, InstancePort: 80 } },
    ])
  })
})
