/** Rules about files that nginx cannot read at all. */

import { ADD_EVENTS, keepBelowContent, saveWithoutBom } from '../nginx-remedies.ts'
import { NO_END_BEFORE } from '../nginx-syntax.ts'
import { type LoadedDirective, NGINX_FOLDER, RECURSION } from '../nginx-tree.ts'
import { listMain } from './nginx-blocks.ts'
import { type NginxRule, type RuleFinding, refuse, type ScannedNginx, tell } from './proxy-rule.ts'

export const SYNTAX_RULES: readonly NginxRule[] = [
  { name: 'byte-order-mark', find: findByteOrderMarks },
  { name: 'yaml-in-nginx-file', find: findYaml },
  { name: 'nginx-syntax', find: findProblems },
  { name: 'no-events-section', find: findMissingEvents },
]

function findByteOrderMarks({ files, tree }: ScannedNginx): RuleFinding[] {
  const marked = [...files].filter(([file, text]) => tree.loaded.has(file) && text.startsWith('\uFEFF'))
  return marked.map(([file]) =>
    refuse(
      { file, line: 1 },
      {
        what: 'begins with a byte order mark, which nginx takes for a part of the first word',
        error: 'unknown directive',
        remedy: saveWithoutBom(file),
      },
    ),
  )
}

function findYaml({ files, tree }: ScannedNginx): RuleFinding[] {
  return [...files].flatMap(([file, text]) => {
    const found = tree.loaded.has(file) ? findFirstKey(text) : undefined
    if (!found) return []
    const refusal = {
      what: `has "${found.key}", which is a key of a YAML file in .ebextensions`,
      error: `unknown directive "${found.key}"`,
      remedy: keepBelowContent(file),
    }
    return [refuse({ file, line: found.line }, refusal)]
  })
}

export const YAML_KEY = /^(files|option_settings|commands|container_commands|packages|Resources):$/

function findFirstKey(text: string): { key: string; line: number } | undefined {
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  const index = lines.findIndex(line => line.trim() !== '' && !line.trim().startsWith('#'))
  const key = lines[index]?.trim() ?? ''
  return YAML_KEY.test(key) ? { key, line: index + 1 } : undefined
}

function findProblems({ tree, files }: ScannedNginx): RuleFinding[] {
  return tree.problems
    .filter(({ file }) => findFirstKey(files.get(file) ?? '') === undefined)
    .map(({ file, line, text }) => {
      // A bound of this reading; nginx may well take it.
      if (/^(blocks more than|includes that)/.test(text)) {
        return tell('note', { file, line }, { what: `has ${text}: it was not read to its end.`, remedy: SIMPLER })
      }
      if (text === RECURSION) return refuse({ file, line }, { what: `has ${text}`, remedy: NO_RECURSION })
      if (text === NO_END_BEFORE) {
        return refuse({ file, line }, { what: `has ${text}`, error: 'unexpected "}"', remedy: MISSING_END })
      }
      const remedy = 'Correct the file; "nginx -t" names the place.'
      return refuse({ file, line }, { what: `has ${text}`, remedy })
    })
}

const MISSING_END = 'Add the ";" to the end of the line before it.'
const NO_RECURSION =
  'Remove the line, or name a folder in which the file itself does not lie: nginx reads the file in itself until it fails.'
const SIMPLER = 'Make the files simpler to have them looked at.'

function findMissingEvents(nginx: ScannedNginx): RuleFinding[] {
  const file = `${NGINX_FOLDER}nginx.conf`
  const main = listMain(nginx)
  const isThere = nginx.files.has(file) && !nginx.tree.problems.some(problem => problem.file === file)
  if (!isThere || main.some(isEventsOrInclude)) return []
  const refusal = {
    what: 'takes the place of the whole nginx.conf, and has no events section',
    error: 'no "events" section in configuration',
    remedy: ADD_EVENTS,
  }
  return [refuse({ file, line: 1 }, refusal)]
}

function isEventsOrInclude({ name }: LoadedDirective): boolean {
  return name === 'events' || name === 'include'
}
