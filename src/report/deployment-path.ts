/** The way to a deployed app as a picture: as the handshake has shown it, else as far as the failure of the deployment tells. Pure. */

import type { Markdown } from '../markdown.ts'
import type { DeployProducts } from './deploy-products.ts'
import { drawSteps, renderPath } from './draw-path.ts'
import { findProxyRefusal } from './find-proxy-refusal.ts'
import { nameLoadBalancer } from './name-step.ts'
import type { PathStep } from './path-step.ts'

/** None where nobody knows where the way ends. */
export function renderDeploymentPath(products: DeployProducts): Markdown[] {
  const target = products.handshake?.targets[0]
  return target ? renderPath(target) : drawSteps(findFailedPath(products))
}

/** The program in front of the app refused its files, so that nothing comes past it. */
function findFailedPath({ settled, survey, creation, logs = [], proxyFileNames = [] }: DeployProducts): PathStep[] {
  const refusal = settled?.kind === 'failed' ? findProxyRefusal(logs, proxyFileNames) : undefined
  if (!refusal) return []
  const loadBalancer = creation ? undefined : survey?.front.loadBalancer
  const isBehind = loadBalancer !== undefined && loadBalancer !== 'none' && loadBalancer !== 'unknown'
  return [
    { kind: 'client', state: 'unknown', label: 'client' },
    ...(isBehind ? [{ kind: 'load-balancer', state: 'unknown', ...nameLoadBalancer(loadBalancer) } as const] : []),
    { kind: 'proxy', state: 'guilty', label: 'proxy', detail: refusal.program },
    { kind: 'application', state: 'not-reached', label: 'app' },
  ]
}
