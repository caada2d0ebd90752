import { describe, expect, it } from 'vitest'
import { readFrontSettings } from '../../src/proxy/read-front-settings.ts'

const read = (files: Readonly<Record<string, string>>) =>
  readFrontSettings({ names: Object.keys(files), readText: async (name: string) => files[name] })

describe('what the bundle sets about its front', () => {
  it('is known in both forms, the last of several', async () => {
    const settings = await read({
      '.ebextensions/a.config': `option_settings:
  aws:elb:listener:443:
    ListenerProtocol: SSL
  aws:elasticbeanstalk:environment:process:default:
    StickinessEnabled: true
  aws:elasticbeanstalk:application:environment:
    TOKEN: secret
`,
      '.ebextensions/b.config': `option_settings:
  - namespace: aws:elb:listener:443
    option_name: ListenerProtocol
    value: TCP
  - 5
`,
    })
    expect(settings).toEqual([
      { namespace: 'aws:elb:listener:443', optionName: 'ListenerProtocol', value: 'TCP' },
      { namespace: 'aws:elasticbeanstalk:environment:process:default', optionName: 'StickinessEnabled', value: 'true' },
    ])
  })

  it('is nothing in a file that is no YAML', async () => {
    expect(await read({ '.ebextensions/a.config': 'option_settings: [' })).toEqual([])
  })
})
