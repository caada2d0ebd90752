/** The one kind of error that is meant for people: what happened, and what to do about it. */

export interface ActionErrorParts {
  /** Kebab-case name of the error, stable, documented in docs/errors.md. */
  readonly code: string
  /** What happened, in the past tense, with the value received in quotes. */
  readonly message: string
  /** What to do, in the imperative, with the exact text to paste. */
  readonly hint: string
  readonly cause?: unknown
  /** Of AWS, where it was denied: as in a policy. */
  readonly operation?: string
}

export class ActionError extends Error {
  readonly code: string
  readonly hint: string
  readonly operation: string | undefined

  constructor({ code, message, hint, cause, operation }: ActionErrorParts) {
    super(message, { cause })
    this.name = 'ActionError'
    this.code = code
    this.hint = hint
    this.operation = operation
  }
}
