import { setImmediate as nextTick } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { mapInTurns, openTurns } from '../../src/handshake/take-turns.ts'

it('lets as many work as may, in the order in which they came, also after one has failed', async () => {
  const takeTurn = openTurns(2)
  const started: number[] = []
  const works = [0, 1, 2, 3, 4].map(number =>
    takeTurn(async () => {
      started.push(number)
      await nextTick()
      if (number === 0) throw new Error('failed')
      return number
    }),
  )
  expect(started).toEqual([0, 1])
  expect(await Promise.allSettled(works)).toMatchObject([
    { status: 'rejected' },
    ...[1, 2, 3, 4].map(value => ({ value })),
  ])
  expect(started).toEqual([0, 1, 2, 3, 4])
})

describe('a list that is worked through in turns', () => {
  it('has as many at work as may, the next as soon as one has ended, and its products in its order', async () => {
    const ends = Array.from({ length: 4 }, () => Promise.withResolvers<void>())
    const begun: number[] = []
    const mapped = mapInTurns(2, [0, 1, 2, 3], async number => {
      begun.push(number)
      await ends[number]?.promise
      return `product ${number}`
    })
    expect(begun).toEqual([0, 1])
    ends[1]?.resolve()
    await expect.poll(() => begun).toEqual([0, 1, 2])
    for (const end of ends) end.resolve()
    expect(await mapped).toEqual(['product 0', 'product 1', 'product 2', 'product 3'])
  })

  it('begins none after one has failed, and tells the first failure when all that were begun have ended', async () => {
    const ends = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const begun: number[] = []
    let isOver = false
    const mapped = mapInTurns(2, [0, 1, 2], async number => {
      begun.push(number)
      await ends[number]?.promise
    })
    const ended = mapped.catch(error => error).finally(() => (isOver = true))
    ends[1]?.reject(new Error('the first'))
    await nextTick()
    expect(isOver).toBe(false)
    ends[0]?.reject(new Error('the second'))
    expect(await ended).toEqual(new Error('the first'))
    expect(begun).toEqual([0, 1])
  })
})
