import { p as describeRequest, j as judgeDeploy, m as describeRunning, _ as __addDisposableResource, q as __disposeResources, o as openProducts } from './chunks/describe-size.js';
import { o as openDoor, a as actionsLog, w as withinGrace, c as closeDoor } from './chunks/door.js';
import { r as readEvent } from './chunks/read-event.js';
import { r as readProperty } from './chunks/read-json.js';
import { r as readSha, d as describeSourceLines, l as listSources, a as renderDeploySummary, b as renderPlanOutput } from './chunks/deploy-summary.js';
import { r as readHandshakeRequest, a as readDeploymentRequest, p as parseOptionSettings, b as readVersionRequest, c as readBundleRequest, d as renderDeployOutputs } from './chunks/deploy-outputs.js';
import { r as readEnvironmentName, a as readApplicationName, b as readRegion } from './chunks/environment-inputs.js';
import { p as parseCidr, f as formatCidr } from './chunks/address-range.js';
import { q as quoteForeign } from './chunks/untrusted.js';
import { o as openInputReader } from './chunks/probe-inputs.js';
import { l as listSecrets, b as listMasks } from './chunks/handshake-inputs.js';
import { r as readCertificates } from './chunks/read-certificates.js';
import { o as openLedger } from './chunks/ledger.js';
import './chunks/refusals.js';
import './chunks/describe-time.js';
import './chunks/clock.js';
import 'node:timers/promises';
import './chunks/list-few.js';
import 'node:stream';
import './chunks/commands.js';
import './chunks/capitalize.js';
import './chunks/verdict.js';
import './chunks/summary-parts.js';
import './chunks/handshake-lines.js';
import './chunks/known.js';
import './chunks/list-changes.js';
import 'node:fs/promises';
import 'node:os';
import 'node:path';
import './chunks/redact.js';
import './chunks/target.js';
import 'node:net';
import 'os';
import 'crypto';
import 'fs';
import './chunks/until-aborted.js';
import './chunks/describe-proxy.js';
import './chunks/draw-path.js';
import './chunks/warning-list.js';
import './chunks/expectation.js';
import 'node:crypto';
import 'node:vm';
import './chunks/protocols.js';
import './chunks/refusals2.js';

/** What a version is called that nobody has named. Pure. */
/**
 * A label that no other run makes: commit (12 characters), run and attempt. Empty outside of a workflow. The commit is
 * the one that the author pushed: on a pull request its head, not the merge commit that GITHUB_SHA is.
 */
function makeVersionLabel({ sha, runId, runAttempt }, event) {
    const head = readProperty(readProperty(event, 'pull_request'), 'head');
    const pushed = readSha(readProperty(head, 'sha')) ?? readSha(sha);
    return pushed && NUMBER.test(runId) && NUMBER.test(runAttempt) ? `${pushed.slice(0, 12)}-${runId}-${runAttempt}` : '';
}
const NUMBER = /^\d{1,20}$/;

/** The inputs about an environment that does not exist yet. */
function readCreationRequest(inputs) {
    const [solutionStackName, platformArn] = [inputs.text('solution-stack-name'), inputs.text('platform-arn')];
    if (platformArn && !/^arn:[\w-]+:elasticbeanstalk:[\w-]+:\d*:platform\/.+\/[\w.]+$/.test(platformArn)) {
        const region = /^arn:[\w-]+:elasticbeanstalk:([a-z0-9-]+):/.exec(platformArn)?.[1] ?? inputs.text('aws-region');
        const inRegion = region && /^[a-z]+(-[a-z]+)+-\d$/.test(region) ? region : 'REGION';
        const hint = `Write the ARN of a platform version: aws elasticbeanstalk list-platform-versions --query "PlatformSummaryList[].PlatformArn" --region ${inRegion}`;
        inputs.problem('platform-arn', `was "${platformArn}"`, hint);
    }
    else if (platformArn && solutionStackName) {
        const hint = 'Remove one of the two lines: an environment has one platform.';
        inputs.problem('platform-arn', "was given together with 'solution-stack-name'", hint);
    }
    return {
        ...{ solutionStackName, platformArn, cnamePrefix: readCnamePrefix(inputs) },
        mayCreateEnvironment: inputs.boolean('create-environment-if-not-exists', true),
        mayCreateApplication: inputs.boolean('create-application-if-not-exists', true),
    };
}
// https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_CreateEnvironment.html
function readCnamePrefix(inputs) {
    const prefix = inputs.text('cname-prefix');
    if (prefix && !/^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/.test(prefix)) {
        const hint = 'Write 4 to 63 letters, digits and hyphens, with no hyphen first or last.';
        inputs.problem('cname-prefix', `was "${prefix}"`, hint);
    }
    return prefix;
}

/** Inputs of other deploy actions that this one does not have, with what to write instead: one that nobody reads ships the wrong files. */
/** Where no input of ours has the meaning. */
const CLUSTER = 'Remove the line: it is for a Cluster environment (Amazon EKS), which aws-actions/aws-elasticbeanstalk-deploy deploys to. The check action opens a WebSocket to it by its "url".';
const CREDENTIALS = 'Remove the line, and let a step with "uses: aws-actions/configure-aws-credentials@v6" run before: its credentials are used.';
const renamed = (input) => `Write "${input}:" in its place.`;
/** Of aws-actions/aws-elasticbeanstalk-deploy. Declared all the same, so that nobody hears of an unknown input first; all others that it has are here by the same name. */
const FOREIGN_TO_AWS_ACTION = {
    'image-uri': CLUSTER,
    'build-configuration': CLUSTER,
};
/** Of einaregilsson/beanstalk-deploy, which writes them with underscores. */
const FOREIGN_TO_BEANSTALK_DEPLOY = {
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
    wait_for_environment_recovery: 'Remove the line, for the health may take as long as deployment-timeout has left. Where Yellow is not good enough, write "minimum-health: Green" in its place.',
    max_backoff_retries: renamed('max-retries'),
};
/** The runner hands on what action.yml does not declare, too, with a warning. No value is told: some are keys. */
function refuseForeignInputs(inputs) {
    for (const [name, instead] of Object.entries({ ...FOREIGN_TO_AWS_ACTION, ...FOREIGN_TO_BEANSTALK_DEPLOY })) {
        if (inputs.text(name))
            inputs.problem(name, 'was given, which is an input of another action', instead);
    }
}

/** The inputs about the inbound rule: whether one is wanted, in which group, for whom. */
function readInboundRequest(inputs) {
    const mode = inputs.choice('security-group-rule', ['ensure', 'check', 'off'], 'ensure');
    const securityGroupId = inputs.text('security-group-id');
    if (securityGroupId && !/^sg-[0-9a-f]{8,17}$/.test(securityGroupId)) {
        inputs.problem('security-group-id', `was "${securityGroupId}"`, 'Write the id of a group, such as "sg-0123456789abcdef0".');
    }
    const allowFrom = readAllowFrom(inputs);
    if (mode === 'off' && allowFrom.length > 0) {
        const hint = 'Remove this line, or write "security-group-rule: ensure" or "check".';
        inputs.problem('allow-from', 'was given, but security-group-rule was "off"', hint);
    }
    // To look, all groups are asked: whom one of them admits gets in.
    if (mode !== 'ensure' && securityGroupId) {
        const hint = 'Remove this line, or write "security-group-rule: ensure".';
        inputs.problem('security-group-id', `was given, but security-group-rule was "${mode}", which adds no rule`, hint);
    }
    return { mode, securityGroupId, allowFrom };
}
function readAllowFrom(inputs) {
    const written = inputs.lines('allow-from').flatMap(line => line.split(',').flatMap(entry => entry.trim() || []));
    for (const wrong of new Set(written.filter(entry => !isCidr(entry))))
        inputs.problem('allow-from', `had ${quoteForeign(wrong)}`, correct(wrong));
    return [...new Set(written.flatMap(entry => (isCidr(entry) ? toCidr(entry) : [])))];
}
// EC2 clears the bits behind the prefix without a word: more addresses would be let in than were meant.
function isCidr(entry) {
    const [range, address] = [parseCidr(entry), parseAddress(entry.split('/')[0])];
    return range !== undefined && range.first === address?.first;
}
function toCidr(entry) {
    const range = parseCidr(entry);
    return range === undefined ? [] : [formatCidr(range)];
}
function correct(entry) {
    const range = parseCidr(entry) ?? parseAddress(entry);
    if (range)
        return `Write "${formatCidr(range)}".`;
    return 'Write ranges of addresses as CIDRs, such as "203.0.113.0/24" or "2001:db8::/32", separated by commas or lines.';
}
// A family's addresses have as many bits as its longest prefix: 128 fits IPv6 alone.
function parseAddress(address = '') {
    return parseCidr(`${address}/128`) ?? parseCidr(`${address}/32`);
}

/** The inputs about the load balancer. */
function readLoadBalancerRequest(inputs) {
    const mode = inputs.choice('load-balancer', ['leave', 'tune'], 'leave');
    const classicListener = inputs.choice('classic-listener', ['leave', 'tcp'], 'leave');
    const isSticky = inputs.boolean('stickiness', false);
    const alone = 'Write "load-balancer: tune" as well: without it the load balancer is left as it is.';
    if (mode === 'leave' && classicListener === 'tcp')
        inputs.problem('classic-listener', 'was "tcp"', alone);
    if (mode === 'leave' && isSticky)
        inputs.problem('stickiness', 'was "true"', alone);
    return { mode, classicListener, isSticky };
}

/** The input about a deployment that did not end well: whether the version before is deployed again. */
function readRollBackMode(inputs, { waitForDeployment, failOn }) {
    const mode = inputs.choice('rollback', ['never', 'on-failed-handshake', 'on-failure'], 'never');
    if (mode !== 'never' && !waitForDeployment) {
        const hint = 'Remove this line, or "wait-for-deployment: false": who does not wait sees no failure.';
        inputs.problem('rollback', `was "${mode}", but wait-for-deployment was "false"`, hint);
    }
    if (mode === 'on-failed-handshake' && failOn === 'never') {
        const hint = 'Remove this line, or "fail-on: never", with which a WebSocket decides nothing.';
        inputs.problem('rollback', `was "${mode}", but fail-on was "never"`, hint);
    }
    return mode;
}

/** The inputs of the deploy action, read and checked. */
/** Whether a dry run is asked for, where another input is wrong, too. */
function asksForDryRun(source) {
    return source('dry-run').trim().toLowerCase() === 'true';
}
/** Throws one ActionError that names every wrong input. */
function readDeployRequest(source, defaults) {
    const inputs = openInputReader(source);
    refuseForeignInputs(inputs);
    const request = readDeployInputs(inputs, defaults);
    inputs.finish();
    return request;
}
/** What is wrong with them is told by the reader's `finish`. */
function readDeployInputs(inputs, defaults) {
    const waitForDeployment = inputs.boolean('wait-for-deployment', true);
    const handshake = readHandshakeRequest(inputs);
    return {
        region: readRegion(inputs, defaults.region),
        applicationName: readApplicationName(inputs),
        environmentName: readEnvironmentName(inputs),
        creation: readCreationRequest(inputs),
        bundle: readBundleRequest(inputs),
        version: readVersionRequest(inputs, defaults.versionLabel),
        optionSettings: inputs.parsed('option-settings', [], parseOptionSettings),
        ...readDeploymentRequest(inputs),
        waitForDeployment,
        minimumHealth: readMinimumHealth(inputs),
        handshake,
        inbound: readInboundRequest(inputs),
        loadBalancer: readLoadBalancerRequest(inputs),
        rollBack: readRollBackMode(inputs, { waitForDeployment, failOn: handshake.failOn }),
        dryRun: inputs.boolean('dry-run', false),
        onCancel: inputs.choice('on-cancel', ['leave', 'abort'], 'leave'),
    };
}
function readMinimumHealth(inputs) {
    const minimum = inputs.choice('minimum-health', ['Green', 'Yellow', 'Grey', 'any'], 'Yellow');
    return inputs.boolean('wait-for-environment-recovery', true) ? minimum : 'any';
}

/** The door of the deploy action. */
const SHORTEST_ROLL_BACK_MS = 600_000;
const LONGEST_ROLL_BACK_MS = 3_600_000;
const door = openDoor();
const ledger = openLedger();
const products = openProducts();
let secrets = [];
let failure;
try {
    products.dryRun = asksForDryRun(door.inputs);
    const versionLabel = door.inputs('version-label').trim()
        ? undefined
        : makeVersionLabel(door.workflow, await readEvent(door.workflow.eventPath));
    const request = readDeployRequest(door.inputs, { region: door.region, versionLabel });
    const { url, path, probe } = request.handshake;
    secrets = listSecrets({ ...probe, url, path, proxyVariables: door.proxyVariables });
    for (const form of listMasks(secrets))
        actionsLog.mask(form);
    Object.assign(products, describeRequest(request));
    actionsLog.info(`Deploying version "${request.version.label}" to "${request.environmentName}" in ${request.region}.`);
    await withinGrace(door, run(request));
}
catch (error) {
    failure = error;
}
const changes = ledger.entries();
products.unanswered = changes.filter(({ outcome }) => outcome === 'asked').map(({ change }) => change);
const verdict = judgeDeploy(products, failure, changes);
const sources = describeSourceLines(products);
if (sources.length > 0)
    actionsLog.fold('What the verdict rests on', sources);
await closeDoor(door, {
    verdict,
    outputs: renderDeployOutputs(products, renderPlanOutput(products, { verdict, changes, secrets })),
    summary: renderDeploySummary(products, verdict, changes),
    report: { ...products, sources: listSources(products), verdict, changes },
    changes,
    running: verdict.ok ? [] : describeRunning(products),
    secrets,
});
async function run(request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { workspace, proxyVariables } = door;
        const ca = await readCertificates(request.handshake.probe.ca, workspace);
        // The AWS clients take longer to load than all the rest: what is wrong with the inputs has been told before.
        const [{ openContexts }, { deploy }, { toProbeOptions }] = await Promise.all([
            import('./chunks/open-context.js'),
            import('./chunks/deploy.js').then(n => n.v),
            import('./chunks/handshake-options.js'),
        ]);
        const names = { application: request.applicationName, environment: request.environmentName };
        const openContext = openContexts(door, { request, names, ledger });
        const opened = __addDisposableResource(env_1, openContext(request.deploymentTimeoutMs), false);
        const renew = () => openContext(toRollBackTimeMs(request.deploymentTimeoutMs), 'roll back');
        const probe = toProbeOptions(request.handshake.probe, { ca, proxyVariables });
        await deploy(opened.context, { request, workspace, probe, renew }, products);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
/** As long as the deployment may have taken, within bounds. */
function toRollBackTimeMs(deploymentTimeoutMs) {
    return Math.min(LONGEST_ROLL_BACK_MS, Math.max(SHORTEST_ROLL_BACK_MS, deploymentTimeoutMs));
}
