import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { listImports, parseSources, readSourceFiles, type SourceFile, walk } from '../support/source-files.ts'

/** What stands in src for the tests alone, and why. */
const FOR_TESTS: Readonly<Record<string, string>> = {
  'src/local-beanstalk/host/no-host.ts: openNoHost':
    'the host of large random histories, a kind of host as the others are',
}

/** Values only: a type is exported beside the function whose callers may have to name it. */
function findUnused(files: readonly SourceFile[]): string[] {
  const imports = files.flatMap(from => listImports(from).map(each => ({ ...each, from })))
  const importsOf = Map.groupBy(imports, ({ target }) => target)
  return files.flatMap(file =>
    listExportedValues(file).flatMap(name => {
      const id = `${file.path}: ${name}`
      const users = (importsOf.get(file.path) ?? [])
        .filter(({ names, from }) => names?.includes(name) ?? mentions(from, name) > 0)
        .map(({ from }) => from.path)
      if (users.length === 0) return [`${id} is exported, and nobody imports it`]
      const isForTests = file.path.startsWith('src/') && users.every(path => !path.startsWith('src/'))
      if (!isForTests || mentions(file, name) > 1 || FOR_TESTS[id]) return []
      return users.some(path => !path.startsWith('test/')) ? [] : [`${id} is there for tests alone`]
    }),
  )
}

function listExportedValues({ tree }: SourceFile): string[] {
  return tree.statements.filter(isExported).flatMap(statement => {
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return statement.name?.text ?? []
    if (!ts.isVariableStatement(statement)) return []
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? name.text : []))
  })
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []
  const kinds = modifiers.map(({ kind }) => kind)
  return kinds.includes(ts.SyntaxKind.ExportKeyword) && !kinds.includes(ts.SyntaxKind.DefaultKeyword)
}

function mentions({ text, tree }: SourceFile, name: string): number {
  if (!text.includes(name)) return 0
  return walk(tree).filter(node => ts.isIdentifier(node) && node.text === name).length
}

describe('whatever is exported', () => {
  it('is imported, and not by tests alone where it is in src', () => {
    const files = readSourceFiles('src/**/*.ts', 'test/**/*.ts', '{scripts,bench}/**/*.{ts,js}', '*.{ts,js}')
    expect(findUnused(files)).toEqual([])
  })
})

describe('an export without a use', () => {
  const find = (files: Readonly<Record<string, string>>) => findUnused(parseSources(files))
  const made = 'export const a = 1\nexport function b() {}\nexport type C = string\n'

  it('is found: a constant, a function', () => {
    expect(find({ 'src/a.ts': made })).toEqual([
      'src/a.ts: a is exported, and nobody imports it',
      'src/a.ts: b is exported, and nobody imports it',
    ])
  })

  it('is found where only tests import it, unless its own file uses it or a script does', () => {
    const test = "import { a, b } from '../src/a.ts'\n"
    expect(find({ 'src/a.ts': made, 'test/a.test.ts': test })).toEqual([
      'src/a.ts: a is there for tests alone',
      'src/a.ts: b is there for tests alone',
    ])
    expect(find({ 'src/a.ts': `${made}b(a)\n`, 'test/a.test.ts': test })).toEqual([])
    expect(find({ 'src/a.ts': made, 'scripts/a.ts': test, 'test/a.test.ts': test })).toEqual([])
  })

  it('is none where it is imported by name, in part, or late', () => {
    const late = "const { a } = await import('./a.ts')\nimport * as all from './a.ts'\nall.b()\n"
    expect(find({ 'src/a.ts': made, 'src/b.ts': late })).toEqual([])
  })
})
