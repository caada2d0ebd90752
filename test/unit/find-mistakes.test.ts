import { describe, expect, it } from 'vitest'
import { planProxy } from '../support/plan-proxy.ts'

const stack = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'
const CONF_D = '.platform/nginx/conf.d'

/** "NN" in the text is another number each time. */
function repeat(text: string, count: number): string {
  return Array.from({ length: count }, (_, index) => text.replaceAll('NN', String(index))).join('')
}

/** Of this process, whatever else the machine does. */
async function measureCpuMs(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await run()
  return process.cpuUsage(before).user / 1000
}

describe('what is told about a bundle', () => {
  it('is at most 20 findings of a kind, and how many more there are', async () => {
    const files = { [`${CONF_D}/a.conf`]: repeat('location /NN { return 204; }\n', 50) }
    const { findings } = await planProxy({ stack, files })
    const refused = findings.filter(({ kind }) => kind === 'refused-by-proxy')
    expect(refused).toHaveLength(21)
    expect(refused.at(-1)?.message).toBe('30 more like these are not shown.')
  })

  it('is told once, however often a file is included', async () => {
    const files = {
      '.platform/nginx/nginx.conf': 'events {}\nhttp {\n include conf.d/a.conf;\n include conf.d/a.conf;\n}\n',
      [`${CONF_D}/a.conf`]: 'server { location / { proxy_pass ws://a; } }\n',
    }
    const { findings } = await planProxy({ stack, files })
    expect(findings.filter(({ rule }) => rule === 'invalid-proxy-pass')).toHaveLength(1)
  })

  it('quotes no more than a little of what is written', async () => {
    const files = {
      [`${CONF_D}/elasticbeanstalk/a.conf`]: `location /${'x'.repeat(50_000)} { proxy_pass http://${'y'.repeat(50_000)}; }`,
    }
    const { findings } = await planProxy({ stack, files })
    expect(findings.map(({ rule }) => rule)).toEqual(['unknown-host'])
    expect(JSON.stringify(findings).length).toBeLessThan(2000)
  })

  it.each([
    ['servers', 'a.conf', 'server{}', 30_000],
    ['servers with TLS', 'a.conf', 'server{listen 443 ssl;}', 10_000],
    ['maps', 'a.conf', 'map $a $b { a b; c NN; }', 9000],
    ['upstreams', 'a.conf', 'upstream aNN { server bNN; }', 8000],
    ['headers', 'a.conf', 'proxy_set_header Upgrade x;', 9000],
    [
      'locations',
      'elasticbeanstalk/a.conf',
      'location /NN/{proxy_set_header Upgrade x;proxy_pass http://a;return 301 https://a;}',
      3000,
    ],
  ])('takes no time that grows with the square of a file: %s', async (_what, name, text, count) => {
    const files = { [`${CONF_D}/${name}`]: repeat(text, count) }
    // 0.1 to 0.7 s; with a square in it, 5 to 60.
    expect(await measureCpuMs(() => planProxy({ stack, files }))).toBeLessThan(4000)
  })

  it('reads no more of many long files than of a few', async () => {
    const long = repeat('server{listen NN;}', 4000)
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`${CONF_D}/${index}.conf`, long]))
    // 0.7 s; 17 when all are read.
    expect(await measureCpuMs(() => planProxy({ stack, files }))).toBeLessThan(5000)
    expect((await planProxy({ stack, files })).additions).toEqual([])
  })
})
