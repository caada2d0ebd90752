/**
 * Makes a file of nginx that is meant for an instance loadable in a folder of this machine. Every line stays where it
 * is, so that nginx names the lines of the user's own file.
 */

import { type Directive, type NginxSyntax, parseNginx } from '../nginx-syntax.ts'
import { KNOWN_DIRECTIVES, OPTIONAL_DIRECTIVES } from './known-directives.ts'
import { type Edit, type MappedDirective, type NginxMapping, removeDirective } from './nginx-rule.ts'
import { findRule } from './nginx-rules.ts'

/** A file as it will lie below the proxy's own folder. */
export interface StagedFile {
  /** Such as "conf.d/timeouts.conf". */
  readonly path: string
  readonly text: string
  /** Its name in the bundle; undefined for one of the platform or of nginx's package. */
  readonly bundleName: string | undefined
}

/** What nginx reads after a mistake of syntax is nothing, so nothing of it is kept. */
export function mapNginxFile(
  file: StagedFile,
  mapping: NginxMapping,
  { directives, end }: NginxSyntax = parseNginx(file.text),
): string {
  const edits = mapBlock({ file, mapping, parent: undefined }, directives)
  return applyEdits(file.text.slice(0, end), edits)
}

/** nginx's words about a directive that was marked as unknown, as they would be without the mark. */
export function unmarkUnknown(text: string): string {
  return text.replaceAll(UNKNOWN_MARK, '')
}

/** No module has a directive that begins so: nginx will refuse it, whatever is built into this one. */
const UNKNOWN_MARK = 'preflight:'

/** Their content is data, but for `include`. */
const DATA_BLOCKS: ReadonlySet<string> = new Set(['map', 'geo', 'types', 'charset_map', 'split_clients'])

/** Removed in nginx 1.25.1, so it depends on the platform's version what becomes of it. */
const OBSOLETE: ReadonlySet<string> = new Set(['ssl'])

interface Place {
  readonly file: StagedFile
  readonly mapping: NginxMapping
  readonly parent: Directive | undefined
}

function mapBlock(place: Place, directives: readonly Directive[]): Edit[] {
  return directives.flatMap(directive => mapDirective(place, directive))
}

function mapDirective(place: Place, directive: Directive): readonly Edit[] {
  const { file, mapping, parent } = place
  const { name, line, block } = directive
  const isData = parent !== undefined && DATA_BLOCKS.has(parent.name)
  if (isData && name !== 'include') return []
  const mapped: MappedDirective = { ...directive, path: file.path, parent: parent?.name }
  const where = { path: file.path, bundleName: file.bundleName, line }
  if (mapping.removed.has(name) || OPTIONAL_DIRECTIVES.has(name) || mapping.isTooNew(directive, where)) {
    mapping.note(name, where)
    return [removeDirective(directive)]
  }
  if (OBSOLETE.has(name)) return [removeDirective(directive)]
  if (!KNOWN_DIRECTIVES.has(name)) return mapUnknown(place, directive)
  const edits = findRule(name)?.(mapped, { ...mapping, where }) ?? []
  const isRemoved = edits.some(({ start, end }) => start === directive.place.start && end === directive.place.close)
  return isRemoved || !block ? edits : [...edits, ...mapBlock({ ...place, parent: directive }, block)]
}

// What a module of this machine's own nginx may make of the word must not happen. One that the instance may load from
// elsewhere cannot be judged.
function mapUnknown({ file, mapping }: Place, directive: Directive): Edit[] {
  const { name, line, place } = directive
  if (mapping.mayHaveModules) {
    mapping.note(name, { path: file.path, bundleName: file.bundleName, line })
    return [removeDirective(directive)]
  }
  const isQuoted = /["']/.test(file.text[place.start] ?? '')
  const start = place.start + (isQuoted ? 1 : 0)
  return [{ start, end: start, text: UNKNOWN_MARK }]
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  const inOrder = [...edits].sort((a, b) => a.start - b.start || a.end - b.end)
  let mapped = ''
  let at = 0
  for (const edit of inOrder) {
    const lineBreaks = text.slice(edit.start, edit.end).replaceAll(/[^\n]/g, '')
    mapped += text.slice(at, edit.start) + edit.text + lineBreaks
    at = edit.end
  }
  return mapped + text.slice(at)
}
