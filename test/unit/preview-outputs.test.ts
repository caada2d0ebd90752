import { describe, expect, it } from 'vitest'
import { renderPreviewOutputs } from '../../src/report/preview-outputs.ts'
import { openPreviewProducts, type PreviewProducts } from '../../src/report/preview-products.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import * as sample from './preview-samples.ts'

const REMOVAL = {
  because: 'pull-request-closed',
  environmentNames: [],
  versionLabels: [],
  bundleKeys: [],
  left: [],
} as const

function actionOf(more: Partial<PreviewProducts>): string | undefined {
  return renderPreviewOutputs({ ...openPreviewProducts(), ...more }).action
}

describe('the outputs of a preview', () => {
  it('say where it is, and what became of it', () => {
    expect(renderPreviewOutputs(sample.previewOf())).toEqual({
      url: `http://${sample.CNAME}/`,
      'websocket-url': `ws://${sample.CNAME}/ws`,
      'environment-name': sample.NAME,
      'environment-id': 'e-rpqsewtp2j',
      'version-label': sample.LABEL,
      action: 'created',
      handshake: 'accepted',
      finding: '',
    })
    expect(renderPreviewOutputs(sample.silentApp())).toMatchObject({
      handshake: 'rejected',
      finding: 'application-down',
    })
  })

  it('are the same ones in any case, also where nothing has begun', () => {
    const names = Object.keys(renderPreviewOutputs(sample.previewOf()))
    expect(Object.keys(renderPreviewOutputs(openPreviewProducts()))).toEqual(names)
    expect(renderPreviewOutputs(openPreviewProducts())).toMatchObject({ url: '', action: '', handshake: 'skipped' })
  })

  it('name a creation and an update only where Beanstalk has taken it', () => {
    const { creation: _, acceptedPart: __, ...asked } = sample.deploymentOf()
    expect(actionOf({ deployment: { ...asked, acceptedPart: 'version' } })).toBe('updated')
    expect(actionOf({ deployment: { ...asked, acceptedPart: 'settings' } })).toBe('')
    expect(actionOf({ deployment: asked })).toBe('')
    const skipped = { kind: 'superseded', message: 'A later commit came.' } as const
    expect(actionOf({ skipped, deployment: asked })).toBe('skipped')
    expect(actionOf({ skipped, deployment: { ...asked, acceptedPart: 'all' } })).toBe('updated')
  })

  it("name no address of what the run has removed again, for a freed one is anybody's", () => {
    const removal = { ...REMOVAL, environmentNames: [sample.NAME] }
    expect(renderPreviewOutputs({ ...sample.previewOf(), removal })).toMatchObject({
      action: 'removed',
      url: '',
      'websocket-url': '',
      handshake: 'skipped',
    })
  })

  it('name a removal only where nothing is left, and a sweep', () => {
    expect(actionOf({ removal: REMOVAL })).toBe('removed')
    expect(actionOf({ removal: { ...REMOVAL, left: ['A version.'] } })).toBe('')
    expect(actionOf({ sweep: sample.SWEEP })).toBe('swept')
  })

  it('lead nowhere when the environment is gone: its host name is anybody’s', () => {
    const deployment = sample.deploymentOf({ state: sample.stateOf({ status: 'Terminating' }) })
    expect(renderPreviewOutputs(sample.previewOf({ deployment }))).toMatchObject({ url: '', 'websocket-url': '' })
  })

  it('have the environment that is updated before anything is known of its deployment', () => {
    const { deployment: _, ...before } = sample.previewOf()
    const plan = { ...sample.PLAN, existing: { id: 'e-abcdefghij', status: 'Ready' } }
    expect(renderPreviewOutputs({ ...before, plan })['environment-id']).toBe('e-abcdefghij')
  })

  it('hold nothing of what AWS says that a shell would not take as it is', () => {
    const shown = HOSTILE_TEXTS.flatMap(({ text }) => {
      const deployment = sample.deploymentOf({ state: sample.stateOf({ cname: text, id: text }) })
      const plan = { ...sample.PLAN, existing: { id: text, status: text } }
      return Object.values(renderPreviewOutputs(sample.previewOf({ deployment, plan, environmentName: text })))
    })
    expect(shown.filter(value => !/^[\w ./:-]*$/.test(value))).toEqual([])
  })
})
