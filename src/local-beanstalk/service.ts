/** What a service is: something that answers a request of the wire, and says what it was asked for. */

import type { Readable } from 'node:stream'
import type { Disturbance } from './faults/disturbance.ts'
import type { WireRequest } from './wire/request.ts'

export interface Service {
  readonly name: ServiceName
  answer(request: WireRequest, asked: Asked): Promise<Answer>
}

export type ServiceName = 'elasticbeanstalk' | 'ec2' | 'elasticloadbalancing' | 'elasticloadbalancingv2' | 'sts' | 's3'

/** Filled in by the service as it learns it; the record of the request is made from it. */
export interface Asked {
  operation: string
  region: string
  parameters: Readonly<Record<string, unknown>>
  errorCode: string | undefined
  /** What a fault does to the answer. */
  disturbance: Disturbance
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Readable
}

/** Who calls and where: what handlers know of a request besides its parameters. */
export interface Call {
  readonly region: string
  readonly requestId: string
  readonly principalArn: string
  readonly accessKeyId: string
}

/** A request's parameters once the required ones have been seen to be there. */
export type Checked<Input> = {
  [Key in keyof Input]: Record<never, never> extends Pick<Input, Key> ? Input[Key] : NonNullable<Input[Key]>
}

// The wire decodes by the operation's own schema, so a handler may name the type that this schema stands for.
export type Handler = (input: never, call: Call) => unknown
export type Operations = Readonly<Record<string, Handler>>
