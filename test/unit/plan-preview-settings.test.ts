import { describe, expect, it } from 'vitest'
import {
  chooseInstanceType,
  type PreviewWishes,
  planPreviewSettings,
} from '../../src/environment/plan-preview-settings.ts'
import { DEFAULT_SETTINGS, isKnownNamespace } from '../../src/local-beanstalk/elastic-beanstalk/option-defaults.ts'
import { settingFault } from '../../src/local-beanstalk/elastic-beanstalk/option-rules.ts'
import { COPIED_OPTIONS, PREVIEW_OPTIONS } from '../../src/platform/copied-options.ts'
import { setting } from '../support/deployment-policies.ts'

const LAUNCH = 'aws:autoscaling:launchconfiguration'
const VARIABLES = 'aws:elasticbeanstalk:application:environment'
const SECRETS = 'aws:elasticbeanstalk:application:environmentsecrets'
const ENVIRONMENT = 'aws:elasticbeanstalk:environment'
const COMMAND = 'aws:elasticbeanstalk:command'

/** Of a load-balanced environment, as DescribeConfigurationSettings tells them. */
const BASE = [
  ...DEFAULT_SETTINGS.map(({ namespace, name, value }) => setting(namespace, name, value)),
  setting(LAUNCH, 'EC2KeyName', 'admin'),
  setting(LAUNCH, 'SecurityGroups', 'sg-0a1, awseb-e-abc-stack-AWSEBSecurityGroup-1A2B,sg-0b2'),
  setting('aws:ec2:vpc', 'VPCId', 'vpc-1'),
  setting('aws:ec2:vpc', 'Subnets', 'subnet-1,subnet-2'),
  setting('aws:ec2:vpc', 'ELBSubnets', 'subnet-3'),
  setting('aws:ec2:vpc', 'DBSubnets', 'subnet-4'),
  setting(ENVIRONMENT, 'LoadBalancerType', 'application'),
  setting(ENVIRONMENT, 'EnvironmentType', 'LoadBalanced'),
  setting('aws:autoscaling:asg', 'MaxSize', '4'),
  setting('aws:autoscaling:trigger', 'MeasureName', 'CPUUtilization'),
  setting('aws:autoscaling:updatepolicy:rollingupdate', 'RollingUpdateEnabled', 'true'),
  setting(COMMAND, 'DeploymentPolicy', 'Rolling'),
  setting('aws:elasticbeanstalk:managedactions', 'ManagedActionsEnabled', 'true'),
  setting('aws:elasticbeanstalk:sns:topics', 'Notification Endpoint', 'ops@example.com'),
  setting('aws:elasticbeanstalk:healthreporting:system', 'ConfigDocument', '{"Version":1}'),
  setting('aws:elasticbeanstalk:container:python', 'WSGIPath', 'chat.wsgi'),
  setting('aws:elasticbeanstalk:environment:proxy:staticfiles', '/static', 'public'),
  setting('aws:elbv2:loadbalancer', 'IdleTimeout', '3600'),
  setting('aws:rds:dbinstance', 'DBPassword', 's3cret'),
  setting('aws:cloudformation:template:parameter', 'EnvironmentVariables', 'TOKEN=s3cret'),
  setting(VARIABLES, 'DATABASE_URL', 'postgres://chat'),
  setting(VARIABLES, 'EMPTY', ''),
  setting(SECRETS, 'TOKEN', 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:token'),
]

const WISHES: PreviewWishes = {
  base: BASE,
  groupsOfBeanstalk: ['sg-0b2'],
  copiesVariables: true,
  instanceType: undefined,
  ofBundle: [],
  own: [],
}

function plan(wishes: Partial<PreviewWishes> = {}) {
  const { optionSettings, copiedVariables } = planPreviewSettings({ ...WISHES, ...wishes })
  const lines = optionSettings.map(({ namespace, optionName, value }) => `${namespace}:${optionName}=${value}`)
  return { optionSettings, lines: lines.toSorted(), copiedVariables }
}

describe('the settings of a preview', () => {
  it('leaves subnets and groups behind where the user chooses another VPC', () => {
    const own = (value: string) => [{ namespace: 'aws:ec2:vpc', optionName: 'VPCId', value }]
    const isOfPlace = (line: string) => /^aws:ec2:vpc:|:SecurityGroups=/.test(line)
    expect(plan({ own: own('vpc-2') }).lines.filter(isOfPlace)).toEqual(['aws:ec2:vpc:VPCId=vpc-2'])
    expect(plan({ own: own('vpc-1') }).lines.filter(isOfPlace).length).toBeGreaterThan(2)
  })

  it("are the base's by the list, and a single instance's", () => {
    expect(plan().lines).toMatchInlineSnapshot(`
      [
        "aws:autoscaling:launchconfiguration:DisableDefaultEC2SecurityGroup=false",
        "aws:autoscaling:launchconfiguration:DisableIMDSv1=true",
        "aws:autoscaling:launchconfiguration:IamInstanceProfile=aws-elasticbeanstalk-ec2-role",
        "aws:autoscaling:launchconfiguration:SecurityGroups=sg-0a1",
        "aws:autoscaling:updatepolicy:rollingupdate:RollingUpdateEnabled=false",
        "aws:ec2:instances:InstanceTypes=t3.micro",
        "aws:ec2:vpc:Subnets=subnet-1,subnet-2",
        "aws:ec2:vpc:VPCId=vpc-1",
        "aws:elasticbeanstalk:application:environment:DATABASE_URL=postgres://chat",
        "aws:elasticbeanstalk:application:environmentsecrets:TOKEN=arn:aws:secretsmanager:eu-central-1:123456789012:secret:token",
        "aws:elasticbeanstalk:cloudwatch:logs:DeleteOnTerminate=true",
        "aws:elasticbeanstalk:cloudwatch:logs:RetentionInDays=7",
        "aws:elasticbeanstalk:cloudwatch:logs:StreamLogs=false",
        "aws:elasticbeanstalk:cloudwatch:logs:health:DeleteOnTerminate=true",
        "aws:elasticbeanstalk:command:DeploymentPolicy=AllAtOnce",
        "aws:elasticbeanstalk:command:Timeout=600",
        "aws:elasticbeanstalk:container:python:WSGIPath=chat.wsgi",
        "aws:elasticbeanstalk:environment:EnvironmentType=SingleInstance",
        "aws:elasticbeanstalk:environment:ServiceRole=aws-elasticbeanstalk-service-role",
        "aws:elasticbeanstalk:environment:proxy:ProxyServer=nginx",
        "aws:elasticbeanstalk:environment:proxy:staticfiles:/static=public",
        "aws:elasticbeanstalk:healthreporting:system:EnhancedHealthAuthEnabled=true",
        "aws:elasticbeanstalk:healthreporting:system:SystemType=enhanced",
        "aws:elasticbeanstalk:managedactions:ManagedActionsEnabled=false",
      ]
    `)
  })

  it('are all taken by Beanstalk', () => {
    const faults = plan().optionSettings.map(({ namespace, optionName: name, value }) =>
      settingFault({ namespace, name, value }),
    )
    expect(faults.filter(Boolean)).toEqual([])
  })

  it('hold no variable of the base for a fork, and no name of a secret', () => {
    const { lines, copiedVariables } = plan({ copiesVariables: false })
    expect(lines.join('\n')).not.toMatch(/DATABASE_URL|TOKEN/)
    expect(copiedVariables).toEqual([])
  })

  it("give way to the user's own, which are not the base's any more", () => {
    const own = [
      { namespace: VARIABLES, optionName: 'DATABASE_URL', value: 'sqlite:' },
      { namespace: COMMAND, optionName: 'Timeout', value: '60' },
      { namespace: ENVIRONMENT, optionName: 'EnvironmentType', value: 'LoadBalanced' },
    ]
    const { lines, copiedVariables } = plan({ own })
    expect(lines).toEqual(
      expect.arrayContaining([
        `${VARIABLES}:DATABASE_URL=sqlite:`,
        `${COMMAND}:Timeout=60`,
        `${ENVIRONMENT}:EnvironmentType=LoadBalanced`,
      ]),
    )
    expect(lines.filter(line => line.includes('EnvironmentType'))).toHaveLength(1)
    expect(copiedVariables).toEqual(['TOKEN'])
  })

  it('leave to the bundle what it sets itself, but for what a preview must have', () => {
    const ofBundle = [
      { namespace: VARIABLES, optionName: 'DATABASE_URL' },
      { namespace: COMMAND, optionName: 'DeploymentPolicy' },
    ]
    const { lines } = plan({ ofBundle })
    expect(lines.join('\n')).not.toContain('DATABASE_URL')
    expect(lines).toContain(`${COMMAND}:DeploymentPolicy=AllAtOnce`)
  })

  it('wins over nothing that decides what the preview may do, and where it stands', () => {
    const { lines } = plan()
    const ofBundle = [
      [LAUNCH, 'IamInstanceProfile'],
      [LAUNCH, 'SecurityGroups'],
      [LAUNCH, 'DisableDefaultEC2SecurityGroup'],
      ['aws:ec2:vpc', 'VPCId'],
      ['aws:ec2:vpc', 'Subnets'],
      [ENVIRONMENT, 'ServiceRole'],
    ].map(([namespace = '', optionName = '']) => ({ namespace, optionName }))
    expect(plan({ ofBundle }).lines).toEqual(lines)
  })

  it('have no security groups where all were made by Beanstalk', () => {
    const { lines } = plan({ groupsOfBeanstalk: ['sg-0a1', 'sg-0b2'] })
    expect(lines.filter(line => line.includes('SecurityGroups'))).toEqual([])
  })
})

describe('the instance of a preview', () => {
  it.each([
    ['InstanceTypes', 't4g.small', 't4g.micro'],
    ['InstanceTypes', 'm6gd.large, m5.large', 't4g.micro'],
    ['InstanceTypes', 'g4dn.xlarge', 't3.micro'],
    ['InstanceTypes', 'g5g.xlarge', 't4g.micro'],
    ['InstanceTypes', 'a1.medium', 't4g.micro'],
    ['InstanceTypes', 'm7i-flex.large', 't3.micro'],
    ['SupportedArchitectures', 'arm64', 't4g.micro'],
    ['SupportedArchitectures', 'x86_64', 't3.micro'],
  ])("is a micro of the base's architecture: %s %s", (name, value, micro) => {
    expect(chooseInstanceType([setting('aws:ec2:instances', name, value)])).toBe(micro)
  })

  it('is the one that is asked for', () => {
    expect(plan({ instanceType: 'm7g.large' }).lines).toContain('aws:ec2:instances:InstanceTypes=m7g.large')
  })

  it('is that of the option settings where they name one, by either of its options', () => {
    const typesOf = (namespace: string, optionName: string) =>
      plan({ own: [{ namespace, optionName, value: 'm7g.large' }], instanceType: 't3.nano' }).lines.filter(line =>
        /InstanceTypes?=/.test(line),
      )
    expect(typesOf('aws:ec2:instances', 'InstanceTypes')).toEqual(['aws:ec2:instances:InstanceTypes=m7g.large'])
    expect(typesOf(LAUNCH, 'InstanceType')).toEqual([`${LAUNCH}:InstanceType=m7g.large`])
  })
})

describe('the list of what is copied', () => {
  it('names namespaces that there are, each option once, with the reason', () => {
    for (const { namespace, reason } of [...COPIED_OPTIONS, ...PREVIEW_OPTIONS]) {
      expect(isKnownNamespace(namespace.replace('*', 'python'))).toBe(true)
      expect(reason).toMatch(/\.$/)
    }
    const keys = COPIED_OPTIONS.flatMap(({ namespace, optionNames = ['*'] }) =>
      optionNames.map(name => `${namespace}:${name}`),
    )
    expect(new Set(keys).size).toBe(keys.length)
  })
})
