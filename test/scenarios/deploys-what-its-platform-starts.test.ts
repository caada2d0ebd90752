import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { type DeployScenario, openScenario } from '../support/deploy-scenario.ts'
import { NODE_24 } from '../support/local-beanstalk.ts'
import { openScriptedHost } from '../support/scripted-host.ts'
import { openWorkspace, type Workspace, zipFolder } from '../support/workspace.ts'

const TOMCAT = '64bit Amazon Linux 2023 v5.9.2 running Tomcat 11 Corretto 25'
const CORRETTO = '64bit Amazon Linux 2023 v4.8.2 running Corretto 25'
const DOCKER = '64bit Amazon Linux 2023 v4.9.1 running Docker'
const ECS = '64bit Amazon Linux 2023 v4.3.2 running ECS'

const WAR = {
  'WEB-INF/web.xml': '<web-app/>',
  '.platform/nginx/conf.d/elasticbeanstalk/war.conf': 'location = /from-the-war { return 204; }\n',
}
const JAR = { 'META-INF/MANIFEST.MF': 'Main-Class: Chat\n', '.ebextensions/a.config': 'option_settings: {}\n' }
const dockerrun = (version: number) => ({
  'Dockerrun.aws.json': JSON.stringify({
    AWSEBDockerrunVersion: version,
    Image: { Name: 'chat' },
    Ports: [{ ContainerPort: '8000' }],
    containerDefinitions: [{ name: 'chat', image: 'chat', portMappings: [{ hostPort: 80, containerPort: 8000 }] }],
  }),
})
const COMPOSE = { 'docker-compose.yml': 'services:\n  chat:\n    image: chat\n    ports: ["80:8000"]\n' }

type Files = Readonly<Record<string, string>>

/** The files by themselves, or as the archive of that name. */
async function makePackage(name: string, files: Files): Promise<Workspace> {
  const workspace = await openWorkspace()
  if (name in files) return await openWorkspace(files)
  const unpacked = await openWorkspace(files)
  await zipFolder(unpacked.path, workspace.file(name))
  return workspace
}

async function deployPackage(scenario: DeployScenario, name: string, files: Files) {
  const workspace = await makePackage(name, files)
  const before = await readFile(workspace.file(name))
  const run = await scenario.deploy({ workspace: workspace.path, inputs: { 'deployment-package-path': name } })
  expect((await readFile(workspace.file(name))).equals(before)).toBe(true)
  return run
}

describe('a file by itself is deployed to the platform that starts it', () => {
  it.for([
    ['ROOT.war', TOMCAT, WAR, 'Tomcat 11 Corretto 25'],
    ['chat.jar', CORRETTO, JAR, 'Corretto 25'],
    ['Dockerrun.aws.json', DOCKER, dockerrun(1), 'Docker'],
    ['Dockerrun.aws.json', ECS, dockerrun(2), 'ECS'],
    ['docker-compose.yml', DOCKER, COMPOSE, 'Docker'],
  ] as const)('%s on %s', async ([name, solutionStack, files, standIn]) => {
    const scenario = await openScenario({ environment: { solutionStack } })
    const run = await deployPackage(scenario, name, files)
    expect(run.exitCode, run.log).toBe(0)
    expect(run.outputs.handshake).toBe('accepted')
    const url = run.outputs.url ?? ''
    expect(await (await fetch(url)).json()).toMatchObject({ standIn })
    expect((await fetch(new URL('/from-the-war', url))).status).toBe(name === 'ROOT.war' ? 204 : 200)
  })
})

describe('a file that the platform cannot start is refused before anything is changed', () => {
  it.for([
    ['chat.jar', NODE_24, JAR, '"chat.jar", which needs Corretto'],
    ['chat.war', NODE_24, WAR, '"chat.war", which needs Tomcat'],
    ['chat.war', CORRETTO, WAR, 'cp chat.war chat.jar'],
    ['docker-compose.yml', NODE_24, COMPOSE, '"docker-compose.yml", which needs Docker'],
    ['Dockerrun.aws.json', DOCKER, dockerrun(2), 'has version 2'],
    ['chat.zip', ECS, dockerrun(1), 'has version 1'],
  ] as const)('%s on %s', async ([name, solutionStack, files, said]) => {
    const scenario = await openScenario({ host: openScriptedHost(), environment: { solutionStack } })
    const run = await deployPackage(scenario, name, files)
    expect(run.exitCode, run.log).toBe(1)
    expect(run.log).toContain(said)
    expect(scenario.changes()).toEqual([])
  })
})
