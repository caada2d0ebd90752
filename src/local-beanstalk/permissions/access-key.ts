/** The keys that Local Beanstalk knows, and what their owners may do. */

import { checkPolicy, type PolicyDocument } from './policy.ts'

export interface AccessKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Set for temporary credentials: requests without it, or with another one, are refused. */
  readonly sessionToken?: string
  /** When temporary credentials end. */
  readonly expiresMs?: number
  /** `arn:aws:sts::123456789012:assumed-role/deploy/session`. */
  readonly principalArn: string
  readonly policies: readonly PolicyDocument[]
}

export interface KeyRing {
  add(key: AccessKey): void
  find(accessKeyId: string): AccessKey | undefined
}

/** The key that every Local Beanstalk has. */
export const CREDENTIALS = {
  accessKeyId: 'AKIALOCALBEANSTALK00',
  secretAccessKey: 'local/beanstalk+keeps+no+secret+from+anyone',
}

export const EVERYTHING: PolicyDocument = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }

/** @throws TypeError for a policy that is not understood, and for a key that is there twice. */
export function openKeyRing(keys: readonly AccessKey[]): KeyRing {
  const byId = new Map<string, AccessKey>()
  for (const key of keys) {
    if (byId.has(key.accessKeyId)) throw new TypeError(`The access key "${key.accessKeyId}" was given twice`)
    for (const policy of key.policies) checkPolicy(policy)
    byId.set(key.accessKeyId, key)
  }
  return {
    add: key => void byId.set(key.accessKeyId, key),
    find: accessKeyId => byId.get(accessKeyId),
  }
}
