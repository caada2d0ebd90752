/** A real nginx in a folder of its own, which ends with this process even when that is killed. */

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export interface Nginx extends AsyncDisposable {
  readonly port: number
  /** Ends it and removes its folder. */
  stop(): Promise<void>
}

/** Forwards the Upgrade as Beanstalk's stock 00_application.conf does. */
export const BEANSTALK_LOCATION = (appPort: number) => `
  location / {
    proxy_pass          http://127.0.0.1:${appPort};
    proxy_http_version  1.1;
    proxy_set_header    Connection          $connection_upgrade;
    proxy_set_header    Upgrade             $http_upgrade;
    proxy_set_header    Host                $host;
    proxy_set_header    X-Real-IP           $remote_addr;
    proxy_set_header    X-Forwarded-For     $proxy_add_x_forwarded_for;
  }`

/** What people write who have not heard of the Upgrade. */
export const STRIPPING_LOCATION = (appPort: number) => `
  location / {
    proxy_pass          http://127.0.0.1:${appPort};
    proxy_http_version  1.1;
    proxy_set_header    Host                $host;
  }`

/** Starts nginx with these directives in its server block, and waits until its port answers. */
export async function startNginx(serverDirectives: string): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'nginx-'))
  const port = await findFreePort()
  const configuration = join(folder, 'nginx.conf')
  await mkdir(join(folder, 'temp'))
  await writeFile(configuration, writeConfiguration(port, serverDirectives))
  const command = ['nginx', '-p', folder, '-e', 'stderr', '-c', configuration, '-g', 'daemon off;']
  assertValid(command)
  const child = spawn('sh', ['-c', DIE_WITH_PARENT, 'sh', ...command], { stdio: ['pipe', 'ignore', 'ignore'] })
  const stop = async () => {
    const isOver = child.exitCode !== null || child.signalCode !== null
    child.stdin.end()
    if (!isOver) await once(child, 'exit')
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await waitUntilOpen(port)
  } catch (error) {
    await stop()
    throw error
  }
  return { port, stop, [Symbol.asyncDispose]: stop }
}

/** The shell waits for the end of its input, a pipe that only this process holds open. */
const DIE_WITH_PARENT = '"$@" & pid=$!; cat >/dev/null; kill "$pid" 2>/dev/null; wait "$pid"'

function writeConfiguration(port: number, serverDirectives: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path temp/${name};`)
  return `worker_processes 1;
pid nginx.pid;
events { worker_connections 128; }
http {
  access_log off;
  ${temporary.join('\n  ')}
  map $http_upgrade $connection_upgrade { default "upgrade"; }
  server {
    listen 127.0.0.1:${port};
    ${serverDirectives}
  }
}
`
}

function assertValid([program = '', ...args]: readonly string[]): void {
  const test = spawnSync(program, [...args, '-t'], { encoding: 'utf8' })
  if (test.error)
    throw new Error('nginx was not found: install it with "sudo apt-get install nginx"', { cause: test.error })
  if (test.status !== 0) throw new Error(`nginx refused the configuration: ${test.stderr}`)
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('The server had no port')
  return address.port
}

/** A process says nowhere that it listens but on its port. */
async function waitUntilOpen(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
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
  throw new Error(`nginx did not listen on port ${port} within 5 seconds`)
}
