/** Writes our comment on the pull request in the background: a deployment does not wait for GitHub. */

export interface CommentWriter<State> {
  /** Of several that wait, only the last is written. */
  tell(state: State): void
  /** Resolves when nothing waits any more. */
  settle(): Promise<void>
}

/** `write` must not reject. */
export function openCommentWriter<State>(write: (state: State) => Promise<void>): CommentWriter<State> {
  let waiting: { readonly state: State } | undefined
  let writing: Promise<void> | undefined
  const run = async () => {
    while (waiting) {
      const { state } = waiting
      waiting = undefined
      await write(state)
    }
    writing = undefined
  }
  return {
    tell(state) {
      waiting = { state }
      writing ??= run()
    },
    settle: async () => await writing,
  }
}
