/** The repository's source files, parsed with TypeScript's own parser: what the house tests look at. */

import { globSync, readFileSync } from 'node:fs'
import { posix, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export interface SourceFile {
  /** From the repository's root, with `/`. */
  readonly path: string
  readonly text: string
  readonly tree: ts.SourceFile
}

export interface Import {
  /** As written: "./plan.ts", "node:net". */
  readonly specifier: string
  /** Path from the repository's root when it is a file of ours. */
  readonly target: string | undefined
  /** Erased when the code runs. */
  readonly isTypeOnly: boolean
  /** Names imported one by one; undefined when everything is (namespace, default, dynamic, for its effects). */
  readonly names: readonly string[] | undefined
}

export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url))

/** Files matching the globs, fixtures excepted. */
export function readSourceFiles(...globs: string[]): SourceFile[] {
  return globs
    .flatMap(glob => globSync(glob, { cwd: REPOSITORY }))
    .map(path => path.split(sep).join('/'))
    .filter(path => !path.startsWith('test/fixtures/') && !path.includes('node_modules/'))
    .sort()
    .map(path => parseSource(path, readFileSync(new URL(path, `file://${REPOSITORY}`), 'utf8')))
}

export function parseSource(path: string, text: string): SourceFile {
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true) }
}

/** Files that exist only in a test: path to text. */
export function parseSources(files: Readonly<Record<string, string>>): SourceFile[] {
  return Object.entries(files).map(([path, text]) => parseSource(path, text))
}

/** Every import of a file: declarations, re-exports, `import()`, and `import('...')` in types. */
export function listImports({ path, tree }: SourceFile): Import[] {
  const imports: Import[] = []
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean, names?: readonly string[]) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return
    imports.push({ specifier: specifier.text, target: resolveOurs(path, specifier.text), isTypeOnly, names })
  }
  for (const node of walk(tree)) {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, importIsTypeOnly(node.importClause), listNames(node))
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false)
    }
  }
  return imports
}

function importIsTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const { namedBindings } = clause
  const isNamed = namedBindings !== undefined && ts.isNamedImports(namedBindings) && namedBindings.elements.length > 0
  return !clause.name && isNamed && namedBindings.elements.every(element => element.isTypeOnly)
}

function listNames({ importClause }: ts.ImportDeclaration): string[] | undefined {
  const bindings = importClause?.namedBindings
  if (importClause?.name || !bindings || !ts.isNamedImports(bindings)) return undefined
  return bindings.elements
    .filter(element => !element.isTypeOnly)
    .map(({ name, propertyName }) => (propertyName ?? name).text)
}

function resolveOurs(from: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : undefined
}

/** The node and everything below it, in the order of the text; no tokens. */
export function walk(node: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = []
  const visit = (inner: ts.Node) => {
    nodes.push(inner)
    ts.forEachChild(inner, visit)
  }
  visit(node)
  return nodes
}

/** "src/plan/plan.ts:12", for messages. */
export function locate({ path, tree }: SourceFile, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}

/** The text of every comment in the file, in order. */
export function listComments({ text }: SourceFile): string[] {
  const comments: string[] = []
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, false, ts.LanguageVariant.Standard, text)
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    const isComment = token === ts.SyntaxKind.MultiLineCommentTrivia || token === ts.SyntaxKind.SingleLineCommentTrivia
    if (isComment) comments.push(scanner.getTokenText())
  }
  return comments
}
