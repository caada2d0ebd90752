/** A Local Beanstalk of this command's own, with an environment, and the clients that speak to it and to nobody else. */

import { randomBytes } from 'node:crypto'
import { makeAwsClients } from '../aws/clients.ts'
import { type Clock, startDeadline, systemClock } from '../clock.ts'
import type { Context } from '../context.ts'
import type { LocalRequest } from '../inputs/local-request.ts'
import { openLedger } from '../ledger.ts'
import type { EnvironmentTruth } from '../local-beanstalk/elastic-beanstalk/environment-truth.ts'
import { startLocalBeanstalk } from '../local-beanstalk/local-beanstalk.ts'
import { describeProxy } from '../platform/describe-proxy.ts'
import { parsePlatform } from '../platform/platform.ts'
import type { AppOutput } from './app-output.ts'
import { type ChosenPlatform, RUN_BY_PROCFILE } from './choose-platform.ts'
import type { LocalSurroundings } from './local-surroundings.ts'
import { openEnvironment } from './open-environment.ts'
import { openStageLog } from './stage-log.ts'

export interface LocalWorld {
  /** Where this machine had not what was wanted of it, in sentences. */
  readonly remarks: readonly string[]
  /** For one deployment, with a ledger of its own. */
  makeContext(): Context
  /** From here on the load balancer's timeouts are as long as they are on AWS. */
  slowDown(): Promise<void>
  /** Ends every process, and removes every file. */
  close(): Promise<void>
}

export interface LocalWorldFacts {
  readonly request: LocalRequest
  readonly platform: ChosenPlatform
  readonly output: AppOutput
  readonly surroundings: LocalSurroundings
  readonly interrupted: AbortSignal
  readonly line: { readonly isJson: boolean }
}

/** A second of Beanstalk's waiting takes so long here: patience, pauses between looks, health checks. */
const MS_PER_SECOND = 50
const REAL_MS_PER_SECOND = 1000

/** Throws an ActionError where the environment does not become Ready; nothing is left then. */
export async function openLocalWorld(facts: LocalWorldFacts): Promise<LocalWorld> {
  const { request, platform, output, surroundings, interrupted } = facts
  const log = openStageLog({
    out: facts.line.isJson ? undefined : surroundings.out,
    err: surroundings.err,
    clock: systemClock,
    // A silence is held for as long as somebody asked for, and cut by timeouts that are as long as they say.
    onStage: async title =>
      void (title === 'Open a WebSocket' && request.deploy.handshake.probe.holdMs > 0 && (await slowDown())),
  })
  const onInstall = (_: string, command: string) => log.tellProgram(command)
  const beanstalk = await startLocalBeanstalk({
    frontPort: request.port,
    loadBalancerMsPerSecond: MS_PER_SECOND,
    // What asks for a deployment runs programs as this user: no web page and nobody else on this machine may.
    secretAccessKey: randomBytes(30).toString('base64'),
    apps: { runs: RUN_BY_PROCFILE, keepsPort: true, onInstall, onOutput: output.hear },
  })
  const { endpoint, credentials } = beanstalk
  const { region, applicationName, environmentName, deploymentTimeoutMs } = request.deploy
  const aws = makeAwsClients({
    ...{ region, endpoint, credentials, maxRetries: 1, retryDelayMs: 0, signal: interrupted },
    names: { application: applicationName, environment: environmentName },
    onRequest: () => {},
  })
  const slowDown = () => beanstalk.setLoadBalancerPace(REAL_MS_PER_SECOND)
  const { temporaryFolder, machine } = surroundings
  const makeContext = (): Context => ({
    ...{ aws, log, clock: QUICK_CLOCK, ledger: openLedger(), signal: interrupted },
    deadline: startDeadline(QUICK_CLOCK, deploymentTimeoutMs),
    ...{ temporaryFolder, searchPath: machine.searchPath },
  })
  const close = async () => {
    aws.destroy()
    await beanstalk.stop()
  }
  try {
    const context = makeContext()
    await log.group('Create the environment', () => openEnvironment(context, request, platform.solutionStack))
    const remarks = listTakenPorts(beanstalk.lookUp(environmentName), request, platform)
    return { remarks, makeContext, slowDown, close }
  } catch (error) {
    await close()
    throw error
  }
}

function listTakenPorts(
  truth: EnvironmentTruth | undefined,
  { port }: LocalRequest,
  platform: ChosenPlatform,
): string[] {
  const { target } = describeProxy(parsePlatform({ solutionStackName: platform.solutionStack }))
  const usual = target.kind === 'loopback' ? target.port : 0
  const own = truth?.instance?.portOf(usual)
  const front = truth?.front.port
  return [
    ...(port !== 0 && front !== port ? [`Port ${port} was taken, so the app answers on port ${front}.`] : []),
    ...(usual !== 0 && own !== undefined && own !== usual
      ? [`Port ${usual}, where the platform expects the app, is taken on this machine: PORT says ${own} to the app.`]
      : []),
  ]
}

const FASTER = REAL_MS_PER_SECOND / MS_PER_SECOND

/** Of the pauses and the patience; dates are today's. */
const QUICK_CLOCK: Clock = {
  now: systemClock.now,
  monotonicMs: () => systemClock.monotonicMs() * FASTER,
  sleep: (ms, signal) => systemClock.sleep(ms / FASTER, signal),
}

/** What the quick clock measured, in real milliseconds. */
export function toRealMs(ms: number): number {
  return ms / FASTER
}
