/** Tries out nginx's files: the test that the platform makes, a start, and two requests. */

import { join } from 'node:path'
import { askAll, type TrialAnswers } from './ask-proxy.ts'
import type { Program } from './find-program.ts'
import { makeCertificate } from './make-certificate.ts'
import type { StagedFile } from './map-nginx-file.ts'
import { type NginxStage, readRefusal, removeTooNew, type StagingNotes, writeNginxStage } from './nginx-stage.ts'
import { makeProxySockets } from './proxy-sockets.ts'
import { isAboutMachine, mayComeFromElsewhere, type NginxRefusal, readNginxRefusal } from './read-nginx-refusal.ts'
import { readStagedFiles } from './read-staged-files.ts'
import { runNginx } from './run-nginx.ts'
import { startStubApp } from './stub-app.ts'
import type { TrialFolder } from './trial-folder.ts'
import { waitUntilUp } from './wait-until-up.ts'

export interface NginxTrial {
  readonly program: Program
  readonly openssl: string | undefined
  readonly staged: ReadonlyMap<string, StagedFile>
  readonly folder: TrialFolder
  readonly appPort: number | undefined
  readonly answersOnPorts: boolean
  readonly path: string
  readonly host: string
  readonly furtherPaths: readonly string[]
  readonly signal: AbortSignal
}

export type TrialEnd =
  | { readonly kind: 'accepted'; readonly answers: TrialAnswers; readonly notes: StagingNotes }
  /** `refusal.file` is a path below the proxy's folder. */
  | {
      readonly kind: 'refused'
      readonly at: 'test' | 'start'
      readonly refusal: NginxRefusal
      readonly notes: StagingNotes
    }
  | {
      readonly kind: 'untestable'
      readonly reason: string
      /** What the bundle does not hold may bring what its files name. */
      readonly isUndecidable?: boolean
      readonly notes: StagingNotes
    }

/** Throws the signal's reason, and what the file system says. */
export async function tryNginx(trial: NginxTrial): Promise<TrialEnd> {
  const { folder, staged, appPort, answersOnPorts } = trial
  const syntax = await readStagedFiles(staged, trial.signal)
  if (!syntax) return { kind: 'untestable', reason: TOO_MUCH, notes: NO_NOTES }
  await folder.write('logs/all.log', '')
  await folder.write('s/.keep', '')
  const stage: NginxStage = {
    ...{ staged, syntax, folder, signal: trial.signal },
    sockets: makeProxySockets({ folder: join(folder.path, 's'), appPort, answersOnPorts }),
    hasCertificate: await addCertificate(trial),
    tooNew: { directives: new Set(), variables: new Set(), places: new Set() },
  }
  const tested = await testStage(trial, stage)
  if (tested.kind !== 'accepted') return tested
  const apps = stage.sockets.listApps()
  if (apps.length > MOST_APPS) return { kind: 'untestable', reason: TOO_MUCH, notes: tested.notes }
  await using _apps = await startStubApp(apps)
  return await startAndAsk(trial, stage, tested.notes)
}

const TOO_MUCH = 'the files are larger than what is tried out'
const NO_NOTES: StagingNotes = { notTested: [], needsMore: false, hasVariableTarget: false }
const MOST_APPS = 1000

async function addCertificate({ staged, openssl, folder, signal }: NginxTrial): Promise<boolean> {
  if (openssl === undefined || ![...staged.values()].some(({ text }) => text.includes('ssl'))) return false
  return await makeCertificate(openssl, folder, signal)
}

const MOST_TESTS = 20

type Tested =
  | { readonly kind: 'accepted'; readonly notes: StagingNotes }
  | Exclude<TrialEnd, { readonly kind: 'accepted' }>

/** Again without what this nginx is only too old for, or was built without. */
async function testStage(trial: NginxTrial, stage: NginxStage): Promise<Tested> {
  let notes = await writeNginxStage(stage)
  for (let tests = 0; tests < MOST_TESTS; tests += 1) {
    const running = runNginx(trial, ['-t'])
    const code = await running.ended
    trial.signal.throwIfAborted()
    if (code === 0) return { kind: 'accepted', notes }
    const refusal = readRefusal(running.words(), stage)
    const isTooNew = refusal !== undefined && removeTooNew(refusal, stage)
    if (!isTooNew) return judge(refusal, { at: 'test', notes, words: running.words() })
    notes = await writeNginxStage(stage)
  }
  return { kind: 'untestable', reason: 'it needs a newer nginx than the one of this machine', notes }
}

interface Judged {
  readonly at: 'test' | 'start'
  readonly notes: StagingNotes
  readonly words: string
}

function judge(
  refusal: NginxRefusal | undefined,
  { at, notes, words }: Judged,
): Exclude<Tested, { readonly kind: 'accepted' }> {
  const isDoubtful = refusal && (isAboutMachine(refusal) || (notes.needsMore && mayComeFromElsewhere(refusal)))
  if (refusal && !isDoubtful) return { kind: 'refused', at, refusal, notes }
  const told = refusal?.words ?? words.trim().split('\n').at(0) ?? ''
  const isUndecidable = refusal !== undefined && !isAboutMachine(refusal)
  const why = isUndecidable ? 'what the bundle does not hold may decide' : 'nginx could not work here'
  return { kind: 'untestable', reason: `${why} (${told || 'it said nothing'})`, isUndecidable, notes }
}

async function startAndAsk(trial: NginxTrial, stage: NginxStage, notes: StagingNotes): Promise<TrialEnd> {
  const running = runNginx(trial, [])
  try {
    const isRefused = (words: string) => readNginxRefusal(words) !== undefined
    const isUp = await waitUntilUp({ ...trial, pidFile: 'nginx.pid', isRefused }, running)
    if (!isUp) return judge(readRefusal(running.words(), stage), { at: 'start', notes, words: running.words() })
    const { sockets } = stage
    const at = MAIN_LISTENERS.map(address => sockets.findListener(address)).find(file => file !== undefined)
    return { kind: 'accepted', answers: await askAll(at, trial), notes }
  } finally {
    await running.stop()
  }
}

/** Port 80 of the instance; on Amazon Linux 1, iptables sent it to 8080. */
const MAIN_LISTENERS = ['0.0.0.0:80', '[::]:80', '0.0.0.0:8080']
