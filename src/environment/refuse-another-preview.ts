/** Is there room for one more preview? Pure. */

import { ActionError } from '../action-error.ts'
import { explainRefusal } from '../aws/refusals.ts'
import { writeCommand } from '../aws/write-command.ts'
import type { PreviewRequest } from '../inputs/preview-request.ts'
import { listFew } from '../list-few.ts'
import type { AddressSurvey } from '../network/survey-addresses.ts'
import { quoteForeign } from '../untrusted.ts'
import type { ExistingPreview } from './find-previews.ts'
import type { CreationNote } from './plan-creation.ts'

export interface RoomFacts {
  /** Of the preview that is to be created. */
  readonly name: string
  readonly previews: readonly ExistingPreview[]
  readonly addresses: AddressSurvey
  /** One address is for it. */
  readonly isSingle: boolean
}

/** Throws an ActionError that lists what there is. What is being terminated takes no room any more. */
export function refuseAnotherPreview(request: PreviewRequest, facts: RoomFacts): void {
  const { maxPreviews, region } = request
  const others = facts.previews.filter(({ status }) => status !== 'Terminating')
  if (others.length >= maxPreviews) throw tooMany(maxPreviews, others)
  const { addresses } = facts
  if (!facts.isSingle || addresses.kind === 'unknown') return
  const taken = addresses.addresses.filter(({ usedBy }) => usedBy !== facts.name)
  if (taken.length >= addresses.quota) throw withoutAddress(facts.name, region, { ...addresses, addresses: taken })
}

/** Where they could not be counted the launch tells. */
export function noteAddresses(addresses: AddressSurvey): CreationNote[] {
  if (addresses.kind === 'known') return []
  const why = addresses.refusal ? ` ${explainRefusal(addresses.refusal)}` : ''
  return [
    {
      message: `Whether there is an Elastic IP address left for the preview is not known.${why}`,
      remedy:
        'Where there is none, the launch fails: release one that nothing uses, or ask for more in the Service Quotas console.',
    },
  ]
}

const MOST_LISTED = 20

function tooMany(limit: number, previews: readonly ExistingPreview[]): ActionError {
  const listed = previews.map(
    ({ environmentName, tags }) => `${quoteForeign(environmentName)} (pull request #${tags.pullRequest})`,
  )
  return new ActionError({
    code: 'preview-limit-reached',
    message: `'max-previews' was ${limit}, and there ${previews.length === 1 ? 'is 1 preview' : `are ${previews.length} previews`} already: ${listFew(listed, MOST_LISTED)}.`,
    hint: `Close one of those pull requests, which removes its preview, and run the job again, or write "max-previews: ${previews.length + 1}".`,
  })
}

/** The code of the quota "EC2-VPC Elastic IPs": https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const QUOTA_CODE = 'L-0263D0A3'

type KnownAddresses = AddressSurvey & { readonly kind: 'known' }

function withoutAddress(name: string, region: string, { addresses, quota }: KnownAddresses): ActionError {
  const listed = addresses.map(({ ip, usedBy }) => `${ip} (${usedBy ? quoteForeign(usedBy) : 'nothing uses it'})`)
  const free = addresses.find(({ usedBy }) => usedBy === undefined)
  const release = free
    ? `Release one that nothing uses (aws ec2 describe-addresses --public-ips ${free.ip} tells its AllocationId): ${writeCommand(region, 'ec2 release-address --allocation-id ID')}`
    : 'Close a pull request whose preview has one, and run the job again.'
  const more = writeCommand(
    region,
    `service-quotas request-service-quota-increase --service-code ec2 --quota-code ${QUOTA_CODE} --desired-value ${quota + 5}`,
  )
  return new ActionError({
    code: 'elastic-ip-limit-reached',
    message: `The preview "${name}" needs an Elastic IP address, as every single instance does, and the account may have ${quota} in ${region}, which are there already: ${listFew(listed, MOST_LISTED)}.`,
    hint: `${release}\nOr ask for more: ${more}`,
  })
}
