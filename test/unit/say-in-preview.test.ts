import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { DEPLOY_ONLY, sayInPreview } from '../../src/report/say-in-preview.ts'
import { REPOSITORY } from '../support/source-files.ts'

const inputsOf = (path: string) => Object.keys(parse(readFileSync(join(REPOSITORY, path), 'utf8')).inputs)
const say = (remedy: string) => sayInPreview({ code: 'x', what: 'y', remedy }).remedy

describe('what to do about a preview', () => {
  it('names no further way by an input that previews do not have', () => {
    const look = 'Look at its causes: aws elasticbeanstalk describe-environment-health'
    expect(say(`${look}\nOr accept it: "minimum-health: any".`)).toBe(look)
    expect(say(`Allow it.\nOr open the port yourself: aws ec2\nOr write "security-group-rule: off".`)).toBe(
      'Allow it.\nOr open the port yourself: aws ec2',
    )
  })

  it('keeps the first way, and those by inputs that previews have', () => {
    for (const remedy of [
      'Write "minimum-health: any".',
      'Wait.\nOr write "preflight: auto".',
      'Look.\n\nrollback of it',
    ])
      expect(say(remedy)).toBe(remedy)
  })

  it('knows all inputs of the deploy action which the preview action does not have', () => {
    const ofPreview = inputsOf('preview/action.yml')
    expect(DEPLOY_ONLY.toSorted()).toEqual(
      inputsOf('action.yml')
        .filter(name => !ofPreview.includes(name))
        .toSorted(),
    )
  })
})
