/**
 * Run by npm before it publishes: refuses unless the commit has the tag of the version that package.json names, and
 * nothing was changed since. So nothing is published by accident, and what is can be found again.
 * Plain JavaScript without dependencies, for npm runs it on whatever Node.js there is.
 */

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const wanted = `v${version}`
const tags = git('tag', '--points-at', 'HEAD').split('\n')
const changed = git('status', '--porcelain')

if (!tags.includes(wanted)) refuse(`The commit has no tag "${wanted}".`, `Publish from it: git checkout ${wanted}`)
if (changed) refuse('Files were changed since the commit.', 'Commit them, or take them back.')

function git(...parameters) {
  const { status, stdout } = spawnSync('git', parameters, { encoding: 'utf8' })
  if (status !== 0) refuse('This is no clone of the repository.', 'Publish from a clone.')
  return stdout.trim()
}

function refuse(message, remedy) {
  process.stderr.write(`publish: ${message} ${remedy}\n`)
  process.exit(1)
}
