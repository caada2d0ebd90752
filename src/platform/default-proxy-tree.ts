/** The proxy files that a platform generates, before those of the bundle are laid over them. Each family has a file in trees/. */

import { CORRETTO } from './trees/corretto.ts'
import { DOCKER } from './trees/docker.ts'
import { DOTNET } from './trees/dotnet.ts'
import { GO } from './trees/go.ts'
import { HTTPD } from './trees/httpd.ts'
import { NODEJS, NODEJS_AL1 } from './trees/nodejs.ts'
import { PHP } from './trees/php.ts'
import { PYTHON } from './trees/python.ts'
import { RUBY_AL2, RUBY_AL2023 } from './trees/ruby.ts'
import { TOMCAT } from './trees/tomcat.ts'
import type { TreeFile, TreeFileEvidence, TreeParameters } from './trees/tree-file.ts'

const TREES = {
  'nodejs-al1': NODEJS_AL1,
  'nodejs-al2': NODEJS,
  'nodejs-al2023': NODEJS,
  'python-al2': PYTHON,
  'python-al2023': PYTHON,
  'go-al1': GO,
  'go-al2': GO,
  'go-al2023': GO,
  'corretto-al1': CORRETTO,
  'corretto-al2': CORRETTO,
  'corretto-al2023': CORRETTO,
  'tomcat-al2': TOMCAT,
  'tomcat-al2023': TOMCAT,
  'dotnet-al2': DOTNET,
  'dotnet-al2023': DOTNET,
  'ruby-al2': RUBY_AL2,
  'ruby-al2023': RUBY_AL2023,
  'php-al2': PHP,
  'php-al2023': PHP,
  'docker-al2': DOCKER,
  'docker-al2023': DOCKER,
  httpd: HTTPD,
} as const satisfies Readonly<Record<string, readonly TreeFile[]>>

/** A family and generation with nginx; with httpd the tree is the same everywhere. */
export type ProxyTreeKey = keyof typeof TREES

export const PROXY_TREE_KEYS = Object.keys(TREES) as readonly ProxyTreeKey[]

/**
 * The generated tree: path relative to the proxy's folder (/var/proxy/staging/nginx, later /etc/nginx) -> text.
 * A bundle's `.platform/nginx/<path>` replaces the file of the same path.
 */
export function defaultProxyTree(key: ProxyTreeKey, parameters: TreeParameters): ReadonlyMap<string, string> {
  const tree = new Map<string, string>()
  for (const file of TREES[key]) {
    const text = file.text(parameters)
    if (text !== undefined) tree.set(file.path, text)
  }
  return tree
}

/** How sure each file of the tree is, and where it was seen. */
export function proxyTreeEvidence(key: ProxyTreeKey): readonly TreeFileEvidence[] {
  return TREES[key].map(({ text: _text, ...evidence }) => evidence)
}
