/** What each thing that was asked while Beanstalk worked said of the verdict, in words. Pure. */

import { isGone } from '../platform/environment-status.ts'
import { quoteForeign, toPrintableLine } from '../untrusted.ts'
import { describeInstances } from './compare-instances.ts'
import { type DeploymentFacts, toStandings } from './deployment-facts.ts'
import { quoteLabel } from './quote-label.ts'
import { findEnd, isError, readEnd } from './read-end.ts'
import type { VerdictSource } from './verdict-source.ts'

type Said = Omit<VerdictSource, 'name'>

export function describeSources(facts: DeploymentFacts): VerdictSource[] {
  return [
    { name: 'beginning', ...describeBeginning(facts) },
    { name: 'events', ...describeEvents(facts) },
    { name: 'status', ...describeStatus(facts) },
    { name: 'version label', ...describeLabel(facts) },
    { name: 'instances', ...describeStandings(facts) },
  ]
}

function describeBeginning({ begun, events = [] }: DeploymentFacts): Said {
  const [first] = events
  if (first) {
    const at = new Date(first.atMs).toISOString().slice(11, 19)
    return { says: 'agrees', inWords: `seen by its first event, at ${at} by AWS's clock` }
  }
  return begun ? { says: 'agrees', inWords: 'seen by the status' } : { says: 'unknown', inWords: 'nothing showed it' }
}

function describeEvents({ events }: DeploymentFacts): Said {
  if (!events) return { says: 'unknown', inWords: 'they could not be read' }
  const errors = events.filter(isError).length
  const told = errors > 0 ? `, and ${errors === 1 ? '1 error' : `${errors} errors`}` : ''
  const end = findEnd(events)
  if (!end) return { says: 'unknown', inWords: `${events.length} came, without an end${told}` }
  const says = readEnd(events) === 'good' ? 'agrees' : 'contradicts'
  return { says, inWords: `${quoteForeign(end.message)}${says === 'agrees' ? told : ''}` }
}

function describeStatus({ status, isFresh }: DeploymentFacts): Said {
  const inWords = toPrintableLine(status, 40)
  if (isGone(status)) return { says: 'contradicts', inWords }
  if (status === 'Ready' && isFresh) return { says: 'agrees', inWords }
  return { says: 'unknown', inWords: status === 'Ready' ? `${inWords}, as before the update` : inWords }
}

function describeLabel({ label, wantedLabel }: DeploymentFacts): Said {
  if (label === wantedLabel) return { says: 'agrees', inWords: quoteLabel(label) }
  return { says: 'contradicts', inWords: `${quoteLabel(label)}, not ${quoteLabel(wantedLabel)}` }
}

function describeStandings(facts: DeploymentFacts): Said {
  const { instances } = facts
  if (instances.kind !== 'told') return { says: 'unknown', inWords: instances.reason }
  const standings = toStandings(facts)
  if (!standings) return { says: 'unknown', inWords: 'no version was asked for' }
  const { onNew, onEarlier, onOther, failed, silent } = standings
  const wrong = [...onOther, ...failed, ...onEarlier]
  if (wrong.length > 0) return { says: 'contradicts', inWords: describeInstances([...wrong, ...onNew]) }
  if (silent.length > 0) return { says: 'unknown', inWords: describeInstances(silent) }
  return { says: 'agrees', inWords: describeInstances(onNew) }
}
