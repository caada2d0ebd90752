/** Finds out what the proxy of a deployment will be: the platform's, with the settings' and the bundle's say in it. */

import type { Bundle } from '../bundle/bundle.ts'
import { ENVIRONMENT_PROPERTIES } from '../environment-properties.ts'
import type { OptionSetting } from '../inputs/option-settings.ts'
import { defaultProxyTree, proxyTreeEvidence } from '../platform/default-proxy-tree.ts'
import { describeProxy, type ProxyDescription, parsePort } from '../platform/describe-proxy.ts'
import type { Platform } from '../platform/platform.ts'
import { findContainerPort } from './find-container-port.ts'
import { findStaticFiles, type StaticFileSettings, type StaticFiles } from './find-static-files.ts'
import type { EbextensionsScan, FoundSetting } from './scan-ebextensions.ts'

/** Where a bundle is deployed to. */
export interface DeploymentSettings extends StaticFileSettings {
  readonly platform: Platform
  /** The environment's own ProxyServer and PORT; undefined where it has none, or where that is not known. */
  readonly proxyServer?: string | undefined
  readonly port?: string | undefined
}

export interface FoundProxy {
  readonly proxy: ProxyDescription
  /** Completes "httpd is the proxy, because ..."; undefined where the platform's default stands. */
  readonly chosenBy: string | undefined
  /** The environment property PORT, where somebody set it to a port. */
  readonly port: number | undefined
  readonly hasComposeFile: boolean
  readonly staticFiles: StaticFiles
}

/** `ebextensions`: in the order in which Beanstalk reads them: the last one counts. */
export async function findProxy(
  bundle: Pick<Bundle, 'names' | 'readText'>,
  deployment: DeploymentSettings,
  { settings, extensions }: Pick<EbextensionsScan, 'settings' | 'extensions'>,
): Promise<FoundProxy> {
  const { platform, proxyServer } = deployment
  const hasComposeFile = platform.family === 'docker' && bundle.names.includes('docker-compose.yml')
  const containerPort = platform.family === 'docker' ? await findContainerPort(bundle) : undefined
  const [server, port] = [chooseServer(deployment, settings), choosePort(deployment, settings)]
  const facts = { proxyServer: server?.value ?? proxyServer, port, hasComposeFile, containerPort }
  return {
    proxy: describeProxy(platform, facts),
    chosenBy: hasComposeFile ? 'the bundle has a docker-compose.yml' : server?.because,
    port: parsePort(port),
    hasComposeFile,
    staticFiles: findStaticFiles(deployment, extensions),
  }
}

/** The files that the platform generates for this proxy: path relative to the proxy's folder -> text; none where they are not known. */
export function listPlatformFiles(
  { tree, target }: ProxyDescription,
  staticFiles: StaticFiles = {},
): ReadonlyMap<string, string> {
  if (!tree) return new Map()
  const hasPort = target.kind === 'loopback' || target.kind === 'container'
  return defaultProxyTree(tree, { appPort: (hasPort ? target.port : undefined) ?? 80, staticFiles })
}

/** Those of them that a bundle decides with about the Upgrade when it has its own. */
export function listDecidingFiles({ tree }: ProxyDescription): string[] {
  const deciding = tree ? proxyTreeEvidence(tree).filter(({ decides }) => decides) : []
  return [...new Set(['nginx.conf', ...deciding.map(({ path }) => path)])]
}

interface Choice {
  readonly value: string
  readonly because: string
}

// The API names nginx also where nobody chose it, so the bundle's own choice counts before that. Any other value of the
// environment wins over the bundle's, as on the service: DG/command-options.html.
function chooseServer({ proxyServer, optionSettings = [] }: DeploymentSettings, settings: readonly FoundSetting[]) {
  const input = findOption(optionSettings, 'aws:elasticbeanstalk:environment:proxy', 'ProxyServer')
  if (input !== undefined) return toChoice(input, `option-settings sets ProxyServer to "${input}"`)
  const chosen = proxyServer === 'nginx' ? undefined : proxyServer
  if (chosen) return toChoice(chosen, `the environment has "${chosen}" as ProxyServer`)
  const own = settings.findLast(({ option }) => option === 'ProxyServer')
  return own && toChoice(own.value, `"${own.file}" line ${own.line} sets ProxyServer to "${own.value}"`)
}

function toChoice(value: string, because: string): Choice {
  return { value, because }
}

function choosePort({ port, optionSettings = [] }: DeploymentSettings, settings: readonly FoundSetting[]) {
  const input = findOption(optionSettings, ENVIRONMENT_PROPERTIES, 'PORT')
  return input ?? port ?? settings.findLast(({ option }) => option === 'PORT')?.value
}

function findOption(settings: readonly OptionSetting[], namespace: string, optionName: string): string | undefined {
  return settings.findLast(setting => setting.namespace === namespace && setting.optionName === optionName)?.value
}
