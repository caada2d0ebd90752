/** How a person takes an update of the environment back: commands, and words where no command can. Pure. */

import { writeCommand } from '../aws/write-command.ts'
import { type ApiOption, type ApiSetting, toApiOption, toApiSetting } from '../platform/api-option.ts'
import { toPrintableLine, toShellWord } from '../untrusted.ts'
import type { UpdatePlan } from './plan-update.ts'

export interface UpdateToUndo {
  readonly region: string
  readonly plan: UpdatePlan
  /** What of the plan the request asks for. */
  readonly hasVersion: boolean
  readonly hasSettings: boolean
}

/** Lines for a shell. None where there is nothing to go back to. */
export function undoUpdate({ region, plan, hasVersion, hasSettings }: UpdateToUndo): string[] {
  const formerLabel = hasVersion ? plan.fromLabel : undefined
  const label = formerLabel === SAMPLE_LABEL ? undefined : formerLabel
  const { restored, removed, untold } = hasSettings ? sortSettings(plan) : NO_SETTINGS
  const options = [
    ...(label ? [`--version-label ${toShellWord(label)}`] : []),
    ...writeList('--option-settings', restored),
    ...writeList('--options-to-remove', removed),
  ]
  const wait = waitForUpdate(region, plan)
  const update = writeUpdate(region, plan, options)
  return [
    // Beanstalk takes no update before the last one has ended.
    ...(options.length > 0 ? [...(plan.wait ? [] : [wait]), ...update, wait] : []),
    ...(formerLabel === SAMPLE_LABEL ? [SAMPLE_COMMENT] : []),
    ...(untold.length > 0 ? tellUntold(untold, writeUpdate(region, plan, [LIST_OF_OWN])) : []),
  ]
}

export function waitForUpdate(region: string, { environmentId }: UpdatePlan): string {
  return writeCommand(region, `elasticbeanstalk wait environment-updated --environment-ids ${environmentId}`)
}

/** What DescribeEnvironments names where an environment was created without a version: there is none of that label. */
export const SAMPLE_LABEL = 'Sample Application'

// CreateEnvironment alone deploys the sample, where it is given no version.
const SAMPLE_COMMENT =
  "# The environment ran Elastic Beanstalk's sample application, which is no version of the application: it comes back only in a new environment that is created without a version, or as one of AWS's own samples that you upload (https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/tutorials.html). As long as it runs the version of this run, Beanstalk does not delete that."

const LIST_OF_OWN = '--option-settings file://former-settings.json'

interface SortedSettings {
  readonly restored: readonly ApiSetting[]
  readonly removed: readonly ApiOption[]
  /** What they were may be secret, or is not known. */
  readonly untold: readonly ApiOption[]
}

const NO_SETTINGS: SortedSettings = { restored: [], removed: [], untold: [] }

function sortSettings({ changes, tunings }: UpdatePlan): SortedSettings {
  const changed = changes.filter(({ kind }) => kind === 'changed')
  const isTold = ({ before }: UpdatePlan['changes'][number]) => before !== undefined && isPlain(before)
  return {
    restored: [...changed.filter(isTold), ...tunings.filter(({ isUsual }) => !isUsual)].map(toFormer),
    // Set by name, a default would win over the bundle's own files for good.
    removed: [...changes.filter(({ kind }) => kind === 'new'), ...tunings.filter(({ isUsual }) => isUsual)].map(
      toApiOption,
    ),
    untold: [...changed.filter(change => !isTold(change)), ...changes.filter(({ kind }) => kind === 'unknown')].map(
      toApiOption,
    ),
  }
}

/** Shown as it is in one line of the log; another would be set as something else. */
function isPlain(value: string): boolean {
  return toPrintableLine(value, LONGEST_VALUE) === value
}

const LONGEST_VALUE = 500

function toFormer(option: { namespace: string; optionName: string; before: string | undefined }): ApiSetting {
  return toApiSetting({ ...option, value: option.before ?? '' })
}

function writeList(option: string, list: readonly ApiOption[]): string[] {
  return list.length > 0 ? [option, ...list.map(entry => toShellWord(JSON.stringify(entry)))] : []
}

/** In one line where it is short: a line of the log is cut where it is longer than can be read. */
function writeUpdate(region: string, { environmentId }: UpdatePlan, options: readonly string[]): string[] {
  const command = writeCommand(
    region,
    `elasticbeanstalk update-environment --environment-id ${toShellWord(environmentId)}`,
  )
  const line = [command, ...options].join(' ')
  if (line.length <= LONGEST_LINE) return [line]
  const lines = [command, ...options.map(option => `  ${option}`)]
  return lines.map((text, index) => (index < lines.length - 1 ? `${text} \\` : text))
}

const LONGEST_LINE = 400

function tellUntold(untold: readonly ApiOption[], command: readonly string[]): string[] {
  return [
    '# What these were is not printed, for it may be secret, or is not known. Set them again from where you keep them:',
    ...untold.map(({ Namespace, OptionName }) => `#   ${toPrintableLine(`${Namespace}:${OptionName}`)}`),
    ...command.map(line => `# ${line}`),
  ]
}
