/** Who may not ask Local Beanstalk for anything: web pages. Its control knows them by any name that they call it. */

import type { IncomingMessage } from 'node:http'

/** Says why the request to the control is refused. A page's name that leads to 127.0.0.1 is another Host. */
export function findIntrusion(message: Pick<IncomingMessage, 'headers'>): string | undefined {
  const { host = '' } = message.headers
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host))
    return `The Host was "${host}"; Local Beanstalk is controlled as 127.0.0.1 or localhost`
  return findPage(message)
}

/** Says why any request is refused: a browser names the page that asks, in Origin or in Sec-Fetch-Site. */
export function findPage({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  const { origin } = headers
  if (origin !== undefined) return `A page of "${origin}" asked; Local Beanstalk answers no web pages`
  const site = headers['sec-fetch-site'] ?? 'none'
  return site === 'none' ? undefined : `A page asked ("${site}"); Local Beanstalk answers no web pages`
}
