/** The beacon: a path that the environment's own proxy answers, and tells what of the request arrived at it. */

/** Answered by the proxy of one version, and of no other. */
export interface Beacon {
  readonly path: string
  readonly versionLabel: string
}

/** What a proxy says that it received, of an opening handshake that was sent to its beacon. */
export type BeaconEvidence =
  | ({ readonly kind: 'answered'; readonly versionLabel: string; readonly ms: number } & Received)
  /** No beacon answered. */
  | { readonly kind: 'silent'; readonly ms: number }

export interface Received {
  /** Values of the headers; empty for one that did not arrive. */
  readonly upgrade: string
  readonly connection: string
  /** Such as "HTTP/1.1". */
  readonly protocol: string
}
