/** What a platform would start from a bundle. Unless it is really run here, it says what a stand-in stands for. */

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlatformFamily } from '../../platform/platform.ts'
import { readSmallText } from './app-manifest.ts'
import { findStartCommand, readProcfile, type StartCommand } from './start-command.ts'

export interface AppStart extends StartCommand {
  /** Undefined: the command is really run. */
  readonly standIn?: 'websocket' | 'http'
  /** What the Dockerfile exposes, or Dockerrun.aws.json names. */
  readonly containerPort?: number
  readonly hasComposeFile?: boolean
}

/**
 * Undefined when the platform would find nothing to start in the unpacked bundle.
 * @param runs Families beside Node.js whose apps are really run here.
 */
export async function findAppStart(
  family: PlatformFamily,
  folder: string,
  runs: readonly PlatformFamily[] = [],
): Promise<AppStart | undefined> {
  if (family === 'nodejs') return findStartCommand(folder)
  const files = { folder, names: await readdir(folder).catch(() => []) }
  const procfile = PROCFILE_FAMILIES.includes(family) ? await readProcfile(folder) : 'none'
  if (procfile !== 'none') return runs.includes(family) ? procfile : procfile && { ...procfile, standIn: 'websocket' }
  const found = await FINDERS[family]?.(files)
  if (!found || !runs.includes(family)) return found
  const { standIn: _, ...start } = found
  return start
}

/** What the platform looks for, for who has forgotten it. */
export const WANTED: Readonly<Partial<Record<PlatformFamily, string>>> = {
  nodejs: "'web' process in a 'Procfile', no 'start' script in 'package.json', and no 'app.js' or 'server.js'",
  python: "'web' process in a 'Procfile', and no 'application.py'",
  go: "'web' process in a 'Procfile', and no 'application.go' or 'bin/application'",
  corretto: "'web' process in a 'Procfile', and not one JAR file",
  dotnet: "'web' process in a 'Procfile', and not one '.runtimeconfig.json'",
  ruby: "'web' process in a 'Procfile', and no 'config.ru'",
  docker: "'Dockerfile', 'Dockerrun.aws.json' of version 1 or 'docker-compose.yml'",
  ecs: "'Dockerrun.aws.json' of version 2",
}

const PROCFILE_FAMILIES: readonly PlatformFamily[] = ['python', 'go', 'corretto', 'dotnet', 'ruby']

interface AppFiles {
  readonly folder: string
  readonly names: readonly string[]
}

type Finder = (files: AppFiles) => AppStart | undefined | Promise<AppStart | undefined>

// Each platform's page "Procfile" of the Developer Guide says what is started without one.
const FINDERS: Readonly<Partial<Record<PlatformFamily, Finder>>> = {
  // gunicorn's default worker speaks WSGI, which knows no WebSocket.
  python: ({ names }) => {
    const command = 'gunicorn --bind :8000 application:application'
    return names.includes('application.py') ? { ...byDefault(command), standIn: 'http' } : undefined
  },
  go: ({ names }) => startIf(names.includes('application.go') || names.includes('bin'), 'bin/application'),
  corretto: ({ names }) => {
    const [jar, ...others] = names.filter(name => name.endsWith('.jar'))
    return startIf(jar !== undefined && others.length === 0, `java -jar ${jar}`)
  },
  tomcat: () => startIf(true, 'java org.apache.catalina.startup.Bootstrap start'),
  dotnet: ({ names }) => {
    const [config, ...others] = names.filter(name => name.endsWith('.runtimeconfig.json'))
    const isOne = config !== undefined && others.length === 0
    return startIf(isOne, `dotnet ${config?.replace(/\.runtimeconfig\.json$/, '.dll')}`)
  },
  ruby: ({ names }) => startIf(names.includes('config.ru'), 'puma -C /opt/elasticbeanstalk/config/private/pumaconf.rb'),
  php: () => startIf(true, 'php-fpm'),
  docker: findContainer,
  ecs: async ({ folder }) =>
    startIf((await readDockerrun(folder, '2')) !== undefined, 'the task of Dockerrun.aws.json'),
}

/** docker-compose.yml before the others; of a Dockerrun.aws.json's port and a Dockerfile's the first counts. */
async function findContainer({ folder, names }: AppFiles): Promise<AppStart | undefined> {
  if (names.includes('docker-compose.yml')) {
    return { ...byDefault('docker compose up'), standIn: 'websocket', hasComposeFile: true }
  }
  const dockerrun = await readDockerrun(folder, '1')
  const dockerfile = await readSmallText(join(folder, 'Dockerfile'))
  if (dockerrun === undefined && dockerfile === undefined) return undefined
  const port = /"ContainerPort"\s*:\s*"?(\d{1,5})/.exec(dockerrun ?? '')?.[1]
  const exposed = /^[ \t]*EXPOSE[ \t]+(\d{1,5})/im.exec(dockerfile ?? '')?.[1]
  const containerPort = Number(port ?? exposed ?? 0)
  return { ...byDefault('docker run'), standIn: 'websocket', ...(containerPort > 0 ? { containerPort } : {}) }
}

/** Undefined also for one of another version: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/docker.html */
async function readDockerrun(folder: string, version: string): Promise<string | undefined> {
  const text = await readSmallText(join(folder, 'Dockerrun.aws.json'))
  const found = /"AWSEBDockerrunVersion"\s*:\s*"?(\d)/.exec(text ?? '')?.[1] ?? version
  return found === version ? text : undefined
}

function startIf(isThere: boolean, command: string): AppStart | undefined {
  return isThere ? { ...byDefault(command), standIn: 'websocket' } : undefined
}

function byDefault(command: string): StartCommand {
  return { command, source: 'default' }
}
