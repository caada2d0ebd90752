import { describe, expect, it } from 'vitest'
import { runProgram } from '../support/run-program.ts'
import { REPOSITORY } from '../support/source-files.ts'
import { openWorkspace } from '../support/workspace.ts'

const compile = (...parameters: string[]) =>
  runProgram('tsc', ['--pretty', 'false', ...parameters], { timeoutMs: 600_000 })

describe('the compiler', () => {
  it('finds nothing wrong in the whole repository', { timeout: 600_000 }, async () => {
    expect(await compile()).toEqual({ exitCode: 0, output: '' })
  })

  it('finds an index that may be undefined, an enum and a missing import type', async () => {
    const workspace = await openWorkspace({
      'tsconfig.json': JSON.stringify({
        extends: `${REPOSITORY}tsconfig.json`,
        include: ['.'],
        compilerOptions: { types: [] },
      }),
      'package.json': '{ "type": "module" }',
      'wrong.ts':
        "import { Kind } from './kind.ts'\nexport const first: string = ([] as string[])[0]\nexport enum Size { Small }\nexport type K = Kind\n",
      'kind.ts': "export type Kind = 'a' | 'b'\n",
    })
    const { exitCode, output } = await compile('--project', workspace.path)
    expect(exitCode).not.toBe(0)
    expect([...output.matchAll(/wrong\.ts\((\d)/g)].map(([, line]) => line)).toEqual(['1', '2', '3'])
  })

  it(
    'refuses text that is not made printable, in the log, in an annotation, in an output and in the summary',
    { timeout: 600_000 },
    async () => {
      const uses = [
        'runner.print(text)',
        'runner.debug(text)',
        'runner.annotate("error", text)',
        'runner.annotate("error", toPrintableLine(text), text)',
        'runner.startGroup(text)',
        'runner.setOutput("url", text)',
        'runner.setOutput("url", toPrintableLine(text))',
        'renderMarkdown([text], 9)',
        'renderMarkdown([{ text }], 9)',
        'joinMarkdown([text], text)',
        'markdown(text)',
        'terminal.write(text)',
        'terminal.show([text])',
        'terminal.show([{ render: () => text }])',
      ]
      const imports = `import { joinMarkdown, markdown, renderMarkdown } from '${REPOSITORY}src/markdown.ts'; import { runner } from '${REPOSITORY}src/runner.ts'; import type { Terminal } from '${REPOSITORY}src/terminal.ts'; import { toPrintableLine } from '${REPOSITORY}src/untrusted.ts'; declare const text: string; declare const terminal: Terminal`
      const workspace = await openWorkspace({
        'tsconfig.json': JSON.stringify({
          extends: `${REPOSITORY}tsconfig.json`,
          include: ['.'],
          compilerOptions: { typeRoots: [`${REPOSITORY}node_modules/@types`], rewriteRelativeImportExtensions: false },
        }),
        'package.json': '{ "type": "module" }',
        'prints.ts': [imports, ...uses, 'runner.print(toPrintableLine(text)); markdown`${text}`'].join('\n'),
      })
      const { output } = await compile('--project', workspace.path)
      const refused = [...output.matchAll(/^.*prints\.ts\((\d+)/gm)].map(([, line]) => uses[Number(line) - 2])
      expect([...new Set(refused)], output).toEqual(uses)
    },
  )
})
