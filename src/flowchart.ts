/**
 * A flowchart in Mermaid's language, as GitHub draws it in summaries, comments and issues. What is put into it is
 * reduced to letters, digits and a few marks, so that no text can end a label, a line or the fence around them.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */

declare const drawn: unique symbol

/** Made by this file alone. */
export type Flowchart = string & { readonly [drawn]: true }

export interface FlowNode {
  /** From top to bottom. */
  readonly lines: readonly string[]
  readonly look: FlowLook
}

export type FlowLook = keyof typeof LOOKS

/** A row of nodes, each with an arrow to the next one; to one that is `faint` it is dotted. */
export function drawFlowchart(description: string, nodes: readonly FlowNode[]): Flowchart {
  const used = new Set(nodes.map(({ look }) => look))
  const lines = [
    `${CLOSE_TOGETHER}\nflowchart LR`,
    `accDescr: ${toPlainWords(description, LONGEST_DESCRIPTION)}`,
    ...nodes.map(({ lines, look }, index) => `n${index}["${lines.map(toLabel).join('<br/>')}"]:::${look}`),
    ...nodes.slice(1).map(({ look }, index) => `n${index} ${look === 'faint' ? '-.->' : '-->'} n${index + 1}`),
    ...Object.entries(LOOKS).flatMap(([name, style]) =>
      used.has(name as FlowLook) ? `classDef ${name} ${style}` : [],
    ),
  ]
  return lines.join('\n  ') as Flowchart
}

/** Seven nodes in a row on a telephone: what is between and around the words is taken from their size. */
const CLOSE_TOGETHER = '%%{init: {"flowchart": {"padding": 6, "rankSpacing": 22}}}%%'

/** Each with all its colours, so that it can be read on a light page and on a dark one. */
const LOOKS = {
  good: 'fill:#dafbe1,stroke:#1a7f37,color:#0a3c17',
  bad: 'fill:#ffd7d5,stroke:#cf222e,stroke-width:4px,color:#66061a',
  doubtful: 'fill:#fff1b8,stroke:#9a6700,stroke-width:3px,color:#4d2d00',
  faint: 'fill:#eaeef2,stroke:#6e7781,stroke-dasharray:4 3,color:#424a53',
} as const

const LONGEST_LABEL = 28
const LONGEST_DESCRIPTION = 400

function toLabel(text: string): string {
  return toPlainWords(text, LONGEST_LABEL)
}

// Mermaid takes what begins as an item of a list does for one, and draws an excuse in its place.
function toPlainWords(text: string, longest: number): string {
  const plain = text.replaceAll(/[^\p{L}\p{N} .,:\(\)✓✗?\-]+/gv, ' ').replaceAll(/ +/g, ' ')
  const begun = plain.replace(/^[^\p{L}\p{N}✓✗?]+/u, '').replace(/^(\p{N}+)[.)] /u, '$1 ')
  return begun.slice(0, longest).toWellFormed().trim() || '?'
}
