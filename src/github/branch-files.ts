/** The files of a commit, read one after the other, and a tree of those that are new. */

import type { GitHub } from './client.ts'
import { isGitHubStatus, unreadableAnswer } from './refusals.ts'

export interface BranchFile {
  readonly path: string
  /** Undefined where there is no such file. */
  readonly text: string | undefined
}

export interface WrittenFile {
  readonly path: string
  readonly text: string
}

/** Also of what only reads: without the right to write there is nothing to read for. */
export const WRITING = { request: { needs: { name: 'contents', access: 'write' } } }

/** Of each there can be only one, named by what it holds or by the branch: asking twice makes no second. */
export const HARMLESS = { request: { isHarmless: true } }

/** A hundred targets have a hundred files; GitHub asks for few requests at once, and each is held in memory. */
const AT_ONCE = 8

/** In the order of the paths; of a branch that is not there (`head` undefined) each is missing. */
export async function* readFiles(
  github: GitHub,
  paths: readonly string[],
  head: string | undefined,
): AsyncGenerator<BranchFile> {
  const left = [...paths]
  const begun: Promise<BranchFile>[] = []
  for (;;) {
    for (const path of left.splice(0, AT_ONCE - begun.length)) {
      const reading = readFile(github, path, head)
      // Where one before it cannot be read, nobody waits for it.
      reading.catch(() => {})
      begun.push(reading)
    }
    const next = begun.shift()
    if (!next) return
    yield await next
  }
}

async function readFile({ repo, rest }: GitHub, path: string, ref: string | undefined): Promise<BranchFile> {
  if (ref === undefined) return { path, text: undefined }
  try {
    const { data } = await rest.repos.getContent({ ...repo, path, ref })
    if (Array.isArray(data) || !('content' in data) || data.encoding !== 'base64')
      throw unreadableAnswer(`GET /contents/${path}`, 'no file, or one of more than 1 MiB')
    return { path, text: Buffer.from(data.content, 'base64').toString() }
  } catch (error) {
    if (isGitHubStatus(error, 404)) return { path, text: undefined }
    throw error
  }
}

/**
 * With more than about 2.5 MB GitHub answers 502, or that the input was too large and is to be built incrementally
 * (github.com/codesandbox/codesandbox-client/issues/8614). A request for each file instead would meet the limit on
 * changes, which is 80 a minute.
 */
const MOST_REQUEST_BYTES = 2_000_000

/** On the tree of `base`, in as many requests as it takes; undefined where there are no files. */
export async function createTree(
  github: GitHub,
  base: string | undefined,
  files: AsyncIterable<WrittenFile>,
): Promise<string | undefined> {
  let tree: string | undefined
  let part: TreeEntry[] = []
  let partBytes = 0
  const send = async () => {
    const onto = tree ?? (base === undefined ? undefined : await findTree(github, base))
    tree = await sendTree(github, onto, part)
    part = []
    partBytes = 0
  }
  for await (const { path, text } of files) {
    const entry = { path, content: text, mode: '100644', type: 'blob' } as const
    const bytes = Buffer.byteLength(JSON.stringify(entry))
    if (part.length > 0 && partBytes + bytes > MOST_REQUEST_BYTES) await send()
    part.push(entry)
    partBytes += bytes
  }
  if (part.length > 0) await send()
  return tree
}

interface TreeEntry {
  readonly path: string
  readonly content: string
  readonly mode: '100644'
  readonly type: 'blob'
}

async function findTree({ repo, rest }: GitHub, commit: string): Promise<string> {
  return (await rest.git.getCommit({ ...repo, commit_sha: commit })).data.tree.sha
}

async function sendTree({ repo, rest }: GitHub, onto: string | undefined, tree: TreeEntry[]): Promise<string> {
  const base = onto === undefined ? {} : { base_tree: onto }
  return (await rest.git.createTree({ ...repo, ...HARMLESS, ...base, tree })).data.sha
}
