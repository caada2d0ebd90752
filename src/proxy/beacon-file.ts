/** The beacon: a path that nginx itself answers, and tells what of the request arrived at it. */

import { createHash } from 'node:crypto'

/** Sorts before our other files: where these send an Upgrade elsewhere, the beacon still answers by itself. */
export const BEACON_FILE = '.platform/nginx/conf.d/elasticbeanstalk/zz_websocket_beacon.conf'

/** Another one for each version, so that an answer shows which version an instance runs. */
export function beaconPath(versionLabel: string): string {
  return `/websocket-beacon-${createHash('sha256').update(versionLabel).digest('hex').slice(0, 16)}`
}

/**
 * For nginx's server level. The path is hashed, so no character of the label is nginx's to read.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header (204 is among its statuses)
 */
export function writeBeaconFile(versionLabel: string): string {
  const path = beaconPath(versionLabel)
  return `# Added to this source bundle by the GitHub Action "Beanstalk WebSockets".
# Why: at this path the proxy tells what it received of an opening handshake, so that a check can tell the proxy from what
# stands before it, and one version from another. Nothing secret is answered, and the app is not asked.
# To do without it, remove "beacon: true" from the workflow.
rewrite ^${path}$ ${path} break;
location = ${path} {
    access_log off;
    add_header X-WebSocket-Beacon 'upgrade="$http_upgrade"; connection="$http_connection"; protocol="$server_protocol"';
    return 204;
}
`
}
