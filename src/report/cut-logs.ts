/** The logs of instances, short enough for a comment. Pure. */

import type { InstanceLogs } from '../environment/fetch-logs.ts'
import type { DeployProducts } from './deploy-products.ts'

const MOST_LOG_LINES = 20
const LONGEST_LOG_LINE = 300

export function cutLogs({ logs = [] }: DeployProducts): InstanceLogs[] {
  return logs.map(instance => ({
    ...instance,
    files: instance.files.map(file => ({
      ...file,
      lines: file.lines.slice(-MOST_LOG_LINES).map(line => line.slice(0, LONGEST_LOG_LINE)),
    })),
  }))
}
