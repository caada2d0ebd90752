import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { locate, parseSources, readSourceFiles, type SourceFile, walk } from '../support/source-files.ts'

/** Types whose values are safe to show because one file alone makes them; the compiler does the rest. */
const MADE_IN: Readonly<Record<string, string>> = {
  Printable: 'src/untrusted.ts',
  OutputValue: 'src/untrusted.ts',
  Markdown: 'src/markdown.ts',
  Flowchart: 'src/flowchart.ts',
}

/** A cast to such a type in another file, or one to what fits every type. */
function findForgeries(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => !path.startsWith('src/local-beanstalk/'))
    .flatMap(file => walk(file.tree).flatMap(node => (isForgery(file.path, node) ? [locate(file, node)] : [])))
}

function isForgery(path: string, node: ts.Node): boolean {
  if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) {
    const { type } = node
    if (type.kind === ts.SyntaxKind.NeverKeyword || type.kind === ts.SyntaxKind.AnyKeyword) return true
    return walk(type).some(inner => ts.isTypeReferenceNode(inner) && isMadeElsewhere(path, inner.typeName.getText()))
  }
  return ts.isTypePredicateNode(node) && node.type !== undefined && isMadeElsewhere(path, node.type.getText())
}

function isMadeElsewhere(path: string, type: string): boolean {
  const maker = MADE_IN[type]
  return maker !== undefined && maker !== path
}

describe('what may be shown', () => {
  it('is made where foreign text is made safe, and nowhere else', () => {
    expect(findForgeries(readSourceFiles('src/**/*.ts'))).toEqual([])
  })

  it.each([
    'const line = text as Printable',
    'const line = <Printable>text',
    'const line = text as unknown as OutputValue',
    'const lines = texts as Markdown[]',
    'const line = text as never',
    'const line = text as any',
    'function isSafe(text: string): text is Printable { return true }',
  ])('is seen to be forged: %s', text => {
    expect(findForgeries(parseSources({ 'src/report/a.ts': text }))).toHaveLength(1)
  })
})
