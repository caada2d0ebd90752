import { describe, expect, it } from 'vitest'
import { findProtocol } from '../../src/app/find-protocol.ts'
import { readDependencies } from '../../src/app/read-dependencies.ts'

async function find(files: Readonly<Record<string, string>>) {
  const bundle = { has: (name: string) => Object.hasOwn(files, name), readText: async (name: string) => files[name] }
  return findProtocol(bundle, await readDependencies(bundle))
}

const npm = (...names: string[]) => ({
  'package.json': JSON.stringify({ dependencies: Object.fromEntries(names.map(name => [name, '^1.2.3'])) }),
})

const PYPROJECT = `[build-system]
requires = ["hatchling"]

[project]
name = "chat"
dependencies = [
  "flask",
  'python-socketio>=5.11',
]

[project.optional-dependencies]
dev = ["pytest"]
`

const POETRY = `[tool.poetry.dependencies]
python = "^3.12"
Flask-SocketIO = "^5.3"

[tool.poetry.group.dev.dependencies]
pytest = "^8"
`

const GEMFILE_LOCK = `GEM
  remote: https://rubygems.org/
  specs:
    actioncable (8.1.1)
      actionpack (= 8.1.1)
    puma (7.1.0)
`

describe('findProtocol', () => {
  it.each([
    [npm('express', 'socket.io'), 'socket.io', 'package.json depends on socket.io "^1.2.3"'],
    [npm('@nestjs/platform-socket.io'), 'socket.io', 'package.json depends on @nestjs/platform-socket.io "^1.2.3"'],
    [npm('graphql', 'graphql-ws', 'ws'), 'graphql-transport-ws', 'package.json depends on graphql-ws "^1.2.3"'],
    [
      npm('apollo-server-express', 'subscriptions-transport-ws'),
      'graphql-ws',
      'package.json depends on subscriptions-transport-ws "^1.2.3"',
    ],
    [npm('sockjs'), 'sockjs', 'package.json depends on sockjs "^1.2.3"'],
    [
      { 'requirements.txt': 'flask==3.1\nFlask_SocketIO==5.5.1 # chat\n' },
      'socket.io',
      'requirements.txt depends on flask-socketio "==5.5.1"',
    ],
    [{ 'requirements.txt': 'python.socketio' }, 'socket.io', 'requirements.txt depends on python-socketio'],
    [{ 'pyproject.toml': PYPROJECT }, 'socket.io', 'pyproject.toml depends on python-socketio ">=5.11"'],
    [{ 'pyproject.toml': POETRY }, 'socket.io', 'pyproject.toml depends on flask-socketio "^5.3"'],
    [
      { 'composer.json': '{"require":{"workerman/phpsocket.io":"^2.0"}}' },
      'socket.io',
      'composer.json depends on workerman/phpsocket.io "^2.0"',
    ],
    [
      { 'Gemfile.lock': GEMFILE_LOCK, 'config/cable.yml': '' },
      'actioncable',
      'Gemfile.lock depends on actioncable "8.1.1"',
    ],
  ])('reads it off %j', async (files, name, because) => {
    expect(await find(files)).toEqual({ name, because })
  })

  it.each<[Readonly<Record<string, string>>]>([
    [{}],
    [npm('ws', 'express')],
    [npm('react', 'graphql', 'graphql-ws')],
    [npm('express', 'subscriptions-transport-ws')],
    [{ 'requirements.txt': 'python-socketio[asyncio_client]==5.11\n' }],
    [npm('socket.io-client', 'graphql', '@rails/actioncable')],
    [{ 'package.json': '{"devDependencies":{"socket.io":"4"}}' }],
    [{ 'package.json': 'not json' }],
    [{ 'Gemfile.lock': GEMFILE_LOCK }],
    [{ 'Gemfile.lock': '    rails (8.1.1)\n      actioncable (= 8.1.1)\n', 'config/cable.yml': '' }],
    [{ 'requirements.txt': '# flask-socketio\n-r more.txt\nflask-socketio-extra\n' }],
    [
      {
        'pyproject.toml':
          '[tool.poetry.group.dev.dependencies]\nflask-socketio = "^5"\n[project]\nname = "python-socketio"\n',
      },
    ],
  ])('says nothing about %j', async files => {
    expect(await find(files)).toBeUndefined()
  })

  it('takes Rails for Action Cable, whatever its pages are made with', async () => {
    const found = await find({ ...npm('graphql-ws'), 'Gemfile.lock': GEMFILE_LOCK, 'config/cable.yml': '' })
    expect(found?.name).toBe('actioncable')
  })
})
