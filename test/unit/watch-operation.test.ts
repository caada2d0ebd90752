import { describe, expect, it } from 'vitest'
import type { EnvironmentEvent } from '../../src/environment/event-feed.ts'
import type { EnvironmentState } from '../../src/environment/find-environment.ts'
import { openWatch, type WatchedOperation } from '../../src/environment/watch-operation.ts'

const before: EnvironmentState = {
  ...{ id: 'e-1', name: 'chat-prod', applicationName: 'chat', cname: 'chat.test' },
  ...{ status: 'Ready', health: 'Green', versionLabel: 'v1', updatedAtMs: 1000 },
}
const operation = { wantedLabel: 'v2', requestId: 'own', before, newestDeployment: undefined, hasFeed: true }
const ready = { ...before, versionLabel: 'v2', updatedAtMs: 2000 }
const event = (requestId: string | undefined, message = 'x'): EnvironmentEvent => {
  return { atMs: 0, severity: 'INFO', message, requestId }
}

function open(more: Partial<WatchedOperation> = {}, answer: EnvironmentState = { ...before, status: 'Updating' }) {
  let nowMs = 0
  const clock = { now: () => 0, monotonicMs: () => nowMs, sleep: async () => {} }
  const watch = openWatch(clock, { ...operation, ...more }, answer)
  const wait = (ms: number) => {
    nowMs += ms
  }
  return { watch, wait }
}

describe('what the looks have shown', () => {
  it('begins with the answer, an own event, or a state that is another than before', () => {
    expect(open().watch.facts().begun).toBe(true)
    const { watch } = open({}, before)
    expect(watch.facts().begun).toBe(false)
    watch.seeEvents([event(undefined), event('other')])
    expect(watch.facts().begun).toBe(false)
    watch.seeEvents([event('own')])
    expect(watch.facts()).toMatchObject({ begun: true, isFresh: false })
    const other = open({}, before).watch
    other.seeState({ ...before, updatedAtMs: 1001 })
    expect(other.facts()).toMatchObject({ begun: true, isFresh: true })
  })

  it('takes a state for one of before as long as nothing in it is newer, and no other was seen', () => {
    const { watch } = open()
    watch.seeState(before)
    expect(watch.facts()).toMatchObject({ begun: true, isFresh: false })
    watch.seeState({ ...before, status: 'Updating' })
    watch.seeState(before)
    expect(watch.facts().isFresh).toBe(true)
  })

  it('counts the time from the first look at which it was Ready again', () => {
    const { watch, wait } = open()
    watch.seeState(before)
    wait(30_000)
    expect(watch.facts().readyForMs).toBe(30_000)
    watch.seeState(ready)
    expect(watch.facts().readyForMs).toBe(0)
    wait(3000)
    watch.seeState(ready)
    expect(watch.facts().readyForMs).toBe(3000)
    watch.seeState({ ...ready, status: 'Updating' })
    watch.seeState(ready)
    expect(watch.facts().readyForMs).toBe(0)
  })

  it('keeps the events of this operation alone', () => {
    const { watch } = open()
    watch.seeEvents([
      event('other', 'Failed to deploy application.'),
      event('own', 'a'),
      event(undefined),
      event('own', 'b'),
    ])
    expect(watch.facts().events?.map(({ message }) => message)).toEqual(['a', 'b'])
  })

  it('has no events where nobody knows whose they are, or they may not be read any more', () => {
    expect(open({ requestId: undefined }).watch.facts().events).toBeUndefined()
    expect(open({ hasFeed: false }).watch.facts().events).toBeUndefined()
    const { watch } = open()
    watch.seeEvents([event('own')])
    watch.loseEvents()
    expect(watch.facts().events).toBeUndefined()
  })

  it('takes every operation of a new environment for its creation', () => {
    const { watch } = open({ before: undefined, requestId: undefined })
    watch.seeEvents([event('any'), event(undefined)])
    expect(watch.facts()).toMatchObject({ begun: true, isFresh: true, events: [event('any')] })
  })

  it('knows that another operation has begun after this one, but not before', () => {
    const starting = event('other', 'Environment update is starting.')
    const { watch } = open()
    watch.seeEvents([starting])
    expect(watch.facts().hasSuccessor).toBe(false)
    watch.seeEvents([event('own'), event('other', 'Batch 1'), event(undefined, starting.message)])
    expect(watch.facts().hasSuccessor).toBe(false)
    watch.seeEvents([starting])
    expect(watch.facts().hasSuccessor).toBe(true)
  })

  it('remembers that it was being aborted', () => {
    const { watch } = open()
    watch.seeState({ ...before, status: 'Aborting' })
    watch.seeState(ready)
    expect(watch.facts().sawAborting).toBe(true)
  })
})
