/** Findings about what was asked of an opened WebSocket: a message, and to stay open in silence. */

import type { Clues } from '../rules/rule.ts'
import { NETWORK_SECONDS } from '../silence-limits.ts'
import { nameClose } from './close-words.ts'
import { type CataloguePart, instruct, quote } from './entry.ts'

export const holdFindings = {
  'no-message': {
    layer: 'application',
    severity: 'error',
    title: 'No message came',
    explain: clues =>
      `The connection was opened, but no message came within ${toSeconds(clues.frames?.dialogue?.ms)} s${afterSending(clues)}.`,
    remedy: () =>
      instruct('Let the app answer, or correct "websocket-send": it must be what the app expects of a client first.'),
  },
  'unexpected-message': {
    layer: 'application',
    severity: 'error',
    title: 'The expected message did not come',
    explain: clues =>
      `The connection was opened, but of the ${countMessages(clues)} that came within ${toSeconds(clues.frames?.dialogue?.ms)} s${afterSending(clues)} none was as "websocket-expect" has it; the latest began with ${quote(clues.frames?.dialogue?.heard?.latest ?? '')}.`,
    remedy: () => instruct('Look at why the app says something else, or correct "websocket-expect".'),
  },
  'expression-too-slow': {
    layer: 'application',
    severity: 'error',
    title: 'The regular expression did not come to an end',
    explain: clues =>
      `The expression of "websocket-expect" took too long on ${quote(clues.frames?.dialogue?.heard?.latest ?? '')}, and was stopped.`,
    remedy: () =>
      instruct('Write an expression without a repetition inside a repetition, such as "(a+)+", or a plain text.'),
  },
  'too-much-while-held': {
    layer: 'application',
    severity: 'error',
    title: 'Too much came to hold the connection',
    explain: ({ frames }) =>
      `The connection was opened and was to be held for ${toSeconds(frames?.hold?.wantedMs)} s; after ${toSeconds(frames?.hold?.heldMs)} s the server had sent more at once than the check reads (${frames?.frameCount ?? 0} frames, ${frames?.payloadBytes ?? 0} bytes).`,
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
      `The connection was opened and held; after ${readSilence(clues)} s of silence it was cut without a close frame, when the proxy's proxy_read_timeout was over.`,
    remedy: () => ({
      instruction:
        'Let the app send a ping at least every 30 s, or let the proxy wait longer (the input "proxy-timeout" does).',
      paste: {
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
      `The connection was opened and held; after ${readSilence(clues)} s of silence it was cut without a close frame, when the load balancer's idle timeout was over.`,
    remedy: ({ known }) =>
      known.loadBalancer === 'network'
        ? instruct('Let the app send a ping at least every 30 s.')
        : {
            instruction:
              'Let the app send a ping at least every 30 s, or let the load balancer wait longer (the deploy action does so with "load-balancer: tune").',
            paste: {
              text:
                known.loadBalancer === 'classic'
                  ? 'option-settings: |\n  aws:elb:policies:ConnectionSettingIdleTimeout=3600'
                  : 'option-settings: |\n  aws:elbv2:loadbalancer:IdleTimeout=3600',
            },
          },
  },
  'cut-while-held': {
    layer: 'unknown',
    candidates: ['application', 'proxy', 'load-balancer'],
    severity: 'error',
    title: 'The silent connection was cut',
    explain: clues =>
      `The connection was opened and held; after ${readSilence(clues)} s of silence it was cut without a close frame (1006).`,
    remedy: clues =>
      instruct(
        `Let the app send a ping at least every ${choosePingSeconds(clues)} s: that serves whoever cuts. To find him, raise one timeout at a time: of the app, of the proxy (proxy_read_timeout) and of the load balancer (idle timeout).`,
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
      instruct(
        `Let the app send a ping at least every 30 s: something on the way forgets connections that are silent, as a Network Load Balancer does after ${NETWORK_SECONDS} s.`,
      ),
  },
} as const satisfies CataloguePart

function toSeconds(ms = 0): string {
  return (Math.round(ms / 100) / 10).toString()
}

/** Twice within the silence that was cut, and not seldomer than what serves usual timers. */
function choosePingSeconds({ frames }: Clues): number {
  return Math.min(30, Math.max(1, Math.floor((frames?.hold?.silentMs ?? Number.POSITIVE_INFINITY) / 2000)))
}

function readSilence({ frames }: Clues): string {
  return toSeconds(frames?.hold?.silentMs)
}

function afterSending({ frames }: Clues): string {
  return frames?.dialogue?.wasSent ? ' after "websocket-send"' : ''
}

function countMessages({ frames }: Clues): string {
  const count = frames?.dialogue?.heard?.messageCount ?? 0
  return count === 1 ? '1 message' : `${count} messages`
}
