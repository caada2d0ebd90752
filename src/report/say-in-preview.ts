/** What to do about a preview, without what only the deploy action has inputs for. Pure. */

import type { Problem } from './verdict.ts'

/** Of the deploy action, and not of the preview action. */
export const DEPLOY_ONLY: readonly string[] = [
  ...['environment-name', 'cname-prefix', 'solution-stack-name', 'platform-arn'],
  ...['create-environment-if-not-exists', 'create-application-if-not-exists'],
  ...['version-label', 'version-description', 'use-existing-application-version-if-available', 'keep-versions'],
  ...['s3-bucket-name', 'create-s3-bucket-if-not-exists'],
  ...['wait-for-deployment', 'wait-for-environment-recovery', 'minimum-health'],
  ...['websocket-url', 'attempts', 'resolve', 'ca'],
  ...['security-group-rule', 'security-group-id', 'allow-from'],
  ...['load-balancer', 'classic-listener', 'stickiness'],
  ...['rollback', 'dry-run', 'on-cancel'],
  ...['image-uri', 'build-configuration'],
]

const MENTION = new RegExp(`["'](${DEPLOY_ONLY.join('|')})(: [^"']*)?["']`)

/** Lines after the first one are further ways, each by itself. */
export function sayInPreview(problem: Problem): Problem {
  const [first = '', ...further] = problem.remedy.split('\n')
  return { ...problem, remedy: [first, ...further.filter(line => !MENTION.test(line))].join('\n') }
}
