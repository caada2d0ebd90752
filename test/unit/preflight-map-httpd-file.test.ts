import { describe, expect, it } from 'vitest'
import {
  IGNORED_BY_TRIAL,
  PLAIN_DIRECTIVES,
  UNTRIED_DIRECTIVE,
  UNTRIED_DIRECTIVES,
} from '../../src/proxy/preflight/httpd-directives.ts'
import { HTTPD_RULES } from '../../src/proxy/preflight/httpd-rules.ts'
import { mapHttpdFile } from '../../src/proxy/preflight/map-httpd-file.ts'

function map(text: string): { readonly text: string; readonly notes: readonly string[] } {
  const notes: string[] = []
  const mapped = mapHttpdFile(
    { path: 'conf.d/own.conf', text, bundleName: '.platform/httpd/conf.d/own.conf' },
    {
      ...{ folder: '/t', remote: 9, hasFile: path => path === 'conf.d/there.conf' },
      ...{ toListener: port => port + 10_000, toApp: port => port + 20_000 },
      note: (what, _, line) => void notes.push(`${what} ${line}`),
    },
  )
  return { text: mapped, notes }
}

/** Written as somebody would who wants to get by. */
const DISGUISES: readonly (readonly [string, (name: string) => string])[] = [
  ['as it is', name => name],
  ['in capitals', name => name.toUpperCase()],
  ['in quotes', name => `"${name}"`],
  ['in the other quotes', name => `'${name}'`],
  ['over two lines', name => `${name.slice(0, 3)}\\\n${name.slice(3)}`],
  ['behind odd white space', name => `\v\r\t${name}`],
]

describe.each(DISGUISES)('a directive of httpd that is written %s', (_, disguise) => {
  it('is left out and told, if it is not tried out here', () => {
    const others = ['sslengine', 'luahookfixups', 'h2push', 'wsgidaemonprocess', 'extfilterdefine']
    for (const name of [...UNTRIED_DIRECTIVES, ...others]) {
      const { text, notes } = map(`${disguise(name)} a /b\n`)
      expect([text.trim(), ...notes].join().toLowerCase(), name).toBe(`,${name} 1`)
    }
  })

  it('is left out, if it says how httpd runs', () => {
    for (const name of IGNORED_BY_TRIAL) {
      const { text, notes } = map(`${disguise(name)} a /b\n`)
      expect([text.trim(), ...notes], name).toEqual([''])
    }
  })

  it('is written anew, if it names nothing of a machine', () => {
    for (const name of PLAIN_DIRECTIVES) {
      const { text, notes } = map(`${disguise(name)} a "b c" '|d'\n`)
      expect([text.trim().toLowerCase(), ...notes], name).toEqual([`${name} a "b c" |d`])
    }
  })

  it('is refused by httpd, if nobody knows it', () => {
    for (const name of ['proxypas', 'gracefulloadfile', 'constructor', '__proto__']) {
      const { text, notes } = map(`${disguise(name)} "|a"\n`)
      expect([text.trim().toLowerCase(), ...notes], name).toEqual([`preflight:${name}`])
    }
  })
})

/** Name -> the arguments, and what becomes of them; undefined for left out. */
const MAPPED: Readonly<Record<string, readonly (readonly [string, string | undefined])[]>> = {
  listen: [
    ['80', '127.0.0.1:10080'],
    ['"80"', '127.0.0.1:10080'],
    ['0.0.0.0:80 https', '127.0.0.1:10080'],
    ['[::]:81', '127.0.0.1:10081'],
    ['http', undefined],
  ],
  include: [
    ['conf.d/*.conf', '/t/httpd/conf.d/*.conf'],
    ['"/etc/httpd/conf.d/there.conf"', '/t/httpd/conf.d/there.conf'],
    ['/etc/httpd/conf.d/absent.conf', undefined],
    ['/etc/passwd', undefined],
    ['../a.conf', undefined],
    ['[.][.]/a.conf', undefined],
    ['conf.d/.?/a.conf', undefined],
    ['$' + '{a}', undefined],
  ],
  includeoptional: [
    ['conf.d/elasticbeanstalk/*.conf', '/t/httpd/conf.d/elasticbeanstalk/*.conf'],
    ['/home/*/.netrc', undefined],
  ],
  documentroot: [['/', '/t/pages']],
  errorlog: [
    ['"|/bin/a"', '/t/logs/all.log'],
    ['syslog:user', '/t/logs/all.log'],
  ],
  customlog: [['"|/bin/a" "%h \u2028" env=a', '/t/logs/all.log "%h \u2028" env=a']],
  transferlog: [['|/bin/a', '/t/logs/all.log']],
  globallog: [['"|/bin/a" common', '/t/logs/all.log common']],
  authuserfile: [['/etc/shadow', '/t/absent']],
  authgroupfile: [['"/etc/group"', '/t/absent']],
  alias: [
    ['/etc /etc', '/etc /t/absent'],
    ['/etc', '/t/absent'],
  ],
  aliasmatch: [['^/(.*)$ /$1', '^/(.*)$ /t/absent']],
  scriptalias: [['/bin/ /bin/', '/bin/ /t/absent']],
  scriptaliasmatch: [['^/bin/(.*) "/bin/$1"', '^/bin/(.*) /t/absent']],
  proxypass: [
    ['/ http://localhost:8080/ retry=0', '/ http://127.0.0.1:28080/ retry=0'],
    ['"/a" "unix:/run/a.sock|HTTP://10.0.0.1"', '/a HTTP://127.0.0.1:9'],
    ['/a !', '/a !'],
    ['/a http://$1/', undefined],
    ['/a http://u@127.0.0.1/', undefined],
    ['/a http://127.0.0.1%{x}/', undefined],
    ['/a unix:/run/a.sock', undefined],
    ['/a balancer://b:80/', undefined],
  ],
  proxypassmatch: [
    ['^/(?:a|b)$ http://[::1]:81/$1', '^/(?:a|b)$ http://127.0.0.1:20081/$1'],
    ['^(.*) http://localhost:8080$1', undefined],
  ],
  balancermember: [['"http://a.internal:1" route=1', 'http://127.0.0.1:9 route=1']],
  proxyset: [['balancer://b lbmethod=byrequests', 'balancer://b lbmethod=byrequests']],
  proxyrequests: [
    ['off', 'off'],
    ['On', undefined],
  ],
  rewriterule: [
    ['^/ http://localhost:1/ [p]', '^/ http://127.0.0.1:20001/ [P]'],
    ["^/ ws://10.0.0.1/$1 '[L, proxy ,NC]'", '^/ ws://127.0.0.1:9/$1 [L,P,NC]'],
    ['^ http://%{HTTP_HOST}/ [P]', undefined],
    ['^ proxy:http://10.0.0.1/', undefined],
    ['^ proxy:http://10.0.0.1/ [R]', undefined],
    ['^ - [H=proxy:http://10.0.0.1/]', undefined],
    ['^ - [T=a/b]', undefined],
    ['^/a /etc/hostname [L]', '^/a /etc/hostname [L,PT]'],
    ['^/a /etc/hostname [END,NC]', '^/a /etc/hostname [NC,PT]'],
    ['^/a /etc/hostname', undefined],
    ['^/a %{DOCUMENT_ROOT}/../a [L]', undefined],
    ['^/a $1 [L]', undefined],
    ['^/a etc/hostname [L]', undefined],
    ['^/a https://%{HTTP_HOST}/b [R=301,L]', '^/a https://%{HTTP_HOST}/b [R=301,L]'],
    ['"^/a b\\.c" - [F]', '"^/a b\\.c" - [F]'],
    ['^/a$ /b [L] more', undefined],
    ['^/a$ /b L', undefined],
  ],
  rewritecond: [],
  sethandler: [
    ['server-status', 'server-status'],
    ['"proxy:fcgi://127.0.0.1:9000"', 'proxy:fcgi://127.0.0.1:29000'],
    ['PROXY:http://10.0.0.1/', 'proxy:http://127.0.0.1:9/'],
    ['proxy:http://%{HTTP_HOST}/', undefined],
    ['cgi-script', undefined],
  ],
  addhandler: [
    ['default-handler .a', 'default-handler .a'],
    ['proxy:http://10.0.0.1/ .a', 'proxy:http://127.0.0.1:9/ .a'],
    ['type-map .var', undefined],
  ],
  require: [
    ['not ip 10.0.0.1', 'not ip 10.0.0.1'],
    ['all granted', 'all granted'],
    ['forward-dns a.example', undefined],
    ['not host a.example', undefined],
    ['expr true', undefined],
    ['dbm-group a', undefined],
  ],
  allow: [
    ['from all', 'from all'],
    ['from 10.0.0.0/8 env=a', 'from 10.0.0.0/8 env=a'],
    ['from a.example', undefined],
  ],
  deny: [['from a.example', undefined]],
  authbasicprovider: [
    ['file', 'file'],
    ['file ldap', undefined],
  ],
  remoteipinternalproxy: [
    ['10.0.0.0/8 ::1', '10.0.0.0/8 ::1'],
    ['a.example', undefined],
  ],
  remoteiptrustedproxy: [['proxy.example', undefined]],
  setenvifexpr: [
    ['"%{HTTP:A} == \'b\'" a', `"%{HTTP:A} == 'b'" a`],
    ['"-f \'/etc/passwd\'" a', undefined],
    ["\"file('/etc/passwd') == ''\" a", undefined],
    ['"%{file:/etc/passwd} == \'\'" a', undefined],
    ['"FileSize (\'/etc/passwd\') -gt 1" a', undefined],
  ],
}

const SECTIONS: readonly (readonly [string, string, string | undefined])[] = [
  ['virtualhost', '*:80 a.example:81 [::]:82', '*:10080 *:10081 *:10082'],
  ['virtualhost', 'a.example', '*'],
  ['proxy', '*', '*'],
  ['proxy', '"http://10.0.0.1:80/" max=1', 'http://127.0.0.1:9/ max=1'],
  ['proxy', 'balancer://b', 'balancer://b'],
  ['if', '"%{HTTP:A} == \'b\'"', `"%{HTTP:A} == 'b'"`],
  ['if', '"-f \'/etc/passwd\'"', undefined],
  ['if', '-f "/etc/passwd"', undefined],
  ['elseif', '"!-d \'/etc\'"', undefined],
  ['location', '"/a b"', '"/a b"'],
]

describe('a directive of httpd that names a file, a host or a port', () => {
  it('has a row here for every rule', () => {
    const rows = new Set([...Object.keys(MAPPED), ...SECTIONS.map(([name]) => name)])
    expect([...HTTPD_RULES.keys()].filter(name => !rows.has(name))).toEqual([])
  })

  it.each(
    Object.entries(MAPPED).flatMap(([name, rows]) => rows.map(([args, mapped]) => [name, args, mapped] as const)),
  )('is mapped: %s %s', (name, args, mapped) => {
    for (const written of [name, `"${name.toUpperCase()}"`]) {
      const { text, notes } = map(`\n${written} ${args}`)
      expect(text.toLowerCase()).toBe(mapped === undefined ? '\n' : `\n${name} ${mapped}`.toLowerCase())
      expect(notes.length).toBe(mapped === undefined ? 1 : 0)
    }
  })

  it.each(SECTIONS)('is mapped with all that is in it: <%s %s>', (name, args, mapped) => {
    const { text, notes } = map(`<${name} ${args}>\nTimeout 1\n</${name}>\nTimeout 2`)
    expect(text).toBe(
      mapped === undefined ? '\n\n\nTimeout 2' : `<${name} ${mapped}>\nTimeout 1\n</${name}>\nTimeout 2`,
    )
    expect(notes).toEqual(mapped === undefined ? [`${name} 1`] : [])
  })

  it('may be in no list of what is kept', () => {
    const words =
      'loadmodule loadfile rewritemap proxyremote proxyremotematch proxypassinterpolateenv remoteiptrustedproxylist remoteipinternalproxylist macro use undefmacro chrootdir forensiclog accessfilename virtualdocumentroot virtualscriptalias proxyblock noproxy iffile ifdirective ifsection action script headername readmename proxysourceaddress balancerpersist mmapfile metadir inputsed outputsed protocolecho logmessage'
    for (const name of words.split(' ')) expect(UNTRIED_DIRECTIVES.has(name), name).toBe(true)
    const lists = [PLAIN_DIRECTIVES, IGNORED_BY_TRIAL, UNTRIED_DIRECTIVES, new Set(HTTPD_RULES.keys())]
    const all = lists.flatMap(list => [...list])
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([])
    expect([...PLAIN_DIRECTIVES].filter(name => UNTRIED_DIRECTIVE.test(name))).toEqual([
      'cachenegotiateddocs',
      'cgipassauth',
      'cgivar',
    ])
  })
})

describe('a condition of a rewrite', () => {
  it.each([
    ['%{HTTP:Upgrade} websocket [NC]', true],
    ['%{DOCUMENT_ROOT}%{REQUEST_URI} !-f', true],
    ['%{REQUEST_FILENAME}a -d [OR]', false],
    ['/etc/passwd -f', false],
    ['%{DOCUMENT_ROOT}/../etc/passwd !-F', false],
    ['expr "true"', false],
    ['"EXPR" "-f \'/etc/passwd\'"', false],
    ['%{HTTP:A} "%{file:/etc/passwd}"', false],
  ])('%s stays: %s, and with it its rule', (condition, isKept) => {
    const text = `RewriteCond %{HTTPS} off\nRewriteCond ${condition}\nRewriteRule ^ - [F]\nRewriteRule ^/a - [F]`
    const mapped = map(text)
    expect(mapped.text).toBe(isKept ? text : '\n\n\nRewriteRule ^/a - [F]')
    expect(mapped.notes.length).toBe(isKept ? 0 : 3)
  })
})

it('looks for a file below the pages of the trial', () => {
  for (const test of ['%{REQUEST_FILENAME}', '%{REQUEST_URI}', '%{DOCUMENT_ROOT}/%{REQUEST_FILENAME}']) {
    expect(map(`RewriteCond ${test} !-d [OR]\nRewriteRule ^ - [F]`).text).toContain(
      'd %{DOCUMENT_ROOT}%{REQUEST_URI} !-d',
    )
  }
})

describe('a file of httpd', () => {
  it('keeps every directive in its line', () => {
    const { text } = map('# a \\\nb\n\nTimeout \\\n 1\n<Location /a>\n  Timeout 2\r\n</Location>')
    expect(text).toBe('\n\n\nTimeout 1\n\n<Location /a>\nTimeout 2\n</Location>')
  })

  it('has no line that ends as if it went on', () => {
    expect(map('SetEnv a "b\\\\"\nSetEnv c \\').text).toBe('SetEnv a "b\\\\"\nSetEnv c "\\\\"')
  })

  it.each([
    '<Macro m>',
    '<Perl>',
    '<IfFile /etc/passwd>',
    '<If "-f \'/a\'">',
    '"<Lua>"',
    '<Location "$' + '{a}">',
  ])('loses the whole of %s', head => {
    const name = /\w+/.exec(head)?.[0]
    expect(map(`${head}\n<${name}>\nTimeout 1\n</${name}>\nTimeout 2\n</${name}>\nTimeout 3`).text).toBe(
      '\n\n\n\n\n\nTimeout 3',
    )
  })

  it.each([
    'Timeout "a\0"',
    'Timeout "a\u0001b"',
    'SetEnv a $' + '{b}',
    '"$' + '{b}" c',
    'Time\0out 1',
  ])('loses what nobody can be sure of: %j', text => {
    expect(map(text)).toMatchObject({ text: '', notes: [expect.stringMatching(/ 1$/)] })
  })
})
