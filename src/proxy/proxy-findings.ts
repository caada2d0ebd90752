/** What the plan of the proxy files warns of, in words. */

import type { Platform } from '../platform/platform.ts'
import type { UpgradeLocation } from './find-locations.ts'
import type { FoundTimeout, TimeoutDirective } from './find-timeouts.ts'
import { NGINX_FOLDER } from './nginx-tree.ts'
import { stripComments } from './proxy-file-texts.ts'
import type { ProxyFinding } from './proxy-finding.ts'
import type { FoundLine } from './survey-nginx.ts'
import { UPGRADE_LINES } from './upgrade-lines.ts'

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
  /** Of the bundle, such as ".platform/nginx/". */
  readonly folder: string
  readonly directives: readonly TimeoutDirective[]
  readonly timeoutSeconds: number
  /** How many includes at the http level load conf.d. */
  readonly httpIncludes: number
}

export function notIncludedWarning({ folder, directives, timeoutSeconds, httpIncludes }: NotIncluded): ProxyFinding {
  const name = `${folder}nginx.conf`
  const how = httpIncludes === 0 ? 'does not include conf.d/*.conf at the http level' : 'includes conf.d/*.conf twice'
  const lines = directives.map(directive => `${directive} ${timeoutSeconds}s;`)
  return {
    ...{ kind: 'no-effect', file: name },
    message: `No timeout was added, because the bundle's own "${name}" ${how}: nginx will close a WebSocket after 60 seconds of silence.`,
    remedy: `Add to the http block of "${name}": ${lines.join(' ')}`,
  }
}

/** Two of one directive at one level end the deployment, so that none is added where one may be already. */
export function unreadIncludeWarning(
  { file, line, text }: FoundLine,
  directives: readonly TimeoutDirective[],
  timeoutSeconds: number,
): ProxyFinding {
  const lines = directives.map(directive => `${directive} ${timeoutSeconds}s;`)
  return {
    ...{ kind: 'note', file, line },
    message: `No timeout was added, because nobody can tell from the bundle what "${text}" ("${file}" line ${line}) loads: it may set the same, and nginx refuses two.`,
    remedy: `If it sets none, add in the place of that line, or beside it: ${lines.join(' ')}`,
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
    ...{ kind: 'note', file: name, foretells: 'proxy-drops-upgrade' },
    message: `"${name}" has a location / that does not hand the Upgrade header to the app: a WebSocket there will not open.`,
    remedy: `Add to that location: ${UPGRADE_LINES}`,
  }
}

/** The bundle's own location answers at the path of the WebSocket. */
export function droppedAtPathWarning({ file, line, path }: UpgradeLocation, wanted: string): ProxyFinding {
  return {
    ...{ kind: 'note', file, line, foretells: 'proxy-drops-upgrade' },
    message: `"${file}" line ${line} has a location ${path} that answers at ${wanted} and does not hand the Upgrade header to the app: a WebSocket there will not open.`,
    remedy: `Add to that location: ${UPGRADE_LINES}`,
  }
}

export function ownLocationsWarning({ file, line, path }: UpgradeLocation): ProxyFinding {
  return {
    ...{ kind: 'note', file, line },
    message: `No location was added that hands Upgrade on for the whole site, because the bundle has locations of its own (${path}, "${file}" line ${line}), which a WebSocket would pass by.`,
    remedy:
      'Name the path that the app takes WebSockets at, to have a location for it alone, such as: websocket-path: /ws',
  }
}

export function noServerFolderWarning(includes: number, text: string): ProxyFinding {
  const name = `${NGINX_FOLDER}nginx.conf`
  const how = includes === 0 ? 'does not include conf.d/elasticbeanstalk/*.conf in its server' : 'includes it twice'
  return {
    ...{ kind: 'no-effect', file: name },
    message: `No location was added that hands Upgrade on, because the bundle's own "${name}" ${how}.`,
    remedy: `Add to the server block of "${name}":\n\n${stripComments(text)}`,
  }
}

export function unknownUpstreamWarning(upstream: string): ProxyFinding {
  const name = `${NGINX_FOLDER}nginx.conf`
  return {
    ...{ kind: 'no-effect', file: name },
    message: `No location was added that hands Upgrade on, because the bundle's own "${name}" does not load the platform's upstream "${upstream}", where the app is.`,
    remedy: `Add to the http block of "${name}": include conf.d/*.conf;`,
  }
}

export function unspeakablePathWarning(path: string): ProxyFinding {
  const shown = path.replace(/\?.*/s, '?...')
  return {
    kind: 'note',
    message: `Nothing was added that hands Upgrade on, because the path "${shown}" has characters that mean something else in a proxy's file.`,
    remedy:
      'Write a path of letters, digits, slashes, dots and hyphens in websocket-path, or add the location yourself.',
  }
}

/** PHP: no server that speaks WebSocket is known. */
export function withoutServerWarning({ name }: Platform): ProxyFinding {
  return {
    kind: 'note',
    message: `Nothing was added that hands Upgrade on, because nothing on "${name}" speaks WebSocket by itself, and no port of another server is known.`,
    remedy:
      'Start a WebSocket server with a line of the Procfile, such as "websocket: php artisan reverb:start --port=6001", and tell its port as the environment property PORT (option-settings: aws:elasticbeanstalk:application:environment:PORT=6001) and its path as websocket-path.',
  }
}
