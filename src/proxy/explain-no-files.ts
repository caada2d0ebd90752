/** Why no proxy files are added to the bundle of some environments, and what helps there. */

import type { Platform } from '../platform/platform.ts'
import type { ProxyFinding } from './proxy-finding.ts'
import { unreadableWarning } from './proxy-findings.ts'
import type { ProxySurvey } from './scan-proxy-files.ts'
import { UPGRADE_LINES } from './upgrade-lines.ts'

/** Undefined where files can be added, if any are needed. */
export function explainNoFiles(survey: ProxySurvey): ProxyFinding | undefined {
  const { platform, proxy, unreadable } = survey
  const byFamily = FAMILIES[platform.family]?.(platform)
  if (byFamily) return byFamily
  if (proxy.proxy === 'none') return withoutProxy(survey)
  if (proxy.proxy !== 'nginx' && proxy.proxy !== 'apache') return notKnown(survey)
  if (platform.generation === 'al1' && !isKnownOnAl1(survey)) return onAmazonLinux1(survey)
  return unreadable.length > 0 ? unreadableWarning(unreadable) : undefined
}

const FAMILIES: Readonly<Partial<Record<Platform['family'], (platform: Platform) => ProxyFinding>>> = {
  ecs: () =>
    note(
      'an environment of ECS has no proxy of Beanstalk: the container that has port 80 of the host answers itself',
      `If that container is a proxy of your own, have it hand the Upgrade header on: ${NGINX_LINES}`,
    ),
  windows: () => note('this is Windows, where IIS is the proxy and takes no such files', WINDOWS_REMEDY),
  cluster: () =>
    note(
      'an environment of the Cluster tier runs on EKS and has no proxy of Beanstalk',
      'Nothing has to be done where its load balancer leads to the app; a proxy of your own in the cluster has to hand the Upgrade header on.',
    ),
  custom: ({ name }) =>
    note(
      `the environment runs a custom platform ("${name}"), which may have any proxy in any place`,
      `If its proxy is nginx, make sure that the location of the WebSocket has these lines: ${NGINX_LINES}`,
    ),
  unknown: ({ name }) =>
    note(
      `the environment's platform ("${name}") is not known`,
      'Let the app send a ping more often than every 60 seconds, or set the timeout in a proxy file of your own. To hide this, write: proxy-files: off',
    ),
}

const NGINX_LINES = `${UPGRADE_LINES} proxy_read_timeout 3600s;`

// AWS's own sample, as one file to paste:
// https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/instance-configuration/websockets/dotnet
const WINDOWS_REMEDY = `Put this into ".ebextensions/websocket.config", which installs the feature by which IIS opens WebSockets:

commands:
  01_install_websockets:
    command: powershell.exe -Command "Install-WindowsFeature -Name Web-WebSockets"
  02_enable_websockets:
    command: '%windir%\\System32\\inetsrv\\appcmd.exe set config "Default Web Site" -section:system.webServer/webSocket /enabled:"True" /commit:apphost'`

function withoutProxy({ hasComposeFile, chosenBy }: ProxySurvey): ProxyFinding {
  if (hasComposeFile) {
    return note(
      `${chosenBy}: the composition answers on port 80 itself, and no proxy of Beanstalk is in front of it`,
      `If one of its services is a proxy, have it hand the Upgrade header on: ${NGINX_LINES}`,
    )
  }
  return note(
    `${chosenBy ?? 'the platform has none'}: the app answers on port 80 itself, and there is no proxy`,
    'Let the app listen on port 80. To have a proxy in front of it, write in option-settings: aws:elasticbeanstalk:environment:proxy:ProxyServer=nginx',
  )
}

function notKnown({ chosenBy, platform }: ProxySurvey): ProxyFinding {
  return note(
    `the proxy of "${platform.name}" is not known${chosenBy ? ` (${chosenBy})` : ''}`,
    'Set ProxyServer to nginx (option-settings: aws:elasticbeanstalk:environment:proxy:ProxyServer=nginx).',
  )
}

/** A folder of the bundle is laid over files that are known, or the recipe of Node.js puts them there. */
function isKnownOnAl1({ platform, proxy }: ProxySurvey): boolean {
  return (
    proxy.proxy === 'nginx' && proxy.tree !== undefined && (proxy.overlay !== undefined || platform.family === 'nodejs')
  )
}

function onAmazonLinux1({ platform, proxy }: ProxySurvey): ProxyFinding {
  const does = {
    yes: 'hands the Upgrade header on',
    no: 'does not hand the Upgrade header on',
    unknown: 'is not known',
  }
  return note(
    `on Amazon Linux 1, which was retired in July 2022, there are some for Node.js, Go and Java SE only; the proxy of "${platform.name}" ${does[proxy.forwardsUpgrade]}`,
    `Create an environment on Amazon Linux 2023, or take AWS's own sample: ${proxy.source}`,
  )
}

function note(because: string, remedy: string): ProxyFinding {
  return { kind: 'note', message: `No proxy files were added, because ${because}.`, remedy }
}
