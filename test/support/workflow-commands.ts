/**
 * Reads a step's output as the runner does: which lines are workflow commands, what they cause, what the log shows.
 * The rules are those of actions/runner: ActionCommand.cs, ActionCommandManager.cs, ExecutionContext.cs (AddIssue).
 */

export interface WorkflowCommand {
  /** Lower-case: "error", "group", "add-mask"; or the token that ends stop-commands. */
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  /** Masked, cut after 4096 characters as the runner does. */
  readonly message: string
  readonly title?: string
  readonly file?: string
  readonly line?: string
}

export interface OutputReader {
  /** Takes one line of stdout or stderr; returns the lines that the log shows for it, masked. */
  read(line: string): string[]
  mask(secret: string): void
  applyMasks(text: string): string
  /** Every command that the runner would have obeyed, in order, unmasked. */
  readonly commands: readonly WorkflowCommand[]
  /** What would appear on the run's page: at most ten of each level. */
  readonly annotations: readonly Annotation[]
  /** Set by the command `set-output`, which the runner still obeys. */
  readonly outputs: Readonly<Record<string, string>>
}

const COMMANDS = new Set(
  'add-mask add-matcher add-path debug echo endgroup error group notice remove-matcher save-state set-env set-output stop-commands warning'.split(
    ' ',
  ),
)
const MAX_ANNOTATIONS_PER_LEVEL = 10
const MAX_MESSAGE_LENGTH = 4096

export function createOutputReader({ debug }: { readonly debug: boolean }): OutputReader {
  return new Reader(debug)
}

/** The command in a line, or undefined when the runner would print the line as it is. */
export function parseCommand(line: string, names: ReadonlySet<string> = COMMANDS): WorkflowCommand | undefined {
  return parseCurrent(line, names) ?? parseLegacy(line, names)
}

// `::name key=value,key=value::data` at the start of the line, after white space.
function parseCurrent(line: string, names: ReadonlySet<string>): WorkflowCommand | undefined {
  const text = line.trimStart()
  const end = text.indexOf('::', 2)
  if (!text.startsWith('::') || end < 0) return undefined
  return makeCommand({
    names,
    head: text.slice(2, end),
    separator: ',',
    unescapeProperty: text => replaceEscapes(text, { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' }),
    data: replaceEscapes(text.slice(end + 2), { '%0D': '\r', '%0A': '\n', '%25': '%' }),
  })
}

// `##[name key=value;key=value]data` anywhere in the line.
function parseLegacy(line: string, names: ReadonlySet<string>): WorkflowCommand | undefined {
  const start = line.indexOf('##[')
  const end = line.indexOf(']', start)
  if (start < 0 || end < 0) return undefined
  const unescapeAll = (text: string) =>
    replaceEscapes(text, { '%3B': ';', '%0D': '\r', '%0A': '\n', '%5D': ']', '%25': '%' })
  return makeCommand({
    names,
    head: line.slice(start + 3, end),
    separator: ';',
    unescapeProperty: unescapeAll,
    data: unescapeAll(line.slice(end + 1)),
  })
}

interface CommandParts {
  readonly names: ReadonlySet<string>
  /** Name, then a space and the properties if there are any. */
  readonly head: string
  readonly separator: string
  readonly unescapeProperty: (text: string) => string
  readonly data: string
}

function makeCommand({ names, head, separator, unescapeProperty, data }: CommandParts): WorkflowCommand | undefined {
  const space = head.indexOf(' ')
  const name = (space < 0 ? head : head.slice(0, space)).toLowerCase()
  if (!names.has(name)) return undefined
  const properties: Record<string, string> = {}
  for (const pair of space < 0 ? [] : head.slice(space + 1).split(separator)) {
    const equals = pair.indexOf('=')
    if (equals > 0 && equals < pair.length - 1) {
      properties[pair.slice(0, equals).trim()] = unescapeProperty(pair.slice(equals + 1).trimEnd())
    }
  }
  return { name, properties, data }
}

// In the order of the table, as the runner does: "%250A" becomes "%0A", and stays so.
function replaceEscapes(text: string, table: Readonly<Record<string, string>>): string {
  return Object.entries(table).reduce((done, [escaped, plain]) => done.replaceAll(escaped, plain), text)
}

class Reader implements OutputReader {
  readonly commands: WorkflowCommand[] = []
  readonly annotations: Annotation[] = []
  readonly outputs: Record<string, string> = {}
  readonly #masks = new Set<string>()
  readonly #debug: boolean
  #isEchoing = false
  #isInGroup = false
  #stopToken: string | undefined

  constructor(debug: boolean) {
    this.#debug = debug
  }

  read(line: string): string[] {
    const names = this.#stopToken ? new Set([...COMMANDS, this.#stopToken]) : COMMANDS
    const command = parseCommand(line, names)
    if (this.#stopToken) {
      if (command?.name !== this.#stopToken) return this.#show(line)
      this.#stopToken = undefined
      this.commands.push(command)
      return this.#show(line)
    }
    if (!command) return this.#show(line)
    this.commands.push(command)
    const echoed = this.#isEchoing && ECHOED.has(command.name) ? this.#show(line) : []
    return [...echoed, ...this.#obey(command, line)]
  }

  mask(secret: string): void {
    if (secret.trim() === '') return
    for (const part of [secret, ...secret.split(/[\r\n]+/).map(part => part.trim())]) if (part) this.#masks.add(part)
  }

  // The runner marks every character of every secret and prints *** for each marked stretch.
  applyMasks(text: string): string {
    const stretches: [number, number][] = []
    for (const secret of this.#masks) {
      for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
        stretches.push([at, at + secret.length])
      }
    }
    let masked = ''
    let done = 0
    for (const [start, end] of stretches.sort(([a], [b]) => a - b)) {
      if (start > done || done === 0) masked += `${text.slice(done, start)}***`
      done = Math.max(done, end)
    }
    return masked + text.slice(done)
  }

  #obey(command: WorkflowCommand, line: string): string[] {
    switch (command.name) {
      case 'error':
      case 'warning':
      case 'notice':
        return this.#annotate(command.name, command)
      case 'debug':
        return this.#debug ? this.#show(`Debug: ${command.data}`) : []
      case 'group':
        return this.#openGroup(command.data)
      case 'endgroup':
        this.#isInGroup = false
        return []
      case 'add-mask':
        this.mask(command.data)
        return []
      case 'set-output':
        if (command.properties.name) this.outputs[command.properties.name] = command.data
        return []
      case 'echo':
        this.#isEchoing = command.data.trim().toLowerCase() === 'on'
        return []
      case 'stop-commands':
        return this.#stop(command, line)
      case 'set-env':
      case 'add-path':
        return this.#refuse(command, `The \`${command.name}\` command is disabled.`)
      default:
        return []
    }
  }

  #annotate(level: Annotation['level'], { data, properties }: WorkflowCommand): string[] {
    const message = this.applyMasks(data).slice(0, MAX_MESSAGE_LENGTH)
    const { title, file, line } = properties
    if (this.annotations.filter(other => other.level === level).length < MAX_ANNOTATIONS_PER_LEVEL) {
      this.annotations.push({
        level,
        message,
        ...(title ? { title: this.applyMasks(title) } : {}),
        ...(file ? { file } : {}),
        ...(line ? { line } : {}),
      })
    }
    return message ? this.#show(`${level[0]?.toUpperCase()}${level.slice(1)}: ${message}`) : []
  }

  // Groups do not nest: a second one ends the first.
  #openGroup(title: string): string[] {
    this.#isInGroup = false
    const lines = this.#show(`▾ ${title}`)
    this.#isInGroup = true
    return lines
  }

  #stop(command: WorkflowCommand, line: string): string[] {
    const token = command.data.toLowerCase()
    if (token === '' || token === 'pause-logging' || COMMANDS.has(token)) {
      return this.#refuse(command, 'The token of `stop-commands` is not allowed.')
    }
    this.#stopToken = token
    if (token.length > 6) this.mask(command.data)
    return this.#show(line)
  }

  // Such a command fails the step on the real runner.
  #refuse(command: WorkflowCommand, reason: string): string[] {
    return this.#annotate('error', { ...command, properties: {}, data: `Unable to process command. ${reason}` })
  }

  #show(text: string): string[] {
    const indent = this.#isInGroup ? '  ' : ''
    return this.applyMasks(text)
      .split('\n')
      .map(line => `${indent}${line}`)
  }
}

/** Commands that are repeated in the log after `::echo::on`. */
const ECHOED = new Set(['set-output', 'save-state', 'set-env', 'add-path', 'add-matcher', 'remove-matcher', 'echo'])
