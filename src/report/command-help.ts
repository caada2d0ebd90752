/** What `--help` prints. Pure. */

import { COMMAND_OPTIONS, type CommandOption, EXIT_CODES } from '../inputs/command-options.ts'
import { blankLine, proseLine, type TerminalLine } from '../terminal-text.ts'

const INDENT = 2

export function renderHelp(): TerminalLine[] {
  return [
    proseLine(['Opens a WebSocket as a client would, and names the layer at fault when it is refused.']),
    blankLine(),
    heading('Usage'),
    text('beanstalk-websockets check [options] <url>...'),
    text('beanstalk-websockets check wss://chat.example.com/ws'),
    blankLine(),
    heading('Options'),
    ...COMMAND_OPTIONS.flatMap(option => [
      proseLine([{ text: writeOption(option), style: 'bold' }], { indent: INDENT }),
      proseLine([describeOption(option)], { indent: 3 * INDENT }),
    ]),
    blankLine(),
    text('The name of an input of the check action is an option, too: --headers, --websocket-send.'),
    text('To check an environment with what AWS knows of it, use the action.'),
    blankLine(),
    heading('Exit codes'),
    ...Object.entries(EXIT_CODES).map(([code, meaning]) =>
      proseLine([`${code.padEnd(4)} ${meaning}`], { indent: INDENT, hanging: 5 }),
    ),
    blankLine(),
    heading('Environment'),
    text('HTTPS_PROXY, HTTP_PROXY and NO_PROXY: the HTTP proxy of this machine.'),
    text('NO_COLOR and FORCE_COLOR: never or always colours.'),
  ]
}

/** "-H, --header 'Name: value'" */
export function writeOption({ name, short, value }: CommandOption): string {
  return `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`
}

export function describeOption({ description, default: fallback, isRepeatable }: CommandOption): string {
  const further = [
    ...(isRepeatable ? ['May be given several times.'] : []),
    ...(fallback === undefined ? [] : [`Default: ${fallback}.`]),
  ]
  return [description, ...further].join(' ')
}

function heading(title: string): TerminalLine {
  return proseLine([{ text: title, style: 'bold' }])
}

function text(line: string): TerminalLine {
  return proseLine([line], { indent: INDENT })
}
