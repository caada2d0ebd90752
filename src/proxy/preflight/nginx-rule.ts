/** What a rule for one of nginx's directives is made of. */

import type { Directive } from '../nginx-syntax.ts'
import type { AddressContext } from './map-address.ts'

export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface Where {
  readonly path: string
  readonly bundleName: string | undefined
  readonly line: number
}

export interface NginxMapping extends AddressContext {
  /** Absolute, of characters that need no quotes. */
  readonly folder: string
  /** nginx runs as root, and looks for the user that it is told. */
  readonly isRoot: boolean
  /** A certificate of our own is in the folder. */
  readonly hasCertificate: boolean
  /** Directives that this nginx does not know although others do. */
  readonly removed: ReadonlySet<string>
  /** Its variables or values are newer than this nginx. */
  isTooNew(directive: Pick<Directive, 'args'>, where: Where): boolean
  /** Something outside of the bundle may bring in modules. */
  readonly mayHaveModules: boolean
  readonly hasFile: (path: string) => boolean
  /** Whether what stands outside of all blocks of that file is read at nginx's main level. */
  readonly isMainFile: (path: string) => boolean
  /** Whether a file that the include loads says what its server listens on. */
  readonly includesListen: (pattern: string) => boolean
  /** What was taken away, and is not tested. */
  note(what: string, where: Where): void
}

export interface MappedDirective extends Directive {
  /** Of its file, below the proxy's folder. */
  readonly path: string
  /** Name of the block around it, in the same file. */
  readonly parent: string | undefined
}

export interface RuleContext extends NginxMapping {
  readonly where: Where
}

export type Rule = (directive: MappedDirective, context: RuleContext) => readonly Edit[]

export function removeDirective({ place }: Pick<Directive, 'place'>): Edit {
  return { start: place.start, end: place.close, text: '' }
}

export const remove: Rule = directive => [removeDirective(directive)]

export const removeAndNote: Rule = (directive, { note, where }) => {
  note(directive.name, where)
  return [removeDirective(directive)]
}

/** Another text for the first argument, unless it is undefined. */
export const setFirst = (text: (context: RuleContext, value: string) => string | undefined): Rule => {
  return ({ args, place }, context) => {
    const [arg, value] = [place.args[0], args[0]]
    const mapped = value === undefined ? undefined : text(context, value)
    return arg && mapped !== undefined ? [{ ...arg, text: mapped }] : []
  }
}

export const quote = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`
