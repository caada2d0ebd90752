/** The configuration as nginx would load it: the platform's own files, the bundle's laid over them, includes followed. */

import { type Directive, parseNginx } from './nginx-syntax.ts'

/** What is below it in a bundle is laid over /etc/nginx. */
export const NGINX_FOLDER = '.platform/nginx/'

export interface LoadedDirective {
  readonly name: string
  readonly args: readonly string[]
  /** In the bundle, such as ".platform/nginx/nginx.conf". */
  readonly file: string
  /** False for one of the platform's own files. */
  readonly isOwn: boolean
  readonly line: number
  /** With the directives of an included file after the `include` itself. */
  readonly block: readonly LoadedDirective[] | undefined
}

export interface NginxTree {
  readonly http: readonly LoadedDirective[]
  /** The bundle's files that nginx would read. */
  readonly loaded: ReadonlySet<string>
  readonly problems: readonly NginxProblem[]
}

export interface NginxProblem {
  readonly file: string
  readonly line: number
  readonly text: string
}

export interface NginxFiles {
  /** What the platform generates: path relative to nginx's folder -> text. */
  readonly platform: ReadonlyMap<string, string>
  /** What the bundle has below `folder`: name in the bundle -> text. */
  readonly bundle: ReadonlyMap<string, string>
  /** NGINX_FOLDER, or the one of Amazon Linux 1. */
  readonly folder?: string
}

/**
 * A file of the bundle replaces the platform's file of the same path. Never throws; bounded in depth and in number.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html
 */
export function loadNginxTree({ platform, bundle, folder = NGINX_FOLDER }: NginxFiles): NginxTree {
  const all = new Map([...[...platform].map(([path, text]) => [folder + path, text] as const), ...bundle])
  const loading: Loading = { all, own: bundle, folder, read: new Set(), problems: [], directives: 0 }
  const top = loadFile(loading, `${folder}nginx.conf`, 0)
  const http = top.filter(directive => directive.name === 'http').flatMap(directive => directive.block ?? [])
  const loaded = new Set([...loading.read].filter(name => bundle.has(name)))
  return { http, loaded, problems: loading.problems.filter(problem => bundle.has(problem.file)) }
}

/** All directives below `directives`, those inside blocks included. */
export function* walk(directives: readonly LoadedDirective[]): Generator<LoadedDirective> {
  for (const directive of directives) {
    yield directive
    if (directive.block) yield* walk(directive.block)
  }
}

/** Whether an include of `pattern` loads the file at `path` in the folder of nginx, or of httpd. */
export function matchesInclude(pattern: string, path: string): boolean {
  const relative = toRelative(pattern)
  if (relative === undefined || relative.length > 200) return false
  const [parts, names] = [relative.split('/'), path.split('/')]
  return parts.length === names.length && parts.every((part, index) => matchesGlob(part, names[index] ?? ''))
}

interface Loading {
  readonly all: ReadonlyMap<string, string>
  readonly own: ReadonlyMap<string, string>
  readonly folder: string
  readonly read: Set<string>
  readonly problems: NginxProblem[]
  directives: number
}

const DEEPEST_INCLUDE = 8
const MOST_DIRECTIVES = 50_000

function loadFile(loading: Loading, file: string, depth: number): LoadedDirective[] {
  loading.read.add(file)
  if (loading.directives > MOST_DIRECTIVES) {
    addLimit(loading, file, 1)
    return []
  }
  const { directives, problem } = parseNginx((loading.all.get(file) ?? '').replace(/^\uFEFF/, ''))
  const isKnown = loading.problems.some(known => known.file === file && known.line === problem?.line)
  if (problem && !isKnown) loading.problems.push({ file, ...problem })
  return loadDirectives({ loading, file, depth }, directives)
}

interface Place {
  readonly loading: Loading
  readonly file: string
  readonly depth: number
}

function loadDirectives(place: Place, directives: readonly Directive[]): LoadedDirective[] {
  const { loading, file, depth } = place
  return directives.flatMap(({ name, args, line, block }) => {
    loading.directives += 1
    if (loading.directives > MOST_DIRECTIVES || depth > DEEPEST_INCLUDE) {
      addLimit(loading, file, line)
      return []
    }
    const inner = block && loadDirectives(place, block)
    const own = { name, args, file, isOwn: loading.own.has(file), line, block: inner }
    if (name !== 'include') return [own]
    const included = listIncluded(loading, args[0] ?? '')
    return [own, ...included.flatMap(name => loadFile(loading, name, depth + 1))]
  })
}

function listIncluded({ all, folder }: Loading, pattern: string): string[] {
  return [...all.keys()].filter(name => matchesInclude(pattern, name.slice(folder.length))).sort()
}

function addLimit(loading: Loading, file: string, line: number): void {
  const isKnown = loading.problems.some(problem => problem.text === TOO_MUCH)
  if (!isKnown) loading.problems.push({ file, line, text: TOO_MUCH })
}

const TOO_MUCH = 'includes that include each other, or too much of them'

// nginx -c resolves relative includes against the folder of nginx.conf: /var/proxy/staging/nginx while it is tested,
// /etc/nginx while it runs.
function toRelative(pattern: string): string | undefined {
  const relative = pattern.replace(/^\/(etc|var\/proxy\/staging)\/(nginx|httpd)\//, '').replace(/^(\.\/)+/, '')
  return relative.startsWith('/') ? undefined : relative
}

// As glob(3): "*" and "?" match no leading dot. Greedy matching with one point to come back to stays linear in practice.
function matchesGlob(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false
  let [p, n, star, mark] = [0, 0, -1, 0]
  while (n < name.length) {
    if (pattern[p] === '*') [star, mark, p] = [p, n, p + 1]
    else if (pattern[p] === '?' || pattern[p] === name[n]) [p, n] = [p + 1, n + 1]
    else if (star >= 0) [p, mark, n] = [star + 1, mark + 1, mark + 1]
    else return false
  }
  return /^\**$/.test(pattern.slice(p))
}
