import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBundle } from '../../src/bundle/bundle.ts'
import type { EnvironmentSurvey } from '../../src/environment/find-environment.ts'
import type { DeployRequest } from '../../src/inputs/deploy-request.ts'
import { describeFront } from '../../src/platform/describe-front.ts'
import { parsePlatform } from '../../src/platform/platform.ts'
import { type PreparedBundle, prepareBundle } from '../../src/stories/prepare-bundle.ts'

const NODEJS = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'
const RUBY = '64bit Amazon Linux 2023 v4.8.2 running Ruby 3.4'
const DOCKER = '64bit Amazon Linux 2023 v4.9.1 running Docker'
const REQUEST = {
  proxy: { mode: 'off', timeoutSeconds: 3600 },
  handshake: { probe: { protocol: 'auto' } },
} as DeployRequest

let workspace: string

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'prepare-bundle-test-'))
})

afterEach(() => rmSync(workspace, { recursive: true }))

interface Deployment {
  readonly stack: string
  readonly files: Readonly<Record<string, string>>
  readonly settings?: Partial<Pick<EnvironmentSurvey, 'proxyServer' | 'port'>>
  readonly request?: Partial<DeployRequest>
}

async function prepare({ stack, files, settings, request }: Deployment): Promise<PreparedBundle> {
  for (const [name, text] of Object.entries({ 'app.js': '', ...files })) {
    mkdirSync(dirname(join(workspace, 'app', name)), { recursive: true })
    writeFileSync(join(workspace, 'app', name), text)
  }
  const bundle = await openBundle({
    ...{ sourceDirectory: 'app', excludePatterns: [], workspace },
    temporaryFolder: workspace,
  })
  const platform = parsePlatform({ solutionStackName: stack })
  try {
    const front: EnvironmentSurvey['front'] = describeFront([])
    const place = { cname: 'chat.test', front }
    const environment = { ...place, platform, proxyServer: 'nginx', port: undefined, ...settings } as EnvironmentSurvey
    return await prepareBundle(bundle, environment, { ...REQUEST, optionSettings: [], ...request })
  } finally {
    await bundle.close()
  }
}

async function describeProxyOf(
  stack: string,
  files: Deployment['files'],
  settings: Deployment['settings'] = {},
  optionSettings: DeployRequest['optionSettings'] = [],
) {
  const { proxySurvey } = await prepare({ stack, files, settings, request: { optionSettings } })
  return proxySurvey.proxy
}

const SETTINGS = `option_settings:
  aws:elasticbeanstalk:application:environment:
    PORT: 3000
  aws:elasticbeanstalk:environment:proxy:
    ProxyServer: apache
`

describe("the platform's proxy, as the settings and the bundle have it", () => {
  it('has the port and the proxy that the bundle sets where the environment chose neither', async () => {
    const described = await describeProxyOf(NODEJS, { '.ebextensions/a.config': SETTINGS })
    expect(described).toMatchObject({ proxy: 'apache', target: { kind: 'loopback', port: 3000 } })
  })

  it("has the environment's port, and its proxy unless that is the default", async () => {
    const files = { '.ebextensions/a.config': SETTINGS }
    const described = await describeProxyOf(NODEJS, files, { port: '4000' })
    expect(described).toMatchObject({ proxy: 'apache', target: { port: 4000 } })
    expect(await describeProxyOf(NODEJS, files, { proxyServer: 'none' })).toMatchObject({ proxy: 'none' })
  })

  it("has what the deployment itself sets, whatever the environment's settings and the bundle say", async () => {
    const set = (namespace: string, optionName: string, value: string) => ({ namespace, optionName, value })
    const optionSettings = [
      set('aws:elasticbeanstalk:environment:proxy', 'ProxyServer', 'nginx'),
      set('aws:elasticbeanstalk:application:environment', 'PORT', '5001'),
    ]
    const described = await describeProxyOf(
      NODEJS,
      { '.ebextensions/a.config': SETTINGS },
      { port: '4000' },
      optionSettings,
    )
    expect(described).toMatchObject({ proxy: 'nginx', target: { port: 5001 } })
  })

  it.each([
    [{ Dockerfile: 'FROM scratch\nEXPOSE 8000/tcp 9000\n' }, 8000],
    [{ Dockerfile: 'FROM scratch\n# EXPOSE 1\n  expose 5000' }, 5000],
    [{ Dockerfile: 'EXPOSE $PORT' }, undefined],
    [
      { 'Dockerrun.aws.json': '{"Ports":[{"ContainerPort":"3000"},{"ContainerPort":"1"}]}', Dockerfile: 'EXPOSE 8000' },
      3000,
    ],
    [{ 'Dockerrun.aws.json': '{"Ports":[{"ContainerPort":3000}]}' }, 3000],
    [{ 'Dockerrun.aws.json': '{"Ports":5}', Dockerfile: 'EXPOSE 8000' }, 8000],
    [{ 'Dockerrun.aws.json': 'not json', Dockerfile: 'EXPOSE 65536' }, undefined],
  ])('has the port of the container: %j', async (files, port) => {
    expect(await describeProxyOf(DOCKER, files)).toMatchObject({ target: { kind: 'container', port } })
  })

  it('is none for a composition of containers', async () => {
    expect((await describeProxyOf(DOCKER, { 'docker-compose.yml': '' })).proxy).toBe('none')
    expect((await describeProxyOf(NODEJS, { 'docker-compose.yml': '' })).proxy).toBe('nginx')
  })
})

describe('what lets a WebSocket open behind a proxy that drops Upgrade', () => {
  it.each([
    ['websocket-url', { url: 'wss://chat.example.com:8443/live?a=b', path: '/ws' }, '^/live(?:/|$)'],
    ['websocket-path', { url: undefined, path: '/ws?token=1' }, '^/ws(?:/|$)'],
    ['the bundle', { url: undefined, path: undefined }, '^/cable(?:/|$)'],
  ])('is for the path of %s', async (_who, { url, path }, pattern) => {
    const request = {
      proxy: { mode: 'auto', timeoutSeconds: 3600 },
      handshake: { url, path, probe: { protocol: 'auto' } },
    } as unknown as Partial<DeployRequest>
    const { proxy } = await prepare({ stack: RUBY, files: { 'config/cable.yml': '', 'config.ru': '' }, request })
    expect(proxy.additions.find(({ purpose }) => purpose === 'upgrade')?.text).toContain(`rewrite ${pattern} `)
  })
})
