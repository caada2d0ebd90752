import { describe, expect, it } from 'vitest'
import type { ProxyServer } from '../../src/platform/describe-proxy.ts'
import { parsePlatform } from '../../src/platform/platform.ts'
import { planProxyFiles } from '../../src/proxy/plan-proxy-files.ts'
import { scanProxyFiles } from '../../src/proxy/scan-proxy-files.ts'
import { describeKnown, describeUnread } from '../../src/stories/describe-known.ts'

const NODEJS = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'
const DOCKER = '64bit Amazon Linux 2023 v4.9.1 running Docker'
const RUBY = '64bit Amazon Linux 2023 v4.8.2 running Ruby 3.4'

const FOLDER = '.platform/nginx/conf.d/elasticbeanstalk'
const HEADERS = `proxy_http_version 1.1;
  proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Connection "upgrade";`

async function knownOf(solutionStackName: string, files: Readonly<Record<string, string>>, proxyServer?: ProxyServer) {
  const bundle = { names: Object.keys(files), readText: async (name: string) => files[name] }
  const proxySurvey = await scanProxyFiles(bundle, { platform: parsePlatform({ solutionStackName }), proxyServer })
  const proxy = planProxyFiles({ survey: proxySurvey, path: '/cable', timeoutSeconds: 3600, mode: 'auto' })
  return describeKnown({ proxy, proxySurvey, handshake: { url: 'ws://chat.test/cable' } })
}

describe('what is known of a deployment before the network is asked', () => {
  it('is what its proxy does by itself', async () => {
    expect(await knownOf(NODEJS, {})).toEqual({
      proxy: 'nginx',
      platformForwardsUpgrade: true,
      bundleOverridesProxy: [],
      passesTo: { kind: 'app' },
      freshDeployment: true,
    })
    expect(await knownOf(NODEJS, {}, 'apache')).toMatchObject({ proxy: 'apache', platformForwardsUpgrade: false })
    expect(await knownOf('our own platform', {})).toEqual({ bundleOverridesProxy: [], freshDeployment: true })
  })

  it('includes the added files that let a WebSocket open, and no others', async () => {
    const location = '.platform/nginx/conf.d/elasticbeanstalk/zz_websocket_location.conf'
    expect(await knownOf(RUBY, {})).toMatchObject({ platformForwardsUpgrade: false, injectedFiles: [location] })
    expect(await knownOf(NODEJS, {})).not.toHaveProperty('injectedFiles')
  })

  it('includes the files of the bundle that decide in the place of the platform’s', async () => {
    const folder = '.platform/nginx/conf.d/elasticbeanstalk'
    const files = { [`${folder}/webapp.conf`]: 'location / { return 204; }', [`${folder}/healthd.conf`]: '' }
    expect(await knownOf(RUBY, files)).toMatchObject({ bundleOverridesProxy: [`${folder}/webapp.conf`] })
  })

  it('includes what the bundle’s own location for the path does, beside the platform’s', async () => {
    const known = (lines: string, where = '/cable') =>
      knownOf(NODEJS, {
        [`${FOLDER}/ws.conf`]: `location ${where} {\n  proxy_pass http://127.0.0.1:8080;\n${lines}\n}\n`,
      })
    const own = { bundleOverridesProxy: [`${FOLDER}/ws.conf`], passesTo: { kind: 'app' } }
    expect(await known('')).toMatchObject({ ...own, bundleForwardsUpgrade: false })
    expect(await known('proxy_set_header Upgrade $http_upgrade;')).toMatchObject({
      ...own,
      bundleForwardsUpgrade: false,
    })
    expect(await known(HEADERS)).toMatchObject({ ...own, bundleForwardsUpgrade: true })
    expect(await known('', '/elsewhere')).toMatchObject({ bundleOverridesProxy: [] })
  })

  it('leaves open what HTTP/1.0, a rewrite, or a pattern that may match makes of an Upgrade', async () => {
    const pass = 'proxy_pass http://127.0.0.1:8080;'
    for (const text of [
      `location /cable { ${pass} ${HEADERS.replace('proxy_http_version 1.1;', '')} }`,
      `location /cable { ${pass} ${HEADERS} rewrite ^ /other last; }`,
      `location ~ c.b { ${pass} }`,
      'location /cable { try_files $uri @app; }',
    ]) {
      const known = await knownOf(NODEJS, { [`${FOLDER}/ws.conf`]: text })
      expect(known, text).toMatchObject({ bundleOverridesProxy: [`${FOLDER}/ws.conf`] })
      expect(known, text).not.toHaveProperty('bundleForwardsUpgrade')
    }
  })

  it('takes headers from around a location that sets none', async () => {
    const files = { [`${FOLDER}/ws.conf`]: `${HEADERS}\nlocation /cable { proxy_pass http://127.0.0.1:8080; }` }
    expect(await knownOf(NODEJS, files)).toMatchObject({ bundleForwardsUpgrade: true })
  })

  it('names the line of the bundle that passes to another port than the app’s', async () => {
    const direct = { [`${FOLDER}/ws.conf`]: 'location /cable {\n  proxy_pass http://localhost:3000;\n}' }
    const line = { kind: 'other-port', port: 3000, file: `${FOLDER}/ws.conf`, line: 2 }
    expect(await knownOf(NODEJS, direct)).toMatchObject({ passesTo: line })
    const upstream = {
      '.platform/nginx/conf.d/up.conf': 'upstream chat {\n  server 127.0.0.1:8081;\n}',
      [`${FOLDER}/ws.conf`]: 'location /cable { proxy_pass http://chat; }',
    }
    const other = { kind: 'other-port', port: 8081, file: '.platform/nginx/conf.d/up.conf', line: 2 }
    expect(await knownOf(NODEJS, upstream)).toMatchObject({ passesTo: other })
    expect(await knownOf(NODEJS, { ...upstream, Procfile: 'web: chat --port 8081' })).not.toHaveProperty('passesTo')
  })

  it('includes what the bundle’s own ProxyPass does', async () => {
    const known = (text: string) => knownOf(NODEJS, { '.platform/httpd/conf.d/ws.conf': text }, 'apache')
    const own = { bundleOverridesProxy: ['.platform/httpd/conf.d/ws.conf'], passesTo: { kind: 'app' } }
    expect(await known('ProxyPass /cable http://localhost:8080/cable')).toMatchObject({
      ...own,
      bundleForwardsUpgrade: false,
    })
    for (const line of [
      'ProxyPass /cable http://localhost:8080/cable upgrade=websocket',
      'ProxyPass / ws://localhost:8080/',
    ]) {
      expect(await known(line), line).toMatchObject({ ...own, bundleForwardsUpgrade: true })
    }
  })

  it('does not take for read what a hook or a file of .ebextensions may change', async () => {
    const hook = { '.platform/hooks/predeploy/1.sh': 'cp ws.conf /var/proxy/staging/nginx/conf.d/' }
    const file = { '.ebextensions/a.config': 'files:\n  /etc/nginx/conf.d/ws.conf:\n    content: ""\n' }
    for (const files of [hook, file]) {
      const known = await knownOf(NODEJS, files)
      expect(known).toMatchObject({ isBundleUnread: true })
      expect(known).not.toHaveProperty('passesTo')
    }
  })

  it('says nothing of the containers of a docker-compose.yml, which may have a proxy of their own', async () => {
    const known = await knownOf(DOCKER, { 'docker-compose.yml': 'services: {}' })
    expect(known).toEqual({ bundleOverridesProxy: [], freshDeployment: true })
  })
})

describe('what is known of an environment whose bundle nobody has read', () => {
  it('is which proxy it has, and not what that does', () => {
    const survey = {
      platform: parsePlatform({ solutionStackName: NODEJS }),
      proxyServer: 'apache',
      port: undefined,
    } as const
    const front = {
      loadBalancer: 'none',
      isShared: false,
      listeners: [],
      idleTimeoutSeconds: undefined,
      isSticky: undefined,
      instances: undefined,
    } as const
    expect(describeUnread({ ...survey, front, versionLabel: 'v7' })).toEqual({
      ...{ proxy: 'apache', isBundleUnread: true, versionLabel: 'v7', loadBalancer: 'none', silenceLimits: {} },
    })
  })
})
