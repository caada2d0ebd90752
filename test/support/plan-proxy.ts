/** What is planned for a bundle that consists of texts. */

import { parsePlatform } from '../../src/platform/platform.ts'
import { type ProxyPlan, planProxyFiles } from '../../src/proxy/plan-proxy-files.ts'
import { scanProxyFiles } from '../../src/proxy/scan-proxy-files.ts'
import type { JudgedBundle } from './proxy-judge.ts'

export interface PlannedBundle extends JudgedBundle {
  /** Of the WebSocket; "/" by default. */
  readonly path?: string | undefined
}

/** As for the judge, which asks a real proxy about the same. */
export async function planProxy({ stack, files, proxyServer, port, path = '/' }: PlannedBundle): Promise<ProxyPlan> {
  const platform = parsePlatform({ solutionStackName: stack })
  const bundle = { names: Object.keys(files), readText: async (name: string) => files[name] }
  const survey = await scanProxyFiles(bundle, { platform, proxyServer, port })
  return planProxyFiles({ survey, path, timeoutSeconds: 3600, mode: 'auto' })
}

/** The bundle's files with the added ones. */
export function extendFiles(files: JudgedBundle['files'], { additions }: ProxyPlan): JudgedBundle['files'] {
  return { ...files, ...Object.fromEntries(additions.map(({ name, text }) => [name, text])) }
}
