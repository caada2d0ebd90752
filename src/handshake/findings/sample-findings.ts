/** Findings about connections to all addresses and instances, of which some failed while others were accepted. */

import type { SampledAddress } from '../evidence.ts'
import type { Clues } from '../rules/rule.ts'
import { type CataloguePart, inRegion, instruct } from './entry.ts'

export const sampleFindings = {
  'some-addresses-refuse': {
    layer: 'unknown',
    severity: 'error',
    isAboutSamples: true,
    title: 'Not every address accepts a WebSocket',
    explain: clues =>
      `A WebSocket was opened, but not at ${countDead(clues)} of the ${countAddresses(clues)} addresses of the name "${clues.evidence.target.host}" (${listCounts(clues)}). ${tellFailure(clues)}`,
    remedy: clues =>
      clues.failedSample?.layer === 'tcp'
        ? instruct(
            'Look at what differs there: a load balancer has one address in each of its subnets, so look at the network ACL and the route table of the subnet behind this one; where no load balancer has it any more, take it out of the record of the name.',
          )
        : instruct(`Look at what answers at this address, which the others do not have. ${remedyOf(clues)}`),
  },
  'some-connections-refused': {
    layer: 'unknown',
    severity: 'error',
    isAboutSamples: true,
    title: 'Not every connection is accepted',
    explain: clues =>
      `A WebSocket was opened, but ${countFailed(clues)} of ${countAll(clues)} connections${nameInstances(clues)} failed (${listCounts(clues)}). ${tellFailure(clues)}`,
    remedy: clues =>
      instruct(
        `Look for the instance that is not like the others (aws elasticbeanstalk describe-instances-health --attribute-names All --environment-name NAME${inRegion(clues.known)}), and at its log. ${remedyOf(clues)}`,
      ),
  },
} as const satisfies CataloguePart

function listAll({ evidence: { samples } }: Clues): readonly SampledAddress[] {
  return samples?.addresses ?? []
}

function countDead(clues: Clues): number {
  return listAll(clues).filter(({ acceptedCount, failedCount }) => acceptedCount === 0 && failedCount > 0).length
}

function countAddresses(clues: Clues): number {
  return listAll(clues).length
}

function countFailed(clues: Clues): number {
  return listAll(clues).reduce((sum, { failedCount }) => sum + failedCount, 0)
}

function countAll(clues: Clues): number {
  return listAll(clues).reduce((sum, { acceptedCount, failedCount }) => sum + acceptedCount + failedCount, 0)
}

function listCounts(clues: Clues): string {
  const counted = listAll(clues).map(({ address, acceptedCount, failedCount }) => {
    return `${address || 'by the HTTP proxy'}: ${acceptedCount} of ${acceptedCount + failedCount} accepted`
  })
  return counted.join(', ')
}

function nameInstances({ evidence: { samples } }: Clues): string {
  return samples?.instanceCount === undefined ? '' : ` to ${samples.instanceCount} instances`
}

/** Of the first that failed its own title and explanation. */
function tellFailure({ failedSample }: Clues): string {
  return failedSample ? `What failed: ${failedSample.title}. ${failedSample.explanation}` : ''
}

function remedyOf({ failedSample }: Clues): string {
  return failedSample?.remedy ?? ''
}
