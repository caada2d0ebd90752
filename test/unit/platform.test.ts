import { describe, expect, it } from 'vitest'
import { describeProxy } from '../../src/platform/describe-proxy.ts'
import { parsePlatform } from '../../src/platform/platform.ts'

describe('parsePlatform', () => {
  it.each([
    ['64bit Amazon Linux 2023 v6.7.2 running Node.js 24', 'nodejs', 'al2023', '6.7.2'],
    ['64bit Amazon Linux 2 v5.8.4 running Node.js 18', 'nodejs', 'al2', '5.8.4'],
    ['64bit Amazon Linux 2023 v4.9.1 running Docker', 'docker', 'al2023', '4.9.1'],
    ['64bit Amazon Linux 2023 v4.3.2 running ECS', 'ecs', 'al2023', '4.3.2'],
    ['64bit Amazon Linux 2023 v4.5.2 running Go 1', 'go', 'al2023', '4.5.2'],
    ['64bit Amazon Linux 2023 v4.8.2 running Corretto 25', 'corretto', 'al2023', '4.8.2'],
    ['64bit Amazon Linux 2023 v5.9.2 running Tomcat 11 Corretto 25', 'tomcat', 'al2023', '5.9.2'],
    ['64bit Amazon Linux 2023 v3.7.1 running .NET 10', 'dotnet', 'al2023', '3.7.1'],
    ['64bit Amazon Linux 2 v2.12.2 running .NET Core', 'dotnet', 'al2', '2.12.2'],
    ['64bit Amazon Linux 2023 v4.9.1 running PHP 8.5', 'php', 'al2023', '4.9.1'],
    ['64bit Amazon Linux 2023 v4.9.1 running Python 3.14', 'python', 'al2023', '4.9.1'],
    ['64bit Amazon Linux 2023 v4.8.2 running Ruby 3.4', 'ruby', 'al2023', '4.8.2'],
    ['64bit Windows Server Core 2022 v2.22.0 running IIS 10.0', 'windows', 'windows', '2.22.0'],
    ['64bit Windows Server 2025 v2.22.0 running IIS 10.0', 'windows', 'windows', '2.22.0'],
    ['64bit Amazon Linux 2017.09 v4.4.0 running Node.js', 'nodejs', 'al1', '4.4.0'],
    ['64bit Amazon Linux 2014.03 v1.1.0 running Ruby 2.1 (Puma)', 'ruby', 'al1', '1.1.0'],
    ['64bit Amazon Linux 2018.03 v2.2.1 running Multi-container Docker 1.11.2 (Generic)', 'ecs', 'al1', '2.2.1'],
    ['64bit Debian jessie v2.8.0 running Python 3.4 (Preconfigured - Docker)', 'docker', 'al1', '2.8.0'],
    ['64bit Amazon Linux 2023 v6.0.0 running Node.js 20 (BETA)', 'nodejs', 'al2023', '6.0.0'],
  ])('reads the solution stack name "%s"', (name, family, generation, platformVersion) => {
    expect(parsePlatform({ solutionStackName: name })).toEqual({ name, family, generation, platformVersion })
  })

  it.each([
    ['Node.js 24 running on 64bit Amazon Linux 2023/6.7.2', 'nodejs', 'al2023', '6.7.2'],
    ['.NET 6 running on 64bit Amazon Linux 2023/3.4.0', 'dotnet', 'al2023', '3.4.0'],
    ['Corretto 17 running on 64bit Amazon Linux 2/3.10.2', 'corretto', 'al2', '3.10.2'],
    ['Puma with Ruby 2.4 running on 64bit Amazon Linux/2.9.1', 'ruby', 'al1', '2.9.1'],
    ['Tomcat 8 with Java 8 running on 64bit Amazon Linux/2.7.1', 'tomcat', 'al1', '2.7.1'],
    ['IIS 10.0 running on 64bit Windows Server 2019/2.22.0', 'windows', 'windows', '2.22.0'],
  ])('reads the platform ARN of "%s", in any partition', (branch, family, generation, platformVersion) => {
    for (const partition of ['aws', 'aws-cn', 'aws-us-gov']) {
      const name = `arn:${partition}:elasticbeanstalk:eu-central-1::platform/${branch}`
      expect(parsePlatform({ platformArn: name })).toEqual({ name, family, generation, platformVersion })
    }
  })

  it('takes the ARN when only the ARN can be read, and the solution stack name when both can', () => {
    const solutionStackName = '64bit Amazon Linux 2 v5.8.4 running Node.js 18'
    const platformArn = 'arn:aws:elasticbeanstalk:eu-central-1::platform/Go 1 running on 64bit Amazon Linux 2023/4.5.2'
    expect(parsePlatform({ solutionStackName, platformArn }).name).toBe(solutionStackName)
    expect(parsePlatform({ solutionStackName: 'our own', platformArn }).family).toBe('go')
  })

  it.each([
    'arn:aws:elasticbeanstalk:eu-central-1:123456789012:platform/Node.js 24 running on 64bit Amazon Linux 2023/1.0.0',
    '64bit Amazon Linux 2023 v6.7.2 running Cobol 85',
    '64bit Amazon Linux 2023',
    '64bit Plan 9 v1.0.0 running Node.js 24',
    'x'.repeat(100_000),
  ])('calls a platform that is not AWS’s own unknown and keeps its name: %.70s', name => {
    const unknown = { name, family: 'unknown', generation: 'unknown', platformVersion: '' }
    expect(parsePlatform({ solutionStackName: name })).toEqual(unknown)
    expect(parsePlatform({ platformArn: name })).toEqual(unknown)
  })

  it('calls the platform of an environment without any name unknown', () => {
    expect(parsePlatform({})).toMatchObject({ name: '', family: 'unknown' })
  })
})

describe('describeProxy', () => {
  const nodejs = parsePlatform({ solutionStackName: '64bit Amazon Linux 2023 v6.7.2 running Node.js 24' })
  const ruby = parsePlatform({ solutionStackName: '64bit Amazon Linux 2023 v4.8.2 running Ruby 3.4' })

  it('knows that Node.js listens on 8080 and that its nginx passes Upgrade on', () => {
    expect(describeProxy(nodejs, undefined)).toMatchObject({ defaultPort: 8080, forwardsUpgrade: 'yes' })
    expect(describeProxy(nodejs, 'nginx')).toMatchObject({ proxy: 'nginx', sure: 'verified' })
  })

  it('knows that httpd passes no Upgrade on, on the same port', () => {
    expect(describeProxy(nodejs, 'apache')).toMatchObject({ proxy: 'apache', defaultPort: 8080, forwardsUpgrade: 'no' })
  })

  it('knows that Ruby’s nginx passes no Upgrade on and forwards to no port', () => {
    expect(describeProxy(ruby, undefined)).toMatchObject({ forwardsUpgrade: 'no', sure: 'inferred' })
    expect(describeProxy(ruby, undefined)).not.toHaveProperty('defaultPort')
  })

  it('says unknown where nothing is known', () => {
    expect(describeProxy(parsePlatform({}), undefined)).toMatchObject({ proxy: 'unknown', forwardsUpgrade: 'unknown' })
    expect(describeProxy(nodejs, 'none')).toMatchObject({ proxy: 'none', forwardsUpgrade: 'unknown' })
  })
})
