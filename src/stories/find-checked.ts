/** The environment that a check is about: its URL, and what is known of it before the network is asked. Reads only. */

import type { Context } from '../context.ts'
import { countInstances } from '../environment/count-instances.ts'
import { findEnvironment } from '../environment/find-environment.ts'
import { findOutlook, type Outlook } from '../environment/find-outlook.ts'
import type { Known } from '../handshake/known.ts'
import type { TargetFacts } from '../history/history-line.ts'
import type { CheckedEnvironment } from '../inputs/check-request.ts'
import { findOwnAddress, toEnvironmentUrl } from '../plan/plan-handshake.ts'
import { describeUnread } from './describe-known.ts'
import { toKnownCount } from './known-front.ts'
import { lookAtChecked, readPorts } from './look-at-checked.ts'
import { describeEnvironmentFacts, describeRules } from './target-facts.ts'

export interface Checked {
  /** Its own, with the path `/`. */
  readonly url: string
  readonly known: Known
  /** What will break of it although it works. */
  readonly outlook: Outlook
  readonly facts: TargetFacts
  /** Asks AWS what keeps clients of a URL that leads to it out. */
  readonly lookAtWayIn: (url: string) => Promise<Partial<Known>>
  /** Whom the entrance admits; nothing where AWS does not tell. */
  readonly readRules: (url: string) => Promise<Pick<TargetFacts, 'rules'>>
}

/** Throws an ActionError when it does not exist, or no client can open a WebSocket to it. */
export async function findChecked(context: Context, environment: CheckedEnvironment): Promise<Checked> {
  const survey = await findEnvironment(context, environment)
  const { id, name, platform, status, health, versionLabel = 'none' } = survey
  context.log.info(`Environment "${name}" (${id}): ${status}, health ${health}, version "${versionLabel}".`)
  context.log.info(`Platform: ${platform.name}.`)
  const [instanceCount, outlook] = await Promise.all([
    countInstances(context, { environmentId: id, front: survey.front }),
    findOutlook(context, survey),
  ])
  const url = toEnvironmentUrl(survey, '/')
  const ownAddress = findOwnAddress(survey)
  const known = {
    ...describeUnread(survey),
    ...toKnownCount(instanceCount),
    region: environment.region,
    environmentName: name,
  }
  const toWay = (asked: string) => {
    return { url: asked, ownAddress, isOwnHost: new URL(asked).hostname === new URL(url).hostname }
  }
  return {
    url,
    known: ownAddress ? { ...known, ownAddress } : known,
    outlook,
    facts: describeEnvironmentFacts(survey),
    lookAtWayIn: onceForEachOrigin(asked => lookAtChecked(context, survey, toWay(asked))),
    readRules: onceForEachOrigin(async asked => describeRules(await readPorts(context, survey, toWay(asked)))),
  }
}

function onceForEachOrigin<T>(look: (url: string) => Promise<T>): (url: string) => Promise<T> {
  const looks = new Map<string, Promise<T>>()
  return url => {
    const { origin } = new URL(url)
    const made = looks.get(origin) ?? look(url)
    looks.set(origin, made)
    return made
  }
}
