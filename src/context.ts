/** What every stage is handed: made in the doors and in tests only. */

import type { AwsClients } from './aws/clients.ts'
import type { Clock, Deadline } from './clock.ts'
import type { Ledger } from './ledger.ts'
import type { Log } from './log.ts'

export interface Context {
  readonly aws: AwsClients
  readonly clock: Clock
  readonly log: Log
  readonly ledger: Ledger
  /** Aborted when the run is cancelled or its deadline is over; the reason is an ActionError. */
  readonly signal: AbortSignal
  /** One for the whole run. */
  readonly deadline: Deadline
  /**
   * Asked right before each request that makes the environment run another version, where that may not be wanted any
   * more by then. Throws what ends the run.
   */
  readonly confirm?: () => Promise<void>
  /** Where temporary files may be made. */
  readonly temporaryFolder: string
  /** Folders of programs, as in PATH. */
  readonly searchPath: string
}

/** Whose connections are closed when it is not needed any more. */
export interface DisposableContext extends Disposable {
  readonly context: Context
}
