/** A seeded source of random values: the same seed gives the same cases, so that a failure can be repeated. */

import { isNightly } from '../support/scale.ts'

/** `npm test` takes the same cases each time, the nightly run others each night. `FUZZ_SEED` repeats one. */
export const SEED = Number(process.env.FUZZ_SEED ?? (isNightly ? Date.now() % 1_000_000 : 1))

/** `FUZZ_CASE` repeats one case of the seed, alone. */
export const ONLY_CASE = process.env.FUZZ_CASE === undefined ? undefined : Number(process.env.FUZZ_CASE)

export interface Random {
  /** A whole number from 0 to `below` - 1. */
  int(below: number): number
  /** True in `share` of all cases. */
  chance(share: number): boolean
  pick<T>(values: readonly T[]): T
  bytes(length: number): Buffer
  /** Text that somebody would rather not meet in this place. */
  text(): string
}

/** The source of one case: it does not depend on the cases before it. */
export function openRandom(seed: number, index: number): Random {
  const next = mulberry32(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b))
  const int = (below: number) => Math.floor(next() * below)
  const random: Random = {
    int,
    chance: share => next() < share,
    pick: values => values[int(values.length)] as (typeof values)[number],
    bytes: length => Buffer.from(Array.from({ length }, () => int(256))),
    text: () => makeText(random),
  }
  return random
}

/** Numbers from 0 to 1, the same for the same seed. Tommy Ettinger's mulberry32 (public domain): 32 bits of state, even enough for choosing. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const ODD_TEXTS = [
  ...['', ' ', '\0', '\u0001\u0007', '\u2028', '\ufeff', '\u202eevil', '\ud800', 'é\u0301', '漢字', '😀'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'null', 'undefined'],
  ...['true', 'NaN', '-1', '0', '1e309', '9'.repeat(400), '0x10', '1.5', '-0', '2147483648', '9007199254740993'],
  ...[
    '../../../../escape',
    '..\\..\\escape',
    '/etc/passwd',
    '.',
    '..',
    'a/../b',
    '%2e%2e%2f',
    '%00',
    '%',
    '%zz',
    '%c0%af',
  ],
  ...['<x>', ']]>', '&amp;', '&#0;', '&lol;', '<!--', '"\'`', '${7*7}', '{{7*7}}', '$(id)', '; id', '| id'],
  ...['::set-output name=url::evil', '::error::forged', '  ::add-mask::e', 'x ##[error]forged', '\r::error::forged'],
  ...['\n::set-env name=PATH::evil', '\u2028::error::forged', '\u001b[2J\u001b]0;evil\u0007', '<img src=x onerror=1>'],
  ...['| `x` |\n\n# forged', '``` \n````', '[a](javascript:1)', '@octocat #1', 'a'.repeat(1025), 'é'.repeat(600)],
  ...['0001-01-01T00:00:00Z', '+275760-09-13T00:00:00Z', '9999-12-31T23:59:60Z', '1970-13-45', 'yesterday'],
  ...['0.0.0.0/33', '::/129', '10.0.0.0/-1', 'arn:aws:s3:::*', 'arn:::::', '*', '?', '(a+)+$', 'a'.repeat(70_000)],
]

function makeText(random: Random): string {
  const text = random.pick(ODD_TEXTS)
  if (random.chance(0.2)) return text + random.pick(ODD_TEXTS)
  if (random.chance(0.1)) return random.bytes(random.int(40)).toString('latin1')
  return text
}
