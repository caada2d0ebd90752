/** What to do about the proxy on the instance: in the bundle's own file where one decides, else in one to add. */

import type { Clues } from '../rules/rule.ts'
import { choosePathToPaste, instruct, paste, quote, type Remedy, UPGRADE_LINES } from './entry.ts'

/** docs/platforms.md has the table. */
const PORTS =
  'An app has port 8080 on Node.js and Tomcat, 8000 on Python, 5000 on Go, Java SE and .NET, unless PORT says otherwise.'

export function passUpgradeOn(clues: Clues): Remedy {
  const [file, ...others] = clues.known.bundleOverridesProxy ?? []
  const path = choosePathToPaste(clues)
  if (file !== undefined) {
    return {
      instruction: `Add these lines to the location that passes "${path}" to the app${others.length > 0 ? ', in whichever of the files holds it' : ''}.`,
      paste: { file: toFileName(file), text: UPGRADE_LINES.join('\n') },
    }
  }
  if (clues.known.proxy === 'apache') {
    return {
      instruction: `Add this file to the source bundle, with the port of the app in it. ${PORTS}`,
      paste: {
        file: '.platform/httpd/conf.d/websocket.conf',
        text: `ProxyPass "${path}" "http://localhost:8080${path}" upgrade=websocket timeout=3600`,
      },
    }
  }
  return {
    instruction: `Add this file to the source bundle, with the address of the app in it: http://my_app on Ruby, http://docker on Docker, elsewhere its port. ${PORTS}${path === '/' ? ' nginx takes no second location for "/", so let the clients use "/ws", or a path of yours.' : ''}`,
    paste: { file: '.platform/nginx/conf.d/elasticbeanstalk/websocket.conf', text: writeLocation(path) },
  }
}

/** In quotes a name of others can hold nothing that reads as a further line. */
function toFileName(file: string): string {
  return quote(file).slice(1, -1)
}

/** `^~` wins over regular expressions, such as PHP's; at `/` it would be a second `location /` to nginx. */
function writeLocation(path: string): string {
  const prefix = path === '/' ? '/ws' : path
  const lines = ['proxy_pass          http://127.0.0.1:8080;', ...UPGRADE_LINES, 'proxy_read_timeout  3600s;']
  return [`location ^~ ${prefix} {`, ...lines.map(line => `    ${line}`), '}'].join('\n')
}

export function correctPort({ known: { passesTo, proxy } }: Clues): Remedy {
  if (passesTo?.kind !== 'other-port') return instruct("Write the app's port in the proxy's file.")
  const { file, line, port } = passesTo
  return {
    instruction: `Write the app's port in ${quote(file)} line ${line}, or see that your own program listens on ${port}. ${PORTS}`,
    paste: {
      file: toFileName(file),
      text: proxy === 'apache' ? 'ProxyPass "/" "http://localhost:8080/"' : 'proxy_pass http://127.0.0.1:8080;',
    },
  }
}

/** What each status of a proxy's own page is usually about. */
export function letThrough(clues: Clues): Remedy {
  const path = choosePathToPaste(clues)
  const location = `let a location for "${path}" pass to the app`
  const passing = ['proxy_pass http://127.0.0.1:8080;', ...UPGRADE_LINES]
  switch (clues.refusal?.status) {
    case 401:
      return paste(
        `Send user name and password with the input "headers", or write "auth_basic off;" (httpd: "Require all granted") for "${path}" in the proxy's files.`,
        'headers: |\n  Authorization: Basic $' + '{{ secrets.USER_AND_PASSWORD_IN_BASE64 }}',
      )
    case 403:
      return paste(
        `Take out the "allow" and "deny" lines (httpd: "Require") in the proxy's files that keep this machine out; where there are none, ${location}.`,
        passing,
      )
    default:
      return paste(
        `L${location.slice(1)}, by these lines in it. Where they are there, look for limits (limit_conn, limit_req, header sizes) and for "listen ... proxy_protocol" in the proxy's files.`,
        passing,
      )
  }
}
