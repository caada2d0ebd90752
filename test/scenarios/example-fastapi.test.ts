import { once } from 'node:events'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import { EXAMPLES, openExample } from '../support/example.ts'
import { runProgram } from '../support/run-program.ts'
import { isNightly } from '../support/scale.ts'
import { openScriptedHost } from '../support/scripted-host.ts'
import { openWorkspace } from '../support/workspace.ts'

const PYTHON = '64bit Amazon Linux 2023 v4.9.1 running Python 3.14'

it('is planned for the Python platform: the proxy is kept, and there is nothing to warn of', async () => {
  const example = await openExample('fastapi', { host: openScriptedHost(), environment: { solutionStack: PYTHON } })
  const run = await example.deploy({ 'dry-run': 'true' })
  expect(run.exitCode, run.log).toBe(0)
  expect(run.annotations).toEqual([])
  expect(run.summary).toContain('.platform/nginx/conf.d/zz_websocket.conf')
  expect(run.summary).toContain('.ebextensions/zz-websocket.config')
})

describe.runIf(isNightly)('where pip reaches its packages', () => {
  it('is installed and run behind the proxy of the Python platform, and people talk', async ({ skip }) => {
    // An index that is not reached is not asked again for each package.
    vi.stubEnv('PIP_RETRIES', '0')
    onTestFinished(() => void vi.unstubAllEnvs())
    if (!(await reachesPackages())) return skip('pip reaches no packages here')
    const options = { apps: { runs: ['python'] }, environment: { solutionStack: PYTHON }, timeoutMs: 240_000 } as const
    const example = await openExample('fastapi', options)
    const run = await example.deploy()
    expect(run.exitCode, run.log).toBe(0)
    expect(run.outputs).toMatchObject({ handshake: 'accepted', finding: '' })
    expect(await (await fetch(run.outputs.url ?? '')).json()).toEqual({ status: 'ok' })

    const url = run.outputs['websocket-url'] ?? ''
    const [ann, bob] = [new WebSocket(url), new WebSocket(url)]
    await Promise.all([once(ann, 'open'), once(bob, 'open')])
    const heard = once(bob, 'message')
    ann.send('tea')
    expect(String((await heard)[0])).toBe('tea')
    const foreign = new WebSocket(url, { origin: 'https://other.example' })
    expect(String((await once(foreign, 'error'))[0])).toContain('403')

    const closed = Promise.all([once(ann, 'close'), once(bob, 'close')])
    await example.restart()
    expect((await closed).map(([code]) => code)).toEqual([1012, 1012])
  }, 300_000)
})

async function reachesPackages(): Promise<boolean> {
  const { path } = await openWorkspace()
  const requirements = `${EXAMPLES}fastapi/requirements.txt`
  const pip = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', path, '-r', requirements]
  return (await runProgram('python3', pip)).exitCode === 0
}
