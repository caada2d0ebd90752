/** What GitHub's runner says about the run in variables of the environment. */

/** What the runner sets; '' where it does not. */
export interface WorkflowVariables {
  readonly eventName: string
  /** "octo-org/chat" */
  readonly repository: string
  /** Where GitHub's API answers, which may be a server of one's own. */
  readonly apiUrl: string
  readonly serverUrl: string
  /** Of a JSON file. */
  readonly eventPath: string
  readonly sha: string
  readonly runId: string
  readonly runAttempt: string
}

export function readWorkflowVariables(env: Readonly<Record<string, string | undefined>>): WorkflowVariables {
  return {
    eventName: env.GITHUB_EVENT_NAME ?? '',
    repository: env.GITHUB_REPOSITORY ?? '',
    apiUrl: env.GITHUB_API_URL ?? '',
    serverUrl: env.GITHUB_SERVER_URL ?? '',
    eventPath: env.GITHUB_EVENT_PATH ?? '',
    sha: env.GITHUB_SHA ?? '',
    runId: env.GITHUB_RUN_ID ?? '',
    runAttempt: env.GITHUB_RUN_ATTEMPT ?? '',
  }
}

/** The branches that a run is about: its own, and those of its pull request. A scheduled run's is the default branch. */
export function listOwnBranches(variable: (name: string) => string | undefined): string[] {
  return ['GITHUB_REF_NAME', 'GITHUB_HEAD_REF', 'GITHUB_BASE_REF'].flatMap(name => variable(name) || [])
}
