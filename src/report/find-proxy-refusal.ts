/** Finds the words with which an instance's proxy refused its files, among the lines of its logs. Pure. */

import type { InstanceLogs } from '../environment/fetch-logs.ts'

export interface ProxyRefusal {
  readonly program: 'nginx' | 'httpd'
  /** Foreign text: without the place, where that is in the bundle. */
  readonly words: string
  /** In the bundle, such as `".platform/nginx/conf.d/a.conf" line 3`; undefined where it is not. */
  readonly place: string | undefined
}

/** `names`: the files of the bundle. */
export function findProxyRefusal(logs: readonly InstanceLogs[], names: readonly string[]): ProxyRefusal | undefined {
  const lines = logs.flatMap(({ files }) => files.flatMap(file => file.lines))
  // The last one ended the deployment; what stands before it may have been mended since.
  for (const line of lines.toReversed()) {
    const [, nginx] = /\[emerg\] (?:\d+#\d+: )?(.{1,2000})$/.exec(line) ?? []
    if (nginx !== undefined) return readNginx(nginx.trim(), names)
    const [, words, number, path = ''] = HTTPD.exec(line) ?? HTTPD_START.exec(line) ?? []
    if (words !== undefined)
      return { program: 'httpd', words, place: toPlace({ program: 'httpd', path, number }, names) }
  }
  return undefined
}

/** The innermost of files that include each other is named last. */
const HTTPD =
  /(?:.*[ :])?((?:AH\d{5}: )?Syntax error on line (\d{1,9}) of \/(?:etc|var\/proxy\/staging)\/httpd\/([^\s:]{1,1000}):?(?: .{1,1000})?)$/

/** Such as a log whose folder is not there. */
const HTTPD_START = /httpd.*(AH0\d{4}: .{1,1000})$/

function readNginx(words: string, names: readonly string[]): ProxyRefusal {
  const [whole = '', path = '', number] =
    / in \/(?:etc|var\/proxy\/staging)\/nginx\/(\S{1,1000}):(\d{1,9})$/.exec(words) ?? []
  const place = toPlace({ program: 'nginx', path, number }, names)
  return { program: 'nginx', words: place ? words.slice(0, -whole.length) : words, place }
}

interface InstancePlace {
  readonly program: ProxyRefusal['program']
  readonly path: string
  readonly number: string | undefined
}

// What is laid over the folder stands under the same path in the bundle.
function toPlace({ program, path, number }: InstancePlace, names: readonly string[]): string | undefined {
  if (path === '') return undefined
  const name = names.find(
    candidate => /^\.(platform|ebextensions)\//.test(candidate) && candidate.endsWith(`/${program}/${path}`),
  )
  return name && `"${name}" line ${number}`
}
