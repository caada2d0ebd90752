/** Can clients reach a single instance in these subnets? Pure. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'
import { ActionError } from '../action-error.ts'
import { explainRefusal } from '../aws/refusals.ts'
import { writeCommand } from '../aws/write-command.ts'
import { listFew } from '../list-few.ts'
import type { PrivateSubnet, SubnetSurvey } from '../network/survey-subnets.ts'
import { findSetting } from '../platform/front-settings.ts'
import { quoteForeign, toShellWord } from '../untrusted.ts'
import type { CreationNote } from './plan-creation.ts'

export interface SubnetsOfPreview {
  /** Of the preview. */
  readonly name: string
  readonly region: string
  /** Undefined: the default VPC. */
  readonly vpcId: string | undefined
  /** The settings of the base, which may name public subnets. */
  readonly base: readonly ConfigurationOptionSetting[]
}

/** Throws an ActionError where all are private; a note where some are, and where that is not known. */
export function judgeSubnets(survey: SubnetSurvey | undefined, preview: SubnetsOfPreview): CreationNote[] {
  if (survey === undefined || survey.kind === 'default') return []
  const remedy = suggestSubnets(preview)
  if (survey.kind === 'unknown') {
    const why = survey.refusal ? ` ${explainRefusal(survey.refusal)}` : ''
    return [
      {
        message: `Whether clients can reach the subnets of the preview is not known.${why}`,
        remedy: `Where they are private: ${remedy}`,
      },
    ]
  }
  const { publicIds, privateOnes, undecidedIds } = survey
  const told = privateOnes.map(tellPrivate).join('; ')
  if (privateOnes.length > 0 && publicIds.length + undecidedIds.length === 0)
    throw isPrivate(preview.name, told, remedy)
  const some = `Of the subnets of the preview some are private, where clients cannot reach it, and Beanstalk chooses: ${told}.`
  const undecided = `Whether clients can reach the preview in ${listFew(undecidedIds.map(quoteForeign))} is not known: their routes lead to what cannot be looked into.`
  return [
    ...(privateOnes.length > 0 ? [{ message: some, remedy }] : []),
    ...(undecidedIds.length > 0 ? [{ message: undecided, remedy: `Where they are private: ${remedy}` }] : []),
  ]
}

function tellPrivate({ id, tableId, gateway }: PrivateSubnet): string {
  const leads = gateway ? `leads to ${quoteForeign(gateway)}` : 'has no route for 0.0.0.0/0'
  return `${quoteForeign(id)}, whose route table ${quoteForeign(tableId)} ${leads}`
}

function isPrivate(name: string, told: string, hint: string): ActionError {
  return new ActionError({
    code: 'private-subnet',
    message: `The preview "${name}" would stand in private subnets, and clients reach a single instance only by an internet gateway: ${told}.`,
    hint,
  })
}

/** A load balancer that faces the internet stands in public ones. */
function suggestSubnets({ base, vpcId, region }: SubnetsOfPreview): string {
  const ofFront = findSetting(base, VPC, 'ELBSubnets')
  const isFacing = findSetting(base, VPC, 'ELBScheme') !== 'internal' && findSetting(base, VPC, 'VPCId') === vpcId
  if (ofFront && isFacing) return addLine(quoteLine(ofFront))
  const filters = `Name=vpc-id,Values=${toShellWord(vpcId ?? 'VPC')} Name=route.gateway-id,Values='igw-*'`
  const words = `ec2 describe-route-tables --filters ${filters} --query "RouteTables[].Associations[].SubnetId"`
  return `${addLine('subnet-...')}\nThe public ones: ${writeCommand(region, words)}`
}

const VPC = 'aws:ec2:vpc'

function addLine(subnets: string): string {
  return `Add a line to 'option-settings', with public subnets of the VPC: ${VPC}:Subnets=${subnets}`
}

// It is pasted as it stands.
function quoteLine(subnets: string): string {
  return /^[\w, -]+$/.test(subnets) ? subnets.replaceAll(' ', '') : 'subnet-...'
}
