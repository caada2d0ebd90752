/** The blocks of what nginx loads, each with its kind and what is around it. */

import { parseNginx } from '../nginx-syntax.ts'
import { type LoadedDirective, NGINX_FOLDER } from '../nginx-tree.ts'
import type { NginxContext } from './nginx-directives.ts'
import type { ScannedNginx } from './proxy-rule.ts'

export interface NginxBlock {
  readonly context: NginxContext
  /** What begins the block; undefined for the http block, of which there may be several. */
  readonly owner: LoadedDirective | undefined
  /** What is around it, the nearest last. */
  readonly around: readonly LoadedDirective[]
  /** Its directives, with those of included files. */
  readonly directives: readonly LoadedDirective[]
}

/** All blocks below http whose directives are nginx's: not those of map, geo, types. */
export function listBlocks({ tree }: Pick<ScannedNginx, 'tree'>): NginxBlock[] {
  const http: NginxBlock = { context: 'http', owner: undefined, around: [], directives: tree.http }
  return [http, ...listInner(http)]
}

/** What stands outside of all blocks of the bundle's own nginx.conf; empty when it has none. Includes are not followed. */
export function listMain({ files }: Pick<ScannedNginx, 'files'>): LoadedDirective[] {
  const file = `${NGINX_FOLDER}nginx.conf`
  const { directives } = parseNginx((files.get(file) ?? '').replace(/^\uFEFF/, ''))
  return directives.map(({ name, args, line, block }) => ({ name, args, line, file, isOwn: true, block: block && [] }))
}

/**
 * Who is to blame for what a directive lacks: the bundle's line itself, or, for one of the platform's own files, the
 * http block of the bundle's nginx.conf, which took the place of the one that has it.
 */
export function findBlamed(directive: LoadedDirective, nginx: ScannedNginx): LoadedDirective | undefined {
  return directive.isOwn ? directive : listMain(nginx).find(({ name }) => name === 'http')
}

/** Completes '"nginx.conf" line 5 ...': the directive's own `what`, or what is missing for one of the platform's. */
export function describeLack(directive: LoadedDirective, what: string, missing: string): string {
  const file = directive.file.split('/').at(-1)
  return directive.isOwn ? what : `has no ${missing}, which Beanstalk's own ${file} uses`
}

/** The servers of the http level. */
export function listServers({ tree }: Pick<ScannedNginx, 'tree'>): LoadedDirective[] {
  return tree.http.filter(({ name, block }) => name === 'server' && block !== undefined)
}

/** The blocks below one. */
function listInner(block: NginxBlock): NginxBlock[] {
  return block.directives.flatMap(owner => {
    const context = contextOf(owner, block.context)
    if (!context || !owner.block) return []
    const around = block.owner ? [...block.around, block.owner] : block.around
    const inner: NginxBlock = { context, owner, around, directives: owner.block }
    return [inner, ...listInner(inner)]
  })
}

function contextOf({ name }: LoadedDirective, outside: NginxContext): NginxContext | undefined {
  if (name === 'if') return outside === 'server' ? 'if in server' : 'if'
  return name === 'server' || name === 'location' || name === 'upstream' ? name : undefined
}
