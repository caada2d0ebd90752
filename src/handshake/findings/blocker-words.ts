/** What keeps clients out beside the security group, in the words of a finding. */

import type { Blocker, Known } from '../known.ts'
import type { Clues } from '../rules/rule.ts'
import { instruct, type Remedy } from './entry.ts'

/** Sentences after the one that says what happened; '' where nobody has looked. */
export function tellBlockers({ known }: Clues): string {
  const { blockers, portAdmitted } = known
  if (!blockers) return ''
  const { found, unknown } = blockers
  const open = portAdmitted === 'yes' && !isNarrow(known) ? ', and the security group admits clients' : ''
  const fine = `The network ACLs and routes of its subnets let clients in by IPv4${open}.`
  const messages = found.map(({ message }) => message)
  return [
    ...(found.length > 0 ? [`A likely cause: ${messages.join(' ')}`] : unknown.length > 0 ? [] : [fine]),
    ...(unknown.length > 0 ? [`What else may keep clients out is not known: ${unknown.join(' ')}`] : []),
  ]
    .map(sentence => ` ${sentence}`)
    .join('')
}

/**
 * What was found has to go; and the group has to let clients in, where that is not known to be so. A port without a
 * listener is not to be opened.
 */
export function removeBlockers({ known }: Clues, openPort: Remedy): Remedy {
  const { blockers, portAdmitted } = known
  const remedies = [...new Set(blockers?.found.map(({ remedy }) => remedy))]
  if (remedies.length === 0) return openPort
  const removed = remedies.join(' ')
  return portAdmitted === 'yes' || listRefusing(known).length > 0
    ? instruct(removed)
    : { ...openPort, instruction: `${removed} And: ${openPort.instruction}` }
}

/** What may be why clients are refused. */
export function listRefusing({ blockers }: Known): readonly Blocker[] {
  return (blockers?.found ?? []).filter(({ refuses }) => refuses)
}

/** The group admits somebody, and it may well not be who asks from here. */
export function isNarrow({ portAdmitted, admittedSources = [] }: Known): boolean {
  const isEverybody = (source: string) => source === '0.0.0.0/0' || source === '::/0'
  return portAdmitted === 'yes' && admittedSources.length > 0 && !admittedSources.some(isEverybody)
}
