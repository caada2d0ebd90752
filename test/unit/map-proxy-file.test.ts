import { describe, expect, it } from 'vitest'
import { findHttpdPorts, mapHttpdFile } from '../../src/local-beanstalk/host/map-httpd-file.ts'
import { findListenPorts, mapProxyFile, unmapProxyText } from '../../src/local-beanstalk/host/map-proxy-file.ts'
import type { ProxyMapping } from '../../src/local-beanstalk/host/proxy-program.ts'

const MAPPING: ProxyMapping = {
  root: '/instance',
  ports: new Map([
    [80, 20080],
    [8080, 28080],
    [443, 20443],
  ]),
  container: undefined,
  user: undefined,
  knowsHttp2: false,
}

function map(text: string, path = 'conf.d/own.conf', mapping: Partial<ProxyMapping> = {}): string {
  return mapProxyFile(path, text, { ...MAPPING, ...mapping })
}

describe('mapping a proxy file', () => {
  it.each([
    ['listen 80;', 'listen 127.0.0.1:20080;'],
    ['listen *:80 default_server;', 'listen 127.0.0.1:20080 default_server;'],
    ['listen 0.0.0.0:443 ssl;', 'listen 127.0.0.1:20443 ssl;'],
    ['listen localhost;', 'listen 127.0.0.1:20080;'],
    ['listen [::]:80 ipv6only=on;', 'listen unix:/instance/var/run/listen-v6-80.sock ;'],
    ['listen 8080;', 'listen 127.0.0.1:28080;'],
    ['listen unix:/tmp/own.sock;', 'listen unix:/tmp/own.sock;'],
    ['proxy_pass http://127.0.0.1:8080/x;', 'proxy_pass "http://127.0.0.1:28080/x";'],
    ['proxy_pass http://localhost:8080;', 'proxy_pass "http://127.0.0.1:28080";'],
    ['proxy_pass http://127.0.0.1:3001;', 'proxy_pass http://127.0.0.1:3001;'],
    ['proxy_pass http://docker;', 'proxy_pass http://docker;'],
    ['upstream a { server 127.0.0.1:8080; }', 'upstream a { server "127.0.0.1:28080"; }'],
    ['set $up 127.0.0.1:8080;', 'set $up "127.0.0.1:28080";'],
    ['return 301 http://localhost:8080;', 'return 301 http://localhost:8080;'],
    ['include /etc/nginx/mime.types;', 'include "/instance/etc/nginx/mime.types";'],
    ['include conf.d/*.conf;', 'include conf.d/*.conf;'],
    ['access_log /var/log/nginx/a.$year healthd;', 'access_log "/instance/var/log/nginx/a.$year" healthd;'],
    ['access_log off;', 'access_log off;'],
    ['alias /var/app/current/public/;', 'alias "/instance/var/app/current/public/";'],
    ['location /var/log/ { return 204; }', 'location /var/log/ { return 204; }'],
    ['proxy_temp_path /x;', ''],
    ['http2 on;', ''],
    ['# listen 80;', '# listen 80;'],
    ["add_header X 'listen 80;';", "add_header X 'listen 80;';"],
  ])('maps %s', (text, mapped) => {
    expect(map(text)).toBe(mapped)
  })

  it('lets a server that names no port listen on the proxy port', () => {
    expect(map('server {\n  server_name x;\n}')).toBe('server { listen 127.0.0.1:20080;\n  server_name x;\n}')
    expect(map('server { listen 443; }')).toBe('server { listen 127.0.0.1:20443; }')
  })

  it('keeps every line where it is', () => {
    const text = 'user\n  nginx;\npid /x;\nhttp\n{\n  server {\n    listen\n      80;\n  }\n}\nlocation /x {}\n'
    const mapped = map(text, 'nginx.conf').split('\n')
    expect(mapped).toHaveLength(text.split('\n').length)
    expect(mapped[10]).toBe('location /x {}')
  })

  it('decides user, pid and workers in nginx.conf, and nowhere else', () => {
    const main = 'user nginx;pid /run/nginx.pid;worker_processes auto;'
    expect(map(main, 'nginx.conf')).toBe('worker_processes 1;')
    expect(map(main, 'nginx.conf', { user: 'root' })).toBe('user root;worker_processes 1;')
    expect(map(main)).toBe(main)
  })

  it('gives nginx its temporary files and its default access log inside the instance', () => {
    const mapped = map('http { }', 'nginx.conf')
    expect(mapped).toMatch(/^http { client_body_temp_path "\/instance\/var\/tmp\/client_body_temp_path";/)
    expect(mapped).toContain(' access_log "/instance/var/log/nginx/access.log"; }')
    expect(map('http { access_log off; }', 'nginx.conf')).not.toContain('access.log')
  })

  it('leaves text that is not finished, or no configuration, as it is', () => {
    for (const text of ['listen 80', 'server }\n}} "', '"', "'\\", '\u00ef\u00bb\u00bf', '{"listen": "80;"}', '{{{']) {
      expect(map(text)).toBe(text)
    }
  })

  it('keeps a directive that lacks its semicolon wrong', () => {
    expect(map('listen 80\nserver_name x;')).toBe('listen 127.0.0.1:20080\nserver_name x;')
  })

  it('knows http2 from nginx 1.25.1 on', () => {
    expect(map('http2 on;', 'conf.d/a.conf', { knowsHttp2: true })).toBe('http2 on;')
  })
})

describe('the ports of a proxy file', () => {
  it('are those of its listen directives', () => {
    expect(findListenPorts('server { listen 80; listen [::]:8443 ssl; listen unix:/x; listen localhost; }')).toEqual([
      80, 8443, 80,
    ])
  })
})

describe('what nginx wrote about mapped files', () => {
  it.each([
    [
      'nginx: [emerg] bind() to 127.0.0.1:28080 failed (98: Address already in use)',
      'nginx: [emerg] bind() to 0.0.0.0:8080 failed (98: Address already in use)',
    ],
    [
      '[emerg] x in /instance/var/proxy/staging/nginx/nginx.conf:3',
      '[emerg] x in /var/proxy/staging/nginx/nginx.conf:3',
    ],
    ['upstream: "http://127.0.0.1:28080/ws"', 'upstream: "http://127.0.0.1:8080/ws"'],
    ['bind() to unix:/instance/var/run/listen-v6-80.sock failed', 'bind() to [::]:80 failed'],
    ['a duplicate default server for 127.0.0.1:20080 in', 'a duplicate default server for 0.0.0.0:80 in'],
    ['connect to 127.0.0.1:9999', 'connect to 127.0.0.1:9999'],
  ])('reads as on the instance: %s', (text, unmapped) => {
    expect(unmapProxyText(text, MAPPING)).toBe(unmapped)
  })
})

describe('mapping what is not at a port of 127.0.0.1', () => {
  it.each([
    ['server unix:///var/run/puma/my_app.sock;', 'server "unix:run/puma/my_app.sock";'],
    ['server unix:/run/php-fpm/www.sock;', 'server "unix:run/php-fpm/www.sock";'],
    ['proxy_pass http://unix:/var/run/puma/my_app.sock:/x;', 'proxy_pass "http://unix:run/puma/my_app.sock:/x";'],
    ['fastcgi_pass unix:/run/php-fpm/www.sock;', 'fastcgi_pass "unix:run/php-fpm/www.sock";'],
  ])('finds the socket in the instance’s folder: %s', (text, mapped) => {
    expect(map(text)).toBe(mapped)
  })

  it('finds the container at its own address, and not at that of the host', () => {
    const container = { port: 8000, local: 28000 }
    expect(map('server 172.17.0.2:8000;', 'a.conf', { container })).toBe('server "127.0.0.1:28000";')
    expect(map('server 172.17.0.2:9000;', 'a.conf', { container })).toBe('server 172.17.0.2:9000;')
    expect(map('proxy_pass http://127.0.0.1:8000;', 'a.conf', { container })).toBe('proxy_pass http://127.0.0.1:8000;')
  })
})

describe('mapping a file of httpd', () => {
  it.each([
    ['Listen 80', 'Listen 127.0.0.1:20080'],
    ['  Listen 0.0.0.0:443 https', '  Listen 127.0.0.1:20443 https'],
    ['<VirtualHost *:80>', '<VirtualHost *:20080>'],
    ['ProxyPass / http://localhost:8080/ retry=0', 'ProxyPass / http://127.0.0.1:28080/ retry=0'],
    ['ProxyPass "/ws" "ws://127.0.0.1:8080/ws"', 'ProxyPass "/ws" "ws://127.0.0.1:28080/ws"'],
    ['ProxyPass / http://localhost:9999/', 'ProxyPass / http://127.0.0.1:9999/'],
    ['ErrorLog /var/log/httpd/x', 'ErrorLog /instance/var/log/httpd/x'],
    ['CustomLog "logs/access_log" combined', 'CustomLog "/instance/var/log/httpd/access_log" combined'],
    ['Include "/etc/httpd/conf.d/x.conf"', 'Include "/instance/etc/httpd/conf.d/x.conf"'],
    ['ServerRoot "/etc/httpd"', ''],
    ['User apache', ''],
    ['# Listen 80', '# Listen 80'],
  ])('%s becomes %s', (text, mapped) => {
    expect(mapHttpdFile('conf.d/own.conf', `${text}\n#\n`, MAPPING)).toBe(`${mapped}\n#\n`)
  })

  it('finds the ports that it listens on', () => {
    expect(findHttpdPorts('Listen 80\n# Listen 81\nListen [::]:8443 https\nListen 99999\n')).toEqual([80, 8443])
  })
})
