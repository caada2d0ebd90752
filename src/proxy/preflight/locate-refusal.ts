/** Finds the place in the bundle that nginx means, also where it names a file of the platform's or none at all. */

import { type Directive, parseNginx } from '../nginx-syntax.ts'
import type { StagedFile } from './map-nginx-file.ts'
import { normalizeListen } from './proxy-sockets.ts'
import type { NginxRefusal } from './read-nginx-refusal.ts'

export interface BundlePlace {
  readonly file: string
  readonly line: number | undefined
}

/** `refusal.file` is a path below the proxy's folder. Undefined where no file of the bundle is to be seen in it. */
export function locateRefusal(
  { words, file, line }: NginxRefusal,
  staged: ReadonlyMap<string, StagedFile>,
): BundlePlace | undefined {
  const named = file === undefined ? undefined : staged.get(file)
  if (named?.bundleName !== undefined) return { file: named.bundleName, line }
  const isMeant = findMeant(words)
  const own = [...staged.values()].filter(({ bundleName }) => bundleName !== undefined)
  for (const { bundleName: name = '', text } of own.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const found = isMeant && listDirectives(parseNginx(text).directives).find(isMeant)
    if (found) return { file: name, line: found.line }
  }
  const main = staged.get('nginx.conf')?.bundleName
  // A file of the platform's lacks what the nginx.conf around it used to give it.
  const isOfMain = named !== undefined || /^no "events"|^unknown "|^could not build/.test(words)
  return main !== undefined && isOfMain ? { file: main, line: undefined } : undefined
}

type IsMeant = (directive: Directive) => boolean

// Of two that exclude each other nginx names the second, which may be the platform's.
function findMeant(words: string): IsMeant | undefined {
  for (const [pattern, toTest] of MEANT) {
    const [, first = '', second = ''] = pattern.exec(words) ?? []
    if (first !== '') return toTest(first, second)
  }
  return undefined
}

const MEANT: readonly (readonly [RegExp, (first: string, second: string) => IsMeant])[] = [
  [
    /^duplicate (location|upstream) "([^"]*)"/,
    (kind, value) =>
      ({ name, args }) =>
        name === kind && args.at(-1) === value,
  ],
  [
    /^duplicate "([^"]*)" name "([^"]*)"/,
    (kind, value) =>
      ({ name, args }) =>
        name === kind && args[0] === value,
  ],
  [
    /^"([^"]*)" directive is duplicate/,
    kind =>
      ({ name }) =>
        name === kind,
  ],
  [
    /^unknown "([^"]*)" variable/,
    variable =>
      ({ args }) =>
        args.some(arg => mentions(arg, variable)),
  ],
  [/^(?:still could not )?bind\(\) to (\S+)/, address => listensOn(address)],
  [/duplicate (?:default server|listen options)? ?(?:for )?(\S+:\d+)/, address => listensOn(address)],
  [
    /^could not build (?:the )?(server_names)_hash/,
    () =>
      ({ name }) =>
        name === 'server_name',
  ],
]

function listensOn(address: string): IsMeant {
  const port = /:(\d+)$/.exec(address)?.[1]
  return ({ name, args }) => {
    const own = normalizeListen(args[0] ?? '')
    return name === 'listen' && own !== undefined && (own === address || /:(\d+)$/.exec(own)?.[1] === port)
  }
}

/** nginx takes names of variables in small letters. */
export function mentions(text: string, variable: string): boolean {
  return [...text.toLowerCase().matchAll(/\$(\w+)|\$\{(\w+)\}/g)].some(
    ([, bare, braced]) => (bare ?? braced) === variable,
  )
}

/** The bundle's `Listen` for the port that httpd could not have. */
export function locateListen(
  { words }: NginxRefusal,
  staged: ReadonlyMap<string, StagedFile>,
): BundlePlace | undefined {
  const [, port] = /could not bind to address \S*:(\d+)/.exec(words) ?? []
  const own = [...staged.values()].filter(({ bundleName }) => bundleName !== undefined)
  for (const { bundleName: file = '', text } of own) {
    const index = text
      .split('\n')
      .findIndex(line => port !== undefined && new RegExp(`^\\s*Listen\\s+(\\S*:)?${port}\\b`, 'i').test(line))
    if (index >= 0) return { file, line: index + 1 }
  }
  return undefined
}

/** With those of their blocks. */
export function listDirectives(directives: readonly Directive[]): Directive[] {
  return directives.flatMap(directive => [directive, ...listDirectives(directive.block ?? [])])
}
