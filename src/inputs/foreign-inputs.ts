/** Inputs of other deploy actions that this one does not have, with what to write instead: one that nobody reads ships the wrong files. */

import type { InputReader } from './input-reader.ts'

/** Where no input of ours has the meaning. */
const CLUSTER =
  'Remove the line: it is for a Cluster environment (Amazon EKS), which aws-actions/aws-elasticbeanstalk-deploy deploys to. The check action opens a WebSocket to it by its "url".'
const CREDENTIALS =
  'Remove the line, and let a step with "uses: aws-actions/configure-aws-credentials@v6" run before: its credentials are used.'

const renamed = (input: string) => `Write "${input}:" in its place.`

/** Of aws-actions/aws-elasticbeanstalk-deploy. Declared all the same, so that nobody hears of an unknown input first; all others that it has are here by the same name. */
export const FOREIGN_TO_AWS_ACTION: Readonly<Record<string, string>> = {
  'image-uri': CLUSTER,
  'build-configuration': CLUSTER,
}

/** Of einaregilsson/beanstalk-deploy, which writes them with underscores. */
export const FOREIGN_TO_BEANSTALK_DEPLOY: Readonly<Record<string, string>> = {
  aws_access_key: CREDENTIALS,
  aws_secret_key: CREDENTIALS,
  aws_session_token: CREDENTIALS,
  region: 'Remove the line, where configure-aws-credentials sets the region, or write "aws-region:" in its place.',
  application_name: renamed('application-name'),
  environment_name: renamed('environment-name'),
  version_label: renamed('version-label'),
  version_description: renamed('version-description'),
  deployment_package: renamed('deployment-package-path'),
  existing_bucket_name: renamed('s3-bucket-name'),
  use_existing_version_if_available: renamed('use-existing-application-version-if-available'),
  wait_for_deployment: renamed('wait-for-deployment'),
  wait_for_environment_recovery:
    'Remove the line, for the health may take as long as deployment-timeout has left. Where Yellow is not good enough, write "minimum-health: Green" in its place.',
  max_backoff_retries: renamed('max-retries'),
}

/** The runner hands on what action.yml does not declare, too, with a warning. No value is told: some are keys. */
export function refuseForeignInputs(inputs: InputReader): void {
  for (const [name, instead] of Object.entries({ ...FOREIGN_TO_AWS_ACTION, ...FOREIGN_TO_BEANSTALK_DEPLOY })) {
    if (inputs.text(name)) inputs.problem(name, 'was given, which is an input of another action', instead)
  }
}
