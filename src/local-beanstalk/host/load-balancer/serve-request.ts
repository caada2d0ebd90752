/** Decides who answers a request of a client: a target, or the load balancer itself. */

import type { Balancing } from './balancing.ts'
import { type Exchange, type ExchangeOptions, forwardRequest } from './exchange.ts'
import { answerFailure, answerFixed, answerRedirect, type OwnAnswer, sendOwnAnswer } from './own-answers.ts'
import { chooseRule, type RequestPlace, renderLocation } from './rules.ts'
import type { Target } from './target.ts'
import type { TargetGroup } from './target-group.ts'

export function serveRequest(options: ExchangeOptions): Exchange {
  const { balancing, configuration, request } = options
  const place = locate(options)
  const action = chooseRule(configuration.rules, place)?.action
  if (action?.kind === 'redirect')
    return answer(options, answerRedirect(action.statusCode, renderLocation(action.location, place)))
  if (action?.kind === 'fixed-response') return answer(options, answerFixed(action))
  const group = action && balancing.group(action.targetGroupId)
  if (group === undefined) return answer(options, answerFailure(balancing.kind, 'no-target'))
  if (group.configuration().protocolVersion !== 'HTTP1')
    return answer(options, answerFailure(balancing.kind, 'protocol-version'))
  const target = chooseTarget(balancing, group, request.headers.cookie)
  if (target === undefined) return answer(options, answerFailure(balancing.kind, 'no-target'))
  return forwardRequest(options, group, target)
}

function locate({ configuration, request }: ExchangeOptions): RequestPlace {
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s)
  return {
    protocol: configuration.protocol === 'HTTPS' ? 'HTTPS' : 'HTTP',
    host: (request.headers.host ?? '').replace(/:\d*$/, ''),
    port: configuration.port,
    path,
    query,
  }
}

function answer({ request, response }: ExchangeOptions, own: OwnAnswer): Exchange {
  sendOwnAnswer(response, own)
  return { giveUp: () => request.socket.destroy() }
}

function chooseTarget(balancing: Balancing, group: TargetGroup, cookie: string | undefined): Target | undefined {
  const { id, stickiness } = group.configuration()
  return group.choose(stickiness && balancing.cookies.read(cookie, id))
}
