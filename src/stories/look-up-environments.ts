/** Looks up the environments of a check: each once, a few at a time, with one set of AWS clients for each region. */

import { ActionError } from '../action-error.ts'
import { type AwsClients, makeAwsClients } from '../aws/clients.ts'
import { type Clock, startDeadline } from '../clock.ts'
import { openTurns } from '../handshake/take-turns.ts'
import type { CheckedEnvironment } from '../inputs/check-request.ts'
import { openLedger } from '../ledger.ts'
import type { Log } from '../log.ts'
import { untilAborted } from '../until-aborted.ts'
import { type Checked, findChecked } from './find-checked.ts'

export interface LookSurroundings {
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
  readonly temporaryFolder: string
  readonly searchPath: string
  /** All that may be asked about: a refusal names those of a region as far as they have one name. */
  readonly environments: readonly CheckedEnvironment[]
}

export interface EnvironmentLooks {
  find(environment: CheckedEnvironment): Promise<Checked>
  /** Closes all connections; nothing is asked any more, not even what still waits for its turn. */
  close(): void
}

/** For two requests to AWS, and another for a platform that its name does not explain. */
const LONGEST_LOOK_MS = 120_000
const MOST_AT_ONCE = 5

export function openLooks(given: LookSurroundings): EnvironmentLooks {
  const closed = new AbortController()
  const surroundings = { ...given, signal: AbortSignal.any([given.signal, closed.signal]) }
  const clients = new Map<string, AwsClients>()
  const looks = new Map<string, Promise<Checked>>()
  const takeTurn = openTurns(MOST_AT_ONCE)
  const clientsOf = (region: string) => {
    const aws = clients.get(region) ?? makeClients(surroundings, region)
    clients.set(region, aws)
    return aws
  }
  return {
    find(environment) {
      const key = JSON.stringify(environment)
      const look = looks.get(key) ?? takeTurn(() => lookUp(surroundings, clientsOf(environment.region), environment))
      looks.set(key, look)
      return look
    },
    close() {
      closed.abort()
      for (const aws of clients.values()) aws.destroy()
    },
  }
}

async function lookUp(
  { clock, log, signal, temporaryFolder, searchPath }: LookSurroundings,
  aws: AwsClients,
  environment: CheckedEnvironment,
): Promise<Checked> {
  signal.throwIfAborted()
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(lookUpTooLong(environment)), LONGEST_LOOK_MS)
  const deadline = startDeadline(clock, LONGEST_LOOK_MS)
  const context = { aws, clock, log, ledger: openLedger(), signal, deadline, temporaryFolder, searchPath }
  try {
    return await untilAborted(findChecked(context, environment), over.signal)
  } finally {
    clearTimeout(timer)
  }
}

function makeClients({ clock, log, signal, environments }: LookSurroundings, region: string): AwsClients {
  const here = environments.filter(environment => environment.region === region)
  const names = {
    application: pickOnly(here.map(({ applicationName }) => applicationName)),
    environment: pickOnly(here.map(({ environmentName }) => environmentName)),
  }
  const told = { onAnswer: log.debug, waiter: { clock, log } }
  return makeAwsClients({ region, names, maxRetries: 2, retryDelayMs: 5000, signal, ...told })
}

function pickOnly(names: readonly string[]): string | undefined {
  const [only, ...others] = new Set(names)
  return others.length === 0 ? only : undefined
}

export function lookUpTooLong({ applicationName, environmentName, region }: CheckedEnvironment): ActionError {
  return new ActionError({
    code: 'look-up-too-long',
    message: `Nothing was known of the environment "${environmentName}" of "${applicationName}" (${region}) after ${LONGEST_LOOK_MS / 1000} s.`,
    hint: 'Look whether this machine reaches the AWS API of that region, and run the check again.',
  })
}
