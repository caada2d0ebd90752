import { pbkdf2 } from 'node:crypto'
import { createInflateRaw, deflateRawSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { openVirtualTime } from './virtual-time.ts'

/** As many as Node.js has threads for such work, unless it is told another number. */
const THREADS = 4

it('does not pass while a bundle is inflated, however long its threads have other work', async () => {
  const time = openVirtualTime(0)
  try {
    for (let thread = 0; thread < THREADS; thread += 1) pbkdf2('password', 'salt', 300_000, 32, 'sha256', () => {})
    for (let ms = 1; ms <= 100; ms += 1) time.after(ms, () => {})
    let inflatedAtMs: number | undefined
    const inflating = createInflateRaw().on('data', () => {
      inflatedAtMs = time.nowMs()
    })
    inflating.end(deflateRawSync('settings'))
    expect(await time.passUntil(() => inflatedAtMs !== undefined, 200)).toBe(true)
    expect(inflatedAtMs).toBe(0)
  } finally {
    time.close()
  }
})
