/** Who may not control Local Beanstalk: web pages, whatever name they call it by. */

import type { IncomingMessage } from 'node:http'

/**
 * Says why the request is refused. A page's name that leads to 127.0.0.1 is another Host, and a browser names the page
 * that asks: in Origin, or (for what it sends without one) in Sec-Fetch-Site.
 */
export function findIntrusion({ headers }: IncomingMessage): string | undefined {
  const { host = '', origin } = headers
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host))
    return `The Host was "${host}"; Local Beanstalk is controlled as 127.0.0.1 or localhost`
  if (origin !== undefined) return `A page of "${origin}" asked; Local Beanstalk is not controlled by web pages`
  const site = headers['sec-fetch-site'] ?? 'none'
  return site === 'none' ? undefined : `A page asked ("${site}"); Local Beanstalk is not controlled by web pages`
}
