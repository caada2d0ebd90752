import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import {
  type Import,
  listImports,
  locate,
  parseSources,
  readSourceFiles,
  type SourceFile,
  walk,
} from '../support/source-files.ts'

/** One way to the outside, and where alone it may be used. */
interface Door {
  readonly name: string
  readonly allowed: RegExp
  readonly usedBy: { readonly imports?: (imported: Import) => boolean; readonly code?: (node: ts.Node) => boolean }
}

/** What these modules offer besides sockets: pure functions on addresses and names. */
const PURE_NETWORK_NAMES = new Set([
  'BlockList',
  'METHODS',
  'STATUS_CODES',
  'SocketAddress',
  'isIP',
  'isIPv4',
  'isIPv6',
  'validateHeaderName',
  'validateHeaderValue',
])
/** The summary and the outputs are files too. */
const WRITES_FILES = /^(append|copy|cp$|createWrite|fs$|link|mk|open|promises$|rename|symlink|truncate|write)/
const NETWORK_MODULE = /^(node:)?(net|tls|http|https|http2|dgram|dns|dns\/promises)$|^(ws|undici)$/

const DOORS: readonly Door[] = [
  {
    name: 'the environment',
    allowed: /^src\/(deploy|check|preview|cli|door)\.ts$/,
    usedBy: {
      imports: ({ specifier, names }) => /^(node:)?process$/.test(specifier) && (names?.includes('env') ?? true),
      code: node => isProperty(node, 'process', 'env'),
    },
  },
  {
    name: 'the command line',
    allowed: /^src\/cli\.ts$/,
    usedBy: {
      imports: ({ specifier, names }) => /^(node:)?process$/.test(specifier) && (names?.includes('argv') ?? true),
      code: node => /^(argv|argv0|execArgv)$/.test(propertyOf(node, 'process')),
    },
  },
  {
    name: '@actions/core',
    allowed: /^src\/runner\.ts$/,
    usedBy: { imports: ({ specifier }) => specifier === '@actions/core' },
  },
  {
    name: "GitHub's API",
    allowed: /^src\/github\//,
    usedBy: { imports: ({ specifier }) => /^(@actions\/github|@octokit\/)/.test(specifier) },
  },
  {
    name: 'an SDK client',
    allowed: /^src\/aws\/clients\.ts$/,
    usedBy: { code: node => ts.isNewExpression(node) && /Client$/.test(node.expression.getText()) },
  },
  {
    name: 'a child process',
    allowed: /^src\/proxy\//,
    usedBy: { imports: ({ specifier }) => /^(node:)?(child_process|cluster|worker_threads)$/.test(specifier) },
  },
  {
    name: 'stdout or stderr',
    allowed: /^src\/(stray-output|terminal)\.ts$/,
    usedBy: {
      imports: ({ specifier, names }) =>
        /^(node:)?console$/.test(specifier) ||
        (/^(node:)?process$/.test(specifier) && (names?.some(name => /^(stdout|stderr)$/.test(name)) ?? true)),
      code: node =>
        /^(stdout|stderr|emitWarning|_rawDebug)$/.test(propertyOf(node, 'process')) ||
        (ts.isIdentifier(node) && node.text === 'console' && !isNameOfProperty(node)),
    },
  },
  {
    name: 'a file to write',
    allowed: /^src\/(door\.ts$|bundle\/|proxy\/preflight\/)/,
    usedBy: {
      imports: ({ specifier, names }) =>
        /^(node:)?fs(\/promises)?$/.test(specifier) && (names?.some(name => WRITES_FILES.test(name)) ?? true),
    },
  },
  {
    name: 'a socket',
    allowed: /^src\/(handshake\/probe\/|proxy\/preflight\/|fetch\.ts$)/,
    usedBy: {
      imports: ({ specifier, names }) =>
        NETWORK_MODULE.test(specifier) && !names?.every(name => PURE_NETWORK_NAMES.has(name)),
      code: node =>
        (ts.isCallExpression(node) && node.expression.getText() === 'fetch') ||
        (ts.isNewExpression(node) && node.expression.getText() === 'WebSocket'),
    },
  },
]

function findBackDoors(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => !path.startsWith('src/local-beanstalk/'))
    .flatMap(file => DOORS.filter(({ allowed }) => !allowed.test(file.path)).flatMap(door => findUses(file, door)))
}

function findUses(file: SourceFile, { name, usedBy }: Door): string[] {
  const imports = listImports(file).filter(imported => !imported.isTypeOnly && usedBy.imports?.(imported))
  const nodes = usedBy.code ? walk(file.tree).filter(usedBy.code) : []
  return [
    ...imports.map(({ specifier }) => `${file.path} uses ${name} (imports "${specifier}")`),
    ...nodes.map(node => `${locate(file, node)} uses ${name} (${node.getText().split('\n')[0]})`),
  ]
}

function isProperty(node: ts.Node, object: string, property: string): boolean {
  return ts.isPropertyAccessExpression(node) && node.expression.getText() === object && node.name.text === property
}

function propertyOf(node: ts.Node, object: string): string {
  return ts.isPropertyAccessExpression(node) && node.expression.getText() === object ? node.name.text : ''
}

function isNameOfProperty({ parent }: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(parent) && parent.expression.getText() !== 'console'
}

describe('the doors to the outside', () => {
  it('are used only where they belong', () => {
    expect(findBackDoors(readSourceFiles('src/**/*.ts'))).toEqual([])
  })

  it.each([
    ['src/inputs/a.ts', 'const home = process.env.HOME', 'the environment'],
    ['src/inputs/a.ts', "import { env } from 'node:process'", 'the environment'],
    ['src/inputs/command-line.ts', 'const args = process.argv.slice(2)', 'the command line'],
    ['src/deploy.ts', "import { argv } from 'node:process'", 'the command line'],
    ['src/cli.ts', "process.stdout.write('x')", 'stdout or stderr'],
    ['src/inputs/a.ts', "import * as core from '@actions/core'", '@actions/core'],
    ['src/report/a.ts', "import { getOctokit } from '@actions/github'", "GitHub's API"],
    ['src/version/a.ts', 'const s3 = new S3Client({})', 'an SDK client'],
    ['src/bundle/a.ts', "import { spawn } from 'node:child_process'", 'a child process'],
    ['src/log.ts', "import * as core from '@actions/core'", '@actions/core'],
    ['src/report/a.ts', "process.stdout.write('x')", 'stdout or stderr'],
    ['src/log.ts', "process.stderr.write('x')", 'stdout or stderr'],
    ['src/report/a.ts', "import { stderr } from 'node:process'", 'stdout or stderr'],
    ['src/report/a.ts', "console.log('x')", 'stdout or stderr'],
    ['src/report/a.ts', "globalThis['x'] = console", 'stdout or stderr'],
    ['src/aws/a.ts', "process.emitWarning('x')", 'stdout or stderr'],
    ['src/report/a.ts', "import { appendFile } from 'node:fs/promises'", 'a file to write'],
    ['src/log.ts', "import * as fs from 'node:fs'", 'a file to write'],
    ['src/network/a.ts', "import { connect } from 'node:net'", 'a socket'],
    ['src/network/a.ts', "import { connect, isIP } from 'node:net'", 'a socket'],
    ['src/network/a.ts', "const { request } = await import('node:https')", 'a socket'],
    ['src/environment/a.ts', "const logs = await fetch('https://x')", 'a socket'],
    ['src/handshake/rules/a.ts', "import { WebSocket } from 'ws'", 'a socket'],
  ])('are seen in %s: %s', (path, text, name) => {
    expect(findBackDoors(parseSources({ [path]: text }))).toEqual([expect.stringContaining(`uses ${name}`)])
  })

  it.each([
    ['src/deploy.ts', 'const home = process.env.HOME'],
    ['src/cli.ts', 'const args = process.argv.slice(2)'],
    ['src/terminal.ts', "process.stdout.write('x')"],
    ['src/runner.ts', "import * as core from '@actions/core'"],
    ['src/bundle/a.ts', "import { open } from 'node:fs/promises'"],
    ['src/inputs/a.ts', "import { readFile } from 'node:fs/promises'"],
    ['src/aws/clients.ts', 'const s3 = new S3Client({})'],
    ['src/proxy/preflight.ts', "import { spawn } from 'node:child_process'"],
    ['src/handshake/probe/tcp.ts', "import { connect } from 'node:net'"],
    ['src/local-beanstalk/main.ts', "console.log('Listening')"],
    ['src/network/a.ts', "import { isIPv4 } from 'node:net'"],
    ['src/network/a.ts', "import type { Socket } from 'node:net'"],
    ['src/network/a.ts', '// process.env is read in the door'],
  ])('are not seen in %s: %s', (path, text) => {
    expect(findBackDoors(parseSources({ [path]: text }))).toEqual([])
  })
})
