/** AWS STS's errors, in its words. */

import { ServiceError } from '../service-error.ts'

const validation = (message: string) => new ServiceError('ValidationError', message)

export const stsErrors = {
  badArn: (arn: string) => validation(`${arn} is invalid`),
  badMember: (value: unknown, name: string, broken: string) =>
    validation(`1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: ${broken}`),
  missingMember: (name: string) =>
    validation(
      `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
    ),
  tooLong: () => validation('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'),
  sessionPolicy: () => validation('Local Beanstalk does not serve session policies.'),
  notAuthorized: (principalArn: string, roleArn: string) =>
    new ServiceError(
      'AccessDenied',
      `User: ${principalArn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
      { status: 403 },
    ),
  webIdentityNotAuthorized: () =>
    new ServiceError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', { status: 403 }),
  sessionOfSession: () =>
    new ServiceError('AccessDenied', 'Cannot call GetSessionToken with session credentials', { status: 403 }),
  noJwt: () =>
    new ServiceError(
      'InvalidIdentityToken',
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    ),
  wrongAudience: () => new ServiceError('InvalidIdentityToken', 'Incorrect token audience'),
  tokenExpired: (nowSeconds: number, expiresSeconds: number) =>
    new ServiceError(
      'ExpiredTokenException',
      `Token expired: current date/time ${nowSeconds} must be before the expiration date/time${expiresSeconds}`,
    ),
}
