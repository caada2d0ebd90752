import { describe, expect, it } from 'vitest'
import { tellFigure } from '../support/figures.ts'
import { tryPreflight } from '../support/try-preflight.ts'

const AL2023 = '64bit Amazon Linux 2023 v6.7.2 running'
const AL2 = '64bit Amazon Linux 2 v5.8.0 running'

describe("the platform's own nginx files", () => {
  it.each([
    [`${AL2023} Node.js 24`, 101],
    [`${AL2} Node.js 18`, 101],
    ['64bit Amazon Linux 2018.03 v4.17.0 running Node.js', 200],
    [`${AL2023} Python 3.13`, 101],
    [`${AL2} Python 3.8`, 101],
    [`${AL2023} Go 1`, 101],
    [`${AL2} Go 1`, 101],
    ['64bit Amazon Linux 2018.03 v2.16.0 running Go 1.14', 101],
    [`${AL2023} Corretto 21`, 101],
    [`${AL2} Corretto 11`, 101],
    [`${AL2023} Tomcat 10 Corretto 21`, 101],
    [`${AL2} Tomcat 9 Corretto 11`, 101],
    [`${AL2023} .NET 8`, 101],
    [`${AL2} .NET Core`, 101],
    [`${AL2023} Ruby 3.3`, 200],
    [`${AL2} Ruby 2.7`, 200],
    [`${AL2023} PHP 8.4`, 404],
    [`${AL2} PHP 8.1`, 404],
    [`${AL2023} Docker`, 101],
    [`${AL2} Docker`, 101],
  ])('pass on %s, where a handshake gets %i', async (platform, status) => {
    const done = await tryPreflight({}, { platform, path: '/chat' })
    expect(done).toMatchObject({ kind: 'passed', notTested: [], handshake: { kind: 'answered', status } })
    if (done.kind === 'passed') tellFigure(`preflight of ${platform}`, `${done.ms} ms`)
  })

  it.each([
    [`${AL2023} Docker`, { hasComposeFile: true }, 'not-needed'],
    [`${AL2023} .NET 8`, { proxyServer: 'none' }, 'not-needed'],
    [`${AL2023} ECS`, {}, 'not-needed'],
    ['64bit Windows Server Core 2022 v2.22.0 running IIS 10.0', {}, 'not-needed'],
    ['a name that nobody can read', {}, 'not-run'],
    ['64bit Amazon Linux 2018.03 v2.12.1 running PHP 7.3', {}, 'not-run'],
  ])('are not tried out on %s %j: %s', async (platform, facts, kind) => {
    expect(await tryPreflight({}, { platform, facts })).toMatchObject({ kind, reason: expect.any(String) })
  })
})
