import { setImmediate as nextTurn } from 'node:timers/promises'
import { UpdateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { afterEach, describe, expect, it } from 'vitest'
import type { Clock } from '../../src/local-beanstalk/clock.ts'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { ENVIRONMENT, openFleet, policySettings, type Setting, TWO_INSTANCES } from '../support/deployment-policies.ts'
import type { StartedBeanstalk } from '../support/local-beanstalk.ts'

/** From one event to the next of a recorded stream, in seconds: where several were recorded, the least and the most. */
type Gap = readonly [from: RegExp, to: RegExp, least: number, most: number]

const BEGINNING: Gap = [/^Environment update is starting/, /^Deploying new version/, 3, 7]

// What an instance needs to deploy, and a load balancer to find it healthy, is theirs: those gaps are left out.
const RECORDED: Readonly<Record<string, { readonly settings: readonly Setting[]; readonly gaps: readonly Gap[] }>> = {
  'all at once, one instance': {
    settings: [],
    gaps: [BEGINNING, [/^Instance deployment completed/, /^New application version/, 3, 6]],
  },
  rolling: {
    settings: [...TWO_INSTANCES, ...policySettings('Rolling')],
    gaps: [
      BEGINNING,
      [/^Deploying new version/, /^Batch 1: Starting application deployment on/, 2, 2],
      [/^Batch 1: Starting application deployment on/, /^Batch 1: De-registering/, 1, 1],
      [/^Instance deployment completed/, /^Batch 1: Completed application deployment command/, 4, 4],
      [/^Batch 1: Completed application deployment\./, /^Batch 2: Starting application deployment on/, 0, 0],
      [/^Batch 2: Starting application deployment on/, /^Batch 2: De-registering/, 1, 1],
      [/^Batch 2: Completed application deployment\./, /^New application version/, 3, 5],
    ],
  },
  immutable: {
    settings: [...TWO_INSTANCES.slice(0, 2), ...policySettings('Immutable')],
    gaps: [
      [/^Environment update is starting/, /^Immutable deployment policy enabled/, 12, 12],
      [/^Immutable deployment policy enabled/, /^Created temporary auto scaling group/, 16, 16],
      [/^Instance deployment completed/, /^Adding new instance/, 4, 4],
      [/^Adding new instance/, /^Waiting for instance.* to pass health checks/, 1, 1],
      [/^Detached new instance/, /^Attached new instance/, 4, 4],
      [/^Attached new instance/, /^Starting post-deployment configuration/, 27, 27],
      [/^Waiting for post-deployment configuration/, /^Deployment succeeded/, 94, 94],
    ],
  },
}

/** A clock on which every pause is over at once, and counts. */
function openVirtualClock(): Clock & { /** Back to now, as signatures want it. */ rewind(): void } {
  let nowMs = Date.now()
  return {
    now: () => nowMs,
    sleep: async (ms, signal) => {
      await nextTurn()
      signal.throwIfAborted()
      nowMs += ms
    },
    rewind: () => {
      nowMs = Date.now()
    },
  }
}

let local: StartedBeanstalk

afterEach(() => local.beanstalk.stop())

describe('the events of a deployment', () => {
  it.each(Object.entries(RECORDED))('come at the times that were recorded: %s', async (_, { settings, gaps }) => {
    const clock = openVirtualClock()
    local = await openFleet({ host: openNoHost(), clock }, { settings })
    clock.rewind()
    local.beanstalk.setPace(1000)
    const update = new UpdateEnvironmentCommand({ EnvironmentName: ENVIRONMENT, VersionLabel: 'v2' })
    await local.clients.elasticBeanstalk.send(update)
    await expect.poll(() => local.beanstalk.lookUp(ENVIRONMENT)?.status).toBe('Ready')
    clock.rewind()
    const events = await local.events({ EnvironmentName: ENVIRONMENT })
    const told = events.slice(
      events.findLastIndex(({ Message = '' }) => /^Environment update is starting/.test(Message)),
    )
    const timeOf = (text: RegExp) => {
      const event = told.find(({ Message = '' }) => text.test(Message))
      return (event?.EventDate?.getTime() ?? Number.NaN) / 1000
    }
    for (const [from, to, least, most] of gaps) {
      const seconds = timeOf(to) - timeOf(from)
      expect(Math.round(seconds), `${from} to ${to}`).toBeGreaterThanOrEqual(least)
      expect(Math.round(seconds), `${from} to ${to}`).toBeLessThanOrEqual(most)
    }
  })
})
