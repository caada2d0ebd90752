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
    const found = readNginx(cutTo(line, '[emerg] '), names) ?? readHttpd(line, names)
    if (found) return found
  }
  return undefined
}

const LONGEST_WORDS = 2000

// From the last place on where they begin: the innermost of files that include each other is named last. Found without
// a regular expression, because a hostile line may be long.
function cutTo(line: string, beginning: string): string {
  const at = line.lastIndexOf(beginning)
  return at < 0 ? '' : line.slice(at, at + LONGEST_WORDS)
}

function readHttpd(line: string, names: readonly string[]): ProxyRefusal | undefined {
  const words = cutTo(line, 'Syntax error on line ')
  const [, number, path = ''] = HTTPD.exec(words) ?? []
  if (path) return { program: 'httpd', words, place: toPlace({ program: 'httpd', path, number }, names) }
  // Such as a log whose folder is not there.
  const start = line.includes('httpd') ? cutTo(line, 'AH0') : ''
  return /^AH0\d{4}: \S/.test(start) ? { program: 'httpd', words: start, place: undefined } : undefined
}

const HTTPD = /^Syntax error on line (\d{1,9}) of \/(?:etc|var\/proxy\/staging)\/httpd\/([^\s:]{1,1000})/

function readNginx(text: string, names: readonly string[]): ProxyRefusal | undefined {
  const [, words] = /^\[emerg\] (?:\d+#\d+: )?(\S.*)$/.exec(text.trim()) ?? []
  if (words === undefined) return undefined
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
