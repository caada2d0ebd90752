import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProxyJudge, type ProxyJudge } from '../support/proxy-judge.ts'
import { scaled } from '../support/scale.ts'
import { surveyAndTry } from '../support/survey-and-try.ts'
import { makeCombination } from './proxy-combinations.ts'
import { ONLY_CASE, openRandom, SEED } from './random.ts'

const COUNT = scaled(40, 200)
const CASES = ONLY_CASE === undefined ? Array.from({ length: COUNT }, (_, index) => index) : [ONLY_CASE]

let judge: ProxyJudge

beforeAll(async () => {
  judge = await openProxyJudge()
})

afterAll(() => judge[Symbol.asyncDispose]())

describe.concurrent(`the preflight (seed ${SEED})`, () => {
  it.each(CASES)('refuses what the instance refuses, and nothing else: case %i', async index => {
    const combination = makeCombination(openRandom(SEED, index))
    const failure = `FUZZ_SEED=${SEED} FUZZ_CASE=${index}\n${JSON.stringify(combination, undefined, 1)}`
    const done = await surveyAndTry(combination)
    await using proxy = await judge.stage(combination)
    const isJudged = done.kind === 'refused' || done.kind === 'passed'
    expect(isJudged, `${failure}\n${JSON.stringify(done)}`).toBe(true)
    expect(done.kind === 'refused', `${failure}\n${JSON.stringify(done)}\n${proxy.refusal}`).toBe(
      proxy.refusal !== undefined,
    )
  })
})
