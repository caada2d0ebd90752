import { describe, expect, it } from 'vitest'
import { identifyResponder } from '../../src/handshake/responder.ts'
import {
  ALB_502,
  type AnswerParts,
  APACHE_503,
  answer,
  HAPROXY_503,
  HAPROXY_504,
  NGINX_502,
} from './handshake-evidence.ts'

describe('identifyResponder', () => {
  it.each<[string, number, AnswerParts, object]>([
    [
      'an Application Load Balancer',
      502,
      { headers: { Server: 'awselb/2.0' }, body: ALB_502 },
      { kind: 'load-balancer', product: 'application' },
    ],
    [
      'an Application Load Balancer by its header, whatever the page',
      503,
      { headers: { server: 'awselb/2.0' }, body: 'custom' },
      { kind: 'load-balancer', product: 'application' },
    ],
    [
      'a Classic Load Balancer without instances',
      503,
      { reason: 'Service Unavailable: Back-end server is at capacity' },
      { kind: 'load-balancer', product: 'classic' },
    ],
    [
      'a Classic Load Balancer that cannot read the request',
      400,
      { reason: 'BAD_REQUEST' },
      { kind: 'load-balancer', product: 'classic' },
    ],
    [
      'nginx by the end of its page',
      502,
      { headers: { Server: 'nginx' }, body: NGINX_502 },
      { kind: 'proxy', product: 'nginx' },
    ],
    ['httpd by the beginning of its page', 503, { body: APACHE_503 }, { kind: 'proxy', product: 'apache' }],
    ['HAProxy by the form of its page', 503, { body: HAPROXY_503 }, { kind: 'proxy', product: 'haproxy' }],
    ['HAProxy that waited in vain', 504, { body: HAPROXY_504 }, { kind: 'proxy', product: 'haproxy' }],
    ['an app that quotes a page of HAProxy’s', 200, { body: HAPROXY_503 }, { kind: 'application' }],
    [
      'the app when nginx has only written the Server header',
      404,
      { headers: { Server: 'nginx' }, body: 'Cannot GET /' },
      { kind: 'application' },
    ],
    ['the app that answers without a word', 401, { headers: { Server: 'nginx' } }, { kind: 'application' }],
    ['nobody when a gateway error has no page', 502, {}, { kind: 'unknown' }],
    [
      'CloudFront',
      403,
      { headers: { Server: 'CloudFront' }, body: 'The request could not be satisfied' },
      { kind: 'cloudfront' },
    ],
    [
      'the app behind CloudFront, whose errors CloudFront marks',
      404,
      { headers: { Server: 'nginx', 'X-Cache': 'Error from cloudfront' }, body: 'no' },
      { kind: 'application' },
    ],
    [
      'a firewall that challenges',
      202,
      { headers: { Server: 'awselb/2.0', 'x-amzn-waf-action': 'challenge' } },
      { kind: 'firewall' },
    ],
    ['a firewall that blocks', 403, { headers: { Server: 'awselb/2.0' }, body: 'Forbidden' }, { kind: 'firewall' }],
  ])('knows %s', (_, status, parts, responder) => {
    expect(identifyResponder(answer(status, parts))).toEqual(responder)
  })
})
