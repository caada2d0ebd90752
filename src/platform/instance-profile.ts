/** How an instance profile is named in the option settings, and made where the account has none. */

export const PROFILE_OPTION = { namespace: 'aws:autoscaling:launchconfiguration', optionName: 'IamInstanceProfile' }

const USUAL = 'aws-elasticbeanstalk-ec2-role'

/** With the name that Beanstalk's own tools use. */
export const PROFILE_LINE = `${PROFILE_OPTION.namespace}:${PROFILE_OPTION.optionName}=${USUAL}`

/**
 * Beanstalk makes none by itself any more; this one is for a web server.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/iam-instanceprofile.html
 */
export const HOW_TO_MAKE_PROFILE = [
  'Where the account has none, make it once:',
  `aws iam create-role --role-name ${USUAL} --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}'`,
  `aws iam attach-role-policy --role-name ${USUAL} --policy-arn arn:aws:iam::aws:policy/AWSElasticBeanstalkWebTier`,
  `aws iam create-instance-profile --instance-profile-name ${USUAL}`,
  `aws iam add-role-to-instance-profile --instance-profile-name ${USUAL} --role-name ${USUAL}`,
].join('\n')
