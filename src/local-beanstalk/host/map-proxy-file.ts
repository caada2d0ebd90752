/**
 * Makes a proxy file that is meant for an instance loadable on this machine: other folders, ports and user.
 * Every line stays where it is, so that nginx names the lines of the user's own file.
 */

import type { ProxyMapping } from './proxy-program.ts'
import { type Directive, readDirectives } from './proxy-syntax.ts'

/** Maps one file. `path` is relative to the proxy's folder: main directives are mapped in nginx.conf only. */
export function mapProxyFile(path: string, text: string, mapping: ProxyMapping): string {
  const directives = readDirectives(text)
  const edits = directives.flatMap(directive => mapDirective(directive, { directives, mapping, path }))
  return applyEdits(text, edits)
}

/** The ports that the file listens on. */
export function findListenPorts(text: string): readonly number[] {
  const listens = readDirectives(text).filter(({ name }) => name === 'listen')
  return listens.map(({ args }) => parseListen(args[0]?.text ?? '')?.port).filter(port => port !== undefined)
}

/** Turns what nginx wrote about mapped files back into what it would have written on the instance. */
export function unmapProxyText(text: string, { root, ports }: ProxyMapping): string {
  const instancePorts = new Map([...ports].map(([instance, local]) => [local, instance]))
  return text
    .replaceAll('unix:run/', 'unix:/run/')
    .replaceAll(/unix:\S*\/listen-v6-(\d+)\.sock/g, '[::]:$1')
    .replaceAll(root, () => '')
    .replaceAll(/(\s?)\b127\.0\.0\.1:(\d+)\b/g, (found, space: string, local: string) => {
      const port = instancePorts.get(Number(local))
      return port === undefined ? found : `${space}${space === '' ? '127.0.0.1' : '0.0.0.0'}:${port}`
    })
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

interface Context {
  readonly directives: readonly Directive[]
  readonly mapping: ProxyMapping
  readonly path: string
}

// What this machine decides itself: the process is started in the foreground, with a pid file of its own.
const MAIN_DIRECTIVES_REMOVED = ['pid', 'daemon', 'master_process', 'lock_file', 'worker_rlimit_nofile']
const TEMP_PATHS = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path`)
const PATH_DIRECTIVES = new Set(
  'include error_log access_log root alias ssl_certificate ssl_certificate_key ssl_dhparam auth_basic_user_file'.split(
    ' ',
  ),
)
const ADDRESS_DIRECTIVES = new Set(['proxy_pass', 'fastcgi_pass', 'grpc_pass', 'server', 'set'])

function mapDirective(directive: Directive, { directives, mapping, path }: Context): readonly Edit[] {
  const { name, args, kind, parent } = directive
  const isMain = parent === undefined && path === 'nginx.conf'
  if (kind === 'block') return insertIntoBlock(directive, directives, mapping)
  if (isMain && MAIN_DIRECTIVES_REMOVED.includes(name)) return [remove(directive)]
  if (isMain && name === 'user')
    return mapping.user === undefined ? [remove(directive)] : setArgs(directive, mapping.user)
  if (isMain && name === 'worker_processes') return args[0]?.text === 'auto' ? setArgs(directive, '1') : []
  if (TEMP_PATHS.includes(name)) return [remove(directive)]
  if (name === 'http2' && !mapping.knowsHttp2) return [remove(directive)]
  if (name === 'listen') return mapListen(directive, mapping)
  if (PATH_DIRECTIVES.has(name)) return mapArgs(directive, text => mapPath(text, mapping))
  if (ADDRESS_DIRECTIVES.has(name)) return mapArgs(directive, text => mapAddress(text, mapping))
  return []
}

// An ordinary user may not write where nginx was built to keep its temporary files and its access log, nor listen on
// the port 80 of a server that names none. The platform's own folder of pages is not on every machine, and without it
// nginx writes no log whose path holds a variable, as healthd's does.
function insertIntoBlock(block: Directive, directives: readonly Directive[], { root, ports }: ProxyMapping): Edit[] {
  const has = (wanted: string) => directives.some(({ name, parent }) => name === wanted && parent === block)
  const insert = (text: string): Edit[] => [{ start: block.end + 1, end: block.end + 1, text }]
  if (block.name === 'server' && !has('listen')) return insert(` listen 127.0.0.1:${ports.get(80)};`)
  if (block.name !== 'http') return []
  const tempPaths = TEMP_PATHS.map(name => ` ${name} "${root}/var/tmp/${name}";`).join('')
  const pages = has('root') ? '' : ` root "${root}/usr/share/nginx/html";`
  const accessLog = has('access_log') ? '' : ` access_log "${root}/var/log/nginx/access.log";`
  return insert(tempPaths + pages + accessLog)
}

function mapListen(directive: Directive, { root, ports }: ProxyMapping): readonly Edit[] {
  const [address, ...options] = directive.args
  const parsed = address && parseListen(address.text)
  const port = parsed && ports.get(parsed.port)
  if (address === undefined || parsed === undefined || port === undefined) return []
  if (!parsed.isIpv6) return [{ ...address, text: `127.0.0.1:${port}` }]
  // Not every machine has IPv6, and nobody connects to it here.
  const ipv6Options = options.filter(({ text }) => text.startsWith('ipv6only='))
  const socket = `unix:${root}/var/run/listen-v6-${parsed.port}.sock`
  return [{ ...address, text: socket }, ...ipv6Options.map(option => ({ ...option, text: '' }))]
}

function parseListen(address: string): { port: number; isIpv6: boolean } | undefined {
  if (address.startsWith('unix:') || address === '') return undefined
  if (/^\d+$/.test(address)) return { port: Number(address), isIpv6: false }
  const host = /^(\[[^\]]*\]|[^:[\]$]+)(?::(\d+))?$/.exec(address)
  if (host === null) return undefined
  return { port: Number(host[2] ?? 80), isIpv6: address.startsWith('[') }
}

function mapPath(text: string, { root }: ProxyMapping): string {
  return /^\/(?:etc\/nginx|usr\/share\/nginx|var\/log|var\/app|var\/proxy|var\/www)\//.test(text) ? root + text : text
}

// A container has an address of its own. /var/run is a link to /run on the instance. A socket's path may have 107 bytes,
// which an instance's folder can fill alone: it is relative to the root, where nginx and the app are started.
function mapAddress(text: string, { ports, container }: ProxyMapping): string {
  return text
    .replace(/(^|\/\/)unix:\/+(?:var\/)?run\//, (_, start: string) => `${start}unix:run/`)
    .replace(
      /(^|\/\/)(127\.0\.0\.1|localhost|0\.0\.0\.0|\[::1\]|172\.17\.\d+\.\d+):(\d+)\b/,
      (found, ...parts: string[]) => {
        const [start = '', host = '', port = ''] = parts
        const ofContainer = container?.port === Number(port) ? container.local : undefined
        const local = host.startsWith('172.') ? ofContainer : ports.get(Number(port))
        return local === undefined ? found : `${start}127.0.0.1:${local}`
      },
    )
}

function mapArgs({ args }: Directive, map: (text: string) => string): readonly Edit[] {
  return args.flatMap(arg => (map(arg.text) === arg.text ? [] : [{ ...arg, text: `"${map(arg.text)}"` }]))
}

function setArgs({ args }: Directive, value: string): readonly Edit[] {
  return args.map((arg, index) => ({ ...arg, text: index === 0 ? value : '' }))
}

function remove({ start, end }: Directive): Edit {
  return { start, end: end + 1, text: '' }
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  const inOrder = [...edits].sort((a, b) => a.start - b.start)
  let mapped = ''
  let position = 0
  for (const edit of inOrder) {
    const lineBreaks = text.slice(edit.start, edit.end).replaceAll(/[^\n]/g, '')
    mapped += text.slice(position, edit.start) + edit.text + lineBreaks
    position = edit.end
  }
  return mapped + text.slice(position)
}
