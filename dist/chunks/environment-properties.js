/** What AWS calls environment properties: the variables that Beanstalk hands to the app. */
/** Their namespace among the option settings ("General options for all environments" in AWS's developer guide). */
const ENVIRONMENT_PROPERTIES = 'aws:elasticbeanstalk:application:environment';

export { ENVIRONMENT_PROPERTIES as E };
