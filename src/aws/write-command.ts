/** Writes a command of the `aws` command line, to be pasted into a shell. Pure. */

import { toShellWord } from '../untrusted.ts'

/** `words`: service, operation and options. Whoever pastes it may have another region set, or none. */
export function writeCommand(region: string, words: string): string {
  return `aws ${words} --region ${toShellWord(region)}`
}
