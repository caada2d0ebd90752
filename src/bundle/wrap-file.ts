/** What a jar, Dockerrun.aws.json or docker-compose.yml needs around it: a zip file, in which proxy files can lie beside it. */

import { open } from 'node:fs/promises'
import { ActionError } from '../action-error.ts'
import { quoteForeign } from '../untrusted.ts'
import type { NamedSource } from './find-source.ts'
import type { FolderEntry } from './list-folder.ts'
import type { BundleWarning } from './never-shipped.ts'
import { LARGEST_BUNDLE_BYTES, openZip } from './open-zip.ts'
import { readBytes, readZipEnd } from './zip-end.ts'
import { notAZip, tooLarge } from './zip-refusals.ts'

export interface WrappedFile {
  readonly entries: readonly FolderEntry[]
  /** What is done and why, for the plan. */
  readonly wrapping: string
  readonly warnings: readonly BundleWarning[]
}

/**
 * Of a jar by itself Beanstalk reads `.ebextensions` at its top but no `.platform`, and a lone JSON or YAML file has
 * neither. In a zip with one jar the Procfile starts it, as Beanstalk would without a zip.
 *
 * @see https://github.com/aws/aws-elastic-beanstalk-cli/issues/342
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/java-se-procfile.html
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/single-container-docker-configuration.html
 */
export async function wrapFile(source: NamedSource): Promise<WrappedFile> {
  const { kind, path, fileName } = source
  if (kind === 'jar') return await wrapJar(source)
  const name = kind === 'compose' ? 'docker-compose.yml' : 'Dockerrun.aws.json'
  return {
    entries: [{ kind: 'file', name, path }],
    wrapping: `Wrap ${fileName} in a zip file${name === fileName ? '' : ` as ${name}`}: by itself it can have no .ebextensions and .platform beside it.`,
    warnings: [],
  }
}

async function wrapJar(source: NamedSource): Promise<WrappedFile> {
  await refuseBrokenJar(source)
  // The name stands in a command line.
  const name = /^\w[\w.+-]*$/.test(source.fileName) ? source.fileName : 'application.jar'
  const command = `web: java -jar ${name}`
  const { settings, unread } = await lookInside(source)
  const along =
    settings.length > 0 ? `, and copy ${settings.map(each => quoteForeign(each.name)).join(', ')} beside it` : ''
  return {
    entries: [
      { kind: 'text', name: 'Procfile', text: `${command}\n` },
      ...settings,
      { kind: 'file', name, path: source.path },
    ],
    wrapping: `Wrap ${source.fileName} in a zip file with a Procfile ("${command}")${along}: inside a jar Beanstalk sees no .platform.`,
    warnings: unread.length > 0 ? [warnOfUnread(source, unread)] : [],
  }
}

type TextEntry = FolderEntry & { readonly kind: 'text' }

interface JarContent {
  /** What Beanstalk would read in a jar by itself, and would not see in a wrapped one. */
  readonly settings: readonly TextEntry[]
  /** What it reads beside a jar only. */
  readonly unread: readonly string[]
}

const LONGEST_SETTINGS_BYTES = 1024 * 1024

async function lookInside(source: NamedSource): Promise<JarContent> {
  const jar = await openZip(source.path, source).catch(undefinedIfForJavaAlone)
  if (!jar) return { settings: [], unread: [] }
  try {
    const settings: TextEntry[] = []
    for (const name of jar.names.filter(name => /^\.ebextensions\/[^/]+\.config$/i.test(name))) {
      const text = await jar.readText(name, LONGEST_SETTINGS_BYTES)
      if (text !== undefined) settings.push({ kind: 'text', name, text })
    }
    return { settings, unread: jar.names.filter(name => /^(Procfile$|\.platform\/.*[^/]$)/.test(name)) }
  } finally {
    jar.close()
  }
}

function undefinedIfForJavaAlone(error: unknown): undefined {
  if (!(error instanceof ActionError)) throw error
}

function warnOfUnread(
  { input, value, fileName }: NamedSource,
  [first = '', ...more]: readonly string[],
): BundleWarning {
  const others = more.length > 0 ? ` and ${more.length} more` : ''
  return {
    message: `'${input}' ${quoteForeign(value)} holds ${quoteForeign(first)}${others}: Beanstalk does not look for that inside a jar.`,
    remedy: `Put it into a folder beside ${quoteForeign(fileName)}, and name the folder instead of the jar.`,
  }
}

// What only Java reads may be put together in other ways than a source bundle: a script in front, a name twice.
async function refuseBrokenJar(source: NamedSource): Promise<void> {
  await using file = await open(source.path, 'r')
  const { size } = await file.stat()
  if (size > LARGEST_BUNDLE_BYTES) throw tooLarge(source, size)
  if (!(await readZipEnd(file, size))) throw notAZip(source, await readBytes(file, 0, 512))
}
