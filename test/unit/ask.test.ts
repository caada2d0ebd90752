import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { ask } from '../../src/aws/ask.ts'

const failing = (code: string) => async () => {
  throw new ActionError({ code, message: 'It failed.', hint: 'Mend it.' })
}

describe('a question that the deployment can do without', () => {
  it.each([
    'permission-denied',
    'aws-refused',
    'aws-unavailable',
    'aws-unreachable',
    'aws-answer-unreadable',
    'credentials-expired',
  ])('is left unanswered, and fails nothing, where it ends with %s', async code => {
    expect(await ask(failing(code))).toMatchObject({ kind: 'refused', refusal: { code } })
  })

  it.each(['cancelled', 'deadline-exceeded'])('ends with the run where that is over (%s)', async code => {
    await expect(ask(failing(code))).rejects.toMatchObject({ code })
  })

  it('hides no bug', async () => {
    await expect(ask(() => Promise.reject(new TypeError('x')))).rejects.toThrow(TypeError)
  })
})
