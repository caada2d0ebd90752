/** Finds the files that an `.ebextensions/*.config` writes past `.platform`: the recipe of the years before 2020. */

import { isMap } from 'yaml'
import { type FoundTimeout, findTimeouts } from './find-timeouts.ts'
import { parseNginx } from './nginx-syntax.ts'
import { type Ebextension, nodeAt, textOf } from './read-ebextension.ts'

export interface WrittenFile {
  /** On the instance. */
  readonly target: string
  readonly content: string
  readonly file: string
  readonly line: number
  /** Where its content begins. */
  readonly contentLine: number
}

export function listWrittenFiles({ file, root, toLine }: Ebextension): WrittenFile[] {
  const files = nodeAt(root, 'files')
  if (!isMap(files)) return []
  return files.items.map(({ key, value }) => {
    const content = nodeAt(value, 'content')
    return { target: textOf(key), content: textOf(content), file, line: toLine(key), contentLine: toLine(content) }
  })
}

/** At the top of files that go to /etc/nginx/conf.d: Beanstalk may or may not leave them there. */
export function findWrittenTimeouts(extension: Ebextension): FoundTimeout[] {
  return listWrittenFiles(extension).flatMap(({ target, content, file, contentLine }) => {
    if (!/^\/etc\/nginx\/conf\.d\/[^/]+\.conf$/.test(target)) return []
    const directives = parseNginx(content).directives.map(({ name, args, line }) => {
      return { name, args, file, isOwn: true, line: contentLine + line, block: undefined }
    })
    return findTimeouts({ http: directives })
  })
}
