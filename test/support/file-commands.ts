/** Reads the files behind GITHUB_OUTPUT, GITHUB_STATE and GITHUB_ENV as the runner does (FileCommandManager.cs). */

/** `name=value` lines and `name<<delimiter` blocks. Throws where the runner fails the step. */
export function parseFileCommands(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = text.split('\n')
  while (lines.length > 0) {
    const line = lines.shift() ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      values[line.slice(0, equals)] = line.slice(equals + 1)
    } else if (heredoc > 0 && line.length > heredoc + 2) {
      values[line.slice(0, heredoc)] = takeUntil(lines, line.slice(heredoc + 2))
    } else {
      throw new Error(`Invalid format '${line}'`)
    }
  }
  return values
}

function takeUntil(lines: string[], delimiter: string): string {
  const end = lines.indexOf(delimiter)
  if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
  const value = lines.splice(0, end).join('\n')
  lines.shift()
  return value
}
