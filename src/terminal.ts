/** The terminal of a command line, as far as it is spoken to: the only file of it that prints. */

import { renderTerminal, type TerminalLine } from './terminal-text.ts'
import type { Printable } from './untrusted.ts'

export interface Terminal {
  /** Somebody looks at it as it is written. */
  readonly isInteractive: boolean
  /** Aborted when it turns out that nobody reads any more, as behind `| head`. */
  readonly gone: AbortSignal
  /** Resolves when it is written, and also when nobody reads it any more. */
  show(lines: readonly TerminalLine[]): Promise<void>
  write(text: Printable): Promise<void>
}

export interface Keyboard {
  /** A person may sit there: it is a terminal. Lines of a pipe are taken all the same. */
  readonly isThere: boolean
  /** Resolves when Enter is pressed: with 'none' when the signal was aborted before. What was typed is dropped. */
  nextLine(signal: AbortSignal): Promise<'line' | 'none'>
}

export type ColourVariables = Readonly<Record<string, string | undefined>>

/** Lines longer than this are hard to read. */
const WIDEST_COLUMNS = 100
const NARROWEST_COLUMNS = 40
/** Where a terminal does not tell how wide it is. */
const USUAL_COLUMNS = 80

export function openTerminals(env: ColourVariables): { readonly out: Terminal; readonly err: Terminal } {
  return { out: openTerminal(process.stdout, env), err: openTerminal(process.stderr, env) }
}

export function openKeyboard(): Keyboard {
  const { stdin } = process
  return {
    isThere: stdin.isTTY === true,
    nextLine(signal) {
      return new Promise(resolve => {
        const onData = (typed: Buffer) => {
          if (typed.includes('\n')) end('line')
        }
        const onAbort = () => end('none')
        const end = (how: 'line' | 'none') => {
          stdin.off('data', onData).pause()
          signal.removeEventListener('abort', onAbort)
          resolve(how)
        }
        stdin.on('data', onData).resume()
        signal.addEventListener('abort', onAbort)
        if (signal.aborted) onAbort()
      })
    },
  }
}

/** FORCE_COLOR before NO_COLOR, as Node.js has it (force-color.org, no-color.org); empty ones count as not set. */
export function wantsColours(isTerminal: boolean, { FORCE_COLOR, NO_COLOR, TERM }: ColourVariables): boolean {
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return isTerminal && !NO_COLOR && TERM !== 'dumb'
}

function openTerminal(stream: NodeJS.WriteStream, env: ColourVariables): Terminal {
  // Whoever writes is told by the call that wrote.
  const gone = new AbortController()
  stream.on('error', () => gone.abort())
  const isInteractive = stream.isTTY === true
  const hasColours = wantsColours(isInteractive, env)
  const show = (lines: readonly TerminalLine[]) => {
    const width = Math.max(NARROWEST_COLUMNS, Math.min(stream.columns || USUAL_COLUMNS, WIDEST_COLUMNS))
    return send(stream, renderTerminal(lines, { columns: isInteractive ? width : undefined, hasColours }))
  }
  return { isInteractive, gone: gone.signal, show, write: text => send(stream, `${text}\n`) }
}

// `| head` closes the pipe before all is written, and wants no more.
function send(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, error => {
      if (error && !('code' in error && error.code === 'EPIPE')) reject(error)
      else resolve()
    })
  })
}
