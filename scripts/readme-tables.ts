/** The tables of inputs and outputs in README.md and docs/reference.md, made from the action.yml files. `npm run docs` writes them. */

import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

interface Manifest {
  readonly inputs: Readonly<Record<string, Input>>
  readonly outputs: Readonly<Record<string, Output>>
}

interface Input extends Output {
  readonly default?: string
  readonly required?: boolean
}

interface Output {
  readonly description: string
}

/** The pages that have such tables. */
export const PAGES = ['README.md', 'docs/reference.md'] as const

/** `<!-- inputs of action.yml without hold, ca -->`, or `only` in the place of `without`, or neither. */
const MARKED = /<!-- (inputs|outputs) of (\S+)(?: (without|only) ([\w, -]+?))? -->\n[\s\S]*?<!-- end -->/g

/** The page's text with fresh tables between its markers. */
export async function fillTables(page: string, readManifest: (path: string) => Promise<string>): Promise<string> {
  const paths = [...new Set([...page.matchAll(MARKED)].map(match => match[2] ?? ''))]
  const manifests = new Map<string, Manifest>()
  for (const path of paths) manifests.set(path, parse(await readManifest(path)) as Manifest)
  return page.replace(MARKED, (marked, ...parts: string[]) => {
    const [kind, path = '', how, names = ''] = parts
    const manifest = manifests.get(path)
    const picked = <T>(entries: Readonly<Record<string, T>>) => pick(Object.entries(entries), how, names.split(', '))
    const table = manifest
      ? kind === 'inputs'
        ? renderInputs(picked(manifest.inputs))
        : renderOutputs(picked(manifest.outputs))
      : ''
    return `${marked.slice(0, marked.indexOf('\n'))}\n${table}\n<!-- end -->`
  })
}

function pick<T>(entries: [string, T][], how: string | undefined, names: readonly string[]): [string, T][] {
  if (!how) return entries
  return entries.filter(([name]) => names.includes(name) === (how === 'only'))
}

function renderInputs(inputs: [string, Input][]): string {
  const rows = inputs.map(([name, { description, default: value, required }]) => {
    const fallback = required ? '**required**' : value === undefined ? '' : `\`${value}\``
    return `| \`${name}\` | ${fallback} | ${toCell(description)} |`
  })
  return ['| input | default | meaning |', '|---|---|---|', ...rows].join('\n')
}

function renderOutputs(outputs: [string, Output][]): string {
  const rows = outputs.map(([name, { description }]) => `| \`${name}\` | ${toCell(description)} |`)
  return ['| output | meaning |', '|---|---|', ...rows].join('\n')
}

export function toCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = new URL('../', import.meta.url)
  for (const name of PAGES) {
    const page = new URL(name, root)
    const text = await fillTables(await readFile(page, 'utf8'), path => readFile(new URL(path, root), 'utf8'))
    await writeFile(page, text)
  }
}
