/** The warning where rules admit more than `allow-from` names, with the commands that mend it. Pure. */

import { listFew } from '../list-few.ts'
import type { OwnGroups } from '../platform/own-groups.ts'
import { joinIds, listSources } from './describe-sources.ts'
import type { InboundWarning } from './find-hindrance.ts'
import { listLacking, listWider } from './inbound.ts'
import { writeRuleCommand } from './ip-permissions.ts'
import type { PortSurvey } from './read-groups.ts'
import type { FoundInbound } from './survey-inbound.ts'

/** With what is planned for it. */
export interface WarnedPort extends PortSurvey {
  readonly step: { readonly kind: 'leave' | 'add' | 'comes' | 'lack'; readonly cidrs?: readonly string[] }
}

export interface WiderWish {
  readonly allowFrom: readonly string[]
  readonly ownGroups: OwnGroups
  readonly region: string
}

export function warnOfWiderRules(port: WarnedPort, { entrance }: FoundInbound, wish: WiderWish): InboundWarning[] {
  const { admission, admitting, seenAs } = port
  const wider = seenAs === undefined ? listWider(admission, wish.allowFrom) : []
  if (wider.length === 0) return []
  const cidrs = wider.filter(({ isExact, entries }) => isExact && entries === undefined).map(({ name }) => name)
  const isWhole = cidrs.length === wider.length && admitting.length === 1
  const [line] = wish.ownGroups.lines
  const own = line ? `give the environment a group of your own by ${line}, or ` : ''
  return [
    {
      message: `"allow-from" names ${listFew(wish.allowFrom)}, but on TCP ${port.port} ${joinIds(admitting)} of ${entrance.title} admits more already, ${listSources(wider)}: it restricts nothing.`,
      remedy: `This action takes nothing away. If nobody needs that, ${own}${isWhole ? writeCommands(port, wish, cidrs) : 'admit what is named by rules of its own, and then take the wider ones away.'}`,
    },
  ]
}

// What is named may be admitted by the wider rule alone, and would go with it.
function writeCommands(
  { port, admission, admitting: [groupId = ''], step }: WarnedPort,
  { allowFrom, region }: WiderWish,
  wider: readonly string[],
): string {
  const change = (what: 'authorize' | 'revoke', cidrs: readonly string[]) =>
    writeRuleCommand(what, { region, groupId, port, cidrs })
  const sources = admission.sources.filter(({ name }) => !wider.includes(name))
  const added = step.kind === 'add' ? (step.cidrs ?? []) : []
  const lost = listLacking({ ...admission, sources }, { allowFrom, everybody: [] }).filter(
    cidr => !added.includes(cidr),
  )
  const revoke = change('revoke', wider)
  if (lost.length === 0) return `take that away:\n\n${revoke}`
  return `admit what is named, and then take that away:\n\n${change('authorize', lost)}\n${revoke}`
}
