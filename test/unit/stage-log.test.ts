import { describe, expect, it } from 'vitest'
import { openStageLog } from '../../src/commands/stage-log.ts'
import { renderTerminal, type TerminalLine } from '../../src/terminal-text.ts'

/** Somebody reads it as a file, not as it is written. */
function openPipe() {
  const shown: string[] = []
  return {
    shown,
    terminal: {
      isInteractive: false,
      gone: new AbortController().signal,
      async show(lines: readonly TerminalLine[]) {
        shown.push(renderTerminal(lines, { columns: undefined, hasColours: false }).trimEnd())
      },
      async write() {},
    },
  }
}

/** Time that passes only where somebody waits for it; at its end the work is done. */
function openClock(endMs: number) {
  let nowMs = 0
  const done = Promise.withResolvers<void>()
  const clock = {
    now: () => nowMs,
    monotonicMs: () => nowMs,
    async sleep(ms: number, signal?: AbortSignal) {
      await new Promise(resolve => setImmediate(resolve))
      signal?.throwIfAborted()
      nowMs += ms
      if (nowMs >= endMs) done.resolve()
    },
  }
  return { clock, done: done.promise }
}

describe('a stage of `local` in a pipe', () => {
  it('tells which program it runs, once for all instances, and each minute that it goes on', async () => {
    const [out, err] = [openPipe(), openPipe()]
    const { clock, done } = openClock(90_000)
    const log = openStageLog({ out: out.terminal, err: err.terminal, clock, onStage: async () => {} })
    await log.group('Deploy the version', () => {
      for (let instance = 0; instance < 3; instance += 1) log.tellProgram('npm install --omit=dev')
      return done
    })
    expect(out.shown).toEqual([
      '  Running npm install --omit=dev',
      '  Still waiting for the end of "Deploy the version": 40 s so far. Last seen: npm install --omit=dev.',
      expect.stringMatching(/^ 90.0 s {2}Deploy the version$/),
    ])
    expect(err.shown).toEqual([])
  })

  it('tells nothing where only JSON is wanted', async () => {
    const err = openPipe()
    const { clock, done } = openClock(100_000)
    const log = openStageLog({ out: undefined, err: err.terminal, clock, onStage: async () => {} })
    await log.group('Deploy the version', () => done)
    expect(err.shown).toEqual([])
  })
})
