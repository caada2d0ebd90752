import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { rules } from '../../src/handshake/diagnose.ts'
import type { CatalogueEntry } from '../../src/handshake/findings/entry.ts'
import { catalogue, type FindingKind } from '../../src/handshake/findings.ts'
import { findingProductions } from './productions/finding-productions.ts'

const hasV6 = Object.values(networkInterfaces()).some(all => all?.some(({ address }) => address === '::1'))
const kinds = Object.keys(findingProductions) as FindingKind[]
const possible = hasV6 ? kinds : kinds.filter(kind => kind !== 'other-family-not-answering')

describe('the catalogue of findings', () => {
  it('has something real that misbehaves so for each kind, and a rule that names it', () => {
    expect(kinds.toSorted()).toEqual(Object.keys(catalogue).toSorted())
    const named = new Set<string>([...rules.map(({ kind }) => kind), 'unknown'])
    expect(kinds.filter(kind => !named.has(kind))).toEqual([])
  })
})

describe.concurrent('a real server, proxy or socket that misbehaves', () => {
  it.each(possible)('is named: %s', async kind => {
    const { finding, attempts } = await findingProductions[kind]()
    const entry: CatalogueEntry = catalogue[kind]
    const layer = entry.isAboutSamples ? expect.any(String) : entry.layer
    expect(finding, JSON.stringify(attempts.at(-1)?.evidence)).toMatchObject({ kind, layer })
  })
})
