/** Rules about directives that stand where nginx does not allow them, or more often than it does. */

import { moveIntoServer, moveToHttpLevel, REMOVE_ONE_LINE, removeFromInclude } from '../nginx-remedies.ts'
import type { LoadedDirective } from '../nginx-tree.ts'
import { listBlocks, listMain, type NginxBlock } from './nginx-blocks.ts'
import { NGINX_DIRECTIVES, type NginxContext, UNTRIED_DIRECTIVES } from './nginx-directives.ts'
import {
  lastPart,
  type NginxRule,
  nameLine,
  type RuleFinding,
  refuse,
  type ScannedNginx,
  shorten,
} from './proxy-rule.ts'
import { YAML_KEY } from './syntax-rules.ts'

export const PLACEMENT_RULES: readonly NginxRule[] = [
  { name: 'unknown-directive', find: findUnknown },
  { name: 'directive-not-allowed-here', find: findMisplaced },
  { name: 'duplicate-directive', find: findDuplicates },
]

/** A name with anything but letters, digits and "_": a space or a quotation mark of a web page, a colon, "<<<<<<<". */
function findUnknown(nginx: ScannedNginx): RuleFinding[] {
  const blocks = [{ directives: listMain(nginx) }, ...listBlocks(nginx)]
  return blocks.flatMap(({ directives }) =>
    directives
      .filter(({ isOwn, name }) => isOwn && !/^\w+$/.test(name) && !YAML_KEY.test(name))
      .map(directive => {
        const name = shorten(directive.name)
        return refuse(directive, {
          what: `begins with "${name}", which is no word of nginx`,
          error: `unknown directive "${name}"`,
          remedy: 'Type the line anew: what is copied from a page may hold spaces and quotation marks that look right.',
        })
      }),
  )
}

function findMisplaced(nginx: ScannedNginx): RuleFinding[] {
  const main = listMain(nginx).filter(directive => !isAllowed(directive, 'main'))
  const inner = listBlocks(nginx).flatMap(({ context, directives }) => {
    return directives
      .filter(directive => directive.isOwn && !isAllowed(directive, context))
      .map(directive => misplaced(directive, context))
  })
  return [...main.map(directive => misplaced(directive, 'main')), ...inner]
}

function isAllowed({ name }: LoadedDirective, context: NginxContext): boolean {
  return placesOf(name)?.contexts.includes(context) ?? true
}

function placesOf(name: string) {
  if (UNTRIED_DIRECTIVES.includes(name)) return { contexts: ['main'] as NginxContext[], isSingle: false }
  return Object.hasOwn(NGINX_DIRECTIVES, name) ? NGINX_DIRECTIVES[name] : undefined
}

const OUTSIDE: Readonly<Record<NginxContext, string>> = {
  main: 'outside of the http block',
  events: 'in the events block',
  http: 'outside of a server',
  server: 'inside of a server',
  location: 'inside of a location',
  if: 'inside of an "if"',
  'if in server': 'inside of an "if"',
  upstream: 'inside of an upstream',
}

function misplaced(directive: LoadedDirective, context: NginxContext): RuleFinding {
  const { name, args, block } = directive
  const shown = name === 'location' ? `a location (${args.join(' ').slice(0, 60)})` : `"${name}"`
  const refused = refuse(directive, {
    what: `has ${shown} ${OUTSIDE[context]}`,
    error: `"${name}" directive is not allowed here`,
    remedy: placeFor(directive, context, block !== undefined),
  })
  // The trial leaves these out, so that it cannot have the last word.
  return UNTRIED_DIRECTIVES.includes(name) ? { ...refused, kind: 'refused-by-instance' } : refused
}

function placeFor({ name, file }: LoadedDirective, context: NginxContext, isBlock: boolean): string {
  const contexts = placesOf(name)?.contexts ?? []
  const what = name === 'location' ? 'the location' : isBlock ? 'the whole block' : 'the line'
  if (contexts.includes('main') && context !== 'main') {
    return removeFromInclude(what, name)
  }
  if (context === 'main')
    return `Put ${what} inside of the http block${contexts.includes('http') ? '' : ', in a server'}.`
  if (contexts.includes('server') && context === 'http') {
    return moveIntoServer(what, lastPart(file))
  }
  if (contexts.includes('http') && context !== 'http') {
    return moveToHttpLevel(what, lastPart(file))
  }
  return `Move ${what} to where nginx allows it: ${contexts.join(', ')}.`
}

function findDuplicates(nginx: ScannedNginx): RuleFinding[] {
  const main: NginxBlock = { context: 'main', owner: undefined, around: [], directives: listMain(nginx) }
  return [main, ...listBlocks(nginx)].flatMap(({ context, directives }) => {
    const singles = directives.filter(({ name }) => placesOf(name)?.isSingle)
    const groups = Map.groupBy(singles, ({ name }) => name).values()
    return [...groups].flatMap(group => {
      const own = group.filter(({ isOwn }) => isOwn)
      const last = group.length > 1 ? own.at(-1) : undefined
      const other = group.find(directive => directive !== last)
      return last && other ? [duplicate(last, other, context)] : []
    })
  })
}

function duplicate(directive: LoadedDirective, other: LoadedDirective, context: NginxContext): RuleFinding {
  const { name } = directive
  const where = other.isOwn ? nameLine(other) : `Beanstalk's own ${lastPart(other.file)}`
  const isAlways = context === 'server' && !other.isOwn && !placesOf(name)?.contexts.includes('location')
  const inLocation = isAlways ? '' : ', or set it inside of a location of your own'
  return refuse(directive, {
    what: `has "${name}", which ${where} has at the same level`,
    error: `"${name}" directive is duplicate`,
    remedy: other.isOwn ? REMOVE_ONE_LINE : `Remove the line${inLocation}.`,
  })
}
