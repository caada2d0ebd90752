/** What the verdict rests on: each thing that was asked, whether it agrees, and what it said. Pure. */

import type { VerdictSource } from '../environment/verdict-source.ts'
import { foldMarkdown, joinMarkdown, type Markdown, markdown } from '../markdown.ts'
import { quoteForeign, toPrintableLine } from '../untrusted.ts'
import type { DeployProducts } from './deploy-products.ts'
import { describeOutcomeBriefly } from './handshake-lines.ts'

/** Empty where nobody waited for the deployment. */
export function listSources(products: DeployProducts): VerdictSource[] {
  const { settled } = products
  if (!settled || settled.kind === 'not-waited') return []
  if (settled.kind === 'failed') return [...settled.sources]
  return [
    ...settled.sources,
    { name: 'health', ...describeHealth(products) },
    { name: 'beacon', ...describeBeacon(products) },
    { name: 'handshake', ...describeHandshakeSource(products) },
  ]
}

type Said = Omit<VerdictSource, 'name'>

function describeHealth({ health, state }: DeployProducts): Said {
  if (!health) return { says: 'unknown', inWords: 'it was not asked' }
  const inWords = `${toPrintableLine(health.seen ?? state?.health ?? 'unknown', 40)}; wanted: ${health.minimum}`
  return { says: health.accepted ? 'agrees' : 'contradicts', inWords }
}

function describeBeacon(products: DeployProducts): Said {
  const label = findAnsweringVersion(products)
  if (label !== undefined)
    return {
      says: label === products.versionLabel ? 'agrees' : 'contradicts',
      inWords: `version ${quoteForeign(label)} answered`,
    }
  const isAsked = products.proxy?.beacon !== undefined
  return { says: 'unknown', inWords: isAsked ? 'it did not answer' : 'there is none' }
}

/** The version whose proxy answered at the beacon when the WebSocket was last opened. */
function findAnsweringVersion({ handshake }: DeployProducts): string | undefined {
  const evidences = handshake?.targets[0]?.attempts.map(({ evidence }) => evidence.beacon) ?? []
  const last = evidences.findLast(beacon => beacon !== undefined)
  return last?.kind === 'answered' ? last.versionLabel : undefined
}

function describeHandshakeSource({ handshake }: DeployProducts): Said {
  const target = handshake?.targets[0]
  if (!target) return { says: 'unknown', inWords: 'no WebSocket was opened' }
  const says = ({ accepted: 'agrees', rejected: 'contradicts', unknown: 'unknown' } as const)[target.outcome]
  return { says, inWords: describeOutcomeBriefly(target) }
}

/** For the log. */
export function describeSourceLines(products: DeployProducts): string[] {
  return listSources(products).map(({ name, says, inWords }) => `${name} (${says}): ${inWords}`)
}

export function renderSources(products: DeployProducts): Markdown[] {
  const sources = listSources(products)
  if (sources.length === 0) return []
  const count = (says: VerdictSource['says']) => sources.filter(source => source.says === says).length
  const counts = `agrees: ${count('agrees')}, contradicts: ${count('contradicts')}, unknown: ${count('unknown')}`
  const rows = sources.map(({ name, says, inWords }) => markdown`| ${name} | ${says} | ${inWords} |`)
  const table = joinMarkdown([markdown`| asked | | what it said |`, markdown`|---|---|---|`, ...rows], '\n')
  return [foldMarkdown(`What the verdict rests on (${counts})`, table)]
}
