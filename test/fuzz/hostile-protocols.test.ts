import { expect, it } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import { checkHandshake } from '../../src/handshake/handshake.ts'
import { type ProtocolName, protocolNames } from '../../src/handshake/protocol/protocols.ts'
import { listenWebSocket } from '../handshake/websocket-server.ts'
import { tellFigure } from '../support/figures.ts'
import { scaled } from '../support/scale.ts'
import { SESSION, writeText } from './hostile-dialogues.ts'
import { openRandom, type Random, SEED } from './random.ts'

const CASES = scaled(12, 200)
/** Enough for a ping and its pong on a busy machine. */
const TIMEOUT_MS = 2500

it(`is led astray by none of ${CASES * protocolNames.length} servers of app protocols (seed ${SEED})`, async () => {
  const startedMs = performance.now()
  await Promise.all(protocolNames.map(checkProtocol))
  const seconds = Math.round((performance.now() - startedMs) / 1000)
  tellFigure('Hostile servers of app protocols', `${CASES * protocolNames.length} in ${seconds} s (seed ${SEED})`)
}, 600_000)

async function checkProtocol(name: ProtocolName): Promise<void> {
  for (let index = 0; index < CASES; index++) {
    const random = openRandom(SEED, index * 100 + protocolNames.indexOf(name))
    const isGuess = random.chance(0.5)
    const finding = await checkHostile(random, { name, isGuess })
    if (isGuess && finding) expect(finding.severity, `${name} ${index}`).toBe('warning')
  }
}

async function checkHostile(random: Random, protocol: { name: ProtocolName; isGuess: boolean }) {
  const script = Array.from({ length: 1 + random.int(8) }, () => writeText(random))
  const isEager = random.chance(0.5)
  await using server = await listenWebSocket({
    onConnection(socket) {
      const say = () => {
        for (const text of script.splice(0, 3)) socket.send(text)
      }
      if (isEager) say()
      socket.on('ping', say)
      socket.on('message', say)
    },
  })
  const startedMs = performance.now()
  const report = await checkHandshake(
    [{ url: `ws://127.0.0.1:${server.port}/app` }],
    {
      protocol,
      policy: { kind: 'attempts', count: 1, pauseMs: 0 },
      clock: systemClock,
      attemptTimeoutMs: TIMEOUT_MS,
    },
    {},
  )
  expect(performance.now() - startedMs).toBeLessThan(TIMEOUT_MS * 5)
  expect(JSON.stringify(report)).not.toContain(SESSION)
  const [target] = report.targets
  expect(target?.attempts[0]?.evidence.frames?.pingMs).toBeGreaterThan(0)
  return target?.finding
}
