/** What a policy lacks where AWS denied a request, as a statement to paste. */

import type { CredentialAge } from './credential-age.ts'
import { findPermission, toPermission } from './find-permission.ts'
import { writeStatement } from './write-statement.ts'

export interface AwsRequest {
  /** As in a policy: "elasticbeanstalk:UpdateEnvironment". */
  readonly operation: string
  readonly region: string
  /** Its parameters, which name what a policy has to allow it on. */
  readonly input?: object
  /** For what they do not name. */
  readonly names?: RunNames
  /** Of the credentials, where they are over. */
  readonly age?: CredentialAge
}

/** Undefined for what has several. */
export interface RunNames {
  readonly application: string | undefined
  readonly environment: string | undefined
}

/** The statement to paste, with the names of the request and of the run. docs/permissions.md has them all. */
export function writePermission({ operation, region, input = {}, names }: AwsRequest): string {
  const statement = findPermission(operation)
  if (statement === undefined)
    return JSON.stringify({ Effect: 'Allow', Action: toPermission(operation), Resource: '*' })
  const text = (name: string) => {
    const value = (input as Readonly<Record<string, unknown>>)[name]
    return typeof value === 'string' ? value : undefined
  }
  const application = text('ApplicationName') ?? names?.application
  const environment = text('EnvironmentName') ?? names?.environment
  const actions = 'Tags' in input ? [...statement.actions, 'elasticbeanstalk:AddTags'] : statement.actions
  return JSON.stringify(
    writeStatement({ ...statement, actions }, { region, application, environment, bucket: text('Bucket') }),
  )
}
