import { describe, expect, it } from 'vitest'
import type { FindingKind } from '../../src/handshake/findings.ts'
import { type LoadBalancerFacts, planLoadBalancer } from '../../src/network/plan-load-balancer.ts'
import { describeLoadBalancer } from '../../src/plan/describe-load-balancer.ts'
import type { DeployProducts } from '../../src/report/deploy-products.ts'
import { listNotes } from '../../src/report/describe-products.ts'
import { describeFrontAsKnown } from '../../src/stories/known-front.ts'

const LEAVE = { mode: 'leave', classicListener: 'leave', isSticky: false } as const
const TUNE = { ...LEAVE, mode: 'tune' } as const
const TCP = { ...TUNE, classicListener: 'tcp' } as const
const STICKY = { ...TUNE, isSticky: true } as const

/** Lines `namespace:Option=value`. */
function toSettings(lines: readonly string[]) {
  return lines.map(line => {
    const [, namespace = '', optionName = '', value = ''] = /^(.+):([\w ]+)=(.*)$/.exec(line) ?? []
    return { namespace, optionName, value }
  })
}

function settingsOf(...lines: string[]) {
  return toSettings(lines).map(({ namespace, optionName, value }) => ({
    Namespace: namespace,
    OptionName: optionName,
    Value: value,
  }))
}

const balanced = (kind: string, ...lines: string[]) =>
  settingsOf(
    'aws:elasticbeanstalk:environment:EnvironmentType=LoadBalanced',
    `aws:elasticbeanstalk:environment:LoadBalancerType=${kind}`,
    ...lines,
  )

const classic = (...lines: string[]) =>
  balanced(
    'classic',
    'aws:elb:listener:ListenerProtocol=HTTP',
    'aws:elb:policies:ConnectionSettingIdleTimeout=60',
    'aws:elb:policies:Stickiness Policy=false',
    ...lines,
  )

const application = (...lines: string[]) =>
  balanced('application', 'aws:elbv2:listener:default:Protocol=HTTP', ...lines)

function planOf(
  request: Parameters<typeof planLoadBalancer>[0],
  frontSettings: LoadBalancerFacts['frontSettings'],
  facts: Partial<LoadBalancerFacts> = {},
) {
  const usual = {
    optionSettings: [],
    proxySeconds: 3600,
    isNginx: true,
    polling: undefined,
    bundleSettings: [],
    websocketPort: 80,
  }
  return planLoadBalancer(request, { frontSettings, ...usual, ...facts })
}

const changesOf = (...parameters: Parameters<typeof planOf>) =>
  planOf(...parameters).tunings.map(
    ({ namespace, optionName, before, value }) => `${namespace}:${optionName} ${before} -> ${value}`,
  )

const notesOf = (...parameters: Parameters<typeof planOf>) => planOf(...parameters).notes.map(({ message }) => message)

describe('a load balancer that is left', () => {
  it.each([
    ['classic', classic()],
    ['application', application()],
    ['of a single instance', settingsOf('aws:elasticbeanstalk:environment:EnvironmentType=SingleInstance')],
    ['unknown', []],
  ])('is not changed where it is %s', (_, settings) => {
    expect(changesOf(LEAVE, settings)).toEqual([])
  })

  it('is told of where a Classic one takes the Upgrade out of every request', () => {
    expect(notesOf(LEAVE, classic('aws:elb:listener:443:ListenerProtocol=HTTPS'))).toEqual([
      expect.stringContaining('(HTTP on port 80, HTTPS on port 443) take the Upgrade out of every request'),
    ])
    expect(notesOf(LEAVE, classic('aws:elb:listener:ListenerEnabled=false'))).toEqual([])
    expect(notesOf(LEAVE, application())).toEqual([])
  })

  it('names no input where nobody can write one, and is told once where that is what was found', () => {
    const loadBalancer = planOf({ ...LEAVE, isFixed: true }, classic('aws:elb:listener:443:ListenerProtocol=HTTPS'))
    const [note] = loadBalancer.notes
    expect(note?.remedy).not.toMatch(/load-balancer|classic-listener/)
    expect(note?.remedy.split('\n\n')[1]).toBe(
      [
        'option-settings: |',
        '  aws:elb:listener:ListenerProtocol=TCP',
        '  aws:elb:listener:InstanceProtocol=TCP',
        '  aws:elb:listener:443:ListenerProtocol=SSL',
        '  aws:elb:listener:443:InstanceProtocol=TCP',
      ].join('\n'),
    )
    const listWhere = (kind: FindingKind) =>
      listNotes({ loadBalancer, handshake: { targets: [{ finding: { kind } }] } } as unknown as DeployProducts)
    expect(listWhere('classic-listener-http')).toEqual([])
    expect(listWhere('application-down')).toEqual([note])
  })

  it('says who cuts a silent connection, and when', () => {
    const told = (settings: LoadBalancerFacts['frontSettings'], seconds?: number) =>
      describeLoadBalancer(planOf(LEAVE, settings), seconds)
    expect(told(application(), 3600)).toEqual([
      'A silent connection is cut by the Application Load Balancer after 60 s, by the proxy after 3600 s.',
    ])
    expect(told(balanced('network'))).toEqual(['A silent connection is cut by the Network Load Balancer after 350 s.'])
    expect(told(settingsOf('aws:elasticbeanstalk:environment:EnvironmentType=SingleInstance'), 60)).toEqual([])
    expect(told([], 60)).toEqual([])
  })
})

describe('a load balancer that is tuned', () => {
  it('waits as long as the proxy, and no longer than Beanstalk takes', () => {
    expect(changesOf(TUNE, application())).toEqual(['aws:elbv2:loadbalancer:IdleTimeout 60 -> 3600'])
    expect(changesOf(TUNE, application(), { proxySeconds: 86_400 })).toEqual([
      'aws:elbv2:loadbalancer:IdleTimeout 60 -> 3600',
    ])
    expect(changesOf(TUNE, classic(), { proxySeconds: 300 })).toEqual([
      'aws:elb:policies:ConnectionSettingIdleTimeout 60 -> 300',
    ])
  })

  it('keeps what is long enough', () => {
    const settings = application('aws:elbv2:loadbalancer:IdleTimeout=900')
    expect(changesOf(TUNE, settings, { proxySeconds: 900 })).toEqual([])
    expect(changesOf(TUNE, settings, { proxySeconds: 60 })).toEqual([])
    expect(describeLoadBalancer(planOf(TUNE, settings, { proxySeconds: 60 }), 60)).toEqual([
      'Leave the load balancer as it is: nothing is to be changed.',
      'A silent connection is cut by the Application Load Balancer after 900 s, by the proxy after 60 s.',
    ])
  })

  it('leaves alone what option-settings names, and counts on it', () => {
    const optionSettings = toSettings(['aws:elbv2:loadbalancer:IdleTimeout=120'])
    const plan = planOf(TUNE, application(), { optionSettings })
    expect(plan.tunings).toEqual([])
    expect(plan.before.idleTimeoutSeconds).toBe(60)
    expect(plan.after.idleTimeoutSeconds).toBe(120)
  })

  it("leaves alone what the bundle's own files set, which would never win over it again", () => {
    const bundleSettings = toSettings(['aws:elbv2:loadbalancer:IdleTimeout=120'])
    const plan = planOf(TUNE, application(), { bundleSettings })
    expect(plan.tunings).toEqual([])
    expect(plan.after.idleTimeoutSeconds).toBe(120)
    expect(describeLoadBalancer(plan, 3600)).toContain(
      `Do not set aws:elbv2:loadbalancer:IdleTimeout to 3600: the bundle's .ebextensions set it to "120", and what is set here would win over them for good.`,
    )
    const same = toSettings(['aws:elbv2:loadbalancer:IdleTimeout=3600'])
    expect(planOf(TUNE, application(), { bundleSettings: same })).toMatchObject({ tunings: [], leftToBundle: [] })
    const optionSettings = toSettings(['aws:elbv2:loadbalancer:IdleTimeout=300'])
    const named = planOf(TUNE, application(), { bundleSettings, optionSettings })
    expect(named, 'the input has the last word').toMatchObject({ tunings: [], leftToBundle: [] })
  })

  it('is known afterwards as it will be', () => {
    const { after } = planOf(TCP, classic('aws:elb:listener:443:ListenerProtocol=HTTPS'))
    expect(after.idleTimeoutSeconds).toBe(3600)
    expect(after.listeners.map(({ port, protocol }) => `${port} ${protocol}`)).toEqual(['80 TCP', '443 SSL'])
  })

  it('warns of 502 where nginx closes idle connections before the load balancer does', () => {
    const warning = expect.stringContaining('now and then a plain request may be answered with 502')
    expect(notesOf(TUNE, application())).toEqual([warning])
    expect(notesOf(TUNE, application(), { isNginx: false })).toEqual([])
    expect(notesOf(TUNE, application(), { proxySeconds: 60 })).toEqual([])
    expect(notesOf(TCP, classic())).not.toContainEqual(warning)
  })

  it('is not changed where it is shared, a network one, or not known, and that is said', () => {
    const shared = application('aws:elasticbeanstalk:environment:LoadBalancerIsShared=true')
    expect(changesOf(TUNE, shared)).toEqual([])
    expect(notesOf(TUNE, shared)).toEqual([expect.stringContaining('shared with other environments')])
    expect(changesOf(STICKY, balanced('network'))).toEqual([])
    expect(notesOf(TUNE, balanced('network'))).toEqual([expect.stringContaining('after 350 s of silence')])
    expect(notesOf(TUNE, [])).toEqual([expect.stringContaining('could not be read')])
    const single = settingsOf('aws:elasticbeanstalk:environment:EnvironmentType=SingleInstance')
    expect(describeLoadBalancer(planOf(TUNE, single), 60)).toEqual(['There is no load balancer to tune.'])
  })
})

describe("a Classic Load Balancer's listeners", () => {
  it('become TCP and SSL, to the instance too, and what is lost is said', () => {
    const settings = classic(
      'aws:elb:listener:443:ListenerProtocol=HTTPS',
      'aws:elb:listener:443:InstanceProtocol=HTTP',
      'aws:elb:listener:8443:ListenerProtocol=HTTPS',
      'aws:elb:listener:8443:InstanceProtocol=HTTPS',
      'aws:elb:listener:9000:ListenerProtocol=TCP',
      'aws:elb:listener:9001:ListenerProtocol=HTTP',
      'aws:elb:listener:9001:ListenerEnabled=false',
    )
    expect(changesOf(TCP, settings, { proxySeconds: 60 })).toEqual([
      'aws:elb:listener:ListenerProtocol HTTP -> TCP',
      'aws:elb:listener:InstanceProtocol HTTP -> TCP',
      'aws:elb:listener:443:ListenerProtocol HTTPS -> SSL',
      'aws:elb:listener:443:InstanceProtocol HTTP -> TCP',
      'aws:elb:listener:8443:ListenerProtocol HTTPS -> SSL',
      'aws:elb:listener:8443:InstanceProtocol HTTPS -> SSL',
    ])
    expect(notesOf(TCP, settings)).toEqual([
      expect.stringContaining('no longer gets X-Forwarded-For and X-Forwarded-Proto'),
    ])
  })

  it('stay without classic-listener: tcp, and the loss of the Upgrade is told again', () => {
    expect(changesOf(TUNE, classic(), { proxySeconds: 60 })).toEqual([])
    expect(notesOf(TUNE, classic(), { proxySeconds: 60 })).toEqual([
      expect.stringContaining('take the Upgrade out of every request'),
    ])
  })

  it('lose the cookie of sticky sessions, which is a policy of HTTP listeners', () => {
    const sticky = classic().map(setting =>
      setting.OptionName === 'Stickiness Policy' ? { ...setting, Value: 'true' } : setting,
    )
    expect(changesOf(TCP, sticky)).toContain('aws:elb:policies:Stickiness Policy true -> false')
    expect(notesOf(TCP, sticky)).toEqual([expect.stringContaining('sticky sessions end')])
    expect(changesOf({ ...TCP, isSticky: true }, sticky)).toContain('aws:elb:policies:Stickiness Policy true -> false')
    expect(notesOf({ ...TCP, isSticky: true }, classic())).toContainEqual(expect.stringContaining('knows no cookies'))
  })
})

it('is not told to write the line that is there', () => {
  const remedy = (request: typeof LEAVE | typeof TUNE) => planOf(request, classic()).notes[0]?.remedy
  expect(remedy(LEAVE)).toMatch(/^Write "load-balancer: tune" and "classic-listener: tcp" /)
  expect(remedy(TUNE)).toMatch(/^Beside "load-balancer: tune", write "classic-listener: tcp" /)
})

describe('what belongs to one listener', () => {
  const LISTENER = 'aws:elb:listener'
  const options = (...lines: string[]) => ({ optionSettings: toSettings(lines), proxySeconds: 60 })

  it.each([
    [`${LISTENER}:ListenerProtocol=HTTP`],
    [`${LISTENER}:InstanceProtocol=HTTP`],
  ])('is left as a whole where somebody names %s', line => {
    const facts = options(line)
    expect(changesOf(TCP, classic(), facts)).toEqual([])
    const { notes, leftToBundle } = planOf(TCP, classic(), facts)
    expect(notes).toHaveLength(1)
    expect(notes[0]?.message).toContain('take the Upgrade out of every request')
    expect(notes[0]?.remedy).not.toContain('Write "load-balancer: tune"')
    expect(notes[0]?.remedy).toContain(
      `\n\noption-settings: |\n  ${LISTENER}:ListenerProtocol=TCP\n  ${LISTENER}:InstanceProtocol=TCP`,
    )
    expect(leftToBundle).toEqual([])
    const ofBundle = { bundleSettings: facts.optionSettings, proxySeconds: 60 }
    expect(changesOf(TCP, classic(), ofBundle), 'the bundle does').toEqual([])
    expect(describeLoadBalancer(planOf(TCP, classic(), ofBundle), 60).slice(0, 2)).toEqual(
      ['ListenerProtocol', 'InstanceProtocol'].map(name =>
        expect.stringContaining(`Do not set ${LISTENER}:${name} to TCP: the bundle's .ebextensions set `),
      ),
    )
  })

  it('is tuned where only another listener, or nothing about protocols, is named', () => {
    const settings = classic(`${LISTENER}:8080:ListenerProtocol=HTTP`)
    const facts = options(`${LISTENER}:8080:ListenerProtocol=HTTP`, `${LISTENER}:InstancePort=80`)
    expect(changesOf(TCP, settings, facts)).toEqual([
      `${LISTENER}:ListenerProtocol HTTP -> TCP`,
      `${LISTENER}:InstanceProtocol HTTP -> TCP`,
    ])
    expect(notesOf(TCP, settings, facts)).toEqual([
      expect.stringContaining('(HTTP on port 8080) take the Upgrade out'),
      expect.not.stringContaining('sticky'),
    ])
  })
})

describe('the cookie of a Classic Load Balancer', () => {
  const sticky = (...lines: string[]) =>
    balanced('classic', 'aws:elb:listener:ListenerProtocol=HTTP', 'aws:elb:policies:Stickiness Policy=true', ...lines)
  const OFF = 'aws:elb:policies:Stickiness Policy true -> false'

  it('goes with the last HTTP listener, whatever else listens', () => {
    const settings = sticky('aws:elb:listener:9000:ListenerProtocol=TCP')
    expect(changesOf(TCP, settings)).toContain(OFF)
    expect(notesOf(TCP, settings)).toEqual([expect.stringContaining('sticky sessions end')])
  })

  it('stays with an HTTP listener that is left alone, and can then be asked for', () => {
    const optionSettings = toSettings(['aws:elb:listener:ListenerProtocol=HTTP'])
    const settings = sticky('aws:elb:listener:9000:ListenerProtocol=HTTP')
    expect(changesOf(TCP, settings, { optionSettings })).not.toContain(OFF)
    const without = classic('aws:elb:listener:9000:ListenerProtocol=HTTP')
    const asked = { ...TCP, isSticky: true }
    expect(changesOf(asked, without, { optionSettings })).toContain('aws:elb:policies:Stickiness Policy false -> true')
    expect(notesOf(asked, without, { optionSettings }).join()).not.toContain('knows no cookies')
  })
})

describe('where the bundle and the environment differ', () => {
  const IDLE = 'aws:elbv2:loadbalancer:IdleTimeout'

  it.each([
    ['what the API set wins over the bundle', '60', '3600'],
    ['what was tuned before wins over the bundle', '3600', '120'],
  ])('nothing is counted on, for %s', (_, current, value) => {
    const bundleSettings = toSettings([`${IDLE}=${value}`])
    for (const request of [LEAVE, TUNE]) {
      const plan = planOf(request, application(`${IDLE}=${current}`), { bundleSettings })
      expect(plan.tunings).toEqual([])
      expect(plan.after.idleTimeoutSeconds).toBeUndefined()
      expect(plan.notes).toEqual([
        {
          message: expect.stringContaining(`set ${IDLE} to "${value}", and the environment has "${current}"`),
          remedy: expect.stringContaining(`\n\noption-settings: ${IDLE}=${value}`),
        },
      ])
      expect(describeLoadBalancer(plan, 3600)).toContain(
        'A silent connection is cut by the Application Load Balancer after its idle timeout, which is not known before the deployment, by the proxy after 3600 s.',
      )
    }
  })

  it('nobody is told that the Upgrade passes, or that it does not', () => {
    const bundleSettings = toSettings(['aws:elb:listener:ListenerProtocol=TCP'])
    const plan = planOf(LEAVE, classic(), { bundleSettings })
    expect(plan.notes.map(({ message }) => message)).toEqual([expect.stringContaining('no WebSocket can be opened.')])
    expect(describeFrontAsKnown(plan.after)).not.toHaveProperty('loadBalancerPassesUpgrade')
    expect(describeFrontAsKnown(planOf(LEAVE, classic()).after)).toMatchObject({ loadBalancerPassesUpgrade: false })
  })

  it('option-settings decide', () => {
    const [bundleSettings, optionSettings] = [toSettings([`${IDLE}=120`]), toSettings([`${IDLE}=900`])]
    const plan = planOf(LEAVE, application(`${IDLE}=60`), { bundleSettings, optionSettings })
    expect(plan.after.idleTimeoutSeconds).toBe(900)
    expect(plan.notes).toEqual([])
  })

  it('what cannot be pasted is shown only', () => {
    const bundleSettings = toSettings([`${IDLE}=$(id)`])
    const [note] = planOf(LEAVE, application(`${IDLE}=60`), { bundleSettings }).notes
    expect(note?.message).toContain('to "$(id)"')
    expect(note?.remedy).not.toContain('$(id)')
  })

  it('what decides nothing about WebSockets is not told', () => {
    const bundleSettings = toSettings(['aws:autoscaling:asg:MaxSize=2', 'aws:elb:loadbalancer:CrossZone=true'])
    const settings = application('aws:autoscaling:asg:MaxSize=4', 'aws:elb:loadbalancer:CrossZone=false')
    expect(notesOf(LEAVE, settings, { bundleSettings })).toEqual([])
  })
})

describe('stickiness', () => {
  const still = { proxySeconds: 60 }

  it('is turned on for every process that a listener leads to', () => {
    const process = 'aws:elasticbeanstalk:environment:process'
    expect(changesOf(STICKY, application(`${process}:default:StickinessEnabled=true`), still)).toEqual([])
    const settings = application('aws:elbv2:listener:443:Protocol=HTTPS', 'aws:elbv2:listener:443:DefaultProcess=chat')
    expect(changesOf(STICKY, settings, still)).toEqual([
      `${process}:default:StickinessEnabled false -> true`,
      `${process}:chat:StickinessEnabled false -> true`,
    ])
  })

  it('is a policy of a Classic Load Balancer', () => {
    expect(changesOf(STICKY, classic(), still)).toEqual(['aws:elb:policies:Stickiness Policy false -> true'])
  })

  it('is left alone where it was not asked for', () => {
    expect(changesOf(TUNE, application(), still)).toEqual([])
  })
})

describe('an app whose clients begin with plain requests', () => {
  const polling = { polling: 'Socket.IO' }
  const LIMITS = ['aws:autoscaling:asg:MinSize=1', 'aws:autoscaling:asg:MaxSize=4']
  const STICKY_PROCESS = 'aws:elasticbeanstalk:environment:process:default:StickinessEnabled=true'
  const NOT_STICKY_PROCESS = 'aws:elasticbeanstalk:environment:process:default:StickinessEnabled=false'
  const noteOf = (...parameters: Parameters<typeof planOf>) =>
    planOf(...parameters).notes.find(({ message }) => message.includes('polling'))

  it('needs sticky sessions where there may be several instances, and is told the option', () => {
    const note = noteOf(LEAVE, application(...LIMITS), polling)
    expect(note?.message).toContain('Clients of Socket.IO begin with plain requests (polling)')
    expect(note?.foretells).toBeUndefined()
    const fixed = { ...LEAVE, isFixed: true as const }
    expect(noteOf(fixed, application(...LIMITS), polling)?.foretells).toBe('socket-io-session-lost')
    expect(note?.message).toContain('up to 4 instances and no sticky sessions')
    expect(note?.remedy).toContain('"stickiness: true"')
    expect(note?.remedy).toContain(`\n\noption-settings: ${STICKY_PROCESS}`)
    const bundleSettings = toSettings([NOT_STICKY_PROCESS])
    expect(noteOf(LEAVE, application(...LIMITS), { ...polling, bundleSettings }), 'by the bundle').toBeDefined()
  })

  it('is not told that there are several instances where only their number is not known', () => {
    const { message } = noteOf(LEAVE, application(), polling) ?? {}
    expect(message).toContain('the environment may have several instances, and has no sticky sessions')
  })

  it.each<[string, Parameters<typeof planOf>]>([
    ['with sticky sessions', [LEAVE, application(...LIMITS, STICKY_PROCESS), polling]],
    ['that gets them with this deployment', [STICKY, application(...LIMITS), polling]],
    [
      'whose bundle sets them',
      [LEAVE, application(...LIMITS), { ...polling, bundleSettings: toSettings([STICKY_PROCESS]) }],
    ],
    [
      'where bundle and environment differ about them',
      [LEAVE, application(...LIMITS, NOT_STICKY_PROCESS), { ...polling, bundleSettings: toSettings([STICKY_PROCESS]) }],
    ],
    [
      'of one instance at most',
      [LEAVE, application('aws:autoscaling:asg:MinSize=1', 'aws:autoscaling:asg:MaxSize=1'), polling],
    ],
    ['whose clients do not', [LEAVE, application(...LIMITS)]],
    ['of which nothing is known', [LEAVE, [], polling]],
  ])('is told nothing in an environment %s', (_, parameters) => {
    expect(noteOf(...parameters)).toBeUndefined()
  })

  it.each<[string, Parameters<typeof planOf>[1]]>([
    ['a Network Load Balancer', balanced('network', 'aws:elbv2:listener:default:Protocol=TCP', ...LIMITS)],
    ['a Classic one that speaks TCP', balanced('classic', 'aws:elb:listener:ListenerProtocol=TCP', ...LIMITS)],
  ])('can only begin with WebSockets behind %s', (_, settings) => {
    const remedy = noteOf(LEAVE, settings, polling)?.remedy
    expect(remedy).toContain('Let the clients begin with WebSockets')
    expect(remedy).not.toContain('\n\n')
  })
})

describe('a listener that the deployment turns off', () => {
  const off = toSettings(['aws:elbv2:listener:default:ListenerEnabled=false'])
  const both = application('aws:elbv2:listener:443:Protocol=HTTPS')
  const said = (...parameters: Parameters<typeof planOf>) =>
    planOf(...parameters).notes.map(({ message, remedy }) => `${message} ${remedy}`)

  it('is told, with who turns it off, and that the WebSocket is opened there', () => {
    expect(said(LEAVE, both, { optionSettings: off })).toEqual([
      expect.stringMatching(
        /turns off the load balancer's listener on port 80 \(option-settings set aws:elbv2:listener:default:ListenerEnabled to false\).*this run opens its WebSocket\. .*"websocket-url"; 443\)/,
      ),
    ])
    const [elsewhere] = said(LEAVE, both, { bundleSettings: off, websocketPort: 443 })
    expect(elsewhere).toMatch(/on port 80 \(the bundle's \.ebextensions set/)
    expect(elsewhere).not.toMatch(/this run|websocket-url/)
  })

  it('is no news where it is off already, where it is not known who wins, and where others own the load balancer', () => {
    const isOff = application('aws:elbv2:listener:default:ListenerEnabled=false')
    expect(said(LEAVE, isOff, { optionSettings: off })).toEqual([])
    const isOn = application('aws:elbv2:listener:default:ListenerEnabled=true')
    expect(said(LEAVE, isOn, { bundleSettings: off }).join()).not.toContain('turns off')
    const shared = application('aws:elasticbeanstalk:environment:LoadBalancerIsShared=true')
    expect(said(LEAVE, shared, { optionSettings: off })).toEqual([])
    expect(said(LEAVE, both, { optionSettings: off, websocketPort: undefined }), 'to be created').toEqual([])
  })
})
