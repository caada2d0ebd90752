/** What the plan of the proxy files warns of, in words. */

import type { Platform } from '../platform/platform.ts'
import type { FoundTimeout, TimeoutDirective } from './find-timeouts.ts'
import { NGINX_FOLDER } from './nginx-tree.ts'
import type { ProxyFinding } from './proxy-finding.ts'

export function unknownPlatformWarning({ name }: Platform): ProxyFinding {
  return {
    kind: 'note',
    message: `No proxy files were added, because this version knows only Node.js on Amazon Linux 2 and 2023 with nginx, and the environment runs "${name}".`,
    remedy:
      'A proxy may close a WebSocket after 60 seconds of silence: let the app send a ping more often, or set the timeout in a proxy file of your own. To hide this, write: proxy-files: off',
  }
}

/** `where` says who chose the other proxy. */
export function otherProxyFinding(where: string): ProxyFinding {
  return {
    kind: 'note',
    message: `No proxy files were added, because they are for nginx, and ${where}.`,
    remedy:
      'Set ProxyServer to nginx (option-settings: aws:elasticbeanstalk:environment:proxy:ProxyServer=nginx). Or keep apache, and pass WebSockets on in a file below .platform/httpd/conf.d/ with: ProxyPass "/" "http://localhost:8080/" upgrade=websocket timeout=3600',
  }
}

export function unreadableWarning(names: readonly string[]): ProxyFinding {
  const shown = names.slice(0, 5).map(name => `"${name}"`)
  return {
    kind: 'note',
    message: `No proxy files were added, because not all of the bundle's own could be read: ${shown.join(', ')}.`,
    remedy:
      'Correct the files (nginx syntax, YAML), make them shorter than 256 KiB, and put folders in the place of links.',
  }
}

export interface NotIncluded {
  readonly directives: readonly TimeoutDirective[]
  readonly timeoutSeconds: number
  /** How many includes at the http level load conf.d. */
  readonly httpIncludes: number
}

export function notIncludedWarning({ directives, timeoutSeconds, httpIncludes }: NotIncluded): ProxyFinding {
  const name = `${NGINX_FOLDER}nginx.conf`
  const how = httpIncludes === 0 ? 'does not include conf.d/*.conf at the http level' : 'includes conf.d/*.conf twice'
  const lines = directives.map(directive => `${directive} ${timeoutSeconds}s;`)
  return {
    ...{ kind: 'no-effect', file: name },
    message: `No timeout was added, because the bundle's own "${name}" ${how}: nginx will close a WebSocket after 60 seconds of silence.`,
    remedy: `Add to the http block of "${name}": ${lines.join(' ')}`,
  }
}

export function lowTimeoutWarning(found: FoundTimeout, timeoutSeconds: number): ProxyFinding {
  const { directive, value, file, line } = found
  return {
    ...{ kind: 'note', file, line },
    message: `"${file}" line ${line} sets ${directive} ${value}, which is less than the ${timeoutSeconds} seconds of proxy-timeout; it was kept.`,
    remedy: `Raise it (${directive} ${timeoutSeconds}s;), or remove the line to have it added.`,
  }
}

export function droppedUpgradeWarning(name: string): ProxyFinding {
  return {
    ...{ kind: 'note', file: name },
    message: `"${name}" has a location / that does not hand the Upgrade header to the app: a WebSocket there will not open.`,
    remedy:
      'Add to that location: proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";',
  }
}
