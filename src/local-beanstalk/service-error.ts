/** The one error that handlers throw for the caller; each service encodes it in its own form. */

export interface ServiceErrorOptions {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

export class ServiceError extends Error {
  /** As it goes on the wire. */
  readonly code: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(code: string, message: string, options: ServiceErrorOptions = {}) {
    super(message)
    this.name = 'ServiceError'
    this.code = code
    this.status = options.status ?? 400
    this.headers = options.headers ?? {}
  }
}
