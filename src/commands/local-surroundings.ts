/** What the door hands to the command `local`. */

import type { Keyboard, Terminal } from '../terminal.ts'
import type { Machine } from './look-at-machine.ts'

export interface LocalSurroundings {
  readonly args: readonly string[]
  readonly machine: Machine
  readonly workingFolder: string
  readonly temporaryFolder: string
  readonly out: Terminal
  readonly err: Terminal
  readonly keyboard: Keyboard
}
