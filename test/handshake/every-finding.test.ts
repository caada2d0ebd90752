import { readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { rules } from '../../src/handshake/diagnose.ts'
import type { CatalogueEntry } from '../../src/handshake/findings/entry.ts'
import { catalogue, type FindingKind } from '../../src/handshake/findings.ts'
import { listComplaints } from '../support/read-aloud.ts'
import { REPOSITORY } from '../support/source-files.ts'
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

const symptoms = readFileSync(join(REPOSITORY, 'docs/troubleshooting.md'), 'utf8').split(/^(?=## )/m)

/** Of docs/troubleshooting.md, by the codes in its headings: "## 301, 302, 307, 308", "## 401 and 403". */
function findSymptom(status: number): string | undefined {
  const heading = new RegExp(`^## (\\d+(, | and ))*${status}\\b`)
  return symptoms.find(text => heading.test(text)) ?? symptoms.find(text => text.startsWith('## Other codes\n'))
}

describe.concurrent('a real server, proxy or socket that misbehaves', () => {
  it.each(possible)('is named, and found in the docs by the status of its answer: %s', async kind => {
    const { finding, attempts } = await findingProductions[kind]()
    const entry: CatalogueEntry = catalogue[kind]
    const layer = entry.isAboutSamples ? expect.any(String) : entry.layer
    expect(finding, JSON.stringify(attempts.at(-1)?.evidence)).toMatchObject({ kind, layer })
    const answer = attempts.at(-1)?.evidence.upgrade
    const isRefusal = answer?.kind === 'answered' && answer.status !== 101 && !entry.isAboutSamples
    if (isRefusal) expect(findSymptom(answer.status), `below ${answer.status}`).toContain(`(findings.md#${kind})`)
    const { explanation: what = '', remedy = '' } = finding ?? {}
    told.set(kind, withoutValues(what))
    expect(listComplaints({ what, remedy, withoutPaste: nothingToPaste[kind] })).toEqual([])
  })
})

/** By kind: what was told, without what differs from run to run. */
const told = new Map<FindingKind, string>()

afterAll(() => {
  const groups = Map.groupBy(told, ([, words]) => words)
  expect(
    [...groups.values()].filter(({ length }) => length > 1),
    'two findings that tell the same',
  ).toEqual([])
})

function withoutValues(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""').replaceAll(/[\d.]+/g, '0')
}

/** Why a remedy has no exact text. */
const nothingToPaste: Readonly<Partial<Record<FindingKind, string>>> = {
  'liveness-not-proved': 'which path sends less, only its owner knows',
  'close-not-answered': 'every library writes that frame by itself; which one is used is not known',
  'invalid-upgrade-response': 'where extensions are switched off differs from library to library',
  'application-refused-request': 'by what the app counts its clients is not known',
  'closed-while-held': 'what the app waits for, only it knows',
  'invalid-frames': 'so does where compression is',
}
