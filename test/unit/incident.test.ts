import { describe, expect, it } from 'vitest'
import { renderIncidentText } from '../../src/github/incident-body.ts'
import type { TargetReport } from '../../src/handshake/handshake.ts'
import type { IncidentData } from '../../src/history/incident-data.ts'
import type { Markdown } from '../../src/markdown.ts'
import { renderIncidentBody, renderIncidentTitle } from '../../src/report/incident.ts'
import {
  renderClosed,
  renderDuplicate,
  renderFindingChanged,
  renderReopened,
} from '../../src/report/incident-comment.ts'
import { renderIncidentList } from '../../src/report/incident-list.ts'
import type { IncidentSubject } from '../../src/report/incident-subject.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { findForeignMarkup, listTags, renderGfm } from '../support/rendered-markdown.ts'
import { dropped, NOW_MS, refusedWith, silent, unexplained, up } from './incident-samples.ts'

const HOUR_MS = 3_600_000

const DATA: IncidentData = {
  sinceMs: NOW_MS - 2 * HOUR_MS,
  lastMs: NOW_MS,
  checks: 3,
  finding: 'proxy-drops-upgrade',
  layer: 'proxy',
  told: ['proxy-drops-upgrade/proxy'],
  comments: 0,
  outages: 1,
}
const ENDED = { ...DATA, endedMs: NOW_MS }

function about(report: TargetReport, more: Partial<IncidentSubject> = {}): IncidentSubject {
  const runUrl = new URL('https://github.com/octo-org/chat/actions/runs/19283746501')
  return { id: 'chat-prod', report, runUrl, nowMs: NOW_MS, secrets: [], ...more }
}

/** As people read it: what is folded stands as its title alone. */
function read(blocks: readonly Markdown[]): string {
  return renderIncidentText(blocks)
    .replaceAll(/<details><summary>(.*?)<\/summary>.*?<\/details>/gs, '▸ $1')
    .replaceAll('&#58;', ':')
}

describe('the title of an incident', () => {
  it.each([
    [dropped(), 'chat-prod: no WebSocket, the proxy drops the Upgrade (proxy)'],
    [silent(), 'chat-prod: no WebSocket, the app does not listen (application)'],
    [unexplained(), 'chat-prod: no WebSocket, the reason is unknown (unknown)'],
  ])('says which target, what and where', (report, title) => {
    expect(renderIncidentTitle(about(report))).toBe(title)
  })

  it('keeps a name that is one', () => {
    const finding = { ...dropped().finding, title: 'TLS is not what it should be' } as TargetReport['finding']
    expect(renderIncidentTitle(about({ ...dropped(), finding }))).toContain(', TLS is not')
    const second = { ...dropped().finding, title: 'Action Cable refused the client' } as TargetReport['finding']
    expect(renderIncidentTitle(about({ ...dropped(), finding: second }))).toContain(', Action Cable refused')
  })

  it('is one line that GitHub takes, whatever the target is called', () => {
    for (const { text } of HOSTILE_TEXTS) {
      const title = renderIncidentTitle(about(dropped(), { id: text }))
      expect(title.length).toBeLessThanOrEqual(256)
      expect(title).not.toMatch(/[\r\n\p{Cc}\p{Cf}]/u)
      expect(title).toContain('the proxy drops the Upgrade')
    }
  })
})

describe('the body of an incident', () => {
  it('says what it is and what to do, then where, since when, what changed; evidence is folded', () => {
    const changes = ['version label: chat-41 → chat-42', 'platform: 6.7.0 → 6.7.1']
    expect(read(renderIncidentBody(about(dropped(), { changes }), DATA))).toMatchInlineSnapshot(`
      "## ❌ No WebSocket at chat-prod

      **The proxy drops the Upgrade.** The platform's proxy most likely did not pass the Upgrade header on to the app: the answer was 404, byte for byte what a plain GET gets. Whether the app takes WebSockets here shows only once it does.

      **What to do:** Add this file to the source bundle, with the address of the app in it: http://my\\_app on Ruby, http://docker on Docker, elsewhere its port. An app has port 8080 on Node.js and Tomcat, 8000 on Python, 5000 on Go, Java SE and .NET, unless PORT says otherwise.

      \`\`\`text
      .platform/nginx/conf.d/elasticbeanstalk/websocket.conf:

      location ^~ /ws {
          proxy_pass          http://127.0.0.1:8080;
          proxy_http_version  1.1;
          proxy_set_header    Upgrade     $http_upgrade;
          proxy_set_header    Connection  "upgrade";
          proxy_set_header    Host        $host;
          proxy_read_timeout  3600s;
      }
      \`\`\`

      More about it in beanstalk-websockets: \`docs/findings.md#proxy-drops-upgrade\`

      \`\`\`mermaid
      %%{init: {"flowchart": {"padding": 6, "rankSpacing": 22}}}%%
      flowchart LR
        accDescr: client, DNS passed, port 80 passed, proxy suspected, app not reached
        n0["Client"]:::good
        n1["✓ DNS<br/>1.0 ms"]:::good
        n2["✓ Port 80<br/>1.0 ms"]:::good
        n3["? Proxy<br/>suspected"]:::doubtful
        n4["App<br/>not reached"]:::faint
        n0 --> n1
        n1 --> n2
        n2 --> n3
        n3 -.-> n4
        classDef good fill:#dafbe1,stroke:#1a7f37,color:#0a3c17
        classDef doubtful fill:#fff1b8,stroke:#9a6700,stroke-width:3px,color:#4d2d00
        classDef faint fill:#eaeef2,stroke:#6e7781,stroke-dasharray:4 3,color:#424a53
      \`\`\`

      | | |
      |---|---|
      | **URL** | wss://chat.example.com/ws |
      | **Layer** | proxy (likely) |
      | **Down since** | 2026-11-26 10:07 UTC (for 2 h so far) |
      | **Seen by** | 3 checks, the last one at 2026-11-26 12:07 UTC (3 attempts) |

      **Changed since the last good check:**

      - version label: chat-41 → chat-42
      - platform: 6.7.0 → 6.7.1

      ▸ Evidence of the handshake (3 attempts, the last one is shown)

      [The run, with its log and summary](<https://github.com/octo-org/chat/actions/runs/19283746501>)

      The check that opened this issue writes here what it sees, and closes it as soon as a WebSocket opens again. Leave the label and the hidden first line as they are. Closed by hand, it stays closed until the target was up in between.
      "
    `)
  })

  it('says that without a history nobody knows what changed', () => {
    expect(read(renderIncidentBody(about(silent()), DATA))).toContain('last good check:** unknown: no history.')
    expect(read(renderIncidentBody(about(silent(), { changes: [] }), DATA))).toContain('nothing that is known of it.')
  })

  it('counts outages, and has no time so far at the first check', () => {
    const first = { ...DATA, sinceMs: NOW_MS, checks: 1, outages: 2 }
    const shown = read(renderIncidentBody(about(silent()), first))
    expect(shown).toContain('| 2026-11-26 12:07 UTC; this is outage 2 of this issue |')
    expect(shown).toContain('| 1 check, the last one at 2026-11-26 12:07 UTC (3 attempts) |')
  })

  it('has a remedy also where nothing was found', () => {
    expect(read(renderIncidentBody(about(unexplained()), DATA))).toContain('**What to do:** Look at the evidence')
  })

  it('lists no more changes than people read', () => {
    const changes = Array.from({ length: 50 }, (_, index) => `rule ${index}`)
    const shown = read(renderIncidentBody(about(silent(), { changes }), DATA))
    expect(shown).toContain('- rule 19\n- and 30 more')
  })
})

describe('the comments of an incident', () => {
  it('say that the finding has changed, from what to what', () => {
    expect(read(renderFindingChanged(about(silent()), DATA))).toMatchInlineSnapshot(`
      "❌ **Still down, but for another reason:** The app does not listen (application). The finding was proxy-drops-upgrade (proxy).

      **The app does not listen.** The proxy answered the opening handshake and a plain GET with 502: it could not reach the app.

      **What to do:** Let the app listen on the port in the variable PORT, on 127.0.0.1 or 0.0.0.0, and read in its log why it does not.

      \`\`\`text
      aws elasticbeanstalk request-environment-info --info-type tail --environment-name NAME
      sleep 30
      aws elasticbeanstalk retrieve-environment-info --info-type tail --environment-name NAME --query "EnvironmentInfo[].Message" --output text | xargs -n 1 curl -s
      \`\`\`

      More about it in beanstalk-websockets: \`docs/findings.md#application-down\`

      ▸ Evidence of the handshake (3 attempts, the last one is shown)

      [The run, with its log and summary](<https://github.com/octo-org/chat/actions/runs/19283746501>)
      "
    `)
    expect(read(renderFindingChanged(about(silent()), undefined))).not.toContain('The finding was')
  })

  it('say that it is down again, and after how long', () => {
    const before = { ...DATA, endedMs: NOW_MS - HOUR_MS }
    expect(read(renderReopened(about(dropped()), before))).toContain(
      '❌ **Down again** 1 h after it came back: The proxy drops the Upgrade (proxy).',
    )
    expect(read(renderReopened(about(dropped()), undefined))).toContain('❌ **Down again**: The proxy')
  })

  it('say at the end how long it lasted, what it was, and what proves that it is over', () => {
    expect(read(renderClosed(about(up()), ENDED))).toMatchInlineSnapshot(`
      "✅ **A WebSocket opens again.** It was down for 2 h (2026-11-26 10:07 UTC to 2026-11-26 12:07 UTC), and 3 checks saw it. It was proxy-drops-upgrade (proxy).

      wss://chat.example.com/ws accepted: opening handshake 12 ms, ping answered in 3.0 ms.

      [The run, with its log and summary](<https://github.com/octo-org/chat/actions/runs/19283746501>)
      "
    `)
  })

  it('say at the end what is known where the data was lost', () => {
    const shown = read(renderClosed(about(up()), { ...ENDED, finding: '', layer: '', checks: 0 }))
    expect(shown).toContain('(2026-11-26 10:07 UTC to 2026-11-26 12:07 UTC). What it was is not known.')
  })

  it('link a duplicate to the older one', () => {
    expect(read(renderDuplicate(7))).toBe('Duplicate of #7: another run opened it at the same time.\n')
  })

  it('link to no server of GitHub without a certificate', () => {
    const subject = about(silent(), { runUrl: new URL('http://ghe.internal/a') })
    expect(read([...renderIncidentBody(subject, DATA), ...renderClosed(subject, ENDED)])).not.toContain('ghe.internal')
  })
})

describe('the list of issues in a summary', () => {
  const linkTo = (number: number) => new URL(`https://github.com/octo-org/chat/issues/${number}`)

  it('says what was done to which', () => {
    expect(read(renderIncidentList([{ target: 'chat-prod', number: 7, done: 'opened' }], linkTo))).toBe(
      '### Issues\n\n- [Issue 7](<https://github.com/octo-org/chat/issues/7>) about chat-prod was opened.\n',
    )
    expect(renderIncidentList([], linkTo)).toEqual([])
  })

  it('links nowhere without a certificate', () => {
    const shown = read(renderIncidentList([{ target: 'chat-prod', number: 7, done: 'opened' }], () => undefined))
    expect(shown).toContain('- Issue 7 about chat-prod')
  })
})

/** All that is written, with something foreign wherever it can stand. */
function hostile(
  text: string,
  { secrets = [], finding: kind = text }: { secrets?: string[]; finding?: string } = {},
): Markdown[][] {
  const report = { ...refusedWith(text), printableUrl: text }
  const finding = report.finding && { ...report.finding, explanation: text, remedy: `${text}\n\n${text}` }
  const subject = about({ ...report, finding }, { id: text, changes: [text, text], secrets })
  const data = { ...ENDED, finding: kind, layer: kind }
  return [
    renderIncidentBody(subject, DATA),
    renderFindingChanged(subject, data),
    renderReopened(subject, data),
    renderClosed(subject, data),
  ]
}

describe('what is foreign in an incident', () => {
  it.each(HOSTILE_TEXTS)('is text alone: $name', ({ text }) => {
    for (const blocks of hostile(text)) {
      const shown = renderIncidentText(blocks)
      expect(findForeignMarkup(shown)).toEqual([])
      expect(shown.length).toBeLessThan(65_536)
      expect(listTags(renderGfm(shown)).filter(tag => /^<a/.test(tag))).toHaveLength(1)
    }
  })

  it('leaves room for what went wrong and what to do, however long it is', () => {
    const [body] = hostile(`${'#@`'.repeat(500)}\n`.repeat(200))
    expect(renderIncidentText(body ?? [])).toMatch(/^## ❌ .*\n\n(?:.+\n)+\n\*\*What to do:\*\*/)
  })

  it('holds no secret, in the title neither', () => {
    const secret = 'correct-horse-battery'
    for (const blocks of hostile(`a ${secret} b`, { secrets: [secret], finding: 'app-failed' }))
      expect(renderIncidentText(blocks)).not.toContain(secret)
    expect(renderIncidentTitle(about(dropped(), { id: `chat ${secret}`, secrets: [secret] }))).not.toContain(secret)
  })
})
