/** Rules about the bundle's hooks, which run as root during a deployment. */

import type { ProxyRule, RuleFinding, ScannedFiles } from './proxy-rule.ts'

export const HOOK_RULES: readonly ProxyRule[] = [{ name: 'hook-with-crlf', find: findCarriageReturns }]

/**
 * The kernel looks for an interpreter whose name ends in a carriage return.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.hooks.html
 */
function findCarriageReturns({ strays }: ScannedFiles): RuleFinding[] {
  return [...strays].flatMap(([file, text]): RuleFinding[] => {
    const [, folder] = /^\.platform\/(hooks|confighooks)\/(?:prebuild|predeploy|postdeploy)\/[^/]+$/.exec(file) ?? []
    if (folder === undefined || !/^#![^\n]*\r\n/.test(text)) return []
    const remedy = `Save it with the line ends of Unix: sed -i 's/\\r$//' ${file} - and keep them in git with a .gitattributes: *.sh text eol=lf`
    const what = `"${file}" line 1 ends in a carriage return (CRLF): no interpreter of that name exists, so the hook cannot run`
    return folder === 'hooks'
      ? [{ kind: 'refused-by-instance', file, line: 1, message: `${what}, and the deployment fails.`, remedy }]
      : [{ kind: 'note', file, line: 1, message: `${what}, and the next change of a setting fails.`, remedy }]
  })
}
