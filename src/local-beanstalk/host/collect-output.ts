/** What a supervised process writes: kept in its log and for its exit, or told as it comes. */

import type { ChildProcess } from 'node:child_process'
import { StringDecoder } from 'node:string_decoder'
import { appendBounded } from './bounded-log.ts'

const MAX_OUTPUT = 16 * 1024

/** Keeps the end of it, and all of it, bounded, in the file at `logPath`. */
export function collectOutput(child: ChildProcess, logPath: string | undefined): { last(): string } {
  let last = Buffer.alloc(0)
  const collect = (chunk: Buffer) => {
    last = Buffer.concat([last, chunk]).subarray(-MAX_OUTPUT)
    if (logPath !== undefined) appendBounded(logPath, chunk)
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  return { last: () => last.toString() }
}

export function followOutput({ stdout, stderr }: ChildProcess, onText: (text: string) => void): void {
  for (const stream of [stdout, stderr]) {
    const decoder = new StringDecoder()
    stream?.on('data', (chunk: Buffer) => onText(decoder.write(chunk)))
  }
}
