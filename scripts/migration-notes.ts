/** What somebody who comes from another tool should know of each of its inputs or flags, beside what is written here instead. */

export type Notes = Readonly<Record<string, string>>

const SAME = 'The same.'

/** Of aws-actions/aws-elasticbeanstalk-deploy, whose names and meanings are ours unless something else is said. */
export const AWS_ACTION_NOTES: Notes = {
  'aws-region':
    'Optional here, where `AWS_REGION` is set. Every region is taken: the pattern there has no `cn` and no `mx`.',
  'application-name': SAME,
  'environment-name': SAME,
  'version-label':
    'The default there is the commit, so that a second run of it deploys the version of the first. Here it is commit, run and attempt. To keep theirs: `version-label: ${{ github.sha }}`.',
  'deployment-package-path':
    'A file there; here a folder, `Dockerrun.aws.json` or `docker-compose.yml` as well. A file is deployed as it is, with the proxy files added.',
  'solution-stack-name':
    'There an existing environment is moved to it with every deployment. Here it is only for an environment that is created: to move one, use managed updates or `aws elasticbeanstalk update-environment --solution-stack-name`.',
  'platform-arn': 'As `solution-stack-name`. With its version: an ARN of a whole branch is refused here.',
  'create-environment-if-not-exists': 'The same. Without a platform nothing is created.',
  'create-application-if-not-exists':
    'There the application is made with the version; here with the environment, where a platform is given.',
  'wait-for-deployment':
    '`false` opens no WebSocket here, and waits for no health. There the health is still waited for unless `wait-for-environment-recovery` is `false`, too.',
  'wait-for-environment-recovery': '`true` is Yellow or better, in both; `false` here means `minimum-health: any`.',
  'deployment-timeout':
    'There 60 to 3600 seconds for each of up to three waits, 900 unless given (2400 for Cluster). Here 1 to 21600 for the whole run, the WebSocket included.',
  'max-retries': 'The same, up to 20 here. What is being waited for is asked again, too.',
  'retry-delay': 'There the first pause, from 1 second; here the longest first pause, from 0.',
  'use-existing-application-version-if-available':
    'There a version of this label is deployed whatever its bytes are. Here only if they are those of this run; otherwise the step fails and says so.',
  'create-s3-bucket-if-not-exists': SAME,
  's3-bucket-name': 'The same bucket. The bundles of this action lie in it below `beanstalk-websockets/`.',
  'cname-prefix': SAME,
  'source-directory':
    'The same, with `.ebignore` or `.gitignore`. Never packed here: `.git`, credentials of the checkout, `node_modules/.cache`.',
  'exclude-patterns':
    'The same patterns, by commas or lines. Beside a ready-made file they are ignored there with a warning, and refused here.',
  symlinks:
    '`follow` is refused: copy what the links lead to in a step before, such as `cp -RL src bundle`. A link that leaves the folder is recorded there, and refused here.',
  'option-settings':
    'The same JSON, or lines `namespace:Option=value`. To create, there must be an instance profile; a service role need not be named here.',
}

/** Of einaregilsson/beanstalk-deploy. What to write instead is what the action says of each. */
export const BEANSTALK_DEPLOY_NOTES: Notes = {
  aws_access_key: 'There is no input for keys. With a role no key is stored anywhere.',
  aws_secret_key: 'As above.',
  aws_session_token: 'As above.',
  region: '',
  application_name: SAME,
  environment_name:
    'Empty there makes a version and deploys it nowhere. Here it is required: `aws elasticbeanstalk create-application-version` does that.',
  version_label: 'Required there. Here it may be left out; a slash is refused.',
  version_description: 'Cut there, and refused here, beyond 200 characters.',
  deployment_package:
    'Left out there, it deploys a version that exists: `aws elasticbeanstalk update-environment --version-label` does that. Left out here, `source-directory` is packed.',
  existing_bucket_name: 'Write `create-s3-bucket-if-not-exists: false` as well, where it must never be created.',
  use_existing_version_if_available: '`false` there unless given, `true` here; and here the bytes must be the same.',
  wait_for_deployment: '`false` opens no WebSocket.',
  wait_for_environment_recovery:
    'There 30 seconds unless given, in which the health must be Green. Here Yellow is enough unless `minimum-health` says otherwise, and there is a deadline for the whole run.',
  max_backoff_retries: 'There 10, of throttled requests alone. Here 2, of failed ones as well.',
}

/** Of `eb deploy`: what to write here instead, and what to know. */
export const EB_DEPLOY_NOTES: Readonly<Record<string, readonly [instead: string, note: string]>> = {
  environment_name: [
    '`environment-name`, and `application-name`',
    'The application stands in `.elasticbeanstalk/config.yml`, as `global: application_name`.',
  ],
  '--modules': ['one step for each', 'Each environment gets a version of its own, with `source-directory`.'],
  '-g, --env-group-suffix': ['the full `environment-name`', ''],
  '--version': [
    '`aws elasticbeanstalk update-environment --version-label`',
    'This action always deploys what it packs; the check action opens a WebSocket afterwards.',
  ],
  '-l, --label': ['`version-label`', 'The default there is `app-COMMIT-TIME`.'],
  '-m, --message': ['`version-description`', 'The default there is the message of the commit.'],
  '-nh, --nohang': ['`wait-for-deployment: false`', 'No WebSocket is opened then.'],
  '--staged': ['not needed', 'The folder is packed as it is at this step, committed or not.'],
  '--timeout': ['`deployment-timeout`', 'Minutes there, 10 unless given; seconds here, for the whole run.'],
  '--source': ['a checkout of it before', '`actions/checkout` with `repository` and `ref`.'],
  '-p, --process': [
    'not needed',
    'Each version is processed, and one that fails is an error, before anything is deployed.',
  ],
  '--archive': ['`deployment-package-path`', 'A zip or a folder, in both.'],
  '-v, --verbose': ['`verbose-logging: true`', ''],
  '--profile': ['not needed', '`aws-actions/configure-aws-credentials` sets the credentials of the job.'],
  '-r, --region': ['`aws-region`', 'Or `AWS_REGION`, which the same step sets.'],
  '--no-verify-ssl': ['not there', 'Certificates are always verified.'],
}
