/** What a preview is called, and the tags by which it is found again. Pure. */

import { createHash } from 'node:crypto'
import type { ResourceTag } from '../inputs/creation-inputs.ts'

export interface PreviewIdentity {
  /** "octo-org/chat", lower case. */
  readonly repository: string
  readonly pullRequest: number
  readonly applicationName: string
  readonly baseEnvironmentName: string
}

/** Of names of environments, which are unique in a region of an account; a CNAME's prefix may be longer. */
const MAX_NAME_LENGTH = 40
const HASH_LENGTH = 7

/**
 * Name and CNAME prefix in one, always the same for the same pull request: "chat-pr-12-3fa9c1e". The end tells apart
 * what looks alike when it is shortened, and the pull requests of the same number of other repositories.
 */
export function namePreview(identity: PreviewIdentity): string {
  const { repository, pullRequest, applicationName, baseEnvironmentName } = identity
  const key = JSON.stringify([repository, pullRequest, applicationName, baseEnvironmentName])
  const end = `pr-${pullRequest}-${createHash('sha256').update(key).digest('hex').slice(0, HASH_LENGTH)}`
  const start = toLabel(applicationName)
    .slice(0, MAX_NAME_LENGTH - end.length - 1)
    .replace(/-+$/, '')
  return `${start || 'preview'}-${end}`
}

/** Is that the preview of the pull request which is made of this base? */
export function isPreviewOf(environmentName: string, identity: PreviewIdentity): boolean {
  return namePreview(identity) === environmentName
}

/** May this environment be a preview? Its tags tell. */
export function hasFormOfPreview(environmentName: string): boolean {
  return findPreviewNumber(environmentName) !== undefined
}

/** The number in the name of a preview; undefined where it is no such name. */
export function findPreviewNumber(environmentName: string): number | undefined {
  const number = Number(/-pr-([1-9]\d*)-[0-9a-f]{7}$/.exec(environmentName)?.[1])
  return Number.isSafeInteger(number) ? number : undefined
}

export interface PreviewTags {
  readonly repository: string
  readonly pullRequest: number
  /** Milliseconds since 1970: after it a sweep removes the preview. */
  readonly expiresMs: number
}

export interface Tag {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

const REPOSITORY = 'beanstalk-websockets:repository'
const PULL_REQUEST = 'beanstalk-websockets:pull-request'
const EXPIRES = 'beanstalk-websockets:expires'

export function writePreviewTags({ repository, pullRequest, expiresMs }: PreviewTags): ResourceTag[] {
  return [
    { Key: REPOSITORY, Value: repository },
    { Key: PULL_REQUEST, Value: String(pullRequest) },
    { Key: EXPIRES, Value: new Date(expiresMs).toISOString() },
  ]
}

/** Undefined where one of them is missing or is not as we write it: such an environment is not ours to touch. */
export function readPreviewTags(tags: readonly Tag[]): PreviewTags | undefined {
  const read = (key: string) => tags.find(({ Key }) => Key === key)?.Value ?? ''
  const [repository, pullRequest, expiresMs] = [read(REPOSITORY), Number(read(PULL_REQUEST)), Date.parse(read(EXPIRES))]
  const found = { repository, pullRequest, expiresMs }
  const isOurs = Number.isSafeInteger(pullRequest) && pullRequest > 0 && !Number.isNaN(expiresMs) && repository !== ''
  return isOurs && writePreviewTags(found).every(({ Key, Value }) => read(Key ?? '') === Value) ? found : undefined
}

/** A part of a host name: lower-case letters, digits, and single hyphens between them. */
function toLabel(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
