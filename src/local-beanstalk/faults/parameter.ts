/** The parameters of faults: what may be written for each, in JSON and on a command line. */

export interface Parameter<Value, Required extends boolean = boolean> {
  readonly required: Required
  /** What may be written, in words that follow "write". */
  readonly form: string
  /** Undefined: what JSON held is none. */
  read(value: unknown): Value | undefined
  /** What a command line's text stands for, to be read as JSON's value is. */
  fromText(text: string): unknown
}

/** The values of a fault's parameters, by their names. */
export type ParameterValues<Parameters> = {
  readonly [Name in keyof Parameters as Parameters[Name] extends Parameter<unknown, true> ? Name : never]: ValueOf<
    Parameters[Name]
  >
} & {
  readonly [Name in keyof Parameters as Parameters[Name] extends Parameter<unknown, true> ? never : Name]?: ValueOf<
    Parameters[Name]
  >
}

type ValueOf<Any> = Any extends Parameter<infer Value, boolean> ? Value : never

export function text(form: string, pattern: RegExp = /[\s\S]/): Parameter<string, true> {
  const read = (value: unknown) => (typeof value === 'string' && pattern.test(value) ? value : undefined)
  return { required: true, form, read, fromText: written => written }
}

/** `elasticbeanstalk:UpdateEnvironment`, as IAM or the API names it; "*" stands for any text. */
export const operation = text('an operation such as "elasticbeanstalk:Describe*"', /^(\*|[a-z0-9*]+:[A-Za-z0-9*]+)$/)

export function wholeNumber(from: number, to: number): Parameter<number, true> {
  return {
    required: true,
    form: `a whole number from ${from} to ${to}`,
    read: value =>
      typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to ? value : undefined,
    fromText: written => (/^-?\d{1,15}$/.test(written) ? Number(written) : written),
  }
}

export function oneOf<const Value extends string>(...values: readonly Value[]): Parameter<Value, true> {
  return {
    required: true,
    form: values.map(value => `"${value}"`).join(' or '),
    read: value => values.find(known => known === value),
    fromText: written => written,
  }
}

export function optional<Value>(parameter: Parameter<Value, true>): Parameter<Value, false> {
  return { ...parameter, required: false }
}

/** How often a fault strikes: every time when it is left out. */
export const times = optional(wholeNumber(1, 1_000_000))
/** Which of the instances that deploy from now on it strikes, counted from 1: each when it is left out. */
export const instance = optional(wholeNumber(1, 1000))
/** An hour at most: longer than any deployment. */
export const milliseconds = wholeNumber(0, 3_600_000)
