import { q as quoteForeign, a as toPrintableLine } from './untrusted.js';
import { U as UNASKED_REMEDY, i as isUnasked } from './handshake-lines.js';
import { t as toProblem, d as describeFinding } from './verdict.js';

/** What a deployment has found and made so far: each stage adds its product, so a run that ends early can still tell. */
/** Has Beanstalk said that it will deploy the version? */
function isUpdateAccepted({ acceptedPart }) {
    return acceptedPart === 'all' || acceptedPart === 'version';
}
/** The products of a run that has done nothing yet, not even read its inputs. */
function openProducts() {
    return {
        kind: 'deploy',
        region: '',
        applicationName: '',
        environmentName: '',
        versionLabel: '',
        dryRun: false,
        failOn: 'error',
        timings: [],
    };
}
/** What the inputs alone say. */
function describeRequest(request) {
    const { region, applicationName, environmentName, version, dryRun, handshake } = request;
    return { region, applicationName, environmentName, versionLabel: version.label, dryRun, failOn: handshake.failOn };
}

/** How an instance profile is named in the option settings, and made where the account has none. */
const PROFILE_OPTION = { namespace: 'aws:autoscaling:launchconfiguration', optionName: 'IamInstanceProfile' };
const USUAL = 'aws-elasticbeanstalk-ec2-role';
/** With the name that Beanstalk's own tools use. */
const PROFILE_LINE = `${PROFILE_OPTION.namespace}:${PROFILE_OPTION.optionName}=${USUAL}`;
/**
 * Beanstalk makes none by itself any more; this one is for a web server.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/iam-instanceprofile.html
 */
const HOW_TO_MAKE_PROFILE = [
    'Where the account has none, make it once:',
    `aws iam create-role --role-name ${USUAL} --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}'`,
    `aws iam attach-role-policy --role-name ${USUAL} --policy-arn arn:aws:iam::aws:policy/AWSElasticBeanstalkWebTier`,
    `aws iam create-instance-profile --instance-profile-name ${USUAL}`,
    `aws iam add-role-to-instance-profile --instance-profile-name ${USUAL} --role-name ${USUAL}`,
].join('\n');

/** Finds the words with which an instance's proxy refused its files, among the lines of its logs. Pure. */
/** `names`: the files of the bundle. */
function findProxyRefusal(logs, names) {
    const lines = logs.flatMap(({ files }) => files.flatMap(file => file.lines));
    // The last one ended the deployment; what stands before it may have been mended since.
    for (const line of lines.toReversed()) {
        const found = readNginx(cutTo(line, '[emerg] '), names) ?? readHttpd(line, names);
        if (found)
            return found;
    }
    return undefined;
}
const LONGEST_WORDS = 2000;
// From the last place on where they begin: the innermost of files that include each other is named last. Found without
// a regular expression, because a hostile line may be long.
function cutTo(line, beginning) {
    const at = line.lastIndexOf(beginning);
    return at < 0 ? '' : line.slice(at, at + LONGEST_WORDS);
}
function readHttpd(line, names) {
    const words = cutTo(line, 'Syntax error on line ');
    const [, number, path = ''] = HTTPD.exec(words) ?? [];
    if (path)
        return { program: 'httpd', words, place: toPlace({ program: 'httpd', path, number }, names) };
    // Such as a log whose folder is not there.
    const start = line.includes('httpd') ? cutTo(line, 'AH0') : '';
    return /^AH0\d{4}: \S/.test(start) ? { program: 'httpd', words: start, place: undefined } : undefined;
}
const HTTPD = /^Syntax error on line (\d{1,9}) of \/(?:etc|var\/proxy\/staging)\/httpd\/([^\s:]{1,1000})/;
function readNginx(text, names) {
    const [, words] = /^\[emerg\] (?:\d+#\d+: )?(\S.*)$/.exec(text.trim()) ?? [];
    if (words === undefined)
        return undefined;
    const [whole = '', path = '', number] = / in \/(?:etc|var\/proxy\/staging)\/nginx\/(\S{1,1000}):(\d{1,9})$/.exec(words) ?? [];
    const place = toPlace({ program: 'nginx', path, number }, names);
    return { program: 'nginx', words: place ? words.slice(0, -whole.length) : words, place };
}
// What is laid over the folder stands under the same path in the bundle.
function toPlace({ program, path, number }, names) {
    if (path === '')
        return undefined;
    const name = names.find(candidate => /^\.(platform|ebextensions)\//.test(candidate) && candidate.endsWith(`/${program}/${path}`));
    return name && `"${name}" line ${number}`;
}

/** A deployment, or the creation of an environment, that Beanstalk gave up: what it said, and what to do. Pure. */
function describeFailure(products) {
    const { settled, creation, environmentName, versionLabel, logs = [], proxyFileNames = [] } = products;
    const { reason, errors } = settled?.kind === 'failed' ? settled : { reason: '', errors: [] };
    const shown = [...new Set(errors)].slice(0, 4).map(quoteForeign);
    const told = shown.length > 0 ? ` Beanstalk said: ${shown.join(' ')}` : '';
    if (products.acceptedPart === 'settings') {
        return {
            code: 'deployment-failed',
            what: `The option settings could not be set in "${environmentName}": ${reason}.${told} The version "${versionLabel}" was not sent.`,
            remedy: CORRECT_SETTINGS,
        };
    }
    const proxy = findProxyRefusal(logs, proxyFileNames);
    const why = `${reason}.${told}${proxy ? tellRefusal(proxy) : ''}`;
    if (creation) {
        return {
            code: 'creation-failed',
            what: `The environment "${environmentName}" could not be created with the version "${versionLabel}": ${why}`,
            remedy: `${adviseOnLaunch(products, { proxy, errors })}\n${tellWhatIsLeft(products)}`,
        };
    }
    return {
        code: 'deployment-failed',
        what: `The version "${versionLabel}" could not be deployed to "${environmentName}": ${why}`,
        remedy: proxy ? correctProxyFile(proxy, environmentName) : `${READ_THE_LOGS}, and run the job again.`,
    };
}
const CORRECT_SETTINGS = 'Correct what Beanstalk names in "option-settings" (or write "load-balancer: leave", if it was tuned), and run the job again.';
const READ_THE_LOGS = 'Mend what the last lines of the logs name (they are in the log and the summary of this run)';
// Publishing copies the files over those of the version before, and takes none away: facts of a public engine log.
function correctProxyFile({ place, words }, environmentName) {
    const correct = `${place ? `Correct ${place} of the bundle` : READ_THE_LOGS}, and run the job again.`;
    if (!/duplicate/.test(words))
        return correct;
    return `${correct} If it stands once only in the bundle, the other one was left on the instance by an earlier version, for Beanstalk removes no proxy file when a version no longer has it: let the environment have new instances (aws elasticbeanstalk rebuild-environment --environment-name ${environmentName}), and run the job again.`;
}
function tellRefusal({ program, words, place }) {
    return `\nOn the instance, ${program} refused its files${place ? `, at ${place} of the bundle` : ''}: ${quoteForeign(words)}.`;
}
// The texts of the service differ; that they speak of the profile is all that is read of them.
function adviseOnLaunch(products, { proxy, errors }) {
    if (errors.some(error => /instance profile/i.test(error)))
        return `Name one that the account has in 'option-settings': ${PROFILE_LINE}\n${HOW_TO_MAKE_PROFILE}`;
    if (isGone(products))
        return 'Mend what Beanstalk said.';
    return `${proxy?.place ? `Correct ${proxy.place} of the bundle` : READ_THE_LOGS}.`;
}
/** A person may want to remove it: it costs as long as it is there. */
function tellWhatIsLeft(products) {
    const { environmentName } = products;
    if (isGone(products))
        return 'Beanstalk has terminated the environment; the version stays. Run the job again when that is over: the environment is created anew.';
    return `The environment is there, and costs. Run the job again, which then deploys to it, or remove it: aws elasticbeanstalk terminate-environment --environment-name ${environmentName}`;
}
function isGone({ state }) {
    return ['Terminating', 'Terminated'].includes(state?.status ?? '');
}

/** The verdict on a deployment: the first thing that was asked for and is not so. Pure. */
function judgeDeploy(products, error) {
    // What went wrong first is told: an error while the logs were fetched must not hide why they were.
    const first = findRefusal(products, error) ?? findFailure(products);
    const mayBe = first !== undefined && products.failOn === 'never' && first.code === findingOf(products)?.kind;
    const other = error === undefined ? findDoubt(products, mayBe) : tellHalf(toProblem(error), products);
    const problem = mayBe ? (other ?? first) : (first ?? other);
    if (problem) {
        const isTolerated = mayBe && problem === first;
        return { ok: false, headline: headlineOf(problem, products), problem, ...(isTolerated ? { isTolerated } : {}) };
    }
    if (products.dryRun)
        return { ok: true, headline: 'Dry run: this is what would be done' };
    if (products.settled?.kind === 'not-waited') {
        return {
            ok: true,
            headline: `Beanstalk accepted the ${products.creation ? 'creation' : 'update'}; nobody waited for its end, and no WebSocket was opened`,
        };
    }
    const done = products.creation ? 'The environment was created' : 'Deployed';
    return { ok: true, headline: `${done}, and a WebSocket was opened` };
}
/** The finding about the WebSocket, if the handshake was checked and something is wrong. */
function findingOf({ handshake }) {
    return handshake?.targets[0]?.finding ?? undefined;
}
const MOST_REFUSALS = 10;
/** Told all at once: what is mended one by one would take a run each. */
function findRefusal({ refusals = [] }, error) {
    if (refusals.length === 0 || error !== undefined)
        return undefined;
    const shown = refusals.slice(0, MOST_REFUSALS);
    return {
        code: 'proxy-files-refused',
        title: 'Refused before anything was changed',
        what: shown.map(({ message }) => toPrintableLine(message)).join('\n'),
        remedy: [...new Set(shown.map(({ remedy }) => remedy))].join('\n'),
    };
}
function findFailure(products) {
    const { settled, answeringPath, handshake } = products;
    if (settled?.kind === 'failed')
        return describeFailure(products);
    const finding = findingOf(products);
    const outcome = handshake?.targets[0]?.outcome;
    if (finding && (outcome === 'rejected' || (outcome === 'accepted' && products.failOn === 'warning'))) {
        const other = answeringPath
            ? `\nThe path "${answeringPath}" did accept a WebSocket: if that is yours, write "websocket-path: ${answeringPath}".`
            : '';
        const problem = describeFinding(finding);
        return { ...problem, remedy: problem.remedy + other };
    }
    return undefined;
}
function findDoubt(products, isRefusalTolerated) {
    const { handshake, health, environmentName, state } = products;
    if (handshake && handshake.targets[0]?.outcome !== 'accepted' && !isRefusalTolerated) {
        return {
            code: 'handshake-unknown',
            what: 'It could not be found out whether a client can open a WebSocket.',
            remedy: handshake.targets.some(isUnasked)
                ? UNASKED_REMEDY
                : 'Look at the evidence of the handshake in the summary, and run the job again.',
        };
    }
    if (health && !health.accepted) {
        return {
            code: 'environment-unhealthy',
            what: `The health of the environment "${environmentName}" was ${quoteForeign(state?.health ?? 'unknown')}, less than "${health.minimum}".`,
            remedy: `Look at its causes: aws elasticbeanstalk describe-environment-health --environment-name ${environmentName} --attribute-names All\nOr accept it: "minimum-health: any".`,
        };
    }
    return undefined;
}
// The update was split in two, and the run ended between its halves.
function tellHalf(problem, { acceptedPart, settled }) {
    if (acceptedPart !== 'settings' || settled)
        return problem;
    return { ...problem, what: `${problem.what}\nThe option settings had been sent before the version, and stay set.` };
}
function headlineOf({ code }, products) {
    const { dryRun, settled, creation, acceptedPart, handshake } = products;
    if (settled?.kind === 'failed' && acceptedPart === 'settings')
        return 'The option settings could not be set';
    if (settled?.kind === 'failed')
        return `The ${creation ? 'creation of the environment' : 'deployment'} failed`;
    const outcome = handshake?.targets[0]?.outcome;
    if (code === 'environment-unhealthy') {
        return `${outcome === 'accepted' ? 'A WebSocket was opened' : 'Deployed'}, but the environment is not healthy`;
    }
    if (outcome === 'rejected')
        return 'Deployed, but no WebSocket could be opened';
    if (code === handshake?.targets[0]?.finding?.kind)
        return 'Deployed, and a WebSocket was opened, but with a warning';
    if (outcome === 'accepted')
        return 'A WebSocket was opened, but the run did not come to its end';
    if (dryRun)
        return code === 'proxy-files-refused' ? 'Dry run: this would be refused' : 'The dry run failed';
    if (acceptedPart === 'settings')
        return 'The option settings were sent, and nothing was deployed';
    return isUpdateAccepted(products) ? 'The run ended before its deployment was proved' : 'Nothing was deployed';
}

export { HOW_TO_MAKE_PROFILE as H, PROFILE_LINE as P, PROFILE_OPTION as a, isGone as b, describeRequest as d, findingOf as f, isUpdateAccepted as i, judgeDeploy as j, openProducts as o };
