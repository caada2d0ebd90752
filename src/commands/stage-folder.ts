/** Deploys the folder to a Local Beanstalk of its own, tells what came of it, and keeps it running until Ctrl-C. */

import type { Bundle } from '../bundle/bundle.ts'
import { openBundle } from '../bundle/bundle.ts'
import { redact } from '../handshake/redact.ts'
import type { LocalLine, LocalRequest } from '../inputs/local-request.ts'
import { SOLUTION_STACKS } from '../local-beanstalk/elastic-beanstalk/solution-stacks.ts'
import { renderProblemForTerminal } from '../report/check-terminal.ts'
import { renderAppLine, renderStart } from '../report/local-progress.ts'
import { renderLocalReport, renderStaying } from '../report/local-terminal.ts'
import { describeLocalProblem } from '../report/local-words.ts'
import { toProblem } from '../report/verdict.ts'
import { proseLine } from '../terminal-text.ts'
import { toPrintableJson } from '../untrusted.ts'
import { type AppLine, openAppOutput } from './app-output.ts'
import { type ChosenPlatform, choosePlatform } from './choose-platform.ts'
import type { LocalDeployment } from './deploy-folder.ts'
import type { LocalSurroundings } from './local-surroundings.ts'
import type { LocalWorld } from './local-world.ts'

export interface FolderToStage {
  readonly line: LocalLine
  readonly request: LocalRequest
  /** What is different on this machine. */
  readonly remarks: readonly string[]
  readonly surroundings: LocalSurroundings
  readonly interrupted: AbortSignal
}

/** The exit code. What is started is ended, however it ends. */
export async function stageFolder(folder: FolderToStage): Promise<number> {
  const { request, surroundings } = folder
  const open = () => openBundle({ ...request.deploy.bundle, ...toPlaces(surroundings) })
  const bundle = await open()
  try {
    const { names } = bundle
    const platform = choosePlatform({ asked: request.platform, names, solutionStacks: SOLUTION_STACKS })
    await tellStart(folder, platform, bundle)
    // AWS's clients and Local Beanstalk take longer to load than all the rest: what is wrong has been told before.
    const [{ openLocalWorld }, { deployFolder }] = await Promise.all([
      import('./local-world.ts'),
      import('./deploy-folder.ts'),
    ])
    const output = openAppOutput()
    const world = await openLocalWorld({ ...folder, platform, output })
    try {
      return await keepRunning({ ...folder, world, output, open, bundle, deployFolder })
    } finally {
      await world.close()
    }
  } finally {
    await bundle.close()
  }
}

function toPlaces({ workingFolder: workspace, temporaryFolder }: LocalSurroundings) {
  return { workspace, temporaryFolder }
}

async function tellStart(folder: FolderToStage, platform: ChosenPlatform, bundle: Bundle): Promise<void> {
  const { line, request, remarks, surroundings } = folder
  if (line.isJson) return
  const { runtime, guessedFrom, family } = platform
  const { front, instances, deploy } = request
  const nodeVersion = family === 'nodejs' ? surroundings.machine.nodeVersion : undefined
  const told = { name: deploy.environmentName, runtime, guessedFrom, front, instances, nodeVersion }
  await surroundings.out.show(
    renderStart({ ...told, remarks: [...remarks, ...listRemarks(bundle.names), ...(instances > 1 ? [SHARED] : [])] }),
  )
}

const SHARED = 'The instances share this machine: each app has to listen where PORT says.'

/** What of the bundle has no effect here. */
function listRemarks(names: readonly string[]): string[] {
  const hasHooks = names.some(name => /^\.platform\/(conf)?hooks\//.test(name))
  const hasExtensions = names.some(name => /^\.ebextensions\/.+\.config$/.test(name))
  return [
    ...(hasHooks ? ['The hooks of .platform are not run here.'] : []),
    ...(hasExtensions ? ['Of .ebextensions only option_settings have an effect here.'] : []),
  ]
}

interface RunningFolder extends FolderToStage {
  readonly world: LocalWorld
  readonly output: ReturnType<typeof openAppOutput>
  readonly bundle: Bundle
  open(): Promise<Bundle>
  readonly deployFolder: typeof import('./deploy-folder.ts').deployFolder
}

async function keepRunning(folder: RunningFolder): Promise<number> {
  const { line, request, surroundings, interrupted, world, output } = folder
  const { out, keyboard } = surroundings
  if (!line.isJson) await out.show(world.remarks.map(remark => proseLine([remark])))
  let last = await deployBundle(folder, folder.bundle, 1)
  for (let version = 2; !line.isOnce && !interrupted.aborted; version += 1) {
    await world.slowDown()
    await out.show(renderStaying(last.report, keyboard.isThere))
    const nameWriter = (instanceId: string) => (request.instances > 1 ? instanceId : 'app')
    const tellLine = ({ instanceId, text }: AppLine) =>
      void out.show(renderAppLine(nameWriter(instanceId), redact(text, request.secrets)))
    output.follow(tellLine)
    if ((await keyboard.nextLine(AbortSignal.any([interrupted, out.gone]))) === 'none') break
    output.pause()
    const bundle = await reopen(folder)
    if (bundle) last = await deployBundle(folder, bundle, version)
  }
  return last.exitCode
}

async function deployBundle(folder: RunningFolder, bundle: Bundle, version: number): Promise<LocalDeployment> {
  const deployment = await folder.deployFolder({ ...folder, bundle, version }).finally(() => bundle.close())
  await tell(folder, deployment)
  return deployment
}

/** Undefined, and told why, where the folder cannot be read any more: it may be mended, and read again. */
async function reopen({ open, request, surroundings }: RunningFolder): Promise<Bundle | undefined> {
  try {
    return await open()
  } catch (error) {
    const problem = redact(describeLocalProblem(toProblem(error)), request.secrets)
    await surroundings.err.show(renderProblemForTerminal(problem))
    return undefined
  }
}

async function tell({ line, surroundings }: FolderToStage, { report }: LocalDeployment): Promise<void> {
  if (line.isJson) await surroundings.out.write(toPrintableJson(report))
  else await surroundings.out.show(renderLocalReport(report, { isAsIs: line.isAsIs }))
}
