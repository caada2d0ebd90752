import { describe, expect, it } from 'vitest'
import { toEnvironmentUrl } from '../../src/plan/plan-handshake.ts'
import { describeFront } from '../../src/platform/describe-front.ts'
import { applySettings, pickFrontSettings } from '../../src/platform/front-settings.ts'

/** Lines `namespace:Option=value`. */
function frontOf(...lines: string[]) {
  return describeFront(
    lines.map(line => {
      const [, Namespace, OptionName, Value] = /^(.+):([\w ]+)=(.*)$/.exec(line) ?? []
      return { Namespace, OptionName, Value }
    }),
  )
}

const BALANCED = 'aws:elasticbeanstalk:environment:EnvironmentType=LoadBalanced'
const APPLICATION = 'aws:elasticbeanstalk:environment:LoadBalancerType=application'
const HTTP = 'aws:elbv2:listener:default:ListenerEnabled=true'
const NO_HTTP = 'aws:elbv2:listener:default:ListenerEnabled=false'
const HTTPS = 'aws:elbv2:listener:443:Protocol=HTTPS'

function urlOf(...lines: string[]): string {
  const cname = 'chat.eu-central-1.elasticbeanstalk.com'
  return toEnvironmentUrl({ name: 'chat', cname, front: frontOf(...lines) }, '/ws')
}

function schemeOf(...lines: string[]): string {
  return new URL(urlOf(...lines)).protocol
}

describe('the front of an environment', () => {
  it('is none of a single instance, which listens for HTTP', () => {
    expect(frontOf('aws:elasticbeanstalk:environment:EnvironmentType=SingleInstance')).toMatchObject({
      loadBalancer: 'none',
      isShared: false,
      listeners: [{ port: 80, protocol: 'HTTP', isSecure: false, namespace: '' }],
      idleTimeoutSeconds: undefined,
    })
  })

  it('is unknown where the settings could not be read', () => {
    expect(frontOf()).toMatchObject({ loadBalancer: 'unknown', listeners: [], idleTimeoutSeconds: undefined })
  })

  it('is an Application Load Balancer with its listeners and its idle timeout', () => {
    expect(frontOf(BALANCED, APPLICATION, HTTP, HTTPS, 'aws:elbv2:loadbalancer:IdleTimeout=120')).toMatchObject({
      loadBalancer: 'application',
      isShared: false,
      listeners: [
        { port: 80, protocol: 'HTTP', isSecure: false, namespace: 'aws:elbv2:listener:default' },
        { port: 443, protocol: 'HTTPS', isSecure: true, namespace: 'aws:elbv2:listener:443' },
      ],
      idleTimeoutSeconds: 120,
    })
  })

  it.each([
    ['application', 60],
    ['classic', 60],
    ['network', undefined],
  ])('cuts silent connections of a load balancer of the kind %s after %s seconds where nobody chose', (kind, seconds) => {
    const named = `aws:elasticbeanstalk:environment:LoadBalancerType=${kind}`
    expect(frontOf(BALANCED, named)).toMatchObject({ loadBalancer: kind, idleTimeoutSeconds: seconds })
  })

  it('is a Classic Load Balancer where no other is named', () => {
    const settings = [
      'aws:elb:listener:ListenerProtocol=HTTP',
      'aws:elb:listener:443:ListenerProtocol=SSL',
      'aws:elb:policies:ConnectionSettingIdleTimeout=60',
    ]
    expect(frontOf(BALANCED, ...settings)).toMatchObject({
      loadBalancer: 'classic',
      isShared: false,
      listeners: [
        { port: 80, protocol: 'HTTP', isSecure: false, namespace: 'aws:elb:listener' },
        { port: 443, protocol: 'SSL', isSecure: true, namespace: 'aws:elb:listener:443' },
      ],
      idleTimeoutSeconds: 60,
    })
  })
})

describe('a shared load balancer', () => {
  it('has an idle timeout that the settings of an environment do not tell', () => {
    const shared = frontOf(BALANCED, APPLICATION, 'aws:elasticbeanstalk:environment:LoadBalancerIsShared=true')
    expect(shared).toMatchObject({ isShared: true, idleTimeoutSeconds: undefined })
  })
})

describe('what is kept of the settings', () => {
  it('is about the front, and never a property of the environment', () => {
    const lines = [
      ['aws:elasticbeanstalk:application:environment', 'TOKEN', 'secret'],
      ['aws:elb:policies', 'ConnectionSettingIdleTimeout', '60'],
      ['aws:elasticbeanstalk:environment:process:default', 'StickinessEnabled', 'true'],
      ['aws:elasticbeanstalk:environment:proxy', 'ProxyServer', 'nginx'],
    ]
    const settings = lines.map(([Namespace, OptionName, Value]) => ({ Namespace, OptionName, Value }))
    expect(pickFrontSettings(settings)).toEqual([settings[1], settings[2]])
  })

  it('is told as it will be when settings are planned', () => {
    const settings = [{ Namespace: 'a', OptionName: 'b', Value: '1' }]
    const planned = [
      { namespace: 'a', optionName: 'b', value: '2' },
      { namespace: 'a', optionName: 'c', value: '3' },
    ]
    expect(applySettings(settings, planned)).toEqual([
      { Namespace: 'a', OptionName: 'b', Value: '2' },
      { Namespace: 'a', OptionName: 'c', Value: '3' },
    ])
  })
})

describe('the stickiness of a front', () => {
  const PROCESS = 'aws:elasticbeanstalk:environment:process'
  const CLASSIC_STICKY = 'aws:elb:policies:Stickiness Policy=true'

  it.each<[string, boolean | undefined, string[]]>([
    ['off where nobody chose', false, [BALANCED, APPLICATION, HTTP]],
    ['that of the process', true, [BALANCED, APPLICATION, HTTP, `${PROCESS}:default:StickinessEnabled=true`]],
    [
      'off where a listener forwards to a process without',
      false,
      [
        ...[BALANCED, APPLICATION, HTTP, `${PROCESS}:default:StickinessEnabled=true`],
        ...[HTTPS, 'aws:elbv2:listener:443:DefaultProcess=web', `${PROCESS}:web:StickinessEnabled=false`],
      ],
    ],
    ['that of the policy', true, [BALANCED, 'aws:elb:listener:ListenerProtocol=HTTP', CLASSIC_STICKY]],
    [
      'off behind TCP, which knows no cookies',
      false,
      [BALANCED, 'aws:elb:listener:ListenerProtocol=TCP', CLASSIC_STICKY],
    ],
    [
      'off of a network load balancer',
      false,
      [
        BALANCED,
        'aws:elasticbeanstalk:environment:LoadBalancerType=network',
        `${PROCESS}:default:StickinessEnabled=true`,
      ],
    ],
    ['unknown where the settings could not be read', undefined, []],
  ])('is %s', (_, isSticky, settings) => {
    expect(frontOf(...settings).isSticky).toBe(isSticky)
  })
})

describe('the number of instances', () => {
  it('is between those of the Auto Scaling group, and one of a single instance', () => {
    const asg = 'aws:autoscaling:asg'
    expect(frontOf(BALANCED, `${asg}:MinSize=2`, `${asg}:MaxSize=4`).instances).toEqual({ min: 2, max: 4 })
    expect(frontOf(BALANCED).instances).toBeUndefined()
    const single = 'aws:elasticbeanstalk:environment:EnvironmentType=SingleInstance'
    expect(frontOf(single, `${asg}:MaxSize=4`).instances).toEqual({ min: 1, max: 1 })
  })
})

describe('the URL of an environment', () => {
  it.each([
    ['a single instance', ['aws:elasticbeanstalk:environment:EnvironmentType=SingleInstance'], 'ws:'],
    ['a listener for HTTP alone', [BALANCED, APPLICATION, HTTP], 'ws:'],
    ['listeners for both, because the certificate is for another name', [BALANCED, APPLICATION, HTTP, HTTPS], 'ws:'],
    ['a listener for HTTPS alone', [BALANCED, APPLICATION, NO_HTTP, HTTPS], 'wss:'],
    ['settings that could not be read', [], 'ws:'],
  ])('with %s', (_, settings, scheme) => {
    expect(schemeOf(...settings)).toBe(scheme)
  })
})

describe("the environment's own URL", () => {
  it('leads to the port of a listener that is there', () => {
    const own = 'aws:elbv2:listener:8443:Protocol=HTTPS'
    expect(urlOf(BALANCED, APPLICATION, NO_HTTP, own)).toBe('wss://chat.eu-central-1.elasticbeanstalk.com:8443/ws')
    expect(urlOf(BALANCED, APPLICATION, NO_HTTP, own, HTTPS)).toBe('wss://chat.eu-central-1.elasticbeanstalk.com/ws')
  })

  it('is one of TLS where only port 443 is listened on, whatever the listener calls its protocol', () => {
    const network = 'aws:elasticbeanstalk:environment:LoadBalancerType=network'
    expect(schemeOf(BALANCED, network, NO_HTTP, 'aws:elbv2:listener:443:Protocol=TCP')).toBe('wss:')
  })
})
