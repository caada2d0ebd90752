/** Commands of AWS's command line in a remedy, about the environment as far as its name and region are known. */
/** Whoever pastes a command may have another region set. */
function inRegion({ region = '' }) {
    return /^[a-z0-9-]+$/.test(region) ? ` --region ${region}` : '';
}
/** The name, or a word in its place that is easily seen. */
function nameEnvironment({ environmentName = '' }) {
    return /^[A-Za-z0-9-]+$/.test(environmentName) ? environmentName : 'NAME';
}
/** Into a command goes no character that a shell could take for its own. */
function nameHost({ evidence: { target } }) {
    return /^[\w.:-]+$/.test(target.host) ? target.host : 'HOST';
}
/** `words`: the operation of Elastic Beanstalk, and what options it has beside the environment. */
function aboutEnvironment(known, words) {
    return `aws elasticbeanstalk ${words} --environment-name ${nameEnvironment(known)}${inRegion(known)}`;
}
function readLogs({ known }, instruction) {
    return { instruction, paste: { text: writeLogCommands(known).join('\n') } };
}
/**
 * They print the ends of all logs of the instances: of the app, of the proxy, and eb-engine.log.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.logging.html
 */
function writeLogCommands(known) {
    const retrieve = aboutEnvironment(known, 'retrieve-environment-info --info-type tail');
    return [
        aboutEnvironment(known, 'request-environment-info --info-type tail'),
        'sleep 30',
        `${retrieve} --query "EnvironmentInfo[].Message" --output text | xargs -n 1 curl -s`,
    ];
}
function readEvents({ known }, instruction) {
    return { instruction, paste: { text: aboutEnvironment(known, 'describe-events --max-items 20') } };
}
/** What the listeners of the environment's load balancer do with requests; `ARN` is to be filled in from the line before. */
function readListeners({ known }, instruction) {
    const region = inRegion(known);
    const lines = [
        aboutEnvironment(known, 'describe-environment-resources --query "EnvironmentResources.LoadBalancers[].Name" --output text'),
        `aws elbv2 describe-listeners --load-balancer-arn ARN --query "Listeners[].[Port,ListenerArn]"${region}`,
        `aws elbv2 describe-rules --listener-arn ARN${region}`,
    ];
    return { instruction, paste: { text: lines.join('\n') } };
}

export { readListeners as a, readEvents as b, nameEnvironment as c, aboutEnvironment as d, inRegion as i, nameHost as n, readLogs as r, writeLogCommands as w };
