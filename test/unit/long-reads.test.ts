/** Work of this machine that may take minutes, on a clock that runs ahead of it. */

import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { startDeadline } from '../../src/clock.ts'
import type { Context } from '../../src/context.ts'
import { readBundle } from '../../src/stories/read-bundle.ts'
import { identifyBundle } from '../../src/version/bundle-checksum.ts'
import { openWorkspace } from '../support/workspace.ts'

/** Each turn of the event loop lasts as long as somebody would sleep. */
function openContext(temporaryFolder: string) {
  let nowMs = 0
  const clock = {
    now: () => nowMs,
    monotonicMs: () => nowMs,
    async sleep(ms: number, signal?: AbortSignal) {
      await new Promise(resolve => setImmediate(resolve))
      signal?.throwIfAborted()
      nowMs += ms
    },
  }
  const lines: string[] = []
  const told = { lines: 0 }
  const info = (text: string) => {
    told.lines += 1
    lines.push(text)
  }
  const deadline = startDeadline(clock, Number.POSITIVE_INFINITY)
  const context = { clock, deadline, temporaryFolder, log: { told, info, warning() {} } } as unknown as Context
  return { context, lines }
}

const REQUEST = { packagePath: undefined, sourceDirectory: '.', excludePatterns: [], symlinks: 'preserve' } as const

it('a bundle that is packed or read for long is told to be waited for', async () => {
  const files = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`app-${index}.js`, 'x'.repeat(5000)]))
  const [folder, temporary] = [await openWorkspace(files), await openWorkspace()]
  const { context, lines } = openContext(temporary.path)
  const bundle = await readBundle(context, REQUEST, folder.path)
  expect(lines[0]).toBe('Still waiting for the source bundle to be packed and read: 30 s so far.')
  expect(lines.at(-1)).toMatch(/: 100 files, /)
  await bundle.close()
})

it('a checksum that is computed for long is told to be waited for', async () => {
  const { context, lines } = openContext('')
  async function* produce() {
    for (let turn = 0; turn < 50; turn += 1) {
      await new Promise(resolve => setImmediate(resolve))
      yield Buffer.from('x')
    }
  }
  const open = () => Readable.from(produce())
  const bundle = { fileName: 'app.zip', sizeBytes: 50, fingerprint: '', open, close: async () => {} }
  expect(await identifyBundle(context, bundle, undefined)).toMatch(/=$/)
  expect(lines[0]).toBe('Still waiting for the checksum of the source bundle: 30 s so far.')
})
