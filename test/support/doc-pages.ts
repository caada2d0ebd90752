/** The pages of the documentation, as GitHub reads them: blocks of code, links, anchors. */

import { globSync, readFileSync } from 'node:fs'
import { posix, sep } from 'node:path'
import { parse, postprocess, preprocess } from 'micromark'
import { gfm } from 'micromark-extension-gfm'
import { REPOSITORY } from './source-files.ts'

export interface DocPage {
  /** From the repository's root. */
  readonly path: string
  readonly blocks: readonly CodeBlock[]
  /** The targets of links and pictures as they are written, in HTML too. */
  readonly links: readonly string[]
  /** What a link to this page may have behind its `#`. */
  readonly anchors: ReadonlySet<string>
  /** The text of each `code` within a line. */
  readonly codes: readonly InlineCode[]
}

export interface CodeBlock {
  /** README.md:12 */
  readonly place: string
  /** What stands behind the fence, which may be nothing; undefined for a block that is only indented. */
  readonly language: string | undefined
  readonly text: string
}

export interface InlineCode {
  readonly place: string
  readonly text: string
}

/** Every page that people read here, those of the examples and of GitHub's own forms included. */
export function readDocPages(): DocPage[] {
  const globs = ['*.md', 'docs/**/*.md', 'examples/**/*.md', '.github/**/*.md']
  const paths = globSync(globs, { cwd: REPOSITORY, exclude: path => path.split(sep).includes('node_modules') })
  const names = paths.map(path => path.split(sep).join('/')).sort()
  return names.map(path => parseDocPage(path, readFileSync(`${REPOSITORY}${path}`, 'utf8')))
}

/** A piece of Markdown as micromark names it, with all that is in it. */
interface Piece {
  readonly type: string
  readonly line: number
  readonly text: string
  readonly inside: readonly Piece[]
}

export function parseDocPage(path: string, markdown: string): DocPage {
  const pieces = readPieces(markdown)
  const ofType = (...types: string[]) => pieces.filter(({ type }) => types.includes(type))
  const html = ofType('htmlFlow', 'htmlText').map(({ text }) => text)
  const links = [
    ...ofType('resourceDestinationString', 'definitionDestinationString').map(({ text }) => text),
    ...[...html.join('\n').matchAll(/\b(?:href|src|srcset)="([^"]*)"/g)].map(match => match[1] ?? ''),
  ]
  const titles = ofType('atxHeadingText', 'setextHeadingText').map(readTitle)
  const named = [...html.join('\n').matchAll(/\b(?:id|name)="([^"]*)"/g)].map(match => match[1] ?? '')
  return {
    path,
    links,
    blocks: ofType('codeFenced', 'codeIndented').map(({ type, line, inside }) => ({
      place: `${path}:${line}`,
      language:
        type === 'codeFenced' ? (inside.find(each => each.type === 'codeFencedFenceInfo')?.text ?? '') : undefined,
      text: `${joinLines(inside, 'codeFlowValue', '\n').replace(/^\n|\n$/g, '')}\n`,
    })),
    codes: ofType('codeText').map(({ line, inside }) => ({
      place: `${path}:${line}`,
      text: joinLines(inside, 'codeTextData', ' '),
    })),
    anchors: new Set([...slugEach(titles), ...named]),
  }
}

function readPieces(markdown: string): Piece[] {
  const document = parse({ extensions: [gfm()] }).document()
  const events = postprocess(document.write(preprocess()(markdown, undefined, true)))
  const open: Piece[][] = [[]]
  const pieces: Piece[] = []
  for (const [kind, token, context] of events) {
    if (kind === 'exit') {
      open.pop()
      continue
    }
    const inside: Piece[] = []
    const piece = { type: token.type, line: token.start.line, text: context.sliceSerialize(token), inside }
    for (const around of open) around.push(piece)
    open.push(inside)
    pieces.push(piece)
  }
  return pieces
}

function joinLines(pieces: readonly Piece[], type: string, end: string): string {
  const parts = pieces.filter(piece => piece.type === type || piece.type === 'lineEnding')
  return parts.map(piece => (piece.type === 'lineEnding' ? end : piece.text)).join('')
}

/** What is seen of a heading: no marks, and of a link its text alone. */
function readTitle({ inside }: Piece): string {
  const hidden = new Set(inside.filter(({ type }) => /^(resource|reference)$/.test(type)).flatMap(each => each.inside))
  return inside
    .filter(piece => /^(data|codeTextData|characterEscapeValue)$/.test(piece.type) && !hidden.has(piece))
    .map(({ text }) => text)
    .join('')
}

/** As GitHub's html-pipeline makes them: small letters, no punctuation, hyphens for spaces, a number for a second one. */
function slugEach(titles: readonly string[]): string[] {
  const counts = new Map<string, number>()
  return titles.map(title => {
    const slug = title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-')
    const count = counts.get(slug) ?? 0
    counts.set(slug, count + 1)
    return count === 0 ? slug : `${slug}-${count}`
  })
}

/** The page's links to others, as paths from the repository's root with their anchor; none to other sites. */
export function listInternalLinks({ path, links }: DocPage): { file: string; anchor: string | undefined }[] {
  return links
    .filter(link => !/^[a-z][a-z+.-]*:/i.test(link))
    .map(link => {
      const [target = '', anchor] = link.split('#')
      const file = target ? posix.join(posix.dirname(path), decodeURIComponent(target)) : path
      return { file, anchor: anchor && decodeURIComponent(anchor) }
    })
}
