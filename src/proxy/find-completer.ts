/** Finds what in a bundle may still change its proxy files on the instance, before they are tested there. */

import type { Ebextension } from './read-ebextension.ts'
import { listCommands } from './rules/list-commands.ts'

export interface CompletingFiles {
  /** Hooks and the Buildfile: name -> text. */
  readonly strays: ReadonlyMap<string, string>
  readonly extensions: readonly Ebextension[]
}

const BEFORE_THE_TEST = /^(\.platform\/hooks\/(prebuild|predeploy)\/.+|Buildfile)$/
const PROXY_FOLDER = /\.platform\/(nginx|httpd)|\/var\/proxy\/staging|\/etc\/(nginx|httpd)/

/**
 * The first one, as the beginning of a sentence; undefined where there is none.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.workflow.html
 */
export function findCompleter({ strays, extensions }: CompletingFiles): string | undefined {
  const script = [...strays].find(([name, text]) => BEFORE_THE_TEST.test(name) && PROXY_FOLDER.test(text))?.[0]
  if (script !== undefined) return script === 'Buildfile' ? 'The Buildfile' : `The hook "${script}"`
  const command = extensions.flatMap(listCommands).find(({ text }) => PROXY_FOLDER.test(text))
  return command && `The command in "${command.file}" line ${command.line}`
}

/** Completes a message. */
export function tellCompleter(completer: string): string {
  return `${completer} names the proxy's files: if it changes this one, what becomes of it is decided on the instance.`
}
