/** The app that misbehaves in a way of its own at each path, as a source bundle for Local Beanstalk. */

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zipOf } from './bundle-bytes.ts'
import { type Setting, setting } from './deployment-policies.ts'

const FOLDER = fileURLToPath(new URL('../fixtures/misbehaving/', import.meta.url))

const MISBEHAVING_FILES: Readonly<Record<string, string>> = Object.fromEntries(
  globSync('{*,.platform/**/*.conf}', { cwd: FOLDER })
    .filter(name => name.includes('.'))
    .filter(name => name !== '.platform')
    .map(name => [name, readFileSync(join(FOLDER, name), 'utf8')]),
)

/** It has no node_modules of its own: the servers that it uses are the repository's. */
export const MISBEHAVING_SETTING: Setting = setting(
  'aws:elasticbeanstalk:application:environment',
  'NODE_PATH',
  fileURLToPath(new URL('../../node_modules', import.meta.url)),
)

export function zipMisbehaving(): Promise<Buffer> {
  return zipOf(MISBEHAVING_FILES)
}
