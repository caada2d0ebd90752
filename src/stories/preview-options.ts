/** What a run of the preview action is given, beside what every stage is handed. */

import type { GitHub } from '../github/client.ts'
import type { Trigger } from '../github/trigger.ts'
import type { WorkflowVariables } from '../github/workflow-variables.ts'
import type { PreviewRequest } from '../inputs/preview-request.ts'
import type { ProbeOptions } from './handshake-options.ts'

export interface PreviewOptions {
  readonly request: PreviewRequest
  /** The folder that relative paths of the inputs start from. */
  readonly workspace: string
  /** How the WebSocket is asked for. */
  readonly probe: ProbeOptions
  readonly workflow: WorkflowVariables
  readonly trigger: Trigger
  readonly github: GitHub
  /** GitHub for what is left to say when the run is cancelled: with little time of its own, from now on. */
  openAfterwards(): Promise<GitHub>
  /** What must not be seen; it grows by what is learned. GitHub hides it in the log, and not in a comment. */
  readonly secrets: string[]
}
