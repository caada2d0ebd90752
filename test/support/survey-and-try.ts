/** The preflight of a bundle that consists of texts: scanned and tried out as the action does it. */

import { tmpdir } from 'node:os'
import { systemClock } from '../../src/clock.ts'
import { parsePlatform } from '../../src/platform/platform.ts'
import { type Preflight, preflight } from '../../src/proxy/preflight/preflight.ts'
import { scanProxyFiles } from '../../src/proxy/scan-proxy-files.ts'
import type { PlannedBundle } from './plan-proxy.ts'

export async function surveyAndTry({ stack, files, proxyServer, port, path = '/' }: PlannedBundle): Promise<Preflight> {
  const bundle = { names: Object.keys(files), readText: async (name: string) => files[name] }
  const platform = parsePlatform({ solutionStackName: stack })
  const survey = await scanProxyFiles(bundle, { platform, proxyServer, port })
  const { signal } = new AbortController()
  const means = { clock: systemClock, signal, temporaryFolders: [tmpdir()], searchPath: process.env.PATH ?? '' }
  return await preflight({ ...survey, additions: [], path, host: 'chat.example.com' }, means)
}
