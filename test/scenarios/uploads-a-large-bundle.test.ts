import { CreateStorageLocationCommand } from '@aws-sdk/client-elastic-beanstalk'
import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { describe, expect, it, vi } from 'vitest'
import type { Fault } from '../../src/local-beanstalk/faults/catalogue.ts'
import { type DeployScenario, openScenario } from '../support/deploy-scenario.ts'
import { writeLargeBundle } from '../support/large-bundle.ts'
import { scaled } from '../support/scale.ts'
import { openWorkspace } from '../support/workspace.ts'

const LARGE = { 'deployment-package-path': 'large.zip' }
const FOREVER_MS = 600_000

async function unfinished({ clients }: DeployScenario): Promise<number> {
  const { S3Bucket } = await clients.elasticBeanstalk.send(new CreateStorageLocationCommand({}))
  const { Uploads = [] } = await clients.s3.send(new ListMultipartUploadsCommand({ Bucket: S3Bucket }))
  return Uploads.length
}

describe('a bundle of more than 64 MB', { timeout: 180_000 }, () => {
  it('is uploaded in parts, and known again by their checksums', async () => {
    const scenario = await openScenario()
    const { path: workspace } = await openWorkspace()
    await writeLargeBundle(workspace)
    scenario.beanstalk.setFaults([
      { kind: 'answer-lost', operation: 's3:UploadPart', times: 1 },
      { kind: 'unavailable', operation: 's3:CompleteMultipartUpload', times: 1 },
    ])
    const inputs = { ...LARGE, 'version-label': 'large', 'retry-delay': '0' }
    const first = await scenario.deploy({ workspace, inputs, timeoutMs: 120_000 })
    expect(first.exitCode, first.log).toBe(0)
    expect(first.log).toMatch(
      /Part \d of 5 was interrupted \(s3:UploadPart could not reach AWS .*\); it is sent again\./,
    )
    expect(scenario.changes()).toContain('CompleteMultipartUpload')

    const second = await scenario.deploy({ workspace, inputs: { ...inputs, 'dry-run': 'true' } })
    expect(second.exitCode, second.log).toBe(0)
    expect(second.log).toContain('Use the version "large" that exists, with the same bytes.')

    await writeLargeBundle(workspace, 'another')
    const third = await scenario.deploy({ workspace, inputs })
    expect(third.annotations[0]?.message).toContain('has already, with another bundle.')
  })

  it('leaves nothing behind when the job is cancelled, at whatever point of its upload', async () => {
    const scenario = await openScenario()
    const { path: workspace } = await openWorkspace()
    await writeLargeBundle(workspace)
    const slow = (operation: string): Fault => ({ kind: 'slow', operation, ms: FOREVER_MS })
    const unavailable = (operation: string): Fault => ({ kind: 'unavailable', operation })
    const points: [operation: string, times: number, ...Fault[]][] = [
      ['CreateMultipartUpload', 1, slow('s3:CreateMultipartUpload')],
      ['UploadPart', 2, slow('s3:UploadPart')],
      ['CompleteMultipartUpload', 1, slow('s3:CompleteMultipartUpload')],
      ['CreateStorageLocation', 1, slow('elasticbeanstalk:CreateStorageLocation')],
      ['HeadObject', 1, slow('s3:GetObject')],
      ['CreateMultipartUpload', 1, { kind: 'answer-lost', operation: 's3:CreateMultipartUpload' }],
      ['UploadPart', 1, unavailable('s3:UploadPart')],
      ['UploadPart', 4],
      ['CompleteMultipartUpload', 1, unavailable('s3:CompleteMultipartUpload')],
      ['CreateApplicationVersion', 1, slow('elasticbeanstalk:CreateApplicationVersion')],
    ]
    const inputs = { ...LARGE, 'proxy-files': 'off', preflight: 'off' }
    for (const [index, [operation, times, ...faults]] of points.slice(0, scaled(3, 10)).entries()) {
      const count = () => scenario.beanstalk.requests.filter(request => request.operation === operation).length
      const before = count()
      scenario.beanstalk.setFaults(faults)
      const started = await scenario.start({ workspace, inputs: { ...inputs, 'version-label': `cut-${index}` } })
      await vi.waitFor(() => expect(count()).toBeGreaterThanOrEqual(before + times), { timeout: 60_000 })
      const cancelledMs = performance.now()
      started.cancel()
      const run = await started.finished
      const point = `${operation}, ${times}\n${run.log}`
      // SIGKILL would have been a signal, and SIGTERM comes after 7.5 s.
      expect([run.exitCode, run.signal], point).toEqual([1, null])
      expect(performance.now() - cancelledMs, point).toBeLessThan(7000)
      expect(run.annotations[0]?.message, point).toContain('The run was cancelled (SIGINT).')
      scenario.beanstalk.setFaults([])
      expect(await unfinished(scenario), point).toBe(0)
    }
  })
})
