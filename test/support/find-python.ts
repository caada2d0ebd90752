/** Finds a Python that has a module: the first on the PATH need not be the one that the distribution's packages go to. */

import { spawnSync } from 'node:child_process'

const CANDIDATES = ['python3', '/usr/bin/python3']

/** Undefined when none has any of them. */
export function findPython(...modules: readonly string[]): string | undefined {
  const tries = modules.flatMap(module => CANDIDATES.map(python => ({ module, python })))
  return tries.find(
    ({ module, python }) => spawnSync(python, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0,
  )?.python
}
