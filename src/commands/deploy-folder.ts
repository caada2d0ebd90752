/** One deployment of the folder by the story of the deploy action, and what it came to. */

import type { Bundle } from '../bundle/bundle.ts'
import { redact } from '../handshake/redact.ts'
import type { LocalRequest } from '../inputs/local-request.ts'
import { describeRequest, openProducts } from '../report/deploy-products.ts'
import { judgeDeploy } from '../report/deploy-verdict.ts'
import { listSources } from '../report/list-sources.ts'
import type { LocalReport } from '../report/local-terminal.ts'
import { describeLocalHandshake, describeLocalProblem } from '../report/local-words.ts'
import { deploy } from '../stories/deploy.ts'
import { toProbeOptions } from '../stories/handshake-options.ts'
import type { LocalSurroundings } from './local-surroundings.ts'
import { type LocalWorld, toRealMs } from './local-world.ts'

export interface FolderToDeploy {
  readonly request: LocalRequest
  readonly world: LocalWorld
  readonly bundle: Bundle
  /** The first one is 1. */
  readonly version: number
  readonly surroundings: LocalSurroundings
  readonly interrupted: AbortSignal
}

export interface LocalDeployment {
  readonly report: LocalReport
  readonly exitCode: number
}

/** Throws where it was interrupted; else what went wrong is in the report, without anything that is secret. */
export async function deployFolder(folder: FolderToDeploy): Promise<LocalDeployment> {
  const { request, world, bundle, version, surroundings, interrupted } = folder
  const context = world.makeContext()
  const ofVersion = { ...request.deploy, version: { ...request.deploy.version, label: String(version) } }
  const products = openProducts()
  Object.assign(products, describeRequest(ofVersion))
  let failure: unknown
  try {
    const probe = toProbeOptions(ofVersion.handshake.probe, { ca: undefined, proxyVariables: {} })
    const renew = () => ({ context, [Symbol.dispose]() {} })
    await deploy(context, { request: ofVersion, workspace: surroundings.workingFolder, bundle, probe, renew }, products)
  } catch (error) {
    interrupted.throwIfAborted()
    failure = error
  }
  const changes = context.ledger.entries()
  const verdict = judgeDeploy(products, failure, changes)
  const problem = verdict.problem && describeLocalProblem(verdict.problem)
  const told = { ...verdict, ...(problem ? { problem } : {}) }
  const timings = products.timings.map(({ stage, ms }) => ({ stage, ms: toRealMs(ms) }))
  const sources = listSources(products)
  const handshake = products.handshake && describeLocalHandshake(products.handshake)
  const found = { ...products, ...(handshake ? { handshake } : {}) }
  const report: LocalReport = { ...found, timings, sources, warnings: bundle.warnings, verdict: told, changes }
  const isOk = verdict.ok || verdict.isTolerated === true
  return { report: redact(report, request.secrets), exitCode: isOk ? 0 : wasDeployed(products) ? 1 : 2 }
}

/** Or refused for what is in it. */
function wasDeployed({ settled, handshake, refusals = [] }: ReturnType<typeof openProducts>): boolean {
  return settled !== undefined || handshake !== undefined || refusals.length > 0
}
