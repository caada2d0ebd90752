/** What to do about nginx's refusals, one remedy for each mistake: for the rules, and for the words of the real nginx. */

import { toShellWord } from '../untrusted.ts'
import { NGINX_FOLDER } from './nginx-tree.ts'

/** Read at the http level. */
const HTTP_FOLDER = `${NGINX_FOLDER}conf.d/`
/** Read inside of Beanstalk's server. */
const SERVER_FOLDER = `${HTTP_FOLDER}elasticbeanstalk/`

/** `what` completes "Move ..."; `name` is the file's own, without its folders. */
export function moveIntoServer(what: string, name: string): string {
  return `Move ${what} to "${SERVER_FOLDER}${toOwnName(name)}", which is read inside of Beanstalk's server.`
}

export function moveToHttpLevel(what: string, name: string): string {
  return `Move ${what} to "${HTTP_FOLDER}${toOwnName(name)}", which is read at the http level.`
}

// As nginx.conf it would be read nowhere but at the top.
function toOwnName(name: string): string {
  return name === 'nginx.conf' ? 'own.conf' : name
}

/** `what` completes "Remove ...". */
export function removeFromInclude(what: string, directive: string): string {
  return `Remove ${what}: "${directive}" belongs to the top of an nginx.conf, and this file is read inside of one. Keep only what belongs to the http level.`
}

/** `platformFile`: the platform's own file with the same location, below nginx's folder; undefined where it is the bundle's. */
export function giveOtherPath(platformFile: string | undefined): string {
  if (platformFile === undefined) return 'Remove one of the two, or join them.'
  if (platformFile !== 'nginx.conf') {
    return `Give yours another path, or call its file "${NGINX_FOLDER}${platformFile}", which takes the place of Beanstalk's own.`
  }
  return `Give yours another path. Beanstalk's own is in nginx.conf on this platform, and only a file "${NGINX_FOLDER}nginx.conf" could take its place.`
}

export const REMOVE_ONE_LINE = 'Remove one of the two lines.'

/** `app`: where the app listens, as in proxy_pass; undefined where that is not known. */
export function passToApp(app: string | undefined): string {
  if (app === undefined) return "Write the app's own address, such as: proxy_pass http://127.0.0.1:8080;"
  return `Write the app's own address: proxy_pass ${app};`
}

/** `name` is the variable's, without its "$"; `appPort` where it is known. */
export function replaceVariable(name: string, appPort = 8080): string {
  if (name.toLowerCase() === 'connection_upgrade') {
    return 'Write: proxy_set_header Connection "upgrade"; - or add to the http block of your nginx.conf: map $http_upgrade $connection_upgrade { default "upgrade"; }'
  }
  const literal = /port$/i.test(name) ? `, such as ${appPort}` : ''
  return `Write the value itself${literal}: nginx does not know the environment's variables.`
}

export const WRITE_PORT_NUMBER = 'Write the number of the port: nginx does not know the variables of the environment.'

export function saveWithoutBom(file: string): string {
  return `Save the file as UTF-8 without BOM: sed -i '1s/^\\xEF\\xBB\\xBF//' ${toShellWord(file)}`
}

export function keepBelowContent(file: string): string {
  return `Keep in "${file}" only what stands below "content: |" for nginx, without its indentation.`
}

export const ADD_EVENTS = `Add to "${NGINX_FOLDER}nginx.conf": events { worker_connections 1024; } - or, if it only adds something, rename it to "${HTTP_FOLDER}own.conf".`

export const RAISE_NAMES_BUCKET = `Add to a file in "${HTTP_FOLDER}": server_names_hash_bucket_size 128;`

export const LEAVE_APP_PORT = `Remove the server: the app has that port before nginx starts, and Beanstalk's own server hands port 80 to it. Locations go to a file in "${SERVER_FOLDER}".`

export const LEAVE_DEFAULT_SERVER =
  'Remove the word default_server, and give the server a server_name: it then gets the requests for that name.'

export const LEAVE_LISTEN =
  "Remove the line. Files in conf.d/elasticbeanstalk are read inside of Beanstalk's server, which listens already."

export const ADD_CERTIFICATE =
  'Add ssl_certificate and ssl_certificate_key to the server. Where a load balancer speaks TLS, remove the server: nginx is asked on port 80.'
