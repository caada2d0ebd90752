/** The environment that a check is about: its URL, and what is known of it before the network is asked. Reads only. */

import type { Context } from '../context.ts'
import { countInstances } from '../environment/count-instances.ts'
import { findEnvironment } from '../environment/find-environment.ts'
import { findOutlook, type Outlook } from '../environment/find-outlook.ts'
import type { Known } from '../handshake/known.ts'
import type { CheckedEnvironment } from '../inputs/check-request.ts'
import { findOwnAddress, toEnvironmentUrl } from '../plan/plan-handshake.ts'
import { describeUnread } from './describe-known.ts'
import { toKnownCount } from './known-front.ts'
import { lookAtChecked } from './look-at-checked.ts'

export interface Checked {
  /** With the path that was given, or `/`. */
  readonly url: string
  readonly known: Known
  /** What will break of it although it works. */
  readonly outlook: Outlook
  /** Asks AWS what keeps clients of a URL that leads to it out. */
  readonly lookAtWayIn: (url: string) => Promise<Partial<Known>>
}

/** Throws an ActionError when it does not exist, or no client can open a WebSocket to it. */
export async function findChecked(
  context: Context,
  environment: CheckedEnvironment,
  path: string | undefined,
): Promise<Checked> {
  const survey = await findEnvironment(context, environment)
  const { id, name, platform, status, health, versionLabel = 'none' } = survey
  context.log.info(`Environment "${name}" (${id}): ${status}, health ${health}, version "${versionLabel}".`)
  context.log.info(`Platform: ${platform.name}.`)
  const [instanceCount, outlook] = await Promise.all([
    countInstances(context, { environmentId: id, front: survey.front }),
    findOutlook(context, survey),
  ])
  const url = toEnvironmentUrl(survey, path ?? '/')
  const ownAddress = findOwnAddress(survey)
  const known = {
    ...describeUnread(survey),
    ...toKnownCount(instanceCount),
    pathIsGuess: !path,
    region: environment.region,
  }
  const looks = new Map<string, Promise<Partial<Known>>>()
  return {
    url,
    known: ownAddress ? { ...known, ownAddress } : known,
    outlook,
    lookAtWayIn: asked => {
      const { origin, hostname } = new URL(asked)
      const isOwnHost = hostname === new URL(url).hostname
      const look = looks.get(origin) ?? lookAtChecked(context, survey, { url: asked, ownAddress, isOwnHost })
      looks.set(origin, look)
      return look
    },
  }
}
