/** An example's app as a process of this machine, without anything of Beanstalk's around it. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { copyExample } from './example.ts'

export interface StartedExample {
  readonly app: ChildProcess
  readonly port: number
}

/** `node server.js` on a free port, with the packages of this repository. It ends with the test. */
export async function startExample(name: string, imports: readonly string[]): Promise<StartedExample> {
  const cwd = await copyExample(name, imports)
  const app = spawn(process.execPath, ['server.js'], { cwd, env: { PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void app.kill('SIGKILL'))
  const [line] = await once(createInterface({ input: app.stdout }), 'line')
  return { app, port: Number(/port (\d+)/.exec(String(line))?.[1]) }
}
