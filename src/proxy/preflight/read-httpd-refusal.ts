/** Reads why httpd took no configuration, and where in the files that it was given. */

import type { NginxRefusal } from './read-nginx-refusal.ts'

/** As of nginx: the first that ends it. Undefined where it wrote of none. */
export function readHttpdRefusal(text: string): NginxRefusal | undefined {
  const [, bind = ''] = /(\(\d+\)[^\n]{0,80}: AH00072: [^\n]{0,300})/.exec(text) ?? []
  if (bind) return { words: bind, file: undefined, line: undefined }
  const places = [...text.matchAll(/Syntax error on line (\d{1,9}) of (\/[^\n:]{1,1000}):/g)]
  const [, line, file] = places.at(-1) ?? []
  const last = places.at(-1)
  if (!last) return undefined
  const words =
    text
      .slice(last.index + last[0].length)
      .trim()
      .split('\n')[0] ?? ''
  return {
    words: words.replace(/^\/[^\n:]{1,1000}:\d+: /, '').replace(/\.$/, '') || 'Syntax error',
    file,
    line: Number(line),
  }
}

/** Of a refusal for a directive that no loaded module has. */
export function findUnknownCommand({ words }: NginxRefusal): string | undefined {
  return /^Invalid command '([^']*)'/.exec(words)?.[1]
}
