/** What nginx refused, in words for people: where in the bundle, and what it would come to on an instance. */

import { type Directive, parseNginx } from '../nginx-syntax.ts'
import type { ProxyFinding } from '../proxy-finding.ts'
import { adviseOnHttpd, adviseOnRefusal } from './explain-refusal.ts'
import { listDirectives, locateListen, locateRefusal } from './locate-refusal.ts'
import type { StagedFile } from './map-nginx-file.ts'
import type { TrialEnd } from './nginx-trial.ts'
import type { NginxRefusal } from './read-nginx-refusal.ts'

export interface RefusalFacts {
  readonly staged: ReadonlyMap<string, StagedFile>
  /** What the scan found: of the same place its remedy is taken. */
  readonly known: readonly ProxyFinding[]
  readonly program: 'nginx' | 'httpd'
}

export function describeRefusal(
  { refusal, at }: Extract<TrialEnd, { readonly kind: 'refused' }>,
  { staged, known, program }: RefusalFacts,
): ProxyFinding {
  const place = locateRefusal(refusal, staged) ?? locateListen(refusal, staged)
  const same = known.find(({ kind, file, line }) => {
    return kind === 'refused-by-proxy' && place !== undefined && file === place.file && (place.line ?? line) === line
  })
  const line = place?.line ?? same?.line
  const where = place ? `"${place.file}"${line === undefined ? '' : ` line ${line}`}` : 'the proxy files'
  const refused = at === 'test' ? `${program} refused ${where}` : `${program} could not start with ${where}`
  return {
    kind: 'refused-by-proxy',
    file: place?.file,
    line,
    message: `${refused}: ${refusal.words}. On the instance it does so only when the old ${program} is stopped and the app replaced: the deployment would fail, with nothing left that answers.`,
    remedy:
      same?.remedy ??
      (program === 'httpd'
        ? adviseOnHttpd(refusal)
        : adviseOnRefusal(refusal, { file: place?.file, platformFile: findPlatformFile(refusal, staged) })),
  }
}

function findPlatformFile({ words }: NginxRefusal, staged: RefusalFacts['staged']): string | undefined {
  const [, location] = /^duplicate location "([^"]*)"/.exec(words) ?? []
  const platforms = [...staged.values()].filter(({ bundleName }) => bundleName === undefined)
  const isSame = ({ name, args }: Directive) => name === 'location' && args.at(-1) === location
  return location && platforms.find(({ text }) => listDirectives(parseNginx(text).directives).some(isSame))?.path
}
