/** Which lines of a tail log say why a deployment failed. Pure. */

export interface LogExcerpt {
  readonly path: string
  readonly lines: readonly string[]
}

const ENGINE_LOG = /eb-engine\.log$/

/** What to look for in each log; the last lines that match are kept. */
const LOGS_THAT_MATTER: readonly { readonly path: RegExp; readonly line: RegExp; readonly keep: number }[] = [
  { path: ENGINE_LOG, line: /\[ERROR\]/, keep: 6 },
  { path: /nginx\/error\.log$|httpd\/error_log$/, line: /\[(?:\w+:)?(emerg|crit|alert|error)\]/, keep: 6 },
  { path: /web\.std(out|err)\.log$/, line: /\S/, keep: 20 },
]

/**
 * `sinceMs`: when the deployment began. A tail holds earlier deployments, too, whose errors are not this one's: lines
 * that bear an earlier time are left out, unless the instance's clock cannot be compared (no line of the engine is as
 * young).
 */
export function pickLogLines(text: string, sinceMs?: number): LogExcerpt[] {
  const logs = splitLogs(text)
  const isComparable = logs.some(({ path, lines }) => ENGINE_LOG.test(path) && lines.some(line => isOf(line, sinceMs)))
  return logs.flatMap(({ path, lines }) => {
    const rule = LOGS_THAT_MATTER.find(candidate => candidate.path.test(path))
    if (!rule) return []
    const young = isComparable ? dropOlder(lines, sinceMs) : lines
    const telling = young.filter(line => rule.line.test(line))
    return telling.length > 0 ? [{ path, lines: telling.slice(findStart(telling, rule.keep)) }] : []
  })
}

/** How an error that ends an app begins in Node.js, Python, Java, .NET, Ruby, PHP and Go. */
const ERROR_HEAD = /\b(?:\w*(?:Error|Exception)\b|Traceback \(|panic: |Fatal )/
const MOST_OF_A_STACK = 40

// The stack is longer than what is kept, and says less than the line above it.
function findStart(lines: readonly string[], keep: number): number {
  const start = Math.max(0, lines.length - keep)
  const head = lines.findLastIndex(line => ERROR_HEAD.test(line))
  return head >= lines.length - MOST_OF_A_STACK ? Math.min(start, Math.max(0, head)) : start
}

/** Beanstalk joins the logs: a ruler of hyphens, the path, a ruler, and then the file's last lines. */
const FILE_HEADING = /^-{10,}\r?\n(\/\S+)\r?\n-{10,}$/m

function splitLogs(text: string): LogExcerpt[] {
  const parts = text.split(FILE_HEADING)
  const logs: LogExcerpt[] = []
  for (let index = 1; index + 1 < parts.length; index += 2) {
    logs.push({ path: parts[index] ?? '', lines: (parts[index + 1] ?? '').split(/\r?\n/) })
  }
  return logs
}

// A line without a time belongs to the one before it.
function dropOlder(lines: readonly string[], sinceMs: number | undefined): readonly string[] {
  const first = lines.findIndex(line => isOf(line, sinceMs))
  const hasTimes = lines.some(line => readTimeMs(line) !== undefined)
  return !hasTimes ? lines : first < 0 ? [] : lines.slice(first)
}

function isOf(line: string, sinceMs = 0): boolean {
  const timeMs = readTimeMs(line)
  return timeMs !== undefined && timeMs + STEP_MS >= sinceMs
}

/** nginx counts in whole seconds. What a deployment does on an instance comes later than its first event by more than that. */
const STEP_MS = 1000

/** "2026/11/26 08:27:57" of the engine and of nginx, "[Thu Nov 26 08:27:57.123456 2026]" of httpd; in UTC. */
function readTimeMs(line: string): number | undefined {
  const [, date, time] = /^(\d{4}\/\d\d\/\d\d) (\d\d:\d\d:\d\d)/.exec(line) ?? []
  const [, day, clock, year] = /^\[\w{3} (\w{3} +\d{1,2}) (\d\d:\d\d:\d\d)(?:\.\d+)? (\d{4})\]/.exec(line) ?? []
  const timeMs = Date.parse(date ? `${date} ${time} UTC` : `${day} ${year} ${clock} UTC`)
  return Number.isNaN(timeMs) ? undefined : timeMs
}
