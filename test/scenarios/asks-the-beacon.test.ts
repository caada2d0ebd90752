import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { beaconPath } from '../../src/proxy/beacon-file.ts'
import { openScenario } from '../support/deploy-scenario.ts'
import type { ActionRun } from '../support/run-action.ts'

const BEACON_FILE = '.platform/nginx/conf.d/elasticbeanstalk/zz_websocket_beacon.conf'
const INPUTS = { beacon: 'true', 'version-label': 'v2' }

interface Report {
  readonly handshake: { readonly targets: readonly { readonly attempts: readonly { readonly evidence: unknown }[] }[] }
}

function readBeacon(run: ActionRun): unknown {
  const { handshake } = JSON.parse(run.temporaryFiles[basename(run.outputs.report ?? '')] ?? '') as Report
  return handshake.targets[0]?.attempts.at(-1)?.evidence
}

describe('with beacon: true', () => {
  it('adds the file that the preflight saw answer, and learns from it which version answers', async () => {
    const scenario = await openScenario()
    const run = await scenario.deploy({ inputs: INPUTS })
    expect(run.exitCode).toBe(0)
    expect(run.summary).toContain(BEACON_FILE)
    expect(run.log).toContain(`at ${beaconPath('v2')} the proxy tells the check what it received`)
    const received = { upgrade: 'websocket', connection: 'Upgrade', protocol: 'HTTP/1.1' }
    expect(readBeacon(run)).toMatchObject({ beacon: { kind: 'answered', versionLabel: 'v2', ...received } })
    expect(run.summary).toContain('beacon: version "v2" runs there')
  })

  it.each([
    ['the preflight is off', { preflight: 'off' }, {}, 'with "preflight: off" nobody saw it answer'],
    [
      'another server answers there',
      {},
      'if ($request_uri ~ beacon) { return 410; }',
      'the preflight got 410 at its path',
    ],
    ['proxy-files is off', { 'proxy-files': 'off' }, {}, '"proxy-files: off" was given'],
  ])('adds none where %s, and says so', async (_what, inputs, server, reason) => {
    const own = typeof server === 'string' ? { '.platform/nginx/conf.d/elasticbeanstalk/own.conf': `${server}\n` } : {}
    const scenario = await openScenario()
    const run = await scenario.deploy({ inputs: { ...INPUTS, ...inputs }, files: own })
    expect(run.exitCode).toBe(0)
    expect(run.summary).not.toContain(BEACON_FILE)
    expect(run.log).toContain(`No beacon was added, because ${reason}`)
    expect(readBeacon(run)).not.toHaveProperty('beacon')
  })
})
