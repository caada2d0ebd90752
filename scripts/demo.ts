/**
 * The whole path on one machine: Local Beanstalk, an environment whose port 80 is closed, the built action as a
 * workflow would run it, and a WebSocket through a real nginx. Then the same with an nginx that drops the Upgrade.
 */

import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { DescribeSecurityGroupsCommand, RevokeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2'
import { type StartedBeanstalk, startBeanstalk } from '../test/support/local-beanstalk.ts'
import { type ActionRun, runAction } from '../test/support/run-action.ts'
import { writeFiles } from '../test/support/workspace.ts'

const CHAT = fileURLToPath(new URL('../examples/chat/', import.meta.url))

/** A second of a real deployment takes this long here. */
const PACE_MS_PER_SECOND = 30

/** What a copy from an old guide does: a location of one's own, without the two lines that hand the Upgrade on. */
const DROPS_UPGRADE = {
  '.platform/nginx/conf.d/elasticbeanstalk/00_application.conf': `location / {
    proxy_pass          http://127.0.0.1:8080;
    proxy_http_version  1.1;
    proxy_set_header    Host  $host;
}
`,
}

const HELP = `Deploys examples/chat to Local Beanstalk with the built action; then again, with an nginx that drops the Upgrade.

  npm run demo              and keeps the chat running until Ctrl-C
  npm run demo -- --once    and ends
  npm run demo -- --help    this text`

const options = readOptions()
const folder = await mkdtemp(join(tmpdir(), 'beanstalk-websockets-demo-'))
const local = await startBeanstalk({ paceMsPerSecond: PACE_MS_PER_SECOND, frontPort: 80 })
try {
  const good = await showGoodPath(local)
  await showDroppedUpgrade(local)
  if (!options.once) await stayUntilInterrupted(good)
  process.exitCode = good.exitCode ?? 1
} finally {
  await local.beanstalk.stop()
  await rm(folder, { recursive: true, force: true })
}

function readOptions() {
  try {
    const options = { once: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } as const
    const { values } = parseArgs({ options })
    if (!values.help) return values
    console.log(HELP)
    process.exit(0)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`)
    process.exit(2)
  }
}

async function showGoodPath(local: StartedBeanstalk): Promise<ActionRun> {
  tell(`Local Beanstalk answers at ${local.beanstalk.endpoint}, as AWS would.`)
  await local.createEnvironment({ application: 'chat', environment: 'chat-prod' })
  const groupId = await closePort(local)
  tell(
    'It has an environment "chat-prod" of Node.js on Amazon Linux 2023, with the sample application.',
    `Its security group ${groupId} admits nobody on port 80: a browser would wait in vain.`,
    'Now the action runs as one step of a workflow would, on the folder examples/chat:',
  )
  const run = await deploy(local, 'chat-prod', CHAT)
  tell(
    run.exitCode === 0 ? 'The step succeeded. It' : 'The step failed. It',
    '- added a file that lets silent sockets live, and changed nothing of the app,',
    '- opened port 80 in the security group, because nobody was admitted,',
    '- uploaded and deployed the version, and followed its events,',
    `- opened a WebSocket through the real nginx: ${run.outputs['websocket-url']} (${run.outputs.handshake}).`,
  )
  return run
}

async function showDroppedUpgrade(local: StartedBeanstalk): Promise<void> {
  await local.createEnvironment({ application: 'chat', environment: 'chat-dropped-upgrade' })
  const source = join(folder, 'chat')
  await cp(CHAT, source, { recursive: true, filter: path => !path.includes('node_modules') })
  await writeFiles(source, DROPS_UPGRADE)
  tell(
    'And now the same app with an nginx file of its own, which forgets to hand the Upgrade header on.',
    'Everything is Green in Beanstalk, and yet no client can open a WebSocket:',
  )
  const run = await deploy(local, 'chat-dropped-upgrade', source)
  tell(
    `The step ended with exit code ${run.exitCode}: finding "${run.outputs.finding}", layer "${run.outputs.layer}".`,
    'What to do stands in the annotation above, and in the summary of the job.',
  )
}

async function closePort({ clients }: StartedBeanstalk): Promise<string> {
  const Filters = [{ Name: 'tag:aws:cloudformation:logical-id', Values: ['AWSEBSecurityGroup'] }]
  const { SecurityGroups = [] } = await clients.ec2.send(new DescribeSecurityGroupsCommand({ Filters }))
  const { GroupId = '', IpPermissions = [] } = SecurityGroups[0] ?? {}
  await clients.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }))
  return GroupId
}

async function deploy(local: StartedBeanstalk, environment: string, source: string): Promise<ActionRun> {
  return await runAction({
    action: 'deploy',
    workspace: source,
    env: local.environmentVariables,
    inputs: { 'application-name': 'chat', 'environment-name': environment, 'version-label': environment },
    onLine: line => console.log(`  ┃ ${line}`),
  })
}

async function stayUntilInterrupted({ outputs }: ActionRun): Promise<void> {
  tell(`Open the chat in a browser, in two windows: ${outputs.url}`, 'Ctrl-C ends everything.')
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  // A promise alone keeps no process alive.
  const alive = setInterval(() => {}, 60_000)
  await promise
  clearInterval(alive)
}

function tell(...lines: readonly string[]): void {
  console.log(`\n${lines.join('\n')}\n`)
}
