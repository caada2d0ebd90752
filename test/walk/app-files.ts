/** The app that is deployed: an echo server that tells its version. */

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

export const LABEL_PATH = '/label'

const ECHO = fileURLToPath(new URL('../fixtures/echo/', import.meta.url))

/** `content` only makes the bytes others. */
export async function makeAppFiles(label: string, content: string): Promise<Record<string, string>> {
  const server = await readFile(`${ECHO}server.js`, 'utf8')
  return {
    'package.json': await readFile(`${ECHO}package.json`, 'utf8'),
    'server.js': `// ${content}\n${server.replace("response.end('hello')", `response.end(${JSON.stringify(label)})`)}`,
  }
}
