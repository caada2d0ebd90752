import { DescribeEnvironmentResourcesCommand } from '@aws-sdk/client-elastic-beanstalk'
import { expect, it, onTestFinished } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { startBeanstalk } from '../support/local-beanstalk.ts'
import { runProgram } from '../support/run-program.ts'

const runScript = (parameters: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runProgram('node', ['scripts/create-environment.ts', ...parameters], { env })

it('creates single instances, and several behind the load balancer of your choice', async () => {
  const { beanstalk, clients, environmentVariables } = await startBeanstalk({ host: openNoHost() })
  onTestFinished(() => beanstalk.stop())
  const create = async (EnvironmentName: string, ...more: readonly string[]) => {
    const run = await runScript(['--environment', EnvironmentName, ...more], environmentVariables)
    expect(run, run.output).toMatchObject({ exitCode: 0, output: expect.stringContaining('is Ready: ') })
    const asked = new DescribeEnvironmentResourcesCommand({ EnvironmentName })
    const { EnvironmentResources } = await clients.elasticBeanstalk.send(asked)
    const { Instances = [], LoadBalancers = [] } = EnvironmentResources ?? {}
    return { instances: Instances.length, loadBalancers: LoadBalancers.map(({ Name = '' }) => Name) }
  }
  expect(await create('chat-prod')).toEqual({ instances: 1, loadBalancers: [] })
  expect(await create('chat-balanced', '--load-balancer', 'network', '--instances', '2')).toEqual({
    instances: 2,
    loadBalancers: [expect.stringContaining('loadbalancer/net/')],
  })
})

it('says how it is used, and what was wrong with its options, without a stack', async () => {
  expect(await runScript(['--help'])).toMatchObject({
    exitCode: 0,
    output: expect.stringMatching(/--load-balancer KIND .*\n +--instances NUMBER /),
  })
  const wrong = [
    [['--instance', '2'], "Unknown option '--instance'"],
    [['--load-balancer', 'gateway'], '--load-balancer was "gateway"; write one of classic, application, network'],
    [['--load-balancer', 'classic', '--instances', 'two'], '--instances was "two"; write a number from 1 to 8'],
    [['--instances', '2'], '--instances was "2" without a load balancer'],
  ] as const
  const runs = await Promise.all(wrong.map(([parameters]) => runScript(parameters)))
  for (const [index, { exitCode, output }] of runs.entries()) {
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: expect.stringContaining(wrong[index]?.[1] ?? '') })
    expect(output).not.toMatch(/^ +at /m)
  }
})
