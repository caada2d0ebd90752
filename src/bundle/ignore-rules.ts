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
  const excluded = ignore({ ignorecase: false }).add([...excludePatterns])
  const ebignore = await readIgnoreFile(root, '', '.ebignore')
  if (!ebignore) return makeRules({ root, excluded, rules: await readGitignore(root, ''), readsMore: true })
  return makeRules({
    root,
    excluded,
    rules: [...ebignore, { pattern: '/.ebignore', mark: '.ebignore' }],
    readsMore: false,
  })
}

interface Rule {
  /** Counts from the root. */
  readonly pattern: string
  /** The file that has it. */
  readonly mark: string
}

interface RuleParts {
  readonly root: string
  readonly excluded: Ignore
  /** From the root downwards: the last one that matches decides, about a folder also for what is in it. */
  readonly rules: readonly Rule[]
  readonly readsMore: boolean
}

function makeRules(parts: RuleParts): IgnoreRules {
  const { root, excluded, rules, readsMore } = parts
  const all = ignore({ ignorecase: false })
  for (const rule of rules) all.add(rule)
  return {
    findIgnorer(name) {
      if (excluded.ignores(name)) return "'exclude-patterns'"
      const { ignored, rule } = all.test(name)
      return ignored ? rule?.mark : undefined
    },
    async enter(folder) {
      if (!readsMore || /(^|\/)node_modules\//.test(folder)) return this
      const more = await readGitignore(root, folder)
      return more.length === 0 ? this : makeRules({ ...parts, rules: [...rules, ...more] })
    },
  }
}

async function readGitignore(root: string, folder: string): Promise<readonly Rule[]> {
  return (await readIgnoreFile(root, folder, '.gitignore')) ?? []
}

async function readIgnoreFile(root: string, folder: string, fileName: string): Promise<readonly Rule[] | undefined> {
  const mark = `${folder}${fileName}`
  const text = await readFile(join(root, mark), 'utf8').catch(undefinedIfAbsent)
  return text
    ?.replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map(plainer)
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => ({ pattern: toRootPattern(folder, line), mark }))
}

/** What the library reads in another way than git does, written so that both read it as git does. */
function plainer(line: string): string {
  return (
    line
      // Spaces at the end: "dist/ " would be a rule about the dist of the folder itself alone.
      .replace(/(?<!\\) +$/, '')
      // All folders inside of one: "a/**/" would be about the files and "a" too.
      .replace(/\/\*\*\/$/, '/**/*/')
      // All folders, also below another one.
      .replace(/^(!?)\*\*\/$/, '$1*/')
      // Everything: "/**" would be about the top alone.
      .replace(/^(!?)\/\*\*$/, '$1**')
  )
}

/** A slash at the beginning or in the middle ties a pattern to the folder of its file. */
function toRootPattern(folder: string, line: string): string {
  if (folder === '') return line
  const [, not, slash, pattern = ''] = /^(!?)(\/?)(.*)$/.exec(line) ?? []
  const isTied = slash === '/' || /\/./.test(pattern)
  return `${not}/${folder.replace(/[\\*?[\] ]/g, '\\$&')}${isTied ? '' : '**/'}${pattern}`
}

// A file that is there and cannot be read must not count as empty: what it hides would be uploaded.
function undefinedIfAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'EISDIR') throw error
}
