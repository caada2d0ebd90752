/** Rules about redirects to https, which a WebSocket client does not follow. */

import { parseLocation } from '../find-locations.ts'
import type { LoadedDirective } from '../nginx-tree.ts'
import { listAddresses } from './listen-address.ts'
import { listBlocks, type NginxBlock } from './nginx-blocks.ts'
import { type NginxRule, type RuleFinding, type ScannedNginx, shorten, tell } from './proxy-rule.ts'
import { findShadowedServers } from './server-rules.ts'

export const REDIRECT_RULES: readonly NginxRule[] = [{ name: 'redirect-of-everything', find: findRedirects }]

function findRedirects(nginx: ScannedNginx): RuleFinding[] {
  const shadowed = new Set(findShadowedServers(nginx))
  return listBlocks(nginx).flatMap(block => {
    const { around, owner } = block
    const redirects = block.directives.filter(({ name, args, isOwn }) => isOwn && isRedirect(name, args))
    if (redirects.length === 0) return []
    const chain = [...around, ...(owner ? [owner] : [])]
    const server = chain.find(({ name }) => name === 'server')
    const isAsked = server && !shadowed.has(server) && listAddresses(server).some(({ port }) => port === 80)
    const how = isAsked ? describeReach(block) : undefined
    if (!how) return []
    return redirects.map(redirect => {
      const other = findOtherHost(redirect.args, server)
      if (other !== undefined) {
        const what = `redirects to https on another name, ${shorten(other)}. A WebSocket client does not follow a redirect.`
        return tell('note', redirect, { what, remedy: `Have the clients open their WebSockets at ${shorten(other)}.` })
      }
      const what = `redirects to https ${how}. A WebSocket client does not follow a redirect. Behind a load balancer that speaks TLS, nginx is asked in http for everything, so that this never ends; its health checks are redirected too.`
      return tell('note', redirect, { what, remedy: REMEDY })
    })
  })
}

const REMEDY =
  'Redirect only what the load balancer got in http: if ($http_x_forwarded_proto = "http") { return 301 https://$host$request_uri; }'

/** A name in the target that is none of the server's own. */
function findOtherHost(args: readonly string[], server: LoadedDirective | undefined): string | undefined {
  const names = (server?.block ?? []).filter(({ name }) => name === 'server_name').flatMap(directive => directive.args)
  const host = args.flatMap(arg => /^https:\/\/([\w.-]+)(?:[:/$]|$)/.exec(arg)?.[1] ?? [])[0]?.toLowerCase()
  const isNamed = names.length > 0 && names.every(name => /^[\w.-]*[a-z][\w.-]*$/i.test(name))
  return host !== undefined && isNamed && !names.some(name => name.toLowerCase() === host) ? host : undefined
}

function isRedirect(name: string, args: readonly string[]): boolean {
  const isReturn = name === 'return' && /^(30[12378])$|^https:/.test(args[0] ?? '')
  return isReturn ? args.some(arg => arg.startsWith('https:')) : name === 'rewrite' && /^https:/.test(args[1] ?? '')
}

/** What of the requests it meets; undefined where that is not everything, or where it looks at X-Forwarded-Proto. */
function describeReach({ context, owner, around }: NginxBlock): string | undefined {
  const chain = [...around, ...(owner ? [owner] : [])]
  const location = chain.find(({ name }) => name === 'location')
  if (location && !isEverything(parseLocation(location.args))) return undefined
  const condition = chain.find(({ name }) => name === 'if')?.args[0]
  if (condition === undefined) return context === 'server' || location ? 'without a condition' : undefined
  const variable = /^\(?\$(\w+)/.exec(condition)?.[1] ?? ''
  const isOwnConnection = ['scheme', 'https', 'server_port'].includes(variable)
  return isOwnConnection ? `by $${variable}, which speaks of nginx's own connection` : undefined
}

function isEverything({ modifier, path }: ReturnType<typeof parseLocation>): boolean {
  return path === '/' && (modifier === '' || modifier === '^~')
}
