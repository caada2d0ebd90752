/** What a host and its supervisor tell each other over their channel. */

export interface ProcessSpec {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  /** The whole environment: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>
  /** Where stdout and stderr are kept, bounded. Without it only the last output is kept, for the exit. */
  readonly logPath?: string
  /** What it writes is reported, too, as it comes. */
  readonly isFollowed?: boolean
}

export interface EndSignal {
  readonly signal: 'SIGQUIT' | 'SIGTERM' | 'SIGKILL'
  /** How long the process may take to end after it. */
  readonly waitMs: number
}

export interface ProcessExit {
  readonly code: number | null
  readonly signal: string | null
  /** The end of what the process wrote. */
  readonly lastOutput: string
}

export type SupervisorRequest =
  | { readonly kind: 'start'; readonly id: number; readonly spec: ProcessSpec }
  | { readonly kind: 'end'; readonly id: number; readonly signals: readonly EndSignal[] }

export type SupervisorReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'started'; readonly id: number; readonly pid: number }
  | { readonly kind: 'refused'; readonly id: number; readonly reason: string }
  | { readonly kind: 'output'; readonly id: number; readonly text: string }
  | { readonly kind: 'exited'; readonly id: number; readonly exit: ProcessExit }
