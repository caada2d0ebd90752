/** Rules about servers of the bundle that speak TLS. */

import { setsUpgrade } from '../find-locations.ts'
import { ADD_CERTIFICATE } from '../nginx-remedies.ts'
import { type LoadedDirective, NGINX_FOLDER, walk } from '../nginx-tree.ts'
import { UPGRADE_LINES } from '../upgrade-lines.ts'
import { listAddresses, listSharedPorts, speaksTls } from './listen-address.ts'
import { listServers } from './nginx-blocks.ts'
import { type NginxRule, type RuleFinding, refuse, type ScannedNginx, shorten, tell } from './proxy-rule.ts'

export const TLS_RULES: readonly NginxRule[] = [
  { name: 'no-certificate', find: findMissingCertificates },
  { name: 'certificate-not-in-bundle', find: findForeignCertificates },
  { name: 'ssl-on', find: findSslOn },
  { name: 'tls-server-drops-upgrade', find: findDroppedUpgrades },
]

// nginx asks the first server of each address, or its default one, for a certificate.
function findMissingCertificates(nginx: ScannedNginx): RuleFinding[] {
  const servers = listServers(nginx)
  const shared = listSharedPorts(servers)
  if (nginx.tree.http.some(hasCertificate)) return []
  return servers.flatMap(({ block = [] }) => {
    const listen = block.find(({ name, args, isOwn }) => name === 'listen' && isOwn && args.includes('ssl'))
    if (!listen || block.some(hasCertificate) || block.some(isRejecting)) return []
    // Of several servers the default one counts.
    if (listAddresses({ block: [listen] }).some(({ port }) => shared.has(port))) return []
    return [
      refuse(listen, {
        what: 'listens with "ssl", and its server has no ssl_certificate',
        error: 'no "ssl_certificate" is defined for the "listen ... ssl" directive',
        remedy: ADD_CERTIFICATE,
      }),
    ]
  })
}

function hasCertificate({ name }: LoadedDirective): boolean {
  return name === 'ssl_certificate'
}

function isRejecting({ name, args }: LoadedDirective): boolean {
  return name === 'ssl_reject_handshake' && args[0] === 'on'
}

function findForeignCertificates(nginx: ScannedNginx): RuleFinding[] {
  return [...walk(nginx.tree.http)].flatMap(directive => {
    const [path = ''] = directive.args
    const isCertificate = directive.name === 'ssl_certificate' || directive.name === 'ssl_certificate_key'
    if (!isCertificate || !directive.isOwn || path === '' || path.includes('$') || isThere(path, nginx)) return []
    const what = `reads "${shorten(path)}", which is not there yet when Beanstalk tests the files of a new instance, unless a hook or command makes it before: without it nginx refuses the files, and the deployment fails.`
    const remedy = path.startsWith('/etc/nginx/')
      ? `Put the file below "${NGINX_FOLDER}" and name it relative to that: ${directive.name} ${shorten(path.slice('/etc/nginx/'.length))};`
      : 'Make the file in ".platform/hooks/prebuild/", or with "files" in an .ebextensions/*.config; on a load balancer TLS needs none of this.'
    return [tell('note', directive, { what, remedy })]
  })
}

// /etc/nginx has the files of the bundle only after the first deployment that was not refused.
function isThere(path: string, { files, names, writtenPaths }: ScannedNginx): boolean {
  const current = /^\/var\/app\/current\/(.+)$/.exec(path)?.[1]
  if (current !== undefined) return names.includes(current)
  if (path.startsWith('/')) return writtenPaths.includes(path)
  return files.has(NGINX_FOLDER + path.replace(/^(\.\/)+/, ''))
}

function findSslOn({ tree }: ScannedNginx): RuleFinding[] {
  return [...walk(tree.http)]
    .filter(({ name, args, isOwn }) => isOwn && name === 'ssl' && /^(on|off)$/.test(args[0] ?? ''))
    .map(directive => {
      const what = `has "ssl ${directive.args[0]};", which nginx 1.25.1 and later no longer know: a platform version with such an nginx (Amazon Linux 2023 since 2025) refuses it (unknown directive "ssl"), and the deployment fails.`
      return tell('note', directive, { what, remedy: 'Write instead: listen 443 ssl;' })
    })
}

function findDroppedUpgrades(nginx: ScannedNginx): RuleFinding[] {
  return listServers(nginx).flatMap(server => {
    const { block = [], isOwn } = server
    if (!isOwn || !speaksTls(server)) return []
    const locations = [...walk(block)].filter(({ name }) => name === 'location')
    const passing = locations.filter(location => location.block?.some(({ name }) => name === 'proxy_pass'))
    if (passing.length === 0 || passing.some(setsUpgrade) || inheritsUpgrade(server, passing)) return []
    const what = `has a server with TLS (port ${listAddresses(server)[0]?.port ?? 443}) that does not hand the Upgrade header to the app: a WebSocket to it will not open.`
    const remedy = `Add to its location: ${UPGRADE_LINES}`
    return [tell('note', server, { what, remedy })]
  })
}

/** A location without a proxy_set_header of its own takes those around it. */
function inheritsUpgrade(server: LoadedDirective, passing: readonly LoadedDirective[]): boolean {
  return setsUpgrade(server) && passing.some(({ block = [] }) => !block.some(({ name }) => name === 'proxy_set_header'))
}
