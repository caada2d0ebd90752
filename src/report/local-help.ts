/** What `local --help` prints. Pure. */

import { LOCAL_EXIT_CODES, LOCAL_OPTIONS } from '../inputs/local-options.ts'
import { blankLine, proseLine, type TerminalLine } from '../terminal-text.ts'
import { helpHeading, helpText, listExitCodes, listOptions } from './command-help.ts'

export function renderLocalHelp(): TerminalLine[] {
  return [
    proseLine(['Deploys a folder to an Elastic Beanstalk on this machine, and opens a WebSocket to it.']),
    blankLine(),
    helpHeading('Usage'),
    helpText('beanstalk-websockets local [options] [folder or zip]'),
    helpText('beanstalk-websockets local ./my-app --load-balancer network'),
    blankLine(),
    helpHeading('Options'),
    ...listOptions(LOCAL_OPTIONS),
    blankLine(),
    helpText('No account of AWS is used or needed: nothing leaves this machine, but what npm or pip fetch.'),
    blankLine(),
    helpHeading('Exit codes'),
    ...listExitCodes(LOCAL_EXIT_CODES),
  ]
}
