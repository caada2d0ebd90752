// The command line, for the npm package: one folder of its own, in which nothing but Node.js itself is needed.

import { readdirSync, readFileSync } from 'node:fs'
import actions from './rollup.config.js'

/** Their licences ask that their text goes along with what is bundled of them. */
const licences = {
  name: 'licences',
  generateBundle(_, bundle) {
    const texts = listPackages(bundle).map(name => `${name}\n\n${readLicence(name)}`)
    this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: texts.join(`\n${'-'.repeat(72)}\n\n`) })
  },
}

/** @type {import('rollup').RollupOptions} */
const options = {
  ...actions,
  input: { cli: 'src/cli.ts' },
  plugins: [actions.plugins, licences],
  output: {
    dir: 'command',
    format: 'es',
    banner: chunk => (chunk.isEntry ? '#!/usr/bin/env node' : ''),
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    generatedCode: 'es2015',
  },
}

function listPackages(bundle) {
  const modules = Object.values(bundle).flatMap(({ modules = {} }) => Object.entries(modules))
  const names = modules.map(([id, { renderedLength }]) =>
    renderedLength > 0 ? /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] : undefined,
  )
  return [...new Set(names.filter(name => name !== undefined))].sort()
}

function readLicence(name) {
  const folder = `node_modules/${name}`
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry))
  if (!file) throw new Error(`The package "${name}" has no licence file`)
  return readFileSync(`${folder}/${file}`, 'utf8')
}

export default options
