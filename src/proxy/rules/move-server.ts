/** What to do with a server of the bundle that gets no requests. */

import { parseLocation } from '../find-locations.ts'
import { type LoadedDirective, NGINX_FOLDER } from '../nginx-tree.ts'

/** In the imperative. Beanstalk's own server has a location for "/" on every platform, and nginx takes no second one. */
export function adviseMoving({ block = [] }: LoadedDirective): string {
  const locations = block.filter(({ name, args }) => name === 'location' && args.length > 0)
  const others = locations.filter(({ args }) => !isRoot(args))
  const hasRoot = others.length < locations.length
  const timeouts = `its timeouts out of the server to a file in "${NGINX_FOLDER}conf.d/"`
  if (hasRoot && others.length === 0) {
    return `Remove the server: Beanstalk's own hands "/" to the app already. Move ${timeouts}.`
  }
  const root = hasRoot ? ' Leave its location / out: Beanstalk\'s own hands "/" to the app already.' : ''
  const which = hasRoot ? 'its other locations' : 'its locations'
  return `Move ${which} to a file in "${NGINX_FOLDER}conf.d/elasticbeanstalk/", and ${timeouts}.${root}`
}

function isRoot(args: readonly string[]): boolean {
  const { modifier, path } = parseLocation(args)
  return path === '/' && (modifier === '' || modifier === '^~')
}
