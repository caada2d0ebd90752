/**
 * The cookies that bind a client to a target: AWSALB of an application load balancer, AWSELB of a classic one. Each has
 * another one beside it that browsers send to other sites, too.
 */

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { LoadBalancerKind } from '../host-load-balancer.ts'

export interface StickyCookies {
  /** The headers for an answer of this target to a request with this Cookie header; another value each time. */
  write(choice: StickyChoice, cookie: string | undefined): readonly string[]
  /** The target that a Cookie header names, of this group, and that has not expired. */
  read(cookie: string | undefined, targetGroupId: string): string | undefined
}

export interface StickyChoice {
  readonly targetGroupId: string
  readonly targetId: string
  readonly isSecure: boolean
  /** Undefined: for as long as the browser is open. */
  readonly durationMs: number | undefined
}

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What is written with one cannot be read with another. */
export function openStickyCookies(kind: LoadBalancerKind): StickyCookies {
  const key = randomBytes(32)
  const isClassic = kind === 'classic'
  const encoding = isClassic ? 'hex' : 'base64'
  const pattern = isClassic ? /(?:^|;\s*)AWSELB(?:CORS)?=([^;\s]+)/ : /(?:^|;\s*)AWSALB(?:CORS)?=([^;\s]+)/
  const read = (cookie: string | undefined, targetGroupId: string) => {
    const value = pattern.exec(cookie ?? '')?.[1]
    const text = value === undefined ? undefined : decrypt(key, Buffer.from(value, encoding))
    if (text === undefined) return undefined
    const [group, target, expires] = JSON.parse(text) as [string, string, number]
    return group === targetGroupId && (isClassic || expires > Date.now()) ? target : undefined
  }
  return {
    read,
    write(choice, cookie) {
      const { targetGroupId, targetId, durationMs = 0 } = choice
      // A classic one looks at no expiry, and renews none. Classic ELB guide, "Configure sticky sessions".
      if (isClassic && read(cookie, targetGroupId) === targetId) return []
      const expires = Date.now() + durationMs
      const value = encrypt(key, JSON.stringify([targetGroupId, targetId, expires])).toString(encoding)
      const cookies = isClassic ? classicCookies(value, choice) : applicationCookies(value, choice, expires)
      return cookies.flatMap(text => ['Set-Cookie', text])
    },
  }
}

function applicationCookies(value: string, { isSecure }: StickyChoice, expires: number): string[] {
  const attributes = `Expires=${new Date(expires).toUTCString()}; Path=/`
  const sameSite = isSecure ? 'SameSite=None; Secure' : 'SameSite=None'
  return [`AWSALB=${value}; ${attributes}`, `AWSALBCORS=${value}; ${attributes}; ${sameSite}`]
}

function classicCookies(hex: string, { durationMs }: StickyChoice): string[] {
  const value = hex.toUpperCase()
  const attributes = durationMs === undefined ? 'PATH=/' : `PATH=/;MAX-AGE=${Math.ceil(durationMs / 1000)}`
  return [`AWSELB=${value};${attributes}`, `AWSELBCORS=${value};${attributes};SECURE;SAMESITE=None`]
}

function encrypt(key: Buffer, text: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce)
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), content])
}

// A value that is not ours is as good as none.
function decrypt(key: Buffer, bytes: Buffer): string | undefined {
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
