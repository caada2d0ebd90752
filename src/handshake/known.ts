/** What the caller knows about the environment behind a target, without asking the network. All of it may be absent. */
export interface Known {
  /** The platform's own proxy configuration passes the Upgrade on. */
  readonly platformForwardsUpgrade?: boolean
  readonly proxy?: 'nginx' | 'apache' | 'none'
  /** Paths of the user's own proxy files in the source bundle that decide about the Upgrade. */
  readonly bundleOverridesProxy?: readonly string[]
  /** What those files do with it at the target's path; absent where that cannot be read off. */
  readonly bundleForwardsUpgrade?: boolean
  /** Where the proxy's files hand requests at the target's path to; absent where that is not known. */
  readonly passesTo?: KnownTarget
  /** Nobody has looked whether the bundle that runs there has proxy files of its own, or it may change them there. */
  readonly isBundleUnread?: boolean
  /** Paths of the proxy files that were put into the source bundle so that it passes the Upgrade on. */
  readonly injectedFiles?: readonly string[]
  /** Whether the security group that faces the internet admits the target's port. */
  readonly portAdmitted?: 'yes' | 'no' | 'unknown'
  readonly securityGroup?: string
  /** Of AWS, where the environment is, and its name there: for commands to paste. */
  readonly region?: string
  readonly environmentName?: string
  /** Why nobody was let in there, although nobody is; completes "because ...". */
  readonly portLeftClosed?: string
  /** Whom it admits there: CIDRs, and the names of lists of them. */
  readonly admittedSources?: readonly string[]
  /** The ids of other groups whose members it admits there: nobody from the internet. */
  readonly admittedGroups?: readonly string[]
  /** Of an environment whose name has a port, as outside of AWS; absent where ports of URLs are those of listeners. */
  readonly ownAddress?: OwnAddress
  /** Undefined where nobody has looked. */
  readonly blockers?: Blockers
  readonly loadBalancer?: 'none' | 'classic' | 'application' | 'network'
  /** How many instances are behind it. */
  readonly instanceCount?: number
  /** Whether the load balancer sends a client to the same instance again. */
  readonly stickiness?: 'on' | 'off'
  /** Of a Classic Load Balancer: true where all its listeners are for TCP or SSL, false where none is. */
  readonly loadBalancerPassesUpgrade?: boolean
  /** Seconds of silence after which they cut a connection, where their settings say so. */
  readonly silenceLimits?: { readonly proxy?: number; readonly loadBalancer?: number }
  /** Nobody gave the path: it was found out from the bundle, or is `/`. */
  readonly pathIsGuess?: boolean
  /** The version that is meant to run there. */
  readonly versionLabel?: string
  /** The environment was created or deployed to a moment ago. */
  readonly freshDeployment?: boolean
}

/** What keeps clients out beside the security group. */
export interface Blockers {
  readonly found: readonly Blocker[]
  /** Sentences about what could not be looked at. */
  readonly unknown: readonly string[]
}

export interface Blocker {
  /** Sentences: what is so, and what to do about it. */
  readonly message: string
  readonly remedy: string
  /** Clients may be refused there, and need not meet with silence. */
  readonly refuses?: true
}

export interface OwnAddress {
  readonly host: string
  readonly port: number
  /** The one that it leads to. */
  readonly listenerPort: number
}

/** The listener that clients of a URL come by: its port is the URL's, unless that is the environment's own address. */
export function toListenerPort(
  { ownAddress }: Pick<Known, 'ownAddress'>,
  { host, port }: { readonly host: string; readonly port: number },
): number {
  return ownAddress && ownAddress.host === host && ownAddress.port === port ? ownAddress.listenerPort : port
}

export type KnownTarget =
  /** Where the platform has the app listen. */
  | { readonly kind: 'app' }
  /** A port that is not the app's, and the line of the user's own file that names it. */
  | { readonly kind: 'other-port'; readonly port: number; readonly file: string; readonly line: number }

/** Who passes the Upgrade on, as far as it is known without asking. `overridden`: the user's own files do not. */
export type Forwarding = 'overridden' | 'forwarded' | 'dropped' | 'unknown'

/**
 * The stock nginx of Node.js, Python, Go, Java, .NET and Docker platforms forwards the Upgrade; Ruby's and PHP's, and
 * every httpd, do not. The user's own files decide before ours, and ours before the platform's.
 */
export function judgeForwarding(known: Known): Forwarding {
  if (known.bundleOverridesProxy?.length) {
    if (known.bundleForwardsUpgrade === undefined) return 'unknown'
    return known.bundleForwardsUpgrade ? 'forwarded' : 'overridden'
  }
  if (known.injectedFiles?.length || known.proxy === 'none') return 'forwarded'
  if (known.isBundleUnread) return 'unknown'
  if (known.platformForwardsUpgrade !== undefined) return known.platformForwardsUpgrade ? 'forwarded' : 'dropped'
  return known.proxy === 'apache' ? 'dropped' : 'unknown'
}

/**
 * What is known of all instances alike says nothing of one that is not like the others: where one of them accepts, the
 * same app handles the Upgrade, and everything before it passes it on.
 */
export function forgetForwarding(known: Known): Known {
  const { platformForwardsUpgrade: _, bundleOverridesProxy: __, injectedFiles: ___, passesTo, ...rest } = known
  return {
    ...rest,
    ...(passesTo?.kind === 'app' ? { passesTo } : {}),
    ...(rest.loadBalancer === 'classic' ? { loadBalancerPassesUpgrade: true } : {}),
    isBundleUnread: true,
  }
}
