/** What the plan of httpd's file warns of, in words. */

import type { HttpdMapping } from './find-httpd-mappings.ts'
import { stripComments } from './proxy-file-texts.ts'
import type { ProxyFinding } from './proxy-finding.ts'

/** The bundle's own mapping of httpd answers at the path of the WebSocket. */
export function upgradeMissingWarning(own: HttpdMapping, wanted: string, timeoutSeconds: number): ProxyFinding {
  const { file, line, target } = own
  return {
    ...{ kind: 'note', file, line },
    message: `"${file}" line ${line} answers at ${wanted}, and hands no WebSocket on: none will open there.`,
    remedy: target
      ? `Add to the end of that line, if it is a ProxyPass: upgrade=websocket timeout=${timeoutSeconds}`
      : 'Take the path of the WebSocket out of it, to have a ProxyPass for it added.',
  }
}

export function ownMappingsWarning({ file, line }: HttpdMapping): ProxyFinding {
  return {
    ...{ kind: 'note', file, line },
    message: `No ProxyPass was added that hands WebSockets on for the whole site, because the bundle maps paths of its own ("${file}" line ${line}), which it would take the place of.`,
    remedy: 'Name the path that the app takes WebSockets at, to have one for it alone, such as: websocket-path: /ws',
  }
}

/** For one path, of which the bundle maps a part elsewhere. */
export function mappingBelowWarning({ file, line }: HttpdMapping, path: string, text: string): ProxyFinding {
  return {
    ...{ kind: 'note', file, line },
    message: `No ProxyPass was added that hands WebSockets on at ${path}, because "${file}" line ${line} is, or may be, about what is below it, which it would take the place of.`,
    remedy: `Add to that file, after that line:\n\n${stripComments(text)}`,
  }
}

export function staticFilesWarning(folder: string, path: string): ProxyFinding {
  const where = path === '/' ? 'for the whole site' : `at ${path}`
  return {
    kind: 'note',
    message: `No ProxyPass was added that hands WebSockets on ${where}, because the environment maps static files ("${folder}"), which it would take the place of.`,
    remedy:
      'Name a path that the app takes WebSockets at, and that no static files are below, to have one for it alone, such as: websocket-path: /ws',
  }
}

export function noHttpdFolderWarning(text: string): ProxyFinding {
  const name = '.platform/httpd/conf/httpd.conf'
  return {
    ...{ kind: 'no-effect', file: name },
    message: `No ProxyPass was added that hands WebSockets on, because the bundle's own "${name}" does not include conf.d/*.conf.`,
    remedy: `Add to "${name}":\n\n${stripComments(text)}`,
  }
}
