/** What in the app itself will not take WebSockets, or not from every client: in words for people. */

export interface AppFinding {
  /** Names the file; what happens on the instance. */
  readonly message: string
  /** What to do. */
  readonly remedy: string
}
