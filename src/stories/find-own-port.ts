/** The port at which a URL that a person gave leads to the environment itself. Pure. */

import { parseTarget } from '../handshake/target.ts'

/**
 * Undefined where its host is another: that may be a name for the environment, and as well something that stands before
 * it and comes by another port. Where the environment's own name has a port, as outside of AWS, ports say nothing.
 */
export function findOwnPort(url: string | undefined, cname: string): number | undefined {
  if (url === undefined) return undefined
  const parsed = parseTarget(url)
  return parsed.kind === 'target' && parsed.target.host === cname.toLowerCase() ? parsed.target.port : undefined
}
