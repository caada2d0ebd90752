/** What is worth knowing of a load balancer: a warning before anything is changed. */

export interface LoadBalancerNote {
  readonly message: string
  /** After an empty line may stand what to paste. */
  readonly remedy: string
}
