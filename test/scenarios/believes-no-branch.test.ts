import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { expectHarmless } from '../support/hostile-run.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { startBeanstalk } from '../support/local-beanstalk.ts'
import { makeBundle } from '../support/make-bundle.ts'
import { runAction } from '../support/run-action.ts'
import { openScriptedHost } from '../support/scripted-host.ts'
import { openWorkspace } from '../support/workspace.ts'

/** A variable of the environment holds no NUL, and not a megabyte. */
const TEXTS = HOSTILE_TEXTS.map(({ text }) => text.replaceAll('\0', '').slice(0, 20_000))
const NAMES = ['application-name', 'environment-name', 'aws-region', 'version-label', 'option-settings', 'headers']
const MORE_NAMES = [
  'websocket-path',
  'websocket-url',
  'minimum-health',
  'proxy-timeout',
  'security-group-id',
  'dry-run',
]
const NAMED = { 'application-name': 'chat', 'environment-name': 'chat-prod', 'aws-region': 'eu-central-1' }
const FOLDERS = [
  '.platform/nginx/conf.d/',
  '.platform/nginx/conf.d/elasticbeanstalk/',
  '.ebextensions/',
  '.platform/nginx/',
  '',
]

// Several runs of the action a test, on a machine that may be busy.
describe('what a branch can bring', { timeout: 240_000 }, () => {
  // Each text stands in two inputs in the course of the runs.
  it('is never taken for a command, markup or our own words: inputs', async () => {
    const all = [...NAMES, ...MORE_NAMES]
    for (let offset = 0; offset < TEXTS.length; offset += 6) {
      const inputs = Object.fromEntries(
        all.map((name, index) => [name, TEXTS[(offset + index * 5) % TEXTS.length] ?? '']),
      )
      expectHarmless(await runAction({ action: 'deploy', inputs }))
    }
  })

  it('is never taken for a command, markup or our own words: the commit and the event', async () => {
    for (let offset = 0; offset < TEXTS.length; offset += 12) {
      const [sha = '', ref = '', id = ''] = TEXTS.slice(offset)
      const payload = { pull_request: { head: { sha, ref }, title: ref }, repository: { full_name: sha } }
      const env = { GITHUB_SHA: sha, GITHUB_REF: ref, GITHUB_HEAD_REF: ref, GITHUB_RUN_ID: id, GITHUB_ACTOR: ref }
      const inputs = NAMED
      expectHarmless(await runAction({ action: 'deploy', inputs, env, event: { name: 'pull_request', payload } }))
    }
  })

  it('is never taken for a command, markup or our own words: names of files and what is in them', async () => {
    await using resources = new AsyncDisposableStack()
    const local = await startBeanstalk({ host: openScriptedHost() })
    resources.defer(() => local.beanstalk.stop())
    await local.createEnvironment({ application: 'chat', environment: 'chat-prod' })
    const workspace = await openWorkspace({ 'package.json': writeManifest() })
    for (const [index, text] of TEXTS.entries()) {
      const ending = index % 3 === 2 ? 'config' : 'conf'
      await write(workspace.file(`${FOLDERS[index % FOLDERS.length]}${toFileName(text)}.${ending}`), writeConfig(index))
    }
    const run = await runAction({
      action: 'deploy',
      workspace: workspace.path,
      env: local.environmentVariables,
      inputs: { 'application-name': 'chat', 'environment-name': 'chat-prod', 'version-label': 'v1', 'dry-run': 'true' },
    })
    expectHarmless(run)
    // nginx refuses the first of the files, and its words name it.
    expect(run.exitCode, run.log).toBe(1)
    expect(run.log).toMatch(/nginx refused ".*h0stile/s)
    expect(run.summary).toContain('Worth knowing')
    // The tenth is kept for the verdict.
    expect(run.annotations.filter(({ level }) => level === 'warning')).toHaveLength(9)
  })

  it('is never taken for a command, markup or our own words: the name of a package, with which a line begins', async () => {
    const workspace = await openWorkspace()
    const names = ['::set-output name=url::h0stile.zip', ' ::error::h0stile.zip', '\n::add-mask::h0stile.zip']
    for (const name of names) {
      await makeBundle(workspace.file(name), { 'package.json': '{}' })
      const run = await runAction({
        action: 'deploy',
        workspace: workspace.path,
        inputs: { ...NAMED, 'deployment-package-path': `./${name}`, 'max-retries': '0' },
        env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
      })
      expectHarmless(run)
      expect(run.log).toMatch(/h0stile\.zip: 1 files/)
    }
  })

  it('is never taken for a command, markup or our own words: names that are refused', async () => {
    for (const text of ['\\\n::error::h0stile', '\\ ##[add-mask]h0stile', '\\<img src=x>\u202e', '\\`$(id)`']) {
      const workspace = await openWorkspace({ 'package.json': '{}', [text]: '' })
      const run = await runAction({
        action: 'deploy',
        workspace: workspace.path,
        inputs: NAMED,
      })
      expectHarmless(run)
      expect(run.annotations[0]?.message).toContain('contains a backslash')
    }
  })
})

function writeManifest(): string {
  return JSON.stringify({ dependencies: { 'socket.io': `4 ${TEXTS.map(text => text.slice(0, 100)).join(' ')}` } })
}

/** Files that each warn of something, quoting what is in them. */
function writeConfig(index: number): string {
  const text = (TEXTS[index] ?? '').slice(0, 200)
  const words = text.replaceAll(/[\s{};"'\\#$]/g, '')
  return (
    [`location ${words} {}\n`, `proxy_read_timeout ${words};\nserver { listen 80; }\n`, `files:\n\t${text}\n`][
      index % 3
    ] ?? ''
  )
}

/** What a file system takes: 255 bytes without a slash. Backslashes are refused as a whole, so they are left out here. */
function toFileName(text: string): string {
  return Buffer.from(text.replaceAll(/[/\\]/g, ' ').slice(0, 60)).subarray(0, 200).toString().replaceAll('\ufffd', '')
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}
