/** What the status of an environment says. */

/** Whether it is being terminated, or has been: nothing can be done to it any more. */
export function isGone(status: string | undefined): boolean {
  return status === 'Terminating' || status === 'Terminated'
}
