/** One request to the server, taken apart, and what a handler answers to it. */

import type { World } from './world.ts'

export interface Call {
  readonly world: World
  /** Whose token it is. */
  readonly login: string
  readonly apiUrl: string
  readonly repositoryUrl: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** All of the items; the server hands out a page of them. */
export interface Listing {
  readonly items: readonly unknown[]
}

export type Handler = (call: Call) => Answer | Listing

/** Thrown by a handler: GitHub's answer to what cannot be done. */
export class Refusal extends Error {
  readonly status: number
  readonly body: object

  constructor(status: number, message: string, more: object = {}) {
    super(message)
    this.status = status
    this.body = { message, ...more, documentation_url: 'https://docs.github.com/rest', status: String(status) }
  }
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found')
}

export function invalid(
  resource: string,
  field: string,
  more: { code: string; value?: unknown; message?: string },
): Refusal {
  return new Refusal(422, 'Validation Failed', { errors: [{ resource, field, ...more }] })
}

export function find<T>(things: ReadonlyMap<number, T>, id: string | undefined): T {
  const found = things.get(Number(id))
  if (!found) throw notFound()
  return found
}
