/** Rules about what `.ebextensions` do to the proxy past `.platform`, most of it from the years before 2020. */

import { isMap, isSeq } from 'yaml'
import { HTTPD_FOLDER } from '../find-httpd-mappings.ts'
import { listWrittenFiles } from '../find-written-files.ts'
import { NGINX_FOLDER } from '../nginx-tree.ts'
import { nodeAt, textOf } from '../read-ebextension.ts'
import { listCommands } from './list-commands.ts'
import { listLossesOf, tellLosses } from './losses.ts'
import { nameLine, type ProxyRule, type RuleFinding, type ScannedFiles, shorten, tell } from './proxy-rule.ts'

export const EBEXTENSION_RULES: readonly ProxyRule[] = [
  { name: 'duplicate-key', find: findDuplicateKeys },
  { name: 'written-past-platform', find: findWritten },
  { name: 'hooks-of-amazon-linux-1', find: findLegacyHooks },
  { name: 'nginx-restarted-by-command', find: findRestarts },
  { name: 'options-of-amazon-linux-1', find: findLegacyOptions },
]

// The service reads YAML with SnakeYAML, which takes the last one.
function findDuplicateKeys({ extensions }: ScannedFiles): RuleFinding[] {
  return extensions.flatMap(({ file, lostKeys }) =>
    lostKeys.map(({ key, line, lastLine }) => {
      const last = nameLine({ file, line: lastLine })
      const what = `has the key "${shorten(key)}", and ${last} has it again in the same place: Beanstalk takes the last one, and this one has no effect.`
      return tell('note', { file, line }, { what, remedy: 'Join the two, or give one of them another name.' })
    }),
  )
}

// https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.migration-al.html
function findWritten({ extensions }: ScannedFiles): RuleFinding[] {
  return extensions.flatMap(listWrittenFiles).flatMap(written => {
    const proxy = /^\/etc\/(nginx|httpd)\/(.+)$/.exec(written.target)
    if (!proxy) return []
    const losses = tellLosses(listLossesOf(written.content))
    const what = `writes "${shorten(written.target)}". On Amazon Linux 2 and later Beanstalk generates that folder itself at every deployment, so it has no effect, or one that was never tested.${losses}`
    const folder = proxy[1] === 'nginx' ? NGINX_FOLDER : HTTPD_FOLDER
    return [tell('no-effect', written, { what, remedy: `Move the content to "${folder}${shorten(proxy[2] ?? '')}".` })]
  })
}

function findLegacyHooks({ extensions }: ScannedFiles): RuleFinding[] {
  return extensions
    .flatMap(listWrittenFiles)
    .filter(({ target }) => target.startsWith('/opt/elasticbeanstalk/hooks/'))
    .map(written => {
      const what = `writes "${shorten(written.target)}", which Amazon Linux 2 and later never run.`
      const remedy = 'Put the script into ".platform/hooks/predeploy/" or ".platform/hooks/postdeploy/".'
      return tell('no-effect', written, { what, remedy })
    })
}

const RESTART =
  /\b(?:service\s+(?:nginx|httpd)\s+(?:re)?(?:start|load)|systemctl\s+(?:re)?(?:start|load)\s+(?:nginx|httpd)|nginx\s+-s\s+reload)\b/

function findRestarts({ extensions }: ScannedFiles): RuleFinding[] {
  return extensions
    .flatMap(listCommands)
    .filter(({ text }) => RESTART.test(text))
    .map(command => {
      const found = RESTART.exec(command.text)?.[0] ?? ''
      const risk =
        command.isRequired && !/\|\|\s*(true|:|echo|exit 0)|;\s*true\s*$/.test(command.text)
          ? ' On a new instance nginx does not run yet: the command can fail there, and with it the deployment.'
          : ''
      const what = `runs "${found}" before Beanstalk puts the new proxy files in place and restarts the proxy itself, so it does nothing for them.${risk}`
      return tell('note', command, { what, remedy: 'Remove the command.' })
    })
}

/** What the service answers: https://github.com/keymetrics/pm2-ebs-demo/issues/4, https://github.com/aws-samples/eb-node-express-sample/issues/18 */
function findLegacyOptions({ extensions }: ScannedFiles): RuleFinding[] {
  return extensions.flatMap(({ file, root, toLine }) => {
    const settings = nodeAt(root, 'option_settings')
    const namespaces = isSeq(settings)
      ? settings.items.map(item => nodeAt(item, 'namespace'))
      : isMap(settings)
        ? settings.items.map(({ key }) => key)
        : []
    return namespaces.flatMap(node => {
      const namespace = textOf(node)
      const successor = LEGACY_NAMESPACES[namespace]
      if (!successor) return []
      const line = toLine(node)
      const message = `${nameLine({ file, line })} sets options of ${namespace}, which Amazon Linux 2 and later do not have: the service refuses the deployment (Unknown configuration setting).`
      return [{ kind: 'refused-by-instance', file, line, message, remedy: successor } as const]
    })
  })
}

const STATIC_FILES =
  'Rename the namespace to aws:elasticbeanstalk:environment:proxy:staticfiles (such as /static: static).'

const LEGACY_NAMESPACES: Readonly<Record<string, string>> = {
  'aws:elasticbeanstalk:container:nodejs':
    'Remove them: NodeCommand goes to a Procfile ("web: npm start"), ProxyServer to aws:elasticbeanstalk:environment:proxy, GzipCompression to a file in .platform/nginx/conf.d/.',
  'aws:elasticbeanstalk:container:nodejs:staticfiles': STATIC_FILES,
  'aws:elasticbeanstalk:container:python:staticfiles': STATIC_FILES,
}
