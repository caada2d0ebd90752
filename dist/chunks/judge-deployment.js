/**
 * Is the deployment over, and how did it end? Pure. `Ready` is reached after failures too, event texts differ between
 * platforms and years, and not every ERROR event is the end: so no single fact decides.
 */
/** The last event can become visible a few seconds after the status has changed. */
const LAST_EVENT_WITHIN_MS = 15_000;
function judgeDeployment(facts) {
    const { status, label, wantedLabel, begun, events } = facts;
    if (status === 'Terminating' || status === 'Terminated')
        return failed('the environment is being terminated');
    if (status !== 'Ready' || !begun)
        return { kind: 'running' };
    if (label !== wantedLabel)
        return failed(`the environment is Ready, but runs ${toQuoted(label)}`);
    if (events === undefined)
        return { kind: 'succeeded' };
    if (events.some(isEndWithErrors))
        return failed('Beanstalk reported its end with errors');
    if (events.some(isGoodEnd))
        return { kind: 'succeeded' };
    if (facts.readyForMs < LAST_EVENT_WITHIN_MS)
        return { kind: 'running' };
    return events.some(isError) ? failed('Beanstalk reported errors and no successful end') : { kind: 'succeeded' };
}
function isError({ severity }) {
    return severity === 'ERROR' || severity === 'FATAL';
}
// The texts by which AWS's own EB CLI knows the end (ebcli/operations/commonops.py, ebcli/resources/strings.py).
function isGoodEnd({ message, severity }) {
    return severity === 'INFO' && /^Environment update completed successfully\.$/.test(message);
}
function isEndWithErrors({ message }) {
    return /^(Failed to deploy (application|configuration)\.$|The environment was reverted to the previous configuration setting\.$|Update environment operation is complete, but with errors)/.test(message);
}
function failed(reason) {
    return { kind: 'failed', reason };
}
function toQuoted(label) {
    return label === undefined ? 'no version' : `version "${label}"`;
}

export { isError as i, judgeDeployment as j };
