/** Which of the locations that nginx has answers at a path. */

import type { FoundLocation } from './find-locations.ts'

/**
 * As nginx chooses: the exact one, else the longest prefix. A regular expression counts where it is the bundle's own and
 * hands Upgrade on; what others match is not tried out here.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_core_module.html#location
 */
export function chooseLocation(locations: readonly FoundLocation[], path: string): FoundLocation | undefined {
  const exact = locations.find(location => location.modifier === '=' && location.path === path)
  const prefixes = locations.filter(({ modifier, path: prefix }) => /^(\^~)?$/.test(modifier) && covers(prefix, path))
  const [longest] = prefixes.toSorted((a, b) => b.path.length - a.path.length)
  const pattern = locations.find(({ modifier, isOwn, setsUpgrade }) => {
    return modifier.startsWith('~') && isOwn && setsUpgrade
  })
  return exact ?? (longest?.modifier === '^~' ? longest : (pattern ?? longest))
}

// "/ws/" stands for "/ws" too: nginx sends a client that asks for the latter to the former.
function covers(prefix: string, path: string): boolean {
  return path.startsWith(prefix) || prefix === `${path}/`
}
