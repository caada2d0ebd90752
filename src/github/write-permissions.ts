/** What GitHub says a request would have needed, as lines for a workflow. Pure. */

/** The permissions that a workflow can give to its token (docs.github.com, "Workflow syntax", `permissions`). */
const GRANTABLE: readonly string[] = [
  'actions',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'issues',
  'models',
  'packages',
  'pages',
  'pull-requests',
  'security-events',
  'statuses',
]

export interface Permission {
  /** As a workflow writes it: "pull-requests". */
  readonly name: string
  readonly access: 'read' | 'write'
}

/**
 * The sets of permissions of which one is enough, read from `x-accepted-github-permissions`
 * ("issues=write; pull_requests=write,contents=read"). Only sets that a workflow can give.
 */
export function readAcceptedPermissions(header: string): Permission[][] {
  return header
    .split(';')
    .map(set => set.split(',').flatMap(readPermission))
    .filter(set => set.length > 0 && set.every(({ name }) => GRANTABLE.includes(name)))
}

/**
 * The lines to paste below a job: those of the set that has what is needed, else of the first. '' without a set. What
 * is needed may be more than GitHub asks for now: who has to read first is not told only to read.
 */
export function writePermissions(sets: readonly (readonly Permission[])[], needs: Permission | undefined): string {
  const chosen = sets.find(set => set.some(({ name }) => name === needs?.name)) ?? sets[0]
  if (!chosen) return ''
  const lines = chosen.map(({ name, access }) => `  ${name}: ${name === needs?.name ? needs.access : access}`)
  return ['permissions:', ...lines].join('\n')
}

function readPermission(text: string): Permission[] {
  const [, name, access] = /^\s*([a-z_]{1,60})=(read|write|admin)\s*$/.exec(text) ?? []
  if (name === undefined) return []
  // What asks for more than a workflow can give must not look as if it were enough.
  return [
    {
      name: access === 'admin' ? `${name}=admin` : name.replaceAll('_', '-'),
      access: access === 'read' ? 'read' : 'write',
    },
  ]
}
