import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { judgeDeploy } from '../../src/report/deploy-verdict.ts'
import type { PreviewProducts, PreviewRemoval, SkipReason } from '../../src/report/preview-products.ts'
import { judgePreview } from '../../src/report/preview-verdict.ts'
import * as sample from './preview-samples.ts'

const DENIED = new ActionError({ code: 'permission-denied', message: 'Denied.', hint: 'Allow it.' })

function removal(more: Partial<PreviewRemoval> = {}): PreviewProducts {
  const { deployment: _, plan: __, ...rest } = sample.previewOf({ task: 'remove' })
  const gone = { environmentNames: [sample.NAME], versionLabels: [], bundleKeys: [], left: [] }
  return { ...rest, removal: { because: 'pull-request-closed', ...gone, ...more } }
}

function sweep(report = sample.SWEEP): PreviewProducts {
  const { deployment: _, plan: __, pullRequest: ___, ...rest } = sample.previewOf({ task: 'sweep' })
  return { ...rest, sweep: report }
}

function skipped(kind: SkipReason['kind'], more: Partial<PreviewProducts> = {}): PreviewProducts {
  const { deployment: _, plan: __, ...rest } = sample.previewOf({ task: 'skip' })
  return { ...rest, skipped: { kind, message: 'There is nothing to do.' }, ...more }
}

describe('the verdict on a preview', () => {
  it('names no further way by an input that previews do not have', () => {
    const deployment = sample.deploymentOf({ health: { accepted: false, minimum: 'Yellow' } })
    expect(judgeDeploy(deployment, undefined).problem?.remedy).toContain('"minimum-health: any"')
    const { problem } = judgePreview(sample.previewOf({ deployment }), undefined)
    expect(problem?.remedy).toMatch(/^Look at its causes: [^\n]+$/)
  })

  it('is that of its deployment, in words about the preview', () => {
    expect(judgePreview(sample.previewOf(), undefined)).toEqual({
      ok: true,
      headline: 'Preview of #12 is live, and a WebSocket was opened',
    })
    expect(judgePreview(sample.silentApp(), undefined)).toMatchObject({
      ok: false,
      headline: 'Preview of #12: deployed, but no WebSocket could be opened',
      problem: { code: 'application-down' },
    })
    expect(judgePreview(sample.failedDeployment(), undefined)).toMatchObject({
      ok: false,
      headline: 'Preview of #12: the creation of the environment failed',
      problem: { code: 'creation-failed' },
    })
  })

  it('is bad where the run ended before there was a deployment', () => {
    const { deployment: _, ...before } = sample.previewOf()
    const { ok, headline, problem } = judgePreview(before, DENIED)
    expect({ ok, headline, problem }).toMatchObject({
      ok: false,
      headline: 'Preview of #12: nothing was deployed',
      problem: { code: 'permission-denied' },
    })
  })

  it('is bad where nobody knows what was to be done', () => {
    const { task: _, ...unknown } = sample.previewOf()
    expect(judgePreview(unknown, DENIED)).toMatchObject({ ok: false, headline: 'Nothing was done' })
    expect(judgePreview(unknown, undefined)).toMatchObject({ ok: false, problem: { code: 'bug' } })
  })

  it('does not rest on what GitHub refused', () => {
    const githubProblems = ['The comment could not be written.']
    expect(judgePreview(sample.previewOf({ githubProblems }), undefined).ok).toBe(true)
  })
})

describe('the verdict on a run that does nothing', () => {
  it.each([
    'no-credentials',
    'other-event',
    'label-missing',
    'no-pull-request',
    'run-failed',
    'superseded',
  ] as const)('is good: %s', kind => {
    expect(judgePreview(skipped(kind), undefined)).toEqual({ ok: true, headline: 'There is nothing to do' })
  })

  it('is bad without credentials where they are required, and there alone', () => {
    const verdict = judgePreview(skipped('no-credentials', { requireCredentials: true }), undefined)
    expect(verdict).toMatchObject({ ok: false, problem: { code: 'credentials-missing' } })
    expect(judgePreview(skipped('other-event', { requireCredentials: true }), undefined).ok).toBe(true)
  })

  it('is good when a later commit came, although its own deployment was not waited for', () => {
    const { handshake: _, settled: __, ...deployment } = sample.deploymentOf()
    const overtaken = skipped('superseded', { task: 'update', deployment })
    expect(judgePreview(overtaken, undefined).ok).toBe(true)
    expect(judgePreview(overtaken, DENIED).ok).toBe(false)
  })
})

describe('the verdict on a removal', () => {
  it('is good when nothing is left, also where nothing was there', () => {
    expect(judgePreview(removal(), undefined)).toEqual({ ok: true, headline: 'Preview of #12 is removed' })
    expect(judgePreview(removal({ environmentNames: [] }), undefined)).toEqual({
      ok: true,
      headline: 'Preview of #12: there was nothing to remove',
    })
  })

  it('is bad when something is left, and says what', () => {
    const verdict = judgePreview(removal({ left: ['The version "a" is in use.', 'A bundle is locked.'] }), undefined)
    expect(verdict).toMatchObject({ ok: false, headline: 'Preview of #12 is not removed entirely' })
    expect(verdict.problem?.what).toBe('The version "a" is in use.\nA bundle is locked.')
  })

  it('is bad after an error, and tells what had been done and what is left', () => {
    const verdict = judgePreview(removal({ left: ['The version "a" is in use.'] }), DENIED, sample.CHANGES)
    expect(verdict).toMatchObject({
      ok: false,
      headline: 'Preview of #12 could not be removed',
      problem: { code: 'permission-denied', what: expect.stringContaining('Done before that: upload') },
      furtherProblems: [{ code: 'preview-left-over' }],
    })
  })

  it('is bad when it was cancelled, and says that it may be repeated', () => {
    const cancelled = new ActionError({ code: 'cancelled', message: 'The run was cancelled.', hint: 'Look.' })
    const { problem } = judgePreview(removal({}), cancelled)
    expect(problem?.remedy).toMatch(/^Run the job again, or let a sweep do it/)
  })
})

describe('the verdict on a sweep', () => {
  it('is good when all that was to be removed is gone', () => {
    const good = { decisions: sample.SWEEP.decisions.slice(0, 2), removals: sample.SWEEP.removals.slice(0, 1) }
    expect(judgePreview(sweep(good), undefined)).toEqual({ ok: true, headline: 'Previews swept: 1 removed, 1 kept' })
    const none = { decisions: [], removals: [] }
    expect(judgePreview(sweep(none), undefined)).toEqual({ ok: true, headline: 'Previews swept: 0 removed, 0 kept' })
  })

  it('is bad when one could not be removed, or not all of it', () => {
    expect(judgePreview(sweep(), undefined)).toMatchObject({
      ok: false,
      headline: 'Previews swept: 2 removed, 2 kept, 2 not removed',
      problem: { code: 'preview-not-removed', what: expect.stringContaining('#10') },
    })
    const [first, ...others] = sample.SWEEP.removals
    const left = first && { ...first, removal: { ...first.removal, left: ['A version is in use.'] } }
    const report = { ...sample.SWEEP, removals: left ? [left, ...others] : [] }
    const verdict = judgePreview(sweep(report), undefined)
    expect([verdict.problem, ...(verdict.furtherProblems ?? [])].map(problem => problem?.code)).toEqual([
      'preview-left-over',
      'preview-not-removed',
    ])
  })

  it('tells an error of the sweep itself before those of its previews', () => {
    const { headline, problem, furtherProblems } = judgePreview(sweep(), DENIED)
    expect([headline, problem?.code, furtherProblems?.map(({ code }) => code)]).toEqual([
      'The sweep failed: 2 removed, 2 kept, 2 not removed',
      'permission-denied',
      ['preview-not-removed'],
    ])
  })
})
