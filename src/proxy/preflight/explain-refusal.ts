/** What nginx's refusals mean on an instance, and what to do about them. */

import {
  ADD_CERTIFICATE,
  ADD_EVENTS,
  giveOtherPath,
  keepBelowContent,
  LEAVE_APP_PORT,
  LEAVE_DEFAULT_SERVER,
  LEAVE_LISTEN,
  moveIntoServer,
  moveToHttpLevel,
  passToApp,
  RAISE_NAMES_BUCKET,
  removeFromInclude,
  replaceVariable,
  saveWithoutBom,
  WRITE_PORT_NUMBER,
} from '../nginx-remedies.ts'
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

const ADVICE: readonly (readonly [RegExp, (advice: Advice) => string])[] = [
  [
    /^"(location|if|return|rewrite|set|try_files|alias|break)" directive is not allowed here/,
    ({ found, name }) => moveIntoServer(`"${found}"`, name),
  ],
  [
    /^"(server|upstream|map|geo|log_format|limit_req_zone|limit_conn_zone|proxy_cache_path)" directive is not allowed here/,
    ({ found, name }) => moveToHttpLevel(`"${found}"`, name),
  ],
  [
    /^"(http|events|user|worker_processes|pid|worker_rlimit_nofile)" directive is not allowed here/,
    ({ found }) => removeFromInclude(`"${found}"`, found),
  ],
  [
    /^"([^"]*)" directive is not allowed here/,
    ({ found }) =>
      `Move "${found}" to a level that takes it: https://nginx.org/en/docs/dirindex.html names its contexts.`,
  ],
  [/^duplicate location "/, ({ platformFile }) => giveOtherPath(platformFile)],
  [
    /^"([^"]*)" directive is duplicate/,
    ({ found }) =>
      `Remove "${found}" here: it is set at the same level already, by another file or by the platform's own nginx.conf.`,
  ],
  [
    /^duplicate (?:upstream|"log_format" name)\b.*?"?([^" ]+)"?/,
    ({ found }) => `Give it another name, or remove it: "${found}" exists already.`,
  ],
  [/^a duplicate default server/, () => LEAVE_DEFAULT_SERVER],
  [/^(?:a )?duplicate listen/, () => LEAVE_LISTEN],
  [/^host not found in upstream "/, () => passToApp(undefined)],
  [/^invalid port in upstream "/, () => WRITE_PORT_NUMBER],
  [/^unknown "([^"]*)" variable/, ({ found }) => replaceVariable(found)],
  [/^unknown directive "\uFEFF/, ({ file }) => saveWithoutBom(file)],
  [/^unknown directive "([^"]*:)"/, ({ file }) => keepBelowContent(file)],
  [
    /^unknown directive "([^"]*)"/,
    ({ found }) => `Correct "${found}", or remove it: the nginx of the platform has no such directive.`,
  ],
  [/^no "events" section/, () => ADD_EVENTS],
  [
    /^(?:unexpected "}"|directive "[^"]*" is not terminated|invalid number of arguments)/,
    () => 'Look for a missing ";" in this line and the one before it, and for a "}" too many.',
  ],
  [
    /^unexpected end of file/,
    () => 'Add the missing ";" or "}" at the end of the file, or close the quote that is open.',
  ],
  [/^could not build (?:the )?server_names_hash/, () => RAISE_NAMES_BUCKET],
  [/^no "ssl_certificate"/, () => ADD_CERTIFICATE],
  [/^open\(\) "([^"]*)" failed/, ({ found }) => `Add the file "${found}" to the bundle, or remove the include.`],
  [/^(?:still could not )?bind\(\)/, () => LEAVE_APP_PORT],
]
