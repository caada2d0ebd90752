/** Rules about names that nginx takes only once: locations, upstreams, log formats, addresses. */

import { parseLocation } from '../find-locations.ts'
import { giveOtherPath, LEAVE_DEFAULT_SERVER, LEAVE_LISTEN } from '../nginx-remedies.ts'
import { type LoadedDirective, NGINX_FOLDER } from '../nginx-tree.ts'
import { parseAddress } from './listen-address.ts'
import { listBlocks, listServers } from './nginx-blocks.ts'
import {
  lastPart,
  type NginxRule,
  nameLine,
  type RuleFinding,
  refuse,
  type ScannedNginx,
  shorten,
} from './proxy-rule.ts'

export const DUPLICATE_RULES: readonly NginxRule[] = [
  { name: 'duplicate-location', find: findLocations },
  { name: 'duplicate-upstream', find: findUpstreams },
  { name: 'duplicate-log-format', find: findLogFormats },
  { name: 'duplicate-default-server', find: findDefaultServers },
  { name: 'duplicate-listen', find: findListens },
]

interface Pair {
  readonly own: LoadedDirective
  readonly other: LoadedDirective
  readonly key: string
}

/** Of those with the same key, the last own one and another. */
function findPairs(directives: readonly LoadedDirective[], toKey: (one: LoadedDirective) => string | undefined) {
  const groups = Map.groupBy(directives, toKey)
  return [...groups].flatMap(([key, group]): Pair[] => {
    const own = key !== undefined && group.length > 1 ? group.findLast(({ isOwn }) => isOwn) : undefined
    const other = group.find(directive => directive !== own)
    return key !== undefined && own && other ? [{ own, other, key }] : []
  })
}

function nameOther({ isOwn, file, line }: LoadedDirective): string {
  return isOwn ? nameLine({ file, line }) : `Beanstalk's own ${lastPart(file)}`
}

function findLocations(nginx: ScannedNginx): RuleFinding[] {
  return listBlocks(nginx).flatMap(({ directives }) => {
    const locations = directives.filter(({ name, args }) => name === 'location' && args.length > 0)
    return findPairs(locations, toLocationKey).map(({ own, other }) => {
      const { path } = parseLocation(own.args)
      return refuse(own, {
        what: `has a location ${shorten(own.args.join(' '))}, and ${nameOther(other)} has the same one`,
        error: `duplicate location "${shorten(path)}"`,
        remedy: giveOtherPath(other.isOwn ? undefined : other.file.slice(NGINX_FOLDER.length)),
      })
    })
  })
}

// "^~" does not tell two prefixes apart. Regular expressions may be there twice: the first one counts.
function toLocationKey({ args }: LoadedDirective): string | undefined {
  const { modifier, path } = parseLocation(args)
  if (modifier === '~' || modifier === '~*' || modifier === '@') return undefined
  return `${modifier === '=' ? '=' : ''} ${path}`
}

function findUpstreams({ tree }: ScannedNginx): RuleFinding[] {
  const upstreams = tree.http.filter(({ name }) => name === 'upstream')
  return findPairs(upstreams, ({ args }) => args[0]?.toLowerCase()).map(({ own, other, key }) => {
    return refuse(own, {
      what: `defines the upstream "${shorten(key)}", and ${nameOther(other)} defines it too`,
      error: `duplicate upstream "${shorten(key)}"`,
      remedy: other.isOwn ? 'Remove one of the two.' : `Remove it: "proxy_pass http://${key};" works without it.`,
    })
  })
}

function findLogFormats({ tree }: ScannedNginx): RuleFinding[] {
  const formats = tree.http.filter(({ name }) => name === 'log_format')
  return findPairs(formats, ({ args }) => args[0]).map(({ own, other, key }) => {
    return refuse(own, {
      what: `defines the log format "${shorten(key)}", and ${nameOther(other)} defines it too`,
      error: `duplicate "log_format" name "${shorten(key)}"`,
      remedy: 'Give yours another name, here and in the access_log that uses it.',
    })
  })
}

function findDefaultServers(nginx: ScannedNginx): RuleFinding[] {
  const defaults = listServers(nginx).flatMap(({ block = [] }) => {
    return block.filter(({ name, args }) => name === 'listen' && args.some(isDefault))
  })
  return findPairs(defaults, toAddress).map(({ own, other, key }) => {
    return refuse(own, {
      what: `listens as default_server on ${key}, and ${nameOther(other)} does too`,
      error: `a duplicate default server for ${omitProtocol(key)}`,

      remedy: LEAVE_DEFAULT_SERVER,
    })
  })
}

function isDefault(argument: string): boolean {
  return argument === 'default_server' || argument === 'default'
}

function findListens(nginx: ScannedNginx): RuleFinding[] {
  return listServers(nginx).flatMap(({ block = [] }) => {
    const listens = block.filter(({ name }) => name === 'listen')
    return findPairs(listens, toAddress).map(({ own, other, key }) => {
      return refuse(own, {
        what: `listens on ${key}, as ${nameOther(other)} does for the same server`,
        error: `a duplicate listen ${omitProtocol(key)}`,

        remedy: LEAVE_LISTEN,
      })
    })
  })
}

// TCP and UDP are two addresses.
function toAddress({ args }: LoadedDirective): string | undefined {
  const address = parseAddress(args[0] ?? '')
  return address && `${address.host}:${address.port}${args.includes('quic') ? QUIC : ''}`
}

const QUIC = ' (quic)'

function omitProtocol(address: string): string {
  return address.endsWith(QUIC) ? address.slice(0, -QUIC.length) : address
}
