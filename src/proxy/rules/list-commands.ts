/** The commands that `.ebextensions` run on an instance during a deployment. */

import { isMap, isScalar, isSeq } from 'yaml'
import { type Ebextension, nodeAt, textOf } from '../read-ebextension.ts'

export interface ConfigCommand {
  readonly file: string
  readonly line: number
  readonly text: string
  /** It always runs, and Beanstalk looks at its exit status. */
  readonly isRequired: boolean
}

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html */
export function listCommands({ file, root, toLine }: Ebextension): ConfigCommand[] {
  return ['commands', 'container_commands'].flatMap(section => {
    const commands = nodeAt(root, section)
    if (!isMap(commands)) return []
    return commands.items.map(({ value }) => {
      const node = nodeAt(value, 'command')
      const text = isSeq(node) ? node.items.map(textOf).join(' ') : isScalar(node) ? String(node.value ?? '') : ''
      const ignoring = nodeAt(value, 'ignoreErrors')
      const isIgnored = ignoring !== undefined && textOf(ignoring) !== 'false'
      return { file, line: toLine(node), text, isRequired: !isIgnored && nodeAt(value, 'test') === undefined }
    })
  })
}
