import { beforeAll, describe, expect, it } from 'vitest'
import { tellFigure } from '../support/figures.ts'
import { isNightly } from '../support/scale.ts'
import { FRONTS } from './fronts.ts'
import { countCells, judge, listCells, listLayers, writeTable } from './judge-cell.ts'
import { findNightlyServers } from './nightly/nightly-servers.ts'
import { type Cell, KNOWLEDGE, runMatrix } from './run-matrix.ts'
import { isWithoutWebSockets, SERVERS } from './servers.ts'

const nightly = isNightly ? findNightlyServers() : { servers: [], missing: [] }

let cells: readonly Cell[]
/** Of what a container has before the app nothing is known to anybody. */
let known: readonly Cell[]

beforeAll(async () => {
  for (const line of nightly.missing) process.stdout.write(`${line}\n`)
  cells = await runMatrix([...SERVERS, ...nightly.servers], FRONTS)
  known = cells.filter(({ front }) => !front.environment.isOpaque)
  for (const knowledge of KNOWLEDGE) {
    const counts = countCells(knowledge === 'deployed' ? known : cells, knowledge)
    tellFigure(`Servers behind proxies, ${knowledge}`, counts)
    process.stdout.write(`${knowledge}: ${counts}\n`)
  }
}, 600_000)

describe('each server behind each proxy', () => {
  it('is found to open a WebSocket or not, as the table shows', async () => {
    const usual = cells.filter(({ server }) => SERVERS.includes(server))
    await expect(writeTable(usual)).toMatchFileSnapshot('__snapshots__/matrix.txt')
    // What the others say differs from version to version.
    if (isNightly) process.stdout.write(writeTable(cells.filter(cell => !usual.includes(cell))))
  })

  it.each(KNOWLEDGE)('has no wrong layer named, with what is known: %s', knowledge => {
    expect(listCells(cells, knowledge, 'wrong', 'unknown')).toEqual([])
  })

  it('has the one layer named after a deployment, in nineteen of twenty cases', () => {
    const isDecided = (cell: Cell) => isFirstOfFiles(cell.findings.deployed) && cell.faults.includes('application')
    const undecided = listCells(
      known.filter(cell => !isDecided(cell)),
      'deployed',
      'among',
      'unknown',
    )
    expect(undecided.length, undecided.join('\n')).toBeLessThanOrEqual(known.length / 20)
  })

  it('has at most two layers named of a bare URL, where a proxy answers', () => {
    const many = cells.filter(
      ({ front, findings: { bare } }) => front.program !== 'none' && bare && listLayers(bare).length > 2,
    )
    expect(many.map(({ server, front }) => `${server.name} | ${front.name}`)).toEqual([])
  })

  it.each(
    KNOWLEDGE,
  )('is not blamed on a proxy that forwards, where the app has no handler, with what is known: %s', knowledge => {
    const apps = cells.filter(({ server, faults }) => isWithoutWebSockets(server) && !faults.includes('proxy'))
    const blamed = apps.filter(
      ({ findings }) => findings[knowledge]?.layer === 'proxy' && judgeAlone(findings[knowledge]),
    )
    expect(apps.length).toBeGreaterThan(50)
    expect(blamed.map(({ server, front }) => `${server.name} | ${front.name}`)).toEqual([])
  })

  // Its files say that it drops the Upgrade, so that it is at fault whatever the app is like, of which nothing was seen.
  it('is not blamed on the proxy alone beside the app, but where its files are read, and not without saying so', () => {
    const apps = cells.filter(({ server, faults }) => isWithoutWebSockets(server) && faults.includes('application'))
    for (const { server, front, faults, findings } of apps) {
      const place = `${server.name} | ${front.name}`
      const blamed = KNOWLEDGE.filter(each => findings[each]?.layer === 'proxy' && judgeAlone(findings[each]))
      if (blamed.length === 0 || front.hands === 'elsewhere') continue
      expect([blamed, faults], place).toEqual([['deployed'], ['proxy', 'application']])
      expect(findings.deployed?.explanation, place).toContain('Whether the app takes WebSockets here shows only')
    }
  })

  it('opens wherever the server and the front let it, and nowhere else', () => {
    const opens = cells.filter(({ faults }) => faults.length === 0)
    expect(opens.length).toBeGreaterThan(150)
    expect(opens.filter(cell => judge(cell, 'bare') !== 'right')).toEqual([])
  })
})

/** The proxy stands beside the app only because its files may not be those that the instance has. */
function isFirstOfFiles(finding: Cell['findings']['deployed']): boolean {
  return finding?.kind === 'application-without-handler' && listLayers(finding)[0] === 'application'
}

function judgeAlone(finding: Cell['findings']['bare']): boolean {
  return finding !== null && listLayers(finding).length === 1
}
