/** The platform of an environment, read from the names that Beanstalk gives it. */

export interface Platform {
  /** The name as it was received: solution stack name or platform ARN; empty when there was neither. */
  readonly name: string
  readonly family: PlatformFamily
  readonly generation: PlatformGeneration
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
  | 'unknown'

export type PlatformGeneration = 'al1' | 'al2' | 'al2023' | 'windows' | 'unknown'

export interface PlatformNames {
  readonly solutionStackName?: string | undefined
  readonly platformArn?: string | undefined
}

/**
 * Never throws: a name that is not AWS's own (a custom platform, a later form) gives the family and generation
 * 'unknown'. Of two names the solution stack name counts, unless only the ARN can be read.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/platforms/platforms-supported.html
 */
export function parsePlatform({ solutionStackName, platformArn }: PlatformNames): Platform {
  const fromStack = solutionStackName ? parseSolutionStackName(solutionStackName) : undefined
  if (fromStack && fromStack.family !== 'unknown') return fromStack
  const fromArn = platformArn ? parsePlatformArn(platformArn) : undefined
  if (fromArn && fromArn.family !== 'unknown') return fromArn
  return fromStack ?? fromArn ?? unknownPlatform('')
}

// "64bit Amazon Linux 2023 v6.7.2 running Node.js 24"
const SOLUTION_STACK_NAME = /^(?:64|32)bit (.{1,80}?) v(\d[\w.]*) running (.{1,100}?)(?: \(BETA\))?$/

function parseSolutionStackName(name: string): Platform {
  const [, system = '', platformVersion = '', runtime = ''] = SOLUTION_STACK_NAME.exec(name.trim()) ?? []
  return makePlatform({ name, system, platformVersion, runtime })
}

// "arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 24 running on 64bit Amazon Linux 2023/6.7.2":
// between the last two colons stands the account, and only a custom platform has one.
const PLATFORM_ARN =
  /^arn:[\w-]+:elasticbeanstalk:[\w-]*::platform\/(.{1,100}?) running on (?:64|32)bit (.{1,80})\/(\d[\w.]*)$/

function parsePlatformArn(name: string): Platform {
  const [, runtime = '', system = '', platformVersion = ''] = PLATFORM_ARN.exec(name.trim()) ?? []
  return makePlatform({ name, system, platformVersion, runtime })
}

interface PlatformParts {
  readonly name: string
  readonly system: string
  readonly platformVersion: string
  readonly runtime: string
}

function makePlatform({ name, system, platformVersion, runtime }: PlatformParts): Platform {
  const generation = findFirst(GENERATIONS, system)
  const family = findFirst(FAMILIES, runtime)
  if (!generation || !family) return unknownPlatform(name)
  return { name, family, generation, platformVersion }
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
  [/\(Preconfigured - Docker\)/, 'docker'],
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
  [/^IIS\b/, 'windows'],
]

function findFirst<Value>(table: readonly (readonly [RegExp, Value])[], text: string): Value | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1]
}

function unknownPlatform(name: string): Platform {
  return { name, family: 'unknown', generation: 'unknown', platformVersion: '' }
}
