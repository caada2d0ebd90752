import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { DescribeVpcsCommand, RevokeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import {
  DescribeApplicationsCommand,
  DescribeEventsCommand,
  RequestEnvironmentInfoCommand,
  RetrieveEnvironmentInfoCommand,
  TerminateEnvironmentCommand,
  UpdateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { startLocalBeanstalk } from '../../src/local-beanstalk/local-beanstalk.ts'
import { zipOf } from '../support/bundle-bytes.ts'
import { openClients, startBeanstalk } from '../support/local-beanstalk.ts'
import { runProgram } from '../support/run-program.ts'
import { openWorkspace } from '../support/workspace.ts'

const APP = `require('node:http').createServer((_, response) => response.end(process.env.GREETING)).listen(process.env.PORT)`
const FILES = { 'app.js': APP, Procfile: 'web: node app.js\n' }

describe('with the process host', () => {
  it('really runs what is deployed, behind a port that the security group closes', async () => {
    const local = await startBeanstalk()
    try {
      const bundle = await zipOf({
        ...FILES,
        '.ebextensions/a.config': 'option_settings:\n- {option_name: GREETING, value: good day}\n',
      })
      await local.createVersion({ application: 'chat', label: 'good', bundle })
      await local.createVersion({
        application: 'chat',
        label: 'bad',
        bundle: await zipOf({ ...FILES, '.platform/nginx/conf.d/x.conf': 'nonsense;' }),
      })
      const { CNAME, Health } = await local.createEnvironment({
        application: 'chat',
        environment: 'chat-prod',
        versionLabel: 'good',
      })
      expect(Health).toBe('Green')
      expect(await (await fetch(`http://${CNAME}/`)).text()).toBe('good day')

      const { elasticBeanstalk, ec2 } = local.clients
      const EnvironmentName = 'chat-prod'
      await elasticBeanstalk.send(new UpdateEnvironmentCommand({ EnvironmentName, VersionLabel: 'bad' }))
      expect(await local.waitUntilSettled(EnvironmentName)).toMatchObject({ VersionLabel: 'good', Health: 'Red' })
      await elasticBeanstalk.send(new RequestEnvironmentInfoCommand({ EnvironmentName, InfoType: 'tail' }))
      const retrieve = async () =>
        (await elasticBeanstalk.send(new RetrieveEnvironmentInfoCommand({ EnvironmentName, InfoType: 'tail' })))
          .EnvironmentInfo?.[0]?.Message
      await expect.poll(retrieve).toBeDefined()
      expect(await (await fetch((await retrieve()) ?? '')).text()).toMatch(/unknown directive "nonsense"/)

      const GroupId = local.beanstalk.lookUp(EnvironmentName)?.groupId
      await ec2.send(
        new RevokeSecurityGroupIngressCommand({
          GroupId,
          IpProtocol: 'tcp',
          FromPort: 80,
          ToPort: 80,
          CidrIp: '0.0.0.0/0',
        }),
      )
      const silent = fetch(`http://${CNAME}/`, { signal: AbortSignal.timeout(300) })
      await expect(silent).rejects.toMatchObject({ name: 'TimeoutError' })
      await elasticBeanstalk.send(new TerminateEnvironmentCommand({ EnvironmentName }))
      expect((await local.waitUntilSettled(EnvironmentName)).Status).toBe('Terminated')
    } finally {
      await local.beanstalk.stop()
    }
  })
})

describe('starting and stopping', () => {
  it('fails with the reason when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    await expect(startLocalBeanstalk({ port, host: openNoHost() })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    other.close()
  })

  it('ends the work that goes on, and does not wait for its pauses', async () => {
    const local = await startBeanstalk({ host: openNoHost(), paceMsPerSecond: 1000 })
    const creating = local.createEnvironment({ application: 'chat', environment: 'chat-prod' }).catch(() => 'ended')
    await expect.poll(() => local.beanstalk.lookUp('chat-prod')?.status).toBe('Launching')
    await local.beanstalk.stop()
    expect(await creating).toBe('ended')
  })

  it('stops to the end in a program that has nothing else to do', async () => {
    const program = `
      import { openNoHost } from './src/local-beanstalk/host/no-host.ts'
      import { startLocalBeanstalk } from './src/local-beanstalk/local-beanstalk.ts'
      const beanstalk = await startLocalBeanstalk({ host: openNoHost() })
      await beanstalk.stop()
      process.stdout.write('stopped')`
    expect(await runProgram('node', ['--input-type=module', '-e', program])).toEqual({ exitCode: 0, output: 'stopped' })
  })

  it('says of a service of AWS that it is not there, in a form that its client can read', async () => {
    const local = await startBeanstalk({ host: openNoHost() })
    onTestFinished(() => local.beanstalk.stop())
    const scope = (service: string) => `AWS4-HMAC-SHA256 Credential=A/20261126/eu-central-1/${service}/aws4_request, x`
    const ask = async (service: string, type: string) => {
      const headers = { authorization: scope(service), 'content-type': type }
      const answer = await fetch(local.beanstalk.endpoint, {
        method: 'POST',
        headers,
        body: 'Action=Describe&Version=2011-01-01',
      })
      return answer.text()
    }
    expect(await ask('autoscaling', 'application/x-www-form-urlencoded')).toContain(
      '<Code>InvalidAction</Code><Message>Local Beanstalk does not serve the service autoscaling; it serves elasticbeanstalk, ',
    )
    expect(JSON.parse(await ask('acm', 'application/x-amz-json-1.1'))).toMatchObject({
      __type: 'UnknownOperationException',
      message: expect.stringContaining('does not serve the service acm'),
    })
  })

  it('refuses what it cannot start with in a line, without a stack', async () => {
    const main = fileURLToPath(new URL('../../src/local-beanstalk/main.ts', import.meta.url))
    const local = await startBeanstalk({ host: openNoHost() })
    onTestFinished(() => local.beanstalk.stop())
    const taken = await runProgram('node', [main, '--port', new URL(local.beanstalk.endpoint).port])
    expect(taken).toMatchObject({
      exitCode: 2,
      output: expect.stringMatching(/^--port was "\d+", where another .*$/),
    })
    const unknown = await runProgram('node', [main, '--prot', '1'])
    expect(unknown).toMatchObject({ exitCode: 2, output: expect.stringContaining('\n  --port NUMBER ') })
    expect(unknown.output).not.toContain(' at ')
    expect(await runProgram('node', [main, '--help'])).toMatchObject({ exitCode: 0 })
  })

  it('has a second key that may do what the files of --policy allow, and nothing else', async () => {
    const main = fileURLToPath(new URL('../../src/local-beanstalk/main.ts', import.meta.url))
    const allow = (Action: string) => JSON.stringify({ Statement: { Effect: 'Allow', Action, Resource: '*' } })
    const workspace = await openWorkspace({
      ...{ 'apps.json': allow('elasticbeanstalk:DescribeApplications'), 'groups.json': allow('ec2:DescribeVpcs') },
      ...{ 'wrong.json': '{"Statement":{"Effect":"Allow","Action":"*"}}', 'empty.json': '[]' },
    })
    const child = spawn(
      process.execPath,
      [main, '--policy', workspace.file('apps.json'), '--policy', workspace.file('groups.json')],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const exited = once(child, 'exit')
    try {
      const said = new Map<string, string[]>()
      for await (const line of createInterface({ input: child.stdout })) {
        const [, name = '', value = ''] = /^ +export (\w+)=(\S*)/.exec(line) ?? []
        said.set(name, [...(said.get(name) ?? []), value])
        if (line.startsWith('Ctrl-C')) break
      }
      const last = (name: string) => said.get(name)?.at(-1) ?? ''
      expect(said.get('AWS_ACCESS_KEY_ID')).toHaveLength(2)
      const credentials = {
        accessKeyId: last('AWS_ACCESS_KEY_ID'),
        secretAccessKey: last('AWS_SECRET_ACCESS_KEY'),
      }
      const { ec2, elasticBeanstalk } = openClients({ endpoint: last('AWS_ENDPOINT_URL'), credentials })
      await elasticBeanstalk.send(new DescribeApplicationsCommand({}))
      await ec2.send(new DescribeVpcsCommand({}))
      await expect(elasticBeanstalk.send(new DescribeEventsCommand({}))).rejects.toThrow(/not authorized/)
    } finally {
      child.kill('SIGTERM')
    }
    expect(await exited).toEqual([0, null])

    const names = ['wrong.json', 'empty.json', 'missing.json']
    const refusals = await Promise.all(names.map(name => runProgram('node', [main, '--policy', workspace.file(name)])))
    for (const [index, { exitCode, output }] of refusals.entries()) {
      expect({ exitCode, output }).toEqual({
        exitCode: 2,
        output: expect.stringMatching(`^--policy was ".*${names[index]}", which is no policy`),
      })
      expect(output).not.toContain(' at ')
    }
  })

  it('runs by itself, says how to reach it, and goes on SIGTERM', async () => {
    const main = fileURLToPath(new URL('../../src/local-beanstalk/main.ts', import.meta.url))
    const child = spawn(process.execPath, [main, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const exited = once(child, 'exit')
    try {
      const said = new Map<string, string>()
      for await (const line of createInterface({ input: child.stdout })) {
        const [, name, value] = /^ +export (\w+)=(\S*)/.exec(line) ?? []
        if (name !== undefined && value !== undefined) said.set(name, value)
        if (line.startsWith('Ctrl-C')) break
      }
      const credentials = {
        accessKeyId: said.get('AWS_ACCESS_KEY_ID') ?? '',
        secretAccessKey: said.get('AWS_SECRET_ACCESS_KEY') ?? '',
      }
      const { sts } = openClients({ endpoint: said.get('AWS_ENDPOINT_URL') ?? '', credentials })
      expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe('123456789012')
    } finally {
      child.kill('SIGTERM')
    }
    expect(await exited).toEqual([0, null])
  })

  it('goes on a signal that comes as soon as it is said to', async () => {
    const main = fileURLToPath(new URL('../../src/local-beanstalk/main.ts', import.meta.url))
    const signalAtOnce = `const { log } = console
      console.log = text => { log(text); if (text.includes('Ctrl-C')) process.kill(process.pid, 'SIGTERM') }`
    const preload = `data:text/javascript,${encodeURIComponent(signalAtOnce)}`
    expect(await runProgram('node', ['--import', preload, main])).toMatchObject({
      exitCode: 0,
      output: expect.stringMatching(/Ctrl-C ends it and removes everything\.$/),
    })
  })
})
