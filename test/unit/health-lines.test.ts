import { describe, expect, it } from 'vitest'
import { toInstanceCauses } from '../../src/environment/find-health-causes.ts'
import { renderMarkdown } from '../../src/markdown.ts'
import { openProducts } from '../../src/report/deploy-products.ts'
import { describeRunning } from '../../src/report/describe-running.ts'
import { describeHealthCauses, renderHealthCauses } from '../../src/report/health-lines.ts'

const sick = toInstanceCauses({
  InstanceId: 'i-1',
  Color: 'Red',
  HealthStatus: 'Severe',
  Causes: ['Command failed.', 'Following services are not running: web.'],
  Deployment: { VersionLabel: 'v2', Status: 'Failed' },
  System: { LoadAverage: [1.5, 1, 0.5], CPUUtilization: { Idle: 3.4 } },
})
const well = toInstanceCauses({
  InstanceId: 'i-2',
  Color: 'Green',
  HealthStatus: 'Ok',
  Deployment: { VersionLabel: 'v1', Status: 'Deployed' },
})
const environment = {
  kind: 'known',
  health: 'Red, Degraded',
  causes: ['Command failed on 1 out of 2 instances.'],
} as const
const both = { environment, instances: { kind: 'known', list: [sick, well] } } as const
const denied = { kind: 'unknown', reason: 'AWS denied it.' } as const

describe('the causes of the health', () => {
  it('are told of the environment and of each instance, with its version and its load', () => {
    expect(describeHealthCauses(both)).toEqual([
      'The environment is Red, Degraded. Command failed on 1 out of 2 instances.',
      'i-1: Red, Severe; "v2" (Failed), load 1.50, CPU 97 %. Command failed. Following services are not running: web.',
      'i-2: Green, Ok; "v1" (Deployed).',
    ])
    expect(renderMarkdown(renderHealthCauses(both), 10_000)).toContain(
      '| i-1 | Red, Severe | "v2" (Failed) | Command failed.<br>Following services are not running: web. | load 1.50, CPU 97 % |\n| i-2 | Green, Ok | "v1" (Deployed) |  |  |',
    )
  })

  it('are told as unknown, each by itself, with the reason', () => {
    expect(describeHealthCauses({ environment: denied, instances: denied })).toEqual([
      'The causes of its health: unknown (AWS denied it.)',
      'The health of its instances: unknown (AWS denied it.)',
    ])
    const summary = renderMarkdown(renderHealthCauses({ environment, instances: denied }), 10_000)
    expect(summary).toContain('- Command failed on 1 out of 2 instances.')
    expect(summary).toContain('The health of its instances: unknown (AWS denied it.)')
  })

  it('are bounded: the first instances and causes are shown, the others counted', () => {
    const causes = Array.from({ length: 1000 }, (_, index) => `cause ${index}`)
    const list = Array.from({ length: 1000 }, (_, index) => ({ ...sick, instanceId: `i-${index}`, causes }))
    const many = { environment: { ...environment, causes }, instances: { kind: 'known', list } } as const
    for (const text of [describeHealthCauses(many).join('\n'), renderMarkdown(renderHealthCauses(many), 100_000)]) {
      expect(text).toContain('… and 990 more instances')
      expect([text.includes('i-9'), text.includes('i-10'), text.includes('cause 4'), text.includes('cause 5')]).toEqual(
        [true, false, true, false],
      )
    }
  })
})

describe('what runs now', () => {
  it('is what the environment calls its version, and what each instance was told to run', () => {
    const state = { status: 'Ready', health: 'Red', versionLabel: 'v1' }
    const products = { environmentName: 'chat-prod', acceptedPart: 'all', state, healthCauses: both }
    expect(describeRunning(Object.assign(openProducts(), products))).toEqual([
      'The environment "chat-prod" was Ready, health Red, with the version "v1", when it was seen last.',
      'Its instances were told to run: i-1 "v2" (Failed); i-2 "v1" (Deployed).',
    ])
  })

  it('is not what the instances had before a roll back', () => {
    const state = { status: 'Ready', health: 'Green', versionLabel: 'v1' }
    const products = { environmentName: 'chat-prod', state, healthCauses: both, rollBack: { kind: 'done' } }
    expect(describeRunning(Object.assign(openProducts(), products))).toHaveLength(1)
  })

  it('is not told where no environment was seen', () => {
    expect(describeRunning(openProducts())).toEqual([])
  })
})
