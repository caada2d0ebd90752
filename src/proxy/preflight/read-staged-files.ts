/** Reads what a trial of nginx has to know of its files as a whole. Each is parsed once. */

import { setImmediate as letOthersRun } from 'node:timers/promises'
import { matchesInclude } from '../nginx-include.ts'
import { type Directive, type NginxSyntax, parseNginx } from '../nginx-syntax.ts'
import { listDirectives } from './locate-refusal.ts'
import type { StagedFile } from './map-nginx-file.ts'

export interface StagedSyntax {
  /** By path. */
  readonly syntaxes: ReadonlyMap<string, NginxSyntax>
  /** Names that `upstream` blocks define, in small letters. */
  readonly upstreams: ReadonlySet<string>
  /** Whether what stands outside of all blocks of that file is read at nginx's main level. */
  isMainFile(path: string): boolean
  /** Whether a file that the include loads says what its server listens on. */
  includesListen(pattern: string): boolean
}

const MOST_DIRECTIVES = 50_000
/** Patterns of includes times files. */
const MOST_LOOKS = 500_000

/** Undefined where there is more than is worth a trial. Throws when the signal says so, between two files. */
export async function readStagedFiles(
  staged: ReadonlyMap<string, StagedFile>,
  signal: AbortSignal,
): Promise<StagedSyntax | undefined> {
  const syntaxes = new Map<string, NginxSyntax>()
  const [patterns, upstreams] = [new Set<string>(), new Set<string>()]
  let count = 0
  for (const { path, text } of staged.values()) {
    await letOthersRun(undefined, { signal })
    const syntax = parseNginx(text)
    syntaxes.set(path, syntax)
    const all = listDirectives(syntax.directives)
    count += all.length
    for (const pattern of listPatterns(all)) patterns.add(pattern)
    for (const { args } of all.filter(isUpstream)) upstreams.add((args[0] ?? '').toLowerCase())
    if (count > MOST_DIRECTIVES || patterns.size * staged.size > MOST_LOOKS) return undefined
  }
  const listIncluded = rememberIncluded([...staged.keys()])
  const mainFiles = findMainFiles(syntaxes, listIncluded)
  return {
    syntaxes,
    upstreams,
    isMainFile: path => mainFiles.has(path),
    includesListen: pattern =>
      listIncluded(pattern).some(path => syntaxes.get(path)?.directives.some(({ name }) => name === 'listen')),
  }
}

function listPatterns(directives: readonly Directive[]): string[] {
  return directives.filter(({ name }) => name === 'include').map(({ args }) => args[0] ?? '')
}

function isUpstream({ name, block }: Directive): boolean {
  return name === 'upstream' && block !== undefined
}

type ListIncluded = (pattern: string) => readonly string[]

function rememberIncluded(paths: readonly string[]): ListIncluded {
  const known = new Map<string, readonly string[]>()
  return pattern => {
    const found = known.get(pattern) ?? paths.filter(path => matchesInclude(pattern, path))
    known.set(pattern, found)
    return found
  }
}

function findMainFiles(syntaxes: StagedSyntax['syntaxes'], listIncluded: ListIncluded): ReadonlySet<string> {
  const found = new Set(['nginx.conf'])
  for (const path of found) {
    const tops = syntaxes.get(path)?.directives ?? []
    for (const included of listPatterns(tops).flatMap(listIncluded)) found.add(included)
  }
  return found
}
