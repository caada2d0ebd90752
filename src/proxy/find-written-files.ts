/** Finds the files that an `.ebextensions/*.config` writes past `.platform`: the recipe of the years before 2020. */

import { isMap } from 'yaml'
import { type FoundTimeout, findTimeouts } from './find-timeouts.ts'
import { parseNginx } from './nginx-syntax.ts'
import { NGINX_FOLDER } from './nginx-tree.ts'
import type { ProxyFinding } from './proxy-finding.ts'
import { type Ebextension, nodeAt, textOf } from './read-ebextension.ts'

export interface WrittenFiles {
  /** At the top of files that go to /etc/nginx/conf.d: Beanstalk may or may not leave them there. */
  readonly timeouts: readonly FoundTimeout[]
  readonly findings: readonly ProxyFinding[]
}

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.migration-al.html */
export function findWrittenFiles(extension: Ebextension, text: string): WrittenFiles {
  const files = listFiles(extension)
  return {
    timeouts: files.flatMap(findWrittenTimeouts),
    findings: [...files.flatMap(file => warnOf(file) ?? []), ...findStagedConfig(extension.file, text)],
  }
}

interface WrittenFile {
  readonly target: string
  readonly content: string
  readonly file: string
  readonly line: number
  readonly contentLine: number
}

function listFiles({ file, root, toLine }: Ebextension): WrittenFile[] {
  const files = nodeAt(root, 'files')
  if (!isMap(files)) return []
  return files.items.map(({ key, value }) => {
    const content = nodeAt(value, 'content')
    return { target: textOf(key), content: textOf(content), file, line: toLine(key), contentLine: toLine(content) }
  })
}

function findWrittenTimeouts({ target, content, file, contentLine }: WrittenFile): FoundTimeout[] {
  if (!/^\/etc\/nginx\/conf\.d\/[^/]+\.conf$/.test(target)) return []
  const directives = parseNginx(content).directives.map(({ name, args, line }) => {
    return { name, args, file, isOwn: true, line: contentLine + line, block: undefined }
  })
  return findTimeouts({ http: directives })
}

function warnOf({ target, file, line }: WrittenFile): ProxyFinding | undefined {
  const where = `"${file}" line ${line}`
  if (target.startsWith('/opt/elasticbeanstalk/hooks/')) {
    return {
      ...{ kind: 'no-effect', file, line },
      message: `${where} writes "${target}", which Amazon Linux 2 and later never run.`,
      remedy: 'Put the script into ".platform/hooks/predeploy/" or ".platform/hooks/postdeploy/".',
    }
  }
  const proxy = /^\/etc\/(nginx|httpd)\/(.+)$/.exec(target)
  if (!proxy) return undefined
  return {
    ...{ kind: 'no-effect', file, line },
    message: `${where} writes "${target}". On Amazon Linux 2 and later Beanstalk generates that folder itself at every deployment, so it has no effect, or one that was never tested.`,
    remedy: `Move the content to "${proxy[1] === 'nginx' ? NGINX_FOLDER : '.platform/httpd/'}${proxy[2]}".`,
  }
}

// sed on a file that does not exist is a container command that fails, and that ends the deployment.
function findStagedConfig(file: string, text: string): ProxyFinding[] {
  const index = text.split('\n').findIndex(line => /^[^#]*\/tmp\/deployment\/config\/#etc#nginx/.test(line))
  if (index < 0) return []
  return [
    {
      ...{ kind: 'refused-by-instance', file, line: index + 1 },
      message: `"${file}" line ${index + 1} works on "/tmp/deployment/config/#etc#nginx…", which does not exist on Amazon Linux 2 and later: the command fails, and with it the deployment.`,
      remedy: `Remove the command, and put what it adds into a file below "${NGINX_FOLDER}".`,
    },
  ]
}
