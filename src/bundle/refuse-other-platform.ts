/** Refuses a source bundle that the environment's platform cannot start, before anything is changed. */

import { basename } from 'node:path'
import { ActionError } from '../action-error.ts'
import type { Platform, PlatformFamily } from '../platform/platform.ts'
import { quoteForeign, toShellWord } from '../untrusted.ts'
import type { Bundle } from './bundle.ts'

/**
 * Throws an ActionError for a file that needs another platform, and for a Dockerrun.aws.json of another platform's
 * version. A zip file and a folder may hold whatever their Procfile starts.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/single-container-docker-configuration.html
 */
export async function refuseOtherPlatform(bundle: Bundle, platform: Platform): Promise<void> {
  if (UNKNOWN_FAMILIES.includes(platform.family)) return
  const needs = NEEDS[bundle.kind]
  if (needs && !needs.families.includes(platform.family)) throw wrongKind(bundle, platform, needs)
  const wanted = findWantedVersion(bundle, platform.family)
  if (wanted === undefined) return
  const found = readDockerrunVersion(await bundle.readText(DOCKERRUN, LONGEST_DOCKERRUN_BYTES))
  if (found !== undefined && found !== wanted.version) throw wrongVersion(platform, found, wanted)
}

const UNKNOWN_FAMILIES: readonly PlatformFamily[] = ['custom', 'unknown', 'cluster']

interface Need {
  readonly families: readonly PlatformFamily[]
  /** As a sentence names them. */
  readonly platforms: string
}

const NEEDS: Readonly<Partial<Record<Bundle['kind'], Need>>> = {
  war: { families: ['tomcat'], platforms: 'Tomcat' },
  jar: { families: ['corretto'], platforms: 'Corretto' },
  dockerrun: { families: ['docker', 'ecs'], platforms: 'Docker or ECS' },
  compose: { families: ['docker'], platforms: 'Docker' },
}

function wrongKind({ kind, path }: Bundle, { name, family }: Platform, { platforms }: Need): ActionError {
  const file = basename(path)
  const runsByItself =
    kind === 'war' && family === 'corretto'
      ? ` A war that runs by itself (java -jar) is deployed under a name that says so: cp ${toShellWord(file)} ${toShellWord(file.replace(/\.war$/i, '.jar'))}`
      : ''
  return new ActionError({
    code: 'bundle-for-another-platform',
    message: `'deployment-package-path' named ${quoteForeign(file)}, which needs ${platforms}; the environment runs ${quoteForeign(name)}.`,
    hint: `Write the 'environment-name' of an environment that runs ${platforms}, or name what this platform starts.${runsByItself}`,
  })
}

const DOCKERRUN = 'Dockerrun.aws.json'
const LONGEST_DOCKERRUN_BYTES = 1024 * 1024

interface WantedVersion {
  readonly version: '1' | '2'
  readonly remedy: string
}

// docker-compose.yml counts before Dockerrun.aws.json, and what a Dockerfile beside an odd version does is not documented.
function findWantedVersion({ has }: Bundle, family: PlatformFamily): WantedVersion | undefined {
  if (!has(DOCKERRUN)) return undefined
  if (family === 'ecs') {
    const remedy =
      'Write a Dockerrun.aws.json of version 2 ("containerDefinitions"), or deploy to an environment that runs Docker.'
    return { version: '2', remedy }
  }
  if (family !== 'docker' || has('docker-compose.yml') || has('Dockerfile')) return undefined
  const remedy =
    'Describe the containers in a docker-compose.yml, or deploy a Dockerrun.aws.json of version 2 to an environment that runs ECS.'
  return { version: '1', remedy }
}

/** Undefined for what has none that can be read: the platform says what is wrong with it. */
function readDockerrunVersion(text: string | undefined): string | undefined {
  const [, version] = /"AWSEBDockerrunVersion"\s*:\s*"?([1-9])\b/.exec(text ?? '') ?? []
  return version
}

function wrongVersion({ name }: Platform, found: string, { version, remedy }: WantedVersion): ActionError {
  return new ActionError({
    code: 'bundle-for-another-platform',
    message: `The source bundle's "${DOCKERRUN}" has version ${found}; the environment runs ${quoteForeign(name)}, which takes version ${version}.`,
    hint: remedy,
  })
}
