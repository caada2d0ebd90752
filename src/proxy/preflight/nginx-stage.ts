/** Writes the files of a trial of nginx, mapped for this machine. */

import { matchesInclude } from '../nginx-include.ts'
import { type Directive, parseNginx } from '../nginx-syntax.ts'
import { mentions } from './locate-refusal.ts'
import { unmapNames } from './map-address.ts'
import { mapNginxFile, type StagedFile, unmarkUnknown } from './map-nginx-file.ts'
import type { NginxMapping, Where } from './nginx-rule.ts'
import type { ProxySockets } from './proxy-sockets.ts'
import type { TrialFolder } from './trial-folder.ts'

export interface NginxStage {
  readonly staged: ReadonlyMap<string, StagedFile>
  readonly folder: TrialFolder
  readonly sockets: ProxySockets
  readonly hasCertificate: boolean
  /** What this nginx does not know: names of directives and variables, and places ("conf.d/a.conf:3"). */
  readonly tooNew: TooNewThings
}

export interface TooNewThings {
  readonly directives: Set<string>
  readonly variables: Set<string>
  readonly places: Set<string>
}

/** What was written of the bundle's files, and what of them was not. */
export interface StagingNotes {
  readonly notTested: readonly string[]
  /** Something outside of the bundle is loaded on the instance, so not everything can be judged. */
  readonly needsMore: boolean
  readonly hasVariableTarget: boolean
}

export async function writeNginxStage(stage: NginxStage): Promise<StagingNotes> {
  const { staged, folder } = stage
  const upstreams = findUpstreams(staged)
  // Once to know all that is listened on and left out, for what is handed to a listener of nginx's own must get there.
  const first = new Set<string>()
  mapAll(stage, { upstreams, notes: first, mayHaveModules: false })
  const needsMore = [...first].some(text => /^"(include|load_module)\b/.test(text))
  const notes = new Set<string>()
  const texts = mapAll(stage, { upstreams, notes, mayHaveModules: needsMore })
  for (const [path, text] of texts) await folder.write(`nginx/${path}`, text)
  return {
    notTested: [...notes],
    needsMore,
    hasVariableTarget: [...notes].some(text => text.startsWith('"a target')),
  }
}

/** nginx's words, as it would have said them on the instance. */
export function unmapNginxWords(text: string, { folder, sockets }: Pick<NginxStage, 'folder' | 'sockets'>): string {
  const own = sockets.unmap(unmarkUnknown(unmapNames(text)))
  return own.replaceAll(`${folder.path}/nginx/`, '/etc/nginx/').replaceAll(`${folder.path}/`, '/')
}

interface MapFacts {
  readonly upstreams: ReadonlySet<string>
  /** Filled. */
  readonly notes: Set<string>
  readonly mayHaveModules: boolean
}

function mapAll(stage: NginxStage, { upstreams, notes, mayHaveModules }: MapFacts): ReadonlyMap<string, string> {
  const { staged, folder, sockets, hasCertificate, tooNew } = stage
  const mapping: NginxMapping = {
    ...{ folder: folder.path, sockets, upstreams, hasCertificate, mayHaveModules },
    isRoot: process.getuid?.() === 0,
    removed: tooNew.directives,
    isTooNew: ({ args }, { path, line }) =>
      tooNew.places.has(`${path}:${line}`) || args.some(arg => [...tooNew.variables].some(name => mentions(arg, name))),
    hasFile: path => staged.has(path),
    includesListen: pattern => includesListen(staged, pattern),
    note: (what, where) => addNote(notes, what, where),
  }
  return new Map([...staged].map(([path, file]) => [path, mapNginxFile(file, mapping)]))
}

function addNote(notes: Set<string>, what: string, { bundleName, line }: Where): void {
  if (bundleName !== undefined) notes.add(`"${what}" in "${bundleName}" line ${line}`)
}

function findUpstreams(staged: ReadonlyMap<string, StagedFile>): ReadonlySet<string> {
  const tops = [...staged.values()].flatMap(({ text }) => parseNginx(text).directives)
  const all = [...tops, ...tops.flatMap(({ block = [] }) => block)]
  return new Set(all.filter(isUpstream).map(({ args }) => (args[0] ?? '').toLowerCase()))
}

function isUpstream({ name, block }: Directive): boolean {
  return name === 'upstream' && block !== undefined
}

function includesListen(staged: ReadonlyMap<string, StagedFile>, pattern: string): boolean {
  return [...staged.values()].some(({ path, text }) => {
    if (!matchesInclude(pattern, path)) return false
    return parseNginx(text).directives.some(({ name }) => name === 'listen')
  })
}
