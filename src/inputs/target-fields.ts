/** What may stand in a file of targets, field by field: the reader, the JSON schema and the docs are made of this table. */

import { protocolNames } from '../handshake/protocol/protocols.ts'
import { hideInUrl, hideQuery } from './handshake-inputs.ts'

export interface TargetField {
  readonly name: string
  readonly shape: Shape
  /** Whether it may stand under `defaults`, too. */
  readonly isDefault: boolean
  readonly description: string
  /** What to write, where it was wrong. */
  readonly hint: string
  /** What may be told of a text that was wrong, where not all of it; the empty string for nothing. */
  readonly quote?: (text: string) => string
}

export type Shape =
  | { readonly kind: 'text'; readonly pattern: RegExp }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'count'; readonly min: number; readonly max: number }
  /** Seconds as a number, or a text with a unit. */
  | { readonly kind: 'time'; readonly pattern: RegExp; readonly max: number }
  /** One text, or a list of them. */
  | { readonly kind: 'texts'; readonly pattern: RegExp; readonly most: number }
  /** Name to text, number, true or false. */
  | { readonly kind: 'headers'; readonly namePattern: RegExp; readonly pattern: RegExp; readonly most: number }
  /** A text; or a map or a list that is meant as JSON. */
  | { readonly kind: 'message'; readonly pattern: RegExp }

/** More are a second file, and a second step. */
export const MOST_TARGETS = 200

/** In what is no secret: without line breaks and without what a shell would read otherwise than it stands there. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._()/:+,=-]{0,99}$/u

export const TARGET_FIELDS: readonly TargetField[] = [
  {
    name: 'name',
    shape: { kind: 'text', pattern: NAME },
    isDefault: false,
    description:
      'What the target is called in the report, in issues and in the history. Default is its URL, or application/environment. Another name is another target: its history begins anew.',
    hint: 'Write up to 100 letters, digits, spaces and ._()/:+,=- that begin with a letter or a digit, such as "Chat, production".',
  },
  {
    name: 'url',
    shape: { kind: 'text', pattern: /^[wW][sS]{1,2}:\/\/[^\s@#]+$/u },
    isDefault: false,
    description: 'URL to open. With application and environment, that environment is known to be behind it.',
    hint: 'Write a full URL such as "wss://chat.example.com/ws": ws or wss, without user name, password and fragment.',
    quote: hideInUrl,
  },
  {
    name: 'application',
    shape: { kind: 'text', pattern: /^[^/]{1,100}$/u },
    isDefault: true,
    description: 'Name of a Beanstalk application. Needs AWS credentials.',
    hint: 'Write the name of the Beanstalk application: 1 to 100 characters without a slash.',
  },
  {
    name: 'environment',
    shape: { kind: 'text', pattern: /^[A-Za-z0-9][A-Za-z0-9-]{2,38}[A-Za-z0-9]$/u },
    isDefault: false,
    description: 'Name of its environment, whose URL is opened where there is no url.',
    hint: 'Write the name of the Beanstalk environment: 4 to 40 letters, digits and hyphens, with no hyphen first or last.',
  },
  {
    name: 'region',
    shape: { kind: 'text', pattern: /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/u },
    isDefault: true,
    description: 'Region of the environment. Default is aws-region, or AWS_REGION.',
    hint: 'Write the region of the environment, such as "eu-central-1".',
  },
  {
    name: 'path',
    shape: { kind: 'text', pattern: /^\/[\x21\x22\x24-\x7e]*$/u },
    isDefault: true,
    description: 'Path for the environment, and for a url that has none.',
    hint: 'Write a path that begins with a slash, percent-encoded and without a fragment, such as "/ws".',
    quote: hideQuery,
  },
  {
    name: 'protocol',
    shape: { kind: 'choice', choices: ['auto', ...protocolNames] },
    isDefault: true,
    description:
      'What the app speaks when the WebSocket is open, so that its first messages are checked too. auto guesses from the path; what a guess finds is a warning.',
    hint: `Use one of: auto, ${protocolNames.join(', ')}.`,
  },
  {
    name: 'headers',
    shape: {
      kind: 'headers',
      namePattern: /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/u,
      pattern: /^[\t\x20-\x7e\x80-\uffff]*$/u,
      most: 50,
    },
    isDefault: true,
    description:
      'Headers of the opening handshake. ${NAME} is the variable NAME of the step, whose value is masked. Headers of a target take the place of all those of the defaults.',
    hint: 'Write names and values, such as "Authorization: Bearer ${WS_TOKEN}", each in a line of its own below "headers:".',
    quote: () => '',
  },
  {
    name: 'send',
    shape: { kind: 'text', pattern: /[\s\S]/u },
    isDefault: true,
    description:
      'A text message to send when the WebSocket is open, as a client would. ${NAME} is the variable NAME of the step, whose value is masked.',
    hint: 'Write a text; JSON in single quotes, such as \'{"type":"ping"}\'.',
    quote: () => '',
  },
  {
    name: 'expect',
    shape: { kind: 'message', pattern: /\S/u },
    isDefault: true,
    description:
      'What a message of the app must be like, after send where that is given: a text that it holds, a regular expression between slashes such as "/^welcome/i", or JSON of which it must have every field.',
    hint: 'Write a text, a regular expression between slashes such as "/^welcome/i", or JSON.',
  },
  {
    name: 'hold',
    shape: { kind: 'time', pattern: /^\d{1,5}(s|m)?$/u, max: 4000 },
    isDefault: true,
    description: 'How long an accepted WebSocket must stay open in silence, such as "75s".',
    hint: 'Write a time of at most 4000 seconds, such as "75s" or "2m".',
  },
  {
    name: 'subprotocols',
    shape: { kind: 'texts', pattern: /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/u, most: 20 },
    isDefault: true,
    description: 'Subprotocols to offer. The server must choose one of them.',
    hint: 'Write names such as "graphql-transport-ws", in a list.',
  },
  {
    name: 'origin',
    shape: { kind: 'text', pattern: /^(none|null|[a-z][a-z0-9+.-]*:\/\/[^\s/@?#A-Z]+)$/u },
    isDefault: true,
    description: 'Origin to send. Default is the URL\'s own; "none" sends none.',
    hint: 'Write scheme and host, such as "https://chat.example.com"; "null"; or "none".',
  },
  {
    name: 'resolve',
    shape: { kind: 'texts', pattern: /^[^:\s]+:\d{1,5}:\[?[0-9A-Fa-f.:]+\]?$/u, most: 20 },
    isDefault: false,
    description: 'Addresses for the host of the URL, as host:port:address, as for curl.',
    hint: 'Write host, port and address as for curl, such as "chat.example.com:443:203.0.113.7".',
  },
  {
    name: 'attempts',
    shape: { kind: 'count', min: 1, max: 20 },
    isDefault: true,
    description:
      'The target is down when this many attempts, 20 seconds apart, all fail. Default is the input attempts.',
    hint: 'Write a whole number from 1 to 20.',
  },
  {
    name: 'labels',
    shape: { kind: 'texts', pattern: /^(?! )[^,\r\n]{1,50}(?<! )$/u, most: 20 },
    isDefault: true,
    description: 'Labels of the issue that is opened while the target is down, beside those of the inputs.',
    hint: 'Write names of labels, in a list, of at most 50 characters each.',
  },
  {
    name: 'assignees',
    shape: { kind: 'texts', pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}(\[bot\])?$/u, most: 10 },
    isDefault: true,
    description: 'Who is assigned to that issue: names of users.',
    hint: 'Write up to 10 names of GitHub users without "@", in a list.',
  },
]
