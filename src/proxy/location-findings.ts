/** Why no location is added that would take WebSockets past what the bundle has decided, in words. */

import type { FoundLocation } from './find-locations.ts'
import { NGINX_FOLDER } from './nginx-tree.ts'
import { writePlainLocation } from './proxy-file-texts.ts'
import type { ProxyFinding } from './proxy-finding.ts'
import type { FoundLine } from './survey-nginx.ts'

export interface WantedLocation {
  readonly path: string
  /** Such as "http://my_app". */
  readonly to: string
}

/** The location that answers at the path decides who gets an answer. */
export function guardedWarning(own: FoundLocation, wanted: WantedLocation): ProxyFinding {
  const why = `the location ${own.path} that answers at ${wanted.path} has "${own.guard}", which a WebSocket would pass by`
  return describe(own, why, wanted)
}

/** One for what is below the path. */
export function belowWarning(own: FoundLocation, wanted: WantedLocation): ProxyFinding {
  return describe(
    own,
    `a location ${own.path} is for what is below ${wanted.path}, which a WebSocket would pass by`,
    wanted,
  )
}

/** A regular expression, which is not tried out. */
export function patternWarning(own: FoundLocation, wanted: WantedLocation): ProxyFinding {
  const why = `a location ${own.modifier} ${own.path} may be for ${wanted.path}, or for what is below it, and a WebSocket would pass it by`
  return describe(own, why, wanted)
}

export function lateRewriteWarning(own: FoundLine, wanted: WantedLocation): ProxyFinding {
  return describe(own, `"${own.text}" comes after what would be added, and a WebSocket would pass it by`, wanted)
}

export function unreadServerIncludeWarning(own: FoundLine, wanted: WantedLocation): ProxyFinding {
  return describe(own, `nobody can tell from the bundle what "${own.text}" loads`, wanted)
}

function describe({ file, line }: Pick<FoundLine, 'file' | 'line'>, why: string, wanted: WantedLocation): ProxyFinding {
  return {
    ...{ kind: 'note', file, line },
    message: `No location was added that hands Upgrade on, because in "${file}" line ${line} ${why}.`,
    remedy: `Add to a file in "${NGINX_FOLDER}conf.d/elasticbeanstalk/", together with what is to decide there who gets in:\n\n${writePlainLocation(wanted)}`,
  }
}
