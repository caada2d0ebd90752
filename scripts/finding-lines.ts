/** The lines of docs/findings.md that follow from the code: how sure a finding can be. `npm run docs` writes them. */

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { rules } from '../src/handshake/diagnose.ts'
import type { Certainty, Rule } from '../src/handshake/rules/rule.ts'

type RuleLike = Pick<Rule, 'kind' | 'sure'>

const CERTAINTIES: readonly Certainty[] = ['certain', 'likely', 'unsure']

/** What is said where no rule fits. */
const NO_RULE: RuleLike = { kind: 'unknown', sure: 'unsure' }

/** The page's text with these lines afresh in the section of each finding. */
export function fillFindings(page: string, named: readonly RuleLike[] = [...rules, NO_RULE]): string {
  const [head = '', ...sections] = page.replaceAll(/^How sure: .*\n/gm, '').split(/^(?=#{2,3} )/m)
  return head + sections.map(section => fillSection(section, named)).join('')
}

function fillSection(section: string, named: readonly RuleLike[]): string {
  const kind = /^### `([a-z-]+)`$/m.exec(section)?.[1]
  const sure = new Set(named.filter(rule => rule.kind === kind).map(rule => rule.sure))
  const possible = CERTAINTIES.filter(one => sure.has(one))
  if (kind === undefined || possible.every(one => one === 'certain')) return section
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
