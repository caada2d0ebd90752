/** Reads a report as somebody hears it who is tired and knows no nginx: one sentence of what happened, one of what to do. */

export interface ReadAloud {
  /** Undefined where it is not judged, as of a warning of what will happen. */
  readonly what?: string
  readonly remedy: string
  /** Why there is no exact text to paste, where there is none. */
  readonly withoutPaste?: string | undefined
}

const MOST_WORDS = 35

/** Empty where all is well; otherwise what is wrong with the words, and the words. */
export function listComplaints({ what, remedy, withoutPaste }: ReadAloud): string[] {
  const told = what === undefined ? '' : readFirst(what)
  const toDo = readFirst(remedy)
  return [
    ...(what !== undefined && countWords(told) > MOST_WORDS ? [`too long: ${told}`] : []),
    ...(what !== undefined && !/[.:!?…]["”')]?$/.test(told) ? [`no full stop: ${told}`] : []),
    ...(what !== undefined && !PAST.test(dropQuoted(told)) ? [`not in the past tense: ${told}`] : []),
    ...(countWords(toDo) > MOST_WORDS ? [`too long: ${toDo}`] : []),
    ...(OPENERS.has(/^'?[\w-]+'?/.exec(toDo)?.[0] ?? '') ? [] : [`no imperative first: ${toDo}`]),
    ...[what ?? '', remedy]
      .flatMap(text => WORN_OUT.exec(dropQuoted(text))?.[0] ?? [])
      .map(word => `worn out: ${word}`),
    ...(hasExactText(remedy) || withoutPaste ? [] : [`nothing to paste: ${remedy}`]),
  ]
}

/** The first sentence of the first line: a full stop in quotes, a name or a number ends none. */
function readFirst(text: string): string {
  const [line = ''] = text.split('\n')
  const end = /[.!?]["”')]?(?=\s+["'(A-Z0-9]|$)/g
  for (const { index, 0: stop } of line.matchAll(end)) {
    const sentence = line.slice(0, index + stop.length)
    if (count(sentence, '"') % 2 === 0 && !/\b(such as|e\.g)\.$/.test(sentence)) return sentence
  }
  return line
}

/** What is quoted, or stands in brackets as evidence, is one word to whoever reads. */
function countWords(sentence: string): number {
  return dropQuoted(sentence).split(/\s+/).filter(Boolean).length
}

function dropQuoted(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"/g, 'QUOTED').replaceAll(/\((?:QUOTED|[^()\s]+: [^()]*)\)/g, '')
}

function count(text: string, part: string): number {
  return text.split(part).length - 1
}

/** A block after an empty line, a text in quotes, a command, or the line of an input. */
function hasExactText(remedy: string): boolean {
  return /\n\n|"[^"]+"|'[a-z][a-z0-9-]+'|\b(aws|sudo|cd|grep|unzip|sed|chmod|cp) |: \S+=\S|https:\/\/|^(Add|Write)\b[^:]*: \S/.test(
    remedy,
  )
}

const WORN_OUT = /\b(please|simply|easily|obviously|unfortunately|oops|sorry)\b/i

/** In the first sentence something has happened. */
const PAST =
  /\b(was|were|had|has|did|got|gave|took|came|said|sent|held|made|found|could|began|chose|knew|broke|stood|told|kept|let|ran|went|saw|read|[a-z]+ed)\b/i

/** How a remedy begins: a verb in the imperative, or the condition under which one holds. */
const OPENERS: ReadonlySet<string> = new Set(
  `Add Admit Allow Ask Change Check Close Commit Correct Create Define Delete Deploy Describe Do Download End Enable Exempt Find
  Follow Give Have Install Join Keep Leave Let Link List Log Look Lower Make Mend Merge Move Name Offer Open Pack Point Put Raise
  Read Redirect Release Remove Rename Renew Repair Replace Report Restart Run Save See Send Set Shorten Show Start Take
  Terminate Try Turn Type Update Upload Use Wait Write
  If Where On Once`.split(/\s+/),
)
