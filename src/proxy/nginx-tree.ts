/** The configuration as nginx would load it: the platform's own files, the bundle's laid over them, includes followed. */

import { isIncluded, isUnread } from './nginx-include.ts'
import { type Directive, type NginxSyntax, parseNginx } from './nginx-syntax.ts'

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
  /** Includes of the bundle's own files of which not all is known that they load. */
  readonly unread: ReadonlySet<LoadedDirective>
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
  /** What the bundle has below `folder`, and what else of it is included: name in the bundle -> text. */
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
  const loading: Loading = {
    ...{ all, own: bundle, folder, read: new Set<string>(), unread: new Set<LoadedDirective>() },
    ...{ parsed: new Map<string, NginxSyntax>(), included: new Map<string, string[]>(), problems: [], directives: 0 },
  }
  const top = loadFile(loading, `${folder}nginx.conf`, [])
  const http = top.filter(directive => directive.name === 'http').flatMap(directive => directive.block ?? [])
  const loaded = new Set([...loading.read].filter(name => bundle.has(name)))
  const problems = loading.problems.filter(problem => bundle.has(problem.file))
  return { http, loaded, unread: loading.unread, problems }
}

/** All directives below `directives`, those inside blocks included. */
export function* walk(directives: readonly LoadedDirective[]): Generator<LoadedDirective> {
  for (const directive of directives) {
    yield directive
    if (directive.block) yield* walk(directive.block)
  }
}

interface Loading {
  readonly all: ReadonlyMap<string, string>
  readonly own: ReadonlyMap<string, string>
  readonly folder: string
  readonly read: Set<string>
  readonly unread: Set<LoadedDirective>
  /** A file that is included often is parsed once. */
  readonly parsed: Map<string, NginxSyntax>
  /** By the pattern of the include. */
  readonly included: Map<string, readonly string[]>
  readonly problems: NginxProblem[]
  directives: number
}

const DEEPEST_INCLUDE = 8
const MOST_DIRECTIVES = 50_000

function loadFile(loading: Loading, file: string, around: readonly string[]): LoadedDirective[] {
  loading.read.add(file)
  if (loading.directives > MOST_DIRECTIVES) {
    addLimit(loading, file, 1)
    return []
  }
  const parsed = loading.parsed.get(file) ?? parseNginx((loading.all.get(file) ?? '').replace(/^\uFEFF/, ''))
  loading.parsed.set(file, parsed)
  const { directives, problem } = parsed
  if (problem) addProblem(loading, { file, ...problem })
  return loadDirectives({ loading, file, around }, directives)
}

interface Place {
  readonly loading: Loading
  readonly file: string
  /** The files whose includes lead to it. */
  readonly around: readonly string[]
}

function loadDirectives(place: Place, directives: readonly Directive[]): LoadedDirective[] {
  const { loading, file, around } = place
  return directives.flatMap(({ name, args, line, block }) => {
    loading.directives += 1
    if (loading.directives > MOST_DIRECTIVES || around.length > DEEPEST_INCLUDE) {
      addLimit(loading, file, line)
      return []
    }
    const inner = block && loadDirectives(place, block)
    const own = { name, args, file, isOwn: loading.own.has(file), line, block: inner }
    if (name !== 'include') return [own]
    const included = listIncluded(loading, args[0] ?? '')
    if (own.isOwn && isUnread(args[0] ?? '', included.length > 0)) loading.unread.add(own)
    const open = [...around, file]
    if (included.some(name => open.includes(name))) addProblem(loading, { file, line, text: RECURSION })
    return [own, ...included.flatMap(name => (open.includes(name) ? [] : loadFile(loading, name, open)))]
  })
}

function listIncluded({ all, folder, included }: Loading, pattern: string): readonly string[] {
  const found = included.get(pattern) ?? [...all.keys()].filter(name => isIncluded(pattern, name, folder)).sort()
  included.set(pattern, found)
  return found
}

function addProblem({ problems }: Loading, problem: NginxProblem): void {
  const isKnown = problems.some(({ file, line }) => file === problem.file && line === problem.line)
  if (!isKnown) problems.push(problem)
}

/** nginx follows it until it has no more files or memory. */
export const RECURSION = 'an include that reads the file itself again'

function addLimit(loading: Loading, file: string, line: number): void {
  const isKnown = loading.problems.some(problem => problem.text === TOO_MUCH)
  if (!isKnown) loading.problems.push({ file, line, text: TOO_MUCH })
}

const TOO_MUCH = 'includes that include each other, or too much of them'
