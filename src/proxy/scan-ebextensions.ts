/** Reads what the bundle's `.ebextensions/*.config` say about the proxy. */

import { isMap, isSeq } from 'yaml'
import { ENVIRONMENT_PROPERTIES } from '../environment-properties.ts'
import type { FoundTimeout } from './find-timeouts.ts'
import { findWrittenTimeouts } from './find-written-files.ts'
import type { ProxyFinding } from './proxy-finding.ts'
import { type Ebextension, nodeAt, readEbextension, textOf } from './read-ebextension.ts'

export interface FoundSetting {
  readonly option: 'ProxyServer' | 'PORT'
  readonly value: string
  readonly file: string
  readonly line: number
}

export interface EbextensionsScan {
  /** In the order in which Beanstalk reads them: the last one counts. */
  readonly settings: readonly FoundSetting[]
  readonly timeouts: readonly FoundTimeout[]
  readonly unreadable: readonly string[]
  /** Those that could be read. */
  readonly extensions: readonly Ebextension[]
  readonly findings: readonly ProxyFinding[]
}

/** `configs`: name -> text, in the order in which Beanstalk reads them. Invalid YAML is noted, never thrown. */
export function scanEbextensions(configs: ReadonlyMap<string, string>): EbextensionsScan {
  const scans = [...configs].map(([file, text]) => scanConfig(file, text))
  return {
    settings: scans.flatMap(scan => scan.settings),
    timeouts: scans.flatMap(scan => scan.timeouts),
    unreadable: scans.flatMap(scan => scan.unreadable),
    extensions: scans.flatMap(scan => scan.extensions),
    findings: scans.flatMap(scan => scan.findings),
  }
}

function scanConfig(file: string, text: string): EbextensionsScan {
  const extension = readEbextension(file, text)
  if (typeof extension !== 'string') {
    const timeouts = findWrittenTimeouts(extension)
    return { settings: findSettings(extension), timeouts, unreadable: [], extensions: [extension], findings: [] }
  }
  const message = `"${file}" could not be read as YAML (${extension}): Beanstalk would refuse the version.`
  const remedy = 'Correct the file; YAML is indented with spaces, never with tabs.'
  return {
    settings: [],
    timeouts: [],
    unreadable: [file],
    extensions: [],
    findings: [{ kind: 'refused-by-instance', rule: 'ebextension-unreadable', file, message, remedy }],
  }
}

const OPTIONS: readonly (readonly [string, FoundSetting['option']])[] = [
  ['aws:elasticbeanstalk:environment:proxy', 'ProxyServer'],
  [ENVIRONMENT_PROPERTIES, 'PORT'],
]

/**
 * Both forms: a map of namespaces, and a list of namespace (left out: the environment's properties), option_name, value.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html
 */
function findSettings({ file, root, toLine }: Ebextension): FoundSetting[] {
  const settings = nodeAt(root, 'option_settings')
  return OPTIONS.flatMap(([namespace, option]) => {
    const nodes = isSeq(settings)
      ? settings.items.filter(item => isOption(item, namespace, option)).map(item => nodeAt(item, 'value'))
      : [nodeAt(nodeAt(settings, namespace), option)]
    return nodes.flatMap(node => {
      const value = textOf(node)
      return value ? [{ option, value, file, line: toLine(node) }] : []
    })
  })
}

function isOption(item: unknown, namespace: string, option: string): boolean {
  if (!isMap(item)) return false
  return (
    (textOf(nodeAt(item, 'namespace')) || ENVIRONMENT_PROPERTIES) === namespace &&
    textOf(nodeAt(item, 'option_name')) === option
  )
}
