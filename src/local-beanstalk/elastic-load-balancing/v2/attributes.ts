/** Attributes as the API takes and gives them: keys with values. */

import type { Attributes } from '../default-attributes.ts'
import { v2Errors } from './v2-errors.ts'

interface KeyAndValue {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

export interface AttributeRules {
  readonly noun: 'Load balancer' | 'Listener' | 'Target group'
  readonly known: Attributes
  /** What others of the sort have: then the refusal says that this one does not. */
  readonly knownElsewhere: Attributes
  /** `load balancers with type 'network'`. */
  readonly where: string
}

/** What numbers may be. Source: ELB API Reference, LoadBalancerAttribute, ListenerAttribute, TargetGroupAttribute. */
const RANGES: Readonly<Record<string, readonly [from: number, to: number]>> = {
  'idle_timeout.timeout_seconds': [1, 4000],
  'client_keep_alive.seconds': [60, 604_800],
  'tcp.idle_timeout.seconds': [60, 6000],
  'deregistration_delay.timeout_seconds': [0, 3600],
  'stickiness.lb_cookie.duration_seconds': [1, 604_800],
  'stickiness.app_cookie.duration_seconds': [1, 604_800],
  'slow_start.duration_seconds': [0, 900],
}

export function attributesOf(attributes: ReadonlyMap<string, string>): { Key: string; Value: string }[] {
  return [...attributes].map(([Key, Value]) => ({ Key, Value }))
}

/** @throws ServiceError ValidationError, InvalidConfigurationRequest. */
export function readAttributes(asked: readonly KeyAndValue[], rules: AttributeRules): Attributes {
  if (asked.length === 0) throw v2Errors.validation('Attributes cannot be empty')
  return Object.fromEntries(asked.map(({ Key = '', Value = '' }) => [Key, readValue(Key, Value, rules)]))
}

function readValue(key: string, value: string, { noun, known, knownElsewhere, where }: AttributeRules): string {
  const former = Object.hasOwn(known, key) ? known[key] : undefined
  if (former === undefined) {
    throw Object.hasOwn(knownElsewhere, key)
      ? v2Errors.invalidConfiguration(`${noun} attribute key '${key}' is not supported on ${where}`)
      : v2Errors.validation(`${noun} attribute key '${key}' is not recognized`)
  }
  const isBoolean = former === 'true' || former === 'false'
  if (isBoolean && value !== 'true' && value !== 'false')
    throw v2Errors.validation(`${noun} attribute value '${value}' for '${key}' must be one of '[true, false]'`)
  const range = RANGES[key]
  if (range !== undefined && !(/^\d{1,7}$/.test(value) && Number(value) >= range[0] && Number(value) <= range[1])) {
    throw v2Errors.validation(
      `${noun} attribute value '${value}' for '${key}' must be between '${range[0]}' and '${range[1]}', inclusive`,
    )
  }
  return value
}
