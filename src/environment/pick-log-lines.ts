/** Which lines of a tail log say why a deployment failed. Pure. */

export interface LogExcerpt {
  readonly path: string
  readonly lines: readonly string[]
}

/** What to look for in each log; the last lines that match are kept. */
const LOGS_THAT_MATTER: readonly { readonly path: RegExp; readonly line: RegExp; readonly keep: number }[] = [
  { path: /eb-engine\.log$/, line: /\[ERROR\]/, keep: 6 },
  { path: /nginx\/error\.log$|httpd\/error_log$/, line: /\[(emerg|crit|alert|error)\]/, keep: 6 },
  { path: /web\.std(out|err)\.log$/, line: /\S/, keep: 20 },
]

/** Beanstalk joins the logs: a ruler of hyphens, the path, a ruler, and then the file's last lines. */
const FILE_HEADING = /^-{10,}\r?\n(\/\S+)\r?\n-{10,}$/m

export function pickLogLines(text: string): LogExcerpt[] {
  const parts = text.split(FILE_HEADING)
  const excerpts: LogExcerpt[] = []
  for (let index = 1; index + 1 < parts.length; index += 2) {
    const path = parts[index] ?? ''
    const rule = LOGS_THAT_MATTER.find(candidate => candidate.path.test(path))
    const lines = (parts[index + 1] ?? '').split(/\r?\n/).filter(line => rule?.line.test(line))
    if (rule && lines.length > 0) excerpts.push({ path, lines: lines.slice(-rule.keep) })
  }
  return excerpts
}
