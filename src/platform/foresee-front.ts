/** What will stand in front of the instances after a deployment, as far as that is certain before it. Pure. */

import type { ConfigurationOptionSetting } from '@aws-sdk/client-elastic-beanstalk'
import { describeFront, type Front, type Listener } from './describe-front.ts'
import { applySettings, type ComingSetting, findSetting } from './front-settings.ts'

export interface ComingSettings {
  /** Of the environment now; empty where they could not be read. */
  readonly frontSettings: readonly ConfigurationOptionSetting[]
  /** What the bundle's own files set. */
  readonly bundleSettings: readonly ComingSetting[]
  /** What is set together with the version. */
  readonly set: readonly ComingSetting[]
}

export interface ForeseenFront extends Front {
  /** Of listeners that are on in any case. */
  readonly surePorts: readonly number[]
}

/** The bundle and the environment have different values, and which one holds is not known before the deployment. */
export interface Doubt extends ComingSetting {
  readonly current: string
}

/**
 * What was set by the API, the console or the CLI wins over the bundle's files, and AWS does not tell who set a value
 * (https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options.html): where the two differ, it is not known.
 */
export function foreseeFront(coming: ComingSettings): ForeseenFront {
  const { frontSettings, bundleSettings, set } = coming
  const sure = describeFront(applySettings(applySettings(frontSettings, fillIn(coming)), set))
  if (frontSettings.length === 0) return { ...sure, surePorts: [] }
  const other = describeFront(applySettings(applyBundle(frontSettings, bundleSettings), set))
  const isStickinessSure = !listDoubts(coming).some(({ optionName }) => STICKINESS.includes(optionName))
  return {
    ...sure,
    listeners: joinListeners(sure.listeners, other.listeners),
    surePorts: listPorts(sure).filter(port => listPorts(other).includes(port)),
    idleTimeoutSeconds: sure.idleTimeoutSeconds === other.idleTimeoutSeconds ? sure.idleTimeoutSeconds : undefined,
    isSticky: isStickinessSure && sure.isSticky === other.isSticky ? sure.isSticky : undefined,
    instances: isSame(sure.instances, other.instances) ? sure.instances : undefined,
  }
}

/**
 * Of an environment that is created: what Beanstalk sets by itself, and what the bundle's files set. Empty where nobody
 * says which kind it is, for then Beanstalk chooses. `set`: by the request, which wins over the bundle.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 */
export function foreseeSettings(
  bundleSettings: readonly ComingSetting[],
  set: readonly ComingSetting[],
): ConfigurationOptionSetting[] {
  const chosen = applySettings(applySettings([], bundleSettings), set)
  const [type, kind = 'classic'] = ['EnvironmentType', 'LoadBalancerType'].map(
    name => findSetting(chosen, ENVIRONMENT, name) || undefined,
  )
  if (!type && !findSetting(chosen, ENVIRONMENT, 'LoadBalancerType')) return []
  const defaults = [
    { namespace: ENVIRONMENT, optionName: 'EnvironmentType', value: type ?? 'LoadBalanced' },
    { namespace: ENVIRONMENT, optionName: 'LoadBalancerType', value: kind },
    ...(USUAL_LISTENERS[kind] ?? []),
  ]
  const isAboutEnvironment = ({ namespace }: ComingSetting) => namespace === ENVIRONMENT
  return applySettings(applySettings(applySettings([], defaults), bundleSettings), set.filter(isAboutEnvironment))
}

const ENVIRONMENT = 'aws:elasticbeanstalk:environment'

/** By the kind of load balancer; without one they are of no effect. */
const USUAL_LISTENERS: Readonly<Record<string, readonly ComingSetting[]>> = {
  classic: [{ namespace: 'aws:elb:listener', optionName: 'ListenerProtocol', value: 'HTTP' }],
  application: [{ namespace: 'aws:elbv2:listener:default', optionName: 'Protocol', value: 'HTTP' }],
  network: [{ namespace: 'aws:elbv2:listener:default', optionName: 'Protocol', value: 'TCP' }],
}

/** As if nobody had set any of it by the API. */
export function applyBundle(
  frontSettings: readonly ConfigurationOptionSetting[],
  bundleSettings: readonly ComingSetting[],
): ConfigurationOptionSetting[] {
  return applySettings(frontSettings, bundleSettings.filter(isChangeable))
}

export function listDoubts({ frontSettings, bundleSettings, set }: ComingSettings): Doubt[] {
  return bundleSettings.flatMap(setting => {
    const current = findSetting(frontSettings, setting.namespace, setting.optionName)
    const isSet = set.some(each => each.namespace === setting.namespace && each.optionName === setting.optionName)
    return current && current !== setting.value && !isSet ? { ...setting, current } : []
  })
}

const STICKINESS: readonly string[] = ['StickinessEnabled', 'Stickiness Policy']

/** What only the bundle sets. */
function fillIn({ frontSettings, bundleSettings }: ComingSettings): readonly ComingSetting[] {
  if (frontSettings.length === 0) return []
  return bundleSettings
    .filter(isChangeable)
    .filter(({ namespace, optionName }) => !findSetting(frontSettings, namespace, optionName))
}

// Which kind of load balancer there is can be said at creation only, and then the environment has it.
function isChangeable({ namespace }: ComingSetting): boolean {
  return namespace !== ENVIRONMENT
}

function joinListeners(sure: readonly Listener[], other: readonly Listener[]): Listener[] {
  const isOneOf = (listeners: readonly Listener[], { namespace, protocol }: Listener) =>
    listeners.some(each => each.namespace === namespace && each.protocol === protocol)
  const isAlone = ({ namespace }: Listener) => !sure.some(each => each.namespace === namespace)
  return [
    ...sure.map(listener => (isOneOf(other, listener) ? listener : { ...listener, protocol: undefined })),
    ...other.filter(isAlone).map(listener => ({ ...listener, protocol: undefined })),
  ]
}

function listPorts({ listeners }: Front): number[] {
  return listeners.map(({ port }) => port)
}

function isSame(a: Front['instances'], b: Front['instances']): boolean {
  return a?.min === b?.min && a?.max === b?.max
}
