import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import { listVariableSecrets } from '../../src/inputs/environment-variables.ts'
import { renderMarkdown } from '../../src/markdown.ts'
import type { CommentSubject } from '../../src/report/comment-subject.ts'
import { type CommentState, renderPreviewComment } from '../../src/report/preview-comment.ts'
import type { PreviewProducts, RemovalReason } from '../../src/report/preview-products.ts'
import { judgePreview } from '../../src/report/preview-verdict.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { findForeignMarkup, listTags, renderGfm } from '../support/rendered-markdown.ts'
import { answer, opened, refusedAlike } from './handshake-evidence.ts'
import * as sample from './preview-samples.ts'
import { handshakeOf } from './preview-samples.ts'

const MOST_CHARACTERS = 65_536

function show(state: CommentState, more: Partial<CommentSubject> = {}): string {
  return renderMarkdown(renderPreviewComment({ ...sample.SUBJECT, ...more }, state), MOST_CHARACTERS)
}

function end(kind: 'live' | 'failed', products: PreviewProducts, error?: unknown): CommentState {
  const verdict = judgePreview(products, error, sample.CHANGES)
  return { kind, products, verdict, changes: sample.CHANGES }
}

function removed(because: RemovalReason, left: readonly string[] = []): CommentState {
  return { kind: 'removed', because, left }
}

/** As people read it: what is folded stands as its title alone. */
function read(state: CommentState, more: Partial<CommentSubject> = {}): string {
  return show(state, more)
    .replaceAll(/<details><summary>(.*?)<\/summary>.*?<\/details>/gs, '▸ $1')
    .replaceAll('&#35;&#8288;', '#')
    .replaceAll('&#58;', ':')
}

const working = { kind: 'working', does: 'create', stage: 'Beanstalk launches the instance' } as const

describe('the comment on a pull request', () => {
  it('shows a live preview: its addresses first, what proves it, what to be careful about, the rest folded', () => {
    expect(read(end('live', sample.previewOf()))).toMatchInlineSnapshot(`
      "## ✅ Preview of #12 is live, and a WebSocket was opened

      **Page:** [http://chat-pr-12-3fa9c1e.eu-central-1.elasticbeanstalk.com/](<http://chat-pr-12-3fa9c1e.eu-central-1.elasticbeanstalk.com/>)<br>
      **WebSocket:** \`ws://chat-pr-12-3fa9c1e.eu-central-1.elasticbeanstalk.com/ws\`

      | | |
      |---|---|
      | **Handshake** | accepted: opening handshake 12 ms, ping answered in 3.0 ms |
      | **Version** | chat-pr-12-3fa9c1e-1a2b3c4d5e6f-19283746501-1 (commit [1a2b3c4](<https://github.com/octo-org/chat/commit/1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d>)) |
      | **Environment** | chat / chat-pr-12-3fa9c1e, eu-central-1: Ready, health Green |
      | **Time** | created in 3 min 11 s, at 2026-11-03 14:05 UTC |
      | **Expires** | 2026-11-10 14:05 UTC (in 7 days), unless a commit is pushed before |

      A single instance serves \`ws://\` only: a page that came by \`https://\` cannot open it. For \`wss://\` it needs a domain of your own, with a certificate on a load balancer (\`option-settings\`) or on the instance.

      ⚠️ **It has variables of chat-staging:** \`DATABASE_URL\`, \`REDIS_URL\`, \`LOG_LEVEL\`. Where they name a database, what this branch does to it, migrations included, is done to that of chat-staging.

      ▸ Evidence of the handshake (2 attempts, the last one is shown)

      ▸ Events of the deployment (7)

      ▸ What was changed (3)

      [The run, with its log and summary](<https://github.com/octo-org/chat/actions/runs/19283746501>)
      "
    `)
  })

  it('shows how far a creation is', () => {
    expect(read({ ...working, progress: 0.5, elapsedMs: 80_000 })).toMatchInlineSnapshot(`
      "## ⏳ Creating the preview of #12

      ▰▰▰▰▰▰▱▱▱▱▱▱ **Beanstalk launches the instance** · 1 min 20 s

      Commit [1a2b3c4](<https://github.com/octo-org/chat/commit/1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d>), environment chat-pr-12-3fa9c1e.

      [Follow the run](<https://github.com/octo-org/chat/actions/runs/19283746501>)
      "
    `)
  })

  it('shows where the version before answers while another is deployed', () => {
    const url = `http://${sample.CNAME}/`
    const stage = 'Beanstalk deploys the version'
    const state = { ...working, does: 'update', stage, progress: 0.3, elapsedMs: 21_000, liveUrl: url } as const
    expect(read(state)).toMatchInlineSnapshot(`
      "## ⏳ Updating the preview of #12

      ▰▰▰▰▱▱▱▱▱▱▱▱ **Beanstalk deploys the version** · 21 s

      Until it is replaced, the version before answers at [http://chat-pr-12-3fa9c1e.eu-central-1.elasticbeanstalk.com/](<http://chat-pr-12-3fa9c1e.eu-central-1.elasticbeanstalk.com/>)

      Commit [1a2b3c4](<https://github.com/octo-org/chat/commit/1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d>), environment chat-pr-12-3fa9c1e.

      [Follow the run](<https://github.com/octo-org/chat/actions/runs/19283746501>)
      "
    `)
  })

  it.each([
    [-1, '▱▱▱▱▱▱▱▱▱▱▱▱'],
    [Number.NaN, '▱▱▱▱▱▱▱▱▱▱▱▱'],
    [0.04, '▱▱▱▱▱▱▱▱▱▱▱▱'],
    [1, '▰▰▰▰▰▰▰▰▰▰▰▰'],
    [7, '▰▰▰▰▰▰▰▰▰▰▰▰'],
  ])('has a bar of one length, however far it is: %s', (progress, bar) => {
    expect(show({ ...working, progress, elapsedMs: 0 })).toContain(`\n${bar} **`)
  })

  it('shows first what went wrong, and what to do', () => {
    expect(read(end('failed', sample.silentApp()))).toMatchInlineSnapshot(`
      "## ❌ Preview of #12: deployed, but no WebSocket could be opened

      **The app does not listen.** The proxy answered the opening handshake and a plain GET with 502: it could not reach the app.

      **What to do:** Let the app listen on the port in the variable PORT, on 127.0.0.1 or 0.0.0.0, and read in its log why it does not.

      \`\`\`text
      aws elasticbeanstalk request-environment-info --info-type tail --environment-name NAME
      sleep 30
      aws elasticbeanstalk retrieve-environment-info --info-type tail --environment-name NAME --query "EnvironmentInfo[].Message" --output text | xargs -n 1 curl -s
      \`\`\`

      More about it in beanstalk-websockets: \`docs/findings.md#application-down\`

      \`\`\`mermaid
      %%{init: {"flowchart": {"padding": 6, "rankSpacing": 22}}}%%
      flowchart LR
        accDescr: client, DNS passed, port 80 passed, proxy suspected, app suspected
        n0["Client"]:::good
        n1["✓ DNS<br/>1.0 ms"]:::good
        n2["✓ Port 80<br/>1.0 ms"]:::good
        n3["? Proxy<br/>suspected"]:::doubtful
        n4["? App<br/>suspected"]:::doubtful
        n0 --> n1
        n1 --> n2
        n2 --> n3
        n3 --> n4
        classDef good fill:#dafbe1,stroke:#1a7f37,color:#0a3c17
        classDef doubtful fill:#fff1b8,stroke:#9a6700,stroke-width:3px,color:#4d2d00
      \`\`\`

      **Page:** [http://chat-pr-12-3fa9c1e.eu-central-1.elasticbeanstalk.com/](<http://chat-pr-12-3fa9c1e.eu-central-1.elasticbeanstalk.com/>)<br>
      **WebSocket:** \`ws://chat-pr-12-3fa9c1e.eu-central-1.elasticbeanstalk.com/ws\`

      | | |
      |---|---|
      | **Handshake** | rejected (finding: application-down, layer: application or proxy, unsure) |
      | **Version** | chat-pr-12-3fa9c1e-1a2b3c4d5e6f-19283746501-1 (commit [1a2b3c4](<https://github.com/octo-org/chat/commit/1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d>)) |
      | **Environment** | chat / chat-pr-12-3fa9c1e, eu-central-1: Ready, health Green |
      | **Time** | failed after 3 min 11 s, at 2026-11-03 14:05 UTC |
      | **Expires** | 2026-11-10 14:05 UTC (in 7 days), unless a commit is pushed before |

      A single instance serves \`ws://\` only: a page that came by \`https://\` cannot open it. For \`wss://\` it needs a domain of your own, with a certificate on a load balancer (\`option-settings\`) or on the instance.

      ⚠️ **It has variables of chat-staging:** \`DATABASE_URL\`, \`REDIS_URL\`, \`LOG_LEVEL\`. Where they name a database, what this branch does to it, migrations included, is done to that of chat-staging.

      ▸ Evidence of the handshake (2 attempts, the last one is shown)

      ▸ Last lines of the logs of i-0123456789abcdef0

      ▸ Events of the deployment (7)

      ▸ What was changed (3)

      [The environment's events in the AWS console](<https://eu-central-1.console.aws.amazon.com/elasticbeanstalk/home?region=eu-central-1#/environment/events?applicationName=chat&environmentId=e-rpqsewtp2j>)

      [The run, with its log and summary](<https://github.com/octo-org/chat/actions/runs/19283746501>)
      "
    `)
  })

  it('has the end of a long log, and of a long line its beginning', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index} ${'x'.repeat(1000)}`)
    const logs = [{ instanceId: 'i-1', files: [{ path: '/var/log/web.stdout.log', lines }] }]
    const deployment = sample.deploymentOf({ logs, handshake: handshakeOf(refusedAlike(answer(404))) })
    const shown = show(end('failed', sample.previewOf({ deployment })))
    expect(shown.match(/^line \d+/gm)?.slice(0, 2)).toEqual(['line 80', 'line 81'])
    expect(shown).not.toContain('x'.repeat(300))
  })

  it('shows why there is no environment', () => {
    const { deployment: _, plan: __, ...before } = sample.previewOf()
    const error = new ActionError({ code: 'preview-limit-reached', message: 'There are 5.', hint: 'Close one.' })
    const verdict = judgePreview(before, error)
    expect(read({ kind: 'failed', products: before, verdict, changes: [] })).toMatchInlineSnapshot(`
      "## ❌ Preview of #12: nothing was deployed

      There are 5.

      **What to do:** Close one.

      | | |
      |---|---|
      | **Commit** | [1a2b3c4](<https://github.com/octo-org/chat/commit/1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d>) |
      | **Environment** | chat-pr-12-3fa9c1e |
      | **Time** | failed after 0 s, at 2026-11-03 14:05 UTC |

      Nothing was changed.

      [The run, with its log and summary](<https://github.com/octo-org/chat/actions/runs/19283746501>)
      "
    `)
  })

  it('says what runs when the version of the run does not', () => {
    const failed = { ...sample.failedDeployment(), isUpdate: true }
    expect(read(end('failed', failed))).toContain('**What runs now:** The environment')
    expect(read(end('failed', { ...failed, isUpdate: false }))).not.toContain('What runs now')
    expect(read(end('failed', { ...sample.silentApp(), isUpdate: true }))).not.toContain('What runs now')
  })

  it('shows a removal', () => {
    expect(read({ kind: 'removing' })).toMatchInlineSnapshot(`
      "## ⏳ Removing the preview of #12

      [Follow the run](<https://github.com/octo-org/chat/actions/runs/19283746501>)
      "
    `)
    expect(read(removed('pull-request-closed'))).toMatchInlineSnapshot(`
      "## 🗑️ Preview of #12 is removed

      Its environment, its versions and their source bundles are gone: the pull request is closed.

      **To get it back:** Reopen the pull request.

      [The run that removed it](<https://github.com/octo-org/chat/actions/runs/19283746501>)
      "
    `)
  })

  it.each([
    ['pull-request-closed', {}, 'Reopen the pull request.'],
    ['pull-request-closed', { isMerged: true }, undefined],
    ['label-removed', { label: 'preview' }, 'Add the label "preview" again.'],
    ['label-removed', {}, 'Add the label again.'],
    ['expired', {}, "Push a commit, or run the job of the pull request's last commit again."],
    ['pull-request-missing', {}, undefined],
    ['left-over', {}, undefined],
  ] as const)('says how to get a removed preview back: %s %o', (because, subject, told) => {
    const found = /\*\*To get it back:\*\* (.*)/.exec(read(removed(because), subject))?.[1]
    expect(found).toBe(told)
  })

  it('has neither a link to a removed preview nor its host name: anybody may have it', () => {
    const left = [`The environment at http://${sample.CNAME}/ws and ws://${sample.CNAME.toUpperCase()} is in use.`]
    const shown = show(removed('expired', left))
    expect(shown).toContain('**Still there:**')
    expect(shown).not.toMatch(/elasticbeanstalk\.com/i)
    expect(listTags(renderGfm(shown)).filter(tag => /^<a /.test(tag))).toEqual([
      '<a href="https://github.com/octo-org/chat/actions/runs/19283746501">',
    ])
  })

  it('has neither for an environment that Beanstalk has terminated, nor for one that could not be removed', () => {
    const { deployment: _, plan: __, ...rest } = sample.previewOf({ task: 'remove' })
    const error = new ActionError({ code: 'x', message: `"${sample.CNAME}" is in use.`, hint: 'Free it.' })
    expect(show(end('failed', rest, error))).not.toContain('elasticbeanstalk.com')
    const gone = sample.deploymentOf({ state: sample.stateOf({ status: 'Terminated' }) })
    const shown = show(end('failed', sample.previewOf({ deployment: gone })))
    expect(shown).not.toMatch(/\*\*Page:|\*\*WebSocket:|elasticbeanstalk\.com\//)
    expect(shown, 'what is gone expires no more, and has no variables').not.toMatch(/\*\*Expires\*\*|It has variables/)
  })

  it('links to no server of GitHub without a certificate', () => {
    const [runUrl, commitUrl] = [new URL('http://127.0.0.1:9/a'), new URL('http://127.0.0.1:9/b')]
    const shown = show(end('live', sample.previewOf()), { runUrl, commitUrl })
    expect(shown).toContain('(commit 1a2b3c4)')
    expect(shown).not.toContain('127.0.0.1')
  })
})

describe('what a comment warns of', () => {
  it('is ws:// alone, but not where the WebSocket has a certificate', () => {
    expect(show(end('live', sample.previewOf()))).toContain('A single instance serves `ws://` only')
    const [target] = handshakeOf(opened()).targets
    const secure = { targets: target ? [{ ...target, printableUrl: 'wss://chat.example.com/ws' }] : [] }
    const products = sample.previewOf({ deployment: sample.deploymentOf({ handshake: secure }) })
    expect(show(end('live', products))).not.toContain('serves `ws://` only')
  })

  it('says of a load balancer not that it is a single instance', () => {
    const option = {
      namespace: 'aws:elasticbeanstalk:environment',
      optionName: 'EnvironmentType',
      value: 'LoadBalanced',
    }
    const plan = { ...sample.PLAN, optionSettings: [...sample.PLAN.optionSettings, option] }
    expect(show(end('live', sample.previewOf({ plan })))).toContain('An environment without a certificate serves')
  })

  it('names the variables of the base, and never their values', () => {
    const products = sample.silentApp()
    expect(JSON.stringify(products.deployment)).toContain('correct-horse')
    // What the story learns of the base is among the secrets of the run.
    const secrets = listVariableSecrets(sample.PLAN.optionSettings, ['chat-staging'])
    const shown = show(end('failed', products), { secrets })
    expect(shown).toContain('⚠️ **It has variables of chat-staging:** `DATABASE_URL`, `REDIS_URL`, `LOG_LEVEL`.')
    expect(shown).not.toContain('correct-horse')
    const copiesNone = sample.previewOf({ plan: { ...sample.PLAN, copiedVariables: [] } })
    expect(show(end('live', copiesNone))).not.toContain('variables of')
  })

  it('hides what is secret in it, as the runner does in a log', () => {
    const products = sample.silentApp()
    expect(show(end('failed', products))).toContain('ECONNREFUSED')
    expect(show(end('failed', products), { secrets: ['ECONNREFUSED'] })).not.toContain('ECONNREFUSED')
  })
})

/** Each place of a comment in which something foreign can stand. */
function hostile(text: string): CommentState[] {
  const line = { atMs: 0, severity: text, message: text, requestId: undefined }
  const state = sample.stateOf({ health: text, status: text, versionLabel: text, cname: text })
  const sources = [{ name: 'events', says: 'unknown', inWords: text }] as const
  const asked = { instances: { kind: 'unknown', reason: text }, sources } as const
  const settled = {
    ...asked,
    kind: 'failed',
    because: 'deployment-failed',
    reason: text,
    errors: [text],
    state,
    events: [line],
  } as const
  const deployment = sample.deploymentOf({
    settled,
    state,
    logs: [{ instanceId: text, files: [{ path: text, lines: [text] }] }],
    notes: [{ kind: 'note', message: text, remedy: text }] as never[],
    healthCauses: {
      environment: { kind: 'known', health: text, causes: [text] },
      instances: { kind: 'unknown', reason: text },
    } as never,
  })
  const plan = { ...sample.PLAN, copiedVariables: [text] }
  const products = sample.previewOf({ deployment, plan, baseEnvironmentName: text, isUpdate: true })
  const changes = [{ change: text, outcome: 'done', parts: [text] }] as const
  const error = new ActionError({ code: 'x', message: text, hint: text })
  return [
    { kind: 'failed', products, verdict: judgePreview(products, error, changes), changes },
    { kind: 'live', products, verdict: { ok: true, headline: text }, changes },
    { ...working, stage: text, progress: 0, elapsedMs: 0, liveUrl: text },
    { ...working, stage: text, progress: 0, elapsedMs: 0, liveUrl: `http://${text}/` },
    removed('expired', [text]),
  ]
}

describe('what is foreign in a comment', () => {
  it.each(HOSTILE_TEXTS)('is text alone: $name', ({ text }) => {
    const subject = { environmentName: text, label: text, sha: text }
    for (const state of hostile(text)) {
      const shown = show(state, subject)
      expect(findForeignMarkup(shown)).toEqual([])
      expect(shown.length).toBeLessThanOrEqual(MOST_CHARACTERS)
      expect(shown).toMatch(/^## (✅|❌|⏳|🗑️) /u)
    }
  })

  it('leaves room for what went wrong and what to do, however long it is', () => {
    const long = Array(50).fill('#@`'.repeat(300)).join('\n')
    const problem = { code: 'x', what: long, remedy: `${long}\n\n${long}` }
    const shown = show({ kind: 'failed', products: sample.silentApp(), verdict: { ok: false, headline: 'x', problem } })
    expect(shown).toMatch(/^## ❌ x\n\n.*\*\*What to do:\*\*/s)
    expect(shown).toContain('**WebSocket:** `ws://')
  })
})
