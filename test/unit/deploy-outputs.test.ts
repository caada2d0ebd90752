import { describe, expect, it } from 'vitest'
import type { EnvironmentSurvey } from '../../src/environment/find-environment.ts'
import { renderDeployOutputs } from '../../src/report/deploy-outputs.ts'
import { openProducts } from '../../src/report/deploy-products.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'

/** What AWS says of the environment, as outputs. */
function outputsOf(survey: Partial<EnvironmentSurvey>) {
  return renderDeployOutputs({ ...openProducts(), survey: survey as EnvironmentSurvey })
}

describe('the outputs', () => {
  it.each([
    ['all', 'update'],
    ['version', 'update'],
    ['settings', ''],
    [undefined, ''],
  ] as const)('name an update only where the version was taken: %s', (acceptedPart, type) => {
    const products = { ...openProducts(), ...(acceptedPart ? { acceptedPart } : {}) }
    expect(renderDeployOutputs(products)['deployment-action-type']).toBe(type)
  })

  it('hold nothing of what AWS says that a shell would not take as it is', () => {
    const shown = HOSTILE_TEXTS.flatMap(({ text }) =>
      Object.values(outputsOf({ cname: text, id: text, status: text, health: text, versionLabel: text })),
    )
    expect(shown.filter(value => !/^[\p{L}\p{N} ._:@+=,%-]*$/u.test(value))).toEqual([])
  })

  it('have what AWS says in the form that it must have', () => {
    const survey = {
      cname: 'chat.example.com:8080',
      id: 'e-abc',
      status: 'Ready',
      health: 'Green',
      versionLabel: 'v 1.0',
    }
    expect(outputsOf(survey)).toMatchObject({
      'environment-url': 'chat.example.com:8080',
      url: 'http://chat.example.com:8080/',
      'environment-id': 'e-abc',
      'environment-status': 'Ready',
      'environment-health': 'Green',
      'previous-version-label': 'v 1.0',
    })
  })
})
