/** Options and their settings, as Beanstalk's API writes them. Pure. */

export interface ApiOption {
  readonly Namespace: string
  readonly OptionName: string
}

export interface ApiSetting extends ApiOption {
  readonly Value: string
}

interface Option {
  readonly namespace: string
  readonly optionName: string
}

export function toApiOption({ namespace, optionName }: Option): ApiOption {
  return { Namespace: namespace, OptionName: optionName }
}

export function toApiSetting({ value, ...option }: Option & { readonly value: string }): ApiSetting {
  return { ...toApiOption(option), Value: value }
}
