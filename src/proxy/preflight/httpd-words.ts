/** Writes words so that httpd reads the same ones. */

/** In quotes where it needs them; some directives take none. */
export function writeHttpdWord(word: string): string {
  const isPlain = /^[!-~]+$/.test(word) && !/^["']|\\(?=[\\"']|$)/.test(word)
  return isPlain ? word : `"${word.replaceAll(/["\\]/g, '\\$&')}"`
}

/** mod_rewrite reads words its own way, in which a backslash is always one. Undefined for a word that it cannot be told. */
export function writeRewriteWord(word: string): string | undefined {
  if (/\\$|\\\s/.test(word)) return undefined
  if (/^[!-~]+$/.test(word) && !/^["']/.test(word)) return word
  const quote = ['"', "'"].find(each => !word.includes(each))
  return quote === undefined ? undefined : quote + word + quote
}
