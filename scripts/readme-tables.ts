/** The tables of inputs and outputs in README.md, made from the action.yml files. `npm run docs` writes them. */

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

interface Manifest {
  readonly inputs: Readonly<Record<string, { description: string; default?: string; required?: boolean }>>
  readonly outputs: Readonly<Record<string, { description: string }>>
}

const MARKED = /<!-- (inputs|outputs) of (\S+) -->\n[\s\S]*?<!-- end -->/g

/** README's text with fresh tables between its markers. */
export async function fillTables(readme: string, readManifest: (path: string) => Promise<string>): Promise<string> {
  const paths = [...new Set([...readme.matchAll(MARKED)].map(match => match[2] ?? ''))]
  const manifests = new Map<string, Manifest>()
  for (const path of paths) manifests.set(path, parse(await readManifest(path)) as Manifest)
  return readme.replace(MARKED, (_, kind: 'inputs' | 'outputs', path: string) => {
    const manifest = manifests.get(path)
    const table = manifest ? (kind === 'inputs' ? renderInputs(manifest) : renderOutputs(manifest)) : ''
    return `<!-- ${kind} of ${path} -->\n${table}\n<!-- end -->`
  })
}

function renderInputs({ inputs }: Manifest): string {
  const rows = Object.entries(inputs).map(([name, { description, default: value, required }]) => {
    const fallback = required ? '**required**' : value === undefined ? '' : `\`${value}\``
    return `| \`${name}\` | ${fallback} | ${toCell(description)} |`
  })
  return ['| input | default | meaning |', '|---|---|---|', ...rows].join('\n')
}

function renderOutputs({ outputs }: Manifest): string {
  const rows = Object.entries(outputs).map(([name, { description }]) => `| \`${name}\` | ${toCell(description)} |`)
  return ['| output | meaning |', '|---|---|', ...rows].join('\n')
}

export function toCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = new URL('../', import.meta.url)
  const readme = new URL('README.md', root)
  const text = await fillTables(await readFile(readme, 'utf8'), path => readFile(new URL(path, root), 'utf8'))
  await writeFile(readme, text)
}
