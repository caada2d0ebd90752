import commonjs from '@rollup/plugin-commonjs'
import json from '@rollup/plugin-json'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import typescript from '@rollup/plugin-typescript'
import { licences } from './rollup.licences.js'

// These packages only define things when they are loaded, but do not say so in their package.json:
// without the hint rollup keeps undici, the HTTP proxy client, Octokit and the client of `ws`, which nothing here calls.
const withoutSideEffects = /node_modules\/(@actions\/(http-client|github)|@octokit|undici|tunnel|ws)\//

/** @type {import('rollup').RollupOptions} */
const options = {
  input: { deploy: 'src/deploy.ts', check: 'src/check.ts', preview: 'src/preview.ts' },
  context: 'globalThis',
  // Node's own modules do nothing when they are loaded either, and loading one that is not used costs milliseconds.
  treeshake: { moduleSideEffects: (id, isExternal) => !isExternal && !withoutSideEffects.test(id) },
  output: {
    dir: process.env.DIST_DIRECTORY ?? 'dist',
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    generatedCode: 'es2015',
  },
  plugins: [
    typescript({
      tsconfig: 'tsconfig.json',
      include: ['src/**/*.ts'],
      compilerOptions: { noEmit: false, noCheck: true },
    }),
    nodeResolve({ preferBuiltins: true, exportConditions: ['node'] }),
    // `ws` takes these where they are installed, as they are beside other servers of the tests; without them it is whole.
    commonjs({ ignore: ['bufferutil', 'utf-8-validate'] }),
    json(),
    licences(),
  ],
  onwarn(warning, warn) {
    // Cycles inside the AWS SDK's own packages are theirs and harmless.
    if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.message.includes('node_modules')) return
    warn(warning)
  },
}

export default options
