// The npm package of the command line: a folder of its own, with a package.json that names no other package.

import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import actions from './rollup.config.js'

// Local Beanstalk runs these as processes of their own, by their path beside it.
const PROGRAM = /new URL\('(?:\.\/)?([\w-]+)\.ts', import\.meta\.url\)/g

const programs = {
  name: 'programs',
  transform(code, id) {
    if (!id.includes('/src/local-beanstalk/') || code.search(PROGRAM) < 0) return null
    const rewritten = code.replaceAll(PROGRAM, (_, name) => {
      const program = this.emitFile({ type: 'chunk', id: join(dirname(id), `${name}.ts`), name })
      return `new URL(import.meta.ROLLUP_FILE_URL_${program})`
    })
    return { code: rewritten, map: null }
  },
}

// To pages and pictures that are not in the package.
const PICTURE = /!\[[^\]]*\]\((?!https?:)[^)]*\)\n*/g
const LINK = /\[([^\]]+)\]\((?!https?:)[^)]*\)/g

const files = {
  name: 'files',
  generateBundle() {
    const { name, version, license, type, engines } = JSON.parse(readFileSync('package.json', 'utf8'))
    const manifest = {
      ...{ name, version, license, type, engines },
      description: 'Says whether a client can open a WebSocket, and which layer is at fault when none can',
      bin: { [name]: 'bin/cli.js' },
    }
    this.emitFile({ type: 'asset', fileName: 'package.json', source: `${JSON.stringify(manifest, null, 2)}\n` })
    this.emitFile({
      type: 'asset',
      fileName: 'README.md',
      source: readFileSync('docs/command-line.md', 'utf8').replaceAll(PICTURE, '').replaceAll(LINK, '$1'),
    })
    this.emitFile({ type: 'asset', fileName: 'LICENSE', source: readFileSync('LICENSE') })
  },
}

/** @type {import('rollup').RollupOptions} */
const options = {
  ...actions,
  input: { cli: 'src/cli.ts' },
  plugins: [programs, actions.plugins, files],
  output: {
    dir: 'command',
    format: 'es',
    banner: chunk => (chunk.isEntry ? '#!/usr/bin/env node' : ''),
    entryFileNames: 'bin/[name].js',
    chunkFileNames: 'bin/chunks/[name].js',
    generatedCode: 'es2015',
  },
}

export default options
