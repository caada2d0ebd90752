import { describe, expect, it } from 'vitest'
import { parsePlatform, readPlatformDescription } from '../../src/platform/platform.ts'

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
    ['64bit Windows Server 2012 R2 v1.2.0 running IIS 8.5', 'windows', 'windows', '1.2.0'],
    ['32bit Amazon Linux 2013.09 v1.0.0 running PHP 5.4', 'php', 'al1', '1.0.0'],
    ['64bit Amazon Linux v2.9.1 running Tomcat 8 Java 8', 'tomcat', 'al1', '2.9.1'],
    ['64bit Amazon Linux 2 v3.6.2 running ECS', 'ecs', 'al2', '3.6.2'],
    ['64bit Amazon Linux 2017.09 v4.4.0 running Node.js', 'nodejs', 'al1', '4.4.0'],
    ['64bit Amazon Linux 2014.03 v1.1.0 running Ruby 2.1 (Puma)', 'ruby', 'al1', '1.1.0'],
    ['64bit Amazon Linux 2018.03 v2.2.1 running Multi-container Docker 1.11.2 (Generic)', 'ecs', 'al1', '2.2.1'],
    ['64bit Debian jessie v2.8.0 running Python 3.4 (Preconfigured - Docker)', 'docker', 'al1', '2.8.0'],
    ['64bit Amazon Linux 2023 v6.0.0 running Node.js 20 (BETA)', 'nodejs', 'al2023', '6.0.0'],
  ])('reads the solution stack name "%s"', (name, family, generation, platformVersion) => {
    expect(parsePlatform({ solutionStackName: name })).toMatchObject({ name, family, generation, platformVersion })
  })

  it('keeps what runs the app, in the words of the name', () => {
    const name = '64bit Amazon Linux 2014.03 v1.1.0 running Ruby 2.1 (Puma)'
    expect(parsePlatform({ solutionStackName: name }).runtime).toBe('Ruby 2.1 (Puma)')
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
      expect(parsePlatform({ platformArn: name })).toMatchObject({ name, family, generation, platformVersion })
    }
  })

  it('takes the ARN when only the ARN can be read, and the solution stack name when both can', () => {
    const solutionStackName = '64bit Amazon Linux 2 v5.8.4 running Node.js 18'
    const platformArn = 'arn:aws:elasticbeanstalk:eu-central-1::platform/Go 1 running on 64bit Amazon Linux 2023/4.5.2'
    expect(parsePlatform({ solutionStackName, platformArn }).name).toBe(solutionStackName)
    expect(parsePlatform({ solutionStackName: 'our own', platformArn }).family).toBe('go')
  })

  it.each([
    '64bit Amazon Linux 2023 v6.7.2 running Cobol 85',
    '64bit Amazon Linux 2023',
    '64bit Plan 9 v1.0.0 running Node.js 24',
    'x'.repeat(100_000),
  ])('calls a platform that is not AWS’s own unknown and keeps its name: %.70s', name => {
    const unknown = { name, family: 'unknown', generation: 'unknown', runtime: '', platformVersion: '' }
    expect(parsePlatform({ solutionStackName: name })).toEqual(unknown)
    expect(parsePlatform({ platformArn: name })).toEqual(unknown)
  })

  it.each([
    'my platform',
    'Node.js 24 running on 64bit Amazon Linux 2023',
  ])('calls one with an account in its ARN custom: %s', branch => {
    const platformArn = `arn:aws:elasticbeanstalk:eu-central-1:123456789012:platform/${branch}/1.0.0`
    expect(parsePlatform({ platformArn })).toMatchObject({ family: 'custom', generation: 'unknown', name: platformArn })
  })

  it('knows the Cluster tier by its name, whatever the platform is called', () => {
    expect(parsePlatform({ solutionStackName: '', tierName: 'Cluster' }).family).toBe('cluster')
    const solutionStackName = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'
    expect(parsePlatform({ solutionStackName, tierName: 'Cluster' }).family).toBe('cluster')
    expect(parsePlatform({ solutionStackName, tierName: 'WebServer' }).family).toBe('nodejs')
  })

  it('calls the platform of an environment without any name unknown', () => {
    expect(parsePlatform({})).toMatchObject({ name: '', family: 'unknown' })
  })
})

describe('readPlatformDescription', () => {
  const arn = 'arn:aws:elasticbeanstalk:eu-central-1::platform/Something new/9.0.0'

  it.each([
    [{ SolutionStackName: '64bit Amazon Linux 2 v3.14.2 running Go 1' }, 'go', 'al2'],
    [{ PlatformBranchName: 'Corretto 17 running on 64bit Amazon Linux 2023' }, 'corretto', 'al2023'],
    [
      { PlatformCategory: '.NET on Linux', OperatingSystemName: 'Amazon Linux', OperatingSystemVersion: '2' },
      'dotnet',
      'al2',
    ],
    [
      { PlatformCategory: '.NET', OperatingSystemName: 'Windows Server Core', OperatingSystemVersion: '2022' },
      'windows',
      'windows',
    ],
    [
      { PlatformCategory: 'Preconfigured Docker', OperatingSystemName: 'Debian', OperatingSystemVersion: 'jessie' },
      'docker',
      'al1',
    ],
    [
      { PlatformCategory: 'COBOL', OperatingSystemName: 'Amazon Linux', OperatingSystemVersion: '2023' },
      'unknown',
      'unknown',
    ],
    [{}, 'unknown', 'unknown'],
  ])('reads %j', (described, family, generation) => {
    expect(readPlatformDescription(arn, described)).toMatchObject({ name: arn, family, generation })
  })

  it('keeps a custom platform custom, and says what it was made of', () => {
    const described = { PlatformOwner: 'self', PlatformCategory: 'Node.js', PlatformVersion: '1.0.0' }
    const system = { OperatingSystemName: 'Amazon Linux', OperatingSystemVersion: '2018.03' }
    const custom = 'arn:aws:elasticbeanstalk:eu-central-1:123456789012:platform/mine/1.0.0'
    expect(readPlatformDescription(custom, { ...described, ...system })).toEqual({
      name: custom,
      family: 'custom',
      generation: 'al1',
      runtime: 'Node.js',
      platformVersion: '1.0.0',
    })
  })
})
