/** How an instance profile is named in the option settings. */

export const PROFILE_OPTION = { namespace: 'aws:autoscaling:launchconfiguration', optionName: 'IamInstanceProfile' }

/** The name that Beanstalk's own tools use. */
export const USUAL_PROFILE = 'aws-elasticbeanstalk-ec2-role'

export const PROFILE_LINE = `${PROFILE_OPTION.namespace}:${PROFILE_OPTION.optionName}=${USUAL_PROFILE}`
