import { describe, expect, it } from 'vitest'
import { findServerMistakes } from '../../src/app/find-server-mistakes.ts'
import { readDependencies } from '../../src/app/read-dependencies.ts'
import { parsePlatform } from '../../src/platform/platform.ts'
import { listComplaints } from '../support/read-aloud.ts'

const PYTHON = '64bit Amazon Linux 2023 v4.9.1 running Python 3.13'
const NODEJS = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'

async function find(files: Readonly<Record<string, string>>, solutionStackName = PYTHON) {
  const bundle = { readText: async (name: string) => files[name] }
  const platform = parsePlatform({ solutionStackName })
  const found = await findServerMistakes(bundle, { platform, dependencies: await readDependencies(bundle) })
  expect(found.flatMap(({ remedy }) => listComplaints({ remedy }))).toEqual([])
  return found.map(({ message, remedy }) => `${message} ${remedy}`)
}

const python = (requirements: readonly string[], web?: string) => ({
  'requirements.txt': requirements.join('\n'),
  ...(web === undefined ? {} : { Procfile: `worker: true\nweb: ${web}\n` }),
})

const UVICORN = 'uvicorn app:app --port 8000'
const socketIo = (more: object, start = 'node app.js') => ({
  'package.json': JSON.stringify({ dependencies: { 'socket.io': '4', ...more }, scripts: { start } }),
})

describe('findServerMistakes', () => {
  it.each([
    [python(['uvicorn'], UVICORN), 'uvicorn without a library for WebSockets', 'uvicorn[standard]'],
    [python(['fastapi', 'uvicorn==0.54.0'], UVICORN), 'uvicorn without a library', 'uvicorn[standard]==0.54.0'],
    [python(['uvicorn[watch]>=0.30'], UVICORN), 'uvicorn without a library', 'uvicorn[standard]>=0.30'],
    [python(['fastapi']), 'Without a Procfile the platform starts gunicorn', '-k uvicorn.workers.UvicornWorker'],
    [
      python(['fastapi'], 'gunicorn main:app'),
      '"Procfile" line 2 starts gunicorn with a worker for WSGI',
      'depends on fastapi',
    ],
    [python(['channels', 'django'], 'gunicorn site.wsgi'), 'depends on channels', 'daphne'],
    [python(['flask-sock'], 'gunicorn app:app'), 'its default worker', '--threads 100'],
    [python(['flask-socketio'], 'gunicorn -k sync app:app'), 'the first WebSocket of flask-socketio', '--threads 100'],
    [python(['flask-socketio'], 'gunicorn --workers 4 -k gevent app:app'), 'starts 4 workers', '--workers 1'],
    [python(['python-socketio', 'websockets'], `${UVICORN} --workers 2`), 'starts 2 workers', 'will lose its session'],
  ])('warns of %j', async (files, what, remedy) => {
    expect(await find(files)).toEqual([expect.stringContaining(what)])
    expect(await find(files)).toEqual([expect.stringContaining(remedy)])
  })

  it.each([
    [python(['uvicorn[standard]'], UVICORN)],
    [python(['uvicorn', 'websockets'], UVICORN)],
    [python(['uvicorn', 'wsproto==1.3'], UVICORN)],
    [python(['fastapi[standard]', 'uvicorn'], UVICORN)],
    [python(['fastapi', 'uvicorn[standard]'], 'gunicorn -k uvicorn.workers.UvicornWorker main:app')],
    [python(['fastapi'], 'hypercorn main:app')],
    [python(['channels', 'daphne'], 'daphne -b 127.0.0.1 -p 8000 site.asgi:application')],
    [python(['flask', 'starlette'], 'gunicorn --threads 20 app:app')],
    [python(['flask-sock'], 'gunicorn --workers 1 --threads 100 app:app')],
    [python(['flask-sock'], 'gunicorn -c gunicorn.conf.py app:app')],
    [python(['flask-socketio'], 'gunicorn --worker-class eventlet -w 1 app:app')],
    [python(['flask'], 'gunicorn app:app')],
    [python(['flask-sock'])],
    [{}],
  ])('has nothing against %j', async files => {
    expect(await find(files)).toEqual([])
  })

  it.each([
    [socketIo({}, 'pm2-runtime start app.js -i max'), '"package.json"'],
    [{ ...socketIo({}), Procfile: 'web: pm2-runtime app.js --instances 4' }, '"Procfile" line 1'],
    [{ ...socketIo({}, 'pm2-runtime app.js -i 2'), Procfile: 'web: npm start' }, '"package.json"'],
  ])('warns of a cluster of pm2 with Socket.IO: %j', async (files, place) => {
    expect(await find(files, NODEJS)).toEqual([expect.stringContaining(`${place} starts a cluster`)])
  })

  it.each([
    [socketIo({}, 'pm2-runtime start app.js')],
    [socketIo({}, 'pm2-runtime app.js -i 1')],
    [socketIo({ '@socket.io/sticky': '1' }, 'pm2-runtime app.js -i max')],
    [{ ...socketIo({}, 'pm2-runtime app.js -i 2'), Procfile: 'web: node app.js' }],
  ])('has nothing against %j', async files => {
    expect(await find(files, NODEJS)).toEqual([])
  })
})
