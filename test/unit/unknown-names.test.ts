import { describe, expect, it } from 'vitest'
import { planProxy } from '../support/plan-proxy.ts'

const stack = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'
const CONF_D = '.platform/nginx/conf.d'
const NAMES = `${CONF_D}/elasticbeanstalk/names.conf`

async function findRules(files: Readonly<Record<string, string>>) {
  const { findings } = await planProxy({ stack, files })
  return findings.flatMap(({ kind, rule, isCertain }) => (rule ? [{ kind, rule, isCertain }] : []))
}

const UNKNOWN_NAMES = [
  ['unknown-variable', 'add_header X-Port $PORT;\n'],
  ['unknown-host', 'location /ws { proxy_pass http://chat; }\n'],
  ['unknown-zone', 'limit_req zone=chat burst=5;\n'],
  ['unknown-log-format', 'access_log /var/log/nginx/ws.log chat;\n'],
] as const

describe.each(UNKNOWN_NAMES)('the rule %s', (rule, text) => {
  it('refuses, and is not certain', async () => {
    expect(await findRules({ [NAMES]: text })).toEqual([{ kind: 'refused-by-proxy', rule, isCertain: false }])
  })

  it.each([
    ['an include outside of the folder', { [`${CONF_D}/a.conf`]: 'include /opt/chat/*.conf;\n' }],
    ['an include of the live folder', { [`${CONF_D}/a.conf`]: 'include /etc/nginx/chat/*.conf;\n' }],
    ['an include with a class of characters', { [`${CONF_D}/a.conf`]: 'include names/[a-z].conf;\n' }],
    [
      'a file that a hook makes',
      { '.platform/hooks/predeploy/01.sh': '#!/bin/sh\ncp /opt/a.conf /var/proxy/staging/nginx/conf.d/\n' },
    ],
  ])('is a note beside %s', async (_what, more) => {
    expect(await findRules({ [NAMES]: text, ...more })).toEqual([{ kind: 'note', rule, isCertain: undefined }])
  })

  it.each([
    ['an include of a packaged file', 'include /etc/nginx/mime.types;\n'],
    ['an include of a folder that is not in the bundle', 'include more/*.conf;\n'],
    ['an include of what is in the bundle', 'include names/*.conf;\n'],
  ])('refuses beside %s', async (_what, include) => {
    const files = { [NAMES]: text, [`${CONF_D}/a.conf`]: include, '.platform/nginx/names/a.conf': '# none\n' }
    expect((await findRules(files)).map(({ kind }) => kind)).toContain('refused-by-proxy')
  })
})

describe('an include inside of the server that could not be followed', () => {
  const files = { [`${CONF_D}/elasticbeanstalk/a.conf`]: 'include /opt/chat/*.conf;\n' }

  it('could set a variable', async () => {
    const found = await findRules({ ...files, [NAMES]: UNKNOWN_NAMES[0][1] })
    expect(found.map(({ kind }) => kind)).toEqual(['note'])
  })

  it('could define no upstream, zone or log format', async () => {
    for (const [rule, text] of UNKNOWN_NAMES.slice(1)) {
      expect(await findRules({ ...files, [NAMES]: text })).toMatchObject([{ kind: 'refused-by-proxy', rule }])
    }
  })
})
