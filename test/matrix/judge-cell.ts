/** How a finding stands to the truth, and how both are written for a reader. */

import type { Finding } from '../../src/handshake/findings.ts'
import type { Layer } from '../../src/handshake/rules/rule.ts'
import { type Cell, KNOWLEDGE, type Knowledge } from './run-matrix.ts'

/**
 * `right`: it names one layer, and that is at fault; or it has nothing to say, and the WebSocket opens. `among`: it names
 * several, and one of them is at fault. `unknown`: it names none.
 */
export type Judgement = 'right' | 'among' | 'unknown' | 'wrong'

export function judge({ faults, findings }: Cell, knowledge: Knowledge): Judgement {
  const finding = findings[knowledge]
  if (faults.length === 0 || finding === null) return faults.length === 0 && finding === null ? 'right' : 'wrong'
  const named = listLayers(finding)
  if (named.length === 0) return 'unknown'
  if (!named.some(layer => faults.includes(layer))) return 'wrong'
  return named.length === 1 ? 'right' : 'among'
}

export function listLayers({ layer, candidates }: Finding): readonly Layer[] {
  return candidates ?? (layer === 'unknown' ? [] : [layer])
}

/** Those of which it is so, for a reader. */
export function listCells(cells: readonly Cell[], knowledge: Knowledge, ...judgements: Judgement[]): string[] {
  const found = cells.filter(cell => judgements.includes(judge(cell, knowledge)))
  return found.map(cell => `${cell.server.name} | ${cell.front.name} | ${describeCell(cell)}`)
}

/** One line of counts. */
export function countCells(cells: readonly Cell[], knowledge: Knowledge): string {
  const judged = cells.map(cell => judge(cell, knowledge))
  const count = (judgement: Judgement) => judged.filter(each => each === judgement).length
  return `${cells.length} cells, ${count('right')} with the layer, ${count('among')} with it among several, ${count('unknown')} unknown, ${count('wrong')} wrong`
}

/** The table: for each server what is true and what is said of it, and behind which fronts. */
export function writeTable(cells: readonly Cell[]): string {
  const servers = [...new Set(cells.map(({ server }) => server))]
  const sections = servers.map(server => {
    const own = cells.filter(cell => cell.server === server)
    const groups = Map.groupBy(own, describeCell)
    const lines = [...groups].map(([said, group]) => `  ${said}\n${listFronts(group)}`)
    return [`${server.name}, at ${server.at}`, ...lines].join('\n')
  })
  return `${EXPLANATION}\n\n${sections.join('\n\n')}\n`
}

const EXPLANATION = `What is true, then what the check says: to a deployment, which has read the bundle; to a check of the environment, which
has not; of a bare URL. Below it the fronts of which that is so.`

function listFronts(cells: readonly Cell[]): string {
  return cells.map(({ front }) => `      ${front.name}`).join('\n')
}

function describeCell({ faults, findings }: Cell): string {
  const truth = faults.length === 0 ? 'opens' : `fault of ${faults.join(' and ')}`
  const said = KNOWLEDGE.map(knowledge => [knowledge, describeFinding(findings[knowledge])] as const)
  const groups = [...Map.groupBy(said, ([, text]) => text)]
  return [truth, ...groups.map(([text, group]) => `${group.map(([name]) => name).join(', ')}: ${text}`)].join(' | ')
}

function describeFinding(finding: Finding | null): string {
  if (!finding) return 'nothing to say'
  return `${finding.kind} (${listLayers(finding).join(' or ') || 'unknown'}, ${finding.sure})`
}
