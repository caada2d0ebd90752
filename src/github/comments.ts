/** The one comment of ours on a pull request or an issue: found by a hidden mark and its author, written, kept single. */

import { type Markdown, renderMarkdown } from '../markdown.ts'
import type { GitHub } from './client.ts'
import { createOnce } from './create-once.ts'
import { readPages } from './read-pages.ts'
import { isGitHubStatus, unreadableAnswer } from './refusals.ts'
import type { Permission } from './write-permissions.ts'

export interface CommentPlace {
  /** Decides which permission is needed: GitHub has comments of both in one place. */
  readonly on: 'pull-request' | 'issue'
  readonly number: number
  /** Tells several comments of ours apart: lower-case letters, digits and hyphens. */
  readonly key: string
}

export interface CommentToWrite extends CommentPlace {
  /** Asked before something else is written over what our comment says; not given: it is. */
  mayReplace?(body: string): boolean
}

export interface Comment {
  readonly id: number
  /** As GitHub has it, foreign text. */
  readonly body: string
  readonly url: string
  /** Milliseconds since 1970, by GitHub's clock. */
  readonly createdMs: number
}

export interface WrittenComment extends Comment {
  /** Another run has created it; this one has found it. */
  readonly isFound: boolean
}

/** GitHub takes as many characters; bytes are more, so that this is enough in any case. */
const MAX_BODY_BYTES = 65_536

/** The oldest comment there that has our mark and whose author we are; a stranger's with the same mark is not ours. */
export async function findComment(github: GitHub, place: CommentPlace): Promise<Comment | undefined> {
  const [oldest] = await listOwn(github, place)
  return oldest
}

/**
 * Writes the blocks into our comment, or into a new one, and deletes others of ours with the same mark: two runs may
 * have created one each. A block for which there is no room is left out. Nothing is sent where it says so already.
 */
export async function writeComment(
  github: GitHub,
  place: CommentToWrite,
  blocks: readonly Markdown[],
): Promise<WrittenComment> {
  const mark = `${markOf(place)}\n`
  const body = `${mark}${renderMarkdown(blocks, MAX_BODY_BYTES - mark.length)}`
  const { comment, others, isFound } = await findOrCreate(github, place, body)
  for (const { id } of others) await remove(github, place, id)
  const isKept = comment.body === body || place.mayReplace?.(comment.body) === false
  return { ...(isKept ? comment : await update(github, place, { id: comment.id, body })), isFound }
}

async function findOrCreate(github: GitHub, place: CommentPlace, body: string) {
  const [existing, ...others] = await listOwn(github, place)
  if (existing) return { comment: existing, others, isFound: true }
  const find = () => findComment(github, place)
  const created = await createOnce({ create: () => create(github, place, body), find })
  const [comment = created, ...newer] = await listOwn(github, place)
  return { comment, others: newer, isFound: comment.id !== created.id }
}

// At the very beginning: whoever quotes it has something before it.
function markOf({ key }: CommentPlace): string {
  return `<!-- beanstalk-websockets: ${key} -->`
}

async function listOwn(github: GitHub, place: CommentPlace): Promise<Comment[]> {
  const { repo, rest } = github
  const login = await github.askLogin()
  const asked = { ...repo, ...asking(place), issue_number: place.number, per_page: 100 }
  const own: Comment[] = []
  for await (const found of readPages('the comments', page => rest.issues.listComments({ ...asked, page }))) {
    if (found?.user?.login === login && found.body?.startsWith(markOf(place))) own.push(readComment(found))
  }
  return own.toSorted((a, b) => a.id - b.id)
}

async function create({ repo, rest }: GitHub, place: CommentPlace, body: string): Promise<Comment> {
  const { data } = await rest.issues.createComment({ ...repo, ...asking(place), issue_number: place.number, body })
  return readComment(data)
}

async function update(
  { repo, rest }: GitHub,
  place: CommentPlace,
  { id, body }: Pick<Comment, 'id' | 'body'>,
): Promise<Comment> {
  const { data } = await rest.issues.updateComment({ ...repo, ...asking(place), comment_id: id, body })
  return readComment(data)
}

async function remove({ repo, rest }: GitHub, place: CommentPlace, id: number): Promise<void> {
  try {
    await rest.issues.deleteComment({ ...repo, ...asking(place), comment_id: id })
  } catch (error) {
    if (!isGitHubStatus(error, 404)) throw error
  }
}

function asking({ on }: CommentPlace): { request: { needs: Permission } } {
  return { request: { needs: { name: on === 'pull-request' ? 'pull-requests' : 'issues', access: 'write' } } }
}

interface FoundComment {
  readonly id: number
  readonly body?: string
  readonly html_url: string
  readonly created_at: string
}

function readComment(data: FoundComment): Comment {
  const { id, body, html_url: url, created_at } = data
  if (!Number.isSafeInteger(id)) throw unreadableAnswer('a comment', 'one without a number')
  return { id, body: body ?? '', url: String(url), createdMs: Date.parse(created_at) }
}
