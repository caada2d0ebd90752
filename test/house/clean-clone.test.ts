import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { runProgram } from '../support/run-program.ts'
import { REPOSITORY } from '../support/source-files.ts'
import { openWorkspace } from '../support/workspace.ts'

/** What `npm ci` reads before it installs: package.json and package-lock.json must agree, on every platform. */
function rehearseInstall(folder: string) {
  const options = ['--dry-run', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  return runProgram('npm', ['ci', ...options], { cwd: folder })
}

describe('a clean clone', { timeout: 150_000 }, () => {
  it('installs from its lock file', async () => {
    const clone = await openWorkspace()
    expect((await runProgram('git', ['clone', '--quiet', REPOSITORY, clone.path])).exitCode).toBe(0)
    const { exitCode, output } = await rehearseInstall(clone.path)
    expect(output).not.toContain('npm error')
    expect(exitCode).toBe(0)
  })

  it('needs no working folder to run an npm script: the set-up comes first', async () => {
    const { scripts } = JSON.parse(await readFile(`${REPOSITORY}package.json`, 'utf8'))
    for (const command of Object.values(scripts))
      expect(command).toMatch(/^node scripts\/set-up\.js( packages| test| nightly)? && /)
  })

  it('decides about every install script, and allows the one that is needed, which brings the runtime', async () => {
    const { allowScripts } = JSON.parse(await readFile(`${REPOSITORY}package.json`, 'utf8'))
    const { packages } = JSON.parse(await readFile(`${REPOSITORY}package-lock.json`, 'utf8'))
    const withScript = Object.entries<{ hasInstallScript?: boolean }>(packages).filter(
      ([, { hasInstallScript }]) => hasInstallScript,
    )
    const decided = Object.keys(allowScripts).map(name => `node_modules/${name}`)
    expect(withScript.map(([path]) => path).sort()).toEqual(decided.sort())
    expect(Object.entries(allowScripts).filter(([, isAllowed]) => isAllowed)).toEqual([['node', true]])
  })

  it('is refused when a package of another platform is missing in the lock file', async () => {
    const lock = JSON.parse(await readFile(`${REPOSITORY}package-lock.json`, 'utf8'))
    const foreign = Object.keys(lock.packages).find(path => path.includes('@biomejs/cli-win32'))
    delete lock.packages[foreign ?? '']
    const folder = await openWorkspace({ 'package-lock.json': JSON.stringify(lock) })
    await writeFile(folder.file('package.json'), await readFile(`${REPOSITORY}package.json`))
    const { exitCode, output } = await rehearseInstall(folder.path)
    expect(output).toContain('Missing: @biomejs/cli-win32')
    expect(exitCode).not.toBe(0)
  })
})
