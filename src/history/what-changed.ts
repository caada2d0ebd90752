/** What is not as it was behind a target. Pure. */

import type { TargetFacts } from './history-line.ts'

/** "version v41 -> v42", "listener 443 https gone". Of what was known both times; the texts are foreign. */
export function whatChanged(before: TargetFacts, after: TargetFacts): string[] {
  const compare = (name: keyof TargetFacts, describe: (from: string, to: string) => string[]) => {
    const [from, to] = [before[name], after[name]]
    return from === undefined || to === undefined || from === to ? [] : describe(from, to)
  }
  return [
    ...compare('versionLabel', (from, to) => [`version ${from} -> ${to}`]),
    ...compare('platform', (from, to) => [`platform ${from} -> ${to}`]),
    ...compare('listeners', compareListeners),
    ...compare('rules', (from, to) => [`inbound rules ${from} -> ${to}`]),
    ...compare('certificate', () => [describeCertificate(before.certificateEnds, after.certificateEnds)]),
  ]
}

function compareListeners(from: string, to: string): string[] {
  const [before, after] = [readListeners(from), readListeners(to)]
  const gone = [...before].filter(([port]) => !after.has(port)).map(([, listener]) => `listener ${listener} gone`)
  const others = [...after].flatMap(([port, listener]) => {
    const former = before.get(port)
    if (former === undefined) return [`listener ${listener} new`]
    return former === listener ? [] : [`listener ${former} -> ${listener}`]
  })
  return [...gone, ...others]
}

/** By the port. */
function readListeners(text: string): Map<string, string> {
  const listeners = text.split(',').map(listener => listener.trim())
  return new Map(listeners.filter(Boolean).map(listener => [listener.split(' ')[0] ?? '', listener]))
}

function describeCertificate(before: string | undefined, after: string | undefined): string {
  if (after === undefined) return 'certificate replaced'
  const isRenewed = before !== undefined && after > before
  return `certificate ${isRenewed ? 'renewed' : 'replaced'}, it ends ${after}`
}
