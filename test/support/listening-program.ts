/** A program that listens on a port, in a folder of its own, which ends with this process even when that is killed. */

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { reservePort } from '../../src/local-beanstalk/host/ports.ts'

export interface RunningProgram extends AsyncDisposable {
  readonly port: number
  /** Ends it and removes its folder. */
  stop(): Promise<void>
}

export interface ListeningProgram {
  readonly name: string
  /** Debian's package of it. */
  readonly package: string
  /** The text of a file for it. */
  readonly configuration: (port: number, folder: string) => string
  /** `configuration`: the path of that file. */
  readonly parameters: (configuration: string, folder: string, port: number) => readonly string[]
  /** What makes it read its configuration and end; undefined where it cannot be asked. */
  readonly test: readonly string[] | undefined
}

/** Waits until its port answers. Throws what the program says of a configuration that it does not take. */
export async function startProgram(program: ListeningProgram): Promise<RunningProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'program-'))
  const { port, release } = await reservePort()
  const configuration = join(folder, 'configuration')
  await mkdir(join(folder, 'temp'))
  await writeFile(configuration, program.configuration(port, folder))
  const command = [program.name, ...program.parameters(configuration, folder, port)]
  assertValid(program, command)
  const child = spawn('sh', ['-c', DIE_WITH_PARENT, 'sh', ...command], {
    cwd: folder,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, PATH },
  })
  const stop = async () => {
    const isOver = child.exitCode !== null || child.signalCode !== null
    child.stdin.end()
    if (!isOver) await once(child, 'exit')
    release()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await waitUntilOpen(program, port)
  } catch (error) {
    await stop()
    throw error
  }
  return { port, stop, [Symbol.asyncDispose]: stop }
}

/** /usr/sbin is where Debian has them, and not on an ordinary user's PATH. */
const PATH = `${process.env.PATH}:/usr/sbin`

/** The shell waits for the end of its input, a pipe that only this process holds open. */
const DIE_WITH_PARENT = '"$@" & pid=$!; cat >/dev/null; kill "$pid" 2>/dev/null; wait "$pid"'

function assertValid(program: ListeningProgram, [name = '', ...parameters]: readonly string[]): void {
  if (!program.test) return
  const test = spawnSync(name, [...parameters, ...program.test], { encoding: 'utf8', env: { ...process.env, PATH } })
  if (test.error) {
    const remedy = `install it with "sudo apt-get install ${program.package}"`
    throw new Error(`${name} was not found: ${remedy}`, { cause: test.error })
  }
  if (test.status !== 0) throw new Error(`${name} refused the configuration: ${test.stderr}`)
}

/** A process says nowhere that it listens but on its port. */
async function waitUntilOpen({ name }: ListeningProgram, port: number): Promise<void> {
  for (let attempt = 0; attempt < 800; attempt += 1) {
    const socket = connect(port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      return
    } catch {
      await wait(25)
    } finally {
      socket.destroy()
    }
  }
  throw new Error(`${name} did not listen on port ${port} within 20 seconds`)
}
