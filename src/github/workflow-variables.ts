/** What GitHub's runner says about the run in variables of the environment. */

/** What the runner sets; '' where it does not. */
export interface WorkflowVariables {
  readonly eventName: string
  /** Of a JSON file. */
  readonly eventPath: string
  readonly sha: string
  readonly runId: string
  readonly runAttempt: string
}

export function readWorkflowVariables(env: Readonly<Record<string, string | undefined>>): WorkflowVariables {
  return {
    eventName: env.GITHUB_EVENT_NAME ?? '',
    eventPath: env.GITHUB_EVENT_PATH ?? '',
    sha: env.GITHUB_SHA ?? '',
    runId: env.GITHUB_RUN_ID ?? '',
    runAttempt: env.GITHUB_RUN_ATTEMPT ?? '',
  }
}
