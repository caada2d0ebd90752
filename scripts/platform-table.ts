/** The table of platforms in docs/platforms.md, made from what the code knows. `npm run docs` writes it. */

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describeProxy } from '../src/platform/describe-proxy.ts'
import type { Platform } from '../src/platform/platform.ts'
import { PLATFORM_ROWS, type PlatformRow, type RowTarget } from '../src/platform/platform-rows.ts'
import type { DeploymentSettings } from '../src/proxy/find-proxy.ts'
import { type ProxyPlan, planProxyFiles } from '../src/proxy/plan-proxy-files.ts'
import { scanProxyFiles } from '../src/proxy/scan-proxy-files.ts'
import { toCell } from './readme-tables.ts'

const MARKED = /<!-- platforms -->\n[\s\S]*?<!-- end -->/

/** The page's text with a fresh table between its markers. */
export async function fillPlatforms(page: string, rows: readonly PlatformRow[] = PLATFORM_ROWS): Promise<string> {
  const head = [
    '| family | generation | proxy | forwards to | hands Upgrade on | how sure | your files go to | what is added | source |',
    '|---|---|---|---|---|---|---|---|---|',
  ]
  const rendered = rows.flatMap(row => row.families.map(family => renderRow(row, family)))
  const lines = [...head, ...(await Promise.all(rendered))]
  return page.replace(MARKED, () => `<!-- platforms -->\n${lines.join('\n')}\n<!-- end -->`)
}

async function renderRow(row: PlatformRow, family: keyof typeof FAMILY_NAMES): Promise<string> {
  const { generations, runtime, proxy, target, forwardsUpgrade, sure, source, note } = row
  const [generation = 'unknown'] = generations
  const platform = {
    name: `${FAMILY_NAMES[family]}`,
    family,
    generation,
    runtime: runtime?.source ?? '',
    platformVersion: '',
  }
  const { overlay } = describeProxy(platform, { proxyServer: proxy })
  const cells = [
    FAMILY_NAMES[family] + (runtime ? ` (${runtime.source})` : ''),
    generations.map(name => GENERATION_NAMES[name]).join(', '),
    PROXY_NAMES[proxy],
    renderTarget(target),
    proxy === 'none' ? 'no proxy' : forwardsUpgrade,
    sure,
    overlay ? `\`${overlay}\`` : '',
    await describeAdditions(platform, proxy),
    note ? `${source}. Note: ${note}` : source,
  ]
  return `| ${cells.map(toCell).join(' | ')} |`
}

/** What the action itself would add to a bundle without proxy files, for a WebSocket at /ws. */
async function describeAdditions(platform: Platform, proxyServer: string): Promise<string> {
  const bare = await planFor({ platform, proxyServer })
  if (bare.additions.length > 0) return listAdditions(bare)
  const withPort = await planFor({ platform, proxyServer, port: '6001' })
  if (withPort.additions.length > 0) return `with the environment property \`PORT\`: ${listAdditions(withPort)}`
  const [, reason = 'nothing is needed'] = /because (.*?)(?:;.*)?\.$/.exec(bare.findings[0]?.message ?? '') ?? []
  return `nothing: ${reason}`
}

async function planFor(deployment: DeploymentSettings): Promise<ProxyPlan> {
  const survey = await scanProxyFiles({ names: [], readText: async () => undefined }, deployment)
  return planProxyFiles({ survey, path: '/ws', timeoutSeconds: 3600, mode: 'auto' })
}

function listAdditions({ additions }: ProxyPlan): string {
  return additions.map(({ name, purpose }) => `\`${name}\` (${PURPOSES[purpose]})`).join(', ')
}

const PURPOSES = {
  timeouts: 'timeouts',
  upgrade: 'hands Upgrade on',
  pin: 'keeps the proxy',
  beacon: 'answers the check',
} as const

function renderTarget(target: RowTarget): string {
  if (typeof target === 'number') return `127.0.0.1:${target}, or PORT`
  if (typeof target === 'object') return `\`unix:${target.path}\` (upstream \`${target.upstream}\`)`
  return { container: 'the container (upstream `docker`)', itself: 'the app itself', unknown: '' }[target]
}

const FAMILY_NAMES = {
  nodejs: 'Node.js',
  python: 'Python',
  go: 'Go',
  corretto: 'Corretto (Java SE)',
  tomcat: 'Tomcat',
  dotnet: '.NET on Linux',
  ruby: 'Ruby',
  php: 'PHP',
  docker: 'Docker',
  ecs: 'ECS',
  windows: 'Windows',
  cluster: 'Cluster tier (EKS)',
  custom: 'a custom platform',
  unknown: 'any other',
} as const

const GENERATION_NAMES = {
  al1: 'Amazon Linux 1',
  al2: 'Amazon Linux 2',
  al2023: 'Amazon Linux 2023',
  windows: 'Windows Server',
  unknown: '',
} as const

const PROXY_NAMES = { nginx: 'nginx', apache: 'httpd', none: 'none', iis: 'IIS' } as const

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = new URL('../docs/platforms.md', import.meta.url)
  await writeFile(page, await fillPlatforms(await readFile(page, 'utf8')))
}
