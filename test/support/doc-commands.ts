/** The commands of the documentation: read as a shell would, and asked of what runs them whether it takes them. */

import { existsSync, globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { parseArgs } from 'node:util'
import { ActionError } from '../../src/action-error.ts'
import { readCommandRequest, sortArguments } from '../../src/inputs/command-line.ts'
import { readLocalRequest, sortLocalArguments } from '../../src/inputs/local-request.ts'
import type { CodeBlock, DocPage } from './doc-pages.ts'
import { REPOSITORY } from './source-files.ts'

export interface DocCommand {
  readonly place: string
  readonly words: readonly string[]
  /** In which it is typed, from the repository's root; undefined for one that is not here. */
  readonly folder: string | undefined
  /** Within a line of text, where it may be only the part that is spoken of. */
  readonly isInline: boolean
}

const SHELLS = ['sh', 'bash', 'shell', 'console']

/** A block that is only indented says no language: it is one of commands where it begins like one. */
function isShell({ language, text }: CodeBlock): boolean {
  return language === undefined ? /^(npm|npx|node|aws) /.test(text) : SHELLS.includes(language)
}

/** Those of the blocks, and those within a line that begin with a program of ours or of AWS and go on. */
export function listCommands(page: DocPage): DocCommand[] {
  const shells = page.blocks.filter(isShell)
  const blocks = shells.map(block => ({ place: block.place, text: readConsole(block), isInline: false }))
  const codes = page.codes.map(code => ({ ...code, isInline: true }))
  const inline = codes.filter(({ text }) => /^(npm (run|test)|npx|node|node_modules\/\S+|aws) [\w./-]/.test(text))
  // Other pages speak of the root, those of an example of their folder.
  const home = page.path.startsWith('examples/') ? posix.dirname(page.path) : '.'
  return [...blocks, ...inline].flatMap(script => readScript(script, home))
}

// What a console prints stands between its prompts.
function readConsole({ language, text }: CodeBlock): string {
  if (language !== 'console') return text
  return [...text.matchAll(/^\$ (.*(?:\\\n.*)*)$/gm)].map(match => match[1]).join('\n')
}

type Script = Pick<DocCommand, 'place' | 'isInline'> & { readonly text: string }

/** Those of a step's `run`, in a repository of the reader's own. */
export function readRun(place: string, text: string): DocCommand[] {
  return readScript({ place, text, isInline: false }, undefined)
}

function readScript({ place, text, isInline }: Script, home: string | undefined): DocCommand[] {
  const aliases = new Map<string, readonly string[]>()
  let folder = home
  return splitShell(text).flatMap(written => {
    const [first = '', ...rest] = written
    const words = [...(aliases.get(first) ?? [first]), ...rest]
    const [, name, value] = first === 'alias' ? (/^([\w-]+)=(.*)$/s.exec(rest[0] ?? '') ?? []) : []
    if (name !== undefined) aliases.set(name, splitShell(value ?? '').flat())
    if (first === 'cd') {
      const to = posix.join(folder ?? '.', rest[0] ?? '')
      folder = folder !== undefined && existsSync(`${REPOSITORY}${to}`) ? to : undefined
    }
    return words.length > 0 ? [{ place, words, folder, isInline }] : []
  })
}

/** The words of each simple command; without comments, redirections and assignments in front. */
export function splitShell(text: string): string[][] {
  const commands: string[][] = [[]]
  const token =
    /\\\n|[ \t]+|#[^\n]*|&&|\|\||[;|&\n]|\d?>>?(?:&\d)?\s*[^\s;|&]*|<\s*[^\s;|&]+|((?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|\$\([^)]*\)|[^\s;|&<>'"\\])+)/gs
  for (const [whole, word] of text.matchAll(token)) {
    if (word !== undefined) commands.at(-1)?.push(unquote(word))
    else if (/^(&&|\|\||[;|&\n])$/.test(whole)) commands.push([])
  }
  return commands
    .map(words => words.slice(words.findIndex(word => !/^[A-Z_]+=/.test(word))))
    .filter(words => words.length > 0 && !/^[A-Z_]+=/.test(words[0] ?? ''))
}

function unquote(word: string): string {
  return word.replaceAll(/'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/gs, (_, single, double, escaped) => {
    return single ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? escaped
  })
}

/** Programs of others, of whose options nobody here knows more than that people have them. */
const OF_OTHERS = new Set(
  'alias artillery cat cd cp curl docker echo eb export gh git grep k6 kill ls mkdir mv pip python python3 rm sed sleep sudo test unzip xargs zip'.split(
    ' ',
  ),
)

/** What is wrong with a command, as far as it can be told without running it. `aws` is left to the one that knows it. */
export function findCommandProblem(command: DocCommand): string | undefined {
  const problem = judge(command)
  return problem && `${command.place}: ${command.words.join(' ')}: ${problem}`
}

function judge(command: DocCommand): string | undefined {
  const [program = '', ...rest] = command.words
  // artillery@2.0.34 for npx, .venv/bin/pip of a Python environment
  const name = program.replace(/^\.venv\/bin\//, '').replace(/(?<=.)@[\d.]+$/, '')
  if (program === 'aws' || OF_OTHERS.has(name)) return undefined
  if (program === 'env') return judge({ ...command, words: rest.slice(rest.findIndex(word => !word.includes('='))) })
  if (program === 'npm') return judgeNpm(rest, command)
  if (program === 'npx') return judge({ ...command, words: rest[0]?.startsWith('-') ? rest.slice(1) : rest })
  if (program === 'node' || program.endsWith('/node')) return judgeNode(rest, command)
  if (program === 'vitest') return rest[0] === 'run' ? findMissing(rest.slice(1)) : 'vitest watches without "run"'
  if (program === 'beanstalk-websockets') return judgeOwn(rest)
  return `nobody here knows the program "${program}"`
}

function judgeNpm([verb = '', ...rest]: readonly string[], { folder }: DocCommand): string | undefined {
  if (['ci', 'install', 'init', 'publish', 'pack'].includes(verb)) return undefined
  const name = verb === 'run' ? rest.find(word => !word.startsWith('-')) : verb
  const file = `${REPOSITORY}${folder}/package.json`
  // An app of the reader's own has scripts of its own.
  if (folder === undefined || !existsSync(file)) return undefined
  const script: string | undefined = JSON.parse(readFileSync(file, 'utf8')).scripts?.[name ?? '']
  if (script === undefined) return `${folder}/package.json has no script "${name}"`
  const given = rest.includes('--') ? rest.slice(rest.indexOf('--') + 1) : []
  if (name === 'nightly' || name === 'test') return findMissing(given)
  const program = /node (\S+\.ts)$/.exec(script)?.[1]
  return program ? findUnknownOption(program, given) : given.length > 0 ? 'takes no arguments' : undefined
}

function judgeNode([file = '', ...rest]: readonly string[], { folder }: DocCommand): string | undefined {
  if (file === 'command/bin/cli.js') return judgeOwn(rest)
  if (folder === undefined || file.startsWith('-')) return undefined
  const path = posix.join(folder, file)
  if (!existsSync(`${REPOSITORY}${path}`)) return `there is no "${path}"`
  return path.startsWith('examples/') ? undefined : findUnknownOption(path, rest)
}

/** The program says itself which options it has, in its call of `parseArgs`. */
function findUnknownOption(path: string, args: readonly string[]): string | undefined {
  const text = readFileSync(`${REPOSITORY}${path}`, 'utf8')
  const known = [...text.matchAll(/'?([\w-]+)'?: \{ type: '(string|boolean)'/g)]
  const options = Object.fromEntries(known.map(([, name, type]) => [name, { type: type as 'string' | 'boolean' }]))
  try {
    parseArgs({ args: [...args], options, allowPositionals: text.includes('allowPositionals: true') })
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function findMissing(words: readonly string[]): string | undefined {
  const paths = words.filter(word => word.includes('/'))
  return paths.filter(path => globSync(path, { cwd: REPOSITORY }).length === 0).map(path => `there is no "${path}"`)[0]
}

function judgeOwn(args: readonly string[]): string | undefined {
  if (args[0] === 'local') return judgeLocal(args.slice(1))
  const line = sortArguments(args.map(word => word.replace(/^(wss?:\/\/)\.\.\.$/, '$1chat.example.com')))
  try {
    if (line.kind === 'check') readCommandRequest(line)
    return line.problems.map(({ message }) => message)[0]
  } catch (error) {
    return error instanceof ActionError ? `${error.message} ${error.hint}` : String(error)
  }
}

function judgeLocal(args: readonly string[]): string | undefined {
  try {
    const line = sortLocalArguments(args)
    if (!line.isHelp) readLocalRequest(line, 'chat')
    return line.problems.map(({ message }) => message)[0]
  } catch (error) {
    return error instanceof ActionError ? `${error.message} ${error.hint}` : String(error)
  }
}
