/** A step of the way from the client to the app, and what became of an opening handshake there. */

export interface PathStep {
  readonly kind: StepKind
  readonly state: StepState
  /** Words of ours. */
  readonly label: string
  /** More of it: a port, a program, the kind of a load balancer. Words of ours, and numbers. */
  readonly detail?: string
  /** How long it took, where it was passed and measured. */
  readonly ms?: number
}

export type StepKind =
  | 'client'
  /** Of the machine that asked. */
  | 'outgoing-proxy'
  | 'dns'
  | 'security-group'
  | 'tcp'
  | 'tls'
  | 'load-balancer'
  | 'proxy'
  | 'application'
  /** Whatever answers at a URL behind which nothing is known. */
  | 'server'

export type StepState = 'passed' | 'guilty' | 'suspected' | 'not-reached' | 'unknown'
