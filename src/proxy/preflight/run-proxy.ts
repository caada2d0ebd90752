/** Runs a proxy program of this machine so that it ends with this process, even when that is killed. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export interface ProxyCommand {
  readonly program: string
  readonly args: readonly string[]
  /** Its working folder, removed by the watching shell when this process is gone. */
  readonly folder: string
  readonly signal: AbortSignal
}

export interface RunningProxy {
  /** What it has written so far, cut at `MOST_WORDS`. */
  words(): string
  /** Resolves when it has ended by itself. */
  readonly ended: Promise<number>
  /** Resolves when it has written something that matches. */
  wrote(pattern: RegExp): Promise<void>
  stop(): Promise<void>
}

const MOST_WORDS = 64 * 1024

/**
 * The shell waits for two things: the end of the program, and the end of its own input, a pipe that only this process
 * holds open. Files of users cannot fill the memory or the disk, nor use the processor for long.
 */
const WATCH = `ulimit -c 0; ulimit -v 2000000 2>/dev/null; ulimit -f 40000 2>/dev/null; ulimit -t 20 2>/dev/null
folder=$1; shift
exec 3<&0
"$@" </dev/null 3<&- & program=$!
{ cat <&3 >/dev/null; trap '' TERM; kill -9 "$program" 2>/dev/null; rm -rf -- "$folder"; } >/dev/null 2>&1 & watch=$!
wait "$program"; code=$?
kill "$watch" 2>/dev/null
exit "$code"`

/** What the program gets to know of this machine. A name server that does not answer is not waited for. */
const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', RES_OPTIONS: 'timeout:1 attempts:1', LOCALDOMAIN: '' }

export function runProxy({ program, args, folder, signal }: ProxyCommand): RunningProxy {
  const child = spawn('/bin/sh', ['-c', WATCH, 'sh', folder, program, ...args], {
    cwd: folder,
    env: ENVIRONMENT,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const { words, wrote } = readWords(child)
  const ended = waitForEnd(child)
  child.stdin?.on('error', () => {})
  const stop = async () => {
    child.stdin?.end()
    await ended
  }
  signal.addEventListener('abort', () => void stop(), { once: true })
  if (signal.aborted) void stop()
  return { words, wrote, ended, stop }
}

function readWords(child: ChildProcess): Pick<RunningProxy, 'words' | 'wrote'> {
  let words = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      if (words.length < MOST_WORDS) words = (words + text).slice(0, MOST_WORDS)
      child.emit('words')
    })
  }
  return {
    words: () => words,
    async wrote(pattern) {
      while (!pattern.test(words)) await once(child, 'words')
    },
  }
}

// A shell that cannot be started is a program that ended.
async function waitForEnd(child: ChildProcess): Promise<number> {
  try {
    const [code] = (await once(child, 'close')) as [number | null]
    return code ?? 1
  } catch {
    return 1
  }
}
