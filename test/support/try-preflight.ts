/** Tries proxy files out as the action does, without an action around it. */

import { tmpdir } from 'node:os'
import { systemClock } from '../../src/clock.ts'
import { describeProxy, type ProxyFacts } from '../../src/platform/describe-proxy.ts'
import { parsePlatform } from '../../src/platform/platform.ts'
import { type Preflight, type PreflightMeans, preflight } from '../../src/proxy/preflight/preflight.ts'

export interface PreflightTrial extends Partial<PreflightMeans> {
  /** As in the name of a solution stack. */
  readonly platform?: string
  readonly facts?: ProxyFacts
  readonly path?: string
  readonly furtherPaths?: readonly string[]
}

/** `files`: name in the bundle -> text. */
export function tryPreflight(
  files: Readonly<Record<string, string>> = {},
  {
    platform = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24',
    facts,
    path = '/',
    furtherPaths = [],
    ...means
  }: PreflightTrial = {},
): Promise<Preflight> {
  const proxy = describeProxy(parsePlatform({ solutionStackName: platform }), facts)
  const bundle = { proxy, files: new Map(Object.entries(files)), additions: [], unreadable: [], findings: [] }
  return preflight(
    { ...bundle, path, furtherPaths, host: 'chat.example.com' },
    {
      ...{ clock: systemClock, signal: new AbortController().signal },
      ...{ temporaryFolders: [tmpdir()], searchPath: process.env.PATH ?? '', ...means },
    },
  )
}
