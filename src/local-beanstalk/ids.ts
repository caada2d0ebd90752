/** Identifiers in the shapes that AWS gives them. */

import { randomBytes, randomInt } from 'node:crypto'

const LETTERS_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Seventeen hexadecimal digits, as in i-0123456789abcdef0. */
export function hexId(prefix: string): string {
  return `${prefix}-0${randomBytes(8).toString('hex')}`
}

/** Ten letters and digits, as in e-abcdefghij. */
export function environmentId(): string {
  return `e-${randomText(10)}`
}

/** The tail that CloudFormation gives to physical names. */
export function physicalTail(): string {
  return randomText(12).toUpperCase()
}

function randomText(length: number): string {
  return Array.from({ length }, () => LETTERS_AND_DIGITS.charAt(randomInt(LETTERS_AND_DIGITS.length))).join('')
}
