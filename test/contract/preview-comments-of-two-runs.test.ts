import { expect, it, onTestFinished } from 'vitest'
import type { Context } from '../../src/context.ts'
import { openLedger } from '../../src/ledger.ts'
import { openPreviewProducts } from '../../src/report/preview-products.ts'
import type { PreviewOptions } from '../../src/stories/preview-options.ts'
import { showPreview } from '../../src/stories/show-preview.ts'
import { startGitHub } from '../support/github-api.ts'
import { openSkippingClock, openTestClient } from '../support/github-client.ts'
import { previewOf } from '../unit/preview-samples.ts'

const SHA = 'a'.repeat(40)
const WORKING = {
  kind: 'working',
  does: 'update',
  stage: 'Deploy the version',
  progress: 0.5,
  elapsedMs: 1000,
} as const
const LIVE = { kind: 'live', products: previewOf(), verdict: { ok: true, headline: 'Preview of #12 is live' } } as const

async function openShows() {
  const server = await startGitHub()
  onTestFinished(() => server[Symbol.asyncDispose]())
  server.world.openPullRequest({ number: 12, headBranch: 'rooms', headSha: SHA })
  const { github } = await openTestClient(server)
  const open = (runId: string) => {
    const clock = openSkippingClock()
    const context = { clock, ledger: openLedger(), signal: new AbortController().signal } as unknown as Context
    const workflow = { serverUrl: 'https://github.com', repository: 'octo-org/chat', runId }
    const options = { github, workflow, request: {}, secrets: [] } as unknown as PreviewOptions
    const shown = { number: 12, sha: SHA, environmentName: 'chat-pr-12-3fa9c1e' }
    const show = showPreview(context, options, { shown, products: openPreviewProducts() })
    /** It is written when this resolves. */
    const tell = async (progress: number) => {
      show.tell({ ...WORKING, progress })
      await show.leave()
    }
    return { ...show, tell }
  }
  return { open, comment: () => [...server.world.comments.values()].map(({ body }) => body).join('\n\n') }
}

it('how far a run is, is not written over what another run has written since', async () => {
  const { open, comment } = await openShows()
  const [first, second] = [open('1'), open('2')]
  await first.tell(0.1)
  await first.tell(0.5)
  expect(comment()).toContain('▰▰▰▰▰▰▱')
  await second.tell(0.1)
  expect(comment(), 'a run that begins has the word').toContain('/actions/runs/2>)')
  await first.tell(0.9)
  expect(comment()).toContain('/actions/runs/2>)')
  await second.end(LIVE, undefined)
  await first.tell(1)
  expect(comment()).toContain('Preview of &#35;&#8288;12 is live')
})

it('what became of a run is written over whatever is there', async () => {
  const { open, comment } = await openShows()
  const [first, second] = [open('1'), open('2')]
  await first.tell(0.1)
  await second.tell(0.1)
  await first.end(LIVE, undefined)
  expect(comment()).toContain('Preview of &#35;&#8288;12 is live')
})
