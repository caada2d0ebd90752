/** A problem as an annotation of the run: plain text of a few lines. Pure. */

import { toPrintableText } from '../untrusted.ts'
import { type DocsPlace, linkSection } from './link-finding.ts'
import type { Problem } from './verdict.ts'

/** Of what happened, in characters: half of what an annotation holds. */
const LONGEST_TOLD = 2000

/** However much there is to quote, what to do is still within what the runner shows of an annotation. */
export function renderAnnotation({ title, what, remedy, section }: Problem, place?: DocsPlace): string {
  const told = toPrintableText(what, { maxLines: 20, maxLength: LONGEST_TOLD })
  const more = section
    ? `\n\nMore about it in beanstalk-websockets: ${(place && linkSection(section, place)?.href) ?? section}`
    : ''
  return `${title ? `${title}. ` : ''}${told}\n${remedy}${more}`
}
