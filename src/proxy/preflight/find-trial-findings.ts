/** What a trial showed that fails no deployment, and is worth knowing before it. */

import type { ProxyFinding } from '../proxy-finding.ts'
import { UPGRADE_LINES } from '../upgrade-lines.ts'
import { isRedirectToHttps, type ProxyAnswer, type TrialAnswers } from './ask-proxy.ts'
import { findServingPlace } from './find-serving-place.ts'
import type { StagedFile } from './map-nginx-file.ts'
import type { StagingNotes } from './nginx-stage.ts'

export interface TrialFacts {
  readonly staged: ReadonlyMap<string, StagedFile>
  readonly answers: TrialAnswers
  readonly notes: StagingNotes
  /** Of the WebSocket. */
  readonly path: string
  readonly program: 'nginx' | 'httpd'
  /** What the platform runs behind the proxy speaks FastCGI, as PHP does: nobody answers for it here. */
  readonly isFastcgi: boolean
}

export function findTrialFindings(facts: TrialFacts): ProxyFinding[] {
  return [...warnOfHandshake(facts), ...warnOfRedirect(facts)]
}

/** What the two requests could not show, because the instance is asked by others or has more than the bundle. */
export function listUntold({ answers: { handshake }, notes }: Pick<TrialFacts, 'answers' | 'notes'>): string[] {
  if (isAccepted(handshake) || !isDoubtful(handshake, notes)) return []
  return ['whether a WebSocket would open (what decides is not in the bundle)']
}

function isAccepted(answer: ProxyAnswer): boolean {
  return answer.kind === 'answered' && answer.status === 101
}

// 401 and 403 are for who asks, and nobody here is who will.
function isDoubtful(answer: ProxyAnswer, { needsMore, hasVariableTarget }: StagingNotes): boolean {
  const isForbidden = answer.kind === 'answered' && (answer.status === 401 || answer.status === 403)
  return needsMore || hasVariableTarget || isForbidden
}

function warnOfHandshake({
  staged,
  answers: { handshake },
  notes,
  path,
  program,
  isFastcgi,
}: TrialFacts): ProxyFinding[] {
  if (isAccepted(handshake) || isDoubtful(handshake, notes)) return []
  const place = program === 'nginx' ? findServingPlace(staged, path) : undefined
  const where = place ? ` "${place.file}" line ${place.line} answers there.` : ''
  const [what, remedy] = explainHandshake(handshake, { program, isFastcgi })
  return [
    {
      ...{ kind: 'note', file: place?.file, line: place?.line, remedy },
      foretells: handshake.kind === 'answered' && handshake.isFromApp ? 'proxy-drops-upgrade' : undefined,
      message: `A WebSocket at "${path.replace(/\?.*$/s, '')}" did not open when the proxy files were tried out: ${what}.${where}`,
    },
  ]
}

const HAND_ON = {
  nginx: `Add to the location: ${UPGRADE_LINES}`,
  httpd: 'Add to the ProxyPass of the path: upgrade=websocket',
}

function explainHandshake(
  answer: ProxyAnswer,
  { program, isFastcgi }: Pick<TrialFacts, 'program' | 'isFastcgi'>,
): [what: string, remedy: string] {
  if (answer.kind === 'no-answer')
    return [`the proxy gave no answer (${answer.reason})`, 'Look at what listens on port 80.']
  const { status, isFromApp } = answer
  if (isFromApp) return ['the proxy did not hand the Upgrade header to the app', HAND_ON[program]]
  if (status >= 300 && status < 400) {
    return [
      `the proxy redirects it (${status}), and clients of WebSockets follow no redirects`,
      'Leave the path out of the redirect, or redirect only where X-Forwarded-Proto is "http" and open the WebSocket with wss.',
    ]
  }
  if (status === 502 && isFastcgi) {
    return [
      'the proxy hands it to PHP by FastCGI, which opens no WebSocket',
      'Add a location for the path that hands requests to the port of a WebSocket server.',
    ]
  }
  if (status === 502 || status === 504) {
    return [
      `the proxy hands it to an address at which nothing of this app listens (${status})`,
      'Hand it to the port or upstream that the platform gives the app.',
    ]
  }
  return [`the proxy answered ${status} itself`, 'Add a location for the path that hands requests to the app.']
}

function warnOfRedirect({ staged, answers: { get }, notes, program }: TrialFacts): ProxyFinding[] {
  if (!isRedirectToHttps(get) || notes.needsMore) return []
  const place = program === 'nginx' ? findServingPlace(staged, '/') : undefined
  const where = place ? `"${place.file}" line ${place.line} redirects` : 'The proxy redirects'
  return [
    {
      ...{ kind: 'note', file: place?.file, line: place?.line },
      message: `${where} a request to https even where X-Forwarded-Proto says that it came by https: behind a load balancer that ends TLS this is a loop.`,
      remedy:
        'Redirect only where it did not. In nginx: if ($http_x_forwarded_proto = "http") { return 301 https://$host$request_uri; }',
    },
  ]
}
