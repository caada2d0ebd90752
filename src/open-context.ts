/** The contexts of a run that may change things. Loaded late by its door: it brings the AWS clients. */

import { makeAwsClients } from './aws/clients.ts'
import { watchCredentials } from './aws/credential-age.ts'
import type { RunNames } from './aws/write-permission.ts'
import { systemClock as clock, startDeadline } from './clock.ts'
import type { DisposableContext } from './context.ts'
import { type Door, limitTime } from './door.ts'
import type { DeploymentRequest } from './inputs/deployment-inputs.ts'
import type { Ledger } from './ledger.ts'
import { actionsLog as log } from './log.ts'

export interface RunToOpen {
  readonly request: Pick<DeploymentRequest, 'aws'> & { readonly region: string }
  readonly names: RunNames
  readonly ledger: Ledger
}

/** Each context has clients and a time of its own; all of them write into one ledger, and know how old the credentials are. */
export function openContexts(
  door: Door,
  { request, names, ledger }: RunToOpen,
): (totalMs: number, what?: 'roll back') => DisposableContext {
  const { temporaryFolder, searchPath } = door
  const { logRequests, ...retries } = request.aws
  const told = { onAnswer: logRequests ? log.info : log.debug, waiter: { clock, log } }
  const asked = { ...retries, ...told, region: request.region, names, watchAge: watchCredentials(clock) }
  return (totalMs, what) => {
    const signal = limitTime(door, totalMs, what)
    const aws = makeAwsClients({ ...asked, signal })
    const deadline = startDeadline(clock, totalMs)
    const context = { aws, clock, log, ledger, signal, deadline, temporaryFolder, searchPath }
    return { context, [Symbol.dispose]: aws.destroy }
  }
}
