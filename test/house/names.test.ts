import { basename } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { listComments, locate, parseSources, readSourceFiles, type SourceFile, walk } from '../support/source-files.ts'

const VAGUE_NAMES = new Set(['types', 'index', 'util', 'utils', 'helper', 'helpers', 'common', 'constants', 'misc'])
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*$/
const LOOSE_END = /\b(TODO|FIXME|XXX)\b|@ts-(ignore|expect-error|nocheck)|biome-ignore/

function findBadNames(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path }) => {
    const name = basename(path).split('.')[0] ?? ''
    if (VAGUE_NAMES.has(name)) return [`${path}: "${name}" says nothing of what lives there`]
    return KEBAB_CASE.test(name) ? [] : [`${path}: "${name}" is not in kebab-case`]
  })
}

/** Default exports, enums, loose ends in comments, module mocks, tests that are skipped or run alone. */
function findForbidden(files: readonly SourceFile[]): string[] {
  return files.flatMap(file => {
    const nodes = walk(file.tree).flatMap(node => {
      const what = nameForbidden(node)
      return what ? [`${locate(file, node)}: ${what}`] : []
    })
    const comments = listComments(file).filter(comment => LOOSE_END.test(comment))
    return [...nodes, ...comments.map(comment => `${file.path}: ${comment}`)]
  })
}

function nameForbidden(node: ts.Node): string | undefined {
  if (ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword) return 'default export'
  if (ts.isEnumDeclaration(node)) return 'enum'
  if (!ts.isCallExpression(node)) return undefined
  const called = node.expression.getText()
  if (/^(vi|vitest|jest)\.(mock|doMock)$/.test(called)) return 'module mock'
  if (/^(it|test|describe)\.(skip|only|todo)$/.test(called)) return 'test that does not always run'
  return undefined
}

describe('the names of files', () => {
  it('say what lives there, in kebab-case', () => {
    expect(findBadNames(readSourceFiles('{src,test,scripts,examples}/**/*.{ts,js}'))).toEqual([])
  })

  it('are found when they are vague', () => {
    const files = parseSources({
      'src/aws/utils.ts': '',
      'test/support/index.ts': '',
      'src/Plan.ts': '',
      'src/a-b.ts': '',
    })
    expect(findBadNames(files)).toHaveLength(3)
  })
})

describe('the code', () => {
  it('has no default exports, enums, loose ends, module mocks or skipped tests', () => {
    expect(findForbidden(readSourceFiles('{src,test,scripts,examples}/**/*.{ts,js}'))).toEqual([])
  })

  it.each([
    'export default function f() {}',
    'export default 1',
    'const enum E { A }',
    '// TODO later',
    '/* FIXME */',
    '// @ts-ignore\nf()',
    "vi.mock('./a.ts')",
    "describe.only('x', () => {})",
  ])('is found with %j', text => {
    expect(findForbidden(parseSources({ 'src/a.ts': text }))).toHaveLength(1)
  })

  it.each([
    "const word = 'TODO'",
    'switch (a) { default: b() }',
    '// the default export of others',
    'vi.fn()',
  ])('is let alone with %j', text => {
    expect(findForbidden(parseSources({ 'src/a.ts': text }))).toEqual([])
  })
})
