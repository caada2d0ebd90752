import { describe, expect, it } from 'vitest'
import type { ProxyFinding } from '../../src/proxy/proxy-finding.ts'
import { CONF_D, IN_SERVER, location, NODE } from '../proxy-patterns/proxy-pattern.ts'
import { planProxy } from '../support/plan-proxy.ts'

interface Questioned {
  readonly stack?: string
  readonly proxyServer?: string
}

/** What is said of the files, those of the plan's own notes left out. */
async function find(files: Readonly<Record<string, string>>, { stack = NODE, proxyServer }: Questioned = {}) {
  const { findings } = await planProxy({ stack, files, proxyServer })
  return findings.filter(({ rule }) => rule !== undefined)
}

const rules = (findings: readonly ProxyFinding[]) => findings.map(({ kind, rule, line }) => `${kind} ${rule} ${line}`)

describe('the scan of nginx files', () => {
  it('takes an address of TCP and one of QUIC for two', async () => {
    const server = (listen: string) =>
      `server {\n  ${listen}\n  ssl_certificate a.crt;\n  ssl_certificate_key a.key;\n}\n`
    const files = (listen: string) => ({
      [`${CONF_D}/tls.conf`]: server(listen),
      '.platform/nginx/a.crt': 'a',
      '.platform/nginx/a.key': 'a',
    })
    expect(rules(await find(files('listen 443 ssl;\n  listen 443 quic reuseport;')))).not.toContainEqual(
      expect.stringContaining('duplicate-listen'),
    )
    const [twice] = await find(files('listen 443 quic;\n  listen 443 quic reuseport;'))
    expect(twice).toMatchObject({
      rule: 'duplicate-listen',
      message: expect.stringContaining('(a duplicate listen 0.0.0.0:443)'),
    })
  })

  it.each([
    'load_module modules/ngx_http_brotli_filter_module.so;',
    'ssl_engine rdrand;',
  ])('refuses %s outside of the top of an nginx.conf, which no trial sees', async line => {
    expect(rules(await find({ [`${CONF_D}/a.conf`]: `${line}\n` }))).toEqual([
      'refused-by-instance directive-not-allowed-here 1',
    ])
  })

  it('refuses a file that includes itself, also by way of another', async () => {
    const own = await find({ [`${CONF_D}/a.conf`]: 'include conf.d/*.conf;\n' })
    expect(rules(own)).toEqual(['refused-by-proxy nginx-syntax 1'])
    const other = { [`${CONF_D}/a.conf`]: 'include b.inc;\n', '.platform/nginx/b.inc': '\ninclude conf.d/a.conf;\n' }
    expect(rules(await find(other))).toEqual(['refused-by-proxy nginx-syntax 2'])
    const aside = { [`${CONF_D}/a.conf`]: 'include b.inc;\n', '.platform/nginx/b.inc': 'proxy_buffering off;\n' }
    expect(await find(aside)).toEqual([])
  })

  it('says of a missing semicolon where it is missing, and nothing of what seems to be missing behind it', async () => {
    const text = 'location /ws {\n  proxy_pass http://127.0.0.1:8080;\n  proxy_set_header Upgrade $http_upgrade\n}\n'
    const found = await find({ [`${IN_SERVER}/ws.conf`]: text })
    expect(rules(found)).toEqual(['refused-by-proxy nginx-syntax 4'])
    expect(found[0]?.remedy).toBe('Add the ";" to the end of the line before it.')
  })

  it('says nothing of a text that is no configuration, and of a file that a directive names', async () => {
    expect(await find({ [`${CONF_D}/readme.txt`]: 'Read me; please.\n' })).toEqual([])
    const users = { [`${CONF_D}/users`]: 'proxy_buffering off;\n' }
    expect(rules(await find(users))).toEqual(['no-effect unread-file undefined'])
    const named = { ...users, [`${CONF_D}/a.conf`]: 'auth_basic chat;\nauth_basic_user_file conf.d/users;\n' }
    expect(await find(named)).toEqual([])
  })

  it('names no path outside of the folder in a remedy', async () => {
    expect(await find({ [`${CONF_D}/a.conf`]: 'include ../../../../../../etc/hostname;\n' })).toEqual([])
  })

  it('does not advise to move a location that Beanstalk has itself', async () => {
    const server = (locations: string) => ({ [`${CONF_D}/a.conf`]: `server {\n  listen 80;\n${locations}}\n` })
    const [only] = await find(server(location('/')))
    expect(only?.remedy).toMatch(/^Remove the server: /)
    const [both] = await find(server(location('/') + location('/ws')))
    expect(both?.remedy).toMatch(/^Move its other locations to .* Leave its location \/ out/)
  })

  it('does not say that a redirect to another name never ends', async () => {
    const server = (to: string) => ({
      [`${CONF_D}/a.conf`]: `server {\n  listen 80;\n  server_name old.example.com;\n  return 301 https://${to}$request_uri;\n}\n`,
    })
    const [other] = await find(server('chat.example.com'))
    expect(other).toMatchObject({ rule: 'redirect-of-everything' })
    expect(other?.message).not.toContain('never ends')
    const [same] = await find(server('old.example.com'))
    expect(same?.message).toContain('never ends')
    const [variable] = await find(server('$host'))
    expect(variable?.message).toContain('never ends')
  })
})
