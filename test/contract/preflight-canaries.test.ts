import { once } from 'node:events'
import { access, chmod, readdir, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Preflight } from '../../src/proxy/preflight/preflight.ts'
import { type PreflightTrial, tryPreflight } from '../support/try-preflight.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

const HTTP = '.platform/nginx/conf.d/own.conf'
const SERVER = '.platform/nginx/conf.d/elasticbeanstalk/own.conf'
const UNREAD = '.platform/nginx/unread.txt'
const AT_X = { path: '/x', furtherPaths: ['/x'] }

interface Canary {
  readonly socket: string
  readonly port: number
  readonly workspace: Workspace
  /** How often somebody came. */
  visits(): number
}

/** A socket and a port of this machine that nobody must reach. */
async function openCanary(): Promise<Canary> {
  const workspace = await openWorkspace({ 'keep/.keep': '' })
  await chmod(workspace.path, 0o777)
  let visits = 0
  const listen = async (address: string | { port: number; host: string }) => {
    const server: Server = createServer(socket => {
      visits += 1
      socket.on('error', () => {}).destroy()
    })
    server.listen(address)
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    return server
  }
  const socket = workspace.file('v.sock')
  await listen(socket)
  await chmod(socket, 0o777)
  const { port } = (await listen({ port: 0, host: '127.0.0.1' })).address() as AddressInfo
  return { socket, port, workspace, visits: () => visits }
}

const tryAtX = (files: Record<string, string>, more: PreflightTrial = {}): Promise<Preflight> =>
  tryPreflight(files, { ...AT_X, ...more })

describe('a bundle that is tried out', () => {
  it.each<[string, (canary: Canary) => Record<string, string>]>([
    [
      'a socket in other letters',
      ({ socket }) => ({ [SERVER]: `location /x { proxy_pass http://UNIX:${socket}:/x; }` }),
    ],
    ['a socket behind slashes', ({ socket }) => ({ [SERVER]: `location /x { fastcgi_pass unix://${socket}; }` })],
    ['a socket behind an escape', ({ socket }) => ({ [SERVER]: `location /x { uwsgi_pass "Unix\\:${socket}"; }` })],
    [
      'a socket with a variable',
      ({ socket }) => ({
        [SERVER]: `location /x { set $e ""; proxy_pass http://unix:${socket}$e:/x; }`,
      }),
    ],
    [
      'a socket in a variable',
      ({ socket }) => ({
        [SERVER]: `location /x { set $s "http://unix:${socket}:/x"; proxy_pass $s; }`,
      }),
    ],
    ['a socket for gRPC', ({ socket }) => ({ [SERVER]: `location /x { grpc_pass grpc://uniX:${socket}; }` })],
    [
      'a socket for memcached',
      ({ socket }) => ({
        [SERVER]: `location /x { set $memcached_key a; memcached_pass UNIX:${socket}; }`,
      }),
    ],
    [
      'a server of an upstream',
      ({ socket }) => ({
        [HTTP]: `upstream u { server UNIX:${socket}; }`,
        [SERVER]: 'location /x { proxy_pass http://u; }',
      }),
    ],
    [
      'a server that an upstream includes',
      ({ socket }) => ({
        [HTTP]: 'upstream u { include servers.txt; }',
        '.platform/nginx/servers.txt': `server unix:${socket};`,
        [SERVER]: 'location /x { proxy_pass http://u; }',
      }),
    ],
    [
      'a port in an upstream by include',
      ({ port }) => ({
        [HTTP]: 'upstream u { include servers.txt; }',
        '.platform/nginx/servers.txt': `server 127.0.0.1:${port};`,
        [SERVER]: 'location /x { proxy_pass http://u; }',
      }),
    ],
    [
      'a port by the name of an upstream that is not loaded',
      ({ port }) => ({
        [UNREAD]: 'upstream 127.0.0.1 { server 127.0.0.1; }',
        [SERVER]: `location /x { proxy_pass http://127.0.0.1:${port}; }`,
      }),
    ],
    [
      'a mirror',
      ({ socket }) => ({
        [SERVER]: `location /x { mirror /m; proxy_pass http://127.0.0.1:8080; }\nlocation /m { internal; proxy_pass http://UNIX:${socket}; }`,
      }),
    ],
    [
      'a question of access',
      ({ socket }) => ({
        [SERVER]: `location /x { auth_request /m; proxy_pass http://127.0.0.1:8080; }\nlocation /m { proxy_pass http://UNIX:${socket}:/; }`,
      }),
    ],
  ])('reaches none of this machine: %s', async (_what, write) => {
    const canary = await openCanary()
    await tryAtX(write(canary))
    expect(canary.visits()).toBe(0)
  })

  it.each(['UNIX:%', '"Unix:%"', 'unix://%', 'unix:%'])('makes no socket at "listen %s"', async address => {
    const { workspace } = await openCanary()
    const made = workspace.file('made')
    const done = await tryPreflight({ [HTTP]: `server { listen ${address.replace('%', made)}; }` })
    expect(done).toMatchObject({ kind: 'passed' })
    await expect(access(made)).rejects.toThrow()
  })

  it.each([
    ['PUT', 'dav_methods PUT; create_full_put_path on;', '/x/made'],
    ['MKCOL', 'dav_methods MKCOL;', '/x/made/'],
  ])('writes no file by %s', async (method, words, path) => {
    const { workspace } = await openCanary()
    const front = `location = /y { proxy_method ${method}; proxy_set_body hello; proxy_pass http://127.0.0.1:80${path}; }`
    const up = `${'../'.repeat(8)}${workspace.path}`
    // Once to make the folder that is absent, once to leave it.
    const files = { [SERVER]: `${front}\nlocation /x/ { root "${up}"; ${words} }\n` }
    await tryPreflight(files, { path: '/y', furtherPaths: ['/y', '/y'] })
    expect((await readdir(workspace.path)).sort()).toEqual(['keep', 'v.sock'])
  })

  it('asks no name server', async () => {
    const text = `ssl_stapling_responder http://ocsp.example.com/;
server { listen 443 ssl; ssl_certificate a.pem; ssl_certificate_key a.key; ssl_ocsp_responder http://ocsp.example.com/; }
set_real_ip_from proxy.example.com;
set_real_ip_from unix:proxy.example.com;
set_real_ip_from cafe.de;
resolver ns.example.com;
`
    const done = await tryPreflight({ [HTTP]: text })
    expect(done).toMatchObject({ kind: 'passed' })
    const { notTested } = done as Extract<Preflight, { kind: 'passed' }>
    expect(notTested).toContain(`"ssl_stapling_responder" in "${HTTP}" line 1`)
    expect(notTested).toContain(`"ssl_ocsp_responder" in "${HTTP}" line 2`)
  })

  it('reads no password file of this machine', async () => {
    const { workspace } = await openCanary()
    await writeFile(workspace.file('users'), 'a:{PLAIN}b\n')
    const text = `location = /y { proxy_set_header Authorization "Basic YTpi"; proxy_pass http://127.0.0.1:80/x; }
location = /x { auth_basic a; auth_basic_user_file ${workspace.file('users')}; try_files /none @a; }
location @a { return 200; }
`
    const done = await tryPreflight({ [SERVER]: text }, { furtherPaths: ['/y'] })
    expect(done).toMatchObject({ kind: 'passed', further: [{ status: 403 }] })
  })
})
