import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { needsDependencies } from '../../src/local-beanstalk/host/install-dependencies.ts'
import { findStartCommand, toShellLine } from '../../src/local-beanstalk/host/start-command.ts'
import { openWorkspace, writeFiles } from '../support/workspace.ts'

let folder: string

beforeEach(async () => {
  folder = (await openWorkspace()).path
})

const write = (files: Readonly<Record<string, string>>) => writeFiles(folder, files)

describe('the start command', () => {
  it.each([
    [{ Procfile: 'web: node a.js', 'app.js': '' }, 'node a.js'],
    [{ Procfile: 'worker: x\r\nweb:node a.js\r\n' }, 'node a.js'],
    [{ Procfile: 'worker: x', 'app.js': '' }, undefined],
    [{ Procfile: 'web:\nworker: x' }, undefined],
    [{ 'package.json': '{"scripts":{"start":"x"}}', 'app.js': '' }, 'npm start'],
    [{ 'package.json': '{"scripts":{}}', 'server.js': '' }, 'node server.js'],
    [{ 'package.json': 'null', 'app.js': '', 'server.js': '' }, 'node app.js'],
    [{ 'index.js': '' }, undefined],
  ])('of %j is %s', async (files, command) => {
    await write(files as unknown as Record<string, string>)
    expect((await findStartCommand(folder))?.command).toBe(command)
  })

  it.each([
    ['node app.js', 'exec node app.js'],
    ['cd x && node app.js', 'cd x && node app.js'],
    ['PORT=1 node app.js', 'PORT=1 node app.js'],
    ['node --port=$PORT app.js', 'node --port=$PORT app.js'],
  ])('replaces the shell only where it is plain: %s', (command, line) => {
    expect(toShellLine({ command, source: 'Procfile' })).toBe(line)
  })
})

describe('dependencies', () => {
  it.each([
    ['{"dependencies":{"ws":"8"}}', true],
    ['{"dependencies":{}}', false],
    ['{"devDependencies":{"ws":"8"}}', false],
    ['{', false],
  ])('of %s are installed: %s', async (manifest, needed) => {
    await write({ 'package.json': manifest })
    expect(await needsDependencies(folder)).toBe(needed)
  })

  it('that came along are not installed again', async () => {
    await write({ 'package.json': '{"dependencies":{"ws":"8"}}' })
    await mkdir(join(folder, 'node_modules'))
    expect(await needsDependencies(folder)).toBe(false)
  })
})
