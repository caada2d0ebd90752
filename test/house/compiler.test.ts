import { describe, expect, it } from 'vitest'
import { runProgram } from '../support/run-program.ts'
import { REPOSITORY } from '../support/source-files.ts'
import { openWorkspace } from '../support/workspace.ts'

describe('the compiler', () => {
  it('finds nothing wrong in the whole repository', { timeout: 180_000 }, async () => {
    expect(await runProgram('tsc', ['--pretty', 'false'])).toEqual({ exitCode: 0, output: '' })
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
    const { exitCode, output } = await runProgram('tsc', ['--pretty', 'false', '--project', workspace.path])
    expect(exitCode).not.toBe(0)
    expect([...output.matchAll(/wrong\.ts\((\d)/g)].map(([, line]) => line)).toEqual(['1', '2', '3'])
  })
})
