/** The inputs that name an environment, which deploy and check share. */
function readRegion(inputs, fallback) {
    const region = inputs.text('aws-region') ?? fallback ?? '';
    if (/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(region))
        return region;
    const hint = 'Write the region of the environment, such as "eu-central-1", or set AWS_REGION (configure-aws-credentials does).';
    inputs.problem('aws-region', region ? `was "${region}"` : 'was not given', hint);
    return region;
}
function readApplicationName(inputs) {
    const name = inputs.required('application-name', 'Write the name of the Beanstalk application.');
    if (name.length > 100 || name.includes('/')) {
        inputs.problem('application-name', `was "${name}"`, 'Write 1 to 100 characters without a slash.');
    }
    return name;
}
// https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_CreateEnvironment.html
function readEnvironmentName(inputs) {
    return readNamed(inputs, 'environment-name', 'Write the name of the Beanstalk environment.');
}
/** Of the environment whose settings previews have. */
function readBaseEnvironmentName(inputs) {
    const hint = 'Write the name of the Beanstalk environment whose settings the previews get, such as "chat-staging".';
    return readNamed(inputs, 'base-environment-name', hint);
}
function readNamed(inputs, input, whatToWrite) {
    const name = inputs.required(input, whatToWrite);
    if (name && !/^[A-Za-z0-9][A-Za-z0-9-]{2,38}[A-Za-z0-9]$/.test(name)) {
        const hint = 'Write 4 to 40 letters, digits and hyphens, with no hyphen first or last.';
        inputs.problem(input, `was "${name}"`, hint);
    }
    return name;
}

export { readApplicationName as a, readRegion as b, readBaseEnvironmentName as c, readEnvironmentName as r };
