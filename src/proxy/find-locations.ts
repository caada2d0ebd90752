/** Finds the bundle's own locations that matter to a WebSocket. */

import { type LoadedDirective, NGINX_FOLDER, type NginxTree, walk } from './nginx-tree.ts'

/** A file of the bundle that takes the place of one of the platform's. */
export interface ProxyOverride {
  readonly name: string
  /** What its `location /` does with the Upgrade header; 'absent' when it has no such location. */
  readonly rootLocation: 'forwards' | 'drops' | 'absent'
}

export interface UpgradeLocation {
  /** "=" for an exact one, "^~" or "" for a prefix, "~" or "~*" for a regular expression, "@" for a named one. */
  readonly modifier: '' | '=' | '^~' | '~' | '~*' | '@'
  readonly path: string
  readonly file: string
  readonly line: number
}

const DEFAULT_FILES = ['nginx.conf', 'conf.d/elasticbeanstalk/00_application.conf'].map(path => NGINX_FOLDER + path)

/** Of `names`, the files of the bundle. */
export function findOverrides({ http }: NginxTree, names: readonly string[]): ProxyOverride[] {
  const roots = findLocations(http).filter(({ modifier, path }) => path === '/' && /^(\^~)?$/.test(modifier))
  return DEFAULT_FILES.filter(name => names.includes(name)).map(name => {
    const own = roots.filter(root => root.file === name)
    const rootLocation = own.length === 0 ? 'absent' : own.some(root => root.setsUpgrade) ? 'forwards' : 'drops'
    return { name, rootLocation }
  })
}

/** Those that set the header themselves: nginx takes nothing from outside as soon as a location sets any header. */
export function findUpgradeLocations({ http }: NginxTree): UpgradeLocation[] {
  return findLocations(http)
    .filter(location => location.isOwn && location.setsUpgrade)
    .map(({ modifier, path, file, line }) => ({ modifier, path, file, line }))
}

interface FoundLocation extends UpgradeLocation {
  readonly isOwn: boolean
  readonly setsUpgrade: boolean
}

function findLocations(http: readonly LoadedDirective[]): FoundLocation[] {
  return [...walk(http)]
    .filter(({ name, args }) => name === 'location' && args.length > 0)
    .map(directive => {
      const { file, line, isOwn } = directive
      return { ...parseLocation(directive.args), file, line, isOwn, setsUpgrade: setsUpgrade(directive) }
    })
}

/** "location = /ws", "location =/ws", "location @app". */
export function parseLocation(args: readonly string[]): Pick<UpgradeLocation, 'modifier' | 'path'> {
  const [, modifier = '', path = ''] = /^(=|\^~|~\*|~|)(.*)$/s.exec(args.join('')) ?? []
  if (path.startsWith('@')) return { modifier: '@', path }
  return { modifier: modifier as UpgradeLocation['modifier'], path }
}

/** Whether a location hands the client's Upgrade header to the app. */
export function setsUpgrade({ block = [] }: Pick<LoadedDirective, 'block'>): boolean {
  return block.some(({ name, args: [header = '', value = ''] }) => {
    return name === 'proxy_set_header' && header.toLowerCase() === 'upgrade' && value !== ''
  })
}
