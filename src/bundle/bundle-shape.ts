/** Refuses a source bundle that would be deployed without an app: an empty one, or one folder too deep. */

import { ActionError } from '../action-error.ts'
import { toPrintableLine, toShellWord } from '../untrusted.ts'
import type { NamedSource } from './find-source.ts'

/**
 * Beanstalk looks for the app in the bundle's root: "Not include a parent folder or top-level directory".
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-sourcebundle.html
 */
export function refuseWrongShape(source: NamedSource, names: readonly string[]): void {
  if (!names.some(name => !name.endsWith('/'))) throw empty(source)
  const folder = findOnlyFolder(names)
  if (folder === undefined) return
  const marker = MARKERS.find(marker => names.some(name => name.startsWith(folder + marker)))
  if (marker) throw tooDeep(source, folder, marker)
}

// What Beanstalk looks for in the root; a lone folder without any of them may be meant so (static files of PHP).
const MARKERS = [
  'package.json',
  'Procfile',
  '.ebextensions/',
  '.platform/',
  'requirements.txt',
  'Pipfile',
  'go.mod',
  'Gemfile',
  'composer.json',
  'Dockerfile',
  'Dockerrun.aws.json',
  'docker-compose.yml',
  'Buildfile',
  'WEB-INF/',
  'application.py',
  'config.ru',
  'app.js',
  'server.js',
]

function findOnlyFolder(names: readonly string[]): string | undefined {
  // macOS's Finder adds __MACOSX/ beside the folder that it compresses.
  const own = names.filter(name => !name.startsWith('__MACOSX/'))
  const folder = /^[^/]+\//.exec(own[0] ?? '')?.[0]
  return folder !== undefined && own.every(name => name.startsWith(folder)) ? folder : undefined
}

function empty(source: NamedSource): ActionError {
  return new ActionError({
    code: 'bundle-empty',
    message: `'${source.input}' named a ${source.kind === 'folder' ? 'folder' : 'zip file'} with no files to deploy: "${source.value}".`,
    hint:
      source.kind !== 'folder'
        ? 'Pack the app before this step: cd FOLDER && zip -r ../bundle.zip .'
        : "Check out the repository and build before this step, and look at what '.ebignore', '.gitignore' and 'exclude-patterns' leave out.",
  })
}

function tooDeep(source: NamedSource, folder: string, marker: string): ActionError {
  const name = folder.slice(0, -1)
  const path = source.value === '.' ? name : `${source.value.replace(/\/+$/, '')}/${name}`
  return new ActionError({
    code: 'bundle-in-a-folder',
    message: `'${source.input}' "${source.value}" had everything inside one folder: "${folder}" ("${folder}${marker}"). Beanstalk looks for the app outside of it.`,
    hint:
      source.kind !== 'folder'
        ? `Pack what is inside the folder: cd ${toShellWord(name)} && zip -r ${toShellWord(`../${name}.zip`)} .`
        : `Name the folder itself: ${source.input}: ${toPrintableLine(path)}`,
  })
}
