import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readCheckRequest } from '../../src/inputs/check-request.ts'
import { readDeployRequest } from '../../src/inputs/deploy-request.ts'
import { FOREIGN_TO_BEANSTALK_DEPLOY } from '../../src/inputs/foreign-inputs.ts'
import type { InputSource } from '../../src/inputs/input-reader.ts'
import { readPreviewRequest } from '../../src/inputs/preview-request.ts'
import { judgeCheck, renderCheckOutputs } from '../../src/report/check-report.ts'
import { renderDeployOutputs } from '../../src/report/deploy-outputs.ts'
import { openProducts } from '../../src/report/deploy-products.ts'
import { renderPreviewOutputs } from '../../src/report/preview-outputs.ts'
import { openPreviewProducts } from '../../src/report/preview-products.ts'

const manifest = (path: string) => parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))

type Inputs = Readonly<Record<string, { readonly default?: string }>>

/** The inputs that are asked for; reading may fail for want of values. */
function listAsked(read: (source: InputSource) => void): string[] {
  const names = new Set<string>()
  try {
    read(name => {
      names.add(name)
      return ''
    })
  } catch {}
  return [...names].sort()
}

describe('an action.yml', () => {
  it('declares the inputs that deploy reads, also those of the action of AWS that it refuses, and no other', () => {
    const asked = listAsked(source => readDeployRequest(source, { region: 'eu-central-1', versionLabel: 'v1' }))
    expect(Object.keys(manifest('action.yml').inputs).sort()).toEqual(
      asked.filter(name => !(name in FOREIGN_TO_BEANSTALK_DEPLOY)),
    )
  })

  it('declares the inputs that check reads, and no other', () => {
    const named = (name: string) => (name === 'application-name' ? 'chat' : '')
    const asked = [() => '', named].flatMap(values =>
      listAsked(source => {
        readCheckRequest(name => source(name) || values(name), { region: 'eu-central-1' })
      }),
    )
    expect(Object.keys(manifest('check/action.yml').inputs).sort()).toEqual([...new Set(asked)].sort())
  })

  it('declares the inputs that preview reads, and no other', () => {
    const asked = listAsked(source => readPreviewRequest(source, { region: 'eu-central-1' }))
    expect(Object.keys(manifest('preview/action.yml').inputs).sort()).toEqual(asked)
  })

  it('gives an input of deploy, check and preview the same default in each', () => {
    const [deploy, check, preview] = ['action.yml', 'check/action.yml', 'preview/action.yml'].map(
      path => manifest(path).inputs,
    )
    const defaults = (one: Inputs, other: Inputs) =>
      Object.keys(one).filter(name => name in other && one[name]?.default !== other[name]?.default)
    expect([...defaults(deploy, preview), ...defaults(check, preview)]).toEqual([])
  })

  it('declares the outputs that are set, and no other', () => {
    const deploy = [...Object.keys(renderDeployOutputs(openProducts())), 'report'].sort()
    expect(Object.keys(manifest('action.yml').outputs).sort()).toEqual(deploy)
    const check = [
      ...Object.keys(
        renderCheckOutputs(undefined, judgeCheck({ checked: undefined, failOn: 'error' }, new Error('x'))),
      ),
      'report',
    ].sort()
    expect(Object.keys(manifest('check/action.yml').outputs).sort()).toEqual(check)
    const preview = [...Object.keys(renderPreviewOutputs(openPreviewProducts())), 'report'].sort()
    expect(Object.keys(manifest('preview/action.yml').outputs).sort()).toEqual(preview)
  })
})
