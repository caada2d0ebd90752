/** What somebody asks of the preview action, and what is found for it, where nothing is unusual. */

import type { ExistingPreview } from '../../src/environment/find-previews.ts'
import type { PreviewFacts } from '../../src/environment/plan-preview.ts'
import { type PreviewRequest, readPreviewRequest } from '../../src/inputs/preview-request.ts'
import { NODE_24 } from './local-beanstalk.ts'
import { TOKEN } from './run-action.ts'

export const REPOSITORY = 'octo-org/chat'
export const NOW = Date.parse('2026-11-20T12:00:00Z')

/** Without any input but the names, and the token that the runner gives. */
export function previewRequest(over: Partial<PreviewRequest> = {}): PreviewRequest {
  const inputs: Readonly<Record<string, string>> = {
    'application-name': 'chat',
    'base-environment-name': 'chat-staging',
    'aws-region': 'eu-central-1',
    'github-token': TOKEN,
  }
  return { ...readPreviewRequest(name => inputs[name] ?? '', { region: undefined }), ...over }
}

/** Of pull request 12, which has no preview, and a base without settings. */
export function previewFacts(over: Partial<PreviewFacts> = {}): PreviewFacts {
  return {
    base: {
      ...{ id: 'e-base', name: 'chat-staging', solutionStackName: NODE_24, platformArn: 'arn:of-the-platform' },
      ...{ settings: [], groupsOfBeanstalk: [], notes: [] },
    },
    ofBundle: [],
    pullRequest: { number: 12, isFork: false },
    repository: REPOSITORY,
    existing: undefined,
    settings: [],
    previews: [],
    addresses: { kind: 'known', addresses: [], quota: 5 },
    subnets: { kind: 'default' },
    isNameFree: true,
    nowMs: NOW,
    ...over,
  }
}

/** It is Ready. */
export function existingPreview(
  environmentName: string,
  pullRequest: number,
  over: Partial<ExistingPreview> = {},
): ExistingPreview {
  return {
    environmentName,
    tags: { repository: REPOSITORY, pullRequest, expiresMs: NOW },
    ...{ environmentId: 'e-preview', status: 'Ready', createdMs: NOW },
    ...{ cname: `${environmentName}.eu-central-1.elasticbeanstalk.com`, versionLabel: 'v1', ...over },
  }
}
