/** The way to a deployed app as a picture: as the handshake has shown it, else as far as the failure of the run tells. Pure. */

import type { Markdown } from '../markdown.ts'
import { describeProxy } from '../platform/describe-proxy.ts'
import { type DeployProducts, INBOUND_STAGE } from './deploy-products.ts'
import { drawSteps, renderPath } from './draw-path.ts'
import { findProxyRefusal } from './find-proxy-refusal.ts'
import { nameLoadBalancer } from './name-step.ts'
import type { PathStep, StepState } from './path-step.ts'

/** None where nobody knows where the way ends. */
export function renderDeploymentPath(products: DeployProducts): Markdown[] {
  const target = products.handshake?.targets[0]
  return target ? renderPath(target) : drawSteps(findClosedPath(products) ?? findFailedPath(products))
}

/** The group admits nobody, and the rule could not be added. */
function findClosedPath(products: DeployProducts): PathStep[] | undefined {
  const { inbound, ports, timings } = products
  if (ports || inbound?.kind !== 'found' || !timings.some(({ stage }) => stage === INBOUND_STAGE)) return undefined
  const closed = inbound.ports.find(({ step }) => step.kind === 'add' && step.reason === 'nobody-admitted')
  if (!closed) return undefined
  return [
    CLIENT,
    { kind: 'security-group', state: 'guilty', label: 'security group', detail: `port ${closed.port}` },
    ...listLoadBalancer(products, 'not-reached'),
    ...listProxy(products),
    APP,
  ]
}

/** The program in front of the app refused its files, so that nothing comes past it. */
function findFailedPath(products: DeployProducts): PathStep[] {
  const { settled, logs = [], proxyFileNames = [] } = products
  const refusal = settled?.kind === 'failed' ? findProxyRefusal(logs, proxyFileNames) : undefined
  if (!refusal) return []
  const proxy = { kind: 'proxy', state: 'guilty', label: 'proxy', detail: refusal.program } as const
  return [CLIENT, ...listLoadBalancer(products, 'unknown'), proxy, APP]
}

const CLIENT = { kind: 'client', state: 'unknown', label: 'client' } as const
const APP = { kind: 'application', state: 'not-reached', label: 'app' } as const

function listLoadBalancer({ survey }: DeployProducts, state: StepState): PathStep[] {
  const kind = survey?.front.loadBalancer ?? 'unknown'
  return kind === 'none' || kind === 'unknown' ? [] : [{ kind: 'load-balancer', state, ...nameLoadBalancer(kind) }]
}

function listProxy({ survey }: DeployProducts): PathStep[] {
  const proxy = survey && describeProxy(survey.platform, survey).proxy
  return proxy === 'nginx' || proxy === 'apache'
    ? [{ kind: 'proxy', state: 'not-reached', label: 'proxy', detail: proxy }]
    : []
}
