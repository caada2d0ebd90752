import { describe, expect, it } from 'vitest'
import { drawFlowchart } from '../../src/flowchart.ts'
import { flowchartMarkdown, renderMarkdown } from '../../src/markdown.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { findForeignMarkup, listTags, renderGfm } from '../support/rendered-markdown.ts'

/** All that may stand in one: what Mermaid's parser takes, and nothing that it would understand otherwise. */
const GRAMMAR = [
  /^%%\{init: \{"flowchart": \{"padding": \d+, "rankSpacing": \d+\}\}\}%%$/,
  /^flowchart LR$/,
  /^ {2}accDescr: [\p{L}\p{N}?✓✗][\p{L}\p{N} .,:()✓✗?-]*$/u,
  /^ {2}n\d\["[\p{L}\p{N}?✓✗][\p{L}\p{N} .,:()✓✗?-]*(<br\/>[\p{L}\p{N}?✓✗][\p{L}\p{N} .,:()✓✗?-]*)*"\]:::(good|bad|doubtful|faint)$/u,
  /^ {2}n\d (-->|-\.->) n\d$/,
  /^ {2}classDef (good|bad|doubtful|faint) fill:#\w{6},stroke:#\w{6}(,stroke-(width:\dpx|dasharray:4 3))?,color:#\w{6}$/,
]

const LOOKS = ['good', 'bad', 'doubtful', 'faint'] as const

describe('a flowchart', () => {
  it.each(HOSTILE_TEXTS)('is of its own grammar alone: $name', ({ text }) => {
    const nodes = LOOKS.map(look => ({ look, lines: [text, `a${text}`, text.slice(-20)] }))
    const chart = drawFlowchart(text, nodes)
    expect(chart.split('\n').filter(line => !GRAMMAR.some(form => form.test(line)))).toEqual([])
    const summary = renderMarkdown([flowchartMarkdown(chart)], 100_000)
    expect(findForeignMarkup(summary)).toEqual([])
    expect(listTags(renderGfm(summary))).toEqual(['<pre>', '<code class="language-mermaid">', '</code>', '</pre>'])
  })

  it('has labels that are short enough for a row of seven', () => {
    const chart = drawFlowchart('x', [{ look: 'good', lines: ['word '.repeat(100)] }])
    expect(/n0\["(.*?)"\]/.exec(chart)?.[1]?.length).toBeLessThanOrEqual(28)
  })

  it('has no label that begins as an item of a list, and none that ends in half a letter', () => {
    const lines = ['1. one', '2) two', '- three', `${'x'.repeat(27)}𝒳`]
    const chart = drawFlowchart('x', [{ look: 'good', lines }])
    expect(/n0\["(.*?)"\]/.exec(chart)?.[1]?.split('<br/>')).toEqual(['1 one', '2 two', 'three', `${'x'.repeat(27)}�`])
  })

  it('declares a class only where a node has it', () => {
    expect(drawFlowchart('x', [{ look: 'bad', lines: ['a'] }]).match(/classDef \w+/g)).toEqual(['classDef bad'])
  })
})
