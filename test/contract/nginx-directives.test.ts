import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NGINX_DIRECTIVES, type NginxContext } from '../../src/proxy/rules/nginx-directives.ts'

/** What nginx takes after the name, where it is not "on". */
const ARGUMENTS: Readonly<Record<string, string>> = {
  ...{ events: '{}', http: '{}', pid: 'a.pid', user: 'root', worker_cpu_affinity: 'auto', worker_priority: '0' },
  ...{ worker_processes: '1', worker_rlimit_nofile: '1024', worker_connections: '64', geo: '$g_NNN {}' },
  ...{ map: '$uri $m_NNN {}', split_clients: '$uri $s_NNN { * a; }', upstream: 'u_NNN { server 127.0.0.1; }' },
  ...{
    limit_conn_zone: '$uri zone=c_NNN:32k',
    limit_req_zone: '$uri zone=r_NNN:32k rate=1r/s',
    log_format: 'l_NNN $uri',
  },
  ...{ map_hash_bucket_size: '64', map_hash_max_size: '2048', server_names_hash_bucket_size: '64' },
  ...{ server_names_hash_max_size: '512', variables_hash_bucket_size: '64', variables_hash_max_size: '1024' },
  ...{ proxy_cache_path: 'cache_NNN keys_zone=k_NNN:32k', keepalive: '8', ip_hash: '', least_conn: '' },
  ...{ client_header_buffer_size: '1k', client_header_timeout: '60', large_client_header_buffers: '4 8k' },
  ...{ ssl_certificate: 'a.pem', ssl_certificate_key: 'a.pem', ssl_ciphers: 'HIGH', ssl_dhparam: 'dh.pem' },
  ...{ ssl_protocols: 'TLSv1.2', ssl_session_cache: 'none', ssl_session_timeout: '5m', ssl_stapling: 'off' },
  ...{ listen: '127.0.0.1:9NNN', server_name: 'n_NNN', location: '/l_NNN {}', if: '($uri) {}', return: '204' },
  ...{ rewrite: '^ /a', set: '$x_NNN 1', break: '', try_files: '/a /b', alias: '/a', internal: '' },
  ...{ proxy_pass: 'http://127.0.0.1', fastcgi_pass: '127.0.0.1:9', access_log: 'off', add_header: 'A 1' },
  ...{ allow: 'all', deny: 'all', auth_basic: 'off', charset: 'off', client_body_buffer_size: '8k' },
  ...{ client_body_timeout: '60', client_max_body_size: '1m', default_type: 'a/b', error_page: '404 /a' },
  ...{ expires: 'off', fastcgi_buffer_size: '4k', fastcgi_buffers: '8 4k', fastcgi_param: 'A a' },
  ...{ fastcgi_read_timeout: '60', gzip_buffers: '32 4k', gzip_comp_level: '1', gzip_disable: '"a"' },
  ...{ gzip_http_version: '1.1', gzip_min_length: '20', gzip_proxied: 'any', gzip_types: 'a/NNN', index: 'a' },
  ...{ keepalive_requests: '100', keepalive_timeout: '75', limit_conn: 'conn_NNN 1', limit_rate: '0' },
  ...{ limit_req: 'zone=zone_NNN', proxy_buffer_size: '4k', proxy_buffers: '8 4k', proxy_busy_buffers_size: '8k' },
  ...{ proxy_cache: 'off', proxy_cache_bypass: '$uri', proxy_cache_valid: '1m', proxy_connect_timeout: '60' },
  ...{ proxy_hide_header: 'A', proxy_http_version: '1.1', proxy_ignore_headers: 'Expires' },
  ...{ proxy_next_upstream: 'error', proxy_pass_header: 'Date', proxy_read_timeout: '60', proxy_redirect: '/NNN /b' },
  ...{ proxy_send_timeout: '60', proxy_set_header: 'A 1', real_ip_header: 'A', resolver: '127.0.0.1' },
  ...{ resolver_timeout: '5s', root: 'a', satisfy: 'all', send_timeout: '60', set_real_ip_from: '127.0.0.1' },
  ...{ types_hash_max_size: '1024', server: '{}' },
}

const NEEDED_IN_HTTP =
  'limit_req_zone $uri zone=zone_1:32k rate=1r/s; limit_req_zone $uri zone=zone_2:32k rate=1r/s; limit_conn_zone $uri zone=conn_1:32k; limit_conn_zone $uri zone=conn_2:32k;'

let folder: string
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nginx-directives-'))
  await mkdir(join(folder, 'cache'))
})

afterAll(() => rm(folder, { recursive: true }))

function write(name: string, context: NginxContext, index: number): string {
  const inUpstream: Readonly<Record<string, string>> = { server: '127.0.0.1:NNN' }
  const args = (context === 'upstream' ? inUpstream[name] : undefined) ?? ARGUMENTS[name] ?? 'on'
  const text = `${name} ${args}`.replaceAll('NNN', String(index))
  return text.endsWith('}') ? text : `${text};`
}

/** A configuration with these directives in this block. */
function build(context: NginxContext, directives: string): string {
  const at = (wanted: NginxContext) => (wanted === context ? directives : '')
  const events = context === 'main' && directives.startsWith('events') ? '' : `events { ${at('events')} }`
  return `${at('main')}
${events}
${
  context === 'main' && directives.startsWith('http')
    ? ''
    : `http { ${NEEDED_IN_HTTP}
  ${at('http')}
  upstream own_upstream { ${at('upstream')} server 127.0.0.1:9; }
  server {
    if ($uri) { ${at('if in server')} }
    location /own { ${at('location')} if ($uri) { ${at('if')} } }
    ${at('server')}
    listen 127.0.0.1:8999;
  }
}`
}`
}

/** What nginx says against it, without what has nothing to do with its place. */
function test(text: string): Promise<string> {
  count += 1
  const file = join(folder, `${count}.conf`)
  return new Promise((resolve, reject) => {
    const run = () =>
      execFile('/usr/sbin/nginx', ['-t', '-c', file, '-p', folder, '-e', 'stderr'], (_error, _stdout, stderr) => {
        resolve(/\[emerg\] .*/.exec(stderr)?.[0] ?? '')
      })
    writeFile(file, text).then(run, reject)
  })
}

const OF_ITS_PLACE = /directive is not allowed here|is duplicate/

describe('a directive in the table', () => {
  it.concurrent.each(Object.entries(NGINX_DIRECTIVES))('is taken by nginx where it says: %s', async (name, places) => {
    const contexts: NginxContext[] = ['main', 'events', 'http', 'server', 'location', 'if', 'if in server', 'upstream']
    const refused: NginxContext[] = []
    for (const context of contexts) {
      const error = await test(build(context, write(name, context, 1)))
      if (/"\S+" directive is not allowed here/.test(error)) refused.push(context)
      else expect(error).not.toMatch(/unknown directive|invalid number of arguments/)
    }
    expect(contexts.filter(context => !refused.includes(context)).toSorted()).toEqual(places.contexts.toSorted())
    for (const context of places.contexts) {
      const error = await test(build(context, `${write(name, context, 1)} ${write(name, context, 2)}`))
      expect([context, OF_ITS_PLACE.test(error)]).toEqual([context, places.isSingle])
    }
  })
})
