/** Faults as people and other programs write them: as JSON, and as `NAME:parameter=value,parameter=value`. */

import { CATALOGUE, type Fault, findEntry } from './catalogue.ts'

/** All that is wrong, a line each. */
export class FaultsRefused extends Error {
  override readonly name = 'FaultsRefused'
  readonly wrongs: readonly string[]

  constructor(wrongs: readonly string[]) {
    super(wrongs.join('\n'))
    this.wrongs = wrongs
  }
}

/** @throws FaultsRefused that lists all that is wrong. */
export function readFaults(value: unknown): Fault[] {
  if (!Array.isArray(value)) throw new FaultsRefused([`faults were ${JSON.stringify(value)}; write a list of faults`])
  const wrongs = value.flatMap((one, index) => findWrongs(one, `faults[${index}]`))
  if (wrongs.length > 0) throw new FaultsRefused(wrongs)
  return value as Fault[]
}

/** Reads the faults of a command line. @throws FaultsRefused that lists all that is wrong. */
export function parseFaults(texts: readonly string[]): Fault[] {
  const parsed = texts.map(parseFault)
  const wrongs = parsed.flatMap((fault, index) => findWrongs(fault, `"${texts[index]}"`))
  if (wrongs.length > 0) throw new FaultsRefused(wrongs)
  return parsed as Fault[]
}

function findWrongs(value: unknown, where: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [`${where} was ${JSON.stringify(value)}; write a fault, such as {"kind": "expired-credentials"}`]
  const { kind, ...given } = value as Readonly<Record<string, unknown>>
  const parameters = findEntry(kind)?.parameters
  if (parameters === undefined)
    return [`${where}.kind was ${JSON.stringify(kind)}; write one of ${Object.keys(CATALOGUE).join(', ')}`]
  const unknown = Object.keys(given).filter(name => !Object.hasOwn(parameters, name))
  const known = Object.keys(parameters).join(', ') || 'none'
  const wrong = Object.entries(parameters).filter(([name, { required, read }]) =>
    given[name] === undefined ? required : read(given[name]) === undefined,
  )
  return [
    ...unknown.map(name => `${where}.${name} is no parameter of "${kind}"; it has ${known}`),
    ...wrong.map(([name, { form }]) => `${where}.${name} was ${JSON.stringify(given[name])}; write ${form}`),
  ]
}

// A value may hold "=", ":" and "//"; one with a comma is written as JSON.
function parseFault(written: string): unknown {
  if (written.startsWith('{')) return parseJson(written)
  const [, kind, rest] = /^([^:]*):?([\s\S]*)$/.exec(written) ?? []
  const parameters = findEntry(kind)?.parameters ?? {}
  const pairs = (rest ?? '').split(',').filter(pair => pair !== '')
  const given = pairs.map(pair => {
    const equals = pair.indexOf('=')
    const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    return [name, parameter?.fromText(value) ?? value] as const
  })
  return { ...Object.fromEntries(given), kind }
}

function parseJson(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return written
  }
}
