/** Which platform a folder gets on this machine, and whether its app can be run here. Pure. */

import { ActionError } from '../action-error.ts'
import { type PlatformFamily, parsePlatform } from '../platform/platform.ts'
import { quoteForeign } from '../untrusted.ts'

export interface ChosenPlatform {
  readonly solutionStack: string
  readonly family: PlatformFamily
  /** What runs the app: "Node.js 24". */
  readonly runtime: string
  /** The file that it was guessed from; undefined where the platform was asked for. */
  readonly guessedFrom: string | undefined
}

export interface PlatformFacts {
  /** As it was written, such as "Node.js 22". */
  readonly asked: string | undefined
  /** Of the source bundle. */
  readonly names: readonly string[]
  /** Newest first within each runtime. */
  readonly solutionStacks: readonly string[]
}

/** Throws an ActionError for a platform that is not known, or cannot be guessed, or whose apps are not run here. */
export function choosePlatform({ asked, names, solutionStacks }: PlatformFacts): ChosenPlatform {
  const guess = asked === undefined ? guessRuntime(names) : undefined
  const wanted = asked ?? guess?.runtime
  if (wanted === undefined) {
    throw cannotRun('No file of the bundle said for which platform it is', `Write --platform NAME. ${WHAT_RUNS}`)
  }
  const solutionStack = findStack(wanted, solutionStacks)
  if (solutionStack === undefined) {
    const runtimes = [...new Set(solutionStacks.map(stack => parsePlatform({ solutionStackName: stack }).runtime))]
    throw cannotRun(`--platform was ${quoteForeign(wanted)}`, `Write one of: ${runtimes.join(', ')}.`)
  }
  const { family, runtime } = parsePlatform({ solutionStackName: solutionStack })
  const chosen = { solutionStack, family, runtime, guessedFrom: guess?.file }
  refuseWhatDoesNotRun(chosen, names)
  return chosen
}

/** Beside Node.js: those whose app is started by the line of a Procfile, which listens on a port. */
export const RUN_BY_PROCFILE: readonly PlatformFamily[] = ['python', 'go', 'corretto', 'dotnet']

const WHAT_RUNS =
  'Run here are apps of Node.js, and those of Python, Go, Corretto (Java) and .NET that a Procfile of the bundle starts.'

function refuseWhatDoesNotRun({ family, runtime, guessedFrom }: ChosenPlatform, names: readonly string[]): void {
  const why = guessedFrom === undefined ? '' : ` (guessed from ${guessedFrom})`
  const otherwise = guessedFrom === undefined ? '' : ' Where the guess is wrong, write --platform NAME.'
  const refuse = (message: string, hint = '') => {
    throw cannotRun(`${message}${why}`, `${hint}${WHAT_RUNS}${otherwise}`)
  }
  if (family === 'nodejs') return
  if (!RUN_BY_PROCFILE.includes(family)) refuse(`The platform was ${runtime}, whose apps cannot run here`)
  if (names.includes('Buildfile')) refuse('The bundle had a Buildfile, which cannot run here', 'Build the app before. ')
  const hasProcfile = names.includes('Procfile')
  if (!hasProcfile) refuse(`The bundle for ${runtime} had no Procfile`, 'Write one, such as "web: COMMAND". ')
}

/** The words as people write them: "Node.js 22", "node 22", "python", or a whole solution stack. */
function findStack(wanted: string, stacks: readonly string[]): string | undefined {
  const exact = stacks.find(stack => stack === wanted)
  if (exact !== undefined) return exact
  const words = normalise(wanted)
  const runtimes = stacks.map(stack => ({
    stack,
    runtime: normalise(parsePlatform({ solutionStackName: stack }).runtime),
  }))
  const found =
    runtimes.find(({ runtime }) => runtime === words) ?? runtimes.find(({ runtime }) => runtime.startsWith(`${words} `))
  return found?.stack
}

function normalise(text: string): string {
  const words = text.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  return words.replace(/^node(js)?(?= |$)/, 'node.js').replace(/^java(?= |$)/, 'corretto')
}

interface Guess {
  readonly runtime: string
  readonly file: string
}

/** In order: a Dockerfile often lies beside an app that is deployed to another platform. */
const TELLING: readonly (readonly [pattern: RegExp, runtime: string])[] = [
  [/^(package\.json|app\.js|server\.js)$/, 'Node.js'],
  [/^(requirements\.txt|application\.py|Pipfile|pyproject\.toml)$/, 'Python'],
  [/^(go\.mod|application\.go)$/, 'Go'],
  [/^(Gemfile|config\.ru)$/, 'Ruby'],
  [/^(composer\.json|index\.php)$/, 'PHP'],
  [/^[^/]+\.(runtimeconfig\.json|csproj)$/, '.NET'],
  [/^([^/]+\.jar|pom\.xml|build\.gradle)$/, 'Corretto'],
  [/^(WEB-INF\/.*|[^/]+\.war)$/, 'Tomcat'],
  [/^(Dockerfile|docker-compose\.yml|Dockerrun\.aws\.json)$/, 'Docker'],
]

function guessRuntime(names: readonly string[]): Guess | undefined {
  for (const [pattern, runtime] of TELLING) {
    const file = names.find(name => pattern.test(name))
    if (file !== undefined) return { runtime, file }
  }
  return undefined
}

function cannotRun(message: string, hint: string): ActionError {
  return new ActionError({ code: 'cannot-run-here', message: `${message}.`, hint })
}
