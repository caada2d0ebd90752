/** Rules about where nginx is to send requests. */

import { passToApp } from '../nginx-remedies.ts'
import { type LoadedDirective, NGINX_FOLDER } from '../nginx-tree.ts'
import { describeLack, findBlamed, listBlocks } from './nginx-blocks.ts'
import { type NginxRule, type RuleFinding, refuse, type ScannedNginx, shorten, tell } from './proxy-rule.ts'
import { refuseName } from './unknown-name.ts'

export const ADDRESS_RULES: readonly NginxRule[] = [
  { name: 'invalid-proxy-pass', find: findInvalidPasses },
  { name: 'unknown-host', find: findUnknownHosts },
  { name: 'host-to-resolve', find: findForeignHosts },
  { name: 'upstream-with-port', find: findUpstreamsWithPort },
  { name: 'uri-in-regular-expression', find: findForbiddenUris },
]

/** "http://chat:80/x" -> scheme, host, port and uri of a proxy_pass; undefined where a variable decides. */
export function parsePass({ args }: Pick<LoadedDirective, 'args'>) {
  const [, scheme, host = '', port, uri = ''] =
    /^(https?):\/\/([^:/$]+)(?::(\d+))?(\/[^$]*)?$/.exec(args[0] ?? '') ?? []
  return scheme ? { host, port: port === undefined ? undefined : Number(port), uri } : undefined
}

export function listPasses(nginx: ScannedNginx): LoadedDirective[] {
  return listBlocks(nginx).flatMap(({ directives }) => directives.filter(({ name }) => name === 'proxy_pass'))
}

function listUpstreams({ tree }: ScannedNginx): Set<string> {
  return new Set(tree.http.filter(({ name }) => name === 'upstream').map(({ args }) => (args[0] ?? '').toLowerCase()))
}

function findInvalidPasses(nginx: ScannedNginx): RuleFinding[] {
  return listPasses(nginx)
    .filter(({ isOwn, args }) => isOwn && args.length > 0 && !/^https?:\/\/|\$/i.test(args[0] ?? ''))
    .map(pass => {
      const to = args0(pass).replace(/^wss?:\/\//i, '')
      return refuse(pass, {
        what: `passes requests to "${shorten(args0(pass))}"`,
        error: 'invalid URL prefix',
        remedy: `Write: proxy_pass http://${shorten(to)}; A WebSocket begins as a request of HTTP.`,
      })
    })
}

function args0({ args }: LoadedDirective): string {
  return args[0] ?? ''
}

export interface NamedHost {
  readonly directive: LoadedDirective
  readonly host: string
  readonly port: number | undefined
}

/** Of proxy_pass and of the servers of upstreams, in lower case; without the names of upstreams, and what variables decide. */
export function listHosts(nginx: ScannedNginx): NamedHost[] {
  const known = listUpstreams(nginx)
  return listBlocks(nginx).flatMap(({ context, directives }) =>
    directives.flatMap(directive => {
      const isServer = context === 'upstream' && directive.name === 'server'
      const written = isServer ? /^([^:/$]+)(?::(\d+))?$/.exec(args0(directive)) : null
      const server = written && { host: written[1] ?? '', port: written[2] ? Number(written[2]) : undefined }
      const found = directive.name === 'proxy_pass' ? parsePass(directive) : server
      const host = found?.host.toLowerCase()
      return host && !known.has(host) ? [{ directive, host, port: found?.port }] : []
    }),
  )
}

// nginx looks the names up while it reads the files.
function findForeignHosts(nginx: ScannedNginx): RuleFinding[] {
  return listHosts(nginx)
    .filter(({ directive, host }) => directive.isOwn && /^[\w-]+(\.[\w-]+)*\.[a-z][\w-]*\.?$/.test(host))
    .map(({ directive, host }) => {
      const what = `names the host "${shorten(host)}", which each instance has to find in the DNS while its files are tested: where it cannot, nginx refuses them (host not found in upstream "${shorten(host)}"), and the deployment fails. That is not tried out here.`
      const remedy = "See that the name is known in the environment's own network."
      return tell('note', directive, { what, remedy })
    })
}

// A name without a dot is known on an instance only where an upstream defines it.
function findUnknownHosts(nginx: ScannedNginx): RuleFinding[] {
  const known = listUpstreams(nginx)
  const passed = listPasses(nginx).flatMap(pass => {
    const host = parsePass(pass)?.host.toLowerCase()
    return host && isBareName(host) && !known.has(host) ? [{ directive: pass, host }] : []
  })
  const servers = listBlocks(nginx).filter(({ context }) => context === 'upstream')
  const listed = servers.flatMap(({ directives }) =>
    directives.flatMap(directive => {
      const host = args0(directive).replace(/:\d+$/, '').toLowerCase()
      return directive.name === 'server' && isBareName(host) ? [{ directive, host }] : []
    }),
  )
  return [...passed, ...listed].flatMap(({ directive, host }) => {
    const blamed = findBlamed(directive, nginx)
    if (!blamed) return []
    const { target } = nginx.proxy
    const app = target.kind === 'loopback' ? `http://127.0.0.1:${target.port}` : nameUpstream(nginx)
    const refusal = {
      level: 'http',
      what: describeLack(
        directive,
        `names the host "${shorten(host)}", which nothing defines on this platform`,
        `upstream ${shorten(host)}`,
      ),
      error: `host not found in upstream "${shorten(host)}"`,
      remedy: directive.isOwn
        ? passToApp(app)
        : `Add to the http block of "${NGINX_FOLDER}nginx.conf": include conf.d/*.conf;`,
    } as const
    return [refuseName(blamed, refusal, nginx)]
  })
}

function isBareName(host: string): boolean {
  return /^[a-z_][\w-]*$/.test(host) && host !== 'localhost' && host !== 'unix'
}

function nameUpstream({ proxy: { target } }: ScannedNginx): string {
  return target.kind === 'socket' || target.kind === 'container' ? `http://${target.upstream}` : 'http://127.0.0.1:8080'
}

function findUpstreamsWithPort(nginx: ScannedNginx): RuleFinding[] {
  const known = listUpstreams(nginx)
  return listPasses(nginx).flatMap(pass => {
    const { host = '', port } = parsePass(pass) ?? {}
    if (!pass.isOwn || port === undefined || !known.has(host.toLowerCase())) return []
    const what = `adds the port ${port} to the upstream "${shorten(host)}"`
    const error = `upstream "${shorten(host)}" may not have port ${port}`
    return [refuse(pass, { what, error, remedy: `Write: proxy_pass http://${shorten(host)};` })]
  })
}

function findForbiddenUris(nginx: ScannedNginx): RuleFinding[] {
  return listBlocks(nginx).flatMap(({ context, owner, directives }) => {
    const [modifier = ''] = owner?.args ?? []
    if (!(context === 'if' || (context === 'location' && /^[~@]/.test(modifier)))) return []
    return directives
      .filter(pass => pass.isOwn && pass.name === 'proxy_pass' && parsePass(pass)?.uri)
      .map(pass =>
        refuse(pass, {
          what: `has a proxy_pass with a path, "${shorten(parsePass(pass)?.uri ?? '')}", where the location is no plain prefix`,
          error: '"proxy_pass" cannot have URI part in location given by regular expression',
          remedy: 'End proxy_pass after the port, without a slash.',
        }),
      )
  })
}
