/** A text as somebody may read it who undoes what others have escaped in it, and where each character came from. Pure. */

export interface Reading {
  readonly text: string
  /** Of each of its characters, where the original begins and ends in the text that was read. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** What was escaped and escaped again is read as often. */
const MOST_ROUNDS = 3

/** As it stands, then with its escapes undone once, twice and so on. */
export function listReadings(text: string): Reading[] {
  const readings = [readPlainly(text)]
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const last = readings.at(-1) ?? readPlainly(text)
    const next = undoEscapes(last)
    if (next.text.length === last.text.length) break
    readings.push(next)
  }
  return readings.flatMap(reading => [reading, ...cutEscape(reading)])
}

export function readPlainly(text: string): Reading {
  const starts = Array.from({ length: text.length }, (_, index) => index)
  return { text, starts, ends: starts.map(index => index + 1) }
}

/** Without white space and invisible characters, in lower case. */
export function squeeze(reading: Reading): Reading {
  const made = startReading()
  for (let at = 0; at < reading.text.length; at++) {
    const character = reading.text.charAt(at)
    if (/[\s\p{Cc}\p{Cf}]/u.test(character)) continue
    const lower = character.toLowerCase()
    made.add(lower.length === 1 ? lower : character, reading, [at, at + 1])
  }
  return made.done()
}

/** The beginning of an escape with which a text ends that was cut. */
const CUT_ESCAPE = /(%[\da-f]?|\\(u[\da-f]{0,3}|x[\da-f]?)?|&(#x?)?[\da-z]{0,7})$/i

function cutEscape({ text, ...places }: Reading): Reading[] {
  return CUT_ESCAPE.test(text) ? [{ text: text.replace(CUT_ESCAPE, ''), ...places }] : []
}

/** Of URLs, JSON and HTML. A byte of a URL is read as a character of its own. */
const ESCAPE =
  /%([\da-f]{2})|\\u([\da-f]{4})|\\x([\da-f]{2})|&#x([\da-f]{1,6});|&#(\d{1,7});|&(amp|lt|gt|quot|apos);|\\(["'/\\])|\\[nrtbf]/giu

/** What is read for a line break or a tab: all white space is left out in the end. */
const SPACE = 0x20

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function undoEscapes(reading: Reading): Reading {
  const made = startReading()
  let done = 0
  const copy = (to: number) => {
    for (; done < to; done++) made.add(reading.text.charAt(done), reading, [done, done + 1])
  }
  for (const match of reading.text.matchAll(ESCAPE)) {
    const [whole, percent, short, byte, hex, decimal, name, plain] = match
    const digits = percent ?? short ?? byte ?? hex
    const code = digits === undefined ? Number(decimal ?? SPACE) : Number.parseInt(digits, 16)
    const character = plain ?? NAMED[name?.toLowerCase() ?? ''] ?? (code <= 0xffff ? String.fromCharCode(code) : '')
    if (character === '') continue
    copy(match.index)
    done = match.index + whole.length
    made.add(character, reading, [match.index, done])
  }
  copy(reading.text.length)
  return made.done()
}

function startReading() {
  const characters: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  return {
    add(character: string, from: Reading, [start, end]: readonly [number, number]) {
      characters.push(character)
      starts.push(from.starts[start] ?? 0)
      ends.push(from.ends[end - 1] ?? 0)
    },
    done: (): Reading => ({ text: characters.join(''), starts, ends }),
  }
}
