/** The rule about commands that change the proxy files of Amazon Linux 1 before they are put in place. */

import { listWrittenFiles } from '../find-written-files.ts'
import { NGINX_FOLDER } from '../nginx-tree.ts'
import { type ConfigCommand, listCommands } from './list-commands.ts'
import { nameLine, type ProxyRule, type RuleFinding, type ScannedFiles, tell } from './proxy-rule.ts'

export const STAGED_FILE_RULES: readonly ProxyRule[] = [
  { name: 'staged-files-of-amazon-linux-1', find: findStagedFiles },
]

/** It does not exist on Amazon Linux 2 and later. */
const FOLDER = '/tmp/deployment/config/'

const WHAT = `works on "${FOLDER}", which does not exist on Amazon Linux 2 and later`

function findStagedFiles(scanned: ScannedFiles): RuleFinding[] {
  const commands = scanned.extensions.flatMap(listCommands).filter(({ text }) => text.includes(FOLDER))
  const isMade = isMadeElsewhere(scanned, commands)
  return commands.map(command => {
    const { file, line, text, isRequired } = command
    const remedy = `Remove the command, and put what it adds into a file below "${NGINX_FOLDER}".`
    const words = readSimpleCommand(text)
    const isFutile = words !== undefined && (failsWithoutFolder(words) || /^rm -\w*f/.test(words.join(' ')))
    if (isMade || !isFutile) return tell('note', command, { what: `${WHAT}. ${DOUBT}`, remedy })
    if (!isRequired || words[0] === 'rm') {
      return tell('no-effect', command, { what: `${WHAT}: the command does nothing.`, remedy })
    }
    const message = `${nameLine(command)} ${WHAT}: the command fails, and with it the deployment.`
    return { kind: 'refused-by-instance', file, line, message, remedy }
  })
}

const DOUBT =
  'No proxy reads it there, so what the command does has no effect; if the command fails, so does the deployment.'

/** Something of the bundle may make the folder first. */
function isMadeElsewhere({ extensions, strays }: ScannedFiles, commands: readonly ConfigCommand[]): boolean {
  const isWritten = extensions.flatMap(listWrittenFiles).some(({ target }) => target.startsWith(FOLDER))
  const texts = [...strays].filter(([name]) => name.startsWith('.platform/hooks/')).map(([, text]) => text)
  return (
    isWritten ||
    commands.some(({ text }) => /\b(mkdir|install)\b/.test(text)) ||
    texts.some(text => text.includes('/tmp/deployment'))
  )
}

/** These end with an error where a file, or the folder of one, does not exist. */
function failsWithoutFolder(words: readonly string[]): boolean {
  const [name = ''] = words
  // In front of the last one may stand a program of sed, which can begin with a slash.
  if (name === 'sed') return words.length > 2 && isBelow(words.at(-1))
  return ['cp', 'mv', 'cat'].includes(name) && words.slice(1).some(isBelow)
}

function isBelow(word: string | undefined): boolean {
  return word?.startsWith(FOLDER) ?? false
}

// A word, in which quoted parts may stand, or a redirection; nothing else by which a shell does more than run one program.
const WORD = /\s+|>>?|(?:[^\s'"\\;&|<>()`$#{}]|(?<=\S)#|'[^']*'|"(?:[^"\\`$]|\\.|\$(?!\())*")+/gy

/** Its words without their quotation marks; undefined where it is more than one program with its words. */
function readSimpleCommand(text: string): string[] | undefined {
  const line = text.trim()
  if (line.length > LONGEST_COMMAND || line.includes('\n')) return undefined
  const words = [...line.matchAll(WORD)].map(([word]) => word)
  if (words.join('').length < line.length) return undefined
  return words.filter(word => word.trim() !== '').map(word => word.replaceAll(/['"]/g, ''))
}

const LONGEST_COMMAND = 2000
