import { describe, expect, it } from 'vitest'
import { defaultProxyTree, PROXY_TREE_KEYS, proxyTreeEvidence } from '../../src/platform/default-proxy-tree.ts'
import { describeProxy } from '../../src/platform/describe-proxy.ts'
import { type PlatformFamily, type PlatformGeneration, parsePlatform } from '../../src/platform/platform.ts'
import { PLATFORM_ROWS } from '../../src/platform/platform-rows.ts'

const platform = (solutionStackName: string) => parsePlatform({ solutionStackName })
const nodejs = platform('64bit Amazon Linux 2023 v6.7.2 running Node.js 24')
const ruby = platform('64bit Amazon Linux 2023 v4.8.2 running Ruby 3.4')
const docker = platform('64bit Amazon Linux 2023 v4.9.1 running Docker')
const tomcatAl1 = platform('64bit Amazon Linux 2018.03 v3.4.0 running Tomcat 8.5 Java 8')

describe('describeProxy', () => {
  it('knows that Node.js listens on 8080 and that its nginx passes Upgrade on', () => {
    const known = { target: { kind: 'loopback', port: 8080 }, forwardsUpgrade: 'yes', overlay: '.platform/nginx/' }
    expect(describeProxy(nodejs)).toMatchObject(known)
    expect(describeProxy(nodejs, { proxyServer: 'nginx' })).toMatchObject({ proxy: 'nginx', sure: 'verified' })
  })

  it('knows that httpd passes no Upgrade on, on the same port', () => {
    expect(describeProxy(nodejs, { proxyServer: 'apache' })).toMatchObject({
      proxy: 'apache',
      target: { port: 8080 },
      tree: 'httpd',
      forwardsUpgrade: 'no',
      overlay: '.platform/httpd/',
    })
  })

  it('knows that Ruby’s nginx passes no Upgrade on, to a socket', () => {
    expect(describeProxy(ruby)).toMatchObject({
      ...{ forwardsUpgrade: 'no', sure: 'inferred' },
      target: { kind: 'socket', upstream: 'my_app', protocol: 'http' },
    })
  })

  it.each([
    ['3000', 3000],
    ['0', 8080],
    ['65536', 8080],
    ['8080; evil', 8080],
    ['', 8080],
  ])('takes the port from PORT=%s where it is one: %d', (port, expected) => {
    expect(describeProxy(nodejs, { port }).target).toEqual({ kind: 'loopback', port: expected })
    expect(describeProxy(ruby, { port }).target).toMatchObject({ kind: 'socket' })
  })

  it('knows that a container has the port that it exposes, whatever PORT says', () => {
    expect(describeProxy(docker, { port: '3000', containerPort: 8000 }).target).toEqual({
      kind: 'container',
      upstream: 'docker',
      port: 8000,
    })
  })

  it('knows no proxy where docker-compose, ECS or ProxyServer=none leave none, and where no file would land', () => {
    const none = { proxy: 'none', target: { kind: 'itself' }, tree: undefined, overlay: undefined }
    expect(describeProxy(docker, { hasComposeFile: true })).toMatchObject(none)
    expect(describeProxy(nodejs, { hasComposeFile: true }).proxy).toBe('nginx')
    expect(describeProxy(nodejs, { proxyServer: 'none' })).toMatchObject(none)
    const ecs = platform('64bit Amazon Linux 2023 v4.3.2 running ECS')
    expect(describeProxy(ecs, { proxyServer: 'nginx' })).toMatchObject(none)
    expect(describeProxy(parsePlatform({ tierName: 'Cluster' })).overlay).toBeUndefined()
  })

  it('knows what AL1’s Tomcat does with either proxy', () => {
    expect(describeProxy(tomcatAl1)).toMatchObject({ proxy: 'apache', forwardsUpgrade: 'no' })
    expect(describeProxy(tomcatAl1, { proxyServer: 'apache/2.2' }).proxy).toBe('apache')
    expect(describeProxy(tomcatAl1, { proxyServer: 'nginx' })).toMatchObject({
      ...{ proxy: 'nginx', forwardsUpgrade: 'yes', sure: 'verified', overlay: '.ebextensions/nginx/' },
    })
  })

  it.each([
    ['Ruby 2.4 (Puma)', 'no'],
    ['Ruby 2.4 (Passenger Standalone)', 'yes'],
  ])('tells %s from the other on AL1: %s', (runtime, forwards) => {
    const name = `64bit Amazon Linux 2018.03 v2.9.1 running ${runtime}`
    expect(describeProxy(platform(name)).forwardsUpgrade).toBe(forwards)
  })

  it('says unknown where nothing is known', () => {
    const unknown = { proxy: 'unknown', forwardsUpgrade: 'unknown', target: { kind: 'unknown' } }
    expect(describeProxy(parsePlatform({}))).toMatchObject(unknown)
    expect(describeProxy(nodejs, { proxyServer: 'caddy' })).toMatchObject({ proxy: 'unknown', tree: undefined })
    const platformArn = 'arn:aws:elasticbeanstalk:eu-central-1:123456789012:platform/mine/1.0.0'
    expect(describeProxy(parsePlatform({ platformArn }))).toMatchObject(unknown)
  })

  it('has a row for every family but the unknown ones', () => {
    const families = new Set(PLATFORM_ROWS.flatMap(row => row.families))
    expect(families).toEqual(new Set<PlatformFamily>([...FAMILIES]))
  })
})

const FAMILIES = [
  ...(['nodejs', 'python', 'go', 'corretto', 'tomcat', 'dotnet', 'ruby', 'php', 'docker', 'ecs'] as const),
  ...(['windows', 'cluster'] as const),
]

describe('the table and the trees', () => {
  const platforms = PLATFORM_ROWS.flatMap(({ families, generations, runtime }) =>
    families.flatMap(family =>
      generations.map(generation => ({
        ...{ name: `${family} ${generation}`, family, generation, platformVersion: '' },
        runtime: runtime?.source ?? '',
      })),
    ),
  )
  const described = platforms.flatMap(platform =>
    [undefined, 'apache'].map(proxyServer => describeProxy(platform, { proxyServer, containerPort: 8000 })),
  )

  it('hold each other: every tree belongs to a row, and every row of AL2 and AL2023 with nginx has one', () => {
    expect(new Set(described.flatMap(({ tree }) => tree ?? []))).toEqual(new Set(PROXY_TREE_KEYS))
    const later: readonly PlatformGeneration[] = ['al2', 'al2023']
    for (const platform of platforms.filter(({ generation }) => later.includes(generation))) {
      if (describeProxy(platform).proxy === 'nginx') expect(describeProxy(platform).tree, platform.name).toBeDefined()
    }
  })

  it.each(
    described.flatMap(({ tree, ...rest }) => (tree ? [{ tree, ...rest }] : [])),
  )('agree on $tree: Upgrade $forwardsUpgrade, $sure', ({ tree, forwardsUpgrade, sure, target }) => {
    const texts = [...defaultProxyTree(tree, { appPort: 4711 }).values()].join('\n')
    expect(/proxy_set_header\s+Upgrade\s|upgrade=websocket/.test(texts)).toBe(forwardsUpgrade === 'yes')
    const deciding = proxyTreeEvidence(tree).filter(({ decides }) => decides)
    expect(deciding.map(({ certainty }) => certainty)).toEqual([sure])
    if (target.kind === 'socket') expect(texts).toMatch(new RegExp(`upstream ${target.upstream} {[^}]*${target.path};`))
    else
      expect(texts).toMatch(
        target.kind === 'container' ? /server 172\.17\.0\.2:4711;/ : /(127\.0\.0\.1|localhost):4711/,
      )
    expect(texts).not.toContain('proxy_read_timeout')
  })
})
