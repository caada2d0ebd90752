/** What nginx's refusals mean on an instance, and what to do about them. */

import { toShellWord } from '../../untrusted.ts'
import { NGINX_FOLDER } from '../nginx-tree.ts'
import type { NginxRefusal } from './read-nginx-refusal.ts'

export interface RefusalPlace {
  /** In the bundle, where the file is part of it. */
  readonly file: string | undefined
  /** The platform's own file with the same location, as a path below the proxy's folder. */
  readonly platformFile: string | undefined
}

/** In the imperative. */
export function adviseOnRefusal({ words }: NginxRefusal, { file = 'NAME.conf', platformFile }: RefusalPlace): string {
  for (const [pattern, advise] of ADVICE) {
    const match = pattern.exec(words)
    if (match) return advise({ found: match[1] ?? '', file, name: file.split('/').at(-1) ?? file, platformFile })
  }
  return 'Correct the file. nginx names the place at which it stopped; the mistake may stand just before it.'
}

/** The same for httpd's words. */
export function adviseOnHttpd({ words }: NginxRefusal): string {
  if (/AH00072/.test(words))
    return 'Remove this "Listen": the app itself has that port on the instance, and it starts before httpd.'
  const [, command] = /^Invalid command '([^']*)'/.exec(words) ?? []
  if (command) return `Correct "${command}", or remove it: no module of the platform's httpd has such a directive.`
  return 'Correct the file. httpd names the place at which it stopped; the mistake may stand just before it.'
}

interface Advice extends RefusalPlace {
  readonly file: string
  /** The first piece of the words that the pattern keeps. */
  readonly found: string
  /** The file's own name. */
  readonly name: string
}

const SERVER_FOLDER = `${NGINX_FOLDER}conf.d/elasticbeanstalk/`
const HTTP_FOLDER = `${NGINX_FOLDER}conf.d/`

const ADVICE: readonly (readonly [RegExp, (advice: Advice) => string])[] = [
  [
    /^"(location|if|return|rewrite|set|try_files|alias|break)" directive is not allowed here/,
    ({ found, name }) =>
      `Move "${found}" to "${SERVER_FOLDER}${name}", which is read inside of Beanstalk's server, or into a server of its own.`,
  ],
  [
    /^"(server|upstream|map|geo|log_format|limit_req_zone|limit_conn_zone|proxy_cache_path)" directive is not allowed here/,
    ({ found, name }) => `Move "${found}" to "${HTTP_FOLDER}${name}", which is read at the http level.`,
  ],
  [
    /^"(http|events|user|worker_processes|pid|worker_rlimit_nofile)" directive is not allowed here/,
    ({ found }) =>
      `Remove "${found}", which the platform's nginx.conf has already. If it must be another, put a whole "${NGINX_FOLDER}nginx.conf" into the bundle.`,
  ],
  [
    /^"([^"]*)" directive is not allowed here/,
    ({ found }) =>
      `Move "${found}" to a level that takes it: https://nginx.org/en/docs/dirindex.html names its contexts.`,
  ],
  [
    /^duplicate location "([^"]*)"/,
    ({ found, platformFile }) => {
      if (platformFile === undefined) return `Remove one of the two locations "${found}".`
      if (platformFile !== 'nginx.conf') {
        return `Remove the location "${found}", which the platform has already. To take the place of the platform's, name the file as it does: "${NGINX_FOLDER}${platformFile}".`
      }
      return `Remove the location "${found}", which the platform's nginx.conf has already. If it must be another, put a whole "${NGINX_FOLDER}nginx.conf" into the bundle.`
    },
  ],
  [
    /^"([^"]*)" directive is duplicate/,
    ({ found }) =>
      `Remove "${found}" here: it is set at the same level already, by another file or by the platform's own nginx.conf.`,
  ],
  [
    /^duplicate (?:upstream|"log_format" name|listen options|default server)\b.*?"?([^" ]+)"?/,
    ({ found }) => `Give it another name, or remove it: "${found}" exists already.`,
  ],
  [
    /^a duplicate (?:default server|listen)/,
    () => 'Remove "default_server", or the second "listen": Beanstalk\'s own server has the address already.',
  ],
  [
    /^host not found in upstream "([^"]*)"/,
    ({ found }) =>
      `Write where the app listens on the instance, such as http://127.0.0.1:8080, in the place of "${found}": names of containers and of upstreams that no file defines are unknown there.`,
  ],
  [
    /^unknown "(port)" variable|^invalid port in upstream "([^"]*)"/i,
    () => 'Write the number of the port: nginx does not read environment variables.',
  ],
  [
    /^unknown "([^"]*)" variable/,
    ({ found }) =>
      `Define "$${found}" with "map" or "set", or correct its name. nginx does not read environment variables.`,
  ],
  [
    /^unknown directive "\uFEFF/,
    ({ file }) => `Save it as UTF-8 without BOM: sed -i '1s/^\\xEF\\xBB\\xBF//' ${toShellWord(file)}`,
  ],
  [
    /^unknown directive "([^"]*:)"/,
    () => "Remove what is YAML of an .ebextensions file: here only nginx's own language is read.",
  ],
  [
    /^unknown directive "([^"]*)"/,
    ({ found }) => `Correct "${found}", or remove it: the nginx of the platform has no such directive.`,
  ],
  [/^no "events" section/, () => `Add to "${NGINX_FOLDER}nginx.conf": events { worker_connections 1024; }`],
  [
    /^(?:unexpected "}"|directive "[^"]*" is not terminated|invalid number of arguments)/,
    () => 'Look for a missing ";" in this line and the one before it, and for a "}" too many.',
  ],
  [
    /^unexpected end of file/,
    () => 'Add the missing ";" or "}" at the end of the file, or close the quote that is open.',
  ],
  [
    /^could not build (?:the )?server_names_hash/,
    () => `Add to a file in "${HTTP_FOLDER}": server_names_hash_bucket_size 128;`,
  ],
  [/^no "ssl_certificate"/, () => 'Add ssl_certificate and ssl_certificate_key to that server.'],
  [/^open\(\) "([^"]*)" failed/, ({ found }) => `Add the file "${found}" to the bundle, or remove the include.`],
  [
    /^(?:still could not )?bind\(\)/,
    () =>
      'Remove this "listen": the app itself has that port on the instance, and it starts before nginx. Beanstalk sends port 80 to it already.',
  ],
]
