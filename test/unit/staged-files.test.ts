import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { planProxy } from '../support/plan-proxy.ts'
import { openWorkspace } from '../support/workspace.ts'

const stack = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'
const FOLDER = '/tmp/deployment/config/'

async function judge(command: unknown, more: object = {}, files: Readonly<Record<string, string>> = {}) {
  const text = JSON.stringify({ container_commands: { a: { command, ...more } } })
  const { findings } = await planProxy({ stack, files: { '.ebextensions/a.config': text, ...files } })
  return findings.flatMap(({ kind, rule }) => (rule === 'staged-files-of-amazon-linux-1' ? [kind] : []))
}

/** The exit status of the command where that folder does not exist. */
async function run(command: string): Promise<number> {
  const { path: cwd } = await openWorkspace()
  const elsewhere = command.replaceAll('/tmp/deployment/', `${cwd}/deployment/`)
  return await promisify(execFile)('bash', ['-c', `echo x >a; echo x >Procfile; ${elsewhere}`], { cwd }).then(
    () => 0,
    error => error.code,
  )
}

const FAILING = [
  `sed -i 's/keepalive 256;/keepalive 256; /' "${FOLDER}#etc#nginx#conf.d#00_elastic_beanstalk_proxy.conf"`,
  `sed -i "s/\\$a/b/" ${FOLDER}nginx.conf\n`,
  `sed -i s/a/b/ ${FOLDER}*.conf`,
  `cp a ${FOLDER}nginx.conf`,
  `cp -f ${FOLDER}nginx.conf b`,
  `mv a '${FOLDER}nginx.conf'`,
  `cat a >> ${FOLDER}nginx.conf`,
  `cat a >${FOLDER}nginx.conf`,
]

const WORKING = [
  `if [ -f "${FOLDER}nginx.conf" ]; then sed -i s/a/b/ "${FOLDER}nginx.conf"; fi`,
  `[ -f ${FOLDER}nginx.conf ] && sed -i s/a/b/ ${FOLDER}nginx.conf || true`,
  `sed -i s/a/b/ ${FOLDER}nginx.conf\necho done`,
  `sed -i s/a/b/ ${FOLDER}nginx.conf; exit 0`,
  `sed -i s/a/b/ ${FOLDER}nginx.conf || echo none`,
  `sed -i s/a/b/ ${FOLDER}nginx.conf | cat`,
  `sed -i s/a/b/ ${FOLDER}nginx.conf & exit 0`,
  `mkdir -p ${FOLDER} && cp a ${FOLDER}`,
  `sed -i 's#${FOLDER}##' Procfile`,
  `! cat ${FOLDER}nginx.conf`,
  `cat a # ${FOLDER}`,
  `for file in ${FOLDER}*; do cp "$file" b || :; done`,
]

describe('a command on the staged files of Amazon Linux 1', () => {
  it.each(FAILING)('is refused where it fails: %s', async command => {
    expect(await run(command)).toBeGreaterThan(0)
    expect(await judge(command)).toEqual(['refused-by-instance'])
  })

  it.each(WORKING)('is a note where it works: %s', async command => {
    expect(await run(command)).toBe(0)
    expect((await judge(command)).filter(kind => kind !== 'note')).toEqual([])
  })

  it.each([
    { ignoreErrors: true },
    { ignoreErrors: 'true' },
    { ignoreErrors: 'yes' },
    { test: '[ -d /tmp/deployment ]' },
  ])('has no effect with %j', async more => {
    expect(await judge(`cp a ${FOLDER}`, more)).toEqual(['no-effect'])
  })

  it('is refused where its errors count', async () => {
    expect(await judge(`cp a ${FOLDER}`, { ignoreErrors: false })).toEqual(['refused-by-instance'])
    expect(await judge(['cp', 'a', FOLDER])).toEqual(['refused-by-instance'])
  })

  it('has no effect where it only removes', async () => {
    expect(await judge(`rm -f ${FOLDER}#etc#nginx#x`)).toEqual(['no-effect'])
  })

  it.each([
    ['a file', { '.ebextensions/0.config': `files:\n  ${FOLDER}a:\n    content: b\n` }],
    ['a command', { '.ebextensions/0.config': `commands:\n  a:\n    command: mkdir -p ${FOLDER}\n` }],
    ['a hook', { '.platform/hooks/prebuild/0.sh': '#!/bin/sh\nmkdir -p /tmp/deployment/config\n' }],
  ])('is a note where %s of the bundle makes the folder', async (_what, files) => {
    expect(new Set(await judge(`cp a ${FOLDER}`, {}, files))).toEqual(new Set(['note']))
  })
})
