import { describe, expect, it } from 'vitest'
import type { ActionError } from '../../src/action-error.ts'
import { readDeployRequest } from '../../src/inputs/deploy-request.ts'

const required = { 'application-name': 'chat', 'environment-name': 'chat-prod' }
const defaults = { region: 'eu-central-1', versionLabel: 'abc-1-1' }

function read(inputs: Record<string, string>) {
  return readDeployRequest(name => inputs[name] ?? '', defaults)
}

function complaintsAbout(inputs: Record<string, string>): string[] {
  try {
    read({ ...required, ...inputs })
  } catch (error) {
    return (error as ActionError).hint.split('\n')
  }
  return []
}

describe('the inputs of deploy', () => {
  it('need no more than the two names', () => {
    const request = read(required)
    expect(request).toMatchObject({
      region: 'eu-central-1',
      deploymentTimeoutMs: 1_800_000,
      minimumHealth: 'Yellow',
      version: { label: 'abc-1-1', reuse: true },
      handshake: { url: undefined, path: undefined, timeoutMs: undefined },
      proxy: { mode: 'auto', timeoutSeconds: 3600 },
      inbound: { mode: 'ensure', securityGroupId: undefined, allowFrom: [] },
    })
  })

  it('leave the load balancer alone, and refuse what only tuning carries out', () => {
    expect(read(required).loadBalancer).toEqual({ mode: 'leave', classicListener: 'leave', isSticky: false })
    const asked = { 'classic-listener': 'tcp', stickiness: 'true' }
    expect(complaintsAbout(asked)).toEqual([
      expect.stringMatching(/^'classic-listener' was "tcp". Write "load-balancer: tune" as well/),
      expect.stringMatching(/^'stickiness' was "true". Write "load-balancer: tune" as well/),
    ])
    const tuned = read({ ...required, ...asked, 'load-balancer': 'tune' })
    expect(tuned.loadBalancer).toEqual({ mode: 'tune', classicListener: 'tcp', isSticky: true })
  })

  it('are complained about all at once', () => {
    const complaints = complaintsAbout({
      'environment-name': '-x',
      'aws-region': 'Frankfurt',
      'deployment-timeout': 'soon',
      'security-group-rule': 'open',
      'websocket-path': 'ws',
      'websocket-url': 'https://example.com',
      headers: 'Upgrade: websocket',
      'dry-run': 'maybe',
    })
    expect(complaints).toHaveLength(8)
    for (const complaint of complaints) expect(complaint).toMatch(/^'[a-z-]+' (was|had|could) .*\. .+/)
  })

  it('are quoted as they were received', () => {
    expect(complaintsAbout({ 'deployment-timeout': '15m' })[0]).toContain('was "15m"')
  })

  it('take one platform of an environment that is created, by its name or its ARN', () => {
    const stack = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'
    const arn = 'arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 24 running on 64bit Amazon Linux 2023/6.7.2'
    expect(read(required).creation).toEqual({ mayCreateEnvironment: true, mayCreateApplication: true })
    expect(read({ ...required, 'solution-stack-name': stack }).creation).toMatchObject({ solutionStackName: stack })
    expect(read({ ...required, 'platform-arn': arn }).creation).toMatchObject({ platformArn: arn })
    expect(complaintsAbout({ 'solution-stack-name': stack, 'platform-arn': arn })[0]).toContain('Remove one')
    expect(complaintsAbout({ 'platform-arn': stack })[0]).toContain('Write the ARN')
  })

  it.each(['abc', 'a.b-c', '-chat', 'chat-', 'x'.repeat(64)])('refuse the host name that begins with "%s"', prefix => {
    expect(complaintsAbout({ 'cname-prefix': prefix })[0]).toContain('4 to 63')
  })

  it('leave the patience of the handshake open where nobody says it', () => {
    expect(read(required).handshake.timeoutMs).toBeUndefined()
    expect(read({ ...required, 'handshake-timeout': '5' }).handshake.timeoutMs).toBe(5000)
  })

  it('take wait-for-environment-recovery: false for minimum-health: any', () => {
    expect(read({ ...required, 'wait-for-environment-recovery': 'false' }).minimumHealth).toBe('any')
  })

  it('take option settings as lines and as JSON', () => {
    const expected = [{ namespace: 'aws:elasticbeanstalk:application:environment', optionName: 'A', value: 'b=c' }]
    const json = JSON.stringify([{ Namespace: expected[0]?.namespace, OptionName: 'A', Value: 'b=c' }])
    const line = 'aws:elasticbeanstalk:application:environment:A=b=c'
    expect(read({ ...required, 'option-settings': line }).optionSettings).toEqual(expected)
    expect(read({ ...required, 'option-settings': json }).optionSettings).toEqual(expected)
    expect(complaintsAbout({ 'option-settings': '[{]' })[0]).toContain('not valid JSON')
  })

  it('split patterns at commas and lines, not inside braces', () => {
    const patterns = read({ ...required, 'exclude-patterns': '*.log, *.{a,b}\ncoverage' }).bundle.excludePatterns
    expect(patterns).toEqual(['*.log', '*.{a,b}', 'coverage'])
  })

  it('take the ranges of allow-from by commas and lines, each once, as EC2 writes them', () => {
    const written = '203.0.113.0/24, 2001:DB8:0::/32\n# the office\n203.0.113.0/24'
    expect(read({ ...required, 'allow-from': written }).inbound.allowFrom).toEqual(['203.0.113.0/24', '2001:db8::/32'])
  })

  it.each([
    ['203.0.113.7', '"203.0.113.7/32"'],
    ['2001:db8::7', '"2001:db8::7/128"'],
    ['10.1.2.3/8', '"10.0.0.0/8"'],
    ['10.0.0.0/33', 'CIDRs, such as'],
    ['everybody', 'CIDRs, such as'],
  ])('refuse "%s" as a range, of which EC2 would make another one, and tell what to write', (entry, instead) => {
    expect(complaintsAbout({ 'allow-from': `198.51.100.0/24, ${entry}` })).toEqual([
      expect.stringMatching(new RegExp(`^'allow-from' had "${entry}"\\. Write .*${instead}`)),
    ])
  })

  it('tell every range of allow-from that is wrong, each once', () => {
    const written = '203.0.113.7, 198.51.100.0/24, everybody, 10.1.2.3/8, everybody'
    expect(complaintsAbout({ 'allow-from': written })).toEqual(
      ['203.0.113.7', 'everybody', '10.1.2.3/8'].map(entry => expect.stringContaining(`had "${entry}"`)),
    )
  })

  it('say of a label that is wrong what the rule is, and what to paste', () => {
    expect(complaintsAbout({ 'version-label': 'feature/chat-1' })).toEqual([
      `'version-label' was "feature/chat-1". A label has 1 to 100 characters, and none of them is a slash: write "version-label: feature-chat-1", or make it of something else: "version-label: \${{ github.sha }}".`,
    ])
    const [long] = complaintsAbout({ 'version-label': `a/${'b'.repeat(100)}7` })
    expect(long).toContain(', which has 103 characters. ')
    const [, corrected = ''] = /write "version-label: (.+?)"/.exec(long ?? '') ?? []
    expect(corrected).toBe(`${'b'.repeat(99)}7`)
    expect(read({ ...required, 'version-label': corrected }).version.label).toBe(corrected)
  })

  it('refuse allow-from where nobody looks at the groups', () => {
    expect(complaintsAbout({ 'allow-from': '10.0.0.0/8', 'security-group-rule': 'off' })[0]).toContain('was "off"')
  })
})
