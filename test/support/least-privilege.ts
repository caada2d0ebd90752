/** Keys that may do what docs/permissions.md says that the action needs, and nothing else. */

import { type Policy, writePolicy } from '../../scripts/permission-policies.ts'
import type { Feature } from '../../src/aws/permissions.ts'
import type { AccessKey } from '../../src/local-beanstalk/permissions/access-key.ts'

/** The environment that the scenarios deploy to, in Local Beanstalk's account. */
export const NAMES = { region: 'eu-central-1', account: '123456789012', application: 'chat', environment: 'chat-prod' }

export const USUAL: readonly Feature[] = [
  'deploy',
  'inbound-rule',
  'load-balanced',
  'way-in',
  'logs',
  'keep-versions',
  'custom-platform',
]

export const DEPLOY_KEY = makeKey('deploy', writePolicy(USUAL, NAMES))
/** Of a check that is told the environment's name. */
export const CHECK_KEY = makeKey('check', writePolicy(['check'], NAMES))
/** The same, for every environment of the application, and what is looked at where nobody answers. */
const { environment: _, ...EVERY_ENVIRONMENT } = NAMES
const CHECKS: readonly Feature[] = ['check', 'inbound-rule', 'load-balanced', 'way-in']
export const CHECK_ALL_KEY = makeKey('checkall', writePolicy(CHECKS, EVERY_ENVIRONMENT, 'reads'))
export const DEPLOY_ALL_KEY = makeKey('deployall', writePolicy(USUAL, EVERY_ENVIRONMENT))
export const DRY_RUN_KEY = makeKey('plan', writePolicy(USUAL, NAMES, 'reads'))

/** Of the preview action, for the previews of the application that are made after `chat-staging`. */
export const PREVIEW_FEATURES: readonly Feature[] = ['deploy', 'inbound-rule', 'way-in', 'logs', 'preview']
export const PREVIEW_NAMES = { ...NAMES, environment: 'chat-pr-*', base: 'chat-staging' }
export const PREVIEW_KEY = makeKey('preview', writePolicy(PREVIEW_FEATURES, PREVIEW_NAMES))

export function makeKey(name: string, policy: Policy): AccessKey {
  return {
    accessKeyId: `AKIA${name.toUpperCase()}`,
    secretAccessKey: `secret of ${name}`,
    principalArn: `arn:aws:iam::${NAMES.account}:user/${name}`,
    policies: [policy],
  }
}

export function toEnvironmentVariables({ accessKeyId, secretAccessKey }: AccessKey): Record<string, string> {
  return { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
}
