/** The table of faults in docs/local-beanstalk.md, made from their catalogue. `npm run docs` writes it. */

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { CATALOGUE } from '../src/local-beanstalk/faults/catalogue.ts'
import type { FaultFamily } from '../src/local-beanstalk/faults/fault-entry.ts'
import { toCell } from './readme-tables.ts'

const MARKED = /<!-- faults -->\n[\s\S]*?<!-- end -->/

/** The page's text with a fresh table between its markers. */
export function fillFaults(page: string, catalogue: FaultFamily = CATALOGUE): string {
  const rows = Object.entries(catalogue).map(([name, { parameters, does, seen, says }]) => {
    const listed = Object.entries(parameters).map(([parameter, { required }]) =>
      required ? `\`${parameter}\`` : `[\`${parameter}\`]`,
    )
    const cells = [`\`${name}\``, listed.join(', '), does, seen, says.map(one => `\`${one}\``).join(', ')]
    return `| ${cells.map(toCell).join(' | ')} |`
  })
  const head = [
    '| name | parameters | what it does | where it was seen | what the action says |',
    '|---|---|---|---|---|',
  ]
  return page.replace(MARKED, () => `<!-- faults -->\n${[...head, ...rows].join('\n')}\n<!-- end -->`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = new URL('../docs/local-beanstalk.md', import.meta.url)
  await writeFile(page, fillFaults(await readFile(page, 'utf8')))
}
