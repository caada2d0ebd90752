/** Findings about connections to all addresses and instances, of which some failed while others were accepted. */

import type { SampledAddress } from '../evidence.ts'
import type { Clues } from '../rules/rule.ts'
import { aboutEnvironment, inRegion } from './commands.ts'
import { type CataloguePart, instruct, paste } from './entry.ts'

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
        ? paste(
            `Take ${nameDead(clues)} out of the record of the name, if this command prints no load balancer that has it. If it prints one, look at the network ACL and the route table of that subnet.`,
            `aws ec2 describe-network-interfaces --filters Name=association.public-ip,Values=${nameDead(clues)} --query "NetworkInterfaces[].[Description,SubnetId]"${inRegion(clues.known)}`,
          )
        : instruct(`Look at what answers at ${nameDead(clues)}, and not at the others. ${remedyOf(clues)}`),
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
        `Find the instance that is not like the others, by: ${aboutEnvironment(clues.known, 'describe-instances-health --attribute-names All')}\nAgainst what failed there: ${remedyOf(clues)}`,
      ),
  },
} as const satisfies CataloguePart

function listAll({ evidence: { samples } }: Clues): readonly SampledAddress[] {
  return samples?.addresses ?? []
}

function countDead(clues: Clues): number {
  return listAll(clues).filter(({ acceptedCount, failedCount }) => acceptedCount === 0 && failedCount > 0).length
}

/** The first one; a word in its place where nobody knows it, behind an HTTP proxy. */
function nameDead(clues: Clues): string {
  const dead = listAll(clues).find(({ acceptedCount, failedCount }) => acceptedCount === 0 && failedCount > 0)
  return dead?.address || 'ADDRESS'
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
