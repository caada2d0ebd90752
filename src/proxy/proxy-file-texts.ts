/** The texts of the files that are added to a source bundle. Each says who wrote it, why, and how to take over. */

import type { TimeoutDirective } from './find-timeouts.ts'

/** In nginx's folder. Its name sorts last, so that what it says is read after the bundle's own files. */
export const TIMEOUTS_PATH = 'conf.d/zz_websocket.conf'
/** Inside of Beanstalk's server. It has to be read after healthd.conf, whose log is named by variables that are set there. */
export const LOCATION_PATH = 'conf.d/elasticbeanstalk/zz_websocket_location.conf'
export const HTTPD_PATH = 'conf.d/zz_websocket.conf'
export const PIN_FILE = '.ebextensions/zz-websocket.config'

const BY = '# Added to this source bundle by the GitHub Action "Beanstalk WebSockets".'

/** For nginx's http level: inherited by every server and location that does not say otherwise. */
export function writeTimeouts(name: string, directives: readonly TimeoutDirective[], timeoutSeconds: number): string {
  return `${BY}
# Why: nginx closes a WebSocket on which nothing was said for 60 seconds. With this it waits ${timeoutSeconds} seconds;
# a plain request that hangs may then take as long.
# To take over, put your own file at ${name}: it is then left as it is.
${directives.map(directive => `${directive} ${timeoutSeconds}s;\n`).join('')}`
}

export interface LocationText {
  readonly name: string
  /** "/" for the whole site. */
  readonly path: string
  /** Such as "http://my_app". */
  readonly to: string
}

export interface NginxLocationText extends LocationText {
  /** What is below the path and has a dot is for locations of the bundle to answer, such as those for "\.js$". */
  readonly leavesFileNames?: boolean
}

/**
 * Only what asks for a WebSocket leaves its usual way, so that a plain request gets the answer that it got before. The
 * URI reaches the app as the client sent it; X-Forwarded-Proto is the load balancer's to set, and goes through.
 */
export function writeLocation({ name, path, to, leavesFileNames = false }: NginxLocationText): string {
  const pattern = leavesFileNames ? toPatternWithoutDots(path) : toPattern(path)
  const where = path === '/' ? 'wherever it goes' : `at ${path} and below it`
  return `${BY}
# Why: this platform's nginx does not hand the Upgrade header on, so that no WebSocket opens. Here a request with
# "Upgrade: websocket", ${where}, is handed to the app with it. Every other request goes its usual way.
# To take over, put your own file at ${name}${path === '/' ? '' : `, or a location for ${path} into another`}: this is then not added.
if ($http_upgrade ~* "^websocket$") {
    rewrite ${path === '/' ? '^' : pattern} /__websocket last;
}
location = /__websocket {
    internal;
    proxy_pass          ${to}$request_uri;
${WEBSOCKET_LINES}
}
`
}

const WEBSOCKET_LINES = `    proxy_http_version  1.1;
    proxy_set_header    Upgrade             $http_upgrade;
    proxy_set_header    Connection          "upgrade";
    proxy_set_header    Host                $host;
    proxy_set_header    X-Real-IP           $remote_addr;
    proxy_set_header    X-Forwarded-For     $proxy_add_x_forwarded_for;`

/** Of the path and what is below it; "/ws" is not "/wsfoo". */
function toPattern(path: string): string {
  return `^${path.replaceAll('.', '\\.')}${path.endsWith('/') ? '' : '(?:/|$)'}`
}

function toPatternWithoutDots(path: string): string {
  const [literal, isFolder] = [path.replaceAll('.', '\\.'), path.endsWith('/')]
  return isFolder ? `^${literal}[^.]*$` : `^${literal}(?:/[^.]*)?$`
}

/** For who decides what else applies at the path: a location that nothing of the bundle is asked before. */
export function writePlainLocation({ path, to }: Pick<LocationText, 'path' | 'to'>): string {
  return `location ^~ ${path} {
    proxy_pass          ${to};
${WEBSOCKET_LINES}
}`
}

export interface HttpdText extends LocationText {
  readonly timeoutSeconds: number
  /** Requests that ask for no WebSocket are not for `to`. */
  readonly isForWebSocketsOnly: boolean
}

/** For httpd's main server: its virtual hosts ask it before they ask their own. */
export function writeHttpd({ name, path, to, timeoutSeconds, isForWebSocketsOnly }: HttpdText): string {
  const url = `${to}${path}`
  const condition = `%{REQUEST_URI} =~ m#${toPattern(path)}# && %{HTTP:Upgrade} !~ /^websocket$/i`
  return `${BY}
# Why: httpd hands no Upgrade header on unless it is told to, so that no WebSocket opens. With this it does, ${path === '/' ? 'everywhere' : `at ${path} and below it`},
# and waits at least ${timeoutSeconds} seconds when nothing is said; a plain request there that hangs may then take as long.
# To take over, put your own file at ${name}, or a ProxyPass with upgrade=websocket into another: this is then not added.
${isForWebSocketsOnly ? `SetEnvIfExpr "${condition}" no-proxy\n` : ''}ProxyPass "${path}" "${url}" upgrade=websocket retry=0 timeout=${timeoutSeconds}
`
}

/** For the environments that the bundle is deployed to. */
export function writePin(proxy: 'nginx' | 'apache'): string {
  const [program, folder] = proxy === 'nginx' ? ['nginx', '.platform/nginx'] : ['httpd', '.platform/httpd']
  return `${BY}
# Why: the files in ${folder} have an effect only where ${program} is the proxy. This makes it so in every
# environment that this bundle is deployed to${proxy === 'nginx' ? "; nginx is the platform's default" : ''}.
# To take over, put your own file at ${PIN_FILE}, or set ProxyServer in any other: this is then not added.
option_settings:
  aws:elasticbeanstalk:environment:proxy:
    ProxyServer: ${proxy}
`
}

/** For who adds the lines to a file of their own. */
export function stripComments(text: string): string {
  return text.replaceAll(/^#.*\n/gm, '').trimEnd()
}
