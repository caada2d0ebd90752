/** The last lines of an instance's logs, as Beanstalk's tail logs show them. */

import { readEnd } from './bounded-log.ts'

export interface TailedLog {
  /** Where the log is on the instance, such as "/var/log/eb-engine.log". */
  readonly name: string
  readonly path: string
}

const MAX_LINES = 100
const MAX_BYTES = 256 * 1024
const RULE = '-'.repeat(40)

/**
 * At most 100 lines and 256 KiB of each log; a log that does not exist shows as empty.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.logging.html
 */
export function tailLogs(logs: readonly TailedLog[]): string {
  return logs.map(({ name, path }) => `${RULE}\n${name}\n${RULE}\n${readLastLines(path)}\n`).join('\n')
}

function readLastLines(path: string): string {
  const lines = readEnd(path, MAX_BYTES).toString().replace(/\n$/, '').split('\n')
  return lines.slice(-MAX_LINES).join('\n')
}
