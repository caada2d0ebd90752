import { describe, expect, it } from 'vitest'
import type { Beacon } from '../../src/handshake/beacon.ts'
import { beaconPath, writeBeaconFile } from '../../src/proxy/beacon-file.ts'
import { listenTcp } from '../support/listening.ts'
import { BEANSTALK_LOCATION, STRIPPING_LOCATION, startNginx } from '../support/nginx.ts'
import { checkOnce, evidenceOf } from './check-once.ts'
import { listenWebSocket } from './websocket-server.ts'

const NEW = beaconOf('v2')
const OLD = beaconOf('v1')

function beaconOf(versionLabel: string): Beacon {
  return { versionLabel, path: beaconPath(versionLabel) }
}

describe('a beacon, behind a real nginx', () => {
  it('tells which version answers, and that the Upgrade reached its proxy', async () => {
    await using app = await listenWebSocket()
    await using nginx = await startNginx(writeBeaconFile('v2') + BEANSTALK_LOCATION(app.port))
    const options = { beacons: [NEW, OLD] }
    const report = await checkOnce(`ws://localhost:${nginx.port}/`, options, { versionLabel: 'v2' })
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    const received = { upgrade: 'websocket', connection: 'Upgrade', protocol: 'HTTP/1.1' }
    expect(evidenceOf(report).beacon).toMatchObject({ kind: 'answered', versionLabel: 'v2', ...received })
  })

  it('answers by itself where an Upgrade is sent elsewhere by a rewrite behind it', async () => {
    const elsewhere = 'if ($http_upgrade ~* "^websocket$") { rewrite ^ /elsewhere last; } location / { return 418; }'
    await using nginx = await startNginx(`set $year 1; ${writeBeaconFile('v2')} ${elsewhere}`)
    const report = await checkOnce(`ws://localhost:${nginx.port}/`, { beacons: [NEW] })
    expect(evidenceOf(report)).toMatchObject({ upgrade: { status: 418 }, beacon: { kind: 'answered' } })
  })

  it.each([
    ['what stands before the proxy', {}, 'upgrade-lost-before-proxy'],
    ['the Classic Load Balancer', { loadBalancer: 'classic' }, 'classic-listener-http'],
  ] as const)('shows that %s takes the Upgrade away', async (_who, known, kind) => {
    await using app = await listenWebSocket()
    await using nginx = await startNginx(writeBeaconFile('v2') + BEANSTALK_LOCATION(app.port))
    await using front = await startNginx(STRIPPING_LOCATION(nginx.port))
    const report = await checkOnce(`ws://localhost:${front.port}/`, { beacons: [NEW] }, known)
    expect(report.finding).toMatchObject({ kind, layer: 'load-balancer', sure: 'certain' })
    expect(evidenceOf(report).beacon).toMatchObject({ kind: 'answered', upgrade: '' })
  })

  it('is no reason to blame a Classic Load Balancer that let the Upgrade through', async () => {
    await using app = await listenWebSocket()
    await using nginx = await startNginx(writeBeaconFile('v2') + STRIPPING_LOCATION(app.port))
    const known = { loadBalancer: 'classic', platformForwardsUpgrade: false } as const
    const asked = (beacons?: Beacon[]) =>
      checkOnce(`ws://localhost:${nginx.port}/`, beacons ? { beacons } : {}, known).then(({ finding }) => finding)
    expect(await asked()).toMatchObject({ kind: 'classic-listener-http', sure: 'likely' })
    expect(await asked([NEW])).toMatchObject({ kind: 'proxy-drops-upgrade', sure: 'certain' })
  })

  it('warns where another version answers', async () => {
    await using app = await listenWebSocket()
    await using nginx = await startNginx(writeBeaconFile('v1') + BEANSTALK_LOCATION(app.port))
    const report = await checkOnce(`ws://localhost:${nginx.port}/`, { beacons: [NEW, OLD] }, { versionLabel: 'v2' })
    expect(report).toMatchObject({ outcome: 'accepted', finding: { kind: 'other-version-answers' } })
    expect(report.finding?.explanation).toContain('runs version "v1", not "v2"')
  })

  it('says nothing where there is none', async () => {
    await using app = await listenWebSocket()
    await using nginx = await startNginx(BEANSTALK_LOCATION(app.port))
    const report = await checkOnce(`ws://localhost:${nginx.port}/`, { beacons: [NEW] }, { versionLabel: 'v2' })
    expect(report).toMatchObject({ outcome: 'accepted', finding: null })
    expect(evidenceOf(report).beacon).toMatchObject({ kind: 'silent' })
  })

  it.each([
    ['another status', '200 OK', 'upgrade=""; connection=""; protocol="HTTP/1.1"'],
    ['another form', '204 No Content', 'upgrade="a" b"; connection=""; protocol="HTTP/1.1"'],
    ['more than it may say', '204 No Content', `upgrade="${'a'.repeat(101)}"; connection=""; protocol="HTTP/1.1"`],
  ])('is not believed with %s', async (_what, status, header) => {
    await using server = await listenTcp(socket => {
      socket.once('data', () => socket.end(`HTTP/1.1 ${status}\r\nX-WebSocket-Beacon: ${header}\r\n\r\n`))
    })
    const report = await checkOnce(`ws://localhost:${server.port}/`, { beacons: [NEW] })
    expect(evidenceOf(report).beacon).toMatchObject({ kind: 'silent' })
  })
})
