// The command line, for the npm package: one folder of its own, in which nothing but Node.js itself is needed.

import actions from './rollup.config.js'

/** @type {import('rollup').RollupOptions} */
const options = {
  ...actions,
  input: { cli: 'src/cli.ts' },
  output: {
    dir: process.env.COMMAND_DIRECTORY ?? 'command',
    format: 'es',
    banner: chunk => (chunk.isEntry ? '#!/usr/bin/env node' : ''),
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    generatedCode: 'es2015',
  },
}

export default options
