/** Decides before a deployment what becomes of it when it does not end well. Pure. */

import type { RollBackMode } from '../inputs/roll-back-inputs.ts'
import type { UpdatePlan } from './plan-update.ts'
import { SAMPLE_LABEL } from './undo-update.ts'

export type RollBackPlan = {
  readonly mode: Exclude<RollBackMode, 'never'>
} & (
  | {
      readonly kind: 'possible'
      /** Of the version that runs now. */
      readonly toLabel: string
      /** Nobody gave the WebSocket's path: that it is refused may be the path's fault. */
      readonly isPathGuessed: boolean
    }
  /** `because` completes "because ...". */
  | { readonly kind: 'impossible'; readonly because: string; readonly remedy?: string }
)

export interface RollBackWish {
  readonly mode: RollBackMode
  readonly update: UpdatePlan
  readonly isPathGuessed: boolean
}

/** Undefined where none was asked for. */
export function planRollBack({ mode, update, isPathGuessed }: RollBackWish): RollBackPlan | undefined {
  if (mode === 'never') return undefined
  const { creation, fromLabel, toLabel, optionSettings, changes } = update
  const refuse = (because: string) => ({ kind: 'impossible', mode, because }) as const
  if (creation) return refuse('the environment is created, so there is no version before')
  if (fromLabel === undefined) return refuse('no version runs in the environment yet')
  if (fromLabel === SAMPLE_LABEL) return refuse("Beanstalk's sample application runs, which is no version")
  if (fromLabel === toLabel && optionSettings.length === 0) return refuse('it is the version that runs already')
  if (changes.some(({ kind }) => kind === 'unknown')) return refuse(UNREAD)
  if (isPathGuessed && mode === 'on-failed-handshake') return { ...refuse(GUESSED), remedy: GIVE_PATH }
  return { kind: 'possible', mode, toLabel: fromLabel, isPathGuessed }
}

const UNREAD = 'the option settings of now may not be read, and so could not be set back'
export const GUESSED = 'nobody gave the path of the WebSocket, and that may be at fault'
const GIVE_PATH = 'Write it in \'websocket-path\', such as "websocket-path: /ws".'

/** For the log and for whoever reviews the plan. */
export function describeRollBack(plan: RollBackPlan | undefined): string[] {
  if (!plan) return []
  if (plan.kind === 'impossible')
    return [`Roll nothing back, because ${plan.because}.${plan.remedy ? ` ${plan.remedy}` : ''}`]
  const when = plan.mode === 'on-failed-handshake' || plan.isPathGuessed ? WHEN[plan.mode] : WHEN_ALL
  return [
    `${when}, deploy "${plan.toLabel}" again, with the option settings of before: if its own WebSocket is accepted right before the deployment.`,
    ...(plan.isPathGuessed
      ? [`Roll nothing back when only the WebSocket is refused, because ${GUESSED}. ${GIVE_PATH}`]
      : []),
  ]
}

const WHEN = {
  'on-failed-handshake': 'When the WebSocket is refused',
  'on-failure': 'When the deployment fails, or the health is bad',
} as const

const WHEN_ALL = 'When the deployment fails, the WebSocket is refused or the health is bad'
