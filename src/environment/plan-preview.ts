/** Decides what a preview is made of, or why there is none. Pure. */

import type { OptionSetting } from '../inputs/option-settings.ts'
import type { Tag } from './name-preview.ts'

export interface PreviewPlan {
  /** Of the environment. */
  readonly name: string
  /** Undefined where somebody else has it: Beanstalk makes one up then. */
  readonly cnamePrefix: string | undefined
  /** Undefined where the preview is there already, and only updated. */
  readonly existing: { readonly id: string; readonly status: string } | undefined
  /** One of the two, from the base. */
  readonly solutionStackName: string | undefined
  readonly platformArn: string | undefined
  readonly optionSettings: readonly OptionSetting[]
  /** Names of variables of the base that the preview has, with their values. */
  readonly copiedVariables: readonly string[]
  /** Of the environment and of each of its versions. */
  readonly tags: readonly Required<Tag>[]
  /** Milliseconds since 1970. */
  readonly expiresMs: number
}
