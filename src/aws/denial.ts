/** AWS denied a request: in which policy, and what would allow it. */

import type { ActionError, ActionErrorParts } from '../action-error.ts'
import { listFew } from '../list-few.ts'
import { quoteForeign } from '../untrusted.ts'
import { type AwsRequest, writePermission } from './write-permission.ts'

export function describeDenial({ message }: Error, request: AwsRequest): ActionErrorParts {
  const { operation } = request
  const text = message.replace(ENCODED, '')
  return {
    code: 'permission-denied',
    message: `${tellDenied([operation])}: ${quoteForeign(text)}.`,
    hint: `${tellWhere(text)}: ${writePermission(request)}`,
    operation,
  }
}

/** What is not known for these reasons, as sentences: each statement that is missing once, for all that it allows. */
export function explainRefusals(refusals: readonly ActionError[]): string[] {
  const hints = new Set(refusals.map(({ hint }) => hint))
  return [...hints].flatMap(hint => {
    const same = refusals.filter(refusal => refusal.hint === hint)
    const operations = same.flatMap(({ operation }) => operation ?? [])
    if (operations.length < same.length) return [...new Set(same.map(({ message }) => message))]
    return `${tellDenied([...new Set(operations)])}. ${hint}`
  })
}

function tellDenied(operations: readonly string[]): string {
  return `AWS denied ${listFew(operations)} to the role of this job`
}

/** For `aws sts decode-authorization-message`: a thousand characters and more, in which nobody can read anything. */
const ENCODED = /\.? Encoded authorization failure message: .*$/s

/**
 * The text only chooses the words.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
function tellWhere(text: string): string {
  const [, explicit] = /with an explicit deny in an? ((?:[\w-]+ ){0,3}policy|permissions boundary)/i.exec(text) ?? []
  if (explicit)
    return `Take the statement out that denies it, in the ${explicit} that AWS speaks of (a statement that allows it does not help as long as that stands), and allow it in the role's policy`
  const [, bound] =
    /because no (permissions boundary|session policy|service control policy|resource control policy|VPC endpoint policy) allows/i.exec(
      text,
    ) ?? []
  return bound ? `Allow it in the ${bound}, too, not only in the role's policy` : "Allow it in the role's policy"
}
