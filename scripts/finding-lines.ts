/**
 * The lines of docs/findings.md that follow from the code: how sure a finding can be, and where Local Beanstalk shows it.
 * `npm run docs` writes them.
 */

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { rules } from '../src/handshake/diagnose.ts'
import type { Certainty, Rule } from '../src/handshake/rules/rule.ts'
import { type FindingPlace, listPlaces } from '../test/scenarios/places/finding-places.ts'

type RuleLike = Pick<Rule, 'kind' | 'sure'>

const CERTAINTIES: readonly Certainty[] = ['certain', 'likely', 'unsure']

/** What is said where no rule fits. */
const NO_RULE: RuleLike = { kind: 'unknown', sure: 'unsure' }

export interface Known {
  readonly rules: readonly RuleLike[]
  readonly places: readonly FindingPlace[]
}

const KNOWN: Known = { rules: [...rules, NO_RULE], places: listPlaces() }

/** The page's text with these lines afresh in the section of each finding. */
export function fillFindings(page: string, known = KNOWN): string {
  const bare = page.replaceAll(/^How sure: .*\n/gm, '').replaceAll(/^On Local Beanstalk: .*\n\n?/gm, '')
  const [head = '', ...sections] = bare.split(/^(?=#{2,3} )/m)
  const filled = sections.map(section => fillSection(section, known))
  return `${[head, ...filled].join('').trimEnd()}\n`
}

function fillSection(section: string, known: Known): string {
  const kind = /^### `([a-z-]+)`$/m.exec(section)?.[1]
  if (kind === undefined) return section
  const places = known.places.filter(({ finding }) => finding === kind)
  const told = [...new Set(places.map(({ fault, place = '' }) => (fault ? `the fault \`${fault}\`` : place)))]
  const line = told.length > 0 ? `On Local Beanstalk: ${told.join('; ')}.\n\n` : ''
  return `${fillCertainty(section, kind, known).trimEnd()}\n\n${line}`
}

function fillCertainty(section: string, kind: string, { rules }: Known): string {
  const sure = new Set(rules.filter(rule => rule.kind === kind).map(rule => rule.sure))
  const possible = CERTAINTIES.filter(one => sure.has(one))
  if (possible.every(one => one === 'certain')) return section
  return section.replace(/^What to do:/m, start => `How sure: ${listWords(possible)}.\n${start}`)
}

function listWords(words: readonly string[]): string {
  const quoted = words.map(word => `\`${word}\``)
  return quoted.length < 2 ? quoted.join() : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = new URL('../docs/findings.md', import.meta.url)
  await writeFile(page, fillFindings(await readFile(page, 'utf8')))
}
