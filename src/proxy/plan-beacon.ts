/** Decides whether a bundle gets a beacon. Pure. */

import { BEACON_FILE, beaconPath, writeBeaconFile } from './beacon-file.ts'
import type { ProxyFinding } from './proxy-finding.ts'
import { add, keepOwn, type ProxySlice, tell } from './proxy-slice.ts'
import type { ProxySurvey } from './scan-proxy-files.ts'

/** Only inside of Beanstalk's own server, which the file has to be loaded into once. */
export function planBeacon(survey: ProxySurvey, versionLabel: string): ProxySlice {
  const { proxy, files, serverIncludes } = survey
  if (proxy.proxy !== 'nginx' || !BEACON_FILE.startsWith(proxy.overlay ?? '-')) {
    return tell(withoutBeacon('nginx, which would answer at it, is not the proxy of this environment'))
  }
  if (serverIncludes !== 1) {
    return tell(
      withoutBeacon("the bundle's own nginx.conf does not include conf.d/elasticbeanstalk/*.conf in one server"),
    )
  }
  if (files.has(BEACON_FILE)) return keepOwn(BEACON_FILE)
  const reason = `at ${beaconPath(versionLabel)} the proxy tells the check what it received`
  return add({ name: BEACON_FILE, text: writeBeaconFile(versionLabel), reason, purpose: 'beacon' })
}

export function withoutBeacon(reason: string): ProxyFinding {
  return {
    kind: 'note',
    message: `No beacon was added, because ${reason}.`,
    remedy: 'Everything else works without it; to hide this, remove "beacon: true".',
  }
}
