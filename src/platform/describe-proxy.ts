/**
 * What a platform's own proxy does before any file is added to it, as a table with the source of each row.
 * (The file is long because most of it is the table.)
 */

import type { Platform, PlatformFamily, PlatformGeneration } from './platform.ts'

export type ProxyServer = 'nginx' | 'apache' | 'none'

export interface ProxyDescription {
  readonly proxy: ProxyServer | 'iis' | 'unknown'
  /** The port of 127.0.0.1 that the proxy forwards to while PORT is not set; absent for sockets and containers. */
  readonly defaultPort?: number
  /** Whether the default `location /` hands the Upgrade header to the app. */
  readonly forwardsUpgrade: 'yes' | 'no' | 'unknown'
  /** Verified: read in AWS's text or on an instance. Inferred: concluded from neighbours. */
  readonly sure: 'verified' | 'inferred'
  /** Where it is written, or what it is concluded from. */
  readonly source: string
}

/** `proxyServer` is the environment's option ProxyServer; undefined stands for the platform's default. */
export function describeProxy(platform: Platform, proxyServer: string | undefined): ProxyDescription {
  const row = ROWS.find(row => row.families.includes(platform.family) && row.generations.includes(platform.generation))
  if (!row) return UNKNOWN
  const { proxy, defaultPort, forwardsUpgrade, sure, source } = row
  const port = defaultPort ? { defaultPort } : {}
  const chosen = proxyServer === undefined ? proxy : toProxyServer(proxyServer)
  if (chosen === proxy || proxy === 'none' || proxy === 'iis') return { proxy, forwardsUpgrade, sure, source, ...port }
  // httpd's default is a ProxyPass without `upgrade=websocket`.
  const forwards = chosen === 'apache' ? 'no' : 'unknown'
  return { proxy: chosen, forwardsUpgrade: forwards, sure: 'inferred', source: EXTENDING, ...port }
}

/** "apache/2.2" was a value on Amazon Linux 1. */
function toProxyServer(value: string): ProxyServer | 'unknown' {
  return (['nginx', 'apache', 'none'] as const).find(name => value.toLowerCase().startsWith(name)) ?? 'unknown'
}

const GUIDE = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg'
const EXTENDING = `${GUIDE}/platforms-linux-extend.proxy.html`

const UNKNOWN: ProxyDescription = {
  proxy: 'unknown',
  forwardsUpgrade: 'unknown',
  sure: 'inferred',
  source: 'a platform that is not in the table',
}

interface ProxyRow extends ProxyDescription {
  readonly families: readonly PlatformFamily[]
  readonly generations: readonly PlatformGeneration[]
}

const AL2_AND_LATER = ['al2', 'al2023'] as const
const SAMPLES =
  'https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/instance-configuration/websockets'

const ROWS: readonly ProxyRow[] = [
  {
    families: ['nodejs'],
    generations: AL2_AND_LATER,
    proxy: 'nginx',
    defaultPort: 8080,
    forwardsUpgrade: 'yes',
    sure: 'verified',
    source: 'https://gist.github.com/koorukuroo/bc396aab1cee7701bdbec04914fa002b',
  },
  {
    families: ['python'],
    generations: AL2_AND_LATER,
    proxy: 'nginx',
    defaultPort: 8000,
    forwardsUpgrade: 'yes',
    sure: 'verified',
    source: 'dumps of 00_application.conf with 127.0.0.1:8000 (2022); an environment with defaults that answered 101',
  },
  {
    families: ['go', 'corretto'],
    generations: AL2_AND_LATER,
    proxy: 'nginx',
    defaultPort: 5000,
    forwardsUpgrade: 'yes',
    sure: 'verified',
    source: `${GUIDE}/java-se-nginx.html, ${GUIDE}/go-nginx.html`,
  },
  {
    families: ['tomcat'],
    generations: AL2_AND_LATER,
    proxy: 'nginx',
    defaultPort: 8080,
    forwardsUpgrade: 'yes',
    sure: 'inferred',
    source: `${GUIDE}/java-tomcat-proxy.html, and AWS's https-redirect sample that restates the file`,
  },
  {
    families: ['dotnet'],
    generations: AL2_AND_LATER,
    proxy: 'nginx',
    defaultPort: 5000,
    forwardsUpgrade: 'yes',
    sure: 'inferred',
    source: `${GUIDE}/dotnet-linux-platform-nginx.html gives the port; the text of the default file was not found`,
  },
  {
    families: ['ruby'],
    generations: ['al2'],
    proxy: 'nginx',
    forwardsUpgrade: 'no',
    sure: 'verified',
    source: 'a dump of webapp.conf: HTTP/1.0 to unix:///var/run/puma/my_app.sock, no Upgrade header',
  },
  {
    families: ['ruby'],
    generations: ['al2023'],
    proxy: 'nginx',
    forwardsUpgrade: 'no',
    sure: 'inferred',
    source: 'the dump of webapp.conf on Amazon Linux 2',
  },
  {
    families: ['php'],
    generations: AL2_AND_LATER,
    proxy: 'nginx',
    forwardsUpgrade: 'no',
    sure: 'verified',
    source: 'php.conf is FastCGI and proxies nothing',
  },
  {
    families: ['docker'],
    generations: AL2_AND_LATER,
    proxy: 'nginx',
    forwardsUpgrade: 'yes',
    sure: 'verified',
    source: 'a dump of /etc/nginx/nginx.conf (July 2025); with a docker-compose.yml there is no proxy',
  },
  {
    families: ['ecs'],
    generations: AL2_AND_LATER,
    proxy: 'none',
    forwardsUpgrade: 'unknown',
    sure: 'verified',
    source: `${GUIDE}/using-features.migration-al.html: all but ECS and Docker have a proxy`,
  },
  {
    families: ['nodejs'],
    generations: ['al1'],
    proxy: 'nginx',
    defaultPort: 8081,
    forwardsUpgrade: 'no',
    sure: 'verified',
    source: `${SAMPLES}/nodejs`,
  },
  {
    families: ['go', 'corretto'],
    generations: ['al1'],
    proxy: 'nginx',
    defaultPort: 5000,
    forwardsUpgrade: 'yes',
    sure: 'verified',
    source: SAMPLES,
  },
  {
    families: ['docker'],
    generations: ['al1'],
    proxy: 'nginx',
    forwardsUpgrade: 'yes',
    sure: 'verified',
    source: `${SAMPLES}/docker-sc`,
  },
  {
    families: ['python', 'php', 'tomcat'],
    generations: ['al1'],
    proxy: 'apache',
    forwardsUpgrade: 'no',
    sure: 'verified',
    source: SAMPLES,
  },
  {
    families: ['ruby'],
    generations: ['al1'],
    proxy: 'nginx',
    forwardsUpgrade: 'unknown',
    sure: 'verified',
    source: `${SAMPLES}: Passenger passes it on, Puma does not`,
  },
  {
    families: ['windows'],
    generations: ['windows'],
    proxy: 'iis',
    forwardsUpgrade: 'unknown',
    sure: 'verified',
    source: `${SAMPLES}/dotnet: needs the Windows feature Web-WebSockets`,
  },
]
