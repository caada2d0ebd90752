/** An account that has no room for what was to be made: which quota that is, and how to make room. */

import type { ActionErrorParts } from '../action-error.ts'
import { quoteForeign } from '../untrusted.ts'
import { writeCommand } from './write-command.ts'

interface Quota {
  readonly things: string
  /** A sentence, or two. */
  makeRoom(region: string): string
}

const ASK = 'ask for more under "AWS Elastic Beanstalk" in the Service Quotas console'

const BUCKETS: Quota = {
  things: 'S3 buckets',
  makeRoom: () => "Delete those that nobody needs, or write one that there is in 's3-bucket-name'.",
}

/** Error code -> what there are too many of. That of versions is told where one is made. */
const QUOTAS: Readonly<Record<string, Quota>> = {
  TooManyEnvironmentsException: {
    things: 'environments',
    makeRoom: region =>
      `Terminate those that nobody needs (${writeCommand(region, 'elasticbeanstalk describe-environments')} lists them all), or ${ASK}.`,
  },
  TooManyApplicationsException: {
    things: 'applications',
    makeRoom: region =>
      `Delete those that nobody needs (${writeCommand(region, 'elasticbeanstalk describe-applications')} lists them all), or ${ASK}.`,
  },
  TooManyBucketsException: BUCKETS,
  TooManyBuckets: BUCKETS,
}

/** Undefined for an error that is about something else. */
export function describeFullAccount(error: Error, operation: string, region: string): ActionErrorParts | undefined {
  const quota = Object.hasOwn(QUOTAS, error.name) ? QUOTAS[error.name] : undefined
  return (
    quota && {
      code: 'account-full',
      message: `The account has no room for more ${quota.things} in ${region}: AWS refused ${operation} (${quoteForeign(error.message)}).`,
      hint: quota.makeRoom(region),
    }
  )
}
