/** Decides whether the bundle is to say which proxy its files are for. Pure. */

import { takesProxyServer } from '../platform/describe-proxy.ts'
import { PIN_FILE, writePin } from './proxy-file-texts.ts'
import { add, keepOwn, NOTHING, type ProxySlice } from './proxy-slice.ts'
import type { ProxySurvey } from './scan-proxy-files.ts'

/** Only where the platform has the option: an unknown one ends the deployment. */
export function planPin({ platform, proxy: { proxy }, settings, ebextensions }: ProxySurvey): ProxySlice {
  if (ebextensions.includes(PIN_FILE)) return keepOwn(PIN_FILE)
  const own = settings.filter(({ option }) => option === 'ProxyServer')
  if (own.length > 0) {
    const kept = own.map(({ file, line, value }) => ({ name: file, reason: `line ${line} sets ProxyServer ${value}` }))
    return { ...NOTHING, kept }
  }
  if ((proxy !== 'nginx' && proxy !== 'apache') || !takesProxyServer(platform)) return NOTHING
  const program = proxy === 'nginx' ? 'nginx' : 'httpd'
  const folder = proxy === 'nginx' ? '.platform/nginx' : '.platform/httpd'
  const reason = `files in ${folder} are for ${program}, and this keeps ${program} the proxy`
  return add({ name: PIN_FILE, text: writePin(proxy), reason, purpose: 'pin' })
}
