import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { protocolNames } from '../../src/handshake/protocol/protocols.ts'
import { REPOSITORY } from '../support/source-files.ts'

const read = (path: string) => readFileSync(`${REPOSITORY}${path}`, 'utf8')

describe('every app protocol', () => {
  it.each(['action.yml', 'check/action.yml', 'preview/action.yml'])('is named by the input of %s', path => {
    const { description } = parse(read(path)).inputs.protocol
    expect(protocolNames.filter(name => !new RegExp(`[ ,]${name}[,. ]`).test(description))).toEqual([])
  })

  it('has a row in the docs', () => {
    const page = read('docs/findings.md')
    expect(protocolNames.filter(name => !page.includes(`\n| \`${name}\` |`))).toEqual([])
  })

  it('is spoken to a server', () => {
    const tests = globSync('test/handshake/**/*.ts', { cwd: REPOSITORY }).map(read).join('\n')
    expect(protocolNames.filter(name => !tests.includes(`name: '${name}'`))).toEqual([])
  })
})
