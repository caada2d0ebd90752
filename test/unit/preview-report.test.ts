import { expect, it } from 'vitest'
import { makePreviewReport } from '../../src/report/preview-report.ts'
import * as sample from './preview-samples.ts'

const VARIABLES = 'aws:elasticbeanstalk:application:environment'

it('the report file has the names of variables and of unknown options, and values of neither, however short', () => {
  const own = [
    { namespace: VARIABLES, optionName: 'PIN', value: '7' },
    { namespace: 'aws:rds:dbinstance', optionName: 'DBPassword', value: 'hunter2' },
  ]
  const plan = { ...sample.PLAN, optionSettings: [...sample.PLAN.optionSettings, ...own] }
  const report = makePreviewReport({ ...sample.previewOf(), plan }, { ok: true, headline: 'It is live' }, [])
  expect(report.plan?.optionSettings).toContainEqual({ namespace: VARIABLES, optionName: 'PIN', value: '***' })
  const values = report.plan?.optionSettings.map(({ optionName, value }) => `${optionName}=${value}`)
  expect(values).toEqual([
    'EnvironmentType=SingleInstance',
    'DATABASE_URL=***',
    'REDIS_URL=***',
    'LOG_LEVEL=***',
    'PIN=***',
    'DBPassword=***',
  ])
})
