/** Findings about what was asked of an opened WebSocket: a message, and to stay open in silence. */

import { NETWORK_SECONDS } from '../silence-limits.ts'
import { nameClose } from './close-words.ts'
import { type CataloguePart, instruct, paste, quote } from './entry.ts'
import {
  afterSending,
  choosePingSeconds,
  isOne,
  nameUnlike,
  PING,
  quoteBeginning,
  readSilence,
  toSeconds,
  writePing,
} from './hold-words.ts'

export const holdFindings = {
  'no-message': {
    layer: 'application',
    severity: 'error',
    title: 'No message came',
    explain: clues =>
      `The connection was opened, but no message came within ${toSeconds(clues.frames?.dialogue?.ms)} s${afterSending(clues)}.`,
    remedy: ({ frames }) =>
      instruct(
        frames?.dialogue?.wasSent
          ? 'Correct "websocket-send", which must be what the app expects of a client first, or let the app answer it.'
          : 'Write what the app expects of a client first in "websocket-send", or let the app speak by itself.',
      ),
  },
  'unexpected-message': {
    layer: 'application',
    severity: 'error',
    title: 'The expected message did not come',
    explain: clues =>
      `The connection was opened, but ${nameUnlike(clues)} that came within ${toSeconds(clues.frames?.dialogue?.ms)} s${afterSending(clues)} ${isOne(clues) ? 'was not' : 'was'} as expected; the latest began with ${quote(clues.frames?.dialogue?.heard?.latest ?? '')}.`,
    remedy: () => instruct('Correct "websocket-expect", or find out why the app says something else.'),
  },
  'expression-too-slow': {
    layer: 'application',
    severity: 'error',
    title: 'The regular expression did not come to an end',
    explain: clues =>
      `The regular expression for what is expected took too long on the message ${quoteBeginning(clues)}, and was stopped.`,
    remedy: () =>
      instruct(
        'Write in "websocket-expect" an expression without a repetition inside a repetition, such as "a+" in the place of "(a+)+", or a plain text.',
      ),
  },
  'too-much-while-held': {
    layer: 'application',
    severity: 'error',
    title: 'Too much came to hold the connection',
    explain: ({ frames }) =>
      `The connection was opened and was to be held for ${toSeconds(frames?.hold?.wantedMs)} s, but after ${toSeconds(frames?.hold?.heldMs)} s the server had sent more at once than the check reads (${frames?.frameCount ?? 0} frames, ${frames?.payloadBytes ?? 0} bytes).`,
    remedy: () =>
      instruct(
        'Check a path that sends less, or leave "hold" out: a connection on which so much is said is not cut for its silence.',
      ),
  },
  'closed-while-held': {
    layer: 'application',
    severity: 'error',
    title: 'The app closed the connection while it was held',
    explain: clues =>
      `The connection was opened and held; after ${readSilence(clues)} s of silence the server closed it with ${nameClose(clues)}.`,
    remedy: () =>
      instruct(
        'Let the client say what the app waits for, such as an answer to its own heartbeat, or raise the time after which the app closes.',
      ),
  },
  'cut-by-proxy': {
    layer: 'proxy',
    severity: 'error',
    title: 'The proxy cut the silent connection',
    explain: clues =>
      `The connection was opened and held; after ${readSilence(clues)} s of silence it was cut without a close frame, most likely by the proxy, whose timeout was over.`,
    remedy: ({ known }) => ({
      instruction: `${PING}, or let the proxy wait longer, by ${known.proxy === 'apache' ? 'this line' : 'this file'} or by the deploy action's "proxy-timeout".`,
      paste:
        known.proxy === 'apache'
          ? { file: '.platform/httpd/conf.d/websocket-timeout.conf', text: 'ProxyTimeout 3600' }
          : {
              file: '.platform/nginx/conf.d/websocket-timeouts.conf',
              text: 'proxy_read_timeout 3600s;\nproxy_send_timeout 3600s;',
            },
    }),
  },
  'cut-by-load-balancer': {
    layer: 'load-balancer',
    severity: 'error',
    title: 'The load balancer cut the silent connection',
    explain: clues =>
      `The connection was opened and held; after ${readSilence(clues)} s of silence it was cut without a close frame, most likely by the load balancer, whose idle timeout was over.`,
    remedy: ({ known }) =>
      known.loadBalancer === 'network'
        ? paste(`${PING}: this load balancer has no longer timeout.`, writePing())
        : paste(`${PING}, or let the load balancer wait longer.`, [
            'option-settings: |',
            known.loadBalancer === 'classic'
              ? '  aws:elb:policies:ConnectionSettingIdleTimeout=3600'
              : '  aws:elbv2:loadbalancer:IdleTimeout=3600',
          ]),
  },
  'cut-while-held': {
    layer: 'unknown',
    candidates: ['application', 'proxy', 'load-balancer'],
    severity: 'error',
    title: 'The silent connection was cut',
    explain: clues =>
      `The connection was opened and held; after ${readSilence(clues)} s of silence it was cut without a close frame (1006), and who did it cannot be told.`,
    remedy: clues =>
      paste(
        `Let the app send a ping at least every ${choosePingSeconds(clues)} s: that helps whoever it is. To find that out, raise one timeout at a time: of the app, of the proxy (proxy_read_timeout) and of the load balancer (idle timeout).`,
        writePing(choosePingSeconds(clues)),
      ),
  },
  'dropped-while-held': {
    layer: 'unknown',
    candidates: ['load-balancer', 'proxy', 'application'],
    severity: 'error',
    title: 'The silent connection was dead afterwards',
    explain: clues =>
      `The connection was opened and held for ${toSeconds(clues.frames?.hold?.heldMs)} s; nobody closed it, but a ping was not answered any more.`,
    remedy: () =>
      paste(
        `${PING}: something on the way forgets connections that are silent, as a Network Load Balancer does after ${NETWORK_SECONDS} s.`,
        writePing(),
      ),
  },
} as const satisfies CataloguePart
