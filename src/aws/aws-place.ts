/** Where requests to AWS go: to a region by the SDK's own chain of settings, or to one endpoint that is given. */

export interface AwsPlace {
  readonly region: string
  /** With it and its keys nothing else is looked for. */
  readonly endpoint?: string
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/** The part of a client's configuration: what is not given is not there, so that the SDK looks for it. */
export function toClientPlace({ region, endpoint, credentials }: AwsPlace): AwsPlace {
  return { region, ...(endpoint === undefined ? {} : { endpoint }), ...(credentials ? { credentials } : {}) }
}
