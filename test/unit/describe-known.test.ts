import { describe, expect, it } from 'vitest'
import { parsePlatform } from '../../src/platform/platform.ts'
import { planProxyFiles } from '../../src/proxy/plan-proxy-files.ts'
import { scanProxyFiles } from '../../src/proxy/scan-proxy-files.ts'
import { describeKnown } from '../../src/stories/describe-known.ts'
import type { PreparedBundle } from '../../src/stories/prepare-bundle.ts'

const NODEJS = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'
const RUBY = '64bit Amazon Linux 2023 v4.8.2 running Ruby 3.4'

async function knownOf(solutionStackName: string, files: Readonly<Record<string, string>>, proxyServer?: string) {
  const bundle = { names: Object.keys(files), readText: async (name: string) => files[name] }
  const proxySurvey = await scanProxyFiles(bundle, { platform: parsePlatform({ solutionStackName }), proxyServer })
  const proxy = planProxyFiles({ survey: proxySurvey, path: '/cable', timeoutSeconds: 3600, mode: 'auto' })
  return describeKnown({ proxy, proxySurvey } as PreparedBundle)
}

describe('what is known of a deployment before the network is asked', () => {
  it('is what its proxy does by itself', async () => {
    expect(await knownOf(NODEJS, {})).toEqual({
      proxy: 'nginx',
      platformForwardsUpgrade: true,
      bundleOverridesProxy: [],
      freshDeployment: true,
    })
    expect(await knownOf(NODEJS, {}, 'apache')).toMatchObject({ proxy: 'apache', platformForwardsUpgrade: false })
    expect(await knownOf('our own platform', {})).toEqual({ bundleOverridesProxy: [], freshDeployment: true })
  })

  it('includes the added files that let a WebSocket open, and no others', async () => {
    const location = '.platform/nginx/conf.d/elasticbeanstalk/zz_websocket_location.conf'
    expect(await knownOf(RUBY, {})).toMatchObject({ platformForwardsUpgrade: false, injectedFiles: [location] })
    expect(await knownOf(NODEJS, {})).not.toHaveProperty('injectedFiles')
  })

  it('includes the files of the bundle that decide in the place of the platform’s', async () => {
    const folder = '.platform/nginx/conf.d/elasticbeanstalk'
    const files = { [`${folder}/webapp.conf`]: 'location / { return 204; }', [`${folder}/healthd.conf`]: '' }
    expect(await knownOf(RUBY, files)).toMatchObject({ bundleOverridesProxy: [`${folder}/webapp.conf`] })
  })
})
