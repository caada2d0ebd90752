/** What the app writes, line by line: kept while it is deployed, then told as it comes. */

export interface AppOutput {
  hear(instanceId: string, text: string): void
  /** Tells the last lines that were kept, and from now on each one. */
  follow(tell: (line: AppLine) => void): void
  /** Keeps again, from nothing on. */
  pause(): void
}

export interface AppLine {
  readonly instanceId: string
  readonly text: string
}

const MOST_KEPT = 50
/** A line that never ends is told in pieces. */
const LONGEST_LINE = 4000

export function openAppOutput(): AppOutput {
  const rests = new Map<string, string>()
  let kept: AppLine[] = []
  let tell: ((line: AppLine) => void) | undefined
  const take = (line: AppLine) => {
    if (tell) return tell(line)
    kept = [...kept, line].slice(-MOST_KEPT)
  }
  return {
    hear(instanceId, text) {
      const lines = `${rests.get(instanceId) ?? ''}${text}`.split(/\r?\n/)
      const rest = lines.pop() ?? ''
      const isLong = rest.length > LONGEST_LINE
      rests.set(instanceId, isLong ? '' : rest)
      for (const line of isLong ? [...lines, rest] : lines) take({ instanceId, text: line })
    },
    follow(listener) {
      tell = listener
      for (const line of kept) listener(line)
      kept = []
    },
    pause() {
      tell = undefined
      kept = []
    },
  }
}
