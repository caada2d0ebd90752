/** The command `local`: a folder of the user's on Local Beanstalk, as the deploy action would deploy it. */

import { basename, resolve } from 'node:path'
import { ActionError } from '../action-error.ts'
import { redact } from '../handshake/redact.ts'
import { readLocalRequest, sortLocalArguments } from '../inputs/local-request.ts'
import { renderProblemForTerminal } from '../report/check-terminal.ts'
import { renderLocalHelp } from '../report/local-help.ts'
import { describeLocalProblem } from '../report/local-words.ts'
import { toProblem } from '../report/verdict.ts'
import { untilAborted } from '../until-aborted.ts'
import { toPrintableJson } from '../untrusted.ts'
import type { LocalSurroundings } from './local-surroundings.ts'
import { lookAtMachine } from './look-at-machine.ts'

/** The exit code. Never rejects. When it resolves, nothing of it is left on the machine. */
export async function runLocal(surroundings: LocalSurroundings): Promise<number> {
  const line = sortLocalArguments(surroundings.args)
  if (line.isHelp) {
    await surroundings.out.show(renderLocalHelp())
    return 0
  }
  const interrupted = listenForInterrupt()
  let secrets: readonly string[] = []
  try {
    const environmentName = nameEnvironment(resolve(surroundings.workingFolder, line.folder))
    const request = readLocalRequest(line, environmentName)
    secrets = request.secrets
    const remarks = await lookAtMachine(surroundings.machine)
    // It needs the Node.js that was looked at.
    const { stageFolder } = await untilAborted(import('./stage-folder.ts'), interrupted)
    return await stageFolder({ line, request, remarks, surroundings, interrupted })
  } catch (error) {
    if (interrupted.aborted) return INTERRUPTED
    const problem = redact(describeLocalProblem(toProblem(error)), secrets)
    if (line.isJson) await surroundings.out.write(toPrintableJson({ kind: 'deploy', verdict: { ok: false, problem } }))
    await surroundings.err.show(renderProblemForTerminal(problem))
    return NOTHING_DEPLOYED
  }
}

const INTERRUPTED = 130
const NOTHING_DEPLOYED = 2

/** As the folder is called, as far as Beanstalk takes that for a name. */
function nameEnvironment(path: string): string {
  const name = basename(path, '.zip')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, LONGEST_NAME)
    .replace(/-$/, '')
  return name.length < SHORTEST_NAME ? `${name || 'my'}-app` : name
}

const SHORTEST_NAME = 4
const LONGEST_NAME = 40

// Of the first signal everything is taken back in order; by a second one all processes end with this one.
function listenForInterrupt(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(INTERRUPTED)
      controller.abort(
        new ActionError({ code: 'cancelled', message: `It was interrupted (${signal}).`, hint: 'Start it again.' }),
      )
    })
  }
  return controller.signal
}
