/** A run as readable text for snapshots: what varies from run to run is replaced by stable words. */

import { tmpdir } from 'node:os'
import { basename } from 'node:path'
import type { ActionRun } from './run-action.ts'

/** What Local Beanstalk records of an API request; structurally its own type. */
export interface RecordedRequest {
  readonly service: string
  readonly operation: string
  readonly region: string
  readonly parameters: unknown
  readonly status: number
  readonly errorCode?: string | undefined
}

type SnapshotRun = Pick<ActionRun, 'exitCode' | 'signal' | 'log' | 'outputs' | 'summary' | 'workspace' | 'runnerTemp'>

/** Log, summary, outputs and API requests of a run, stable from run to run. */
export function toSnapshot(run: SnapshotRun, requests: readonly RecordedRequest[] = []): string {
  const replace = (text: string) => replaceVarying(text, run)
  const outputs = Object.entries(run.outputs)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}: ${replace(value)}`)
  return [
    run.signal ? `ended by ${run.signal}` : `exit code ${run.exitCode}`,
    section('log', replace(run.log)),
    section('summary', replace(run.summary)),
    section('outputs', outputs.join('\n')),
    section('API requests', describeRequests(requests, replace).join('\n')),
  ].join('\n\n')
}

function section(title: string, text: string): string {
  return `════ ${title} ════\n${text.trimEnd() || '(nothing)'}`
}

/**
 * One line a request. How often and in which order an action reads between two changes depends on time alone, so
 * each distinct read is listed once, sorted, before the change that follows it; changes keep their order and number.
 */
function describeRequests(requests: readonly RecordedRequest[], replace: (text: string) => string): string[] {
  const lines: string[] = []
  let reads = new Set<string>()
  for (const request of requests) {
    const line = replace(describeRequest(request))
    if (READ.test(request.operation)) reads.add(line)
    else {
      lines.push(...[...reads].sort(), line)
      reads = new Set()
    }
  }
  return [...lines, ...[...reads].sort()]
}

const READ = /^(Check|Describe|Get|Head|List|Request|Retrieve|Validate)/

function describeRequest({ service, operation, region, parameters, status, errorCode }: RecordedRequest): string {
  const answer = errorCode ? `${status} ${errorCode}` : String(status)
  return `${service}:${operation} ${region} ${JSON.stringify(sortKeys(parameters))} -> ${answer}`
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (value instanceof Date || typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]))
}

/** Replaces ports, ids, times, hashes, durations and temporary paths, in this order of rules. */
export function replaceVarying(
  text: string,
  folders: { readonly workspace: string; readonly runnerTemp: string },
): string {
  const located = text
    .replaceAll(folders.workspace, '<workspace>')
    .replaceAll(`${basename(folders.workspace)}.zip`, '<workspace>.zip')
    .replaceAll(folders.runnerTemp, '<runner temp>')
  return RULES.reduce((done, [pattern, word]) => done.replaceAll(pattern, word), located)
}

const RULES: readonly (readonly [RegExp, string])[] = [
  // Only what takes long has them.
  [/\n *(Took \d|Still waiting for )[^\n]*/g, ''],
  [/(Uploaded [\d.]+ \w+) in \d[^.\n]*\./g, '$1.'],
  // On a busy machine a probe may come before the app listens.
  [/\n+[^\n]*\/var\/log\/nginx\/error\.log:(?:\n[^\n]*connect\(\) failed \(111[^\n]*)+/g, ''],
  [new RegExp(`${tmpdir().replaceAll(/\W/g, '\\$&')}/[\\w.-]+`, 'g'), '<temp>'],
  [/\b\d{4}([-/])\d\d\1\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d| UTC)?/g, '<time>'],
  [/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, '<time>'],
  [/\b\d\d:\d\d:\d\d(\.\d+)?\b/g, '<time>'],
  [/\b1\d{12}\b/g, '<time>'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<uuid>'],
  [/\be-[a-z0-9]{10}\b/g, 'e-<id>'],
  [/\b(i|sg|sgr|vpc|subnet|eni|ami|acl|rtb)-[0-9a-f]{8,17}\b/g, '$1-<id>'],
  [/\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{32,64}\b/g, '<hash>'],
  // SHA-1 and SHA-256 in base64: the last digit stands for four bits, and nothing is set to a value by it.
  [/(?<![\w+/])([A-Za-z0-9+/]{26}|[A-Za-z0-9+/]{42})[AEIMQUYcgkosw048]=(?![\w=])/g, '<hash>'],
  [/(?<=(?:\d|[a-z]|\])):\d{4,5}\b/g, ':<port>'],
  [/\b(port) \d{5}\b/g, '$1 <port>'],
  [/-\d+(\.json)\b/g, '-<pid>$1'],
  [/█+/g, '<bar>'],
  // On a busy machine it is another one.
  [/(?<=Time: [\d.]+ s, of which [\d.]+ s: )[^<\n]+/g, '<stage>'],
  [/\b\d+#\d+: /g, '<pid>: '],
  [/\b(nginx|httpd) \d+(\.\d+){1,3}\b/g, '$1 <version>'],
  [/\(\d+ attempts?(?=, the last)/g, '(<count> attempts'],
  [/ *\+\d+s {2}/g, '+<duration>  '],
  [/\b\d+ min(utes?)?( \d+ (s|seconds?))?\b/g, '<duration>'],
  [/\b\d+(\.\d+)? (ms|milliseconds?|s|seconds?)\b/g, '<duration>'],
]
