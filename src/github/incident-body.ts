/**
 * The body of an issue of ours: hidden data in an HTML comment at its very beginning, and below it what people read.
 * People may edit it: then their text is kept, and only the data is written anew. Pure.
 */

import { createHash } from 'node:crypto'
import { type Markdown, renderMarkdown } from '../markdown.ts'
import { parseJson, readProperty } from '../read-json.ts'

export interface IncidentBody {
  /** Of the target: lower-case letters, digits and hyphens. */
  readonly slug: string
  /** What was hidden there; undefined where nobody can read it any more. */
  readonly data: unknown
  /** The title that was written with it. */
  readonly title: string | undefined
  /** What people read, as GitHub has it. */
  readonly text: string
  /** Somebody has changed it since we wrote it. */
  readonly isEdited: boolean
}

export interface WrittenBody {
  readonly slug: string
  /** JSON. */
  readonly data: unknown
  readonly title: string
  readonly text: string
  /** The text is somebody else's: it is never taken for ours again. */
  readonly isEdited?: boolean
}

/** GitHub takes as many characters; bytes are more, so that this is enough in any case. */
const MAX_BODY_BYTES = 65_536
/** For the data, and for what is put above the text when an incident ends. */
const RESERVED_BYTES = 4096

const VERSION = 1
const MARK = /^<!-- beanstalk-websockets: incident ([a-z\d-]{1,120})\b([^\r\n>]*)-->[ \t]*(?:\r?\n|$)/m

/** What people read. No foreign text in it can pass for the data: those stand first, and nothing else looks like them. */
export function renderIncidentText(blocks: readonly Markdown[]): string {
  return renderMarkdown(blocks, MAX_BODY_BYTES - RESERVED_BYTES).replaceAll(
    /<!--(?=\s*beanstalk-websockets:)/gi,
    '<! -',
  )
}

/** In base64 nothing can end the comment. */
export function writeIncidentBody({ slug, data, title, text, isEdited }: WrittenBody): string {
  const hidden = JSON.stringify({ v: VERSION, title, sum: isEdited ? '' : sumOf(text), data })
  return `<!-- beanstalk-websockets: incident ${slug} ${Buffer.from(hidden).toString('base64')} -->\n${text}`
}

/** Undefined for a body without our mark. It is looked for at the beginning of every line: people write above it, too. */
export function readIncidentBody(body: string): IncidentBody | undefined {
  const [mark, slug, hidden = ''] = MARK.exec(body) ?? []
  if (mark === undefined || slug === undefined) return undefined
  const text = body.replace(mark, () => '')
  const envelope = parseJson(Buffer.from(hidden.trim(), 'base64').toString())
  if (readProperty(envelope, 'v') !== VERSION) return { slug, data: undefined, title: undefined, text, isEdited: true }
  const title = readProperty(envelope, 'title')
  return {
    slug,
    data: readProperty(envelope, 'data'),
    title: typeof title === 'string' ? title : undefined,
    text,
    isEdited: readProperty(envelope, 'sum') !== sumOf(text),
  }
}

/** The text with something above it, unless there is no room. */
export function putAbove(blocks: readonly Markdown[], text: string): string {
  const longer = `${renderIncidentText(blocks)}\n${text}`
  return Buffer.byteLength(longer) > MAX_BODY_BYTES - RESERVED_BYTES / 2 ? text : longer
}

// GitHub's form sends other line breaks, and forms lose what is at the end.
function sumOf(text: string): string {
  const plain = text.replaceAll('\r\n', '\n').trim()
  return createHash('sha256').update(plain).digest('hex').slice(0, 16)
}
