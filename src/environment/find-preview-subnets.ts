/** Where the instance of a preview would stand: the subnets to ask for. Pure. */

import type { PreviewRequest } from '../inputs/preview-request.ts'
import type { PreviewSubnets } from '../network/survey-subnets.ts'
import { isSingle, type PreviewSources, planSettings } from './plan-preview.ts'

/** Undefined where nobody need ask: clients come to a load balancer, or the bundle names subnets of its own. */
export function findPreviewSubnets(request: PreviewRequest, sources: PreviewSources): PreviewSubnets | undefined {
  const { optionSettings } = planSettings(request, sources)
  if (!isSingle(optionSettings)) return undefined
  const read = (name: string) =>
    optionSettings.find(({ namespace, optionName }) => namespace === VPC && optionName === name)?.value
  const [vpcId, subnets] = [read('VPCId'), read('Subnets')]
  const isOfBundle = (name: string) =>
    read(name) === undefined &&
    sources.ofBundle.some(({ namespace, optionName }) => namespace === VPC && optionName === name)
  if (isOfBundle('VPCId') || isOfBundle('Subnets')) return undefined
  return { vpcId: vpcId || undefined, subnetIds: listIds(subnets) }
}

const VPC = 'aws:ec2:vpc'

function listIds(text = ''): string[] {
  return text
    .split(',')
    .map(id => id.trim())
    .filter(id => id !== '')
}
