import { describe, expect, it } from 'vitest'
import { ActionError } from '../../src/action-error.ts'
import type { LedgerEntry } from '../../src/ledger.ts'
import { renderMarkdown } from '../../src/markdown.ts'
import type { PreviewProducts, PreviewRemoval } from '../../src/report/preview-products.ts'
import { renderPreviewSummary } from '../../src/report/preview-summary.ts'
import { judgePreview } from '../../src/report/preview-verdict.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { findForeignMarkup } from '../support/rendered-markdown.ts'
import * as sample from './preview-samples.ts'

function show(products: PreviewProducts, changes: readonly LedgerEntry[] = [], error?: unknown): string {
  const verdict = judgePreview(products, error, changes)
  return renderMarkdown(renderPreviewSummary(products, verdict, changes), 1024 * 1024)
}

/** As people read it: what is folded stands as its title alone. */
function read(products: PreviewProducts, changes: readonly LedgerEntry[] = [], error?: unknown): string {
  return show(products, changes, error)
    .replaceAll(/<details><summary>(.*?)<\/summary>.*?<\/details>/gs, '▸ $1')
    .replaceAll('&#35;&#8288;', '#')
    .replaceAll('&#58;', ':')
}

function removed(more: Partial<PreviewRemoval> = {}): PreviewProducts {
  const { deployment: _, plan: __, ...rest } = sample.previewOf({ task: 'remove' })
  const gone = { environmentNames: [sample.NAME], versionLabels: [sample.LABEL], bundleKeys: [], left: [] }
  return { ...rest, removal: { because: 'pull-request-closed', ...gone, ...more } }
}

function swept(report = sample.SWEEP): PreviewProducts {
  const { deployment: _, plan: __, pullRequest: ___, ...rest } = sample.previewOf({ task: 'sweep' })
  return { ...rest, sweep: report }
}

describe('the summary of a preview', () => {
  it('is that of its deployment, with what is a preview’s own', () => {
    expect(read(sample.previewOf(), sample.CHANGES)).toMatchInlineSnapshot(`
      "## ✅ Preview of #12 is live, and a WebSocket was opened

      \`\`\`mermaid
      %%{init: {"flowchart": {"padding": 6, "rankSpacing": 22}}}%%
      flowchart LR
        accDescr: client, DNS passed, port 80 passed, server passed
        n0["Client"]:::good
        n1["✓ DNS<br/>1.0 ms"]:::good
        n2["✓ Port 80<br/>1.0 ms"]:::good
        n3["✓ Server<br/>3.0 ms"]:::good
        n0 --> n1
        n1 --> n2
        n2 --> n3
        classDef good fill:#dafbe1,stroke:#1a7f37,color:#0a3c17
      \`\`\`

      | | |
      |---|---|
      | **Pull request** | #12, 1a2b3c4d5e6f |
      | **Page** | [http://chat-pr-12-3fa9c1e.eu-central-1.elasticbeanstalk.com/](<http://chat-pr-12-3fa9c1e.eu-central-1.elasticbeanstalk.com/>) |
      | **Expires** | 2026-11-10 14:05 UTC, unless a commit is pushed before |
      | **WebSocket** | ws://chat-pr-12-3fa9c1e.eu-central-1.elasticbeanstalk.com/ws accepted: opening handshake 12 ms, ping answered in 3.0 ms |
      | **Environment** | chat / chat-pr-12-3fa9c1e, eu-central-1: Ready, health Green ([environment](<https://eu-central-1.console.aws.amazon.com/elasticbeanstalk/home?region=eu-central-1#/environment/dashboard?applicationName=chat&environmentId=e-rpqsewtp2j>), [events](<https://eu-central-1.console.aws.amazon.com/elasticbeanstalk/home?region=eu-central-1#/environment/events?applicationName=chat&environmentId=e-rpqsewtp2j>)) |
      | **Platform** | 64bit Amazon Linux 2023 v6.7.0 running Node.js 24 |
      | **Version** | chat-pr-12-3fa9c1e-1a2b3c4d5e6f-19283746501-1 |
      | **Proxy files** | not looked at |
      | **Preflight** | not looked at |
      | **Inbound rule** | not looked at |

      A single instance serves \`ws://\` only: a page that came by \`https://\` cannot open it. For \`wss://\` it needs a domain of your own, with a certificate on a load balancer (\`option-settings\`) or on the instance.

      ⚠️ **It has variables of chat-staging:** \`DATABASE_URL\`, \`REDIS_URL\`, \`LOG_LEVEL\`. Where they name a database, what this branch does to it, migrations included, is done to that of chat-staging.

      ▸ Evidence of the handshake (2 attempts, the last one is shown)

      ▸ What the verdict rests on (agrees: 2, contradicts: 0, unknown: 1)

      ▸ Time: 190.9 s, of which 187.4 s: Create the environment

      ▸ Events of the deployment (7)

      ▸ What was changed (3)
      "
    `)
  })

  it('tells what the preview lacks, also where nothing was begun', () => {
    const note = { message: 'The host name was taken.', remedy: 'Take the URL from the comment.' }
    const plan = { ...sample.PLAN, notes: [note] }
    const told = '**Worth knowing**\n\n- The host name was taken. Take the URL from the comment.'
    expect(show(sample.previewOf({ plan }))).toContain(told)
    const { deployment: _, ...before } = sample.previewOf({ plan })
    expect(show(before, [], new Error('x'))).toContain(told)
  })

  it('has one table of times, for what was read before the deployment and for the deployment', () => {
    const told = read(sample.previewOf({ timings: [{ stage: 'Look at the base environment', ms: 1100 }] }))
    expect(told.match(/▸ Time: .*/g)).toEqual(['▸ Time: 192.0 s, of which 187.4 s: Create the environment'])
  })

  it('is that of the removal where the run removed what it had deployed', () => {
    const { removal } = removed()
    const told = read(sample.previewOf({ task: 'remove', ...(removal ? { removal } : {}) }))
    expect(told).toContain('Preview of #12 is removed')
    expect(told).not.toContain('Evidence of the handshake')
  })

  it('tells what GitHub refused, whatever the run was for', () => {
    const githubProblems = ['The comment could not be written: it needs "pull-requests: write".']
    const told = '**At GitHub:**\n\n- The comment could not be written: it needs "pull-requests: write".'
    expect(show(sample.previewOf({ githubProblems }))).toContain(told)
    expect(show({ ...swept(), githubProblems })).toContain(told)
  })

  it('is one line where there was nothing to do', () => {
    const { deployment: _, plan: __, ...rest } = sample.previewOf({ task: 'skip' })
    const skipped = { kind: 'label-missing', message: 'The pull request has no label "preview".' } as const
    expect(show({ ...rest, skipped })).toBe('## ✅ The pull request has no label "preview"\n')
  })

  it('says why nothing was begun', () => {
    const { deployment: _, plan: __, ...before } = sample.previewOf()
    const error = new ActionError({ code: 'preview-limit-reached', message: 'There are 5.', hint: 'Close one.' })
    expect(read(before, [], error)).toMatchInlineSnapshot(`
      "## ❌ Preview of #12: nothing was deployed

      There are 5.

      **What to do:** Close one.

      Nothing was changed.
      "
    `)
  })
})

describe('the summary of a removal', () => {
  it('tells what went, and why', () => {
    expect(read(removed(), sample.CHANGES.slice(0, 1))).toMatchInlineSnapshot(`
      "## ✅ Preview of #12 is removed

      | | |
      |---|---|
      | **Why** | the pull request is closed |
      | **Removed** | 1 environment, 1 version |
      | **Environment** | chat-pr-12-3fa9c1e |
      | **Versions** | chat-pr-12-3fa9c1e-1a2b3c4d5e6f-19283746501-1 |

      ▸ What was changed (1)
      "
    `)
  })

  it('tells what is left, and not where it was', () => {
    const shown = show(removed({ left: [`The environment at ${sample.CNAME} is in use.`] }))
    expect(shown).toContain('| **Still there** | The environment at (the host name of the preview) is in use. |')
    expect(shown).not.toContain('elasticbeanstalk.com')
  })
})

describe('the summary of a sweep', () => {
  it('counts first, then tells of each preview, what is not as it should be before the rest', () => {
    expect(read(swept())).toMatchInlineSnapshot(`
      "## ❌ Previews swept: 2 removed, 2 kept, 2 not removed

      The preview of #10 was not removed. The environment "chat-pr-10-1bb2cc3" could not be terminated: its security group is in use.

      **What to do:** Remove the reference to its security group, and let the next sweep try again.

      | pull request | environment | now | why |
      |---|---|---|---|
      | #10 | chat-pr-10-1bb2cc3 | not removed | nobody has pushed to it for as long as a preview may live (max-age) |
      | #14 | chat-pr-14-3dd4ee5 | not removed | the sweep ended before its turn |
      | #9 | chat-pr-9-0aa1bb2 | removed | the pull request is closed (1 environment, 2 versions, 1 source bundle) |
      | #7 | chat-pr-7-4ee5ff6 (versions alone) | removed | an earlier removal had left something over (1 version) |
      | #12 | chat-pr-12-3fa9c1e | kept | its pull request is open |
      | #13 | chat-pr-13-2cc3dd4 | kept | GitHub did not say whether its pull request is open |

      Nothing was changed.
      "
    `)
  })

  it('says that there was nothing', () => {
    expect(show(swept({ decisions: [], removals: [] }))).toContain('There are no previews of this repository.')
  })

  it('has the end of each of two previews of one pull request', () => {
    const [, gone] = sample.SWEEP.decisions
    const [removal] = sample.SWEEP.removals
    if (!gone || !removal) throw new TypeError('The sample has changed.')
    const second = { ...gone, environmentName: 'chat-pr-9-fffffff' }
    const shown = read(swept({ decisions: [gone, second], removals: [removal] }))
    expect(shown).toMatch(/\| #9 \| chat-pr-9-fffffff \| not removed \| .*\n\| #9 \| chat-pr-9-0aa1bb2 \| removed \|/)
  })
})

describe('what is foreign in these summaries', () => {
  it.each(HOSTILE_TEXTS)('is text alone: $name', ({ text }) => {
    const [decision] = sample.SWEEP.decisions
    const removal = {
      ...removed({ left: [text], versionLabels: [text], environmentNames: [text] }).removal,
    } as PreviewRemoval
    const report = {
      decisions: decision ? [{ ...decision, environmentName: text }] : [],
      removals: [{ pullRequest: 1, removal, problem: { message: text, hint: text } }],
    }
    const deployment = sample.deploymentOf({ state: sample.stateOf({ cname: text }) })
    const plan = { ...sample.PLAN, copiedVariables: [text] }
    const { deployment: _, ...rest } = sample.previewOf({ githubProblems: [text] })
    const all = [
      show(removed({ left: [text], versionLabels: [text], environmentNames: [text] })),
      show(swept(report)),
      show(sample.previewOf({ deployment, plan, baseEnvironmentName: text })),
      show({ ...rest, skipped: { kind: 'other-event', message: text } }),
    ]
    expect(all.flatMap(findForeignMarkup)).toEqual([])
  })
})
