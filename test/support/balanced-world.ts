/** Three environments that run the misbehaving app: two instances behind a load balancer, a classic one, and a bare app. */

import { UpdateEnvironmentCommand } from '@aws-sdk/client-elastic-beanstalk'
import { type Setting, setting } from './deployment-policies.ts'
import { CHECK_ALL_KEY } from './least-privilege.ts'
import { REGION, type StartedBeanstalk, startBeanstalk } from './local-beanstalk.ts'
import { MISBEHAVING_SETTING, zipMisbehaving } from './misbehaving-app.ts'
import { balanced } from './topologies.ts'

type EnvironmentDescription = Awaited<ReturnType<StartedBeanstalk['waitUntilSettled']>>

/** Of the first environment, "balanced", unless said otherwise. */
export interface BalancedWorld {
  readonly local: StartedBeanstalk
  readonly certificateArn: string
  readonly targetGroupArn: string
  readonly instanceGroupId: string
  /** `HOST:PORT` of the listener on port 80, one in each of the subnets. */
  readonly addresses: readonly string[]
  readonly subnetIds: readonly string[]
  /** The ARN of the listener on this port. */
  listener(port: number): string
  /** Of a listener, by the port that AWS knows it by. */
  url(scheme: 'ws' | 'wss', listenerPort: number, path?: string): string
  /** Deploys the same version again. */
  deploy(environment: Name, settings?: readonly Setting[]): Promise<EnvironmentDescription>
}

type Name = 'balanced' | 'classic' | 'bare'

export const OTHER_CERTIFICATE =
  'arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-4000-8000-000000000000'

/** A second of load balancers takes 100 ms. */
export async function openBalancedWorld(): Promise<BalancedWorld> {
  const certificates = [{ arn: OTHER_CERTIFICATE, names: ['www.example.com'] }]
  const local = await startBeanstalk({ loadBalancerMsPerSecond: 100, certificates, keys: [CHECK_ALL_KEY] })
  await local.createVersion({ application: 'chat', label: 'v1', bundle: await zipMisbehaving() })
  const certificateArn = local.beanstalk.certificateArn(REGION)
  const create = (environment: Name, optionSettings: readonly Setting[]) =>
    local.createEnvironment({ application: 'chat', environment, versionLabel: 'v1', optionSettings })
  await Promise.all([
    create('balanced', balancedSettings(certificateArn)),
    create('classic', [...balanced('classic', healthPath('aws:elb:healthcheck', 'Target')), MISBEHAVING_SETTING]),
    create('bare', [setting('aws:elasticbeanstalk:environment:proxy', 'ProxyServer', 'none'), MISBEHAVING_SETTING]),
  ])
  const { loadBalancer, targetGroups, instances, front } = local.beanstalk.lookUp('balanced') ?? {}
  const [targetGroupArn = ''] = targetGroups ?? []
  return {
    local,
    certificateArn,
    targetGroupArn,
    instanceGroupId: instances?.[0]?.groupIds[0] ?? '',
    addresses: front?.addresses.map(address => `${address}:${front.port}`) ?? [],
    subnetIds: loadBalancer?.subnetIds ?? [],
    listener: port => loadBalancer?.listeners.get(port)?.arn ?? '',
    url: (scheme, port, path = '/') => `${scheme}://localhost:${loadBalancer?.plane.frontOf(port)?.port}${path}`,
    async deploy(EnvironmentName, OptionSettings = []) {
      const asked = { EnvironmentName, VersionLabel: 'v1', OptionSettings: [...OptionSettings] }
      await local.clients.elasticBeanstalk.send(new UpdateEnvironmentCommand(asked))
      return local.waitUntilSettled(EnvironmentName)
    },
  }
}

function balancedSettings(certificateArn: string): Setting[] {
  return [
    ...balanced('application'),
    setting('aws:autoscaling:asg', 'MinSize', '2'),
    setting('aws:elbv2:listener:443', 'Protocol', 'HTTPS'),
    setting('aws:elbv2:listener:443', 'SSLCertificateArns', certificateArn),
    healthPath('aws:elasticbeanstalk:environment:process:default', 'HealthCheckPath'),
    MISBEHAVING_SETTING,
  ]
}

/** The app answers 426 at its root. */
function healthPath(namespace: string, option: 'Target' | 'HealthCheckPath'): Setting {
  return setting(namespace, option, option === 'Target' ? 'HTTP:80/hello' : '/hello')
}
