import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyOldRecipe } from '../../src/local-beanstalk/host/apply-old-recipe.ts'

const TREE = new Map([
  ['nginx.conf', 'http {}'],
  ['conf.d/00_elastic_beanstalk_proxy.conf', 'server {}'],
])

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apply-old-recipe-'))
  mkdirSync(join(folder, '.ebextensions'))
})

afterEach(() => rmSync(folder, { recursive: true }))

async function apply(texts: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, '.ebextensions', name), text)
  const { tree, removed } = await applyOldRecipe(TREE, folder)
  return { paths: [...tree.keys()], removed }
}

const command = (text: string) => ({ 'a.config': `container_commands:\n  a:\n    command: ${text}\n` })

describe('applyOldRecipe', () => {
  it('writes what goes to nginx’s folder, and nothing else', async () => {
    const files = ['/etc/nginx/conf.d/ws.conf', '/etc/passwd', '/etc/nginx/../passwd', '/etc/nginx/conf.d/../../x', 'x']
    const text = `files:\n${files.map(path => `  "${path}":\n    content: text\n`).join('')}`
    expect((await apply({ 'a.config': text })).paths).toEqual([...TREE.keys(), 'conf.d/ws.conf'])
  })

  it.each([
    'rm -f /etc/nginx/conf.d/00_elastic_beanstalk_proxy.conf',
    "rm -f '/tmp/deployment/config/#etc#nginx#conf.d#00_elastic_beanstalk_proxy.conf'",
    'rm -f /tmp/deployment/config/#etc#nginx#conf.d#00_elastic_beanstalk_proxy.conf /tmp/other',
  ])('removes what a command removes there: %s', async text => {
    expect(await apply(command(text))).toEqual({
      paths: ['nginx.conf'],
      removed: ['conf.d/00_elastic_beanstalk_proxy.conf'],
    })
  })

  it.each([
    'rm -rf /etc/nginx/conf.d',
    'rm -f /etc/nginx/conf.d/*.conf',
    'rm -f /etc/nginx/nginx.conf; touch /tmp/x',
    'rm -f /etc/nginx/nginx.conf && rm -f /x',
    'rm -f $(echo /etc/nginx/nginx.conf)',
    'rm -f /etc/nginx/../nginx.conf',
  ])('runs no other command: %s', async text => {
    expect(await apply(command(JSON.stringify(text)))).toEqual({ paths: [...TREE.keys()], removed: [] })
  })

  it.each([
    'a: [',
    '- a',
    'files: 5',
    'container_commands: x',
    'files:\n  /etc/nginx/x.conf: 5\n',
  ])('does nothing with %j', async text => {
    expect(await apply({ 'a.config': text })).toEqual({ paths: [...TREE.keys()], removed: [] })
  })
})
