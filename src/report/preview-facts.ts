/** What there is to know of a preview that runs: where it is, how long, and what to be careful about. Pure. */

import { toUtcMinute } from '../describe-time.ts'
import { codeMarkdown, joinMarkdown, type Markdown, markdown, siteMarkdown } from '../markdown.ts'
import { isGone } from '../platform/environment-status.ts'
import type { Row } from './deploy-facts.ts'
import type { PreviewProducts } from './preview-products.ts'

const MOST_VARIABLES = 40

/** Where it can be reached; empty where no environment is known, and of one that is gone, whose host name is anybody's. */
export function findPreviewPlaces({ deployment }: PreviewProducts): {
  readonly page: string
  readonly webSocket: string
} {
  if (!deployment || isGone(deployment.state?.status)) return { page: '', webSocket: '' }
  const host = (deployment.state ?? deployment.survey)?.cname ?? ''
  return { page: host && `http://${host}/`, webSocket: deployment.handshake?.targets[0]?.printableUrl ?? '' }
}

/** Rows for the table of a summary. */
export function listPreviewFacts(products: PreviewProducts): Row[] {
  const { pullRequest, plan } = products
  const { page } = findPreviewPlaces(products)
  return [
    ...(pullRequest ? [['Pull request', `#${pullRequest.number}, ${pullRequest.sha.slice(0, 12)}`] as Row] : []),
    ...(page ? [['Page', siteMarkdown(page)] as Row] : []),
    ...(plan ? [['Expires', `${toUtcMinute(plan.expiresMs)}, unless a commit is pushed before`] as Row] : []),
  ]
}

/** What whoever opens the preview must know. */
export function renderCautions(products: PreviewProducts): Markdown[] {
  return [...renderSchemeCaution(products), ...renderVariables(products)]
}

function renderSchemeCaution(products: PreviewProducts): Markdown[] {
  if (!findPreviewPlaces(products).webSocket.startsWith('ws:')) return []
  const type = products.plan?.optionSettings.findLast(({ optionName }) => optionName === 'EnvironmentType')?.value
  const why =
    type === undefined || type === 'SingleInstance' ? 'A single instance' : 'An environment without a certificate'
  return [
    markdown`${why} serves \`ws://\` only: a page that came by \`https://\` cannot open it. For \`wss://\` it needs a domain of your own, with a certificate on a load balancer (\`option-settings\`) or on the instance.`,
  ]
}

function renderVariables({ plan, baseEnvironmentName }: PreviewProducts): Markdown[] {
  const names = plan?.copiedVariables ?? []
  if (names.length === 0) return []
  const shown = joinMarkdown(names.slice(0, MOST_VARIABLES).map(codeMarkdown), ', ')
  const more = names.length > MOST_VARIABLES ? ` and ${names.length - MOST_VARIABLES} more` : ''
  return [
    markdown`⚠️ **It has variables of ${baseEnvironmentName}:** ${shown}${more}. Where they name a database, what this branch does to it, migrations included, is done to that of ${baseEnvironmentName}.`,
  ]
}
