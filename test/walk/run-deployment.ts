/** Runs the story of the action as its door does, with a clock that is not the system's and a log that is kept. */

import { ActionError } from '../../src/action-error.ts'
import { makeAwsClients } from '../../src/aws/clients.ts'
import { startDeadline } from '../../src/clock.ts'
import type { Context } from '../../src/context.ts'
import { readDeployRequest } from '../../src/inputs/deploy-request.ts'
import { openLedger } from '../../src/ledger.ts'
import type { Log } from '../../src/log.ts'
import { describeRequest, openProducts } from '../../src/report/deploy-products.ts'
import { judgeDeploy } from '../../src/report/deploy-verdict.ts'
import { deploy } from '../../src/stories/deploy.ts'
import { toProbeOptions } from '../../src/stories/handshake-options.ts'
import { NAMES } from '../support/least-privilege.ts'
import { NODE_24, REGION } from '../support/local-beanstalk.ts'
import type { Deployment } from './make-history.ts'
import type { Played, Stage } from './play-history.ts'
import type { VirtualTime, WatchedClient } from './virtual-time.ts'

type Run = Pick<
  Played,
  'products' | 'verdict' | 'entries' | 'lines' | 'lastLookAtMs' | 'acceptedAtMs' | 'rolledBackAtMs'
>

/** `onAccepted` hears of the request that sets the deployment in motion. */
export async function runDeployment(stage: Stage, deployment: Deployment, onAccepted: () => void): Promise<Run> {
  const { time, workspace } = stage
  const set = [PROFILE, deployment.inputs['option-settings'] ?? ''].join('\n')
  const inputs: Record<string, string> = { ...USUAL, ...deployment.inputs, 'option-settings': set }
  const request = readDeployRequest(name => inputs[name] ?? '', { region: REGION, versionLabel: deployment.label })
  const products = Object.assign(openProducts(), describeRequest(request))
  const ledger = openLedger()
  const lines: string[] = []
  const seen = {
    lastLookAtMs: time.nowMs(),
    acceptedAtMs: undefined as number | undefined,
    rolledBackAtMs: undefined as number | undefined,
  }
  let conflictAtMs: number | undefined
  const limits = limitRun(stage, {
    totalMs: request.deploymentTimeoutMs,
    cancelledAfterMs: deployment.cancelledAfterMs,
  })
  const names = { application: NAMES.application, environment: NAMES.environment }
  const { maxRetries, retryDelayMs } = request.aws
  let isDeployed = false
  const openClients = (signal: AbortSignal) => {
    const aws = makeAwsClients({ region: REGION, names, maxRetries, retryDelayMs, signal, onRequest: () => {} })
    for (const client of listClients(aws)) time.watch(client)
    noteLooks(aws.elasticBeanstalk, {
      onLook: askedAtMs => Object.assign(seen, { lastLookAtMs: askedAtMs }),
      onConflict: askedAtMs => {
        conflictAtMs ??= askedAtMs
      },
      onAccepted(label, askedAtMs) {
        if (seen.acceptedAtMs === undefined) onAccepted()
        seen.acceptedAtMs ??= askedAtMs
        if (label === undefined) return
        // The version before may have had the same label.
        const isAgain = isDeployed && deployment.inputs.rollback !== undefined
        if (isAgain || label !== deployment.label) seen.rolledBackAtMs ??= askedAtMs
        isDeployed = true
      },
      nowMs: time.nowMs,
    })
    return aws
  }
  const { signal } = limits
  const aws = openClients(signal)
  const context: Context = {
    ...{ aws, ledger, signal, clock: time.runClock, log: keepLines(lines, time) },
    ...{ deadline: startDeadline(time.runClock, request.deploymentTimeoutMs) },
    ...{ temporaryFolder: workspace.path, searchPath: '' },
  }
  const renew = () => {
    const totalMs = Math.max(LEAST_ROLL_BACK_MS, request.deploymentTimeoutMs)
    const own = limitRun(stage, { totalMs, cancelledAfterMs: undefined })
    const clients = openClients(own.signal)
    const renewed = { ...context, aws: clients, signal: own.signal, deadline: startDeadline(time.runClock, totalMs) }
    const end = () => {
      clients.destroy()
      own.end()
    }
    return { context: renewed, [Symbol.dispose]: end }
  }
  const probe = toProbeOptions(request.handshake.probe, { ca: undefined, proxyVariables: {} })
  let failure: unknown
  try {
    const options = { request, workspace: workspace.file('app'), probe, renew }
    await time.follow(() => deploy(context, options, products))
  } catch (error) {
    failure = error
  } finally {
    aws.destroy()
    limits.end()
  }
  // Its answer was lost, and the next attempt was refused.
  if (lines.some(line => line.endsWith("the update was this run's."))) seen.acceptedAtMs = conflictAtMs
  const entries = ledger.entries()
  products.unanswered = entries.filter(({ outcome }) => outcome === 'asked').map(({ change }) => change)
  return { products, verdict: judgeDeploy(products, failure), entries, lines, ...seen }
}

const USUAL = {
  'application-name': NAMES.application,
  'environment-name': NAMES.environment,
  'websocket-path': '/',
  preflight: 'off',
  'solution-stack-name': NODE_24,
}

/** As the door has it. */
const LEAST_ROLL_BACK_MS = 600_000

/** Without it nothing can be created. */
const PROFILE = 'aws:autoscaling:launchconfiguration:IamInstanceProfile=aws-elasticbeanstalk-ec2-role'

export interface Limits {
  readonly totalMs: number
  readonly cancelledAfterMs: number | undefined
}

/** As the door does, in virtual time. */
export function limitRun({ time }: Pick<Stage, 'time'>, { totalMs, cancelledAfterMs }: Limits) {
  const controller = new AbortController()
  const end = (code: string, message: string) => () =>
    controller.abort(new ActionError({ code, message, hint: 'Look at the events.' }))
  const cancels = [time.after(totalMs, end('deadline-exceeded', 'The run was not over.'))]
  if (cancelledAfterMs !== undefined)
    cancels.push(time.after(cancelledAfterMs, end('cancelled', 'The run was cancelled (SIGINT).')))
  return {
    signal: controller.signal,
    end: () => {
      for (const cancel of cancels) cancel()
    },
  }
}

export function listClients(aws: Context['aws']): WatchedClient[] {
  const clients: unknown[] = Object.values(aws).filter(value => typeof value === 'object' && 'middlewareStack' in value)
  return clients as WatchedClient[]
}

interface Noted {
  onLook(askedAtMs: number): void
  /** Another update was going on, or one that was asked for at the same time. */
  onConflict(askedAtMs: number): void
  onAccepted(versionLabel: string | undefined, askedAtMs: number): void
  nowMs(): number
}

function noteLooks(client: Context['aws']['elasticBeanstalk'], { onLook, onConflict, onAccepted, nowMs }: Noted): void {
  const note =
    <Args, Output>(next: (args: Args) => Promise<Output>, { commandName = '' }: { readonly commandName?: string }) =>
    async (args: Args): Promise<Output> => {
      const askedAtMs = nowMs()
      const answer = await next(args).catch((error: unknown) => {
        if (commandName === 'UpdateEnvironmentCommand') onConflict(askedAtMs)
        throw error
      })
      if (commandName === 'DescribeEnvironmentsCommand') onLook(askedAtMs)
      if (/^(Update|Create)EnvironmentCommand$/.test(commandName)) onAccepted(labelIn(args), askedAtMs)
      return answer
    }
  const stack = client.middlewareStack as unknown as { add(middleware: unknown, where: object): void }
  stack.add(note, { step: 'initialize', name: 'noteLooks' })
}

function labelIn(args: unknown): string | undefined {
  return (args as { readonly input?: { readonly VersionLabel?: string } }).input?.VersionLabel
}

export function keepLines(lines: string[], time: Pick<VirtualTime, 'hold'>): Log {
  const told = { lines: 0 }
  const keep = (text: string) => {
    lines.push(text)
    told.lines += 1
  }
  return {
    told,
    ...{ info: keep, debug: () => {}, notice: keep, warning: keep, error: keep, mask: () => {} },
    quote: keep,
    group: (title, work) => {
      keep(`> ${title}`)
      // It is packed by threads, of which no virtual time knows.
      return title === 'Read the source bundle' ? time.hold(work()) : work()
    },
  }
}
