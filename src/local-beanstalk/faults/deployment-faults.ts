/** Faults of instances, and of what is deployed to them. */

import type { FaultFamily } from './fault-entry.ts'
import { instance, milliseconds, oneOf, optional, times } from './parameter.ts'

export const DEPLOYMENT_FAULTS = {
  'instance-fails': {
    parameters: { at: oneOf('before-flip', 'after-flip'), instance, times },
    does: 'A hook of the deployment cannot be run: before the new version takes the place of the former, or after that.',
    seen: 'S8; "fork/exec .platform/hooks/...: permission denied"',
    says: ['deployment-failed', 'deployment-rolled-back', 'creation-failed'],
  },
  'instance-keeps-version': {
    parameters: { instance, times },
    does: 'The instance answers that it has deployed, and runs the former version.',
    seen: 'aws/elastic-beanstalk-roadmap#162',
    says: ['versions-mixed'],
  },
  'command-timeout': {
    parameters: { instance, times },
    does: 'The instance never answers. The command times out after what the environment allows, at its pace; without a pace it waits for ever.',
    seen: 'S13',
    says: ['deployment-failed', 'deployment-rolled-back', 'deadline-exceeded'],
  },
  'health-check-failed': {
    parameters: { times },
    does: 'The load balancer finds none of the instances healthy that are waited for after they have deployed.',
    seen: 'S14',
    says: ['deployment-failed', 'deployment-rolled-back'],
  },
  'instance-replaced': {
    parameters: { instance, times },
    does: 'Once the instances have deployed, and before that is told, one of them (the first) is terminated, and Auto Scaling launches another, which runs the version of before.',
    seen: 'Developer Guide, "Deployment policies": instances that are replaced run the version of the most recent successful deployment',
    says: ['versions-mixed'],
  },
  'instance-profile-missing': {
    parameters: { times },
    does: 'The account has no instance profile: the launch of an environment ends as it begins, and the environment is terminated.',
    seen: 'aws/aws-elastic-beanstalk-cli#322; "Environment must have instance profile associated with it." where the settings name none',
    says: ['creation-failed'],
  },
  'disk-full': {
    parameters: { instance, times },
    does: 'The bundle cannot be unpacked, for the disk is full.',
    seen: 'Info-ZIP: "write error (disk full?)"',
    says: ['deployment-failed', 'deployment-rolled-back'],
  },
  'proxy-file-broken': {
    parameters: { instance, times },
    does: "The platform's own nginx.conf has a directive that nginx does not know: `nginx -t` fails, with its `[emerg]` in the instance's log.",
    seen: 'aws-samples/eb-php-drupal#7',
    says: ['deployment-failed', 'deployment-rolled-back'],
  },
  'proxy-drops-upgrade': {
    parameters: { instance, times },
    does: 'The proxy files lose whatever sets the headers Upgrade and Connection.',
    seen: 'the platforms without a file of the user; 400 and 502 in the threads of users',
    says: ['proxy-drops-upgrade', 'application-without-handler', 'some-connections-refused'],
  },
  'proxy-stopped': {
    parameters: { instance, times },
    does: 'Once the new version runs, the proxy ends and is not started again.',
    seen: 'nginx that the kernel kills for its memory; 502 of the load balancer',
    says: ['connection-refused', 'load-balancer-bad-gateway'],
  },
  'connections-exhausted': {
    parameters: { instance, times },
    does: 'The proxy may have no more connections than it needs for itself, and closes those that come.',
    seen: 'nginx: "worker_connections are not enough"',
    says: ['connection-closed'],
  },
  'app-crashes': {
    parameters: { afterMs: optional(milliseconds), instance, times },
    does: 'The app ends at once, or `afterMs` after each of its starts.',
    seen: 'web.service that fails, and 502 of the proxy',
    says: ['deployment-failed', 'application-down'],
  },
  'app-hangs': {
    parameters: { instance, times },
    does: "In the app's place something takes connections and answers nothing.",
    seen: '504 of the proxy',
    says: ['application-not-answering', 'tls-not-answered'],
  },
} as const satisfies FaultFamily
