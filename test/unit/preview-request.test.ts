import { describe, expect, it } from 'vitest'
import type { ActionError } from '../../src/action-error.ts'
import { listMasks } from '../../src/inputs/handshake-inputs.ts'
import { readPreviewRequest } from '../../src/inputs/preview-request.ts'

const required = { 'application-name': 'chat', 'base-environment-name': 'chat-staging', 'github-token': 'ghs_1' }
const NAMESPACE = 'aws:elasticbeanstalk:application:environment'

function read(inputs: Record<string, string> = {}) {
  return readPreviewRequest(name => ({ ...required, ...inputs })[name] ?? '', { region: 'eu-central-1' })
}

function complaintsAbout(inputs: Record<string, string>): string[] {
  try {
    read(inputs)
  } catch (error) {
    return (error as ActionError).hint.split('\n')
  }
  return []
}

describe('the inputs of preview', () => {
  it('need no more than the two names', () => {
    expect(read()).toEqual({
      region: 'eu-central-1',
      applicationName: 'chat',
      baseEnvironmentName: 'chat-staging',
      bundle: { packagePath: undefined, sourceDirectory: '.', excludePatterns: [], symlinks: 'preserve' },
      optionSettings: [],
      variableValues: [],
      copiesVariables: true,
      instanceType: undefined,
      onlyWithLabel: undefined,
      pullRequest: undefined,
      maxAgeMs: 7 * 24 * 3_600_000,
      maxPreviews: 5,
      requireCredentials: false,
      token: 'ghs_1',
      deploymentTimeoutMs: 1_800_000,
      aws: { maxRetries: 2, retryDelayMs: 5000, logRequests: false },
      proxy: { mode: 'auto', timeoutSeconds: 3600, hasBeacon: false },
      preflight: 'auto',
      handshake: {
        url: undefined,
        path: undefined,
        timeoutMs: undefined,
        failOn: 'error',
        inARow: 2,
        probe: expect.objectContaining({ protocol: 'auto', holdMs: 0, resolve: [], ca: undefined }),
      },
    })
  })

  it('are taken as they are written', () => {
    const inputs = {
      'copy-environment-variables': 'none',
      'instance-type': 't4g.small',
      'only-with-label': 'needs preview 🚀',
      'pull-request': '12',
      'max-age': '36h',
      'max-previews': '2',
      'require-credentials': 'true',
      'github-token': 'ghs_abc',
      'websocket-path': '/ws',
      'handshake-timeout': '5',
    }
    expect(read(inputs)).toMatchObject({
      copiesVariables: false,
      instanceType: 't4g.small',
      onlyWithLabel: 'needs preview 🚀',
      pullRequest: 12,
      maxAgeMs: 36 * 3_600_000,
      maxPreviews: 2,
      requireCredentials: true,
      token: 'ghs_abc',
      handshake: { path: '/ws', timeoutMs: 5000 },
    })
  })

  it('are complained about all at once, each with what to write', () => {
    const complaints = complaintsAbout({
      'base-environment-name': '-x',
      'application-name': 'a/b',
      'aws-region': 'Frankfurt',
      'environment-variables': 'no equals sign\nA=1\n=2\nA=3',
      'copy-environment-variables': 'some',
      'instance-type': 'small',
      'only-with-label': 'x'.repeat(51),
      'pull-request': '#12',
      'max-age': '59m',
      'max-previews': '0',
      'require-credentials': 'yes',
      'websocket-path': 'ws',
      headers: 'Upgrade: websocket',
      'deployment-timeout': 'soon',
    })
    expect(complaints).toHaveLength(16)
    for (const complaint of complaints) expect(complaint).toMatch(/^'[a-z-]+' (was|had|could) .*\. .+/)
  })

  it('say which of the names is missing', () => {
    const missing = { 'application-name': '', 'base-environment-name': '' }
    expect(complaintsAbout(missing)).toEqual([
      expect.stringMatching(/^'application-name' was not given\. Write/),
      expect.stringMatching(/^'base-environment-name' was not given\. Write .*"chat-staging"/),
    ])
  })

  it.each([
    ['60m', 3_600_000],
    ['1h', 3_600_000],
    ['7d', 604_800_000],
    ['2w', 1_209_600_000],
    ['52w', 31_449_600_000],
    ['365d', 31_536_000_000],
  ])('take %s for an age', (text, ageMs) => {
    expect(read({ 'max-age': text }).maxAgeMs).toBe(ageMs)
  })

  it.each(['59m', '0h', '366d', '53w', '7', '1.5d', '-1d', '7 days', '7s', '1e2d'])('refuse "%s" as an age', text => {
    expect(complaintsAbout({ 'max-age': text })).toEqual([
      `'max-age' was "${text}". Write a number with m, h, d or w, from "1h" to "365d", such as "7d".`,
    ])
  })

  it.each(['t3', 't3.small, t3.micro', 'T3.small', '.small'])('refuse "%s" as an instance type', text => {
    expect(complaintsAbout({ 'instance-type': text })[0]).toContain(`was "${text}". Write one instance type`)
  })

  it.each(['0', '-1', '1.5', '#12', '12345678901'])('refuse "%s" as the number of a pull request', text => {
    expect(complaintsAbout({ 'pull-request': text })[0]).toContain(`was "${text}". Write the number`)
  })

  it('count the characters of a label as GitHub does, and take one', () => {
    expect(read({ 'only-with-label': '🚀'.repeat(50) }).onlyWithLabel).toBe('🚀'.repeat(50))
    expect(complaintsAbout({ 'only-with-label': '🚀'.repeat(51) })[0]).toContain('at most 50 characters')
    expect(complaintsAbout({ 'only-with-label': 'preview\ndeploy' })[0]).toContain('one label')
  })
})

describe('environment variables', () => {
  it('come after the option settings, and hold what is behind the first equals sign', () => {
    const inputs = {
      'option-settings': `${NAMESPACE}:A=of-settings`,
      'environment-variables': '# comment\nA=a\nB = x=y=\n\nC=\nD="in quotes"',
    }
    expect(read(inputs).optionSettings).toEqual(
      Object.entries({ A: 'of-settings' })
        .concat(Object.entries({ A: 'a', B: 'x=y=', C: '', D: '"in quotes"' }))
        .map(([optionName, value]) => ({ namespace: NAMESPACE, optionName, value })),
    )
  })

  it.each([
    ['the-secret-itself', 'had no "NAME=value" in line 1'],
    ['export KEY=the-secret-itself', 'had a name that Beanstalk refuses in line 1'],
    ['=the-secret-itself', 'had a name that Beanstalk refuses in line 1'],
    [`${'N'.repeat(129)}=the-secret-itself`, 'had a name that Beanstalk refuses in line 1'],
    ['KEY=the-secret-itself\nKEY=the-secret-itself', 'had "KEY" more than once'],
  ])('are told without their value where they are wrong', (text, told) => {
    const [complaint, ...others] = complaintsAbout({ 'environment-variables': text })
    expect(complaint).toContain(`'environment-variables' ${told}. Write one `)
    expect(complaint).not.toContain('the-secret-itself')
    expect(others).toEqual([])
  })

  it('are masked, in every form, and so is the password of a URL', () => {
    const url = 'postgres://chat:p%40ss-word-1@db.example.com/chat'
    const { variableValues } = read({ 'environment-variables': `KEY=0123456789\nDATABASE_URL=${url}\nPIN=4711` })
    expect(variableValues).toEqual(['0123456789', url, 'p%40ss-word-1', 'p@ss-word-1', '4711'])
    expect(listMasks(variableValues)).toEqual(expect.arrayContaining([encodeURIComponent(url), 'p@ss-word-1']))
  })

  it('are hidden among the option settings, too, and nothing else of those is', () => {
    const settings = `${NAMESPACE}:KEY=0123456789\naws:ec2:instances:InstanceTypes=t3.small`
    expect(read({ 'option-settings': settings }).variableValues).toEqual(['0123456789'])
  })

  it('are not hidden where they are what the run itself shows, or what everybody has', () => {
    const shown =
      'REGION=eu-central-1\nNAME=chat\nBASE=chat-staging\nNODE_ENV=production\nDDL_AUTO=update\nDEBUG=true\nPORT=80\nBAD=%'
    expect(read({ 'environment-variables': shown }).variableValues).toEqual([])
  })
})
