/** Writes the files of a trial of nginx, mapped for this machine. */

import { setImmediate as letOthersRun } from 'node:timers/promises'
import { mentions } from './locate-refusal.ts'
import { unmapNames } from './map-address.ts'
import { mapNginxFile, type StagedFile, unmarkUnknown } from './map-nginx-file.ts'
import type { NginxMapping, Where } from './nginx-rule.ts'
import type { ProxySockets } from './proxy-sockets.ts'
import { findTooNew, type NginxRefusal, readNginxRefusal } from './read-nginx-refusal.ts'
import type { StagedSyntax } from './read-staged-files.ts'
import type { TrialFolder } from './trial-folder.ts'

export interface NginxStage {
  readonly staged: ReadonlyMap<string, StagedFile>
  readonly syntax: StagedSyntax
  readonly folder: TrialFolder
  readonly signal: AbortSignal
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
  // Once to know all that is listened on and left out, for what is handed to a listener of nginx's own must get there.
  const first = new Set<string>()
  await mapAll(stage, { notes: first, mayHaveModules: false })
  const needsMore = [...first].some(text => /^"(include|load_module)\b/.test(text))
  const notes = new Set<string>()
  const texts = await mapAll(stage, { notes, mayHaveModules: needsMore })
  for (const [path, text] of texts) {
    stage.signal.throwIfAborted()
    await stage.folder.write(`nginx/${path}`, text)
  }
  return {
    notTested: [...notes],
    needsMore,
    hasVariableTarget: [...notes].some(text => text.startsWith('"a target')),
  }
}

/** What nginx wrote, as it would have said it on the instance, with the file as a path below the proxy's folder. */
export function readRefusal(words: string, stage: NginxStage): NginxRefusal | undefined {
  const refusal = readNginxRefusal(words)
  if (!refusal) return undefined
  const below = `${stage.folder.path}/nginx/`
  const file = refusal.file?.startsWith(below) ? refusal.file.slice(below.length) : undefined
  return { words: unmapNginxWords(refusal.words, stage), file, line: file === undefined ? undefined : refusal.line }
}

/** Keeps what the refusal names out of the next writing, where it is only too new for this nginx. False when that was no news. */
export function removeTooNew(refusal: NginxRefusal, { tooNew }: NginxStage): boolean {
  const found = findTooNew(refusal)
  if (!found) return false
  const [known, names] =
    found.kind === 'directives'
      ? [tooNew.directives, found.names]
      : found.kind === 'variable'
        ? [tooNew.variables, [found.name]]
        : [tooNew.places, [`${refusal.file}:${refusal.line}`]]
  const news = names.filter(name => !known.has(name))
  for (const name of news) known.add(name)
  return news.length > 0
}

function unmapNginxWords(text: string, { folder, sockets }: Pick<NginxStage, 'folder' | 'sockets'>): string {
  const own = sockets.unmap(unmarkUnknown(unmapNames(text)))
  return own.replaceAll(`${folder.path}/nginx/`, '/etc/nginx/').replaceAll(`${folder.path}/`, '/')
}

interface MapFacts {
  /** Filled. */
  readonly notes: Set<string>
  readonly mayHaveModules: boolean
}

async function mapAll(stage: NginxStage, { notes, mayHaveModules }: MapFacts): Promise<ReadonlyMap<string, string>> {
  const { staged, syntax, folder, sockets, hasCertificate, tooNew, signal } = stage
  const mapping: NginxMapping = {
    ...{ ...syntax, folder: folder.path, sockets, hasCertificate, mayHaveModules },
    isRoot: process.getuid?.() === 0,
    removed: tooNew.directives,
    isTooNew: ({ args }, { path, line }) =>
      tooNew.places.has(`${path}:${line}`) || args.some(arg => [...tooNew.variables].some(name => mentions(arg, name))),
    hasFile: path => staged.has(path),
    note: (what, where) => addNote(notes, what, where),
  }
  const texts = new Map<string, string>()
  for (const [path, file] of staged) {
    await letOthersRun(undefined, { signal })
    texts.set(path, mapNginxFile(file, mapping, syntax.syntaxes.get(path)))
  }
  return texts
}

function addNote(notes: Set<string>, what: string, { bundleName, line }: Where): void {
  if (bundleName !== undefined) notes.add(`"${what}" in "${bundleName}" line ${line}`)
}
