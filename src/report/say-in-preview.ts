/** What to do about a preview, without what only the deploy action has inputs for. Pure. */

import type { Problem } from './verdict.ts'

/** Of the deploy action, and not of the preview action. */
export const DEPLOY_ONLY: readonly string[] = [
  ...['minimum-health', 'rollback', 'keep-versions', 'version-label', 's3-bucket-name'],
  ...['security-group-rule', 'security-group-id', 'allow-from'],
  ...['load-balancer', 'classic-listener', 'stickiness'],
]

const MENTION = new RegExp(`["'](${DEPLOY_ONLY.join('|')})(: [^"']*)?["']`)

/** Lines after the first one are further ways, each by itself. */
export function sayInPreview(problem: Problem): Problem {
  const [first = '', ...further] = problem.remedy.split('\n')
  return { ...problem, remedy: [first, ...further.filter(line => !MENTION.test(line))].join('\n') }
}
