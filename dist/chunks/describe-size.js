import { c as toShellWord, q as quoteForeign, a as toPrintableLine } from './untrusted.js';
import { p as partitionOf, b as writeCommand } from './refusals.js';
import { w as writeLogCommands } from './commands.js';
import { c as capitalize } from './capitalize.js';
import { l as listFew } from './list-few.js';
import { m as markdown, j as joinMarkdown, s as splitRemedy, t as toProblem, d as describeFinding } from './verdict.js';
import { d as renderList, c as renderColumns } from './summary-parts.js';
import { U as UNASKED_REMEDY, i as isUnasked } from './handshake-lines.js';
import { d as describeDone } from './list-changes.js';

/******************************************************************************
Copyright (c) Microsoft Corporation.

Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH
REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY
AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM
LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR
OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR
PERFORMANCE OF THIS SOFTWARE.
***************************************************************************** */
/* global Reflect, Promise, SuppressedError, Symbol, Iterator */


function __addDisposableResource(env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;

}

var _SuppressedError = typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
};

function __disposeResources(env) {
    function fail(e) {
        env.error = env.hasError ? new _SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
        env.hasError = true;
    }
    var r, s = 0;
    function next() {
        while (r = env.stack.pop()) {
            try {
                if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                if (r.dispose) {
                    var result = r.dispose.call(r.value);
                    if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                }
                else s |= 1;
            }
            catch (e) {
                fail(e);
            }
        }
        if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
        if (env.hasError) throw env.error;
    }
    return next();
}

/** What a deployment has found and made so far: each stage adds its product, so a run that ends early can still tell. */
/** Has Beanstalk said that it will deploy the version? */
function isUpdateAccepted({ acceptedPart }) {
    return acceptedPart === 'all' || acceptedPart === 'version';
}
/** The one in which a port is opened: that it has begun shows in the timings. */
const INBOUND_STAGE = 'Make sure of the inbound rule';
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

/** What the status of an environment says. */
/** Whether it is being terminated, or has been: nothing can be done to it any more. */
function isGone(status) {
    return status === 'Terminating' || status === 'Terminated';
}

/** How an instance profile is made where the account has none, as commands to be pasted into a shell. Pure. */
/**
 * Beanstalk makes none by itself any more; this one is for a web server. AWS's own policies are another partition's in
 * China and GovCloud, as is the IAM that the commands ask.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/iam-instanceprofile.html
 */
function writeProfileCommands(region, name) {
    const policy = `arn:${partitionOf(region)}:iam::aws:policy/AWSElasticBeanstalkWebTier`;
    const commands = [
        `create-role --role-name ${name} --assume-role-policy-document '${TRUST}'`,
        `attach-role-policy --role-name ${name} --policy-arn ${policy}`,
        `create-instance-profile --instance-profile-name ${name}`,
        `add-role-to-instance-profile --instance-profile-name ${name} --role-name ${name}`,
    ];
    const lines = commands.map(words => writeCommand(region, `iam ${words}`));
    return ['Where the account has none, make it once:', ...lines].join('\n');
}
const TRUST = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';

/** How an instance profile is named in the option settings. */
const PROFILE_OPTION = { namespace: 'aws:autoscaling:launchconfiguration', optionName: 'IamInstanceProfile' };
/** The name that Beanstalk's own tools use. */
const USUAL_PROFILE = 'aws-elasticbeanstalk-ec2-role';
const PROFILE_LINE = `${PROFILE_OPTION.namespace}:${PROFILE_OPTION.optionName}=${USUAL_PROFILE}`;

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

/** A remedy that has logs read, where their last lines have been fetched already. Pure. */
/** Were the last lines of a log fetched? */
function hasLogs({ logs = [] }) {
    return logs.some(({ files }) => files.length > 0);
}
/** The commands that print logs give way to the place where their last lines stand. */
function pointToLogs(problem, products) {
    const commands = `\n\n${writeLogCommands(products).join('\n')}`;
    if (!hasLogs(products) || !problem.remedy.endsWith(commands))
        return problem;
    const instruction = problem.remedy.slice(0, -commands.length);
    return { ...problem, remedy: `${instruction}\nTheir last lines are in the log and the summary of this run.` };
}

/** A command about the environment of the run, to be pasted into a shell. Pure. */
/** `words`: the operation, and what options it has beside the environment. */
function writeEnvironmentCommand({ region, environmentName }, words) {
    const [operation, ...options] = words.split(' ');
    const named = [operation, '--environment-name', toShellWord(environmentName), ...options];
    return writeCommand(region, `elasticbeanstalk ${named.join(' ')}`);
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
            remedy: correctSettings(products),
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
    const because = settled?.kind === 'failed' ? settled.because : 'deployment-failed';
    const remedy = ADVICE[because]?.(products);
    return {
        code: because,
        what: `The version "${versionLabel}" could not be deployed to "${environmentName}": ${why}`,
        remedy: remedy ?? (proxy ? correctProxyFile(proxy, products) : mendByLogs(products, ', and run the job again')),
    };
}
/** What somebody else has done to the environment since the version was deployed to it. */
function findReplacement(products) {
    const { settled, state, rollBack, environmentName, versionLabel } = products;
    if (settled?.kind !== 'succeeded' || !state || isRolledBack(rollBack))
        return undefined;
    const deployed = `The version "${versionLabel}" was deployed to "${environmentName}"`;
    const advise = (because) => ADVICE[because]?.(products) ?? '';
    if (isGone(products.state?.status)) {
        const what = `${deployed}, which is ${toPrintableLine(state.status, 40)} now.`;
        return { code: 'environment-terminating', what, remedy: advise('environment-terminating') };
    }
    const remedy = advise('deployment-superseded');
    if (state.versionLabel !== undefined && state.versionLabel !== versionLabel) {
        const what = `${deployed}, and is not there any more: the environment names version ${quoteForeign(state.versionLabel)}.`;
        return { code: 'deployment-superseded', what, remedy };
    }
    if (state.status === 'Ready')
        return undefined;
    const what = `${deployed}, and another update of the environment has begun since: it is ${toPrintableLine(state.status, 40)}.`;
    return { code: 'deployment-superseded', what, remedy };
}
function isRolledBack(rollBack) {
    return rollBack !== undefined && rollBack.kind !== 'needless' && rollBack.kind !== 'refused';
}
/** Of the others the app or its proxy files are to blame, and the logs say how. */
const ADVICE = {
    'deployment-aborted': () => 'Ask who did (CloudTrail: AbortEnvironmentUpdate), and run the job again: until then instances may run either version.',
    'deployment-superseded': ({ environmentName }) => `Let one job at a time deploy to it, by a line in each workflow that does: "concurrency: ${environmentName}". Run the job again if this version is to run.`,
    'versions-mixed': place => `Run the job again: it deploys to every instance. What each of them runs: ${writeEnvironmentCommand(place, 'describe-instances-health --attribute-names Deployment')}`,
    'environment-terminating': () => 'Create it again, or deploy to another environment.',
};
function correctSettings({ loadBalancer }) {
    const isTuned = (loadBalancer?.tunings.length ?? 0) > 0;
    return `Correct what Beanstalk names in "option-settings"${isTuned ? ' (or write "load-balancer: leave", for it was tuned)' : ''}, and run the job again.`;
}
const READ_THE_LOGS = 'Mend what the last lines of the logs name (they are in the log and the summary of this run)';
/** Where they could not be fetched, with the commands that do so. `then` goes on with the sentence. */
function mendByLogs(products, then = '') {
    if (hasLogs(products))
        return `${READ_THE_LOGS}${then}.`;
    return `Mend what the logs of the instances name${then}.\nTo print their ends: ${writeLogCommands(products).join(' && ')}`;
}
// Publishing copies the files over those of the version before, and takes none away: facts of a public engine log.
function correctProxyFile({ place, words }, where) {
    const correct = `${place ? `Correct ${place} of the bundle` : READ_THE_LOGS}, and run the job again.`;
    if (!/duplicate/.test(words))
        return correct;
    return `${correct} If it stands once only in the bundle, the other one was left on the instance by an earlier version, for Beanstalk removes no proxy file when a version no longer has it: let the environment have new instances (${writeEnvironmentCommand(where, 'rebuild-environment')}), and run the job again.`;
}
function tellRefusal({ program, words, place }) {
    return `\nOn the instance, ${program} refused its files${place ? `, at ${place} of the bundle` : ''}: ${quoteForeign(words)}.`;
}
// The texts of the service differ; that they speak of the profile is all that is read of them.
function adviseOnLaunch(products, { proxy, errors }) {
    if (errors.some(error => /instance profile/i.test(error)))
        return `Name an instance profile that the account has in 'option-settings': ${PROFILE_LINE}\n${writeProfileCommands(products.region, USUAL_PROFILE)}`;
    if (isGone(products.state?.status))
        return 'Mend what Beanstalk said.';
    return proxy?.place ? `Correct ${proxy.place} of the bundle.` : mendByLogs(products);
}
/** A person may want to remove it: it costs as long as it is there. */
function tellWhatIsLeft(products) {
    if (isGone(products.state?.status))
        return 'Beanstalk has terminated the environment; the version stays. Run the job again when that is over: the environment is created anew.';
    return `The environment is there, and costs. Run the job again, which then deploys to it, or remove it: ${writeEnvironmentCommand(products, 'terminate-environment')}`;
}

/** The causes of an environment's health in words: for the log, and for the summary. Pure. */
/** The report file has all of them. */
const MOST_INSTANCES = 10;
const MOST_CAUSES = 5;
/** A line for the environment, and one for each instance. */
function describeHealthCauses({ environment, instances }) {
    const whole = environment.kind === 'unknown'
        ? describeUnknown('The causes of its health', environment)
        : `The environment is ${environment.health}. ${environment.causes.slice(0, MOST_CAUSES).join(' ')}`.trim();
    if (instances.kind === 'unknown')
        return [whole, describeUnknown('The health of its instances', instances)];
    const shown = instances.list.slice(0, MOST_INSTANCES).map(describeInstance);
    return [whole, ...shown, ...describeRest(instances.list.length)];
}
/** What the environment's health comes from, where that is known and worth a sentence; undefined elsewhere. */
function quoteCauses(health) {
    if (health?.environment.kind !== 'known' || health.environment.causes.length === 0)
        return undefined;
    return health.environment.causes.slice(0, MOST_CAUSES).map(quoteForeign).join(' ');
}
function renderHealthCauses(health, title = 'Health') {
    if (!health)
        return [];
    const { environment, instances } = health;
    const whole = environment.kind === 'unknown'
        ? [markdown `**${title}:** ${describeUnknown('its causes', environment)}`]
        : [
            markdown `**${title}:** ${environment.health}`,
            ...(environment.causes.length > 0 ? [renderList(environment.causes.slice(0, MOST_CAUSES))] : []),
        ];
    if (instances.kind === 'unknown')
        return [...whole, markdown `${describeUnknown('The health of its instances', instances)}`];
    if (instances.list.length === 0)
        return [...whole, markdown `It has no instance.`];
    if (instances.list.every(isWell))
        return whole;
    const table = renderInstances(instances.list.slice(0, MOST_INSTANCES));
    return [...whole, table, ...describeRest(instances.list.length).map(rest => markdown `${rest}`)];
}
function isWell({ health, causes }) {
    return health.startsWith('Green') && causes.length === 0;
}
function renderInstances(list) {
    const isLoadKnown = list.some(({ load }) => load);
    const rows = list.map(instance => [
        instance.instanceId,
        instance.health,
        describeDeployment(instance),
        joinMarkdown(instance.causes.slice(0, MOST_CAUSES), '<br>'),
        ...(isLoadKnown ? [describeLoad(instance)] : []),
    ]);
    return renderColumns(['instance', 'health', 'told to run', 'causes', ...(isLoadKnown ? ['load'] : [])], rows);
}
/** Which version each instance was told to run, those of one together: `i-1 and i-2 "v2" (Failed)`. */
function describeVersions(instances) {
    const groups = Map.groupBy(instances, describeDeployment);
    return [...groups].map(([told, list]) => `${listFew(list.map(({ instanceId }) => instanceId))} ${told}`).join('; ');
}
function describeInstance(instance) {
    const { instanceId, health, causes } = instance;
    const load = describeLoad(instance);
    const told = [describeDeployment(instance), ...(load ? [load] : [])].join(', ');
    return `${instanceId}: ${health}; ${told}. ${causes.slice(0, MOST_CAUSES).join(' ')}`.trim();
}
function describeDeployment({ deployment }) {
    return deployment ? `${quoteForeign(deployment.versionLabel)} (${deployment.status})` : 'nothing yet';
}
function describeLoad({ load }) {
    if (!load)
        return '';
    const [average] = load.averages;
    return [
        ...(average === undefined ? [] : [`load ${average.toFixed(2)}`]),
        ...(load.busyPercent === undefined ? [] : [`CPU ${load.busyPercent} %`]),
    ].join(', ');
}
function describeRest(count) {
    return count > MOST_INSTANCES ? [`… and ${count - MOST_INSTANCES} more instances, which are no worse.`] : [];
}
function describeUnknown(what, { reason }) {
    return `${what}: unknown (${reason})`;
}

/** What runs now, as far as the run has seen: the environment's own word, and what its instances were told. Pure. */
/** Empty where nothing was seen of it since the update was asked for. */
function describeRunning({ state, healthCauses, environmentName, rollBack }) {
    if (!state)
        return [];
    const [status, health] = [state.status, state.health].map(word => toPrintableLine(word, 40));
    const whole = `The environment "${environmentName}" was ${status}, health ${health}, with ${nameVersion(state.versionLabel)}, when it was seen last.`;
    const instances = healthCauses?.instances;
    // They were asked before they were told to go back.
    if (rollBack && isRollBackBegun(rollBack))
        return [whole, ...tellReturn(rollBack)];
    if (!instances)
        return [whole];
    if (instances.kind === 'unknown')
        return [whole, `What each of its instances was told to run is unknown (${instances.reason}).`];
    return instances.list.length === 0
        ? [whole, 'It had no instance.']
        : [whole, `Its instances were told to run: ${describeVersions(instances.list)}.`];
}
/** What an environment names, after "with". */
function nameVersion(label) {
    return label === undefined ? 'no version' : `the version ${quoteForeign(label)}`;
}
/** Is what was asked before it old by now? */
function isRollBackBegun(rollBack) {
    return rollBack.kind === 'done' || ('isBegun' in rollBack && rollBack.isBegun !== false);
}
// After a roll back that failed the label says little.
function tellReturn(rollBack) {
    if (rollBack.kind !== 'failed' || rollBack.settled?.kind !== 'failed')
        return [];
    const { instances, because } = rollBack.settled;
    // Those were asked before somebody else's deployment.
    if (because === 'deployment-superseded' || instances.kind !== 'told')
        return [];
    const told = instances.instances.map(({ instanceId, versionLabel, status = 'unknown' }) => {
        return { instanceId, deployment: versionLabel === undefined ? undefined : { versionLabel, status } };
    });
    return [`Its instances were told to run: ${describeVersions(told)}.`];
}

/** What stands, and what goes on in Beanstalk, where the run has ended before its deployment was over. Pure. */
/** The problem that ended the run, with what a person has to know before the next one. */
function describeInterruption(problem, products) {
    const { what, remedy } = problem;
    return {
        ...problem,
        what: [what, ...tellUnanswered(products), ...tellState(products), ...tellOperation(products)].join('\n'),
        // Last, for behind it may stand what to paste.
        remedy: [remedy, ...adviseOnOperation(products), ...adviseOnLastAttempt(products)].join('\n'),
    };
}
const MOST_UNANSWERED = 3;
function tellUnanswered({ unanswered = [] }) {
    return unanswered
        .slice(0, MOST_UNANSWERED)
        .map(change => `Asked for, and not answered: ${change}. Whether it was done is not known.`);
}
function tellState(products) {
    const { acceptedPart, unanswered = [] } = products;
    if (!acceptedPart && unanswered.length === 0)
        return [];
    return describeRunning(products).slice(0, 1);
}
function tellOperation(products) {
    const { acceptedPart, settled, versionLabel, handshake, abort } = products;
    if (!acceptedPart)
        return abort?.kind === 'left' ? [`Nothing was aborted. ${abort.why}`] : [];
    if (settled?.kind === 'succeeded' && handshake?.targets[0]?.outcome !== 'accepted')
        return [
            `The version "${versionLabel}" is deployed; whether a client can open a WebSocket to it was not found out.${nameLastFinding(products)}`,
        ];
    if (settled)
        return [];
    const what = nameOperation(products);
    const half = acceptedPart === 'settings' ? ['The option settings had been sent before the version, and stay set.'] : [];
    if (!isGoingOn(products))
        return half;
    if (abort?.kind === 'aborted')
        return [...half, `Beanstalk was asked to abort ${what}, and took that.`];
    // Told among what was not answered.
    if (abort?.kind === 'unanswered')
        return half;
    const why = abort ? ` It was not aborted. ${abort.why}` : '';
    // Right after the request the environment may still be the Ready one of before.
    const stands = products.state?.status === 'Ready' ? 'may be over: its end was not seen' : 'goes on in Beanstalk';
    return [...half, `${capitalize(what)} ${stands}.${why}`];
}
function nameLastFinding(products) {
    const finding = findLast(products);
    return finding ? ` The last attempt: ${finding.title} (finding: ${finding.kind}).` : '';
}
function adviseOnLastAttempt(products) {
    const finding = findLast(products);
    return finding ? [`For what the last attempt found, ${finding.kind}: ${finding.remedy}`] : [];
}
/** Of attempts that were cut short: time alone may not help. */
function findLast({ handshake }) {
    const [target] = handshake?.targets ?? [];
    return target?.outcome === 'unknown' && target.finding?.severity === 'error' ? target.finding : undefined;
}
// Nothing goes on between the two halves of an update that was split. Of a roll back its own report tells.
function isGoingOn({ acceptedPart, settled, state, rollBack }) {
    if (!acceptedPart || settled || (acceptedPart === 'settings' && state?.status === 'Ready'))
        return false;
    return !(rollBack?.kind === 'done' ||
        rollBack?.kind === 'back-already' ||
        (rollBack?.kind === 'failed' && rollBack.isBegun));
}
function nameOperation({ acceptedPart, creation, versionLabel }) {
    if (acceptedPart === 'settings')
        return 'the update of the option settings';
    return creation
        ? `the creation with the version "${versionLabel}"`
        : `the deployment of the version "${versionLabel}"`;
}
function adviseOnOperation(products) {
    const { abort, creation, unanswered = [] } = products;
    if (!isGoingOn(products) && unanswered.length === 0)
        return [];
    const command = (words) => writeEnvironmentCommand(products, words);
    const follow = `To follow what goes on: ${command('describe-events --max-items 20')}`;
    if (!isGoingOn(products))
        return [follow];
    if (abort?.kind === 'aborted')
        return [follow, DEPLOY_AGAIN];
    const stop = creation
        ? `To remove it when it is there: ${command('terminate-environment')}`
        : `To stop it: ${command('abort-environment-update')}`;
    return [follow, stop, ...(abort?.kind === 'unanswered' ? [DEPLOY_AGAIN] : []), NEXT_WAITS];
}
const DEPLOY_AGAIN = 'Deploy again: until then some instances may run the new version, and others the former one.';
const NEXT_WAITS = 'The next run waits until the environment is Ready.';

/** The roll back in words: what runs now, why so, what to do, and how long no client could open a WebSocket. Pure. */
/** What became of it, in a sentence; undefined where there is nothing to say. */
function describeRollBackEnd(products) {
    const { rollBack } = products;
    if (!rollBack || rollBack.kind === 'undecided' || rollBack.kind === 'needless')
        return undefined;
    const [before, after] = [quoteLabel(rollBack), `"${products.versionLabel}"`];
    if (rollBack.kind === 'refused')
        return `Nothing was rolled back, because ${rollBack.because}. ${capitalize(tellNow(products))}.`;
    if (rollBack.kind === 'back-already') {
        const doubt = rollBack.isSure ? '' : ' What each of its instances runs is not known.';
        return `Nothing was to be rolled back: the environment has the version ${before} again, and a WebSocket was opened to it.${doubt}`;
    }
    if (rollBack.kind === 'done')
        return `Rolled back, because ${rollBack.because}: the version ${before} runs again in the place of ${after}, and a WebSocket was opened to it.`;
    if (rollBack.kind === 'interrupted') {
        return `The roll back to the version ${before} ${tellBegun(rollBack)}: ${tellNow(products)}. ${rollBack.reason}`;
    }
    const begun = rollBack.isBegun === false ? 'could not begin' : 'failed';
    return `The roll back to the version ${before} ${begun}: ${tellNow(products)}. ${rollBack.reason}`;
}
function tellBegun({ isBegun, isOver }) {
    if (isOver)
        return 'was carried out, and whether a client can open a WebSocket to it was not found out';
    if (isBegun === 'unknown')
        return 'was asked for, and Beanstalk had not answered';
    return isBegun ? 'was asked for, and goes on in Beanstalk' : 'had not been asked for';
}
function tellNow({ state }) {
    if (!state)
        return 'what runs now is not known';
    const { status, versionLabel } = state;
    return `the environment was ${toPrintableLine(status, 40)} with ${nameVersion(versionLabel)} when it was seen last`;
}
function quoteLabel({ toLabel }) {
    return quoteForeign(toLabel ?? '');
}
/** For the end of the headline. */
function headRollBack({ rollBack }) {
    if (rollBack?.kind === 'done')
        return `; rolled back to ${quoteLabel(rollBack)}`;
    if (rollBack?.kind === 'failed')
        return '; the roll back failed, too';
    if (rollBack?.kind === 'interrupted')
        return rollBack.isOver ? '; the roll back was not proved' : '; the roll back was not waited for';
    return '';
}
/** The problem, with what became of the roll back, and what is left to do. */
function addRollBack(problem, products) {
    const told = describeRollBackEnd(products);
    if (told === undefined)
        return problem;
    const { instruction, paste } = splitRemedy(problem.remedy);
    const toDo = [instruction, ...adviseAfterwards(products)].join('\n');
    return { ...problem, what: `${problem.what}\n${told}`, remedy: paste ? `${toDo}\n\n${paste}` : toDo };
}
function adviseAfterwards({ rollBack, survey, state, versionLabel, region }) {
    const { toLabel } = rollBack ?? {};
    if (rollBack?.kind === 'done' || rollBack?.kind === 'back-already')
        return [
            `Deploy what is mended as a new version: until then clients have ${quoteForeign(toLabel ?? '')}, and not "${versionLabel}".`,
        ];
    // Somebody else may have deployed it.
    const isThere = (rollBack?.kind === 'refused' && state?.versionLabel === toLabel) || isOver(rollBack);
    const isGood = rollBack?.before?.targets[0]?.outcome === 'accepted';
    if (toLabel === undefined || !survey || isThere || !isGood || isTaken(rollBack))
        return [];
    const words = `elasticbeanstalk update-environment --environment-id ${toShellWord(survey.id)} --version-label ${toShellWord(toLabel)}`;
    return [`To deploy the version of before by hand: ${writeCommand(region, words)}`];
}
// What somebody else has done stays.
function isTaken(rollBack) {
    if (rollBack?.kind !== 'failed' || rollBack.settled?.kind !== 'failed')
        return false;
    return ['deployment-superseded', 'environment-terminating'].includes(rollBack.settled.because);
}
function isOver(rollBack) {
    return rollBack?.kind === 'interrupted' && rollBack.isOver === true;
}
const MOST_OUTAGES = 3;
/** A line for each outage, or one that says that there was none; empty where nothing was measured. */
function describeOutages({ outage, rollBack, acceptedPart, }) {
    if (!outage || outage.attemptCount === 0)
        return [];
    const { outages, outageCount, totalMs, attemptCount, longestGapMs } = outage;
    const measured = `${attemptCount} attempts, at most ${toSeconds(longestGapMs)} apart`;
    if (outageCount === 0 && rollBack?.kind === 'needless' && !acceptedPart)
        return [];
    if (outageCount === 0)
        return [`A client could open a WebSocket all the time (${measured}).`];
    const [only, ...further] = outages.slice(0, MOST_OUTAGES);
    if (only && further.length === 0)
        return [describeOutage(only, measured)];
    const more = outageCount - MOST_OUTAGES;
    return [
        ...outages.slice(0, MOST_OUTAGES).map(one => describeOutage(one)),
        ...(more > 0 ? [`… ${more} more`] : []),
        `All ${outageCount} outages together lasted ${toSeconds(totalMs)} (${measured}).`,
    ];
}
function describeOutage({ startedAtMs, lastedMs, endedIn, findings }, measured) {
    const since = `${new Date(startedAtMs).toISOString().slice(11, 23)} UTC`;
    const until = endedIn === undefined ? 'and still not when the run ended' : UNTIL[endedIn];
    const seen = [`seen: ${findings.join(', ')}`, ...(measured ? [measured] : [])].join('; ');
    return `A client could open no WebSocket for ${toSeconds(lastedMs)}, from ${since} on, ${until} (${seen}).`;
}
const UNTIL = {
    deployment: 'until it was possible again by itself',
    'roll-back': 'until the roll back',
};
function toSeconds(ms) {
    return `${(ms / 1000).toFixed(1)} s`;
}

/** The verdict on a deployment: the first thing that was asked for and is not so. Pure. */
/** `changes`: what the ledger has. */
function judgeDeploy(products, error, changes = []) {
    // What went wrong first is told: an error while the logs were fetched must not hide why they were.
    const first = findRefusal(products, error) ?? findFailure(products);
    const mayBe = first !== undefined && products.failOn === 'never' && first.code === findingOf(products)?.kind;
    const other = error === undefined
        ? findDoubt(products, mayBe)
        : describeInterruption(tellDone(toProblem(error), changes), products);
    const problem = mayBe ? (other ?? first) : (first ?? other);
    if (problem) {
        const isTolerated = mayBe && problem === first;
        const told = {
            headline: headlineOf(problem, products, changes) + headRollBack(products),
            problem: addRollBack(problem, products),
        };
        return { ok: false, ...told, ...(isTolerated ? { isTolerated } : {}) };
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
    // Of an environment that is gone, the silence is no finding about the version.
    const replacement = isGone(products.state?.status) ? findReplacement(products) : undefined;
    if (replacement)
        return replacement;
    const finding = findingOf(products);
    const outcome = handshake?.targets[0]?.outcome;
    if (finding && (outcome === 'rejected' || (outcome === 'accepted' && products.failOn === 'warning'))) {
        const problem = pointToLogs(describeFinding(finding), products);
        // First, for behind the rest may stand what to paste.
        const other = `Write "websocket-path: ${answeringPath}", if that path is the app's: it did accept a WebSocket. Otherwise:\n`;
        return answeringPath ? { ...problem, remedy: other + problem.remedy } : problem;
    }
    return undefined;
}
function findDoubt(products, isRefusalTolerated) {
    const replacement = findReplacement(products);
    if (replacement)
        return replacement;
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
        const causes = quoteCauses(products.healthCauses);
        return {
            code: 'environment-unhealthy',
            what: `The health of the environment "${environmentName}" was ${quoteForeign(health.seen ?? state?.health ?? 'unknown')}, less than "${health.minimum}"${causes ? `: ${causes}` : '.'}`,
            remedy: `Look at its causes: ${writeEnvironmentCommand(products, 'describe-environment-health --attribute-names All')}\nOr accept it: "minimum-health: any".`,
        };
    }
    return undefined;
}
// Whoever reads no more than this must not think that nothing has happened.
function tellDone(problem, changes) {
    const done = describeDone(changes);
    return done ? { ...problem, what: `${problem.what}\n${done}` } : problem;
}
/** What a deployment would be refused for, too, before anything is read or changed. */
const REFUSALS = ['proxy-files-refused', 'invalid-inputs'];
function headlineOf({ code }, products, changes) {
    const { dryRun, settled, creation, acceptedPart, handshake, abort } = products;
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
        return REFUSALS.includes(code) ? 'Dry run: this would be refused' : 'The dry run failed';
    if (abort?.kind === 'aborted')
        return 'The run was cancelled, and so was its update';
    if (acceptedPart === 'settings')
        return 'The option settings were sent, and nothing was deployed';
    if (isUpdateAccepted(products))
        return 'The run ended before its deployment was proved';
    const isUnanswered = changes.some(({ isDeployment, outcome }) => isDeployment && outcome === 'asked');
    return isUnanswered ? 'It is not known whether the version is deployed' : 'Nothing was deployed';
}

/** Where the things of a deployment stand in AWS's console. Pure. */
/** What the region is the first label of; the isolated partitions have none that is public. */
const CONSOLES = {
    aws: 'console.aws.amazon.com',
    'aws-cn': 'console.amazonaws.cn',
    'aws-us-gov': 'console.amazonaws-us-gov.com',
    'aws-eusc': 'console.amazonaws-eusc.eu',
};
/** The events of the environment. Undefined where none is known, and for a region without a console or a usual name. */
function findConsoleLink(place) {
    return linkEnvironment(place, 'events');
}
/** The environment itself; undefined as its events are. */
function findEnvironmentLink(place) {
    return linkEnvironment(place, 'dashboard');
}
/** All versions of the application; undefined for a region without a console. */
function findVersionsLink({ region, applicationName }) {
    if (applicationName === '')
        return undefined;
    return openConsole(region, 'elasticbeanstalk', `/application/versions?applicationName=${encode(applicationName)}`);
}
/** A security group. */
function findGroupLink(region, groupId) {
    return /^sg-[0-9a-f]{1,40}$/.test(groupId)
        ? openConsole(region, 'ec2', `SecurityGroup:groupId=${groupId}`)
        : undefined;
}
/** A load balancer, by its name. */
function findLoadBalancerLink(region, name) {
    return /^[\w-]{1,64}$/.test(name) ? openConsole(region, 'ec2', `LoadBalancers:search=${name}`) : undefined;
}
function linkEnvironment({ region, applicationName, state, survey }, page) {
    const id = (state ?? survey)?.id ?? '';
    if (!/^e-[a-z0-9]{1,40}$/.test(id))
        return undefined;
    const place = `applicationName=${encode(applicationName)}&environmentId=${id}`;
    return openConsole(region, 'elasticbeanstalk', `/environment/${page}?${place}`);
}
function openConsole(region, service, place) {
    const host = CONSOLES[partitionOf(region)];
    if (!host || !/^[a-z0-9-]{1,40}$/.test(region))
        return undefined;
    return new URL(`https://${region}.${host}/${service}/home?region=${region}#${place}`);
}
// A name may have a lone surrogate, which no URL can.
function encode(text) {
    return encodeURIComponent(text.toWellFormed());
}

/** Sizes in words. Pure. */
const KIB = 1024;
const MIB = 1024 * KIB;
/** "512 bytes", "2.3 KiB", "8.4 MiB", "240 MiB". */
function toSize(bytes) {
    if (bytes < KIB)
        return `${bytes} bytes`;
    return bytes < MIB ? `${(bytes / KIB).toFixed(1)} KiB` : `${toMiB(bytes)} MiB`;
}
/** From ten on in whole ones, rounded down, so that nothing looks larger than it is. */
function toMiB(bytes) {
    return bytes < 10 * MIB ? (bytes / MIB).toFixed(1) : String(Math.floor(bytes / MIB));
}

export { INBOUND_STAGE as I, PROFILE_LINE as P, USUAL_PROFILE as U, __addDisposableResource as _, isGone as a, findEnvironmentLink as b, findConsoleLink as c, findVersionsLink as d, describeRollBackEnd as e, findingOf as f, describeOutages as g, findLoadBalancerLink as h, isUpdateAccepted as i, judgeDeploy as j, findGroupLink as k, findProxyRefusal as l, describeRunning as m, isRollBackBegun as n, openProducts as o, describeRequest as p, __disposeResources as q, renderHealthCauses as r, PROFILE_OPTION as s, toSize as t, describeHealthCauses as u, toMiB as v, writeProfileCommands as w };
