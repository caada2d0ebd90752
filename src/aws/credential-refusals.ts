/** What is said when the job's credentials are missing, over, or not AWS's. */

import type { ActionErrorParts } from '../action-error.ts'
import { quoteForeign } from '../untrusted.ts'
import { describeAge } from './credential-age.ts'
import type { AwsRequest } from './write-permission.ts'

export function missingCredentials(operation: string): ActionErrorParts {
  return {
    code: 'credentials-missing',
    message: `${operation} could not be asked: the job has no AWS credentials.`,
    hint: 'Add a step before this one: "uses: aws-actions/configure-aws-credentials@v6" with role-to-assume and aws-region, and "permissions: { id-token: write, contents: read }" to the job.',
  }
}

export function expiredCredentials(error: Error, { operation, age }: AwsRequest): ActionErrorParts {
  return {
    code: 'credentials-expired',
    message: `AWS refused ${operation}: the credentials of the job have expired, or the runner's clock is wrong (${quoteForeign(error.message)}).${age ? describeAge(age) : ''}`,
    hint: 'Set role-duration-seconds of aws-actions/configure-aws-credentials to more than the job takes, or move that step right before this one.',
  }
}

export function rejectedCredentials(error: Error, operation: string): ActionErrorParts {
  return {
    code: 'credentials-rejected',
    message: `AWS did not accept the credentials for ${operation}: ${quoteForeign(error.name)} (${quoteForeign(error.message)}).`,
    hint: 'Check role-to-assume in the step of aws-actions/configure-aws-credentials, and that no AWS_ACCESS_KEY_ID of another account is set in the job.',
  }
}
