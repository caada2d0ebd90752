import { describe, expect, it } from 'vitest'
import { findAppStart } from '../../src/local-beanstalk/host/find-app-start.ts'
import { openWorkspace } from '../support/workspace.ts'

async function find(family: Parameters<typeof findAppStart>[0], files: Readonly<Record<string, string>>) {
  const { path } = await openWorkspace(files)
  return findAppStart(family, path)
}

const DOCKERFILE = 'FROM node:24\nexpose 3000/tcp\nEXPOSE 4000\n'
const DOCKERRUN = '{ "Ports": [{ "ContainerPort": "5000" }] }'

describe('what a platform starts', () => {
  it.each([
    ['python', { Procfile: 'web: daphne x', 'application.py': '' }, 'daphne x'],
    ['python', { Procfile: 'worker: x', 'application.py': '' }, undefined],
    ['python', { 'application.py': '' }, 'gunicorn --bind :8000 application:application'],
    ['python', { 'main.py': '' }, undefined],
    ['go', { 'application.go': '' }, 'bin/application'],
    ['go', { 'main.go': '' }, undefined],
    ['corretto', { 'chat.jar': '' }, 'java -jar chat.jar'],
    ['corretto', { 'a.jar': '', 'b.jar': '' }, undefined],
    ['dotnet', { 'chat.runtimeconfig.json': '{}' }, 'dotnet chat.dll'],
    ['dotnet', { 'chat.dll': '' }, undefined],
    ['ruby', { 'config.ru': '' }, 'puma -C /opt/elasticbeanstalk/config/private/pumaconf.rb'],
    ['ruby', { 'app.rb': '' }, undefined],
    ['tomcat', {}, 'java org.apache.catalina.startup.Bootstrap start'],
    ['php', { Procfile: 'web: reverb' }, 'php-fpm'],
    ['ecs', { 'Dockerrun.aws.json': '{}' }, 'the task of Dockerrun.aws.json'],
    ['ecs', { Dockerfile: '' }, undefined],
    ['ecs', { 'Dockerrun.aws.json': '{ "AWSEBDockerrunVersion": 2 }' }, 'the task of Dockerrun.aws.json'],
    ['ecs', { 'Dockerrun.aws.json': '{ "AWSEBDockerrunVersion": "1" }' }, undefined],
    ['docker', { 'Dockerrun.aws.json': '{ "AWSEBDockerrunVersion": "1" }' }, 'docker run'],
    ['docker', { 'Dockerrun.aws.json': '{ "AWSEBDockerrunVersion": 2 }' }, undefined],
    [
      'docker',
      { 'Dockerrun.aws.json': '{ "AWSEBDockerrunVersion": 3 }', 'docker-compose.yml': '' },
      'docker compose up',
    ],
    ['windows', { 'web.config': '' }, undefined],
  ] as const)('on %s from %j is %s', async (family, files, command) => {
    expect((await find(family, files as Record<string, string>))?.command).toBe(command)
  })

  it.each([
    [{ Dockerfile: DOCKERFILE }, 3000],
    [{ Dockerfile: DOCKERFILE, 'Dockerrun.aws.json': DOCKERRUN }, 5000],
    [{ Dockerfile: DOCKERFILE, 'Dockerrun.aws.json': '{}' }, 3000],
    [{ Dockerfile: 'FROM x\n# EXPOSE 1\n' }, undefined],
  ])('in a container of %j has the port %s', async (files, port) => {
    expect((await find('docker', files as Record<string, string>))?.containerPort).toBe(port)
  })

  it('is a composition before it is a container, and really runs on Node.js alone', async () => {
    expect(await find('docker', { 'docker-compose.yml': '', Dockerfile: '' })).toMatchObject({ hasComposeFile: true })
    expect((await find('nodejs', { 'app.js': '' }))?.standIn).toBeUndefined()
    expect((await find('python', { 'application.py': '' }))?.standIn).toBe('http')
  })
})
