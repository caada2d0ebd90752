/**
 * Makes a file of httpd that is meant for an instance loadable in a folder of this machine, line by line. As for nginx,
 * nothing of a bundle may read, write or run anything outside of that folder, and every line stays where it is.
 */

import { UNTRIED_DIRECTIVE } from './httpd-modules.ts'
import {
  HTTPD_RULES,
  type HttpdMapping,
  type HttpdPlace,
  IGNORED_BY_TRIAL,
  mapUrls,
  REMOVED_BY_TRIAL,
} from './httpd-rules.ts'
import type { StagedFile } from './map-nginx-file.ts'

export type { HttpdMapping } from './httpd-rules.ts'

export function mapHttpdFile(file: StagedFile, mapping: HttpdMapping): string {
  return joinLines(file.text)
    .map(({ text, line, count }) => mapDirective(text, { file, line, mapping }) + '\n'.repeat(count - 1))
    .join('\n')
}

interface LogicalLine {
  readonly text: string
  /** Of its beginning, counted from 1. */
  readonly line: number
  readonly count: number
}

// A backslash at its end makes a line go on in the next one, also in a comment.
function joinLines(text: string): LogicalLine[] {
  const joined: { text: string; line: number; count: number }[] = []
  let isOpen = false
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '')
    const last = isOpen ? joined.at(-1) : undefined
    if (last) Object.assign(last, { text: last.text.slice(0, -1) + line, count: last.count + 1 })
    else joined.push({ text: line, line: index + 1, count: 1 })
    isOpen = line.endsWith('\\')
  }
  return joined
}

function mapDirective(text: string, place: HttpdPlace): string {
  const [, start = '', name = '', rest = ''] = /^(\s*<?\/?)([^\s>]*)(.*)$/.exec(text) ?? []
  if (name === '' || text.trimStart().startsWith('#')) return text
  const { mapping, file, line } = place
  const key = name.toLowerCase()
  const remove = () => {
    mapping.note(name, file, line)
    return ''
  }
  if (IGNORED_BY_TRIAL.has(key)) return ''
  // A defined name may stand for a whole directive, and for any path in it.
  if (name.includes('${') || UNTRIED_DIRECTIVE.test(name) || REMOVED_BY_TRIAL.has(key)) return remove()
  const rule = HTTPD_RULES[key]
  if (rule === undefined) return start + name + mapUrls(rest, mapping)
  const mapped = rest.includes('${') ? undefined : rule(rest, place)
  return mapped === undefined ? remove() : start + name + mapped
}
