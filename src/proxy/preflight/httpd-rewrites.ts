/** What becomes of the directives of mod_rewrite, which can turn a request into a file, another server's or a program's. */

import { type HttpdMapping, mapTarget } from './httpd-mapping.ts'

const FLAGS: Readonly<Record<string, string>> = {
  ...{ proxy: 'P', last: 'L', redirect: 'R', forbidden: 'F', gone: 'G', nocase: 'NC', noescape: 'NE', chain: 'C' },
  ...{ qsappend: 'QSA', qsdiscard: 'QSD', qslast: 'QSL', passthrough: 'PT', skip: 'S', next: 'N', env: 'E' },
  ...{ nosubreq: 'NS', cookie: 'CO', discardpath: 'DPI', ornext: 'OR', novary: 'NV' },
}
const KNOWN_FLAGS: ReadonlySet<string> = new Set([...Object.values(FLAGS), 'END', 'B', 'BNP', 'BCTLS', 'BNE'])

interface Flag {
  readonly name: string
  readonly text: string
}

/** Undefined for what is not understood, and for H and T, which choose who answers. */
function readFlags(word: string | undefined): readonly Flag[] | undefined {
  if (word === undefined) return []
  if (!/^\[.*\]$/s.test(word)) return undefined
  const flags = word
    .slice(1, -1)
    .split(',')
    .map(each => {
      const [, name = '', value = ''] = /^\s*([^=]*?)\s*(=.*)?$/s.exec(each) ?? []
      const short = FLAGS[name.toLowerCase()] ?? name.toUpperCase()
      return { name: short, text: short + value }
    })
  return flags.every(({ name }) => KNOWN_FLAGS.has(name)) ? flags : undefined
}

/** A path as target is a file of the machine where there is one of that name: as a URL it is none. */
export function mapRewriteRule(args: readonly string[], mapping: HttpdMapping): readonly string[] | undefined {
  const [pattern = '', target = '', word] = args
  const flags = readFlags(word)
  if (!flags || args.length > 3) return undefined
  if (args.length < 2) return args
  const has = (...names: readonly string[]) => flags.some(({ name }) => names.includes(name))
  const texts = flags.map(({ text }) => text)
  if (has('P')) {
    const mapped = mapTarget(target, mapping)
    return mapped === undefined ? undefined : write(pattern, mapped, texts)
  }
  if (target === '-' || has('F', 'G') || /^(https?|wss?):\/\//i.test(target)) return write(pattern, target, texts)
  if (has('R')) return /^[/%$]/.test(target) ? write(pattern, target, texts) : undefined
  if (!/^\//.test(target)) return undefined
  if (has('PT')) return write(pattern, target, texts)
  return has('L', 'END') ? write(pattern, target, [...texts.filter(text => text !== 'END'), 'PT']) : undefined
}

/** A test of a file looks below the trial's pages, where the request would find it. */
export function mapRewriteCond(args: readonly string[]): readonly string[] | undefined {
  const [test = '', pattern = '', word] = args
  const flags = readFlags(word)
  if (!flags || args.length > 3 || /^expr$/i.test(test)) return undefined
  if (args.length < 2) return args
  const texts = flags.map(({ text }) => text)
  if (!/^!?-[a-z]$/i.test(pattern)) return write(test, pattern, texts)
  const isOfRequest = /^(%\{DOCUMENT_ROOT\})?\/?%\{REQUEST_(URI|FILENAME)\}$/.test(test)
  return isOfRequest ? write('%{DOCUMENT_ROOT}%{REQUEST_URI}', pattern, texts) : undefined
}

function write(first: string, second: string, flags: readonly string[]): readonly string[] {
  return flags.length === 0 ? [first, second] : [first, second, `[${flags.join(',')}]`]
}
