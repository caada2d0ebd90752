/** The table of platforms in docs/platforms.md, made from what the code knows. `npm run docs` writes it. */

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describeProxy } from '../src/platform/describe-proxy.ts'
import { PLATFORM_ROWS, type PlatformRow, type RowTarget } from '../src/platform/platform-rows.ts'
import { toCell } from './readme-tables.ts'

const MARKED = /<!-- platforms -->\n[\s\S]*?<!-- end -->/

/** The page's text with a fresh table between its markers. */
export function fillPlatforms(page: string, rows: readonly PlatformRow[] = PLATFORM_ROWS): string {
  const head = [
    '| family | generation | proxy | forwards to | hands Upgrade on | how sure | your files go to | source |',
    '|---|---|---|---|---|---|---|---|',
  ]
  const lines = [...head, ...rows.flatMap(row => row.families.map(family => renderRow(row, family)))]
  return page.replace(MARKED, () => `<!-- platforms -->\n${lines.join('\n')}\n<!-- end -->`)
}

function renderRow(row: PlatformRow, family: keyof typeof FAMILY_NAMES): string {
  const { generations, runtime, proxy, target, forwardsUpgrade, sure, source, note } = row
  const [generation = 'unknown'] = generations
  const platform = { name: '', family, generation, runtime: runtime?.source ?? '', platformVersion: '' }
  const { overlay } = describeProxy(platform, { proxyServer: proxy })
  const cells = [
    FAMILY_NAMES[family] + (runtime ? ` (${runtime.source})` : ''),
    generations.map(name => GENERATION_NAMES[name]).join(', '),
    PROXY_NAMES[proxy],
    renderTarget(target),
    proxy === 'none' ? 'no proxy' : forwardsUpgrade,
    sure,
    overlay ? `\`${overlay}\`` : '',
    note ? `${source}. Note: ${note}` : source,
  ]
  return `| ${cells.map(toCell).join(' | ')} |`
}

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
  await writeFile(page, fillPlatforms(await readFile(page, 'utf8')))
}
