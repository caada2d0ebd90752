import { describe, expect, it } from 'vitest'
import { listPorts } from '../../src/network/list-ports.ts'

const WANTED = { enabledPorts: [80], newPorts: [], websocketPort: undefined, ownPort: undefined }
const OWN = { instanceIds: [], description: 'ELB app/x/1' }
const listening = (...ports: readonly (number | [number, number])[]) => ({
  kind: 'application' as const,
  interfaces: OWN,
  listeners: ports.map(port => {
    const [listenerPort, own] = typeof port === 'number' ? [port, port] : port
    return { listenerPort, port: own }
  }),
})
const portsOf = (...args: Parameters<typeof listPorts>) => listPorts(...args).map(({ port }) => port)

describe('the ports of the entrance', () => {
  it('are 80 of a single instance', () => {
    expect(listPorts({ kind: 'instance', listeners: undefined, interfaces: OWN }, WANTED)).toEqual([
      { port: 80, listenerPorts: [80] },
    ])
  })

  it('are that of the URL, too, where TLS ends on a single instance', () => {
    const single = { kind: 'instance' as const, listeners: undefined, interfaces: OWN }
    expect(portsOf(single, { ...WANTED, websocketPort: 443, ownPort: 443 })).toEqual([80, 443])
    expect(portsOf(single, { ...WANTED, websocketPort: 80, ownPort: 80 })).toEqual([80])
    expect(portsOf(single, { ...WANTED, websocketPort: 443 }), 'another host').toEqual([80])
  })

  it('are those of listeners that the settings enable and that are there', () => {
    expect(portsOf(listening(80, 443), { ...WANTED, enabledPorts: [80, 443, 8080] })).toEqual([80, 443])
    expect(portsOf(listening(443), { ...WANTED, enabledPorts: [80, 443] })).toEqual([443])
    expect(portsOf(listening(80, 443), { ...WANTED, enabledPorts: [443] })).toEqual([443])
  })

  it('leave out a listener that somebody added beside the settings, unless the WebSocket is opened there', () => {
    expect(portsOf(listening(80, 9000), WANTED)).toEqual([80])
    expect(portsOf(listening(80, 9000), { ...WANTED, websocketPort: 9000 })).toEqual([80, 9000])
    expect(portsOf(listening(80), { ...WANTED, websocketPort: 9000 })).toEqual([80])
  })

  it('count a listener that comes with the deployment', () => {
    expect(listPorts(listening(80), { ...WANTED, enabledPorts: [80, 443], newPorts: [443] })).toEqual([
      { port: 80, listenerPorts: [80] },
      { port: 443, listenerPorts: [443], isComing: true },
    ])
    expect(listPorts(listening(80), { ...WANTED, newPorts: [80] }), 'that is there already').toEqual([
      { port: 80, listenerPorts: [80] },
    ])
  })

  it('are those of the targets where the instances are the entrance', () => {
    const behind = {
      ...listening([80, 8080], [443, 8080], [9000, 9000]),
      kind: 'network' as const,
      interfaces: { instanceIds: ['i-1'], description: undefined },
    }
    expect(listPorts(behind, { ...WANTED, enabledPorts: [80, 443, 8443], newPorts: [8443] })).toEqual([
      { port: 8080, listenerPorts: [80, 443] },
    ])
    const same = { ...behind, ...{ listeners: listening(80).listeners } }
    expect(portsOf(same, { ...WANTED, enabledPorts: [80, 443], newPorts: [443] })).toEqual([80])
  })

  it('tell whom the instances see there', () => {
    const [one, two] = [
      { listenerPort: 80, port: 80 },
      { listenerPort: 443, port: 80, seenAs: ['172.31.0.5'] },
    ]
    expect(listPorts({ ...listening(), listeners: [one, two] }, { ...WANTED, enabledPorts: [80, 443] })).toEqual([
      { port: 80, listenerPorts: [80, 443], seenAs: ['172.31.0.5'] },
    ])
    expect(listPorts({ ...listening(), listeners: [one] }, WANTED)[0]).not.toHaveProperty('seenAs')
  })

  it('are the usual ones that are there where the settings could not be read', () => {
    expect(portsOf(listening(443, 9000), { ...WANTED, enabledPorts: undefined })).toEqual([443])
  })

  it('are those of the settings where the listeners could not be read, and none where neither could', () => {
    const unread = { kind: 'classic' as const, listeners: undefined, interfaces: OWN }
    expect(portsOf(unread, { ...WANTED, enabledPorts: [443] })).toEqual([443])
    expect(portsOf(unread, { ...WANTED, enabledPorts: undefined })).toEqual([])
  })
})
