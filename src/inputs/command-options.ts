/** The options of the command `check`: most are an input of the check action under a shorter name. */

import { protocolNames } from '../handshake/protocol/protocols.ts'
import { DEFAULT_ATTEMPT_TIMEOUT_MS } from '../handshake/try-target.ts'

export interface CommandOption {
  /** Without its two hyphens. */
  readonly name: string
  /** The input that it gives, where it has another name. That name is taken as an option, too. */
  readonly input?: string
  readonly short?: string
  /** What its value is called; absent for a switch. */
  readonly value?: string
  readonly isRepeatable?: true
  readonly default?: string
  readonly description: string
  /** What to do about a value that is wrong, where that is something else in a workflow. */
  readonly hint?: string
}

export const COMMAND_OPTIONS: readonly CommandOption[] = [
  {
    name: 'header',
    input: 'headers',
    short: 'H',
    value: "'Name: value'",
    isRepeatable: true,
    description: 'A header of the opening handshake. Shown nowhere.',
    hint: 'Write it as in: --header "Authorization: Bearer $TOKEN"',
  },
  {
    name: 'protocol',
    value: 'name',
    default: 'auto',
    description: `What the app speaks when the WebSocket is open, so that its first messages are checked too: auto, ${protocolNames.join(', ')}. auto guesses from the path; what a guess finds is a warning.`,
  },
  {
    name: 'path',
    input: 'websocket-path',
    value: 'path',
    description: 'Path for those URLs that have none.',
  },
  {
    name: 'origin',
    value: 'origin',
    description: 'Origin to send. Default is the URL\'s own; "none" sends none.',
  },
  {
    name: 'subprotocol',
    input: 'subprotocols',
    value: 'name',
    isRepeatable: true,
    description: 'A subprotocol to offer. The server must choose one of those that are offered.',
    hint: 'Write a name such as "graphql-transport-ws", each with a --subprotocol of its own.',
  },
  {
    name: 'send',
    input: 'websocket-send',
    value: 'text',
    description: 'A text message to send when the WebSocket is open. Shown nowhere.',
  },
  {
    name: 'expect',
    input: 'websocket-expect',
    value: 'text',
    description:
      'What a message of the app must be like, after --send where that is given: a text that it holds, a regular expression between slashes such as "/^welcome/i", or JSON of which it must have every field.',
  },
  {
    name: 'hold',
    value: 'time',
    description:
      'How long an accepted WebSocket must stay open in silence, such as 75s or 2m; where it does not, the finding says who cut it.',
  },
  {
    name: 'resolve',
    value: 'host:port:address',
    isRepeatable: true,
    description: 'Address for a name, as for curl.',
    hint: 'Write host, port and address as for curl, such as "chat.example.com:443:203.0.113.7".',
  },
  {
    name: 'ca',
    value: 'file',
    description: "File with certificates in PEM form that are trusted beside the system's.",
  },
  {
    name: 'attempts',
    value: 'count',
    default: '1',
    description: 'A URL is down when this many attempts, 20 seconds apart, all fail.',
  },
  {
    name: 'timeout',
    value: 'time',
    default: `${DEFAULT_ATTEMPT_TIMEOUT_MS / 1000}s`,
    description: 'How long one attempt may take, such as 20s.',
  },
  {
    name: 'fail-on',
    value: 'severity',
    default: 'error',
    description:
      'error: a WebSocket that cannot be opened makes the exit code 1. warning: a finding that is a warning does too. never: neither does.',
  },
  { name: 'json', description: 'Print all that was found as JSON, as in the report file of the check action.' },
  { name: 'help', short: 'h', description: 'Print this help.' },
  { name: 'version', short: 'V', description: 'Print the version.' },
]

/** What the exit code says. */
export const EXIT_CODES: Readonly<Record<number, string>> = {
  0: 'Every WebSocket opened, with nothing to be said that --fail-on names; or all were asked and --fail-on is never.',
  1: 'A WebSocket did not open, or there is a finding that --fail-on names.',
  2: 'Nothing was checked: an argument or a variable was wrong, a file could not be read, or the program has a bug.',
  130: 'Interrupted by Ctrl-C.',
}

/** The name of the input that an option gives. */
export function toInput({ name, input = name }: CommandOption): string {
  return input
}
