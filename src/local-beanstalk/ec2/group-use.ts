/** What keeps a security group from being deleted. */

import type { Ec2Region, SecurityGroup } from './ec2-model.ts'

/** Does a rule of another group name it? Rules of groups in `besides`, which go as well, do not count. */
export function isNamedByRule(
  region: Ec2Region,
  group: SecurityGroup,
  besides: readonly SecurityGroup[] = [],
): boolean {
  return [...region.groups.values()].some(
    other =>
      other !== group &&
      !besides.includes(other) &&
      [...other.rules.values(), ...other.egress.values()].some(
        ({ peer }) => peer.kind === 'group' && peer.groupId === group.id,
      ),
  )
}
