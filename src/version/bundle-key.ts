/** The key of a source bundle in its bucket. It is also the mark by which this action knows the versions that it made. */

import { createHash } from 'node:crypto'
import { extname } from 'node:path'

/** No other tool writes there, and DescribeApplicationVersions tells the key of each version: a tag would have to be asked for one by one. */
const MARK = 'beanstalk-websockets'

export interface VersionName {
  readonly applicationName: string
  readonly label: string
}

export function makeBundleKey(
  name: VersionName,
  { fileName, fingerprint }: { readonly fileName: string; readonly fingerprint: string },
): string {
  return `${makePrefix(name)}${fingerprint.slice(0, 12)}${extname(fileName)}`
}

/** Was the version made by this action? Not where another was made of its bundle: the key has the first one's name. */
export function isOwnKey(name: VersionName, key: string): boolean {
  const prefix = makePrefix(name)
  return key.startsWith(prefix) && /^[0-9a-f]{12}(\.[^/]*)?$/.test(key.slice(prefix.length))
}

function makePrefix({ applicationName, label }: VersionName): string {
  return `${MARK}/${toKeyPart(applicationName)}/${toKeyPart(label)}-`
}

// Names may hold any character; keys with others than these need care in URLs and consoles. What was changed gets
// a hash, or two names could have one key, and a bundle would be deleted with the other's version.
function toKeyPart(text: string): string {
  const part = text.replaceAll(/[^A-Za-z0-9._-]+/g, '-')
  return part === text ? text : `${part}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`
}
