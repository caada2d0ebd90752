/** Which files of a folder stay out of the source bundle: `exclude-patterns`, and `.ebignore` or else `.gitignore`. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ignore, { type Ignore } from 'ignore'

export interface IgnoreRules {
  /** Who leaves `name` out (relative to the root, a folder with a slash at its end); undefined when nobody does. */
  findIgnorer(name: string): string | undefined
  /** The rules inside `folder` (relative to the root, with a slash at its end): those here and its own. */
  enter(folder: string): Promise<IgnoreRules>
}

/**
 * As the EB CLI packs: `.ebignore` of the root alone if there is one, else every `.gitignore`, whose rules count from
 * its own folder downwards. A `.gitignore` inside node_modules is a dependency's own and would take away what
 * the app needs; it is not read.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/eb-cli3-configuration.html#eb-cli3-ebignore
 */
export async function readIgnoreRules(root: string, excludePatterns: readonly string[]): Promise<IgnoreRules> {
  const excluded: Layer = {
    folder: '',
    ignorer: "'exclude-patterns'",
    rules: ignore({ ignorecase: false }).add([...excludePatterns]),
  }
  const ebignore = await readIgnoreFile(root, '.ebignore')
  if (!ebignore) return makeRules({ root, excluded, layers: await addGitignore([], root, ''), readsMore: true })
  ebignore.rules.add('/.ebignore')
  return makeRules({ root, excluded, layers: [ebignore], readsMore: false })
}

interface Layer {
  readonly folder: string
  readonly ignorer: string
  readonly rules: Ignore
}

interface RuleParts {
  readonly root: string
  readonly excluded: Layer
  /** From the root downwards: the deepest that has an opinion decides. */
  readonly layers: readonly Layer[]
  readonly readsMore: boolean
}

function makeRules(parts: RuleParts): IgnoreRules {
  const { root, excluded, layers, readsMore } = parts
  return {
    findIgnorer(name) {
      if (excluded.rules.ignores(name)) return excluded.ignorer
      for (const { folder, ignorer, rules } of layers.toReversed()) {
        const { ignored, unignored } = rules.test(name.slice(folder.length))
        if (ignored) return ignorer
        if (unignored) return undefined
      }
      return undefined
    },
    async enter(folder) {
      if (!readsMore || /(^|\/)node_modules\//.test(folder)) return this
      const more = await addGitignore(layers, root, folder)
      return more === layers ? this : makeRules({ ...parts, layers: more })
    },
  }
}

async function addGitignore(layers: readonly Layer[], root: string, folder: string): Promise<readonly Layer[]> {
  const layer = await readIgnoreFile(root, `${folder}.gitignore`)
  return layer ? [...layers, { ...layer, folder }] : layers
}

async function readIgnoreFile(root: string, name: string): Promise<Layer | undefined> {
  const text = await readFile(join(root, name), 'utf8').catch(undefinedIfAbsent)
  return text === undefined ? undefined : { folder: '', ignorer: name, rules: ignore({ ignorecase: false }).add(text) }
}

// A file that is there and cannot be read must not count as empty: what it hides would be uploaded.
function undefinedIfAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'EISDIR') throw error
}
