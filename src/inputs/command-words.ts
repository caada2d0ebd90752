/** How the inputs are called on the command line, in what is said about wrong ones. */

import { COMMAND_OPTIONS, toInput } from './command-options.ts'
import type { InputWords } from './input-reader.ts'

export const COMMAND_WORDS: InputWords = {
  noun: 'argument',
  nameOf(name) {
    if (name === 'url') return 'URL'
    const option = findOption(name)
    return option ? `--${option.name}` : name
  },
  hintOf: (name, hint) => (name === 'url' ? URL_HINT : (findOption(name)?.hint ?? hint)),
}

export const EXAMPLE = 'beanstalk-websockets check wss://chat.example.com/ws'

const URL_HINT = `Write full URLs, as in: ${EXAMPLE} (ws or wss, without user name, password and fragment; send a token with --header).`

function findOption(input: string) {
  return COMMAND_OPTIONS.find(option => toInput(option) === input)
}
