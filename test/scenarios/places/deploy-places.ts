/** Findings that need what only a deployment knows: the bundle, its proxy files and its beacon. */

import type { FindingKind } from '../../../src/handshake/findings.ts'
import type { FaultKind } from '../../../src/local-beanstalk/faults/catalogue.ts'
import type { DeployScenario, ScenarioStep } from '../../support/deploy-scenario.ts'
import { STRIPPING_LOCATION, startNginx } from '../../support/nginx.ts'

export interface DeployPlace {
  /** For docs/findings.md, after "On Local Beanstalk: ". */
  readonly place?: string
  readonly fault?: FaultKind
  /** Prepares what is needed, and answers with the step that is told so. What is to be ended goes to `end`. */
  step(scenario: DeployScenario, end: (stop: () => Promise<void>) => void): Promise<ScenarioStep>
}

const HTTP_ONLY =
  "require('node:http').createServer((_, response) => response.end('hello')).listen(process.env.PORT ?? 8080)\n"

export const deployPlaces = {
  'application-without-handler': {
    place: 'an app that takes an Upgrade for a plain request, where the bundle was read',
    step: async () => ({ files: { 'server.js': HTTP_ONLY } }),
  },
  'cut-by-proxy': {
    place: 'a `proxy-timeout` that is shorter than `hold`',
    step: async () => ({ inputs: { 'proxy-timeout': '2', hold: '20s' } }),
  },
  'upgrade-lost-before-proxy': {
    place: "a proxy of one's own before the environment, with `beacon: true`",
    async step(scenario, end) {
      const { front } = scenario.beanstalk.lookUp('chat-prod') ?? {}
      const nginx = await startNginx(STRIPPING_LOCATION(front?.port ?? 0))
      end(nginx.stop)
      return { inputs: { beacon: 'true', 'websocket-url': `ws://127.0.0.1:${nginx.port}/` } }
    },
  },
  'other-version-answers': {
    place: 'a domain that still leads to an environment with the version of before, with `beacon: true`',
    async step(scenario) {
      await scenario.deploy({ inputs: { beacon: 'true', 'version-label': 'former' } })
      const asked = { application: 'chat', environment: 'chat-former', versionLabel: 'former' }
      const { CNAME } = await scenario.createEnvironment(asked)
      return { inputs: { beacon: 'true', 'websocket-url': `ws://${CNAME}/` } }
    },
  },
  // Last: a deployment leaves the proxy files of the one before where they are.
  'proxy-passes-elsewhere': {
    place: 'a proxy file that names another port',
    step: async () => ({
      files: {
        '.platform/nginx/conf.d/elasticbeanstalk/ws.conf': 'location = / { proxy_pass http://127.0.0.1:3000; }\n',
      },
      inputs: { 'handshake-timeout': '5' },
    }),
  },
} as const satisfies Partial<Record<FindingKind, DeployPlace>>

/** Faults of which the files that a deployment has read say nothing: what they are named is not the same as without them. */
export const faultsBehindFiles = {
  'application-without-handler': {
    fault: 'proxy-drops-upgrade',
    async step({ beanstalk }, end) {
      beanstalk.setFaults([{ kind: 'proxy-drops-upgrade' }])
      end(async () => beanstalk.clearFaults())
      return {}
    },
  },
} as const satisfies Partial<Record<FindingKind, DeployPlace>>
