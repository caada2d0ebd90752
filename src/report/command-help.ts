/** What `--help` prints. Pure. */

import { COMMAND_OPTIONS, type CommandOption, EXIT_CODES } from '../inputs/command-options.ts'
import { blankLine, proseLine, type TerminalLine } from '../terminal-text.ts'

const INDENT = 2

export function renderHelp(): TerminalLine[] {
  return [
    proseLine(['Opens a WebSocket as a client would, and names the layer at fault when it is refused.']),
    blankLine(),
    helpHeading('Usage'),
    helpText('beanstalk-websockets check [options] <url>...'),
    helpText('beanstalk-websockets check wss://chat.example.com/ws'),
    blankLine(),
    helpText('beanstalk-websockets local --help: deploys a folder to an Elastic Beanstalk on this machine.'),
    blankLine(),
    helpHeading('Options'),
    ...listOptions(COMMAND_OPTIONS),
    blankLine(),
    helpText('The name of an input of the check action is an option, too: --headers, --websocket-send.'),
    helpText('To check an environment with what AWS knows of it, use the action.'),
    blankLine(),
    helpHeading('Exit codes'),
    ...listExitCodes(EXIT_CODES),
    blankLine(),
    helpHeading('Environment'),
    helpText('HTTPS_PROXY, HTTP_PROXY and NO_PROXY: the HTTP proxy of this machine.'),
    helpText('NO_COLOR and FORCE_COLOR: never or always colours.'),
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

export function listOptions(options: readonly CommandOption[]): TerminalLine[] {
  return options.flatMap(option => [
    proseLine([{ text: writeOption(option), style: 'bold' }], { indent: INDENT }),
    proseLine([describeOption(option)], { indent: 3 * INDENT }),
  ])
}

export function listExitCodes(codes: Readonly<Record<number, string>>): TerminalLine[] {
  return Object.entries(codes).map(([code, meaning]) =>
    proseLine([`${code.padEnd(4)} ${meaning}`], { indent: INDENT, hanging: 5 }),
  )
}

export function helpHeading(title: string): TerminalLine {
  return proseLine([{ text: title, style: 'bold' }])
}

export function helpText(line: string): TerminalLine {
  return proseLine([line], { indent: INDENT })
}
