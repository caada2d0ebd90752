import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { diagnose as diagnoseInWords, rules } from '../../src/handshake/diagnose.ts'
import type { AnsweredEvidence, Evidence, TlsEvidence } from '../../src/handshake/evidence.ts'
import { catalogue } from '../../src/handshake/findings.ts'
import type { Known } from '../../src/handshake/known.ts'
import { listComplaints } from '../support/read-aloud.ts'
import {
  ALB_502,
  APACHE_502,
  APACHE_503,
  answer,
  CONNECTED,
  HAPROXY_503,
  HAPROXY_504,
  NGINX_502,
  NGINX_504,
  opened,
  refused,
  refusedAlike,
} from './handshake-evidence.ts'

const UNREAD = { bundleOverridesProxy: ['.platform/nginx/nginx.conf'] } as const
const OVERRIDE = { ...UNREAD, bundleForwardsUpgrade: false } as const
const FORWARDED = { platformForwardsUpgrade: true, proxy: 'nginx' } as const
const ELB = { Server: 'awselb/2.0' } as const
const HELLO = answer(200, { body: 'hello' })

/** Every finding of this file is also read aloud. */
function diagnose(...asked: Parameters<typeof diagnoseInWords>): ReturnType<typeof diagnoseInWords> {
  const finding = diagnoseInWords(...asked)
  if (!finding) return finding
  const { explanation: what, remedy } = finding
  expect(listComplaints({ what, remedy, withoutPaste: 'it is of evidence that was made up' })).toEqual([])
  return finding
}

describe('diagnose', () => {
  it('has nothing to say about a WebSocket that was opened, pinged and closed', () => {
    expect(diagnose(opened(), {})).toBeNull()
  })

  it.each<[string, Evidence, string]>([
    [
      'a name that does not exist',
      { ...CONNECTED, dns: { kind: 'failed', code: 'ENOTFOUND', ms: 1 }, tcp: [] },
      'name-not-found',
    ],
    [
      'a resolver that fails',
      { ...CONNECTED, dns: { kind: 'failed', code: 'EAI_AGAIN', ms: 1 }, tcp: [] },
      'resolver-failed',
    ],
    [
      'a resolver that is silent',
      { ...CONNECTED, dns: { kind: 'failed', code: 'ETIMEOUT', ms: 1 }, tcp: [] },
      'resolver-failed',
    ],
    ['IPv6 without a route', tcp(['not-tested']), 'no-route-from-here'],
    ['IPv6 without a route beside a silent IPv4', tcp(['timeout', 'not-tested']), 'connection-timed-out'],
    ['a refused and a silent address', tcp(['ECONNREFUSED', 'timeout']), 'connection-timed-out'],
    ['a refused address after one without a route', tcp(['not-tested', 'ECONNREFUSED']), 'connection-refused'],
    ['a firewall on this machine', tcp(['EPERM']), 'connection-failed'],
    ['a limit of this machine', tcp(['EMFILE', 'ECONNRESET']), 'connection-failed'],
    ['an unreachable host', tcp(['EHOSTUNREACH']), 'connection-timed-out'],
    ['an expired certificate', tls('CERT_HAS_EXPIRED'), 'tls-expired'],
    ['another host’s certificate', tls('ERR_TLS_CERT_ALTNAME_INVALID'), 'tls-wrong-host'],
    ['a missing intermediate certificate', tls('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'tls-untrusted'],
    ['TLS 1.1', tls('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'), 'tls-other'],
    ['a reset within TLS', tls('ECONNRESET'), 'connection-closed'],
    [
      'a plain request to a TLS port',
      refusedAlike(answer(400, { body: 'The plain HTTP request was sent to HTTPS port\n<hr><center>nginx' })),
      'tls-required',
    ],
    [
      'a load balancer without targets',
      refusedAlike(answer(503, { headers: ELB, body: ALB_502 })),
      'load-balancer-no-target',
    ],
    [
      'a load balancer whose target refuses',
      refusedAlike(answer(502, { headers: ELB, body: ALB_502 })),
      'load-balancer-bad-gateway',
    ],
    [
      'a load balancer whose target hangs',
      refusedAlike(answer(504, { headers: ELB, body: ALB_502 })),
      'load-balancer-timeout',
    ],
    [
      'a load balancer whose target drops the Upgrade alone',
      refused(answer(502, { headers: ELB, body: ALB_502 }), HELLO, 'different'),
      'application-drops-upgrade',
    ],
    ['a target group for HTTP/2', refusedAlike(answer(464, { headers: ELB })), 'load-balancer-refused'],
    [
      'a firewall’s challenge',
      refusedAlike(answer(202, { headers: { 'x-amzn-waf-action': 'challenge' } })),
      'firewall-blocked',
    ],
    ['CloudFront', refusedAlike(answer(403, { headers: { Server: 'CloudFront' } })), 'cloudfront-refused'],
    [
      'a Classic Load Balancer’s own refusal',
      refusedAlike(answer(400, { reason: 'BAD_REQUEST' })),
      'classic-listener-http',
    ],
    ['httpd without the app', refusedAlike(answer(503, { body: APACHE_503 })), 'application-down'],
    ['HAProxy without the app', refusedAlike(answer(503, { body: HAPROXY_503 })), 'application-down'],
    ['HAProxy that waited in vain', refusedAlike(answer(504, { body: HAPROXY_504 })), 'application-not-answering'],
    [
      'httpd that waited in vain',
      refusedAlike(answer(502, { body: APACHE_502, ms: 60_000 })),
      'application-not-answering',
    ],
    ['httpd whose app closes at once', refusedAlike(answer(502, { body: APACHE_502 })), 'application-down'],
    [
      'an app that closes the Upgrade and keeps a plain GET, by nginx',
      refused(answer(502, { body: NGINX_502 }), answer(504, { body: NGINX_504 }), 'different'),
      'application-drops-upgrade',
    ],
    [
      'an app that closes the Upgrade and keeps a plain GET, by httpd',
      refused(answer(502, { body: APACHE_502 }), answer(502, { body: APACHE_502, ms: 60_000 }), 'same'),
      'application-drops-upgrade',
    ],
    [
      'an app that closes the Upgrade and keeps a plain GET, without a proxy',
      {
        ...CONNECTED,
        upgrade: { kind: 'closed', ms: 5 },
        control: { kind: 'timeout', receivedBytes: 0, ms: 3000, comparison: 'different' },
      },
      'application-drops-upgrade',
    ],
    [
      'an app that refuses the Upgrade and keeps a plain GET',
      {
        ...CONNECTED,
        upgrade: { ...answer(400, { body: 'Bad Request' }), problems: [] },
        control: { kind: 'timeout', receivedBytes: 0, ms: 3000, comparison: 'different' },
      },
      'application-refused-path',
    ],
    [
      'a refusal after which there was no time for a plain GET',
      {
        ...CONNECTED,
        upgrade: { ...answer(400, { body: 'Bad Request', ms: 2000 }), problems: [] },
        control: { kind: 'timeout', receivedBytes: 0, ms: 900, comparison: 'different' },
      },
      'unknown',
    ],
    ['nginx without the app', refusedAlike(answer(502, { body: NGINX_502 })), 'application-down'],
    ['nginx’s own 503, which is a limit', refusedAlike(answer(503, { body: NGINX_502 })), 'proxy-refused'],
    ['a 502 that nobody signed', refusedAlike(answer(502)), 'application-down'],
    [
      'a 502 that nobody signed for the Upgrade alone',
      refused(answer(502), HELLO, 'different'),
      'application-drops-upgrade',
    ],
    ['a 503 without a word for the Upgrade alone', refused(answer(503), HELLO, 'different'), 'application-error'],
    ['an error of the app', refusedAlike(answer(500, { body: 'oops' })), 'application-error'],
    ['a teapot', refused(answer(418, { body: 'short and stout' }), HELLO, 'different'), 'application-refused-request'],
    ['a 304, which is no answer to an Upgrade', refused(answer(304), HELLO, 'different'), 'unknown'],
    ['a 404 without anything to compare', { ...CONNECTED, upgrade: { ...answer(404), problems: [] } }, 'unknown'],
  ])('names %s', (_, evidence, kind) => {
    expect(diagnose(evidence, {})?.kind).toBe(kind)
  })

  it.each([
    ['EACCES', 'Let the firewall'],
    ['EMFILE', 'Raise the limits'],
    ['EINVAL', 'Run the check on another machine'],
  ])('says of %s what to look at on this machine, and quotes it', (code, remedy) => {
    const finding = diagnose(tcp([code]), {})
    expect(finding).toMatchObject({ kind: 'connection-failed', layer: 'tcp', sure: 'certain' })
    expect(finding?.explanation).toContain(code)
    expect(finding?.remedy).toContain(remedy)
  })

  describe('when ws:// is answered by an alert of TLS', () => {
    const alert: Evidence = { ...CONNECTED, upgrade: { kind: 'not-http', excerpt: '\x15\x03\x01\0\x02\x02(', ms: 1 } }

    it('says that TLS is asked for, by the URL or by an app behind nginx', () => {
      const finding = diagnose(alert, {})
      expect(finding).toMatchObject({ kind: 'tls-required', sure: 'likely', candidates: ['tls', 'proxy'] })
      expect(finding?.remedy).toContain('Use "wss://" in the URL, if it is not the app')
    })

    it('does not ask for wss:// where it was used', () => {
      const inside = { ...alert, target: { ...CONNECTED.target, isSecure: true } }
      expect(diagnose(inside, {})?.kind).toBe('not-http')
      expect(diagnose(inside, {})?.remedy).toMatch(/^Let the app speak plain HTTP/)
      expect(
        diagnose({ ...CONNECTED, upgrade: { kind: 'not-http', excerpt: 'SSH-2.0', ms: 1 } }, {})?.remedy,
      ).toContain('at the port on which the app speaks HTTP/1.1')
    })
  })

  it.each([
    ['head-too-large', 'were longer than 16 KiB', 'Set-Cookie'],
    ['head-cut-short', 'broke off', 'crash of the app'],
    ['head-malformed', 'were not written by the rules', 'a status line'],
  ] as const)('says of HTTP that is not whole what is wrong with it: %s', (problem, words, remedy) => {
    const finding = diagnose(
      { ...CONNECTED, upgrade: { kind: 'garbage', problem, excerpt: 'HTTP/1.1 200', ms: 1 } },
      {},
    )
    expect(finding).toMatchObject({ kind: 'broken-answer', candidates: ['application', 'proxy'] })
    expect(finding?.explanation).toContain(words)
    expect(finding?.remedy).toContain(remedy)
  })

  it.each([
    ['https://app.test/ws', true],
    ['https://APP.test:443/ws?token=1', true],
    ['https://login.example.com/oauth', false],
    ['https://app.test/login', false],
    ['https://login.example.com/ws', false],
    ['http://app.test/ws', false],
    ['/login', false],
  ])('asks for wss:// only where a redirect changes nothing else: %s', (Location, isAsked) => {
    const { remedy } = diagnose(refusedAlike(answer(302, { headers: { Location } })), {}) ?? {}
    expect(remedy?.includes('Use "wss://"')).toBe(isAsked)
  })

  it.each([
    [401, 'input "headers"', 'auth_basic off'],
    [403, '"allow" and "deny"', 'let a location for "/ws" pass'],
    [404, 'Let a location for "/ws" pass', 'limit_conn'],
  ])('says of a page of nginx’s own with %i what can be done', (status, ...words) => {
    const { kind, remedy } = diagnose(refusedAlike(answer(status, { body: NGINX_502 })), {}) ?? {}
    expect(kind).toBe('proxy-refused')
    for (const word of words) expect(remedy).toContain(word)
  })

  describe('when the Upgrade and a plain GET get the same answer', () => {
    const same = refusedAlike(answer(404, { body: 'Cannot GET /ws' }))

    it.each<[string, Known, string, string]>([
      ['nothing is known', {}, 'upgrade-dropped-or-no-handler', 'unsure'],
      ['the bundle’s own proxy files drop it', OVERRIDE, 'proxy-drops-upgrade', 'likely'],
      ['nobody can tell what the bundle’s own files do', UNREAD, 'upgrade-dropped-or-no-handler', 'unsure'],
      [
        'the bundle’s own files forward',
        { ...UNREAD, bundleForwardsUpgrade: true, platformForwardsUpgrade: false },
        'application-without-handler',
        'likely',
      ],
      [
        'the bundle’s own proxy files drop it on a platform that forwards',
        { ...OVERRIDE, platformForwardsUpgrade: true },
        'proxy-drops-upgrade',
        'likely',
      ],
      ['the platform does not forward', { platformForwardsUpgrade: false }, 'proxy-drops-upgrade', 'likely'],
      ['the proxy is httpd', { proxy: 'apache' }, 'proxy-drops-upgrade', 'likely'],
      [
        'the platform forwards',
        { platformForwardsUpgrade: true, proxy: 'nginx' },
        'application-without-handler',
        'likely',
      ],
      [
        'our files forward',
        { platformForwardsUpgrade: false, injectedFiles: ['a.conf'] },
        'application-without-handler',
        'likely',
      ],
      ['there is no proxy', { proxy: 'none' }, 'application-without-handler', 'likely'],
      [
        'a Classic Load Balancer is in front',
        { loadBalancer: 'classic', platformForwardsUpgrade: true },
        'upgrade-dropped-or-no-handler',
        'unsure',
      ],
      [
        'all listeners of a Classic Load Balancer are for HTTP',
        { loadBalancer: 'classic', loadBalancerPassesUpgrade: false, ...OVERRIDE },
        'classic-listener-http',
        'likely',
      ],
      [
        'all listeners of a Classic Load Balancer are for TCP',
        { loadBalancer: 'classic', loadBalancerPassesUpgrade: true, platformForwardsUpgrade: true },
        'application-without-handler',
        'likely',
      ],
    ])('and %s, it says as much', (_, known, kind, sure) => {
      expect(diagnose(same, known)).toMatchObject({ kind, sure })
    })

    it('names the proxy beside an app without a handler, for files may be others on the instance', () => {
      const finding = diagnose(same, FORWARDED)
      expect(finding).toMatchObject({ layer: 'application', candidates: ['application', 'proxy'], sure: 'likely' })
      expect(finding?.explanation).toContain('as far as its files are known')
      expect(finding?.remedy).toMatch(/: grep -rn -i upgrade \/etc\/nginx$/)
      const direct = diagnose(same, { proxy: 'none' })
      expect(direct).not.toHaveProperty('candidates')
      expect(direct?.remedy).not.toContain('grep')
    })

    it('says that a guessed path was a guess', () => {
      expect(diagnose(same, { pathIsGuess: true })?.explanation).toContain('guess')
      expect(diagnose(same, {})?.explanation).not.toContain('guess')
    })

    it('is less sure of the words when only the body differs', () => {
      const { control } = same
      if (!control) throw new Error('There was no control')
      expect(diagnose({ ...same, control: { ...control, comparison: 'alike' } }, {})?.explanation).toContain(
        'much like',
      )
    })
  })

  describe('when a connection was held', () => {
    const cut = (silentMs: number) =>
      opened({
        hold: { wantedMs: 400_000, heldMs: silentMs, silentMs, frameCount: 0, isKept: false },
        end: { kind: 'cut', wasClosing: false },
      })

    it('lets no guessed protocol make a warning of its end', () => {
      const evidence = cut(20_000)
      const greeting = { kind: 'missing', waitedFor: 'x', ms: 1 } as const
      const frames = evidence.frames && { ...evidence.frames, greeting }
      const guessed = { ...evidence, ...(frames ? { frames } : {}), protocol: { name: 'socket.io', isGuess: true } }
      expect(diagnose(guessed, {})).toMatchObject({ kind: 'cut-while-held', severity: 'error' })
    })
  })

  describe('when nobody answers', () => {
    const tcp = [{ address: '203.0.113.7', port: 80, kind: 'timeout', ms: 10_000 } as const]
    const silence = (known: Known) => diagnose({ ...CONNECTED, tcp }, known)
    const acl = { message: 'The network ACL acl-1 lets nobody in.', remedy: 'Allow TCP 80 in the network ACL acl-1.' }

    it('names what was found to keep clients out, and what to do about that alone where the group admits', () => {
      const found = silence({ portAdmitted: 'yes', blockers: { found: [acl, acl], unknown: [] } })
      expect(found).toMatchObject({ kind: 'connection-timed-out', remedy: acl.remedy })
      expect(found?.explanation).toContain(`A likely cause: ${acl.message}`)
    })

    it('asks for the rule, too, where the group is not known to admit', () => {
      const found = silence({ portAdmitted: 'no', securityGroup: 'sg-1', blockers: { found: [acl], unknown: [] } })
      expect(found?.remedy).toContain(`${acl.remedy} And: Admit port`)
      expect(found?.remedy).toContain('authorize-security-group-ingress --group-id sg-1')
    })

    it('opens no port on which nothing listens', () => {
      const off = { message: 'It has no listener on port 80.', remedy: 'Enable it.', refuses: true } as const
      const found = silence({ portAdmitted: 'no', securityGroup: 'sg-1', blockers: { found: [off], unknown: [] } })
      expect(found?.remedy).toBe(off.remedy)
    })

    it('says what the group does, and asks for the rule of the listener’s port where the address has another', () => {
      const ownAddress = { host: 'chat.test', port: 80, listenerPort: 8080 }
      const known = { portAdmitted: 'no', securityGroup: 'sg-1a', admittedGroups: ['sg-2'] } as const
      const { host, port } = CONNECTED.target
      const found = silence({ ...known, ownAddress: { ...ownAddress, host, port } })
      expect(found?.explanation).toContain('("sg-1a") admits nobody on TCP 8080 but members of "sg-2"')
      expect(found?.remedy).toContain('--group-id sg-1a --protocol tcp --port 8080')
      expect(silence({ ...known, ownAddress })?.remedy, 'of another host').not.toContain('8080')
    })

    it('opens no group to everybody that was left closed for a reason', () => {
      const because = 'other network interfaces use sg-1, too'
      const found = silence({ portAdmitted: 'no', securityGroup: 'sg-1', portLeftClosed: because })
      expect(found?.remedy).toContain(because)
      expect(found?.remedy).not.toMatch(/0\.0\.0\.0\/0|authorize-security-group-ingress/)
    })

    it('does not say that clients are admitted where only some are', () => {
      const admittedSources = ['203.0.113.0/24']
      const found = silence({ portAdmitted: 'yes', admittedSources, blockers: { found: [], unknown: [] } })
      expect(found?.explanation).toMatch(/let clients in by IPv4\.$/)
      expect(found?.remedy).toContain('admits only "203.0.113.0/24"')
    })

    it('says what could not be looked at, or that all of it lets clients in', () => {
      const denied = silence({ blockers: { found: [], unknown: ['AWS denied ec2:DescribeNetworkAcls.'] } })
      expect(denied?.explanation).toContain('What else may keep clients out is not known: AWS denied')
      const fine = silence({ portAdmitted: 'yes', blockers: { found: [], unknown: [] } })
      expect(fine?.explanation).toContain('let clients in by IPv4, and the security group admits clients.')
      expect(silence({})?.explanation).toMatch(/as behind a closed security group\.$/)
    })
  })

  describe('when the connection is refused', () => {
    const tcp = [{ address: '203.0.113.7', port: 80, kind: 'failed', code: 'ECONNREFUSED', ms: 1 } as const]
    const refused = (known: Known) => diagnose({ ...CONNECTED, tcp }, known)
    const off = {
      message: 'It has no listener on port 80.',
      remedy: 'Enable a listener on port 80.',
      refuses: true,
    } as const

    it('names the listener that is off, and not the proxy', () => {
      const acl = { message: 'The network ACL denies.', remedy: 'Allow.' }
      const found = refused({ loadBalancer: 'network', blockers: { found: [acl, off], unknown: [] } })
      expect(found).toMatchObject({ kind: 'connection-refused', remedy: off.remedy })
      expect(found?.explanation).toContain(`A likely cause: ${off.message}`)
      expect(found?.explanation).not.toContain(acl.message)
    })

    it('blames no proxy behind a load balancer that takes connections itself', () => {
      expect(refused({ loadBalancer: 'application' })?.remedy).toMatch(/load balancer has a listener on port 80/)
      expect(refused({ loadBalancer: 'network' })?.remedy).toMatch(/^Start what should listen on port 80/)
      expect(refused({})?.remedy).toMatch(/^Start what should listen on port 80/)
    })
  })

  describe('when the answer shows that the Upgrade did not arrive', () => {
    it.each<[string, AnsweredEvidence]>([
      ['engine.io', answer(400, { body: '{"code":3,"message":"Bad request"}' })],
      ['tornado, Spring', answer(400, { body: 'Can "Upgrade" only to "WebSocket".' })],
      [
        'python websockets',
        answer(426, { body: 'Failed to open a WebSocket connection: invalid Connection header: close.' }),
      ],
      ['aiohttp', answer(400, { body: 'No WebSocket UPGRADE hdr: None' })],
      ['sockjs', answer(400, { body: 'Not a valid websocket request' })],
      ['daphne, in the reason', answer(400, { reason: 'HTTP Connection headers do not include "upgrade" value' })],
      ['gorilla', answer(400, { body: 'Bad Request\n', headers: { 'Sec-Websocket-Version': '13' } })],
      [
        'nhooyr',
        answer(426, { body: 'WebSocket protocol violation: Connection header "close" does not contain Upgrade' }),
      ],
    ])('is certain of the proxy by the words of %s', (_, both) => {
      const evidence = { ...refusedAlike(both), target: { ...CONNECTED.target, asksEngineIo: true } }
      expect(diagnose(evidence, {})).toMatchObject({ kind: 'proxy-drops-upgrade', layer: 'proxy', sure: 'certain' })
      expect(diagnose(evidence, OVERRIDE)).toMatchObject({ kind: 'proxy-drops-upgrade', sure: 'certain' })
    })

    const bare426 = refusedAlike(answer(426, { body: 'Upgrade Required' }))

    it.each<[string, Known, string, string]>([
      ['likely the proxy', {}, 'proxy-drops-upgrade', 'likely'],
      ['likely the proxy whose files nobody can read', UNREAD, 'proxy-drops-upgrade', 'likely'],
      ['certainly the user’s proxy files', OVERRIDE, 'proxy-drops-upgrade', 'certain'],
      ['certainly httpd', { proxy: 'apache' }, 'proxy-drops-upgrade', 'certain'],
      ['likely the Classic Load Balancer', { loadBalancer: 'classic' }, 'classic-listener-http', 'likely'],
      [
        'certainly the listeners of a Classic Load Balancer that are for HTTP',
        { loadBalancer: 'classic', loadBalancerPassesUpgrade: false, ...OVERRIDE },
        'classic-listener-http',
        'certain',
      ],
      [
        'likely the proxy behind a Classic Load Balancer with TCP listeners',
        { loadBalancer: 'classic', loadBalancerPassesUpgrade: true },
        'proxy-drops-upgrade',
        'likely',
      ],
      [
        'nobody for sure when the proxy is known to forward',
        { platformForwardsUpgrade: true },
        'upgrade-dropped-or-no-handler',
        'unsure',
      ],
    ])('takes a bare 426 for %s', (_, known, kind, sure) => {
      expect(diagnose(bare426, known)).toMatchObject({ kind, sure })
    })

    it('names the app beside the proxy for a bare 426, which a program may say to everything', () => {
      expect(diagnose(bare426, {})).toMatchObject({ layer: 'proxy', candidates: ['proxy', 'application'] })
      expect(diagnose(bare426, OVERRIDE)).not.toHaveProperty('candidates')
    })

    it('does not take engine.io’s words for it where nobody asked engine.io', () => {
      const evidence = refused(answer(400, { body: '{"code":3,"message":"Bad request"}' }), HELLO, 'different')
      expect(diagnose(evidence, {})?.kind).toBe('application-refused-path')
    })
  })

  describe('when the app answers the Upgrade differently from a plain GET', () => {
    it.each<[string, AnsweredEvidence, string, string]>([
      ['401', answer(401), 'application-refused-auth', 'likely'],
      ['403', answer(403), 'application-refused-auth', 'unsure'],
      [
        '403 that names the Origin',
        answer(403, { body: 'Cross origin websockets not allowed' }),
        'application-refused-origin',
        'certain',
      ],
      ['500', answer(500), 'application-error', 'likely'],
      ['200', HELLO, 'upgrade-dropped-or-no-handler', 'unsure'],
    ])('takes %s for what it says, even with the user’s own proxy files', (_, upgrade, kind, sure) => {
      const evidence = refused(upgrade, answer(426), 'different')
      expect(diagnose(evidence, OVERRIDE)).toMatchObject({ kind, sure })
    })
  })

  it('speaks of the 404 of Rails where the answer was one', () => {
    const remedyOf = (status: number) => diagnose(refusedAlike(answer(status)), {})?.remedy
    expect(remedyOf(404)).toContain('Rails refuses a foreign Origin with the same 404.')
    expect(remedyOf(200)).not.toContain('Rails')
  })

  describe('when an app refuses the path to an Upgrade of which a part may be missing', () => {
    const page = (words: string) => answer(400, { body: `<h1>HTTP Status 400 – ${words}</h1>` })
    const noticed: readonly (readonly [string, Evidence])[] = [
      ['Tomcat, which is handed Upgrade alone', refused(page('Bad Request'), answer(404), 'different')],
      [
        'uvicorn, which is handed Connection alone',
        refused(answer(400, { body: 'Unsupported upgrade request.' }), answer(404), 'different'),
      ],
      [
        'one that closes a plain GET',
        {
          ...CONNECTED,
          upgrade: { ...answer(404), problems: [] },
          control: { kind: 'closed', ms: 4, comparison: 'different' },
        },
      ],
    ]

    it.each(
      noticed,
    )('names both, or the proxy that is known to drop, or the app behind one that forwards: %s', (_, evidence) => {
      const both = { kind: 'application-refused-path', sure: 'likely', candidates: ['application', 'proxy'] }
      expect(diagnose(evidence, {})).toMatchObject(both)
      expect(diagnose(evidence, UNREAD)).toMatchObject(both)
      expect(diagnose(evidence, {})?.remedy).toContain('proxy_http_version  1.1;')
      for (const known of [OVERRIDE, { platformForwardsUpgrade: false }]) {
        expect(diagnose(evidence, known)).toMatchObject({ kind: 'proxy-drops-upgrade', layer: 'proxy', sure: 'likely' })
      }
      const alone = diagnose(evidence, FORWARDED)
      expect(alone).toMatchObject({ kind: 'application-refused-path', layer: 'application' })
      expect(alone).not.toHaveProperty('candidates')
      expect(alone?.remedy).not.toContain('proxy_http_version')
    })

    it('tells of uvicorn without a library only where the proxy forwards', () => {
      const [, [, evidence] = ['', CONNECTED]] = noticed
      expect(diagnose(evidence, FORWARDED)?.remedy).toContain('uvicorn[standard]')
      expect(diagnose(evidence, {})?.remedy).not.toContain('uvicorn[standard]')
    })
  })

  describe('when an app refuses requests as such', () => {
    const DJANGO = '<!doctype html>\n<html lang="en">\n<body>\n  <h1>Bad Request (400)</h1><p></p>\n</body>\n</html>\n'
    const RAILS = '<header><h1>Blocked host: app.test</h1></header>'

    it.each<[string, AnsweredEvidence, string]>([
      ['by a limit', answer(429, { reason: 'Too Many Requests' }), 'Let the limit of the app count each client'],
      ['for want of payment', answer(402), 'Read in the log of the app why it refuses this request'],
      ['in a conflict', answer(409), 'Read in the log of the app why it refuses this request'],
      ['for its host, as Django', answer(400, { body: DJANGO }), 'Add "app.test" to ALLOWED_HOSTS'],
      ['for its host, as Rails', answer(403, { body: RAILS }), 'Add "app.test" to config.hosts'],
    ])('says so, and what to do: %s', (_, both, remedy) => {
      const kind = 'application-refused-request'
      const [alike, unlike] = [refusedAlike(both), refused(both, HELLO, 'different')]
      for (const evidence of [alike, unlike]) {
        const alone = diagnose(evidence, FORWARDED)
        expect(alone).toMatchObject({ kind, layer: 'application', sure: 'likely' })
        expect(alone).not.toHaveProperty('candidates')
        expect(alone?.remedy).toMatch(new RegExp(`^${remedy}[^;]*$`))
        const either = diagnose(evidence, {})
        expect(either).toMatchObject({ kind, candidates: ['application', 'proxy'] })
        expect(either?.remedy).toContain('each proxy before the app has all of these lines')
      }
      expect(diagnose(alike, FORWARDED)?.explanation).toContain('and a plain GET alike')
      expect(diagnose(unlike, FORWARDED)?.explanation).toContain('and a plain GET differently')
      expect(diagnose(alike, OVERRIDE)).toMatchObject({ kind: 'proxy-drops-upgrade', sure: 'likely' })
      const classic = { loadBalancer: 'classic', platformForwardsUpgrade: true } as const
      expect(diagnose(alike, classic)?.candidates).toEqual(['load-balancer', 'application'])
    })

    it('does not take every 400 and 403 for a refused host', () => {
      expect(diagnose(refusedAlike(answer(400, { body: 'Bad Request' })), FORWARDED)?.kind).toBe(
        'application-without-handler',
      )
      expect(diagnose(refusedAlike(answer(403, { body: 'Forbidden' })), FORWARDED)?.kind).toBe(
        'application-refused-auth',
      )
    })
  })

  describe('when an Upgrade was closed after as long as socket.io keeps it', () => {
    const paused = refused(answer(502, { body: NGINX_502, ms: 1003 }), HELLO, 'different')

    it('is not certain of the app by that time', () => {
      expect(diagnose(paused, OVERRIDE)).toMatchObject({ kind: 'proxy-drops-upgrade', sure: 'likely' })
      expect(diagnose(paused, {})).toMatchObject({
        ...{ kind: 'application-drops-upgrade', sure: 'likely', candidates: ['application', 'proxy'] },
      })
      expect(diagnose(paused, FORWARDED)).toMatchObject({ kind: 'application-drops-upgrade', sure: 'likely' })
      expect(diagnose(paused, FORWARDED)).not.toHaveProperty('candidates')
    })

    it('says what socket.io does, and what its path is', () => {
      expect(diagnose(paused, FORWARDED)?.explanation).toContain('as socket.io does at a path that is not its own')
      expect(diagnose(paused, FORWARDED)?.remedy).toContain('/socket.io/?EIO=4')
      const soon = refused(answer(502, { body: NGINX_502, ms: 40 }), HELLO, 'different')
      expect(diagnose(soon, FORWARDED)?.explanation).not.toContain('socket.io')
    })
  })

  describe('when the proxy cannot reach what it asks', () => {
    const down = refusedAlike(answer(502, { body: NGINX_502 }))
    const line = { file: '.platform/nginx/conf.d/elasticbeanstalk/ws.conf', line: 2 } as const

    it('is certain of the app only where the proxy is known to ask at its port', () => {
      const certain = diagnose(down, { ...FORWARDED, passesTo: { kind: 'app' } })
      expect(certain).toMatchObject({ kind: 'application-down', layer: 'application', sure: 'certain' })
      expect(certain).not.toHaveProperty('candidates')
      expect(diagnose(down, {})).toMatchObject({
        ...{ kind: 'application-down', sure: 'unsure', candidates: ['application', 'proxy'] },
      })
    })

    it('names the line that asks at another port', () => {
      const finding = diagnose(down, { ...FORWARDED, passesTo: { kind: 'other-port', port: 8081, ...line } })
      expect(finding).toMatchObject({ kind: 'proxy-passes-elsewhere', layer: 'proxy', sure: 'likely' })
      expect(finding?.explanation).toContain(`"${line.file}" line 2 (port 8081)`)
      expect(finding?.remedy).toContain(`Write the app's port in "${line.file}" line 2`)
    })
  })

  describe('when a proxy may hand on no more than a part of the opening handshake', () => {
    it.each<[string, Evidence]>([
      ['a 502 for the Upgrade alone', refused(answer(502, { body: NGINX_502 }), HELLO, 'different')],
      ['a 400 without a word', refused(answer(400), answer(404, { body: 'Not Found' }), 'different')],
      ['a connection that is cut right after the 101', opened({ end: { kind: 'cut', wasClosing: false } })],
    ])('names both for %s, and the app alone where the proxy forwards', (_, evidence) => {
      const { pingMs: _ping, ...frames } = evidence.frames ?? {}
      const asked = { ...evidence, ...(evidence.frames ? { frames: frames as Evidence['frames'] } : {}) } as Evidence
      expect(diagnose(asked, {})).toMatchObject({ layer: 'application', candidates: ['application', 'proxy'] })
      expect(diagnose(asked, UNREAD)).toMatchObject({ layer: 'application', candidates: ['application', 'proxy'] })
      expect(diagnose(asked, FORWARDED)?.layer).toBe('application')
      expect(diagnose(asked, FORWARDED)).not.toHaveProperty('candidates')
    })

    it('names the bundle’s own file for a 502 where that drops one of the headers', () => {
      const evidence = refused(answer(502, { body: NGINX_502 }), HELLO, 'different')
      const finding = diagnose(evidence, OVERRIDE)
      expect(finding).toMatchObject({ kind: 'proxy-drops-upgrade', layer: 'proxy', sure: 'likely' })
      expect(finding?.explanation).toContain('though a plain GET is answered')
    })
  })

  it('names the protocol where a SockJS server is asked at its prefix', () => {
    const welcome = refusedAlike(answer(200, { body: 'Welcome to SockJS!\n' }))
    for (const known of [{}, FORWARDED]) expect(diagnose(welcome, known)?.remedy).toMatch(/^Set "protocol: sockjs"/)
    expect(diagnose(refusedAlike(HELLO), {})?.remedy).not.toContain('sockjs')
  })

  it('advises a ping within the silence that was cut', () => {
    const cutAfter = (silentMs: number) => {
      const hold = { wantedMs: 75_000, heldMs: silentMs, silentMs, frameCount: 0, isKept: false }
      return diagnose(opened({ hold, end: { kind: 'cut', wasClosing: false } }), { proxy: 'none' })?.remedy
    }
    expect(cutAfter(5000)).toContain('a ping at least every 2 s')
    expect(cutAfter(200)).toContain('a ping at least every 1 s')
    expect(cutAfter(70_000)).toContain('a ping at least every 30 s')
  })

  it('does not advise the path of socket.io where that was asked for', () => {
    const evidence = refused(answer(502, { body: NGINX_502, ms: 1010 }), HELLO, 'different')
    expect(diagnose(evidence, FORWARDED)?.remedy).toContain('websocket-path: /socket.io/?EIO=4&transport=websocket')
    const asked = { ...evidence, target: { ...CONNECTED.target, path: '/socket.io/', asksEngineIo: true } }
    expect(diagnose(asked, FORWARDED)?.remedy).toMatch(/^Write the path option of the server, in the URL/)
  })

  it('names the Origin beside the token for a 401, where a plain GET needs none', () => {
    const origin = 'allow the Origin "http://app.test"'
    expect(diagnose(refused(answer(401), HELLO, 'different'), {})?.remedy).toContain(origin)
    expect(diagnose(refusedAlike(answer(401)), {})?.remedy).not.toContain(origin)
  })

  it('says that a refusal without a word was one, and not that the connection was closed', () => {
    for (const status of [502, 503]) {
      const finding = diagnose(refused(answer(status), HELLO, 'different'), {})
      expect(finding).toMatchObject({ sure: 'unsure' })
      expect(finding?.explanation).toContain(`the opening handshake with ${status} and no words`)
      expect(finding?.explanation).not.toContain('closed')
    }
  })

  describe('when a port that was asked for ws:// speaks TLS', () => {
    it.each([
      'Client sent an HTTP request to an HTTPS server.\n',
      "Reason: You're speaking plain HTTP to an SSL-enabled server port.<br />",
      'Bad Request\r\nThis combination of host and port requires TLS.\r\n',
    ])('it is named by %j', body => {
      expect(diagnose(refusedAlike(answer(400, { body })), {})).toMatchObject({ kind: 'tls-required', layer: 'tls' })
    })

    it('it may have closed the connection, of which a secure one is no sign', () => {
      const closed = { kind: 'closed', code: 'ECONNRESET', ms: 2 } as const
      const evidence = { ...CONNECTED, upgrade: closed, control: { ...closed, comparison: 'different' } } as const
      const plain = diagnose(evidence, {})
      expect(plain?.candidates).toContain('tls')
      expect(plain?.remedy).toMatch(/^Use "wss:\/\/" if port 80 speaks TLS\. Otherwise read/)
      const secure = diagnose({ ...evidence, target: { ...CONNECTED.target, isSecure: true } }, {})
      expect(secure?.candidates).not.toContain('tls')
      expect(secure?.remedy).not.toContain('wss://')
    })
  })

  describe('when the server closes what it has opened', () => {
    const closed = (code: number, reason = '', more: Partial<Evidence> = {}) => {
      const end = { kind: 'closed-by-server', code, ...(reason ? { reason } : {}) } as const
      return diagnose({ ...opened({ end }), ...more }, {})
    }

    it.each<[number, string, string]>([
      [1008, 'Origin not allowed', 'Add the Origin "http://app.test"'],
      [1008, '', 'Send the token'],
      [4000, 'invalid token', 'Send the token'],
      [1011, 'database unreachable', 'log for this error'],
      [1012, '', 'says by the code 1012 that it restarts'],
      [1013, 'try again later', 'has too much to do'],
      [4000, 'bye', 'it may crash'],
    ])('says what to do about %i "%s"', (code, reason, remedy) => {
      const finding = closed(code, reason)
      expect(finding).toMatchObject({ kind: 'closed-after-upgrade', layer: 'application' })
      expect(finding?.remedy).toContain(remedy)
      expect(finding?.explanation).toContain(reason ? `with code ${code} "${reason}".` : `with code ${code}.`)
    })

    it('quotes the message that came before, which may say why', () => {
      const heard = { messageCount: 1, result: 'differs', latest: '{"error":"unauthorized"}' } as const
      const dialogue = { wasSent: false, heard, ms: 1 } as const
      const finding = diagnose(opened({ end: { kind: 'closed-by-server', code: 1000 }, dialogue }), {})
      expect(finding?.explanation).toContain(`with code 1000, after the message ${JSON.stringify(heard.latest)}.`)
      expect(finding?.remedy).toContain('Send the token')
    })

    it('names the protocol of GraphQL where a GraphQL server was asked for none', () => {
      expect(closed(4406)?.remedy).toContain('Set "protocol: graphql-transport-ws"')
      const target = { ...CONNECTED.target, path: '/graphql' }
      expect(closed(1002, '', { target })?.remedy).toContain('"protocol: graphql-ws"')
      expect(closed(1002)?.remedy).not.toContain('graphql')
    })

    it('names the other protocol of GraphQL where none was agreed on', () => {
      const unagreed = { ...answer(101), problems: ['subprotocol-missing'] } as const
      const asked = (name: string) => ({ ...CONNECTED, upgrade: unagreed, protocol: { name, isGuess: false } })
      expect(diagnose(asked('graphql-ws'), {})).toMatchObject({ kind: 'subprotocol-not-agreed' })
      expect(diagnose(asked('graphql-ws'), {})?.remedy).toContain('Set "protocol: graphql-transport-ws"')
      expect(diagnose(asked('actioncable'), {})?.remedy).not.toContain('graphql')
    })
  })

  describe('when neither the Upgrade nor a plain GET is answered', () => {
    const silence = { receivedBytes: 0, ms: 7000 } as const
    const silent: Evidence = {
      ...CONNECTED,
      upgrade: { kind: 'timeout', ...silence },
      control: { kind: 'timeout', ...silence, comparison: 'different' },
    }

    it.each<[string, Evidence]>([
      ['itself', silent],
      ['by nginx', refusedAlike(answer(504, { body: NGINX_504 }))],
    ])('names a proxy %s that is known to drop the Upgrade, and else the app', (_, evidence) => {
      expect(diagnose(evidence, OVERRIDE)).toMatchObject({
        kind: 'proxy-drops-upgrade',
        layer: 'proxy',
        sure: 'likely',
      })
      expect(diagnose(evidence, FORWARDED)).toMatchObject({ kind: 'application-not-answering', layer: 'application' })
      expect(diagnose(evidence, FORWARDED)).not.toHaveProperty('candidates')
      expect(diagnose(evidence, {})).toMatchObject({
        ...{ kind: 'application-not-answering', candidates: ['application', 'proxy'] },
      })
    })

    it('says of the plain GET what became of it, and when', () => {
      const tell = (control: NonNullable<Evidence['control']>) => diagnose({ ...silent, control }, {})
      const comparison = 'different' as const
      expect(tell({ kind: 'timeout', receivedBytes: 0, ms: 3000, comparison })?.explanation).toContain(
        'not answered within 7000 ms, nor a plain GET within 3000 ms',
      )
      const closed = tell({ kind: 'closed', ms: 10, comparison })
      expect(closed?.explanation).toContain('7000 ms, and the connection of a plain GET was closed after 10 ms')
      expect(closed?.remedy).not.toContain('never answers')
      expect(tell({ ...answer(502), comparison })?.explanation).toContain('a plain GET only with 502 after 3 ms')
      const { control: _, ...unasked } = silent
      expect(diagnose(unasked, {})?.explanation).toMatch(/not answered within 7000 ms\.$/)
    })

    it('says so in words', () => {
      expect(diagnose(silent, OVERRIDE)?.explanation).toMatch(
        /^The proxy, which is configured by ".+", most likely did not pass the Upgrade header on to the app: the opening handshake got no answer, nor did a plain GET\. A WebSocket/,
      )
    })
  })

  describe('when a held connection is cut', () => {
    const cutAfter = (seconds: number) =>
      opened({
        end: { kind: 'cut', wasClosing: false },
        hold: { wantedMs: 900_000, heldMs: seconds * 1000, silentMs: seconds * 1000, frameCount: 0, isKept: false },
      })

    it('names a Network Load Balancer for its 350 s, and no other', () => {
      const behind = { proxy: 'none', loadBalancer: 'network' } as const
      expect(diagnose(cutAfter(350), behind)).toMatchObject({ kind: 'cut-by-load-balancer', layer: 'load-balancer' })
      expect(diagnose(cutAfter(60), behind)?.kind).toBe('cut-while-held')
      expect(diagnose(cutAfter(350), { ...behind, loadBalancer: 'application' })?.kind).toBe('cut-while-held')
    })
  })

  describe('when one of several connections failed', () => {
    const withSamples = (evidence: Evidence): Evidence => ({
      ...opened(),
      samples: {
        instanceCount: 2,
        addresses: [{ address: '192.0.2.1', acceptedCount: 5, failedCount: 5 }],
        failures: [{ address: '192.0.2.1', evidence }],
        ms: 100,
      },
    })

    it('does not blame the Classic Load Balancer, whose listeners passed the other ones on', () => {
      const failed = refusedAlike(answer(426, { body: 'Upgrade Required' }))
      for (const loadBalancerPassesUpgrade of [undefined, false]) {
        const known = {
          loadBalancer: 'classic' as const,
          ...(loadBalancerPassesUpgrade === false && { loadBalancerPassesUpgrade }),
        }
        expect(diagnose(failed, known)?.layer).toBe('load-balancer')
        const finding = diagnose(withSamples(failed), known)
        expect(finding).toMatchObject({ kind: 'some-connections-refused', layer: 'proxy' })
        expect(finding?.candidates).toEqual(['proxy', 'application'])
      }
    })
  })

  it('never leaves a rule without an entry, an entry without a rule or a heading', () => {
    const kinds = Object.keys(catalogue).sort()
    const docs = readFileSync(new URL('../../docs/findings.md', import.meta.url), 'utf8')
    const headings = [...docs.matchAll(/^### `(.*)`$/gm)].map(([, kind]) => kind).sort()
    expect([...new Set([...rules.map(({ kind }) => kind), 'unknown'])].sort()).toEqual(kinds)
    expect(headings).toEqual(kinds)
  })

  it('quotes and cuts the text of others', () => {
    const reason = `\u001b[31m::error::${'x'.repeat(5000)}`
    const finding = diagnose(refusedAlike(answer(500, { reason })), {})
    expect(finding?.explanation).toContain('"\\u001b[31m::error::xxx')
    expect(finding?.explanation.length).toBeLessThan(400)
  })

  it('pastes commands about the environment where its name is known, and nothing that a shell could take for its own', () => {
    const remedyOf = (known: Known, host = 'app.test') => {
      const target = { ...CONNECTED.target, host }
      const down = diagnose({ ...refusedAlike(answer(502, { body: NGINX_502 })), target }, known)
      const unknown = diagnose(
        { ...CONNECTED, target, dns: { kind: 'failed', code: 'EAI_AGAIN', ms: 1 }, tcp: [] },
        known,
      )
      return `${down?.remedy}\n${unknown?.remedy}`
    }
    const known = remedyOf({ environmentName: 'chat-prod', region: 'eu-central-1' })
    expect(known).toContain('--info-type tail --environment-name chat-prod --region eu-central-1\nsleep 30\n')
    expect(known).toContain('dig +trace app.test')
    const hostile = remedyOf({ environmentName: 'a; rm -rf /', region: '$(id)' }, '`id`')
    expect(hostile).toContain('--environment-name NAME\n')
    expect(hostile).toContain('dig +trace HOST')
    expect(hostile).not.toMatch(/rm -rf|\$\(|`/)
  })

  it('pastes no path that could be configuration', () => {
    const target = { ...CONNECTED.target, path: '/a;}' }
    const finding = diagnose({ ...refusedAlike(answer(404)), target }, { platformForwardsUpgrade: false })
    expect(finding?.remedy).toContain('location ^~ /ws {')
    expect(finding?.remedy).not.toContain('/a;}')
  })
})

function tcp(kinds: readonly string[]): Evidence {
  const tried = { address: '192.0.2.1', port: 80, ms: 1 }
  const entries = kinds.map(kind => {
    if (kind === 'timeout') return { kind, ...tried } as const
    if (kind === 'not-tested') return { kind, code: 'ENETUNREACH', ...tried } as const
    return { kind: 'failed', code: kind, ...tried } as const
  })
  return { ...CONNECTED, tcp: entries }
}

function tls(code: string): Evidence {
  const failed: TlsEvidence = { kind: 'failed', code, message: 'failed', ms: 1 }
  return { ...CONNECTED, tls: failed }
}
