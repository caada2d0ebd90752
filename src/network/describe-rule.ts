/** What a rule that was added says about itself, for whoever finds it in the group. Pure. */

import type { PortSurvey } from './read-groups.ts'

/** EC2 takes 255 characters. */
export function describeRule(
  { port, admission }: PortSurvey,
  { reason, environmentName }: { readonly reason: 'nobody-admitted' | 'allow-from'; readonly environmentName: string },
): string {
  const [group, ...more] = admission.groups
  const others = more.length > 0 ? ` and ${more.length} more` : ''
  const but = group === undefined ? '' : ` but members of ${group}${others}`
  const because = reason === 'allow-from' ? 'allow-from names them' : `nobody was admitted on TCP ${port}${but}`
  return `Added by the beanstalk-websockets action for WebSocket clients of ${environmentName}: ${because}`
}
