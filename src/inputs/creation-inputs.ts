/** The inputs about an environment that does not exist yet. */

import type { InputReader } from './input-reader.ts'

export interface CreationRequest {
  /** One of the two at most; with neither nothing is created. */
  readonly solutionStackName: string | undefined
  readonly platformArn: string | undefined
  readonly cnamePrefix: string | undefined
  readonly mayCreateEnvironment: boolean
  readonly mayCreateApplication: boolean
  /** Of the environment. */
  readonly tags?: readonly ResourceTag[]
  /** The environment that has the platform already, so that nobody has to look whether it is there. */
  readonly platformOf?: string
}

/** Of what is created in AWS. */
export interface ResourceTag {
  readonly Key: string
  readonly Value: string
}

export function readCreationRequest(inputs: InputReader): CreationRequest {
  const [solutionStackName, platformArn] = [inputs.text('solution-stack-name'), inputs.text('platform-arn')]
  if (platformArn && !/^arn:[\w-]+:elasticbeanstalk:[\w-]+:\d*:platform\/.+\/[\w.]+$/.test(platformArn)) {
    const region = /^arn:[\w-]+:elasticbeanstalk:([a-z0-9-]+):/.exec(platformArn)?.[1] ?? inputs.text('aws-region')
    const inRegion = region && /^[a-z]+(-[a-z]+)+-\d$/.test(region) ? region : 'REGION'
    const hint = `Write the ARN of a platform version: aws elasticbeanstalk list-platform-versions --query "PlatformSummaryList[].PlatformArn" --region ${inRegion}`
    inputs.problem('platform-arn', `was "${platformArn}"`, hint)
  } else if (platformArn && solutionStackName) {
    const hint = 'Remove one of the two lines: an environment has one platform.'
    inputs.problem('platform-arn', "was given together with 'solution-stack-name'", hint)
  }
  return {
    ...{ solutionStackName, platformArn, cnamePrefix: readCnamePrefix(inputs) },
    mayCreateEnvironment: inputs.boolean('create-environment-if-not-exists', true),
    mayCreateApplication: inputs.boolean('create-application-if-not-exists', true),
  }
}

// https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_CreateEnvironment.html
function readCnamePrefix(inputs: InputReader): string | undefined {
  const prefix = inputs.text('cname-prefix')
  if (prefix && !/^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/.test(prefix)) {
    const hint = 'Write 4 to 63 letters, digits and hyphens, with no hyphen first or last.'
    inputs.problem('cname-prefix', `was "${prefix}"`, hint)
  }
  return prefix
}
