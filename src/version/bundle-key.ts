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

/** The keys of a preview's bundles begin so, whatever the version. */
export function makePreviewPrefix(applicationName: string, previewName: string): string {
  return makePrefix({ applicationName, label: previewName })
}

/** The keys of all bundles of an application begin so. */
export function makeApplicationPrefix(applicationName: string): string {
  return `${MARK}/${toKeyPart(applicationName)}/`
}

/** Is it the bundle of a version of that preview? */
export function isPreviewKey(applicationName: string, previewName: string, key: string): boolean {
  return findBundleOwner(applicationName, key) === previewName
}

/** The name of the preview whose version's bundle it is. */
export function findBundleOwner(applicationName: string, key: string): string | undefined {
  const label = key.slice(key.lastIndexOf('/') + 1).replace(/-[^-]*$/, '')
  return isOwnKey({ applicationName, label }, key) ? findPreviewName(label) : undefined
}

/** Of a version with a label as the versions of previews have: "chat-pr-12-3fa9c1e", a commit, a run and an attempt. */
export function findPreviewName(label: string): string | undefined {
  return /^(.+-pr-[1-9]\d*-[0-9a-f]{7})-[0-9a-f]{12}-\d+-\d+$/.exec(label)?.[1]
}

function makePrefix({ applicationName, label }: VersionName): string {
  return `${makeApplicationPrefix(applicationName)}${toKeyPart(label)}-`
}

// Names may hold any character; keys with others than these need care in URLs and consoles. What was changed gets
// a hash, or two names could have one key, and a bundle would be deleted with the other's version.
function toKeyPart(text: string): string {
  const part = text.replaceAll(/[^A-Za-z0-9._-]+/g, '-')
  return part === text ? text : `${part}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`
}
