/** What is worth knowing of a load balancer that carries WebSockets. Pure. */

import { NETWORK_SECONDS } from '../handshake/silence-limits.ts'
import type { LoadBalancerRequest } from '../inputs/load-balancer-inputs.ts'
import { type Front, speaksHttp } from '../platform/describe-front.ts'
import type { Doubt } from '../platform/foresee-front.ts'
import type { LoadBalancerNote } from './load-balancer-note.ts'
import { noteDoubts } from './note-doubts.ts'
import { noteLostUpgrade } from './note-lost-upgrade.ts'
import type { LeftTuning, Tuning } from './tunings.ts'

export interface NotedFacts {
  /** As it will be. */
  readonly after: Front
  readonly tunings: readonly Tuning[]
  /** What is not tuned because somebody names it, or another option of the same listener. */
  readonly left: readonly LeftTuning[]
  readonly doubts: readonly Doubt[]
  readonly isNginx: boolean
  /** Who begins with plain requests, all of which must come to the same instance; undefined where nobody does. */
  readonly polling: string | undefined
}

export function listLoadBalancerNotes(request: LoadBalancerRequest, facts: NotedFacts): LoadBalancerNote[] {
  return [
    ...noteDoubts(facts.doubts),
    ...noteLostUpgrade(request, facts),
    ...noteWhatTcpLoses(facts),
    ...noteKeepAlive(facts),
    ...noteLostSessions(request, facts),
    ...(request.mode === 'tune' ? noteWhatStays(request, facts.after) : []),
  ]
}

function noteWhatTcpLoses({ tunings, after }: NotedFacts): LoadBalancerNote[] {
  if (!tunings.some(({ purpose }) => purpose === 'listener')) return []
  const losesCookie = tunings.some(({ optionName }) => optionName === 'Stickiness Policy')
  const isLast = after.listeners.every(({ protocol }) => protocol !== undefined) && !after.listeners.some(speaksHttp)
  const cookie = losesCookie ? '; sticky sessions end, too' : isLast ? '; sticky sessions are no longer possible' : ''
  return [
    {
      message: `With a listener for TCP or SSL the app no longer gets X-Forwarded-For and X-Forwarded-Proto, so it takes the load balancer for the client, and TLS for plain HTTP${cookie}.`,
      remedy:
        'Look for what the app does with these headers (redirects to https, rate limits, logs), or move to an environment with an Application Load Balancer, which passes WebSockets and sends them.',
    },
  ]
}

/** Of nginx on the instance: in the server block of the platform, which added files cannot override. */
const KEEP_ALIVE_SECONDS = 60

// Where nothing is changed, whoever set the timeout knew of it or was told.
function noteKeepAlive({ after, tunings, isNginx }: NotedFacts): LoadBalancerNote[] {
  const isRaised = tunings.some(
    ({ purpose, value }) => purpose === 'idle-timeout' && Number(value) > KEEP_ALIVE_SECONDS,
  )
  if (!isRaised || !isNginx || !after.listeners.some(speaksHttp)) return []
  return [
    {
      message: `The load balancer will keep idle connections to the instances for longer than the ${KEEP_ALIVE_SECONDS} s of Beanstalk's nginx (keepalive_timeout, which files of the bundle cannot change): now and then a plain request may be answered with 502.`,
      remedy:
        'If plain requests matter more than silent WebSockets, let the app send a ping at least every 30 s and write "load-balancer: leave", or bring an nginx.conf of your own with a longer keepalive_timeout.',
    },
  ]
}

/** @see https://socket.io/docs/v4/using-multiple-nodes/ */
function noteLostSessions({ isFixed }: LoadBalancerRequest, { after, polling }: NotedFacts): LoadBalancerNote[] {
  const { loadBalancer, listeners, instances, isSticky } = after
  if (polling === undefined || isSticky !== false || instances?.max === 1) return []
  const option = STICKY_OPTIONS[loadBalancer]
  const has = instances ? `has up to ${instances.max} instances and` : 'may have several instances, and has'
  return [
    {
      message: `Clients of ${polling} begin with plain requests (polling) unless they are told otherwise, all of which must come to the same instance; the environment ${has} no sticky sessions.`,
      remedy: option && listeners.some(speaksHttp) ? stickyBy(option, isFixed) : WITHOUT_COOKIES,
      // The finding has the option in a file, and no input that turns it on.
      ...(isFixed ? { foretells: 'socket-io-session-lost' } : {}),
    },
  ]
}

const BEGIN_WITH_WEBSOCKETS = 'let the clients begin with WebSockets: transports: ["websocket"]'

const WITHOUT_COOKIES =
  'Let the clients begin with WebSockets: transports: ["websocket"]. Or move to an environment with an Application Load Balancer and sticky sessions, for this load balancer knows no cookies.'

function stickyBy(option: string, isFixed = false): string {
  const how = isFixed
    ? 'Set the option'
    : 'Write "load-balancer: tune" and "stickiness: true", or set the option yourself'
  return `${how}; or ${BEGIN_WITH_WEBSOCKETS}.\n\noption-settings: ${option}`
}

const STICKY_OPTIONS: Readonly<Record<string, string>> = {
  application: 'aws:elasticbeanstalk:environment:process:default:StickinessEnabled=true',
  classic: 'aws:elb:policies:Stickiness Policy=true',
}

function noteWhatStays(request: LoadBalancerRequest, { loadBalancer, isShared, listeners }: Front): LoadBalancerNote[] {
  const note = (message: string, remedy: string) => [{ message, remedy }]
  if (loadBalancer === 'unknown') {
    return note(
      'The load balancer is left as it is, for the settings of the environment could not be read.',
      'Allow elasticbeanstalk:DescribeConfigurationSettings in the role of this job.',
    )
  }
  if (loadBalancer === 'network') {
    return note(
      `A Network Load Balancer forgets a connection after ${NETWORK_SECONDS} s of silence, and Beanstalk has no option for that, nor for sticky sessions.`,
      'Let the app send a ping at least every 30 s.',
    )
  }
  return [
    ...(isShared
      ? note(
          'The load balancer is shared with other environments: its idle timeout is left as it is.',
          'Let the app send a ping at least every 30 s, or raise the idle timeout where the load balancer is managed.',
        )
      : []),
    ...(request.isSticky && loadBalancer === 'classic' && !listeners.some(speaksHttp)
      ? note(
          'Stickiness was asked for, but a listener for TCP or SSL knows no cookies.',
          'Leave "stickiness" out, or move to an environment with an Application Load Balancer.',
        )
      : []),
  ]
}
