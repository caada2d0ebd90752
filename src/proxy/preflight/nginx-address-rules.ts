/** What becomes of nginx's directives that name addresses: it listens on files of the trial's folder, and asks nobody else. */

import { isIPv4, isIPv6 } from 'node:net'
import { makeUnresolvable, mapPass, mapServer } from './map-address.ts'
import { quote, type Rule, removeAndNote, setFirst } from './nginx-rule.ts'

const mapResolver: Rule = ({ args, place }) =>
  place.args.flatMap((arg, index) =>
    /^(valid|ipv[46]|status_zone)=/.test(args[index] ?? '') ? [] : [{ ...arg, text: '127.0.0.1' }],
  )

// What is no network is a host name to nginx.
const mapRealIp = setFirst((_, value) => (value === 'unix:' || isNetwork(value) ? undefined : '127.0.0.1'))

function isNetwork(value: string): boolean {
  const [, address = '', bits = '0'] = /^([\da-f:.]+)(?:\/(\d{1,3}))?$/i.exec(value) ?? []
  return (isIPv4(address) && Number(bits) <= 32) || (isIPv6(address) && Number(bits) <= 128)
}

const mapTarget: Rule = (
  {
    args: [value = ''],
    place: {
      args: [arg],
    },
  },
  context,
) => {
  if (!arg) return []
  const { text, isVariable } = mapPass(value, context)
  if (isVariable) context.note('a target in a variable', context.where)
  return [{ ...arg, text: quote(text) }]
}

// A name that is looked up again and again is none any more.
// Its upstream may stand in another file, which includes this one.
const mapUpstreamServer: Rule = ({ args, place }, context) => {
  return place.args.flatMap((arg, index) => {
    const value = args[index] ?? ''
    if (index === 0) return [{ ...arg, text: quote(mapServer(value, context)) }]
    return /^(resolve$|service=)/.test(value) ? [{ ...arg, text: '' }] : []
  })
}

/** `bind` stands for options of TCP: each of them makes a second one for the same address a mistake, as it does. */
const TCP_OPTION = /^(reuseport|deferred|ipv6only=(on|off)|so_keepalive=[\w:]*|fastopen=\d+)$/

/** "8000-8010": the first port stands for them all. */
const PORT_RANGE = /^((?:.*:)?\d{1,5})-\d{1,5}$/

const mapListen: Rule = (directive, context) => {
  const { args, place } = directive
  if (args.includes('quic')) return removeAndNote(directive, context)
  const isWithoutTls = args.includes('ssl') && !context.hasCertificate
  if (isWithoutTls) context.note('listen ... ssl', context.where)
  return place.args.flatMap((arg, index) => {
    const value = args[index] ?? ''
    if (index > 0 && value === 'ssl' && isWithoutTls) return [{ ...arg, text: '' }]
    if (index > 0) {
      return TCP_OPTION.test(value) ? [{ ...arg, text: 'bind' }] : []
    }
    const [, first] = PORT_RANGE.exec(value) ?? []
    if (first !== undefined) context.note(`listen ${value}`, context.where)
    const file = context.sockets.toListener(first ?? value)
    return [{ ...arg, text: file ? `unix:${file}` : quote(makeUnresolvable(value)) }]
  })
}

// A server that names nothing listens on port 80.
const addListen: Rule = ({ block = [], place }, { sockets, includesListen }) => {
  const has = block.some(({ name, args }) => {
    return (name === 'listen' && !args.includes('quic')) || (name === 'include' && includesListen(args[0] ?? ''))
  })
  const file = has ? sockets.unused : sockets.toListener('80')
  return [{ start: place.end, end: place.end, text: ` listen unix:${file};` }]
}

/** With a block it is a server, without one of an upstream. */
const mapAnyServer: Rule = (directive, context) => (directive.block ? addListen : mapUpstreamServer)(directive, context)

const mapUpstream = setFirst((_, value) => quote(makeUnresolvable(value)))

export const ADDRESS_RULES: Readonly<Record<string, Rule>> = {
  upstream: mapUpstream,
  listen: mapListen,
  server: mapAnyServer,
  resolver: mapResolver,
  set_real_ip_from: mapRealIp,
}

export const ADDRESS_NAME_RULES: readonly (readonly [RegExp, Rule])[] = [
  [/_pass$/, mapTarget],
  [/_bind$/, removeAndNote],
]
