/** The cookies that an application load balancer binds a client to a target with: AWSALB, and AWSALBCORS beside it. */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

export interface StickyCookies {
  /** The headers for an answer of this target; another value each time. */
  write(choice: StickyChoice, durationMs: number): readonly string[]
  /** The target that a Cookie header names, of this group, and that has not expired. */
  read(cookie: string | undefined, targetGroupId: string): string | undefined
}

export interface StickyChoice {
  readonly targetGroupId: string
  readonly targetId: string
  readonly isSecure: boolean
}

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What is written with one cannot be read with another. */
export function openStickyCookies(): StickyCookies {
  const key = randomBytes(32)
  return {
    write({ targetGroupId, targetId, isSecure }, durationMs) {
      const expires = Date.now() + durationMs
      const value = encrypt(key, JSON.stringify([targetGroupId, targetId, expires]))
      const attributes = `Expires=${new Date(expires).toUTCString()}; Path=/`
      const sameSite = isSecure ? 'SameSite=None; Secure' : 'SameSite=None'
      const cookies = [`AWSALB=${value}; ${attributes}`, `AWSALBCORS=${value}; ${attributes}; ${sameSite}`]
      return cookies.flatMap(cookie => ['Set-Cookie', cookie])
    },
    read(cookie, targetGroupId) {
      const value = /(?:^|;\s*)AWSALB(?:CORS)?=([^;\s]+)/.exec(cookie ?? '')?.[1]
      const text = value === undefined ? undefined : decrypt(key, value)
      if (text === undefined) return undefined
      const [group, target, expires] = JSON.parse(text) as [string, string, number]
      return group === targetGroupId && expires > Date.now() ? target : undefined
    },
  }
}

function encrypt(key: Buffer, text: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce)
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64')
}

// A value that is not ours is as good as none.
function decrypt(key: Buffer, value: string): string | undefined {
  const bytes = Buffer.from(value, 'base64')
  if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  try {
    const content = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES))
    return Buffer.concat([content, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
