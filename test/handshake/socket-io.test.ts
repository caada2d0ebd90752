import { describe, expect, it } from 'vitest'
import { type Listening, listenAnswering } from '../support/listening.ts'
import { checkOnce, evidenceOf } from './check-once.ts'
import { listenInTurns, listenSocketIo, listenSocketIo2 } from './socket-io-server.ts'
import { listenWebSocket } from './websocket-server.ts'

const GIVEN = { protocol: { name: 'socket.io', isGuess: false } } as const
const GUESSED = { protocol: { name: 'socket.io', isGuess: true } } as const
const POLLS = 'polling and the upgrade of its session work'

const refuseAll = (_: unknown, next: (error?: Error) => void) => next(new Error('not authorized'))

describe('a healthy Socket.IO server', () => {
  it.each<[string, () => Promise<Listening>, string, readonly string[]]>([
    ['4', () => listenSocketIo(), '/', ['connected as Socket.IO 3 or newer', POLLS]],
    [
      '4 at a path of its own',
      () => listenSocketIo({ path: '/chat' }),
      '/chat/',
      ['connected as Socket.IO 3 or newer', POLLS],
    ],
    [
      '4 with clients of version 2',
      () => listenSocketIo({ allowEIO3: true }),
      '/socket.io/?EIO=3',
      ['connected as Socket.IO 2', POLLS],
    ],
    [
      '4 without polling',
      () => listenSocketIo({ transports: ['websocket'] }),
      '/',
      ['connected as Socket.IO 3 or newer', 'polling is turned off'],
    ],
    [
      '4 without upgrades',
      () => listenSocketIo({ allowUpgrades: false }),
      '/',
      ['connected as Socket.IO 3 or newer', 'polling works', 'its session is not upgraded'],
    ],
    ['2', () => listenSocketIo2(), '/', ['connected as Socket.IO 2', POLLS]],
    [
      '2 as its clients ask for it',
      () => listenSocketIo2(),
      '/socket.io/?EIO=3&transport=websocket',
      ['connected as Socket.IO 2', POLLS],
    ],
    [
      '2 without polling',
      () => listenSocketIo2({ transports: ['websocket'] }),
      '/',
      ['connected as Socket.IO 2', 'polling is turned off'],
    ],
  ])('of version %s is accepted', async (_, open, path, details) => {
    await using server = await open()
    const report = await checkOnce(`ws://localhost:${server.port}${path}`, GIVEN)
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(evidenceOf(report).frames?.greeting).toMatchObject({ kind: 'greeted', details })
    expect(evidenceOf(report).frames?.end).toEqual({ kind: 'clean', code: 1000 })
  })

  it('is spoken to by itself where the path is its own', async () => {
    await using server = await listenSocketIo()
    const report = await checkOnce(`ws://localhost:${server.port}/socket.io/`)
    expect(evidenceOf(report)).toMatchObject({ protocol: { name: 'socket.io', isGuess: true } })
    expect(report.latency?.greetingMs).toBeGreaterThan(0)
  })

  it.each(['/', '/socket.io/?EIO=3'])('of version 2 sees one client, and not two, at %s', async path => {
    let clients = 0
    await using server = await listenSocketIo2({ transports: ['websocket'] }, io => {
      io.on('connection', () => {
        clients += 1
      })
    })
    await checkOnce(`ws://localhost:${server.port}${path}`, GIVEN)
    expect(clients).toBe(1)
  })

  it('leaves no session in the report, and none behind', async () => {
    const sessions: string[] = []
    let left = Number.NaN
    await using server = await listenSocketIo({}, io => {
      io.engine.on('connection', (socket: { id: string }) => sessions.push(socket.id))
      io.on('connection', socket => {
        sessions.push(socket.id)
        socket.on('disconnect', () => {
          left = io.engine.clientsCount
        })
      })
    })
    const report = await checkOnce(`ws://localhost:${server.port}/`, GIVEN)
    expect(sessions).toHaveLength(4)
    for (const session of sessions) expect(JSON.stringify(report)).not.toContain(session)
    await expect.poll(() => left).toBe(0)
  })
})

describe('a Socket.IO server that refuses', () => {
  it.each([
    ['4', () => listenSocketIo({}, server => server.use(refuseAll)), '/'],
    ['2', () => listenSocketIo2({}, server => server.use(refuseAll)), '/socket.io/?EIO=3'],
  ])('the connection (version %s) is named with its reason', async (_, open, path) => {
    await using server = await open()
    const report = await checkOnce(`ws://localhost:${server.port}${path}`, GIVEN)
    expect(report).toMatchObject({
      outcome: 'rejected',
      finding: { kind: 'socket-io-connection-refused', layer: 'application', severity: 'error' },
    })
    expect(report.finding?.explanation).toContain('"not authorized"')
  })

  it('the connection is no more than a warning where the protocol was a guess', async () => {
    await using server = await listenSocketIo({}, io => io.use(refuseAll))
    const report = await checkOnce(`ws://localhost:${server.port}/`, GUESSED)
    expect(report).toMatchObject({ outcome: 'accepted', finding: { severity: 'warning' } })
  })

  it('at length is cut', async () => {
    await using server = await listenSocketIo({}, io => io.use((_, next) => next(new Error('no '.repeat(10_000)))))
    const report = await checkOnce(`ws://localhost:${server.port}/`, GIVEN)
    expect(report.finding?.kind).toBe('socket-io-connection-refused')
    expect(JSON.stringify(report).length).toBeLessThan(5000)
  })

  it('with the token that it was sent shows it to nobody', async () => {
    await using server = await listenSocketIo({}, io =>
      io.use((socket, next) => next(new Error(`wrong token: ${socket.handshake.headers.authorization}`))),
    )
    const headers = [['Authorization', 'Bearer s3cret-t0ken']] as const
    const report = await checkOnce(`ws://localhost:${server.port}/`, { ...GIVEN, headers })
    expect(report.finding?.explanation).toContain('wrong token: ***')
    expect(JSON.stringify(report)).not.toContain('s3cret')
  })

  it('clients of version 2 is named', async () => {
    await using server = await listenSocketIo()
    const report = await checkOnce(`ws://localhost:${server.port}/socket.io/?EIO=3`, GIVEN)
    expect(report.finding).toMatchObject({ kind: 'socket-io-wrong-version', sure: 'likely' })
    expect(report.finding?.remedy).toContain('EIO=4')
  })

  it('the version in words is named', async () => {
    const body = '{"code":5,"message":"Unsupported protocol version"}'
    const answer = `HTTP/1.1 400 Bad Request\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    await using server = await listenAnswering(answer)
    const report = await checkOnce(`ws://localhost:${server.port}/`, GIVEN)
    expect(report.finding).toMatchObject({ kind: 'socket-io-wrong-version', sure: 'certain' })
  })

  it.each([
    ['"Invalid transport"', 'socket-io-transport-off'],
    ['"Invalid session"', 'socket-io-session-lost'],
    ['"The client is using an unsupported version of the Socket.IO or Engine.IO protocols"', 'socket-io-wrong-version'],
    ['"Not an accepted origin."', 'application-refused-origin'],
    ['"Invalid websocket upgrade"', 'proxy-drops-upgrade'],
  ])('in the words of Python, %s, is named too', async (body, kind) => {
    const answer = `HTTP/1.1 400 BAD REQUEST\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    await using server = await listenAnswering(answer)
    const report = await checkOnce(`ws://localhost:${server.port}/`, GIVEN)
    expect(report.finding?.kind).toBe(kind)
  })

  it('WebSockets is named', async () => {
    await using server = await listenSocketIo({ transports: ['polling'] })
    const report = await checkOnce(`ws://localhost:${server.port}/`, GIVEN)
    expect(report.finding).toMatchObject({ kind: 'socket-io-transport-off', severity: 'error' })
  })

  it('a session that it does not know is named', async () => {
    await using server = await listenSocketIo()
    const report = await checkOnce(`ws://localhost:${server.port}/socket.io/?EIO=4&transport=websocket&sid=abc`, {
      protocol: { name: 'websocket', isGuess: false },
    })
    expect(report.finding).toMatchObject({ kind: 'socket-io-session-lost', severity: 'error' })
  })

  it('the request itself is named', async () => {
    await using server = await listenSocketIo({ allowRequest: (_, done) => done('no token', false) })
    const report = await checkOnce(`ws://localhost:${server.port}/`, GIVEN)
    expect(report.finding?.kind).toBe('socket-io-request-refused')
    expect(report.finding?.explanation).toContain('"no token"')
  })
})

describe('two Socket.IO servers behind one address', () => {
  const named = (cookie: string) => () =>
    listenSocketIo({}, io => {
      io.engine.on('initial_headers', (headers: Record<string, string>) => {
        headers['Set-Cookie'] = `AWSALB=${cookie}; Path=/`
      })
    })

  it.each([listenSocketIo, listenSocketIo2])('lose the session of a client that begins by polling', async open => {
    await using one = await open()
    await using other = await open()
    await using front = await listenInTurns([one.port, other.port])
    const report = await checkOnce(`ws://localhost:${front.port}/`, GIVEN)
    expect(report).toMatchObject({
      outcome: 'rejected',
      finding: { kind: 'socket-io-session-lost', candidates: ['load-balancer', 'application'] },
    })
    expect(report.finding?.remedy).toContain('StickinessEnabled: true')
  })

  it('keep it where the front follows a cookie', async () => {
    await using one = await named('one')()
    await using other = await named('other')()
    const byCookie = (request: string, turn: number) => {
      const cookie = /^cookie: .*AWSALB=(\w+)/im.exec(request)?.[1]
      return cookie === undefined ? turn : Number(cookie === 'other')
    }
    await using front = await listenInTurns([one.port, other.port], byCookie)
    const headers = [['Cookie', 'mine=1']] as const
    for (const known of [{}, { instanceCount: 2, stickiness: 'on' }] as const) {
      const report = await checkOnce(`ws://localhost:${front.port}/`, { ...GIVEN, headers }, known)
      expect(report).toMatchObject({ outcome: 'accepted', finding: null })
      const details = 'instanceCount' in known ? [POLLS, 'only with the cookies of the first answer'] : [POLLS]
      expect(evidenceOf(report).frames?.greeting).toMatchObject({ details: expect.arrayContaining(details) })
    }
  })

  it('lose it by the load balancer, where its settings have no sticky sessions', async () => {
    await using one = await listenSocketIo()
    await using other = await listenSocketIo()
    let count = 0
    // By chance most requests come to the one: the first session is kept.
    await using front = await listenInTurns([one.port, other.port], () => Number(count++ % 7 === 6))
    const known = { instanceCount: 2, loadBalancer: 'application', stickiness: 'off' } as const
    const report = await checkOnce(`ws://localhost:${front.port}/`, GIVEN, known)
    expect(report.finding).toMatchObject({ kind: 'socket-io-session-lost', layer: 'load-balancer', sure: 'likely' })
    expect(report.finding).not.toHaveProperty('candidates')
    expect(report.finding?.explanation).toContain('another instance, of which there are 2')
    expect(report.finding?.remedy).toContain('StickinessEnabled: true')
  })

  it.each(['classic', 'network'] as const)('cannot be bound by a cookie behind a %s load balancer', async kind => {
    await using one = await listenSocketIo()
    await using other = await listenSocketIo()
    await using front = await listenInTurns([one.port, other.port])
    const known = { instanceCount: 2, loadBalancer: kind, stickiness: 'off' } as const
    const report = await checkOnce(`ws://localhost:${front.port}/`, GIVEN, known)
    expect(report.finding).toMatchObject({ kind: 'socket-io-session-lost', layer: 'load-balancer' })
    expect(report.finding?.remedy).toContain('transports: ["websocket"]')
    expect(report.finding?.remedy).not.toContain('StickinessEnabled')
  })

  it('are two processes of one instance, where the cookie of the load balancer does not help', async () => {
    await using one = await named('one')()
    await using other = await named('one')()
    await using front = await listenInTurns([one.port, other.port])
    const known = { instanceCount: 2, loadBalancer: 'application', stickiness: 'on' } as const
    const report = await checkOnce(`ws://localhost:${front.port}/`, GIVEN, known)
    expect(report.finding).toMatchObject({ kind: 'socket-io-session-lost', layer: 'application', sure: 'likely' })
    expect(report.finding?.explanation).toContain('another process of the same instance')
    expect(report.finding?.remedy).toContain('@socket.io/sticky')
  })

  it('are told from a proxy that lets only the WebSocket pass', async () => {
    await using server = await listenSocketIo()
    await using other = await listenAnswering('HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n')
    const byUpgrade = (request: string) => Number(!/^upgrade: websocket/im.test(request))
    await using front = await listenInTurns([server.port, other.port], byUpgrade)
    const report = await checkOnce(`ws://localhost:${front.port}/`, GIVEN)
    expect(report.finding?.kind).toBe('socket-io-polling-refused')
    expect(report.finding?.explanation).toContain('405')
  })
})

describe('what is no Socket.IO server', () => {
  it('is named when it was given as one', async () => {
    await using server = await listenWebSocket({ onConnection: socket => socket.send('{"type":"hello","id":7}') })
    const report = await checkOnce(`ws://localhost:${server.port}/`, GIVEN)
    expect(report).toMatchObject({ outcome: 'rejected', finding: { kind: 'protocol-not-spoken', severity: 'error' } })
    expect(report.finding?.explanation).toContain('type "hello"')
  })

  it('is only warned of when it was a guess, also where the path of Socket.IO is refused', async () => {
    await using server = await listenWebSocket({ path: '/chat' })
    const report = await checkOnce(`ws://localhost:${server.port}/chat`, {
      protocol: { name: 'sockjs', isGuess: true },
    })
    expect(report).toMatchObject({ outcome: 'accepted', finding: { kind: 'protocol-not-spoken', severity: 'warning' } })
    expect(evidenceOf(report).target.path).toBe('/chat')
  })
})
