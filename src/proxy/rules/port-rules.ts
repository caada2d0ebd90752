/** Rules about ports: the app's own, those that nobody asks, and those of a container that are not on the host. */

import { LEAVE_APP_PORT } from '../nginx-remedies.ts'
import { listHosts, listPasses, parsePass } from './address-rules.ts'
import { listAddresses } from './listen-address.ts'
import { listLosses, tellLosses } from './losses.ts'
import { adviseMoving } from './move-server.ts'
import { listServers } from './nginx-blocks.ts'
import { type NginxRule, type RuleFinding, refuse, type ScannedNginx, tell } from './proxy-rule.ts'

export const PORT_RULES: readonly NginxRule[] = [
  { name: 'port-of-the-app', find: findAppPorts },
  { name: 'other-port', find: findOtherPorts },
  { name: 'address-of-the-host', find: findHostAddresses },
  { name: 'not-the-port-of-the-app', find: findWrongPorts },
]

// The app has its port before nginx starts, and nginx is the one to fail. "nginx -t" alone does not see it.
function findAppPorts(nginx: ScannedNginx): RuleFinding[] {
  const { target } = nginx.proxy
  if (target.kind !== 'loopback' || target.port === 80) return []
  return listServers(nginx)
    .flatMap(({ block = [] }) => block.filter(({ name, isOwn }) => name === 'listen' && isOwn))
    .filter(listen => listAddresses({ block: [listen] }).some(({ port }) => port === target.port))
    .map(listen =>
      refuse(listen, {
        what: `listens on port ${target.port}, which is the app's own`,
        error: `bind() to 0.0.0.0:${target.port} failed (98: Address already in use)`,
        remedy: LEAVE_APP_PORT,
      }),
    )
}

function findOtherPorts(nginx: ScannedNginx): RuleFinding[] {
  const { target } = nginx.proxy
  const passed = new Set(listPasses(nginx).map(pass => parsePass(pass)?.port))
  return listServers(nginx).flatMap(server => {
    const ports = listAddresses(server).map(({ port }) => port)
    const isReached = ports.some(port => port === 80 || port === 443 || passed.has(port))
    const isApp = target.kind === 'loopback' && ports.includes(target.port)
    if (!server.isOwn || ports.length === 0 || isReached || isApp) return []
    const losses = tellLosses(listLosses(server.block ?? []).filter(loss => !loss.startsWith('listen')))
    const what = `has a server that listens on port ${ports.join(' and ')} only, to which Beanstalk's load balancer sends nothing unless a process of the environment names that port.${losses}`
    return [tell('no-effect', server, { what, remedy: adviseMoving(server) })]
  })
}

// The port of a container is not published on the host.
function findHostAddresses(nginx: ScannedNginx): RuleFinding[] {
  if (nginx.proxy.target.kind !== 'container') return []
  const listening = new Set(
    listServers(nginx)
      .flatMap(listAddresses)
      .map(({ port }) => port),
  )
  return listPasses(nginx).flatMap(pass => {
    const { host = '', port = 80 } = parsePass(pass) ?? {}
    if (!pass.isOwn || !/^(127\.\d+\.\d+\.\d+|localhost|0\.0\.0\.0)$/.test(host) || listening.has(port)) return []
    const what = `passes requests to ${host}:${port}, where nobody listens: a container has an address of its own, so the answer is 502.`
    return [tell('no-effect', pass, { what, remedy: 'Write: proxy_pass http://docker;' })]
  })
}

// Several processes, and commands that name the port, may well have something listen there.
function findWrongPorts(nginx: ScannedNginx): RuleFinding[] {
  const { proxy, strays, names, port: setPort } = nginx
  const { target } = proxy
  const processes = (strays.get('Procfile') ?? '').split('\n').filter(line => /^\s*[\w-]+\s*:/.test(line))
  if (target.kind !== 'loopback' || processes.length > 1 || names.some(isComposeFile)) return []
  const listening = new Set(
    listServers(nginx)
      .flatMap(listAddresses)
      .map(({ port }) => port),
  )
  const because = setPort === undefined ? "the platform's default" : 'PORT'
  return listHosts(nginx).flatMap(({ directive, host, port = 80 }) => {
    const isLocal = /^(127\.\d+\.\d+\.\d+|localhost|0\.0\.0\.0)$/.test(host)
    if (!directive.isOwn || !isLocal || port === target.port || listening.has(port) || isNamed(port, nginx)) return []
    const what = `passes requests to port ${port}, and the app of this environment listens on ${target.port} (${because}): unless something else of yours listens on ${port}, the answer is 502.`
    const remedy = `Write the app's port: ${directive.name} ${directive.name === 'server' ? '' : 'http://'}127.0.0.1:${target.port};`
    return [tell('note', directive, { what, remedy })]
  })
}

function isComposeFile(name: string): boolean {
  return /^(docker-)?compose\.ya?ml$/.test(name)
}

function isNamed(port: number, { strays, commands }: ScannedNginx): boolean {
  const starting = [...strays].filter(([name]) => /^(Procfile|Buildfile|\.platform\/(conf)?hooks\/.*)$/.test(name))
  const word = new RegExp(`(?<!\\d)${port}(?!\\d)`)
  return [...starting.map(([, text]) => text), ...commands].some(text => word.test(text))
}
