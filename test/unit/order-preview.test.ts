import { describe, expect, it } from 'vitest'
import { namePreview } from '../../src/environment/name-preview.ts'
import type { PreviewPlan } from '../../src/environment/plan-preview.ts'
import type { WorkflowVariables } from '../../src/github/workflow-variables.ts'
import { nameVersion, orderPreview } from '../../src/stories/order-preview.ts'
import { findPreviewName } from '../../src/version/bundle-key.ts'
import { NODE_24 } from '../support/local-beanstalk.ts'
import { previewRequest, REPOSITORY } from '../support/preview-request.ts'

const SHA = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821'
const NAMES = { applicationName: 'chat', baseEnvironmentName: 'chat-staging' }
const name = namePreview({ repository: REPOSITORY, pullRequest: 12, ...NAMES })
const VPC = { namespace: 'aws:ec2:vpc', optionName: 'VPCId', value: 'vpc-1' }
const LEVEL = { namespace: 'aws:elasticbeanstalk:application:environment', optionName: 'LOG_LEVEL', value: 'debug' }
const PLAN: PreviewPlan = {
  ...{ name, cnamePrefix: name, does: 'create', existing: undefined },
  ...{ solutionStackName: NODE_24, platformArn: undefined, optionSettings: [VPC, LEVEL], copiedVariables: [] },
  ...{ tags: [{ Key: 'a', Value: 'b' }], expiresMs: 0, notes: [] },
}
const VERSION = { label: 'v', description: 'of #12', settings: [] }

describe('the version of a preview', () => {
  it.each([
    ['of a run', '42', '3', '-42-3'],
    ['outside of a workflow', '', '', '-0-0'],
    ['of what is no run', '4 2', '../3', '-0-0'],
  ])('has a label by which it is found again: %s', (_, runId, runAttempt, end) => {
    const workflow = { runId, runAttempt } as WorkflowVariables
    const label = nameVersion(PLAN, SHA, { workflow })
    expect([label, findPreviewName(label)]).toEqual([`${name}-ec26c3e57ca3${end}`, name])
  })
})

describe('the deployment of a preview', () => {
  it('has the tags at the environment and at the version, makes no application, and takes nothing back', () => {
    const { creation, version, ...order } = orderPreview(previewRequest(), PLAN, VERSION)
    expect([creation.tags, version.tags]).toEqual([PLAN.tags, PLAN.tags])
    expect(creation).toMatchObject({ solutionStackName: NODE_24, cnamePrefix: name, mayCreateApplication: false })
    expect(order).toMatchObject({ environmentName: name, rollBack: 'never', onCancel: 'leave', dryRun: false })
  })

  it('asks for no setting that the preview has already', () => {
    const has = { Namespace: LEVEL.namespace, OptionName: LEVEL.optionName, Value: LEVEL.value }
    const settingsOf = (Value: string) =>
      orderPreview(previewRequest(), PLAN, { ...VERSION, settings: [{ ...has, Value }] }).optionSettings
    expect([settingsOf('debug'), settingsOf('info')]).toEqual([[VPC], [VPC, LEVEL]])
  })

  it('leaves the preview where it stands when it is updated', () => {
    const plan: PreviewPlan = { ...PLAN, does: 'update' }
    expect(orderPreview(previewRequest(), plan, VERSION).optionSettings).toEqual([LEVEL])
  })
})
