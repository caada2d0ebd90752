/** Reads why nginx took no configuration, and where in the files that it was given. */

import { NGINX_VARIABLES, VARIABLE_PREFIXES } from '../rules/nginx-variables.ts'
import { KNOWN_DIRECTIVES } from './known-directives.ts'

export interface NginxRefusal {
  /** nginx's own words, without the place. */
  readonly words: string
  /** The file as nginx was given it; undefined where it names none. */
  readonly file: string | undefined
  readonly line: number | undefined
}

const PLACE = / in (\/[^\n]*):(\d{1,9})$/

/** The first of what it calls an emergency: it goes no further than that. Undefined where it wrote of none. */
export function readNginxRefusal(text: string): NginxRefusal | undefined {
  const [, told = ''] = /^(?:nginx:|[\d/]+ [\d:]+) \[emerg\] (?:\d+#\d+: )?(.*)$/m.exec(text) ?? []
  if (told === '') return undefined
  const [place, file, line] = PLACE.exec(told) ?? []
  return { words: told.slice(0, told.length - (place?.length ?? 0)), file, line: line ? Number(line) : undefined }
}

/** What of the configuration is only too new for the nginx that was asked, of a module that it lacks, or of another OpenSSL. */
export type TooNew =
  | { readonly kind: 'directives'; readonly names: readonly string[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'value' }

export function findTooNew({ words }: NginxRefusal): TooNew | undefined {
  const [, directive = ''] = /^unknown directive "([^"]*)"/.exec(words) ?? []
  if (KNOWN_DIRECTIVES.has(directive)) return { kind: 'directives', names: [directive] }
  const ofOpenssl = OF_OPENSSL.find(([pattern]) => pattern.test(words))?.[1]
  if (ofOpenssl) return { kind: 'directives', names: ofOpenssl }
  const [, variable = ''] = /^unknown "([^"]*)" variable/.exec(words) ?? []
  if (isNginxVariable(variable)) return { kind: 'variable', name: variable }
  return NEWER_VALUES.some(pattern => pattern.test(words)) ? { kind: 'value' } : undefined
}

function isNginxVariable(name: string): boolean {
  return NGINX_VARIABLES.has(name) || VARIABLE_PREFIXES.some(prefix => name.startsWith(prefix))
}

/** What an OpenSSL knows of names is its own affair: "PROFILE=SYSTEM" is Amazon Linux's, and curves come with versions. */
const OF_OPENSSL: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^SSL_CTX_set_(cipher_list|ciphersuites)\(/,
    ['ssl_ciphers', 'proxy_ssl_ciphers', 'grpc_ssl_ciphers', 'uwsgi_ssl_ciphers'],
  ],
  [/^SSL_CTX_set1_(curves|groups)_list\(/, ['ssl_ecdh_curve']],
]

/** proxy_cache_path min_free (1.19.1), proxy_http_version 2 (1.29.4), keepalive local (1.29.7). */
export const NEWER_VALUES: readonly RegExp[] = [
  /^invalid parameter "min_free=/,
  /^invalid value "2"/,
  /^invalid parameter "local"/,
]

/** What a file or a module from outside of the bundle could have brought. */
export function mayComeFromElsewhere({ words }: NginxRefusal): boolean {
  return FROM_ELSEWHERE.test(words)
}

const FROM_ELSEWHERE =
  /^(unknown directive |unknown "[^"]*" variable|host not found in upstream|unknown log format|zero size shared memory zone|no "events" section|no "ssl_certificate)/

/**
 * What says something about this machine and nothing about the files: no right (1, 13), no memory (12), too many files
 * (23, 24), files too large (27), no space (28), and what its OpenSSL did.
 */
export function isAboutMachine({ words }: NginxRefusal): boolean {
  return /\((1|12|13|23|24|27|28): |^SSL_(CTX|CONF)_|certificate\.pem"|key\.pem"/.test(words)
}
