/** All patterns of what real projects put into a bundle for their proxy. The files are made for this test. */

import { LEGACY } from './legacy.ts'
import { LOCATIONS } from './locations.ts'
import { NGINX_REFUSALS } from './nginx-refusals.ts'
import { OWN_NGINX_CONF } from './own-nginx-conf.ts'
import { PASSED_BY } from './passed-by.ts'
import { PLATFORMS } from './platforms.ts'
import type { ProxyPattern } from './proxy-pattern.ts'
import { SERVERS } from './servers.ts'

export const PATTERNS: readonly ProxyPattern[] = [
  ...SERVERS,
  ...OWN_NGINX_CONF,
  ...NGINX_REFUSALS,
  ...LOCATIONS,
  ...PLATFORMS,
  ...LEGACY,
  ...PASSED_BY,
]
