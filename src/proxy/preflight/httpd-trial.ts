/** Tries out httpd's files: the test that the platform makes, a start, and two requests. */

import { askAll } from './ask-proxy.ts'
import { findModules, writeModules } from './httpd-modules.ts'
import { assignPorts, collectPorts, type HttpdPorts, isTakenByOthers } from './httpd-ports.ts'
import { type HttpdMapping, isHttpdDirective, mapHttpdFile, unmarkUnknown } from './map-httpd-file.ts'
import type { NginxTrial, TrialEnd } from './nginx-trial.ts'
import { findUnknownCommand, readHttpdRefusal } from './read-httpd-refusal.ts'
import { isAboutMachine } from './read-nginx-refusal.ts'
import { runHttpd } from './run-httpd.ts'
import { startStubApp } from './stub-app.ts'
import { waitUntilUp } from './wait-until-up.ts'

export type HttpdTrial = Omit<NginxTrial, 'openssl' | 'answersOnPorts'>

/** Throws the signal's reason, and what the file system says. */
export async function tryHttpd(trial: HttpdTrial): Promise<TrialEnd> {
  const { folder } = trial
  const modules = await findModules()
  if (modules === undefined) return untestable('the modules of httpd are not on this machine')
  for (const name of ['logs/all.log', 'pages/.keep', 'run/.keep']) await folder.write(name, '')
  const wanted = collectPorts(trial)
  await using apps = await startStubApp([0, ...[...wanted.apps].map(() => 0 as const)])
  for (let tries = 1; ; tries += 1) {
    const ports = await assignPorts(trial, wanted, apps.ports)
    const end = await tryOnPorts(trial, { ports, modules })
    const isTaken = end.kind === 'untestable' && isTakenByOthers(end.reason, ports)
    if (!isTaken || tries === MOST_TRIES) return end
  }
}

const MOST_TRIES = 3

async function tryOnPorts(trial: HttpdTrial, { ports, modules }: WritingFacts): Promise<TrialEnd> {
  const notTested = await writeFiles(trial, { ports, modules })
  const notes = {
    notTested,
    needsMore: notTested.some(text => /^"(include|loadmodule)/i.test(text)),
    hasVariableTarget: notTested.some(text => /^"(rewrite|proxy|balancer|sethandler|alias)/i.test(text)),
  }
  const tested = runHttpd(trial, ['-t'])
  if ((await tested.ended) !== 0) return judge(trial, tested.words(), { at: 'test', notes, ports })
  return await startAndAsk(trial, { notes, ports })
}

interface WritingFacts {
  readonly ports: HttpdPorts
  readonly modules: string
}

async function writeFiles(
  { staged, folder, appPort }: HttpdTrial,
  { ports, modules }: WritingFacts,
): Promise<string[]> {
  const notes = new Set<string>()
  const mapping: HttpdMapping = {
    folder: folder.path,
    toListener: port => ports.listeners.get(port) ?? ports.remote,
    toApp: port => (port === appPort ? undefined : ports.listeners.get(port)) ?? ports.apps.get(port) ?? ports.remote,
    remote: ports.remote,
    hasFile: path => staged.has(path),
    note(what, { bundleName }, line) {
      if (bundleName !== undefined) notes.add(`"${what}" in "${bundleName}" line ${line}`)
    },
  }
  for (const [path, file] of staged) await folder.write(`httpd/${path}`, mapHttpdFile(file, mapping))
  const own = `${await writeModules(modules)}TypesConfig "${folder.path}/httpd/conf/mime.types"\n`
  await folder.write('httpd/conf.modules.d/00-preflight.conf', own)
  await folder.write('httpd/conf/mime.types', 'text/html html\ntext/css css\napplication/javascript js\n')
  return [...notes]
}

interface Tried {
  readonly at: 'test' | 'start'
  readonly notes: TrialEnd['notes']
  readonly ports: HttpdPorts
}

function judge(
  { folder }: HttpdTrial,
  words: string,
  { at, notes, ports }: Tried,
): Exclude<TrialEnd, { readonly kind: 'accepted' }> {
  const refusal = readHttpdRefusal(words)
  const first = words.trim().split('\n')[0] ?? ''
  if (!refusal || isAboutMachine(refusal) || isTakenByOthers(refusal.words, ports))
    return untestable(`httpd could not work here (${refusal?.words || first || 'it said nothing'})`, notes)
  const unknown = findUnknownCommand(refusal)
  if (unknown !== undefined && (notes.needsMore || isHttpdDirective(unknown.replace(/^<\/?/, '')))) {
    return untestable(`what the bundle does not hold may decide (${unmarkUnknown(refusal.words)})`, notes)
  }
  const below = `${folder.path}/httpd/`
  const file = refusal.file?.startsWith(below) ? refusal.file.slice(below.length) : undefined
  const told = unmapWords(refusal.words, folder.path, ports)
  return {
    kind: 'refused',
    at,
    refusal: { words: told, file, line: file === undefined ? undefined : refusal.line },
    notes,
  }
}

function unmapWords(words: string, folder: string, { listeners, apps }: HttpdPorts): string {
  const known = new Map([...listeners, ...apps].map(([instance, local]) => [String(local), String(instance)]))
  const here = words.replaceAll(/127\.0\.0\.1:(\d+)/g, (found, port: string) =>
    known.has(port) ? `0.0.0.0:${known.get(port)}` : found,
  )
  return unmarkUnknown(here).replaceAll(`${folder}/httpd/`, '/etc/httpd/').replaceAll(`${folder}/`, '/')
}

async function startAndAsk(trial: HttpdTrial, { notes, ports }: Omit<Tried, 'at'>): Promise<TrialEnd> {
  const running = runHttpd(trial, ['-X'])
  try {
    const port = ports.listeners.get(80)
    const isRefused = (words: string) => words.includes('AH00072')
    const isUp = await waitUntilUp({ ...trial, pidFile: 'run/httpd.pid', isRefused }, running)
    if (!isUp) return judge(trial, running.words(), { at: 'start', notes, ports })
    return { kind: 'accepted', answers: await askAll(port, trial), notes }
  } finally {
    await running.stop()
  }
}

function untestable(
  reason: string,
  notes: TrialEnd['notes'] = { notTested: [], needsMore: false, hasVariableTarget: false },
) {
  return { kind: 'untestable', reason, notes } as const
}
