/** The option settings that a source bundle carries in .ebextensions/*.config, in both of their YAML forms. */

import { parse } from 'yaml'
import yauzl from 'yauzl'
import type { OptionSetting, OptionSettings } from './option-settings.ts'

export interface BundleSettings {
  readonly settings: OptionSettings
  /** Files that are no YAML, with what the parser said. */
  readonly invalid: ReadonlyArray<{ readonly file: string; readonly reason: string }>
}

const FILE_LIMIT_BYTES = 1024 * 1024
const MAX_FILES = 200

/** Undefined when the file is no zip. A later file wins over an earlier one, in the order of their names. */
export async function readBundleSettings(bundlePath: string): Promise<BundleSettings | undefined> {
  const files = await readConfigFiles(bundlePath).catch(() => undefined)
  if (files === undefined) return undefined
  const settings: OptionSetting[] = []
  const invalid: Array<{ file: string; reason: string }> = []
  for (const [file, text] of files.sort(([a], [b]) => (a < b ? -1 : 1))) {
    try {
      settings.push(...readOptionSettings(parse(text)))
    } catch (error) {
      invalid.push({ file, reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) })
    }
  }
  return { settings, invalid }
}

async function readConfigFiles(bundlePath: string): Promise<Array<[name: string, text: string]>> {
  const zip = await yauzl.openPromise(bundlePath, { autoClose: false })
  const files: Array<[string, string]> = []
  try {
    for await (const entry of zip.eachEntry()) {
      if (!/^\.ebextensions\/[^/]+\.config$/.test(entry.fileName)) continue
      if (entry.uncompressedSize > FILE_LIMIT_BYTES || files.length >= MAX_FILES) continue
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk)
      files.push([entry.fileName, Buffer.concat(chunks).toString('utf8')])
    }
  } finally {
    zip.close()
  }
  return files
}

/** A list of {namespace, option_name, value}, or a map of namespaces to maps. */
function readOptionSettings(document: unknown): OptionSetting[] {
  const found = isRecord(document) ? document.option_settings : undefined
  if (Array.isArray(found)) return found.filter(isRecord).flatMap(readListed)
  if (!isRecord(found)) return []
  return Object.entries(found).flatMap(([namespace, options]) =>
    isRecord(options)
      ? Object.entries(options).map(([name, value]) => ({ namespace, name, value: textOf(value) }))
      : [],
  )
}

// Without a namespace the option is an environment variable (Developer Guide, "Option settings").
function readListed(item: Readonly<Record<string, unknown>>): OptionSetting[] {
  const { namespace = 'aws:elasticbeanstalk:application:environment', option_name: name, value } = item
  return typeof namespace === 'string' && typeof name === 'string' ? [{ namespace, name, value: textOf(value) }] : []
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
