import { describe, expect, it } from 'vitest'
import { openNoHost } from '../../src/local-beanstalk/host/no-host.ts'
import { findHarm } from '../support/hostile-run.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { openPreviewScenario } from '../support/preview-scenario.ts'
import { findForeignMarkup } from '../support/rendered-markdown.ts'

const VARIABLES = 'aws:elasticbeanstalk:application:environment'
const SECRETS = {
  copied: 'c0pied-of-the-base-4711',
  given: 'g1ven-to-the-preview-4712',
  header: 'h3ader-of-the-check-4713',
  short: 'sh0rt',
}
const QUICK = { 'proxy-files': 'off', preflight: 'off' }

describe('a preview', { timeout: 180_000 }, () => {
  it('whose app prints its variables and crashes shows none of their values', async () => {
    const base = { optionSettings: [{ Namespace: VARIABLES, OptionName: 'API_KEY', Value: SECRETS.copied }] }
    const scenario = await openPreviewScenario({ paceMsPerSecond: 0, base })
    const pullRequest = scenario.openPullRequest()
    const files = {
      'server.js': 'console.log("my variables", JSON.stringify(process.env)); throw new Error("no database")',
    }
    const inputs = {
      ...QUICK,
      'handshake-timeout': '1',
      'environment-variables': `PIN=73\nSHORT=${SECRETS.short}\nSESSION_KEY=${SECRETS.given}`,
      headers: `Authorization: Bearer ${SECRETS.header}`,
    }
    const env = { ACTIONS_STEP_DEBUG: 'true' }
    const run = await scenario.run('opened', pullRequest, { inputs, files, env })
    expect([run.exitCode, run.outputs.action], run.log).toEqual([1, 'created'])
    expect(run.log).toMatch(/Debug: GitHub GET \/repos\/octo-org\/chat\/pulls\/\d+: 200 in \d+ ms/)
    expect(run.log).toMatch(/Debug: AWS elasticbeanstalk:CreateEnvironment \(.*\): 200 in \d+ ms/)
    const comment = scenario.comment(pullRequest) ?? ''
    for (const shown of [comment, run.summary]) {
      expect(shown).toContain('my variables')
      expect(shown).toContain('no database')
    }
    const places = { comment, log: run.log, printed: run.printed, summary: run.summary, ...run.temporaryFiles }
    const outputs = JSON.stringify(run.outputs)
    for (const [place, text] of Object.entries({ ...places, outputs })) {
      for (const [name, secret] of Object.entries(SECRETS))
        expect(text.includes(secret), `${name} in ${place}`).toBe(false)
    }
    const [report = '{}'] = Object.values(run.temporaryFiles)
    expect(JSON.parse(report).plan.optionSettings).toContainEqual({
      namespace: VARIABLES,
      optionName: 'PIN',
      value: '***',
    })
    expect(comment).toContain('It has variables of chat-staging:** `API_KEY`')
    expect(scenario.deployments(pullRequest)).toEqual(['failure'])
  })

  it('takes nothing of a branch, a label, a title or an event for its own words', async () => {
    const scenario = await openPreviewScenario({ host: openNoHost(), paceMsPerSecond: 0 })
    const inputs = { ...QUICK, 'fail-on': 'never', 'handshake-timeout': '1', 'max-previews': '100' }
    const texts = HOSTILE_TEXTS.map(({ text }) => text.replaceAll('\0', '').slice(0, 5000).toWellFormed())
    const all = texts.join(' ')
    const pullRequest = scenario.openPullRequest({
      title: all,
      headBranch: all.slice(0, 20_000),
      labels: texts.slice(0, 60),
    })
    const run = await scenario.run('opened', pullRequest, { inputs })
    expect(withoutOwnLink(findHarm(run)), run.log.slice(0, 2000)).toEqual([])
    expect(run.outputs.action, run.log).toBe('created')
    const [mark, ...lines] = (scenario.comment(pullRequest) ?? '').split('\n')
    expect(mark).toBe('<!-- beanstalk-websockets: preview -->')
    expect(withoutOwnLink(findForeignMarkup(lines.join('\n')))).toEqual([])
    for (const [index, text] of texts.entries()) {
      if (index % 20 > 0) continue
      const [action, only] = [text, texts[(index + 1) % texts.length]?.slice(0, 50).trim() || 'x']
      const payload = { action: 'labeled', label: { name: text }, workflow_run: { event: text }, pull_request: {} }
      const other = await scenario.runOn({ name: text.slice(0, 1000), payload }, { inputs })
      expect(withoutOwnLink(findHarm(other)), other.log.slice(0, 2000)).toEqual([])
      const labeled = await scenario.run({ labeled: action }, pullRequest, {
        inputs: { ...inputs, 'only-with-label': only },
      })
      expect(withoutOwnLink(findHarm(labeled)), labeled.log.slice(0, 2000)).toEqual([])
    }
  })
})

/** The page of the preview is the only place that is linked, beside GitHub's and AWS's. */
function withoutOwnLink(found: readonly string[]): string[] {
  return found.filter(markup => !/<a href="http:\/\/127\.0\.0\.1:\d+\/">$/.test(markup))
}
