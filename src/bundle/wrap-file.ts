/** What a jar, Dockerrun.aws.json or docker-compose.yml needs around it: a zip file, in which proxy files can lie beside it. */

import { open } from 'node:fs/promises'
import type { NamedSource } from './find-source.ts'
import type { FolderEntry } from './list-folder.ts'
import { LARGEST_BUNDLE_BYTES } from './open-zip.ts'
import { readBytes, readZipEnd } from './zip-end.ts'
import { notAZip, tooLarge } from './zip-refusals.ts'

export interface WrappedFile {
  readonly entries: readonly FolderEntry[]
  /** What is done and why, for the plan. */
  readonly wrapping: string
}

/**
 * Beanstalk does not look for `.platform` and `.ebextensions` inside a jar, and a lone JSON or YAML file has none.
 * In a zip with one jar the Procfile starts it, as Beanstalk would without a zip.
 *
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
  }
}

async function wrapJar(source: NamedSource): Promise<WrappedFile> {
  await refuseBrokenJar(source)
  // The name stands in a command line.
  const name = /^\w[\w.+-]*$/.test(source.fileName) ? source.fileName : 'application.jar'
  const command = `web: java -jar ${name}`
  return {
    entries: [
      { kind: 'text', name: 'Procfile', text: `${command}\n` },
      { kind: 'file', name, path: source.path },
    ],
    wrapping: `Wrap ${source.fileName} in a zip file with a Procfile ("${command}"): inside a jar Beanstalk sees no .ebextensions and no .platform.`,
  }
}

// What only Java reads may be put together in other ways than a source bundle: a script in front, a name twice.
async function refuseBrokenJar(source: NamedSource): Promise<void> {
  await using file = await open(source.path, 'r')
  const { size } = await file.stat()
  if (size > LARGEST_BUNDLE_BYTES) throw tooLarge(source, size)
  if (!(await readZipEnd(file, size))) throw notAZip(source, await readBytes(file, 0, 512))
}
