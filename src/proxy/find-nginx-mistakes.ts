/** Finds what in the bundle's nginx files nginx would refuse, or would load to no effect. */

import { type LoadedDirective, NGINX_FOLDER, type NginxProblem, type NginxTree } from './nginx-tree.ts'
import type { ProxyFinding } from './proxy-finding.ts'

/** `files` as for `loadNginxTree`. Each kind was met in bundles of public projects and tried on a real nginx. */
export function findNginxMistakes(tree: NginxTree, files: ReadonlyMap<string, string>): ProxyFinding[] {
  const nested = tree.http.filter(({ name }) => name === 'server').flatMap(({ block = [] }) => block)
  return [
    ...[...files].filter(([, text]) => text.startsWith('\uFEFF')).map(([file]) => byteOrderMark(file)),
    ...tree.problems.map(unreadable),
    ...tree.http.filter(({ name, isOwn }) => isOwn && name === 'location').map(locationAtHttp),
    ...nested.filter(({ name, isOwn }) => isOwn && HTTP_ONLY.has(name)).map(tooDeep),
    ...(files.has(`${NGINX_FOLDER}nginx.conf`) ? [] : tree.http.filter(isShadowed).map(shadowed)),
  ]
}

const HTTP_ONLY = new Set(['server', 'map', 'upstream', 'geo', 'log_format'])

function byteOrderMark(file: string): ProxyFinding {
  return {
    ...{ kind: 'refused-by-proxy', file, line: 1 },
    message: `"${file}" begins with a byte order mark, which nginx takes for a part of the first word and refuses: the deployment would fail.`,
    remedy: `Save it as UTF-8 without BOM: sed -i '1s/^\\xEF\\xBB\\xBF//' ${file}`,
  }
}

function unreadable({ file, line, text }: NginxProblem): ProxyFinding {
  return {
    ...{ kind: 'refused-by-proxy', file, line },
    message: `"${file}" line ${line} has ${text}: nginx would refuse it, and the deployment would fail.`,
    remedy: 'Correct the file; "nginx -t" on an instance names the place.',
  }
}

function locationAtHttp({ file, line, args }: LoadedDirective): ProxyFinding {
  const name = file.split('/').at(-1)
  return {
    ...{ kind: 'refused-by-proxy', file, line },
    message: `"${file}" line ${line} has a location (${args.join(' ')}) outside of a server: nginx would refuse it, and the deployment would fail.`,
    remedy: `Move the location to "${NGINX_FOLDER}conf.d/elasticbeanstalk/${name}", which is read inside of Beanstalk's server.`,
  }
}

function tooDeep({ file, line, name }: LoadedDirective): ProxyFinding {
  return {
    ...{ kind: 'refused-by-proxy', file, line },
    message: `"${file}" line ${line} has "${name}" inside of a server: nginx would refuse it, and the deployment would fail.`,
    remedy: `Move it to "${NGINX_FOLDER}conf.d/${file.split('/').at(-1)}", which is read at the http level.`,
  }
}

// Beanstalk's server is the default one of port 80: another without a name of its own is never asked.
function isShadowed({ name, isOwn, block = [] }: LoadedDirective): boolean {
  if (name !== 'server' || !isOwn) return false
  const listens = block.filter(inner => inner.name === 'listen')
  const names = block.filter(inner => inner.name === 'server_name').flatMap(inner => inner.args)
  const isOn80 = listens.length === 0 || listens.some(({ args }) => /^(.*:)?80$/.test(args[0] ?? ''))
  return isOn80 && names.every(name => name === '_' || name === '' || name === 'localhost')
}

function shadowed({ file, line }: LoadedDirective): ProxyFinding {
  return {
    ...{ kind: 'no-effect', file, line },
    message: `"${file}" line ${line} has a server on port 80 that gets no requests, because Beanstalk's own is the default one there; what is set inside of it has no effect.`,
    remedy: `Move its locations to a file in "${NGINX_FOLDER}conf.d/elasticbeanstalk/", and its timeouts out of the server.`,
  }
}
