/** The operations that hand out temporary keys. */

import { randomBytes } from 'node:crypto'
import type * as STS from '@aws-sdk/client-sts'
import type { AccessKey } from '../permissions/access-key.ts'
import type { Call, Checked } from '../service.ts'
import type { World } from '../world.ts'
import { type Role, type Roles, trusts } from './role.ts'
import { stsErrors } from './sts-errors.ts'
import { readWebIdentity } from './web-identity.ts'

/** What a role's sessions last at most, and by default. Source: STS API Reference, AssumeRole, DurationSeconds. */
const HOUR_SECONDS = 3600
const SESSION_TOKEN_SECONDS = 43_200

interface StsContext {
  readonly world: World
  readonly roles: Roles
}

export function assumeRole(
  context: StsContext,
  input: Checked<STS.AssumeRoleRequest>,
  { principalArn }: Call,
): STS.AssumeRoleResponse {
  checkRequest(input)
  const role = context.roles.find(input.RoleArn)
  if (role === undefined) throw stsErrors.notAuthorized(principalArn, input.RoleArn)
  return openRoleSession(context.world, role, input)
}

/** Nobody signs it: the token says who asks. */
export function assumeRoleWithWebIdentity(
  context: StsContext,
  input: Checked<STS.AssumeRoleWithWebIdentityRequest>,
): STS.AssumeRoleWithWebIdentityResponse {
  checkRequest(input)
  const { issuer, subject, audience } = readWebIdentity(input.WebIdentityToken, context.world.clock.now())
  const role = context.roles.find(input.RoleArn)
  if (role === undefined || !trusts(role, subject)) throw stsErrors.webIdentityNotAuthorized()
  const Provider = `arn:aws:iam::${context.world.accountId}:oidc-provider/${issuer}`
  const said = { SubjectFromWebIdentityToken: subject, Provider, Audience: audience }
  return { ...openRoleSession(context.world, role, input), ...said }
}

/** The caller's own rights, for a while. */
export function getSessionToken(
  { world }: StsContext,
  input: STS.GetSessionTokenRequest,
  { accessKeyId }: Call,
): STS.GetSessionTokenResponse {
  const key = world.keys.find(accessKeyId)
  if (key === undefined || key.sessionToken !== undefined) throw stsErrors.sessionOfSession()
  checkDuration(input.DurationSeconds, 129_600)
  const { principalArn, policies } = key
  return { Credentials: openSession(world, { principalArn, policies }, input.DurationSeconds ?? SESSION_TOKEN_SECONDS) }
}

export function getAccessKeyInfo(
  { world }: StsContext,
  { AccessKeyId }: Checked<STS.GetAccessKeyInfoRequest>,
): STS.GetAccessKeyInfoResponse {
  if (!/^\w{16,128}$/.test(AccessKeyId))
    throw stsErrors.badMember(AccessKeyId, 'accessKeyId', 'Member must have length greater than or equal to 16')
  return { Account: world.accountId }
}

interface RoleRequest {
  readonly RoleArn: string
  readonly RoleSessionName: string
  readonly DurationSeconds?: number | undefined
  readonly Policy?: string | undefined
  readonly PolicyArns?: readonly unknown[] | undefined
}

function checkRequest({ RoleArn, RoleSessionName, DurationSeconds, Policy, PolicyArns }: RoleRequest): void {
  if (!/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(RoleArn)) throw stsErrors.badArn(RoleArn)
  if (!/^[\w+=,.@-]{2,64}$/.test(RoleSessionName)) {
    const pattern = 'Member must satisfy regular expression pattern: [\\w+=,.@-]*'
    throw stsErrors.badMember(RoleSessionName, 'roleSessionName', pattern)
  }
  checkDuration(DurationSeconds, 43_200)
  if ((DurationSeconds ?? 0) > HOUR_SECONDS) throw stsErrors.tooLong()
  if (Policy !== undefined || PolicyArns?.length) throw stsErrors.sessionPolicy()
}

function checkDuration(seconds: number | undefined, max: number): void {
  if (seconds === undefined) return
  const refuse = (broken: string) => stsErrors.badMember(seconds, 'durationSeconds', `Member must have value ${broken}`)
  if (seconds < 900) throw refuse('greater than or equal to 900')
  if (seconds > max) throw refuse(`less than or equal to ${max}`)
}

function openRoleSession(world: World, role: Role, { RoleSessionName, DurationSeconds = HOUR_SECONDS }: RoleRequest) {
  const name = role.arn.split('/').at(-1)
  const principalArn = `arn:aws:sts::${world.accountId}:assumed-role/${name}/${RoleSessionName}`
  return {
    Credentials: openSession(world, { principalArn, policies: role.policies }, DurationSeconds),
    AssumedRoleUser: { AssumedRoleId: `AROALOCALBEANSTALK:${RoleSessionName}`, Arn: principalArn },
  }
}

function openSession(
  world: World,
  owner: Pick<AccessKey, 'principalArn' | 'policies'>,
  seconds: number,
): STS.Credentials {
  const Expiration = new Date(world.clock.now() + seconds * 1000)
  const accessKeyId = `ASIA${randomBytes(10).toString('hex').slice(0, 16).toUpperCase()}`
  const key = {
    accessKeyId,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(96).toString('base64'),
  }
  world.keys.add({ ...key, ...owner, expiresMs: Expiration.getTime() })
  const { secretAccessKey: SecretAccessKey, sessionToken: SessionToken } = key
  return { AccessKeyId: accessKeyId, SecretAccessKey, SessionToken, Expiration }
}
