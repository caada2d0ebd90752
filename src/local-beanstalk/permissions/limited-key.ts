/** A key that may do what some policy files allow, for trying policies out by hand. */

import { readFile } from 'node:fs/promises'
import type { AccessKey } from './access-key.ts'
import { checkPolicy, type PolicyDocument } from './policy.ts'

/** A file that is no policy, or none that is understood. */
export class PolicyRefused extends Error {
  override readonly name = 'PolicyRefused'
}

/** Undefined where no file is named. @throws PolicyRefused that names the file. */
export async function makeLimitedKey(files: readonly string[]): Promise<AccessKey | undefined> {
  if (files.length === 0) return undefined
  return {
    accessKeyId: 'AKIALIMITEDBEANSTALK',
    secretAccessKey: 'local/beanstalk+limits+this+one',
    principalArn: 'arn:aws:iam::123456789012:user/limited',
    policies: await Promise.all(files.map(readPolicy)),
  }
}

async function readPolicy(file: string): Promise<PolicyDocument> {
  try {
    const policy = JSON.parse(await readFile(file, 'utf8'))
    if (typeof policy?.Statement !== 'object' || policy.Statement === null) throw new TypeError('it has no Statement')
    checkPolicy(policy)
    return policy
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new PolicyRefused(`--policy was "${file}", which is no policy that is understood: ${reason}`)
  }
}
