/** Decides whether a Node.js environment of Amazon Linux 1 gets the recipe of its time. Pure. */

import { PIN_FILE } from './proxy-file-texts.ts'
import type { ProxyFinding } from './proxy-finding.ts'
import { add, keepOwn, NOTHING, type ProxySlice, tell } from './proxy-slice.ts'
import { writeRecipe } from './recipe-text.ts'
import type { ProxySurvey } from './scan-proxy-files.ts'

export interface RecipeFacts {
  readonly survey: ProxySurvey
  readonly timeoutSeconds: number
}

/** What nginx would read there. */
const NGINX_TARGET = /^\/etc\/nginx\/(nginx\.conf|conf\.d\/[^/]+\.conf)$/

/** Never on a later platform: there it has no effect, or takes the app's own port. */
export function planRecipe({ survey, timeoutSeconds }: RecipeFacts): ProxySlice {
  const { proxy, ebextensions, writtenFiles } = survey
  if (ebextensions.includes(PIN_FILE)) return keepOwn(PIN_FILE)
  const own = writtenFiles.find(({ target }) => NGINX_TARGET.test(target))
  if (own) {
    const kept = [
      { name: own.file, reason: `line ${own.line} writes "${own.target}", which is a proxy file of its own` },
    ]
    return { ...NOTHING, kept }
  }
  const [folder] = Object.keys(survey.staticFiles)
  if (folder !== undefined) return tell(staticFilesOfRecipeWarning(folder))
  const appPort = proxy.target.kind === 'loopback' ? proxy.target.port : 8081
  const reason = `nginx on Amazon Linux 1 does not hand the Upgrade header on; this does, and allows ${timeoutSeconds} seconds of silence`
  return add({ name: PIN_FILE, text: writeRecipe({ appPort, timeoutSeconds }), reason, purpose: 'upgrade' })
}

// The server of the recipe takes the place of Beanstalk's own, which has the locations of the static files.
function staticFilesOfRecipeWarning(path: string): ProxyFinding {
  return {
    kind: 'note',
    message: `No recipe was added that hands Upgrade on, because the environment maps static files ("${path}"), which the app would get the requests for.`,
    remedy:
      'Create an environment on Amazon Linux 2023, whose nginx hands Upgrade on. Or remove the mapping, and let the app send those files.',
  }
}
