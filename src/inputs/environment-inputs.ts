/** The inputs that name an environment, which deploy and check share. */

import type { InputReader } from './input-reader.ts'

export function readRegion(inputs: InputReader, fallback: string | undefined): string {
  const region = inputs.text('aws-region') ?? fallback ?? ''
  if (/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(region)) return region
  const hint =
    'Write the region of the environment, such as "eu-central-1", or set AWS_REGION (configure-aws-credentials does).'
  inputs.problem('aws-region', region ? `was "${region}"` : 'was not given', hint)
  return region
}

export function readApplicationName(inputs: InputReader): string {
  const name = inputs.required('application-name', 'Write the name of the Beanstalk application.')
  if (name.length > 100 || name.includes('/')) {
    inputs.problem('application-name', `was "${name}"`, 'Write 1 to 100 characters without a slash.')
  }
  return name
}

// https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_CreateEnvironment.html
export function readEnvironmentName(inputs: InputReader): string {
  return readNamed(inputs, 'environment-name', 'Write the name of the Beanstalk environment.')
}

/** Of the environment whose settings previews have. */
export function readBaseEnvironmentName(inputs: InputReader): string {
  const hint = 'Write the name of the Beanstalk environment whose settings the previews get, such as "chat-staging".'
  return readNamed(inputs, 'base-environment-name', hint)
}

function readNamed(inputs: InputReader, input: string, whatToWrite: string): string {
  const name = inputs.required(input, whatToWrite)
  if (name && !/^[A-Za-z0-9][A-Za-z0-9-]{2,38}[A-Za-z0-9]$/.test(name)) {
    const hint = 'Write 4 to 40 letters, digits and hyphens, with no hyphen first or last.'
    inputs.problem(input, `was "${name}"`, hint)
  }
  return name
}
