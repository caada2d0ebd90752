/**
 * Which files of an instance go to CloudWatch Logs, below /var/log. Source: Developer Guide, "How Elastic Beanstalk sets
 * up CloudWatch Logs". It lists the files of both proxies; that those of the one that does not run are left out follows
 * from `get-config container`, whose list has the running one's alone.
 */

import { type PlatformFamily, parsePlatform } from '../../platform/platform.ts'

const OF_PROXY: Readonly<Record<string, readonly string[]>> = {
  nginx: ['nginx/access.log', 'nginx/error.log'],
  apache: ['httpd/access_log', 'httpd/error_log'],
}

const EVERY = ['eb-engine.log', 'eb-hooks.log']
const WEB = ['web.stdout.log']

const OF_FAMILY: Partial<Record<PlatformFamily, readonly string[]>> = {
  corretto: WEB,
  docker: ['docker', 'docker-events.log', 'eb-docker/containers/eb-current-app/stdouterr.log'],
  dotnet: WEB,
  ecs: ['docker-events.log', 'eb-ecs-mgr.log', 'ecs/ecs-agent.log', 'ecs/ecs-init.log'],
  go: WEB,
  nodejs: WEB,
  python: WEB,
  ruby: ['puma/puma.log', 'web.stdout.log'],
}

const OF_FAMILY_ON_AL1: Partial<Record<PlatformFamily, readonly string[]>> = {
  corretto: ['web-1.error.log', 'web-1.log'],
  nodejs: ['nodejs/nodejs.log'],
}

export function streamedLogs(solutionStackName: string, proxyServer: string | undefined): string[] {
  const { family, generation } = parsePlatform({ solutionStackName })
  const ofProxy = family === 'ecs' ? [] : (OF_PROXY[proxyServer ?? 'nginx'] ?? [])
  if (generation === 'al1') return ['eb-activity.log', ...(OF_FAMILY_ON_AL1[family] ?? []), ...ofProxy]
  return [...EVERY, ...(OF_FAMILY[family] ?? []), ...ofProxy]
}
