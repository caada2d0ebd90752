/** The platform of an environment, read from the names that Beanstalk gives it. */

export interface Platform {
  /** The name as it was received: solution stack name or platform ARN; empty when there was neither. */
  readonly name: string
  readonly family: PlatformFamily
  readonly generation: PlatformGeneration
  /** What runs the app, as the name has it: "Node.js 24", "Ruby 2.4 (Puma)"; empty when the name has none. */
  readonly runtime: string
  /** Such as "6.7.2"; empty when the name has none. */
  readonly platformVersion: string
}

export type PlatformFamily =
  | 'nodejs'
  | 'python'
  | 'go'
  | 'corretto'
  | 'tomcat'
  | 'dotnet'
  | 'ruby'
  | 'php'
  | 'docker'
  | 'ecs'
  | 'windows'
  | 'cluster'
  | 'custom'
  | 'unknown'

export type PlatformGeneration = 'al1' | 'al2' | 'al2023' | 'windows' | 'unknown'

export interface PlatformNames {
  readonly solutionStackName?: string | undefined
  readonly platformArn?: string | undefined
  /** "WebServer", "Worker", or "Cluster": that one runs on EKS, whatever its platform is called. */
  readonly tierName?: string | undefined
}

/**
 * Never throws: a name that cannot be read (a later form) gives the family and generation 'unknown', and one with an
 * account in its ARN the family 'custom'. Of two names the solution stack name counts, unless only the ARN can be read.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/platforms/platforms-supported.html
 */
export function parsePlatform({ solutionStackName, platformArn, tierName }: PlatformNames): Platform {
  const name = solutionStackName || platformArn || ''
  if (tierName === 'Cluster') return { ...unknownPlatform(name), family: 'cluster' }
  const found = [parseSolutionStackName(solutionStackName ?? ''), parsePlatformArn(platformArn ?? '')]
  return found.find(platform => platform !== undefined) ?? unknownPlatform(name)
}

/** What DescribePlatformVersion tells of a platform. */
export interface PlatformDescribed {
  readonly PlatformOwner?: string | undefined
  readonly SolutionStackName?: string | undefined
  readonly PlatformVersion?: string | undefined
  readonly PlatformCategory?: string | undefined
  readonly PlatformBranchName?: string | undefined
  readonly OperatingSystemName?: string | undefined
  readonly OperatingSystemVersion?: string | undefined
}

/**
 * A custom platform keeps its family 'custom', for it may have any layout: what is told of it only says what it was made of.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_PlatformDescription.html
 */
export function readPlatformDescription(name: string, described: PlatformDescribed): Platform {
  const { PlatformVersion: platformVersion = '', PlatformBranchName = '', OperatingSystemName = '' } = described
  const [, branch = '', on = ''] = BRANCH_NAME.exec(PlatformBranchName) ?? []
  const system = on || `${OperatingSystemName} ${described.OperatingSystemVersion ?? ''}`.trim()
  const parts = { name, system, platformVersion, runtime: branch || (described.PlatformCategory ?? '') }
  const read = parseSolutionStackName(described.SolutionStackName ?? '') ?? makePlatform(parts)
  const platform = read ? { ...read, name } : unknownPlatform(name)
  return described.PlatformOwner === 'self' || isCustomArn(name) ? { ...platform, family: 'custom' } : platform
}

// "64bit Amazon Linux 2023 v6.7.2 running Node.js 24"
const SOLUTION_STACK_NAME = /^(?:64|32)bit (.{1,80}?) v(\d[\w.]*) running (.{1,100}?)(?: \(BETA\))?$/

function parseSolutionStackName(name: string): Platform | undefined {
  const [, system = '', platformVersion = '', runtime = ''] = SOLUTION_STACK_NAME.exec(name.trim()) ?? []
  return makePlatform({ name, system, platformVersion, runtime })
}

const BRANCH_NAME = /^(.{1,100}?) running on (?:64|32)bit (.{1,80})$/

// "arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 24 running on 64bit Amazon Linux 2023/6.7.2"
const PLATFORM_ARN = /^arn:[\w-]+:elasticbeanstalk:[\w-]*:(\d*):platform\/(.{1,200})\/(\d[\w.]*)$/

function parsePlatformArn(name: string): Platform | undefined {
  const [, account, branch = '', platformVersion = ''] = PLATFORM_ARN.exec(name.trim()) ?? []
  if (account) return { ...unknownPlatform(name), family: 'custom', platformVersion }
  const [, runtime = '', system = ''] = BRANCH_NAME.exec(branch) ?? []
  return makePlatform({ name, system, platformVersion, runtime: runtime.replace(/ \(BETA\)$/, '') })
}

/** Between the last two colons stands the account, and only a custom platform has one. */
function isCustomArn(name: string): boolean {
  return Boolean(PLATFORM_ARN.exec(name.trim())?.[1])
}

function makePlatform(parts: Omit<Platform, 'family' | 'generation'> & { system: string }): Platform | undefined {
  const { system, ...names } = parts
  const generation = findFirst(GENERATIONS, system)
  const family = generation === 'windows' ? 'windows' : findFirst(FAMILIES, names.runtime)
  return generation && family ? { ...names, family, generation } : undefined
}

// In order: "Amazon Linux 2023" is also an "Amazon Linux 2…". Preconfigured Docker ran on Debian, in AL1's time.
const GENERATIONS: readonly (readonly [RegExp, PlatformGeneration])[] = [
  [/^Amazon Linux 2023$/, 'al2023'],
  [/^Amazon Linux 2$/, 'al2'],
  [/^Amazon Linux( 20\d\d\.\d\d)?$/, 'al1'],
  [/^Debian /, 'al1'],
  [/^Windows Server /, 'windows'],
]

// In order: "Tomcat 10 Corretto 21" is a Tomcat, "Multi-container Docker" is ECS, "(Preconfigured - Docker)" is Docker.
const FAMILIES: readonly (readonly [RegExp, PlatformFamily])[] = [
  [/\(Preconfigured - Docker\)|^Preconfigured Docker\b/, 'docker'],
  [/^(ECS|Multi-container Docker)\b/, 'ecs'],
  [/^Docker\b/, 'docker'],
  [/^Node\.js\b/, 'nodejs'],
  [/^Python\b/, 'python'],
  [/^Go\b/, 'go'],
  [/^Tomcat\b/, 'tomcat'],
  [/^(Corretto|Java)\b/, 'corretto'],
  [/^\.NET\b/, 'dotnet'],
  [/^(Ruby|Puma with Ruby|Passenger with Ruby)\b/, 'ruby'],
  [/^PHP\b/, 'php'],
]

function findFirst<Value>(table: readonly (readonly [RegExp, Value])[], text: string): Value | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1]
}

function unknownPlatform(name: string): Platform {
  return { name, family: 'unknown', generation: 'unknown', runtime: '', platformVersion: '' }
}
