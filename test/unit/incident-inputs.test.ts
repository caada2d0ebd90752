import { describe, expect, it } from 'vitest'
import { readIncidentRequest } from '../../src/inputs/incident-inputs.ts'
import { openInputReader } from '../../src/inputs/input-reader.ts'

function read(inputs: Readonly<Record<string, string>>) {
  const reader = openInputReader(name => inputs[name] ?? '')
  const request = readIncidentRequest(reader)
  reader.finish()
  return request
}

const ON = { 'incident-issue': 'true' }

describe('the inputs about incidents', () => {
  it('open no issues unless they say so', () => {
    expect(read({})).toBeUndefined()
    expect(read({ 'incident-issue': 'false' })).toBeUndefined()
    expect(read(ON)).toEqual({ labels: [], assignees: [] })
  })

  it('take labels and logins, one a line, each once', () => {
    const labels = 'production\nneeds a person 🚀\n\nproduction'
    const assignees = 'octocat\n@octo-org\ndependabot[bot]\noctocat_corp'
    expect(read({ ...ON, 'incident-labels': labels, 'incident-assignees': assignees })).toEqual({
      labels: ['production', 'needs a person 🚀'],
      assignees: ['octocat', 'octo-org', 'dependabot[bot]', 'octocat_corp'],
    })
  })

  it.each([
    ['incident-labels', 'x'.repeat(51), 'of at most 50 characters'],
    ['incident-labels', 'bug, production', 'without a comma'],
    ['incident-assignees', 'octo-org/team', 'a team cannot be assigned'],
    ['incident-assignees', 'octo cat', 'one user of GitHub a line'],
    ['incident-labels', Array.from({ length: 21 }, (_, index) => `l${index}`).join('\n'), 'Write at most 20.'],
    ['incident-assignees', Array.from({ length: 11 }, (_, index) => `u${index}`).join('\n'), 'Write at most 10.'],
    ['incident-issue', 'perhaps', 'Write true or false.'],
  ])('refuse in %s %j', (name, value, hint) => {
    expect(() => read({ ...ON, [name]: value })).toThrow(
      expect.objectContaining({ hint: expect.stringContaining(hint) }),
    )
  })

  it('refuse labels and assignees for issues that are not opened', () => {
    for (const name of ['incident-labels', 'incident-assignees']) {
      expect(() => read({ [name]: 'octocat' })).toThrow(
        expect.objectContaining({ hint: expect.stringContaining(`'${name}' was given without issues.`) }),
      )
    }
  })
})
