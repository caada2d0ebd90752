/** The texts of the files that are added to a source bundle. Each says who wrote it, why, and how to take over. */

import type { TimeoutDirective } from './find-timeouts.ts'

/** In nginx's folder. Its name sorts last, so that what it says is read after the bundle's own files. */
export const TIMEOUTS_PATH = 'conf.d/zz_websocket.conf'
export const NGINX_FILE = `.platform/nginx/${TIMEOUTS_PATH}`
export const PIN_FILE = '.ebextensions/zz-websocket.config'

/** For nginx's http level: inherited by every server and location that does not say otherwise. */
export function writeNginxFile(directives: readonly TimeoutDirective[], timeoutSeconds: number): string {
  return `# Added to this source bundle by the GitHub Action "Beanstalk WebSockets".
# Why: nginx closes a WebSocket on which nothing was said for 60 seconds. With this it waits ${timeoutSeconds} seconds;
# a plain request that hangs may then take as long.
# To take over, put your own file at ${NGINX_FILE}: it is then left as it is.
${directives.map(directive => `${directive} ${timeoutSeconds}s;\n`).join('')}`
}

export function writePinFile(): string {
  return `# Added to this source bundle by the GitHub Action "Beanstalk WebSockets".
# Why: the files in .platform/nginx have an effect only where nginx is the proxy. This makes it so in every
# environment that this bundle is deployed to; nginx is the platform's default.
# To take over, put your own file at ${PIN_FILE}, or set ProxyServer in any other: this is then not added.
option_settings:
  aws:elasticbeanstalk:environment:proxy:
    ProxyServer: nginx
`
}
