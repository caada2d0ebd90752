/** What a location of nginx does with the requests that it answers, as it reads. */

import { type LoadedDirective, walk } from './nginx-tree.ts'

export interface Passing {
  /** 'unknown' where another location may be the one, and for HTTP/1.0, in which some apps take an Upgrade and some do not. */
  readonly upgrade: 'forwards' | 'drops' | 'unknown'
  readonly proxyPass?: { readonly to: string; readonly file: string; readonly line: number }
}

/**
 * `around`: the blocks around it and its own, the innermost last. Headers are taken from further out only where no block
 * in between sets any.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header
 */
export function readPassing(around: readonly (readonly LoadedDirective[])[]): Passing {
  const block = around.at(-1) ?? []
  const pass = block.find(({ name }) => name === 'proxy_pass')
  if (!pass) return { upgrade: 'unknown' }
  const { args, file, line } = pass
  return { upgrade: judgeUpgrade(around), proxyPass: { to: args[0] ?? '', file, line } }
}

function judgeUpgrade(around: readonly (readonly LoadedDirective[])[]): Passing['upgrade'] {
  const rewrites = [...walk(around.at(-1) ?? [])].some(({ name }) => name === 'rewrite')
  if (rewrites) return 'unknown'
  const headers = findInnermost(around, 'proxy_set_header')
  if (!readHeader(headers, 'upgrade') || !/\$|upgrade/i.test(readHeader(headers, 'connection'))) return 'drops'
  const version = findInnermost(around, 'proxy_http_version').at(-1)?.args[0]
  return version === '1.1' ? 'forwards' : 'unknown'
}

function findInnermost(around: readonly (readonly LoadedDirective[])[], name: string): readonly LoadedDirective[] {
  const found = around.map(block => block.filter(directive => directive.name === name))
  return found.findLast(directives => directives.length > 0) ?? []
}

function readHeader(headers: readonly LoadedDirective[], wanted: string): string {
  return headers.find(({ args: [name = ''] }) => name.toLowerCase() === wanted)?.args[1] ?? ''
}
