import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { DescribeApplicationVersionsCommand } from '@aws-sdk/client-elastic-beanstalk'
import { GetObjectCommand } from '@aws-sdk/client-s3'
import { expect, it } from 'vitest'
import { type DeployScenario, openScenario } from '../support/deploy-scenario.ts'
import { openScriptedHost } from '../support/scripted-host.ts'
import { openWorkspace, zipFolder } from '../support/workspace.ts'

const ECHO = new URL('../fixtures/echo/', import.meta.url)
const OWN_FILES = {
  '.platform/nginx/conf.d/zz_websocket.conf': '# mine\r\nproxy_read_timeout 90s;\n',
  '.platform/nginx/conf.d/timeouts.conf': 'client_max_body_size 20m;\n',
  '.ebextensions/zz-websocket.config': 'option_settings:\n  aws:elasticbeanstalk:application:environment:\n    A: b\n',
}

it('keeps every byte of a bundle that has the files already', async () => {
  const scenario = await openScenario()
  const workspace = await openWorkspace({
    'app/package.json': await readFile(new URL('package.json', ECHO)),
    'app/server.js': await readFile(new URL('server.js', ECHO)),
    ...Object.fromEntries(Object.entries(OWN_FILES).map(([name, text]) => [`app/${name}`, text])),
  })
  await zipFolder(workspace.file('app'), workspace.file('chat.zip'))
  const run = await scenario.deploy({ workspace: workspace.path, inputs: { 'deployment-package-path': 'chat.zip' } })
  expect(run.exitCode, run.log).toBe(0)
  expect(run.log).toContain('90')
  const uploaded = await download(scenario)
  expect(uploaded.equals(await readFile(workspace.file('chat.zip')))).toBe(true)
})

it('adds its files behind those of a zip, which keep their bytes', async () => {
  const scenario = await openScenario()
  const workspace = await openWorkspace({
    'app/package.json': await readFile(new URL('package.json', ECHO)),
    'app/server.js': await readFile(new URL('server.js', ECHO)),
  })
  await zipFolder(workspace.file('app'), workspace.file('chat.zip'))
  const before = await readFile(workspace.file('chat.zip'))
  const run = await scenario.deploy({ workspace: workspace.path, inputs: { 'deployment-package-path': 'chat.zip' } })
  expect(run.exitCode, run.log).toBe(0)
  expect((await readFile(workspace.file('chat.zip'))).equals(before)).toBe(true)
  const uploaded = await download(scenario)
  const centralDirectory = before.readUInt32LE(before.length - 6)
  expect(uploaded.subarray(0, centralDirectory).equals(before.subarray(0, centralDirectory))).toBe(true)
  await writeFile(workspace.file('uploaded.zip'), uploaded)
  const { stdout } = await promisify(execFile)('python3', ['-m', 'zipfile', '-l', workspace.file('uploaded.zip')])
  expect(stdout).toContain('.platform/nginx/conf.d/zz_websocket.conf')
  expect(stdout).toContain('.ebextensions/zz-websocket.config')
})

it("keeps an nginx.conf of the user's own, and says what it cannot add to it", async () => {
  const scenario = await openScenario()
  const run = await scenario.deploy({
    files: {
      '.platform/nginx/nginx.conf': `events {}
http {
  server {
    listen 80 default_server;
    location / {
      proxy_pass http://127.0.0.1:8080;
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";
    }
  }
}
`,
    },
  })
  expect(run.exitCode, run.log).toBe(0)
  expect(run.log).not.toContain('Add .platform/nginx')
  expect(
    run.annotations
      .filter(each => each.level === 'warning')
      .map(each => each.message)
      .join(),
  ).toContain('.platform/nginx/nginx.conf')
})

it('warns of a checkout in a zip, which is deployed as it is, and packs none of a folder', async () => {
  const scenario = await openScenario({ host: openScriptedHost() })
  const files = { 'app/package.json': '{}', 'app/server.js': '', 'app/.git/config': '[http]\n\textraheader = secret\n' }
  const workspace = await openWorkspace(files)
  await zipFolder(workspace.file('app'), workspace.file('chat.zip'))
  const plan = (inputs: Readonly<Record<string, string>>) =>
    scenario.deploy({ workspace: workspace.path, inputs: { ...inputs, 'dry-run': 'true' } })
  const zipped = await plan({ 'deployment-package-path': 'chat.zip' })
  expect(zipped.exitCode, zipped.log).toBe(0)
  expect(zipped.annotations.map(({ level, message }) => [level, message])).toContainEqual([
    'warning',
    expect.stringMatching(/^'deployment-package-path' "chat\.zip" holds "\.git\/config": .* -x '\.git' '\.git\/\*'/),
  ])
  const folder = await plan({ 'source-directory': 'app' })
  expect(folder.log).toContain('Left out: .git/ (this action).')
  expect(folder.annotations).toEqual([])
})

it.for([
  [
    'chat.jar',
    '64bit Amazon Linux 2023 v4.8.2 running Corretto 25',
    /Wrap chat\.jar in a zip file with a Procfile \("web: java -jar chat\.jar"\)/,
  ],
  [
    'chat.war',
    '64bit Amazon Linux 2023 v5.9.2 running Tomcat 11 Corretto 25',
    /Upload [\d.]+ \w+ to Beanstalk's own bucket as beanstalk-websockets\/chat\/\S+\.war,/,
  ],
] as const)('says in the plan that it wraps a jar, and leaves a war what it is: %s', async ([
  name,
  solutionStack,
  planned,
]) => {
  const scenario = await openScenario({ environment: { solutionStack } })
  const workspace = await openWorkspace({ 'app/META-INF/MANIFEST.MF': 'Main-Class: Chat\n' })
  await zipFolder(workspace.file('app'), workspace.file(name))
  const inputs = { 'deployment-package-path': name, 'dry-run': 'true' }
  const run = await scenario.deploy({ workspace: workspace.path, inputs })
  expect(run.exitCode, run.log).toBe(0)
  expect(run.log).toMatch(planned)
})

async function download({ clients }: DeployScenario): Promise<Buffer> {
  const { ApplicationVersions = [] } = await clients.elasticBeanstalk.send(new DescribeApplicationVersionsCommand({}))
  const bundle = ApplicationVersions.find(version => version.VersionLabel?.startsWith('6dcb'))?.SourceBundle
  const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket: bundle?.S3Bucket, Key: bundle?.S3Key }))
  return Buffer.from((await Body?.transformToByteArray()) ?? [])
}
