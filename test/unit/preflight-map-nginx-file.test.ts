import { describe, expect, it } from 'vitest'
import { unmapNames } from '../../src/proxy/preflight/map-address.ts'
import { mapNginxFile, unmarkUnknown } from '../../src/proxy/preflight/map-nginx-file.ts'
import type { NginxMapping } from '../../src/proxy/preflight/nginx-rule.ts'
import { makeProxySockets } from '../../src/proxy/preflight/proxy-sockets.ts'

interface Mapped {
  readonly text: string
  readonly notes: readonly string[]
  unmap(text: string): string
}

function map(text: string, more: Partial<NginxMapping> & { path?: string; appPort?: number | undefined } = {}): Mapped {
  const { path = 'conf.d/elasticbeanstalk/a.conf', appPort = 8080, ...mapping } = more
  const notes: string[] = []
  const sockets = makeProxySockets({ folder: '/t/s', appPort, answersOnPorts: true })
  const full: NginxMapping = {
    ...{ folder: '/t', sockets, upstreams: new Set(['my_app']), isRoot: true, hasCertificate: true },
    ...{ removed: new Set<string>(), mayHaveModules: false, isTooNew: () => false, hasFile: () => false },
    isMainFile: path => path === 'nginx.conf',
    includesListen: () => false,
    note: what => void notes.push(what),
    ...mapping,
  }
  const mapped = mapNginxFile({ path, text, bundleName: `.platform/nginx/${path}` }, full)
  return { text: mapped, notes, unmap: words => sockets.unmap(unmapNames(unmarkUnknown(words))) }
}

const UNKNOWN = `${'x'.repeat(64)}.`

describe('a file of nginx, mapped for a trial,', () => {
  it.each([
    ['listen 80;', 'listen unix:/t/s/0-80;'],
    ['listen 80 default_server;', 'listen unix:/t/s/0-80 default_server;'],
    ['listen [::]:80 ipv6only=on;', 'listen unix:/t/s/0-80 bind;'],
    ['listen 443 ssl reuseport http2;', 'listen unix:/t/s/0-443 ssl bind http2;'],
    ['listen 80 backlog=4096;', 'listen unix:/t/s/0-80 backlog=4096;'],
    ['listen 8080;', 'listen unix:/t/s/app-8080;'],
    ['listen unix:/run/a.sock;', 'listen unix:/t/s/0-;'],
    ['listen UNIX:/run/a.sock;', 'listen unix:/t/s/0-;'],
    ['listen 8000-8010;', 'listen unix:/t/s/0-8000;'],
  ])('listens on a file for "%s"', (text, mapped) => {
    expect(map(text).text).toBe(mapped)
  })

  it('has one file for an address, however it is written', () => {
    const { text } = map('listen 81; listen *:81; listen 0.0.0.0:81; listen 127.0.0.1:81; listen localhost:81;')
    expect(text.match(/\d-81/g)).toEqual(['0-81', '0-81', '0-81', '1-81', '1-81'])
  })

  it('gives a server that names no address the port 80', () => {
    expect(map('server { server_name a; }').text).toBe('server { listen unix:/t/s/0-80; server_name a; }')
    expect(map('server { include own.conf; }', { includesListen: () => true }).text).toBe(
      'server { listen unix:/t/s/unused; include own.conf; }',
    )
  })

  it('leaves no server without an address, for nginx would take a port of the machine', () => {
    const text = 'server { listen 81; listen 443 quic; }'
    const isTooNew = ({ args }: { readonly args: readonly string[] }) => args.includes('81')
    expect(map(text, { isTooNew }).text).toBe('server { listen unix:/t/s/unused;   }')
  })

  it.each([
    ['proxy_pass http://127.0.0.1:8080;', 'proxy_pass "http://unix:/t/s/app-8080";'],
    ['proxy_pass http://localhost:3000/a/;', 'proxy_pass "http://unix:/t/s/app-3000:/a/";'],
    ['proxy_pass http://127.0.0.1:8080$request_uri;', 'proxy_pass "http://unix:/t/s/app-8080:$request_uri";'],
    ['proxy_pass http://my_app;', 'proxy_pass "http://!my_app";'],
    ['proxy_pass http://MY_APP/a;', 'proxy_pass "http://!MY_APP/a";'],
    ['proxy_pass https://backend.internal/a;', 'proxy_pass "https://unix:/t/s/remote:/a";'],
    ['proxy_pass http://169.254.169.254/latest;', 'proxy_pass "http://unix:/t/s/remote:/latest";'],
    ['proxy_pass http://unix:/var/run/a.sock:/b;', 'proxy_pass "http://unix:/t/s/socket-0:/b";'],
    ['proxy_pass http://$backend;', 'proxy_pass "http://unix:/t/s/nobody:/$backend";'],
    ['proxy_pass $target;', 'proxy_pass "unix:/t/s/nobody:/$target";'],
    ['proxy_pass http://127.0.0.1:$port;', 'proxy_pass "http://unix:/t/s/nobody:/127.0.0.1:$port";'],
    ['fastcgi_pass unix:/run/php-fpm/www.sock;', 'fastcgi_pass "unix:/t/s/socket-0";'],
    ['upstream a { server 10.0.0.7:80 weight=2 resolve; }', 'upstream "!a" { server "unix:/t/s/remote" weight=2 ; }'],
    ['upstream a { server 127.0.0.1:$PORT; }', 'upstream "!a" { server "!127.0.0.1:$PORT"; }'],
    ['resolver 8.8.8.8 valid=10s;', 'resolver 127.0.0.1 valid=10s;'],
    ['proxy_pass HTTP://UNIX:/run/a.sock:/b;', 'proxy_pass "HTTP://unix:/t/s/socket-0:/b";'],
    ['proxy_pass http://unix:/a$x.sock:/b;', 'proxy_pass "http://unix:/t/s/nobody:/unix:/a$x.sock:/b";'],
    ['proxy_pass http://unix:;', 'proxy_pass "unix:";'],
    ['fastcgi_pass unix:///run/a.sock;', 'fastcgi_pass "unix:/t/s/socket-0";'],
    ['fastcgi_pass Unix:/run/a.sock;', 'fastcgi_pass "unix:/t/s/socket-0";'],
    ['grpc_pass grpcs://10.0.0.7:443;', 'grpc_pass "grpcs://unix:/t/s/remote";'],
    ['uwsgi_pass suwsgi://app:1;', 'uwsgi_pass "suwsgi://!app:1";'],
    ['memcached_pass LOCALHOST:11211;', 'memcached_pass "unix:/t/s/app-11211";'],
    ['proxy_pass http://127.0.0.1:99999;', 'proxy_pass "http://!127.0.0.1:99999";'],
    ['proxy_pass http:///a;', 'proxy_pass "http:///";'],
    ['proxy_pass ws://127.0.0.1:80/;', 'proxy_pass "!ws://127.0.0.1:80/";'],
    ['server UNIX:/run/a.sock;', 'server "unix:/t/s/socket-0";'],
    ['server unix:;', 'server "unix:";'],
    ['set_real_ip_from 10.0.0.0/8;', 'set_real_ip_from 10.0.0.0/8;'],
    ['set_real_ip_from fd00::/8;', 'set_real_ip_from fd00::/8;'],
    ['set_real_ip_from unix:;', 'set_real_ip_from unix:;'],
    ['set_real_ip_from unix:cafe.example.com;', 'set_real_ip_from 127.0.0.1;'],
    ['set_real_ip_from cafe.de;', 'set_real_ip_from 127.0.0.1;'],
    ['set_real_ip_from 10.0.0.0/99;', 'set_real_ip_from 127.0.0.1;'],
    ['set_real_ip_from proxy.example.com;', 'set_real_ip_from 127.0.0.1;'],
  ])('asks only stand-ins for "%s"', (text, mapped) => {
    expect(map(text).text.replaceAll(UNKNOWN, '!')).toBe(mapped)
  })

  it('makes a name that is unknown on an instance one that no name server is asked about', () => {
    const { text, unmap } = map('proxy_pass http://nodejs:3000;')
    const [host = ''] = /x+\.nodejs/.exec(text) ?? []
    expect(host.split('.')[0]?.length).toBeGreaterThan(63)
    expect(unmap(`host not found in upstream "${host}:3000"`)).toBe('host not found in upstream "nodejs:3000"')
  })

  it.each([
    'include /etc/passwd;',
    'include ../../etc/passwd;',
    'include .?/.?/etc/pass*;',
    'include .*/x;',
    'include a\\b*;',
    'load_module modules/x.so;',
    'ssl_dhparam /etc/ssl/dh.pem;',
    'ssl_conf_command Certificate /x;',
    'proxy_bind 10.0.0.1;',
    'stream { server { listen 1; } }',
    'perl_set $a x;',
    'ssl_ocsp_responder http://ocsp.example.com/;',
    'ssl_stapling_responder http://ocsp.example.com/;',
    'dav_methods PUT MKCOL;',
    'create_full_put_path on;',
  ])('leaves out, and says so: "%s"', text => {
    const { text: mapped, notes } = map(text)
    expect([mapped.trim(), notes.length]).toEqual(['', 1])
  })

  it.each([
    ['error_log /etc/x debug;', 'error_log /t/logs/all.log debug;'],
    ['access_log /var/log/a.log main;', 'access_log /t/logs/all.log main;'],
    ['access_log syslog:server=10.0.0.1 main;', 'access_log /t/logs/other.log main;'],
    ['access_log off;', 'access_log off;'],
    ['access_log /var/log/$host;', 'access_log "/t/absent//var/log/$host";'],
    ['auth_basic_user_file /etc/shadow;', 'auth_basic_user_file "/t/absent//etc/shadow";'],
    ['root /;', 'root "/t/absent//";'],
    ['alias /home/$user/;', 'alias "/t/absent//home/$user/";'],
    ['proxy_store /etc/x;', ''],
    ['proxy_temp_path /etc/x;', ''],
    ['ssl_certificate /a.pem;', 'ssl_certificate /t/certificate.pem;'],
    ['ssl_certificate_key engine:x:y;', 'ssl_certificate_key /t/key.pem;'],
    ['include /etc/nginx/conf.d/*.conf;', 'include "/t/nginx/conf.d/*.conf";'],
    ['events { worker_connections 999999; }', 'events { worker_connections 1024; }'],
    ['user nginx nginx;', 'user root ;'],
  ])('touches no file of the machine: "%s"', (text, mapped) => {
    expect(map(text).text).toBe(mapped)
  })

  it('is run as the command says', () => {
    const text = 'pid /etc/x; daemon on; master_process on; env A=b; working_directory /;'
    expect(map(text, { path: 'nginx.conf' }).text.trim()).toBe('')
    expect(map(text, { path: 'main.d/a.conf', isMainFile: () => true }).text.trim()).toBe('')
    expect(map(text).text).toBe(text)
  })

  it('keeps every line where it is', () => {
    const text = 'include\n  /etc/passwd;\nstream {\n  server {\n  }\n}\nlisten\n 80;\n# end\n'
    expect(map(text).text.split('\n').length).toBe(text.split('\n').length)
    expect(map(text).text.split('\n')[8]).toBe('# end')
  })

  it('lets nginx see nothing behind a mistake, and no directive that only this machine knows', () => {
    expect(map('gzip on;\n}\ninclude /etc/passwd;').text).toBe('gzip on;\n}')
    const { text, unmap } = map('init_by_lua_block { os.execute("x") }')
    expect(text).toMatch(/^preflight:init_by_lua_block /)
    expect(unmap('unknown directive "preflight:init_by_lua_block"')).toBe('unknown directive "init_by_lua_block"')
    expect(map('js_import /x;', { mayHaveModules: true })).toMatchObject({ text: '', notes: ['js_import'] })
  })

  it('takes the lines of a map for data, but for what they include', () => {
    const text = 'map $uri $a { listen 80; root /; include /etc/passwd; }'
    expect(map(text).text).toBe('map $uri $a { listen 80; root /;  }')
  })

  it('reads "${{" as nginx does, so that nothing hides behind it', () => {
    expect(map('set $a ${{b;\nload_module x.so;').text).toBe('set $a ${{b;\n')
  })
})
