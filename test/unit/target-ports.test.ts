import { expect, it } from 'vitest'
import { type TargetPort, toTargetPorts } from '../../src/network/target-ports.ts'

const GROUPS = new Map<string, TargetPort>([
  ['sees', { port: 80, seenAs: undefined }],
  ['denied', { port: 80, seenAs: 'unknown' }],
  ['hides', { port: 8080, seenAs: ['172.31.0.5'] }],
])
const forwardTo = (...arns: string[]) => ({
  Port: 80,
  DefaultActions: [
    { TargetGroupArn: arns[0], ForwardConfig: { TargetGroups: arns.map(TargetGroupArn => ({ TargetGroupArn })) } },
  ] as never,
})

it('names each port of its target groups once, and whom they see there', () => {
  expect(toTargetPorts(forwardTo('sees'), GROUPS)).toEqual([{ listenerPort: 80, port: 80 }])
  expect(toTargetPorts(forwardTo('sees', 'hides'), GROUPS)).toEqual([
    { listenerPort: 80, port: 80 },
    { listenerPort: 80, port: 8080, seenAs: ['172.31.0.5'] },
  ])
  expect(toTargetPorts(forwardTo('of another load balancer'), GROUPS)).toEqual([])
})

it('does not know whom a port sees where one of its groups could not be read', () => {
  const unknown = [{ listenerPort: 80, port: 80, seenAs: 'unknown' }]
  expect(toTargetPorts(forwardTo('denied', 'sees'), GROUPS)).toEqual(unknown)
  expect(toTargetPorts(forwardTo('sees', 'denied'), GROUPS)).toEqual(unknown)
})
