import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { type DeployProducts, openProducts } from '../../src/report/deploy-products.ts'
import { judgeDeploy } from '../../src/report/deploy-verdict.ts'

const cancelled = new ActionError({ code: 'cancelled', message: 'The run was cancelled.', hint: 'Look.' })
const state = {
  ...{ id: 'e-1', name: 'chat-prod', applicationName: 'chat', status: 'Updating', health: 'Grey', cname: 'x' },
  ...{ versionLabel: 'v1', updatedAtMs: 0 },
}

function judge(products: Partial<DeployProducts>) {
  const named = { region: 'eu-central-1', environmentName: 'chat-prod', versionLabel: 'v2', ...products }
  const { headline, problem } = judgeDeploy({ ...openProducts(), ...named }, cancelled)
  return { headline, what: problem?.what.split('\n').slice(1), remedy: problem?.remedy.split('\n').slice(1) }
}

const FOLLOW =
  'To follow what goes on: aws elasticbeanstalk describe-events --environment-name chat-prod --max-items 20 --region eu-central-1'
const SEEN = 'The environment "chat-prod" was Updating, health Grey, with the version "v1", when it was seen last.'

describe('the end of a run before that of its deployment', () => {
  it('says nothing more where nothing was asked for', () => {
    expect(judge({ state })).toEqual({ headline: 'Nothing was deployed', what: [], remedy: [] })
  })

  it('names the update that goes on, and how to follow and to stop it', () => {
    expect(judge({ state, acceptedPart: 'all' })).toEqual({
      headline: 'The run ended before its deployment was proved',
      what: [SEEN, 'The deployment of the version "v2" goes on in Beanstalk.'],
      remedy: [
        FOLLOW,
        'To stop it: aws elasticbeanstalk abort-environment-update --environment-name chat-prod --region eu-central-1',
        'The next run waits until the environment is Ready.',
      ],
    })
  })

  it('says that the update was aborted, or why it was not', () => {
    const aborted = judge({ state, acceptedPart: 'all', abort: { kind: 'aborted' } })
    expect(aborted.headline).toBe('The run was cancelled, and so was its update')
    expect(aborted.what?.at(-1)).toBe('Beanstalk was asked to abort the deployment of the version "v2", and took that.')
    const change = 'abort the update of the environment "chat-prod"'
    const asked = judge({ state, acceptedPart: 'all', abort: { kind: 'unanswered' }, unanswered: [change] })
    expect(asked.headline).toBe('The run ended before its deployment was proved')
    expect(asked.what).toEqual([`Asked for, and not answered: ${change}. Whether it was done is not known.`, SEEN])
    expect(asked.remedy?.join()).toMatch(/To stop it: .+Deploy again/)
    const left = judge({ state, acceptedPart: 'settings', abort: { kind: 'left', why: 'It was denied.' } })
    expect(left.what?.at(-1)).toBe(
      'The update of the option settings goes on in Beanstalk. It was not aborted. It was denied.',
    )
  })

  it('does not say that an update goes on which may be over', () => {
    const ready = { ...state, status: 'Ready' }
    const { what } = judge({ state: ready, acceptedPart: 'all', abort: { kind: 'left', why: 'It was refused.' } })
    expect(what?.at(-1)).toBe(
      'The deployment of the version "v2" may be over: its end was not seen. It was not aborted. It was refused.',
    )
  })

  it('does not say what became of a change that was not answered', () => {
    const unanswered = ['deploy the version "v2" to the environment "chat-prod"']
    expect(judge({ state, unanswered })).toEqual({
      headline: 'Nothing was deployed',
      what: [`Asked for, and not answered: ${unanswered[0]}. Whether it was done is not known.`, SEEN],
      remedy: [FOLLOW],
    })
  })

  it('leaves what was rolled back to the report of that', () => {
    const rollBack = { kind: 'done', mode: 'on-failure', toLabel: 'v1', before: undefined, because: 'it took too long' }
    const { what, remedy } = judge({ state, acceptedPart: 'all', rollBack } as never)
    expect([what, remedy].join()).not.toContain('goes on')
  })

  it('says that the version is deployed and unproved where only the update is over', () => {
    const instances = { kind: 'unknown', reason: 'nobody asked' } as const
    const settled = { kind: 'succeeded', state, events: [], instances, sources: [] } as const
    expect(judge({ state, acceptedPart: 'all', settled })).toMatchObject({
      what: [SEEN, expect.stringContaining('The version "v2" is deployed; whether a client')],
      remedy: [],
    })
  })

  it('says what the last attempt found and what to do about it, for more time may change nothing', () => {
    const instances = { kind: 'unknown', reason: 'nobody asked' } as const
    const settled = { kind: 'succeeded', state, events: [], instances, sources: [] } as const
    const finding = {
      kind: 'connection-timed-out',
      layer: 'tcp',
      sure: 'certain',
      severity: 'error',
      title: 'The connection timed out',
      explanation: 'It is silent.',
      remedy: 'Admit it.\n\naws ec2 open',
    } as const
    const target = { printableUrl: 'ws://x/', outcome: 'unknown', attempts: [], attemptCount: 4, finding } as const
    const { what, remedy } = judge({ state, acceptedPart: 'all', settled, handshake: { targets: [target] } })
    expect(what?.at(-1)).toContain(' The last attempt: The connection timed out (finding: connection-timed-out).')
    expect(remedy).toEqual(['For what the last attempt found, connection-timed-out: Admit it.', '', 'aws ec2 open'])
  })
})
