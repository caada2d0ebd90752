import { describe, expect, it } from 'vitest'
import { describeFront } from '../../src/platform/describe-front.ts'
import { type ComingSettings, foreseeFront, foreseeSettings } from '../../src/platform/foresee-front.ts'

const setting = (namespace: string, optionName: string, value: string) => ({ namespace, optionName, value })
const current = (...settings: ReturnType<typeof setting>[]) =>
  settings.map(({ namespace, optionName, value }) => ({ Namespace: namespace, OptionName: optionName, Value: value }))

const BALANCED = [
  setting('aws:elasticbeanstalk:environment', 'EnvironmentType', 'LoadBalanced'),
  setting('aws:elasticbeanstalk:environment', 'LoadBalancerType', 'application'),
]
const listener = (port: string, optionName: string, value: string) =>
  setting(`aws:elbv2:listener:${port}`, optionName, value)
const DEFAULT = listener('default', 'ListenerEnabled', 'true')

function foresee(facts: Partial<ComingSettings>) {
  const frontSettings = current(...BALANCED, DEFAULT)
  return foreseeFront({ frontSettings, bundleSettings: [], set: [], ...facts })
}

describe('the front of a deployment that is still to come', () => {
  it('has the listeners that the bundle brings, and those that are set by name', () => {
    const bundleSettings = [listener('8080', 'Protocol', 'HTTP')]
    const front = foresee({ bundleSettings, set: [listener('443', 'Protocol', 'HTTPS')] })
    expect(front.listeners.map(({ port, protocol }) => `${port} ${protocol}`)).toEqual([
      '80 HTTP',
      '8080 HTTP',
      '443 HTTPS',
    ])
    expect(front.surePorts).toEqual([80, 8080, 443])
  })

  it('is not sure of a listener about which the bundle and the environment differ', () => {
    const off = foresee({ bundleSettings: [listener('default', 'ListenerEnabled', 'false')] })
    expect(off.surePorts).toEqual([])
    expect(off.listeners).toMatchObject([{ port: 80, protocol: undefined }])
    const frontSettings = current(...BALANCED, DEFAULT, listener('443', 'ListenerEnabled', 'false'))
    const on = foresee({ frontSettings, bundleSettings: [listener('443', 'ListenerEnabled', 'true')] })
    expect(on.surePorts).toEqual([80])
    const isOn = { frontSettings, bundleSettings: [], set: [listener('443', 'ListenerEnabled', 'true')] }
    expect(foresee(isOn).surePorts, 'which option-settings decide').toEqual([80, 443])
  })

  it('is of the kind that the environment was created with', () => {
    const bundleSettings = [setting('aws:elasticbeanstalk:environment', 'LoadBalancerType', 'network')]
    expect(foresee({ bundleSettings }).loadBalancer).toBe('application')
  })

  it('is not known from the bundle alone', () => {
    const bundleSettings = [...BALANCED, DEFAULT]
    expect(foresee({ frontSettings: [], bundleSettings })).toMatchObject({ loadBalancer: 'unknown', surePorts: [] })
  })
})

describe('the settings of an environment that is created', () => {
  const ofEnvironment = (name: string, value: string) => setting('aws:elasticbeanstalk:environment', name, value)
  const kindOf = (bundle: ReturnType<typeof setting>[], set: ReturnType<typeof setting>[]) => {
    const { loadBalancer, listeners } = describeFront(foreseeSettings(bundle, set))
    return [loadBalancer, ...listeners.map(({ port, protocol }) => `${port} ${protocol}`)]
  }

  it('are not known where nobody says which load balancer it has', () => {
    expect(foreseeSettings([], [setting('aws:autoscaling:asg', 'MinSize', '2')])).toEqual([])
  })

  it('have the listener that Beanstalk makes by itself', () => {
    expect(kindOf([], [ofEnvironment('LoadBalancerType', 'application')])).toEqual(['application', '80 HTTP'])
    expect(kindOf([], [ofEnvironment('LoadBalancerType', 'network')])).toEqual(['network', '80 TCP'])
    expect(kindOf([], [ofEnvironment('EnvironmentType', 'LoadBalanced')])).toEqual(['classic', '80 HTTP'])
    expect(kindOf([], [ofEnvironment('EnvironmentType', 'SingleInstance')])[0]).toBe('none')
  })

  it('are those of the bundle where the request has no other', () => {
    const bundle = [
      ofEnvironment('LoadBalancerType', 'classic'),
      setting('aws:elb:listener', 'ListenerProtocol', 'TCP'),
    ]
    expect(kindOf(bundle, [])).toEqual(['classic', '80 TCP'])
    expect(kindOf(bundle, [ofEnvironment('LoadBalancerType', 'application')])).toEqual(['application', '80 HTTP'])
  })
})
