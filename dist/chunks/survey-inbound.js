import { e as explainRefusal, d as isDenied, b as writeCommand, f as isTransient, c as isAwsError } from './refusals.js';
import { E as ENVIRONMENT_PROPERTIES } from './environment-properties.js';
import { A as ActionError, q as quoteForeign, c as toShellWord, a as toPrintableLine } from './untrusted.js';
import { l as listFew } from './list-few.js';
import { w as makeBuilder, x as getEndpointPlugin, M as commonParams, O as DescribeInstances$, Q as DescribeNetworkAcls$, R as DescribeNetworkInterfaces$, U as DescribeRouteTables$, V as DescribeSecurityGroups$, W as GetManagedPrefixListEntries$, X as commonParams$1, Y as DescribeApplications$, Z as DescribeConfigurationSettings$, $ as DescribeEnvironmentResources$, a0 as DescribeEnvironments$, a1 as DescribeInstancesHealth$, a2 as DescribePlatformVersion$, y as Command, a3 as commonParams$2, a4 as DescribeLoadBalancers$, a5 as commonParams$3, a6 as DescribeListeners$, a7 as DescribeLoadBalancers$$1, a8 as DescribeTargetGroupAttributes$, a9 as DescribeTargetGroups$ } from './schemas_0.js';
import { t as toListenerPort } from './known.js';
import { p as parseTarget } from './target.js';
import { a as protocols, g as guessProtocol } from './protocols.js';
import { d as describeProxy } from './describe-proxy.js';
import { N as NETWORK_SECONDS } from './take-turns.js';
import { c as capitalize } from './capitalize.js';
import { p as parseCidr, i as isCovered } from './address-range.js';

const command$2 = makeBuilder(commonParams, "AmazonEC2", "EC2Client", getEndpointPlugin);
const _ep0$2 = {};
const _mw0$2 = (Command, cs, config, o) => [];

class DescribeInstancesCommand extends command$2(_ep0$2, _mw0$2, "DescribeInstances", DescribeInstances$) {
}

class DescribeNetworkAclsCommand extends command$2(_ep0$2, _mw0$2, "DescribeNetworkAcls", DescribeNetworkAcls$) {
}

class DescribeNetworkInterfacesCommand extends command$2(_ep0$2, _mw0$2, "DescribeNetworkInterfaces", DescribeNetworkInterfaces$) {
}

class DescribeRouteTablesCommand extends command$2(_ep0$2, _mw0$2, "DescribeRouteTables", DescribeRouteTables$) {
}

class DescribeSecurityGroupsCommand extends command$2(_ep0$2, _mw0$2, "DescribeSecurityGroups", DescribeSecurityGroups$) {
}

class GetManagedPrefixListEntriesCommand extends command$2(_ep0$2, _mw0$2, "GetManagedPrefixListEntries", GetManagedPrefixListEntries$) {
}

const command$1 = makeBuilder(commonParams$1, "AWSElasticBeanstalkService", "ElasticBeanstalkClient", getEndpointPlugin);
const _ep0$1 = {};
const _mw0$1 = (Command, cs, config, o) => [];

class DescribeApplicationsCommand extends command$1(_ep0$1, _mw0$1, "DescribeApplications", DescribeApplications$) {
}

class DescribeConfigurationSettingsCommand extends command$1(_ep0$1, _mw0$1, "DescribeConfigurationSettings", DescribeConfigurationSettings$) {
}

class DescribeEnvironmentResourcesCommand extends command$1(_ep0$1, _mw0$1, "DescribeEnvironmentResources", DescribeEnvironmentResources$) {
}

class DescribeEnvironmentsCommand extends command$1(_ep0$1, _mw0$1, "DescribeEnvironments", DescribeEnvironments$) {
}

class DescribeInstancesHealthCommand extends command$1(_ep0$1, _mw0$1, "DescribeInstancesHealth", DescribeInstancesHealth$) {
}

class DescribePlatformVersionCommand extends command$1(_ep0$1, _mw0$1, "DescribePlatformVersion", DescribePlatformVersion$) {
}

let DescribeLoadBalancersCommand$1 = class DescribeLoadBalancersCommand extends Command
    .classBuilder()
    .ep(commonParams$2)
    .m(function (Command, cs, config, o) {
    return [getEndpointPlugin(config, Command.getEndpointParameterInstructions())];
})
    .s("ElasticLoadBalancing_v7", "DescribeLoadBalancers", {})
    .n("ElasticLoadBalancingClient", "DescribeLoadBalancersCommand")
    .sc(DescribeLoadBalancers$)
    .build() {
};

const command = makeBuilder(commonParams$3, "ElasticLoadBalancing_v10", "ElasticLoadBalancingV2Client", getEndpointPlugin);
const _ep0 = {};
const _mw0 = (Command, cs, config, o) => [];

class DescribeListenersCommand extends command(_ep0, _mw0, "DescribeListeners", DescribeListeners$) {
}

class DescribeLoadBalancersCommand extends command(_ep0, _mw0, "DescribeLoadBalancers", DescribeLoadBalancers$$1) {
}

class DescribeTargetGroupAttributesCommand extends command(_ep0, _mw0, "DescribeTargetGroupAttributes", DescribeTargetGroupAttributes$) {
}

class DescribeTargetGroupsCommand extends command(_ep0, _mw0, "DescribeTargetGroups", DescribeTargetGroups$) {
}

/** Asks AWS something that the run can do without. */
/**
 * No answer is an answer, too: what AWS denies, refuses, is too busy for or sends in a form that nobody can read.
 *
 * @throws the end of the run, and bugs.
 */
async function ask(question) {
    try {
        return { kind: 'answered', answer: await question() };
    }
    catch (error) {
        if (!(error instanceof ActionError) || ENDS.includes(error.code))
            throw error;
        return { kind: 'refused', refusal: error };
    }
}
/** Of a run that was cancelled, or whose time is over. */
const ENDS = ['cancelled', 'deadline-exceeded'];

/** Counts the instances of an environment. Reads only. */
/**
 * Those that are there now; as many as there are at least, where that cannot be asked; undefined where nothing is known.
 * A single instance is not counted.
 */
async function countInstances(context, { environmentId: EnvironmentId, front: { loadBalancer, instances }, instances: told }) {
    if (loadBalancer === 'none')
        return 1;
    if (told?.kind === 'told')
        return told.instances.length;
    const command = new DescribeEnvironmentResourcesCommand({ EnvironmentId });
    const asked = await ask(() => context.aws.elasticBeanstalk.send(command));
    if (asked.kind === 'answered')
        return asked.answer.EnvironmentResources?.Instances?.length || instances?.min;
    // It only says how many connections are enough.
    context.log.info(`The number of instances is unknown: ${explainRefusal(asked.refusal)}`);
    return instances?.min;
}

/** Options and their settings, as Beanstalk's API writes them. Pure. */
function toApiOption({ namespace, optionName }) {
    return { Namespace: namespace, OptionName: optionName };
}
function toApiSetting({ value, ...option }) {
    return { ...toApiOption(option), Value: value };
}

/** Option settings as far as they are about the front of an environment: picked, found, and as they will be. Pure. */
/** What of an environment's settings says how clients come to its instances: none of it is secret. */
function pickFrontSettings(settings) {
    return settings.filter(({ Namespace = '' }) => isAboutFront(Namespace));
}
function isAboutFront(namespace) {
    return OF_FRONT.test(namespace);
}
/** The settings as they will be when these have been set. */
function applySettings(settings, planned) {
    const isPlanned = ({ Namespace, OptionName }) => planned.some(({ namespace, optionName }) => namespace === Namespace && optionName === OptionName);
    return [...settings.filter(setting => !isPlanned(setting)), ...planned.map(toApiSetting)];
}
function findSetting(settings, namespace, name) {
    return settings.find(({ Namespace, OptionName }) => Namespace === namespace && OptionName === name)?.Value;
}
const OF_FRONT = /^aws:(autoscaling:asg|ec2:vpc|elb:.*|elbv2:.*|elasticbeanstalk:environment|elasticbeanstalk:environment:process:.*)$/;

/** What stands in front of the instances of an environment, as its option settings have it. Pure. */
const ENVIRONMENT = 'aws:elasticbeanstalk:environment';
const KINDS = ['classic', 'application', 'network'];
/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
function describeFront(settings) {
    const type = findSetting(settings, ENVIRONMENT, 'EnvironmentType');
    const kind = KINDS.find(name => name === (findSetting(settings, ENVIRONMENT, 'LoadBalancerType') ?? 'classic'));
    if (type === 'SingleInstance')
        return SINGLE;
    if (type !== 'LoadBalanced' || !kind)
        return UNKNOWN$1;
    const isShared = findSetting(settings, ENVIRONMENT, 'LoadBalancerIsShared') === 'true';
    const listeners = listListeners(settings, kind);
    return {
        loadBalancer: kind,
        isShared,
        listeners,
        idleTimeoutSeconds: isShared ? undefined : readIdle(settings, kind),
        isSticky: readStickiness(settings, kind, listeners),
        instances: readInstances$1(settings),
    };
}
/** A Network Load Balancer has no such option. */
const IDLE_TIMEOUTS = {
    classic: { namespace: 'aws:elb:policies', optionName: 'ConnectionSettingIdleTimeout' },
    application: { namespace: 'aws:elbv2:loadbalancer', optionName: 'IdleTimeout' },
    network: undefined,
};
/** And so reads the request: of a Classic Load Balancer it then takes the Upgrade out. */
function speaksHttp({ protocol }) {
    return /^HTTPS?$/i.test(protocol ?? '');
}
const HTTP = { port: 80, protocol: 'HTTP', isSecure: false, namespace: '' };
const NOTHING_KNOWN = { isShared: false, idleTimeoutSeconds: undefined, isSticky: undefined };
const SINGLE = { ...NOTHING_KNOWN, loadBalancer: 'none', listeners: [HTTP], instances: { min: 1, max: 1 } };
const UNKNOWN$1 = { ...NOTHING_KNOWN, loadBalancer: 'unknown', listeners: [], instances: undefined };
/** Of Application and of Classic Load Balancers, where nobody chose another. */
const USUAL_IDLE_SECONDS = 60;
function readIdle(settings, kind) {
    const option = IDLE_TIMEOUTS[kind];
    if (!option)
        return undefined;
    const seconds = Number(findSetting(settings, option.namespace, option.optionName) ?? '');
    return seconds > 0 ? seconds : USUAL_IDLE_SECONDS;
}
/** The processes that the listeners forward to, unless a rule of theirs says otherwise. */
function listDefaultProcesses(settings, listeners) {
    const processes = listeners.map(({ namespace }) => findSetting(settings, namespace, 'DefaultProcess') || 'default');
    return [...new Set(['default', ...processes])].map(process => `${ENVIRONMENT}:process:${process}`);
}
/** A Network Load Balancer knows no cookies, nor does a listener that does not speak HTTP. */
function readStickiness(settings, kind, listeners) {
    if (kind === 'network' || !listeners.some(speaksHttp))
        return false;
    if (kind === 'classic')
        return findSetting(settings, 'aws:elb:policies', 'Stickiness Policy') === 'true';
    const processes = listDefaultProcesses(settings, listeners);
    return processes.every(namespace => findSetting(settings, namespace, 'StickinessEnabled') === 'true');
}
function readInstances$1(settings) {
    const [min, max] = ['MinSize', 'MaxSize'].map(name => Number(findSetting(settings, 'aws:autoscaling:asg', name) ?? ''));
    return min && max ? { min, max } : undefined;
}
function listListeners(settings, kind) {
    const isClassic = kind === 'classic';
    const pattern = isClassic ? /^aws:elb:listener(?::(\d{1,5}))?$/ : /^aws:elbv2:listener:(?:default|(\d{1,5}))$/;
    const namespaces = [...new Set(settings.flatMap(({ Namespace = '' }) => (pattern.test(Namespace) ? Namespace : [])))];
    return namespaces
        .filter(namespace => findSetting(settings, namespace, 'ListenerEnabled') !== 'false')
        .map(namespace => {
        const usual = kind === 'network' ? 'TCP' : 'HTTP';
        const protocol = findSetting(settings, namespace, isClassic ? 'ListenerProtocol' : 'Protocol') || usual;
        const port = Number(pattern.exec(namespace)?.[1] ?? 80);
        return { port, protocol, isSecure: /^(HTTPS|SSL|TLS)$/i.test(protocol), namespace };
    });
}

/** What the option settings of a request change, told without any value that may be secret. Pure. */
/** `current`: all settings of the environment; none at all where they could not be read. */
function compareSettings(asked, current) {
    return (asked ?? []).map(({ namespace, optionName, value }) => {
        const before = findSetting(current, namespace, optionName);
        const kind = current.length === 0 ? 'unknown' : compare(before, value);
        const shown = isPublic(namespace) ? { before, after: value } : { before: undefined, after: undefined };
        return { namespace, optionName, kind, ...shown };
    });
}
function compare(before, after) {
    if (before === undefined || before === '')
        return 'new';
    return before === after ? 'same' : 'changed';
}
/** Properties of the app, passwords of databases and whatever AWS adds later are not among them. */
const PUBLIC = /^aws:(autoscaling:(trigger|updatepolicy:rollingupdate)|elasticbeanstalk:(command|environment:proxy(:staticfiles)?|healthreporting:system|cloudwatch:logs(:health)?|managedactions(:platformupdate)?))$/;
function isPublic(namespace) {
    return isAboutFront(namespace) || PUBLIC.test(namespace);
}

/** The names of the applications in the region. Reads only. */
/** Undefined where they may not be listed. */
async function listApplications(context) {
    try {
        const { Applications = [] } = await context.aws.elasticBeanstalk.send(new DescribeApplicationsCommand({}));
        return Applications.flatMap(application => application.ApplicationName ?? []);
    }
    catch (error) {
        if (!isDenied(error))
            throw error;
        context.log.info(`The applications of the account are unknown: ${explainRefusal(error)}`);
        return undefined;
    }
}

/** There is no environment of that name, and none is created: says what there is instead, for a wrong region is the usual cause. */
const MOST_NAMES = 10;
async function explainMissing(context, { applicationName, environmentName }, { environments, howToCreate, input = 'environment-name' }) {
    const { region } = context.aws;
    const others = listNames$1(environments.map(environment => environment.EnvironmentName));
    if (others) {
        return new ActionError({
            code: 'environment-missing',
            message: `'${input}' was "${environmentName}", which the application "${applicationName}" does not have in ${region}.`,
            hint: `Use one of its environments there: ${others}. Or check 'aws-region'.${howToCreate ? `\n${howToCreate}` : ''}`,
        });
    }
    const applications = await listApplications(context);
    const exists = applications?.includes(applicationName) ?? true;
    const names = listNames$1(applications ?? []);
    const create = howToCreate ?? ['Or create it:', ...writeCreation(region, { applicationName, environmentName }, exists)].join('\n');
    return new ActionError({
        code: exists ? 'environment-missing' : 'application-missing',
        message: exists
            ? `'${input}' was "${environmentName}", but the application "${applicationName}" has no environment in ${region}${applications ? '' : ', or does not exist there'}.`
            : `'application-name' was "${applicationName}", which does not exist in ${region}${names ? ` (there: ${names})` : ', where the account has no application'}.`,
        hint: `Check 'aws-region' ("${region}") first.\n${create}`,
    });
}
function writeCreation(region, { applicationName, environmentName }, hasApplication) {
    const inApplication = `--application-name ${toShellWord(applicationName)}`;
    const stack = '"64bit Amazon Linux 2023 v6.7.2 running Node.js 24"';
    return [
        ...(hasApplication ? [] : [`create-application ${inApplication}`]),
        `create-environment ${inApplication} --environment-name ${environmentName} --solution-stack-name ${stack}`,
    ].map(command => writeCommand(region, `elasticbeanstalk ${command}`));
}
// An account may have hundreds.
function listNames$1(names) {
    return listFew(names.map(name => quoteForeign(name ?? '')), MOST_NAMES);
}

/** The platform of an environment, read from the names that Beanstalk gives it. */
/**
 * Never throws: a name that cannot be read (a later form) gives the family and generation 'unknown', and one with an
 * account in its ARN the family 'custom'. Of two names the solution stack name counts, unless only the ARN can be read.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/platforms/platforms-supported.html
 */
function parsePlatform({ solutionStackName, platformArn, tierName }) {
    const name = solutionStackName || platformArn || '';
    if (tierName === 'Cluster')
        return { ...unknownPlatform(name), family: 'cluster' };
    const found = [parseSolutionStackName(solutionStackName ?? ''), parsePlatformArn(platformArn ?? '')];
    return found.find(platform => platform !== undefined) ?? unknownPlatform(name);
}
/**
 * A custom platform keeps its family 'custom', for it may have any layout: what is told of it only says what it was made of.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_PlatformDescription.html
 */
function readPlatformDescription(name, described) {
    const { PlatformVersion: platformVersion = '', PlatformBranchName = '', OperatingSystemName = '' } = described;
    const [, branch = '', on = ''] = BRANCH_NAME.exec(PlatformBranchName) ?? [];
    const system = on || `${OperatingSystemName} ${described.OperatingSystemVersion ?? ''}`.trim();
    const parts = { name, system, platformVersion, runtime: branch || (described.PlatformCategory ?? '') };
    const read = parseSolutionStackName(described.SolutionStackName ?? '') ?? makePlatform(parts);
    const platform = read ? { ...read, name } : unknownPlatform(name);
    return described.PlatformOwner === 'self' || isCustomArn(name) ? { ...platform, family: 'custom' } : platform;
}
// "64bit Amazon Linux 2023 v6.7.2 running Node.js 24"
const SOLUTION_STACK_NAME = /^(?:64|32)bit (.{1,80}?) v(\d[\w.]*) running (.{1,100}?)(?: \(BETA\))?$/;
function parseSolutionStackName(name) {
    const [, system = '', platformVersion = '', runtime = ''] = SOLUTION_STACK_NAME.exec(name.trim()) ?? [];
    return makePlatform({ name, system, platformVersion, runtime });
}
const BRANCH_NAME = /^(.{1,100}?) running on (?:64|32)bit (.{1,80})$/;
// "arn:aws:elasticbeanstalk:eu-central-1::platform/Node.js 24 running on 64bit Amazon Linux 2023/6.7.2"
const PLATFORM_ARN = /^arn:[\w-]+:elasticbeanstalk:[\w-]*:(\d*):platform\/(.{1,200})\/(\d[\w.]*)$/;
function parsePlatformArn(name) {
    const [, account, branch = '', platformVersion = ''] = PLATFORM_ARN.exec(name.trim()) ?? [];
    if (account)
        return { ...unknownPlatform(name), family: 'custom', platformVersion };
    const [, runtime = '', system = ''] = BRANCH_NAME.exec(branch) ?? [];
    return makePlatform({ name, system, platformVersion, runtime: runtime.replace(/ \(BETA\)$/, '') });
}
/** Between the last two colons stands the account, and only a custom platform has one. */
function isCustomArn(name) {
    return Boolean(PLATFORM_ARN.exec(name.trim())?.[1]);
}
function makePlatform(parts) {
    const { system, ...names } = parts;
    const generation = findFirst(GENERATIONS, system);
    const family = generation === 'windows' ? 'windows' : findFirst(FAMILIES, names.runtime);
    return generation && family ? { ...names, family, generation } : undefined;
}
// In order: "Amazon Linux 2023" is also an "Amazon Linux 2…". Preconfigured Docker ran on Debian, in AL1's time.
const GENERATIONS = [
    [/^Amazon Linux 2023$/, 'al2023'],
    [/^Amazon Linux 2$/, 'al2'],
    [/^Amazon Linux( 20\d\d\.\d\d)?$/, 'al1'],
    [/^Debian /, 'al1'],
    [/^Windows Server /, 'windows'],
];
// In order: "Tomcat 10 Corretto 21" is a Tomcat, "Multi-container Docker" is ECS, "(Preconfigured - Docker)" is Docker.
const FAMILIES = [
    [/\(Preconfigured - Docker\)|^Preconfigured Docker\b/, 'docker'],
    [/^(ECS|Multi-container Docker)\b/, 'ecs'],
    [/^Docker\b/, 'docker'],
    [/^Node\.js\b/, 'nodejs'],
    [/^Python\b/, 'python'],
    [/^Go\b/, 'go'],
    [/^Tomcat\b/, 'tomcat'],
    [/^(Corretto|Java)\b/, 'corretto'],
    [/^\.NET\b/, 'dotnet'],
    [/^(Ruby|Puma with Ruby|Passenger with Ruby)\b/, 'ruby'],
    [/^PHP\b/, 'php'],
];
function findFirst(table, text) {
    return table.find(([pattern]) => pattern.test(text))?.[1];
}
function unknownPlatform(name) {
    return { name, family: 'unknown', generation: 'unknown', runtime: '', platformVersion: '' };
}

/** Finds the platform of an environment. Reads only. */
/** AWS is asked only about a platform whose name does not say what it is. A denied call leaves it as its name has it. */
async function findPlatform(context, environment) {
    const { SolutionStackName: solutionStackName, PlatformArn, Tier } = environment;
    const platform = parsePlatform({ solutionStackName, platformArn: PlatformArn, tierName: Tier?.Name });
    if (!PlatformArn || (platform.family !== 'unknown' && platform.family !== 'custom'))
        return platform;
    try {
        const asked = new DescribePlatformVersionCommand({ PlatformArn });
        const { PlatformDescription = {} } = await context.aws.elasticBeanstalk.send(asked);
        return readPlatformDescription(platform.name, PlatformDescription);
    }
    catch (error) {
        if (!isDenied(error))
            throw error;
        context.log.info(`The platform "${platform.name}" is unknown: ${explainRefusal(error)}`);
        return platform;
    }
}

/** Reads a listing page by page, to its end and no further. */
/** A listing of a thousand entries a page that is longer than this belongs to nobody. */
const MAX_PAGES = 100;
/** @throws ActionError when AWS hands out a token again, or ever new ones: such a listing has no end. */
async function readPages(ask) {
    const pages = [];
    const seen = new Set();
    for (let token = {};;) {
        const page = await ask(token);
        pages.push(page);
        const { NextToken } = page;
        if (!NextToken)
            return pages;
        if (seen.has(NextToken) || pages.length >= MAX_PAGES)
            throw endless(pages.length);
        seen.add(NextToken);
        token = { NextToken };
    }
}
function endless(pages) {
    return new ActionError({
        code: 'aws-answer-unreadable',
        message: `AWS answered with a listing that did not end: after ${pages} pages there was still a next one.`,
        hint: 'Run the job again. If it happens again, look for a proxy between the runner and AWS (AWS_ENDPOINT_URL, HTTPS_PROXY).',
    });
}

/** Why no version can be deployed to an environment that clients reach, or it cannot be looked for; and what to do. */
function terminating(name) {
    return new ActionError({
        code: 'environment-terminating',
        message: `The environment "${name}" was being terminated.`,
        hint: 'Wait until it is gone and create it again, or deploy to another environment.',
    });
}
function workerTier(name, input = 'environment-name') {
    return new ActionError({
        code: 'worker-tier',
        message: `The environment "${name}" was a worker: it takes its work from a queue, and no client can open a WebSocket to it.`,
        hint: `Write the name of a web server environment in '${input}'.`,
    });
}
// A policy that names one application denies what is misspelt.
function deniedToFind(error, region) {
    const { code, message, hint } = error;
    const names = `Or check 'application-name' and 'aws-region' ("${region}"): the policy may allow it for others.`;
    return new ActionError({ code, message, hint: `${hint}\n${names}`, cause: error });
}

/** The environments that an application has. Reads only. */
// Terminated environments stay listed for an hour or so, under names that may be in use again.
async function listLiving(context, ApplicationName) {
    const pages = await readPages(token => context.aws.elasticBeanstalk.send(new DescribeEnvironmentsCommand({ ApplicationName, IncludeDeleted: false, ...token }))).catch(error => {
        throw isDenied(error) ? deniedToFind(error, context.aws.region) : error;
    });
    return pages.flatMap(page => page.Environments ?? []).filter(environment => environment.Status !== 'Terminated');
}

/** Reads the option settings of an environment; what may not be read is told, and none. */
async function readSettings(context, name) {
    try {
        const { ConfigurationSettings = [] } = await context.aws.elasticBeanstalk.send(new DescribeConfigurationSettingsCommand({
            ApplicationName: name.applicationName,
            EnvironmentName: name.environmentName,
        }));
        return ConfigurationSettings.flatMap(settings => settings.OptionSettings ?? []);
    }
    catch (error) {
        if (!isDenied(error))
            throw error;
        context.log.warning(`The environment's settings are unknown. ${error.message} ${error.hint}`);
        return [];
    }
}

/** Finds the environment as it is before the deployment. Reads only. */
/** Throws an ActionError that lists what there is when the environment does not exist or cannot serve WebSockets. */
async function findEnvironment(context, name) {
    const lookup = await lookUpEnvironment(context, name);
    if (lookup.kind === 'missing')
        throw await explainMissing(context, name, { environments: lookup.others });
    return lookup.environment;
}
/** Throws an ActionError when there is one that cannot serve WebSockets. */
async function lookUpEnvironment(context, name) {
    const environments = await listLiving(context, name.applicationName);
    const found = environments.find(environment => environment.EnvironmentName === name.environmentName);
    if (!found)
        return { kind: 'missing', others: environments };
    if (found.Status === 'Terminating')
        throw terminating(name.environmentName);
    if (found.Tier?.Name === 'Worker')
        throw workerTier(name.environmentName);
    return { kind: 'found', environment: await surveyFound(context, name, found) };
}
async function surveyFound(context, name, found) {
    const [settings, platform] = [await readSettings(context, name), await findPlatform(context, found)];
    const port = findSetting(settings, ENVIRONMENT_PROPERTIES, 'PORT');
    return {
        ...{ ...toState$1(found), platform, port },
        ...(found.PlatformArn ? { platformArn: found.PlatformArn } : {}),
        proxyServer: toProxyServer(settings),
        front: describeFront(settings),
        frontSettings: pickFrontSettings(settings),
        settingChanges: compareSettings(name.optionSettings, settings),
        staticFiles: toStaticFiles(settings),
    };
}
function toState$1(environment) {
    return {
        id: environment.EnvironmentId ?? '',
        name: environment.EnvironmentName ?? '',
        applicationName: environment.ApplicationName ?? '',
        status: environment.Status ?? 'unknown',
        health: environment.Health ?? 'unknown',
        versionLabel: environment.VersionLabel,
        cname: toHost(environment.CNAME ?? environment.EndpointURL ?? ''),
        updatedAtMs: environment.DateUpdated?.getTime() ?? 0,
    };
}
const PROXY = 'aws:elasticbeanstalk:environment:proxy';
// It becomes part of a URL, whose host a text with a slash or a question mark in it would decide.
function toHost(text) {
    return /^[\w.-]{1,253}(:\d{1,5})?$/.test(text) ? text : '';
}
function toProxyServer(settings) {
    const value = findSetting(settings, PROXY, 'ProxyServer');
    return ['nginx', 'apache', 'none'].find(proxy => proxy === value);
}
/** The second is that of Node.js on Amazon Linux 1. */
const STATIC_FILES = [`${PROXY}:staticfiles`, 'aws:elasticbeanstalk:container:nodejs:staticfiles'];
function toStaticFiles(settings) {
    const mapped = settings.filter(({ Namespace = '' }) => STATIC_FILES.includes(Namespace));
    return Object.fromEntries(mapped.map(({ OptionName = '', Value = '' }) => [OptionName, Value]));
}

/** Which deployment each instance has, beside the one that it should have. Pure. */
function compareInstances(instances, wanted) {
    const by = Object.groupBy(instances, instance => standingOf(instance, wanted));
    const { onNew = [], onEarlier = [], onOther = [], failed = [], silent = [] } = by;
    return { onNew, onEarlier, onOther, failed, silent };
}
function standingOf(instance, { label, afterId }) {
    const { versionLabel, deploymentId, status } = instance;
    if (versionLabel === undefined || status === 'In Progress')
        return 'silent';
    if (versionLabel !== label)
        return 'onOther';
    if (status === 'Failed')
        return 'failed';
    const isEarlier = afterId !== undefined && deploymentId !== undefined && deploymentId <= afterId;
    return isEarlier ? 'onEarlier' : 'onNew';
}
/** "i-1 runs version "v1" (deployment 3), i-2 failed to deploy version "v2" (deployment 4)". */
function describeInstances(instances) {
    return listFew(instances.map(describeInstance));
}
function describeInstance({ instanceId, versionLabel, deploymentId, status }) {
    const id = toPrintableLine(instanceId, 60);
    if (versionLabel === undefined)
        return `${id} has not told what it runs`;
    const what = `version ${quoteForeign(versionLabel)}${deploymentId === undefined ? '' : ` (deployment ${deploymentId})`}`;
    if (status === 'Failed')
        return `${id} failed to deploy ${what}`;
    return status === 'In Progress' ? `${id} is deploying ${what}` : `${id} runs ${what}`;
}
/**
 * Without a wanted version those are odd that differ from the most. Undefined where none is; an instance that has not
 * told what it runs is not.
 */
function findOddInstances(instances, wantedLabel) {
    const label = wantedLabel ?? findMostUsedLabel(instances);
    if (label === undefined)
        return undefined;
    const { onOther, failed } = compareInstances(instances, { label, afterId: undefined });
    const odd = [...onOther, ...failed];
    if (odd.length === 0)
        return undefined;
    return {
        count: odd.length,
        ofCount: instances.length,
        ...(wantedLabel === undefined ? {} : { wantedLabel }),
        description: describeInstances(odd),
    };
}
function findMostUsedLabel(instances) {
    const told = instances.filter(({ versionLabel }) => versionLabel !== undefined);
    const groups = [...Map.groupBy(told, ({ versionLabel }) => versionLabel)];
    return groups.sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

/** Asks which deployment each instance has, where the environment's health is enhanced. Reads only. */
function openInstancesLooker(context, environmentId) {
    let final;
    return async () => {
        if (final)
            return final;
        const look = await lookAtInstances(context, environmentId);
        if (look.kind === 'unknown')
            final = look;
        return look;
    };
}
async function lookAtInstances(context, EnvironmentId) {
    const asked = await ask(() => readPages(token => context.aws.elasticBeanstalk.send(new DescribeInstancesHealthCommand({ EnvironmentId, AttributeNames: ['Deployment'], ...token }))));
    if (asked.kind === 'refused') {
        const { refusal } = asked;
        const reason = refusal.message;
        if (isTransient(refusal))
            return { kind: 'pending', reason };
        if (isAwsError(refusal, 'InvalidRequestException'))
            return { kind: 'unknown', reason: NOT_ENHANCED };
        if (isDenied(refusal))
            context.log.warning(`Which version each instance runs is unknown. ${explainRefusal(refusal)}`);
        return { kind: 'unknown', reason };
    }
    const instances = asked.answer.flatMap(page => page.InstanceHealthList ?? []).map(toDeployment);
    return instances.length > 0 ? { kind: 'told', instances } : { kind: 'pending', reason: 'no instance was listed' };
}
const NOT_ENHANCED = "the environment's health reporting is basic, and only the enhanced one tells";
function toDeployment({ InstanceId, Deployment }) {
    return {
        instanceId: InstanceId ?? 'unknown instance',
        versionLabel: Deployment?.VersionLabel,
        deploymentId: Deployment?.DeploymentId,
        status: Deployment?.Status,
    };
}
/** The newest deployment that any instance has; undefined where that is not known. */
function findNewestDeployment(look) {
    if (look.kind !== 'told')
        return undefined;
    const ids = look.instances.flatMap(({ deploymentId }) => deploymentId ?? []);
    return ids.length > 0 ? Math.max(...ids) : undefined;
}

/** Decides which protocol is spoken when the WebSocket is open, and where its servers usually are. Pure. */
/**
 * The protocol that was given counts first, then what the path says, then what the bundle depends on; but a path that
 * was given is not asked in a protocol that nothing but the dependencies suggests, unless it is usually there.
 */
function chooseProtocol({ url, path, probe }, requestTarget, found) {
    if (probe.protocol !== 'auto')
        return { asked: { name: probe.protocol, isGuess: false }, because: 'protocol' };
    const byPath = { asked: guessProtocol(requestTarget), because: 'its path says so' };
    if (!found || byPath.asked.name !== 'websocket')
        return byPath;
    const isGiven = url !== undefined || path !== undefined;
    const isUsual = cutQuery(protocols[found.name].usualPath) === cutQuery(requestTarget);
    if (isGiven && !isUsual)
        return byPath;
    return { asked: { name: found.name, isGuess: true }, because: found.because };
}
/** The path that was found in the bundle, or the usual one of a protocol that says more about it. */
function refinePath(path, given, found) {
    const name = given === 'auto' ? found?.name : given;
    const { usualPath } = protocols[name ?? 'websocket'];
    const isOtherProtocol = given !== 'auto' && path.source !== 'location' && guessProtocol(path.path).name !== name;
    if (usualPath === '/' || !(path.source === 'default' || isOtherProtocol))
        return path;
    return { ...path, path: usualPath, because: `servers of ${name} are usually there` };
}
function cutQuery(requestTarget) {
    return requestTarget.replace(/\?.*/s, '');
}

/** Decides which WebSocket is opened, and how patiently. Pure. */
/** Throws an ActionError when there is no host to ask. */
function planHandshake(request, facts) {
    const { survey, found } = facts;
    const { url, because, isGuess } = chooseUrl(request, survey, found);
    const parsed = parseTarget(url);
    const printableUrl = parsed.kind === 'target' ? parsed.target.printableUrl : 'a URL that cannot be read';
    const requestTarget = parsed.kind === 'target' ? parsed.target.requestTarget : '/';
    const protocol = chooseProtocol(request, requestTarget, facts.protocol);
    const withinMs = request.timeoutMs ?? PATIENCE_MS;
    const own = { isOwnAddress: request.url === undefined, ownAddress: findOwnAddress(survey) };
    return { url, printableUrl, because, isGuess, ...own, protocol, withinMs, inARow: request.inARow };
}
const PATIENCE_MS = 120_000;
/** A name that was made a moment ago has to get around first. */
const PATIENCE_WITH_NEW_MS = 300_000;
/** The same WebSocket, of an environment that did not exist when it was planned. Throws as planHandshake does. */
function replanHandshake({ timeoutMs }, plan, survey) {
    const withinMs = timeoutMs ?? PATIENCE_WITH_NEW_MS;
    const ownAddress = findOwnAddress(survey);
    if (!plan.isOwnAddress)
        return { ...plan, withinMs, ownAddress };
    const { pathname, search } = new URL(plan.url);
    const url = toEnvironmentUrl(survey, pathname + search);
    const parsed = parseTarget(url);
    return {
        ...plan,
        withinMs,
        ownAddress,
        url,
        printableUrl: parsed.kind === 'target' ? parsed.target.printableUrl : '',
    };
}
function chooseUrl({ url, path }, survey, found) {
    if (url)
        return { url, because: 'websocket-url', isGuess: false };
    if (path)
        return { url: toEnvironmentUrl(survey, path), because: 'websocket-path', isGuess: false };
    return { url: toEnvironmentUrl(survey, found.path), because: found.because, isGuess: true };
}
/**
 * `ws:` where anything listens for it, because no certificate of one's own is for the name that Beanstalk gives; `wss:`
 * where only that is listened for. Throws an ActionError when there is no host to ask.
 */
function toEnvironmentUrl({ cname, name, front }, path) {
    if (!cname)
        throw withoutAddress(name);
    const { isSecure, port } = chooseListener(front);
    const url = new URL(`${isSecure ? 'wss' : 'ws'}://${cname}${path}`);
    // On AWS the name has no port of its own.
    if (url.port === '')
        url.port = String(port);
    return url.href;
}
/** Where the environment's name has a port, as outside of AWS: the listener that it leads to is another. */
function findOwnAddress({ cname, front }) {
    const parsed = parseTarget(`ws://${cname}`);
    if (parsed.kind !== 'target' || !cname.includes(':'))
        return undefined;
    const { host, port } = parsed.target;
    return { host, port, listenerPort: chooseListener(front).port };
}
/** The listener that the URL leads to, as AWS knows it. */
function findListenerPort({ url, ownAddress }) {
    const parsed = parseTarget(url);
    if (parsed.kind !== 'target')
        return HTTP_PORT$1;
    return toListenerPort(ownAddress ? { ownAddress } : {}, parsed.target);
}
/** Of a URL that nobody can read: it is refused where it is asked. */
const HTTP_PORT$1 = 80;
function chooseListener({ listeners }) {
    const told = listeners.map(({ port, isSecure }) => ({ port, isSecure: isSecure || port === 443 }));
    const plain = told.filter(({ isSecure }) => !isSecure);
    const usual = plain.length > 0 ? 80 : 443;
    const fitting = plain.length > 0 ? plain : told;
    return fitting.find(({ port }) => port === usual) ?? fitting[0] ?? { port: 80, isSecure: false };
}
function withoutAddress(name) {
    return new ActionError({
        code: 'environment-without-address',
        message: `The environment "${name}" had no host name at which a client could ask.`,
        hint: 'Look at the CNAME of the environment in the Elastic Beanstalk console, or write the full URL: "websocket-url: wss://chat.example.com/ws".',
    });
}

/** Which of the locations that nginx has answers at a path. */
/**
 * As nginx chooses, locations inside of others included.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_core_module.html#location
 */
function chooseLocation(locations, path) {
    const exact = locations.find(location => location.modifier === '=' && location.path === path);
    if (exact)
        return { prefix: exact, patterns: [] };
    const prefixes = locations.filter(({ modifier }) => /^(\^~)?$/.test(modifier));
    const [longest] = prefixes
        .filter(({ path: prefix }) => path.startsWith(prefix))
        .toSorted((a, b) => b.path.length - a.path.length);
    // nginx sends a client that asks for "/ws" to "/ws/" where something is behind the latter.
    const redirecting = prefixes.find(location => location.handsOn && location.path === `${path}/`);
    if (redirecting && longest?.path !== path)
        return { prefix: redirecting, patterns: [] };
    const inner = longest ? chooseLocation(longest.inner, path) : NOTHING;
    if (inner.prefix?.modifier === '=')
        return inner;
    const beside = longest?.modifier === '^~' ? [] : locations.filter(({ modifier }) => modifier.startsWith('~'));
    return { prefix: inner.prefix ?? longest, patterns: [...inner.patterns, ...beside] };
}
const NOTHING = { prefix: undefined, patterns: [] };

/** What can be said about a regular expression of a location without trying it out, which may take for ever. */
/**
 * Whether it may match `path`, or what is below it: 'file-names' for one that matches only what has a dot below it.
 * What it is not sure of is 'perhaps'.
 */
function reachOf(location, path) {
    const isCaseless = location.modifier === '~*';
    const source = location.path;
    if (source.length > LONGEST_SOURCE || hasAlternatives(source))
        return 'perhaps';
    const literal = readLiteralStart(source);
    const whole = path.endsWith('/') ? path : `${path}/`;
    if (literal !== undefined && isElsewhere(literal, whole, isCaseless))
        return 'never';
    return needsFileName(source, path) ? 'file-names' : 'perhaps';
}
const LONGEST_SOURCE = 500;
/** Outside of groups, where each of them stands for itself. */
function hasAlternatives(source) {
    const plain = source.replaceAll(/\\./gs, '').replaceAll(/\[\^?\]?[^\]]*\]/g, '');
    let depth = 0;
    for (const character of plain) {
        if (character === '(')
            depth += 1;
        if (character === ')')
            depth -= 1;
        if (character === '|' && depth <= 0)
            return true;
    }
    return false;
}
/** "^/ws\.v1/(a|b)": "/ws.v1/". Undefined for one that may begin anywhere. */
function readLiteralStart(source) {
    const [, text = '', next = ''] = /^\^((?:[\w/~-]|\\[./-])*)(.?)/s.exec(source) ?? [];
    if (!source.startsWith('^'))
        return undefined;
    const literal = text.replaceAll('\\', '');
    // What a quantifier stands behind may be missing.
    return /[?*{]/.test(next) ? literal.slice(0, -1) : literal;
}
function isElsewhere(literal, whole, isCaseless) {
    const [a, b] = isCaseless ? [literal.toLowerCase(), whole.toLowerCase()] : [literal, whole];
    return !a.startsWith(b) && !b.startsWith(a);
}
// "/\.ht", "\.(js|css)$", "^/.+\.php$". A path that is written into a file has no "/." in it.
function needsFileName(source, path) {
    if (/^\/\\\.(?![?*{])/.test(source))
        return true;
    const [, ending] = /(?<!\\)\\\.(\w+|\((?:\?:)?[\w|]+\))\$$/.exec(source) ?? [];
    return ending !== undefined && !/\.[^/]*$/.test(path);
}

/** What the proxy of a deployment does with requests at a path, as the bundle's files and the platform's read. Pure. */
/** Without what is added to the bundle. `path`: without a query. */
function findWay(survey, path) {
    const way = survey.proxy.proxy === 'apache' ? findHttpdWay(survey, path) : findNginxWay(survey, path);
    return isDoubtful(survey) ? { ...way, upgrade: 'unknown', to: UNKNOWN } : way;
}
const UNKNOWN = { kind: 'unknown' };
const APP = { kind: 'app' };
/** Whether the instance may have other files than those that were read. */
function isDoubtful({ completer, writtenFiles, unreadable, unreadIncludes }) {
    const writes = writtenFiles.some(({ target }) => /^\/etc\/(nginx|httpd)\/|^\/var\/proxy\//.test(target));
    return completer !== undefined || writes || unreadable.length > 0 || unreadIncludes.server.length > 0;
}
function findNginxWay(survey, path) {
    const { locations, overrides } = survey;
    const { prefix, patterns } = chooseLocation(locations, path);
    const reaching = patterns.filter(pattern => reachOf(pattern, path) === 'perhaps');
    const candidates = prefix ? [...reaching, prefix] : reaching;
    const own = candidates.filter(({ isOwn }) => isOwn);
    // A file in the place of the platform's may well have left nothing for the path.
    if (candidates.length === 0 && overrides.length > 0)
        return withUnread(overrides.map(({ name }) => name));
    if (own.length === 0)
        return describePlatform(survey);
    const files = listNames(own);
    const targets = candidates.map(location => findTarget(location, survey));
    const [target = UNKNOWN] = targets;
    return {
        files,
        upgrade: agree(candidates.map(({ passing }) => passing.upgrade)) ?? 'unknown',
        to: targets.every(({ kind }) => kind === target.kind) ? target : UNKNOWN,
    };
}
function describePlatform({ proxy: { forwardsUpgrade, target } }) {
    const upgrade = { yes: 'forwards', no: 'drops', unknown: 'unknown' }[forwardsUpgrade];
    return { files: [], upgrade, to: target.kind === 'unknown' ? UNKNOWN : APP };
}
function withUnread(files) {
    return { files, upgrade: 'unknown', to: UNKNOWN };
}
function listNames(found) {
    return [...new Set(found.map(({ file }) => file))];
}
/** Undefined where they differ. */
function agree(values) {
    return values.every(value => value === values[0]) ? values[0] : undefined;
}
/** Which ports are not the app's is for the rules of the scan to say. */
function findTarget({ passing: { proxyPass }, isOwn }, survey) {
    if (!isOwn)
        return describePlatform(survey).to;
    if (!proxyPass)
        return UNKNOWN;
    const [, host = '', port] = /^https?:\/\/([^:/$]+)(?::(\d+))?(?:\/[^$]*)?$/.exec(proxyPass.to) ?? [];
    const servers = survey.upstreamServers.filter(({ upstream }) => upstream === host);
    const places = servers.length > 0 ? servers : [{ ...proxyPass, address: `${host}:${port ?? 80}` }];
    const wrong = places.find(place => isOtherPort(place, survey));
    if (wrong) {
        const { file, line, address } = wrong;
        return { kind: 'other-port', port: readPort(address), file, line };
    }
    return places.every(({ address }) => isApp(address, survey)) ? APP : UNKNOWN;
}
function isOtherPort({ file, line }, { findings }) {
    return findings.some(each => each.rule === 'not-the-port-of-the-app' && each.file === file && each.line === line);
}
function isApp(address, { proxy: { target } }) {
    if (target.kind === 'socket' || target.kind === 'container')
        return address === `${target.upstream}:80`;
    return target.kind === 'loopback' && LOCAL.test(address) && readPort(address) === target.port;
}
const LOCAL = /^(127\.\d+\.\d+\.\d+|localhost|0\.0\.0\.0)(:\d+)?$/;
function readPort(address) {
    return Number(/:(\d+)$/.exec(address)?.[1] ?? 80);
}
function findHttpdWay(survey, path) {
    const { mappings } = survey.httpd;
    const reaching = mappings.filter(mapping => mayAnswer(mapping, path));
    const [longest] = reaching
        .filter(mapping => mapping.path !== undefined)
        .toSorted((a, b) => (b.path?.length ?? 0) - (a.path?.length ?? 0));
    const candidates = [...reaching.filter(mapping => mapping.path === undefined), ...(longest ? [longest] : [])];
    if (candidates.length === 0)
        return describePlatform(survey);
    const passes = agree(candidates.map(({ passesUpgrade }) => passesUpgrade));
    const isAppOnly = candidates.every(({ target = '' }) => isApp(target.replace(/^\w+:\/\/([^/]*).*$/, '$1'), survey));
    return {
        files: listNames(candidates),
        upgrade: passes === undefined ? 'unknown' : passes ? 'forwards' : 'drops',
        to: isAppOnly ? APP : UNKNOWN,
    };
}
// httpd compares whole parts of a path: "/ws" is not "/wsfoo".
function mayAnswer({ path: own, pattern = '' }, path) {
    if (own === undefined)
        return reachOf({ modifier: '~', path: pattern }, path) !== 'never';
    const bare = own.replace(/\/$/, '');
    return path === bare || path.startsWith(`${bare}/`);
}

/** What the plan says of the load balancer: what it does with silent connections, and what is changed. Pure. */
/** Undefined where none is known. */
function findShortestTimeout(timeouts) {
    const seconds = timeouts.flatMap(timeout => timeout.seconds ?? []);
    return seconds.length > 0 ? Math.min(...seconds) : undefined;
}
/** No line for a single instance of which nothing was asked. */
function describeLoadBalancer(plan, proxySeconds) {
    return [...plan.tunings.map(describeTuning), ...describeUntuned(plan, proxySeconds)];
}
/** What is not tuned, and why; who cuts silent connections. */
function describeUntuned(plan, proxySeconds) {
    const { mode, tunings, leftToBundle, after } = plan;
    if (after.loadBalancer === 'none')
        return mode === 'tune' ? ['There is no load balancer to tune.'] : [];
    return [
        ...leftToBundle.map(describeLeft),
        ...(mode === 'tune' && tunings.length === 0 ? [describeNoTuning(plan)] : []),
        ...describeSilence(plan, proxySeconds),
    ];
}
function describeNoTuning({ after: { loadBalancer } }) {
    return loadBalancer === 'unknown'
        ? 'Tune nothing: which load balancer there will be is not known before the deployment.'
        : 'Leave the load balancer as it is: nothing is to be changed.';
}
/** What it is for, and the option before and after. */
function describeTuning({ namespace, optionName, before, value, purpose }) {
    return `Set ${namespace}:${optionName} to ${value} (now ${before}): ${PURPOSES[purpose]}.`;
}
function describeLeft({ namespace, optionName, value, named }) {
    const isItself = named.optionName === optionName;
    const what = isItself ? 'it' : `${named.namespace}:${named.optionName} of the same listener`;
    return `Do not set ${namespace}:${optionName} to ${value}: the bundle's .ebextensions set ${what} to ${quoteForeign(named.value)}, and what is set here would win over them for good.`;
}
/** Each is what the option is set for. */
const PURPOSES = {
    listener: 'a listener for TCP or SSL passes the Upgrade on',
    'idle-timeout': 'the load balancer waits for a silent connection as long as the proxy, at most an hour',
    stickiness: 'each client stays with one instance',
};
function describeSilence({ after }, proxySeconds) {
    if (after.loadBalancer === 'unknown')
        return [];
    const proxy = proxySeconds === undefined ? '' : `, by the proxy after ${proxySeconds} s`;
    if (after.isShared)
        return [`A silent connection is cut by the shared load balancer after its idle timeout${proxy}.`];
    const seconds = after.loadBalancer === 'network' ? NETWORK_SECONDS : after.idleTimeoutSeconds;
    const when = seconds === undefined ? 'its idle timeout, which is not known before the deployment' : `${seconds} s`;
    return [`A silent connection is cut by the ${NAMES[after.loadBalancer]} after ${when}${proxy}.`];
}
const NAMES = {
    none: '',
    classic: 'Classic Load Balancer',
    application: 'Application Load Balancer',
    network: 'Network Load Balancer',
};

/** What is known of what stands before the instances, in the handshake's own words. */
function describeFrontAsKnown({ loadBalancer, listeners, idleTimeoutSeconds, isSticky }, timeouts = []) {
    const proxySeconds = findShortestTimeout(timeouts);
    const silenceLimits = {
        ...(proxySeconds === undefined ? {} : { proxy: proxySeconds }),
        ...(idleTimeoutSeconds === undefined ? {} : { loadBalancer: idleTimeoutSeconds }),
    };
    const isKnown = listeners.every(({ protocol }) => protocol !== undefined);
    const heads = new Set(loadBalancer === 'classic' && isKnown ? listeners.map(each => !speaksHttp(each)) : []);
    const [passesUpgrade] = heads.size === 1 ? heads : [];
    return {
        ...(loadBalancer === 'unknown' ? {} : { loadBalancer }),
        ...(passesUpgrade === undefined ? {} : { loadBalancerPassesUpgrade: passesUpgrade }),
        ...(isSticky === undefined ? {} : { stickiness: isSticky ? 'on' : 'off' }),
        silenceLimits,
    };
}
function toKnownCount(instanceCount) {
    return instanceCount === undefined ? {} : { instanceCount };
}

/** What is known of the environment before the network is asked, in the handshake's own words. */
/** Of an environment to which a bundle is deployed. */
function describeKnown({ proxySurvey, proxy: plan, handshake }) {
    const { proxy, hasComposeFile } = proxySurvey;
    const injected = plan.additions.filter(({ purpose }) => purpose === 'upgrade').map(({ name }) => name);
    const way = findWay(proxySurvey, new URL(handshake.url).pathname);
    return {
        // What containers have before the app in them is their own affair.
        ...(hasComposeFile ? {} : nameProxy(proxy)),
        ...(proxy.forwardsUpgrade === 'unknown' ? {} : { platformForwardsUpgrade: proxy.forwardsUpgrade === 'yes' }),
        ...(injected.length > 0 ? { injectedFiles: injected, bundleOverridesProxy: [] } : describeOwn(way)),
        ...(isDoubtful(proxySurvey) ? { isBundleUnread: true } : {}),
        ...(way.to.kind === 'unknown' || hasComposeFile ? {} : { passesTo: way.to }),
        freshDeployment: true,
    };
}
/** Of an environment whose bundle was not read: files of its own may have changed what the platform's proxy does. */
function describeUnread(survey) {
    const { platform, proxyServer, port, front, versionLabel } = survey;
    return {
        ...nameProxy(describeProxy(platform, { proxyServer, port })),
        ...describeFrontAsKnown(front),
        isBundleUnread: true,
        ...(versionLabel === undefined ? {} : { versionLabel }),
    };
}
/** What the groups do with clients at the port that the URL leads to. */
function toKnownPort(state, way) {
    const port = findListenerPort(way);
    const found = state.find(({ listenerPorts }) => listenerPorts.includes(port));
    const groupId = found?.groupId ?? state[0]?.groupId;
    return {
        portAdmitted: found?.admitted ?? 'unknown',
        ...(groupId ? { securityGroup: groupId } : {}),
        ...(found ? { admittedSources: found.sources } : {}),
        ...(found && found.groups.length > 0 ? { admittedGroups: found.groups } : {}),
        ...(found?.leftClosed === undefined ? {} : { portLeftClosed: found.leftClosed }),
        ...(way.ownAddress ? { ownAddress: way.ownAddress } : {}),
    };
}
function nameProxy({ proxy }) {
    return proxy === 'nginx' || proxy === 'apache' || proxy === 'none' ? { proxy } : {};
}
function describeOwn({ files, upgrade }) {
    const isRead = files.length > 0 && upgrade !== 'unknown';
    return { bundleOverridesProxy: files, ...(isRead ? { bundleForwardsUpgrade: upgrade === 'forwards' } : {}) };
}

/** A Classic Load Balancer as the place where the internet arrives. Reads only. */
/** In a VPC it has addresses of IPv4 only. */
async function readClassicEntrance({ aws }, name) {
    const answer = await aws.elb.send(new DescribeLoadBalancersCommand$1({ LoadBalancerNames: [name] }));
    const [found] = answer.LoadBalancerDescriptions ?? [];
    if (!found)
        return { kind: 'unknown', reason: 'the load balancer of the environment was not found' };
    const ports = (found.ListenerDescriptions ?? []).flatMap(({ Listener }) => Listener?.LoadBalancerPort ?? []);
    return {
        kind: 'classic',
        title: `the Classic Load Balancer ${name}`,
        groupIds: found.SecurityGroups ?? [],
        listeners: ports.map(port => ({ listenerPort: port, port })),
        isInternal: found.Scheme === 'internal',
        subnetIds: found.Subnets ?? [],
        targetSubnetIds: [],
        vpcId: found.VPCId,
        hasIpv6: false,
        interfaces: { instanceIds: [], description: `ELB ${name}` },
        refusals: [],
    };
}

/** Whose addresses the instances behind a Network Load Balancer see: those of its clients, or its own. Reads only. */
/**
 * Instances see their clients unless a person has turned that off
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation).
 * `description`: of the load balancer's network interfaces.
 */
async function findSeenAs(context, groups, description) {
    const arns = groups.flatMap(({ TargetGroupArn }) => TargetGroupArn ?? []);
    const isIpv6 = (arn) => groups.some(each => each.TargetGroupArn === arn && each.IpAddressType === 'ipv6');
    const asked = await Promise.all(arns.map(async (arn) => ({ arn, asked: await ask(() => hidesClients(context, arn)) })));
    const hidden = asked.flatMap(({ arn, asked }) => (asked.kind === 'answered' && asked.answer ? [arn] : []));
    const doubtful = asked.flatMap(({ arn, asked }) => (asked.kind === 'refused' ? [arn] : []));
    const own = hidden.length > 0 ? await ask(() => readAddresses(context, description)) : undefined;
    const addresses = own?.kind === 'answered' ? own.answer : [];
    const [refusal] = [...asked.map(each => each.asked), ...(own ? [own] : [])].flatMap(each => each.kind === 'refused' ? each.refusal : []);
    return {
        seenAs: new Map([
            // Its addresses of IPv4 are none that targets of IPv6 see.
            ...hidden.map(arn => [arn, isIpv6(arn) ? [] : addresses]),
            ...doubtful.map(arn => [arn, 'unknown']),
        ]),
        refusals: refusal ? [refusal] : [],
    };
}
async function hidesClients({ aws }, TargetGroupArn) {
    const { Attributes = [] } = await aws.elbv2.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn }));
    return Attributes.some(({ Key, Value }) => Key === 'preserve_client_ip.enabled' && Value === 'false');
}
async function readAddresses({ aws }, description) {
    const Filters = [{ Name: 'description', Values: [description ?? ''] }];
    const pages = await readPages(token => aws.ec2.send(new DescribeNetworkInterfacesCommand({ Filters, ...token })));
    return pages.flatMap(({ NetworkInterfaces = [] }) => NetworkInterfaces.flatMap(({ PrivateIpAddress }) => PrivateIpAddress ?? []));
}

/** The ports of instances that a listener of a Network Load Balancer forwards to. Pure. */
/** `groups`: by their ARNs. Each port once: where one of its groups may hide clients, it is not known whom a rule lets in. */
function toTargetPorts({ Port: listenerPort, DefaultActions = [] }, groups) {
    if (listenerPort === undefined)
        return [];
    const arns = DefaultActions.flatMap(({ TargetGroupArn, ForwardConfig }) => [
        TargetGroupArn,
        ...(ForwardConfig?.TargetGroups ?? []).map(group => group.TargetGroupArn),
    ]);
    const targets = arns.flatMap(arn => groups.get(arn ?? '') ?? []);
    const ports = new Set(targets.flatMap(({ port }) => port ?? []));
    return [...ports].map(port => {
        const seenAs = targets.find(target => target.port === port && target.seenAs !== undefined)?.seenAs;
        return { listenerPort, port, ...(seenAs === undefined ? {} : { seenAs }) };
    });
}

/** An Application or Network Load Balancer as the place where the internet arrives. Reads only. */
/**
 * Clients of a Network Load Balancer without groups reach the instances themselves, with their own addresses: there the
 * instances' groups decide, on the ports of the targets
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html).
 */
async function readLoadBalancerEntrance(context, arn, readInstances) {
    const { elbv2 } = context.aws;
    const { LoadBalancers = [] } = await elbv2.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] }));
    const [found] = LoadBalancers;
    if (!found)
        return { kind: 'unknown', reason: 'the load balancer of the environment was not found' };
    const { Type, SecurityGroups: groupIds = [] } = found;
    if (Type !== 'application' && Type !== 'network') {
        return { kind: 'unknown', reason: 'the load balancer of the environment is of an unknown type' };
    }
    const entrance = { ...describe(found, arn), kind: Type, groupIds };
    if (Type === 'network' && groupIds.length === 0) {
        const { targetsHaveIpv6, ...behind } = await readBehind(context, { ...entrance, arn }, await readInstances());
        return { ...entrance, ...behind, hasIpv6: entrance.hasIpv6 && targetsHaveIpv6 };
    }
    const asked = await ask(() => readListeners(context, arn));
    if (asked.kind === 'refused')
        return { ...entrance, refusals: [asked.refusal] };
    const listeners = asked.answer.flatMap(({ Port }) => Port ?? []);
    return { ...entrance, listeners: listeners.map(port => ({ listenerPort: port, port })) };
}
function describe(found, arn) {
    const { LoadBalancerName = '', Type, Scheme, IpAddressType, AvailabilityZones = [], VpcId } = found;
    return {
        title: `the ${Type === 'network' ? 'Network' : 'Application'} Load Balancer ${LoadBalancerName}`,
        listeners: undefined,
        isInternal: Scheme === 'internal',
        subnetIds: AvailabilityZones.flatMap(({ SubnetId }) => SubnetId ?? []),
        targetSubnetIds: [],
        vpcId: VpcId,
        hasIpv6: IpAddressType?.startsWith('dualstack') ?? false,
        // As in "ELB app/my-load-balancer/50dc6c495c0c9188".
        interfaces: { instanceIds: [], description: `ELB ${arn.split(':loadbalancer/')[1]}` },
        refusals: [],
    };
}
async function readListeners({ aws }, LoadBalancerArn) {
    const { Listeners = [] } = await aws.elbv2.send(new DescribeListenersCommand({ LoadBalancerArn }));
    return Listeners;
}
/** The instances behind it are the entrance, on the ports that its listeners forward to. */
async function readBehind(context, { arn, interfaces }, { instanceIds, groupIds, hasIpv6, subnetIds }) {
    const [listeners, { TargetGroups = [] }] = await Promise.all([
        readListeners(context, arn),
        context.aws.elbv2.send(new DescribeTargetGroupsCommand({ LoadBalancerArn: arn })),
    ]);
    const { seenAs, refusals } = await findSeenAs(context, TargetGroups, interfaces.description);
    const groups = new Map(TargetGroups.map(({ TargetGroupArn: group = '', Port }) => [group, { port: Port, seenAs: seenAs.get(group) }]));
    return {
        groupIds,
        refusals,
        listeners: listeners.flatMap(listener => toTargetPorts(listener, groups)),
        interfaces: { instanceIds, description: undefined },
        // What the load balancer's own addresses may do there nobody has asked.
        targetSubnetIds: seenAs.size === 0 ? subnetIds : [],
        // To targets of IPv4 the load balancer itself speaks IPv4, whichever way its clients came.
        targetsHaveIpv6: hasIpv6 && TargetGroups.some(({ IpAddressType }) => IpAddressType === 'ipv6'),
    };
}

/** What instances say of the way in to them. Reads only. */
async function readInstances(context, instanceIds) {
    if (instanceIds.length === 0)
        return { instanceIds, groupIds: [], hasIpv6: false, subnetIds: [], vpcId: undefined };
    const { Reservations = [] } = await context.aws.ec2.send(new DescribeInstancesCommand({ InstanceIds: [...instanceIds] }));
    const instances = Reservations.flatMap(({ Instances = [] }) => Instances);
    const groupIds = instances.flatMap(({ SecurityGroups = [] }) => SecurityGroups.flatMap(({ GroupId }) => GroupId ?? []));
    const interfaces = instances.flatMap(({ NetworkInterfaces = [] }) => NetworkInterfaces);
    const hasIpv6 = interfaces.some(({ Ipv6Addresses = [] }) => Ipv6Addresses.length > 0);
    const subnetIds = [...new Set(instances.flatMap(({ SubnetId }) => SubnetId ?? []))];
    return { instanceIds, groupIds: [...new Set(groupIds)], hasIpv6, subnetIds, vpcId: instances[0]?.VpcId };
}

/** Finds where the internet arrives at an environment. Reads only. */
/** @throws ActionError, also where AWS denied what the rest depends on. */
async function findEntrance(context, EnvironmentId) {
    const answer = await context.aws.elasticBeanstalk.send(new DescribeEnvironmentResourcesCommand({ EnvironmentId }));
    const { Instances = [], LoadBalancers = [] } = answer.EnvironmentResources ?? {};
    const instanceIds = Instances.flatMap(({ Id }) => Id ?? []);
    const [name] = LoadBalancers.flatMap(({ Name }) => Name ?? []);
    if (name === undefined)
        return readInstanceEntrance(context, instanceIds);
    // Classic ones are told by their names, the others by their ARNs, in whichever partition.
    const found = name.startsWith('arn:')
        ? await readLoadBalancerEntrance(context, name, () => readInstances(context, instanceIds))
        : await readClassicEntrance(context, name);
    return found.kind === 'unknown' ? found : { ...found, instanceIds };
}
async function readInstanceEntrance(context, instanceIds) {
    const { groupIds, hasIpv6, subnetIds, vpcId } = await readInstances(context, instanceIds);
    if (instanceIds.length === 0)
        return { kind: 'unknown', reason: 'the environment has no instance yet' };
    if (groupIds.length === 0)
        return { kind: 'unknown', reason: 'the instance has no security group' };
    return {
        kind: 'instance',
        title: 'the instance',
        groupIds,
        listeners: undefined,
        isInternal: false,
        subnetIds,
        targetSubnetIds: [],
        vpcId,
        hasIpv6,
        interfaces: { instanceIds, description: undefined },
        instanceIds,
        refusals: [],
    };
}

/** What a network ACL does with clients of the internet. Pure. */
/** The ports from which clients on Linux connect, to which the answers go: an ACL keeps no state. */
const CLIENT_PORTS = { from: 32_768, to: 60_999 };
/**
 * The directions in which it denies the internet as a whole; a rule that keeps single ranges out counts for nothing, for
 * where the client comes from is not known. Of IPv4.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html
 */
function judgeAcl({ Entries = [] }, port) {
    const [inbound, outbound] = [false, true].map(egress => Entries.filter(({ Egress }) => (Egress ?? false) === egress));
    return [
        ...judge('in', inbound ?? [], [port]),
        ...judge('out', outbound ?? [], listBreaks(outbound ?? [])).slice(0, 1),
    ];
}
const EVERYBODY$1 = parseCidr('0.0.0.0/0');
const LAST_RULE$1 = 32_767;
// The first rule that fits decides, so what stands behind those for everybody is never asked.
function judge(direction, entries, ports) {
    const ordered = entries.toSorted((a, b) => (a.RuleNumber ?? LAST_RULE$1) - (b.RuleNumber ?? LAST_RULE$1));
    return ports.flatMap((port) => {
        const ranges = { allow: [], deny: [] };
        const admitted = [];
        for (const { RuleAction: action, RuleNumber: rule = LAST_RULE$1, CidrBlock = '' } of ordered.filter(fitsPort(port))) {
            const range = parseCidr(CidrBlock);
            if (range === undefined || action === undefined)
                continue;
            ranges[action].push(range);
            // Several rules may be for everybody together.
            if (EVERYBODY$1 && isCovered(EVERYBODY$1, ranges[action])) {
                return action === 'allow' ? [] : [{ direction, rule, admitted }];
            }
            if (action === 'allow')
                admitted.push(CidrBlock);
        }
        return [{ direction, rule: LAST_RULE$1, admitted }];
    });
}
function fitsPort(port) {
    return ({ Protocol, PortRange }) => {
        const { From = 0, To = 65_535 } = PortRange ?? {};
        return Protocol === '-1' || (Protocol === '6' && From <= port && port <= To);
    };
}
/** The ports at which the answer of some rule may change: what holds there holds for all. */
function listBreaks(entries) {
    const breaks = entries.flatMap(({ PortRange }) => [PortRange?.From ?? 0, (PortRange?.To ?? 65_535) + 1]);
    const within = breaks.filter(port => port > CLIENT_PORTS.from && port <= CLIENT_PORTS.to);
    return [...new Set([CLIENT_PORTS.from, ...within])].sort((a, b) => a - b);
}

/** Whether the answers of a subnet find their way to the internet. Pure. */
/** The table that was associated with the subnet decides, else the main one of its VPC. Of IPv4. */
function judgeRoute(tables, subnetId) {
    const table = findTable(tables, subnetId);
    if (!table)
        return { kind: 'unknown', tableId: undefined, gateways: [] };
    const { Routes = [], RouteTableId: tableId = '' } = table;
    const wide = Routes.filter(isWide);
    const everything = wide.find(({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0');
    const gateway = everything && nameGateway(everything);
    if (everything?.State === 'blackhole' && gateway)
        return { kind: 'blackhole', tableId, gateway };
    const open = Routes.filter(leadsToInternet);
    if (EVERYBODY && isCovered(EVERYBODY, open.flatMap(toRange)))
        return { kind: 'public' };
    // By routes to parts of the internet some clients may be reached.
    const doubtful = [...open, ...wide.filter(route => !isNat(route))];
    const gateways = [...new Set(doubtful.map(route => nameGateway(route) ?? 'a gateway of an unknown kind'))];
    return doubtful.length > 0
        ? { kind: 'unknown', tableId, gateways }
        : { kind: 'private', tableId, gateway: gateway ?? wide.map(nameGateway)[0] };
}
const EVERYBODY = parseCidr('0.0.0.0/0');
/** More than any network that is not of the internet: the largest of those is 10.0.0.0/8 (RFC 1918). */
const WIDE = 1n << 25n;
function isWide(route) {
    return toRange(route).some(({ first, last }) => last - first + 1n >= WIDE);
}
function toRange({ DestinationCidrBlock = '' }) {
    const range = parseCidr(DestinationCidrBlock);
    return range ? [range] : [];
}
function leadsToInternet({ GatewayId, State }) {
    return (GatewayId?.startsWith('igw-') ?? false) && State !== 'blackhole';
}
/** Nobody comes in by it: it lets out what the inside has begun, with an address of its own. */
function isNat({ NatGatewayId }) {
    return NatGatewayId !== undefined;
}
function findTable(tables, subnetId) {
    const has = (fits) => tables.find(({ Associations = [] }) => Associations.some(fits));
    return has(({ SubnetId }) => SubnetId === subnetId) ?? has(({ Main }) => Main ?? false);
}
function nameGateway(route) {
    return (route.GatewayId ??
        route.NatGatewayId ??
        route.TransitGatewayId ??
        route.VpcPeeringConnectionId ??
        route.NetworkInterfaceId ??
        route.InstanceId ??
        route.CarrierGatewayId ??
        route.LocalGatewayId ??
        route.CoreNetworkArn);
}

/** What keeps clients of the internet out beside the security groups. Pure. */
/** What was refused is left to whoever asked. */
function listBlockers(way) {
    const found = [...listAtEntrance(way), ...listAtAcls(way), ...listAtRoutes(way)];
    const undecided = [...listUnknownPlaces(way), ...listUnknownRoutes(way)].map(text => toPrintableLine(text, LONGEST));
    return { found: found.map(toPrintable), unknown: undecided };
}
function listAtEntrance({ entrance, listenerPort }) {
    const { kind, title, isInternal, listeners } = entrance;
    const internal = {
        message: `${capitalize(title)} is internal: only clients inside of its VPC, and of networks that are joined to it, reach it.`,
        remedy: 'Run the check from inside (a runner in the VPC), or use an environment whose load balancer faces the internet.',
    };
    const ports = new Set((listeners ?? []).map(listener => listener.listenerPort));
    const isOff = kind !== 'instance' && listeners !== undefined && !ports.has(listenerPort);
    const listed = ports.size === 0 ? 'it has none' : `it has ${[...ports].join(', ')}`;
    const off = {
        message: `${capitalize(title)} has no listener on port ${listenerPort} (${listed}).`,
        remedy: `Enable a listener on port ${listenerPort} in the environment's settings, or write the URL with a port that has one ("websocket-url").`,
        refuses: true,
    };
    return [...(isInternal ? [internal] : []), ...(isOff ? [off] : [])];
}
/** The subnets that clients pass, and the port of each. */
function listPlaces({ entrance: { subnetIds, targetSubnetIds, listeners = [] }, listenerPort }) {
    const targetPorts = listeners.flatMap(({ listenerPort: of, port }) => (of === listenerPort ? port : []));
    return [
        { ids: subnetIds, port: listenerPort },
        ...targetPorts.map(port => ({ ids: targetSubnetIds.filter(id => !subnetIds.includes(id)), port })),
    ];
}
/** Where nobody can say whether a network ACL keeps clients out. */
function listUnknownPlaces(way) {
    const { acls, entrance } = way;
    if (entrance.subnetIds.length === 0)
        return [`AWS did not say in which subnets ${entrance.title} is.`];
    if (acls.kind === 'refused')
        return [];
    const governed = acls.answer.flatMap(({ Associations = [] }) => Associations.flatMap(({ SubnetId }) => SubnetId ?? []));
    const lost = listPlaces(way).flatMap(({ ids }) => ids.filter(id => !governed.includes(id)));
    return lost.length === 0 ? [] : [`The network ACL of ${nameSubnets([...new Set(lost)])} was not found.`];
}
function listUnknownRoutes({ entrance, tables }) {
    if (tables.kind === 'refused' || entrance.isInternal)
        return [];
    return entrance.subnetIds.flatMap(subnetId => {
        const verdict = judgeRoute(tables.answer, subnetId);
        if (verdict.kind !== 'unknown')
            return [];
        const { tableId, gateways } = verdict;
        if (tableId === undefined)
            return `The route table of the subnet ${subnetId} was not found.`;
        return `Whether answers come out of the subnet ${subnetId} is not known: its route table ${tableId} leads them to ${listFew(gateways)}.`;
    });
}
function listAtAcls(way) {
    const { acls } = way;
    if (acls.kind === 'refused')
        return [];
    const places = listPlaces(way);
    return acls.answer.flatMap(acl => {
        const behind = (acl.Associations ?? []).flatMap(({ SubnetId }) => SubnetId ?? []);
        return places.flatMap(({ ids, port }) => {
            const subnets = ids.filter(id => behind.includes(id));
            const verdicts = subnets.length > 0 ? judgeAcl(acl, port) : [];
            return verdicts.map(verdict => describeAcl(acl, { verdict, subnets, port }));
        });
    });
}
function describeAcl({ NetworkAclId: id = '' }, { verdict, subnets, port }) {
    const { direction, rule, admitted } = verdict;
    const where = `The network ACL ${id} of ${nameSubnets(subnets)}`;
    const what = direction === 'in'
        ? `lets nobody in on TCP ${port}`
        : 'lets no answers out to the ports of clients (TCP 32768 to 60999)';
    const others = admitted.length > 0 ? `, but for ${listFew(admitted)}` : '';
    const ports = direction === 'in' ? `TCP ${port}, inbound` : 'TCP 1024 to 65535, outbound';
    return {
        message: `${where} ${what}${others} (rule ${rule === LAST_RULE ? '*' : rule} denies it).`,
        remedy: `Allow ${ports}, in the network ACL ${id} with a rule before it, if that is where people shall come from.`,
    };
}
function listAtRoutes({ entrance, tables }) {
    if (tables.kind === 'refused' || entrance.isInternal)
        return [];
    return entrance.subnetIds.flatMap(subnetId => {
        const verdict = judgeRoute(tables.answer, subnetId);
        if (verdict.kind === 'public' || verdict.kind === 'unknown')
            return [];
        const { tableId, gateway } = verdict;
        if (verdict.kind === 'blackhole') {
            return {
                message: `The route table ${tableId} of the subnet ${subnetId} leads to ${gateway}, which is gone: no answer comes out.`,
                remedy: `Attach an internet gateway to the VPC, and let the route 0.0.0.0/0 of ${tableId} lead to it.`,
            };
        }
        const leads = gateway ? `everything goes to ${gateway}` : 'there is no route for 0.0.0.0/0';
        return {
            message: `The subnet ${subnetId} of ${entrance.title} is private: in its route table ${tableId} ${leads}, and no answer comes out by an internet gateway.`,
            remedy: `Put ${entrance.title} into public subnets (aws:ec2:vpc:${entrance.kind === 'instance' ? 'Subnets' : 'ELBSubnets'}), or add a route 0.0.0.0/0 to an internet gateway to ${tableId}.`,
        };
    });
}
const LAST_RULE = 32_767;
const LONGEST = 600;
function nameSubnets(ids) {
    return ids.length === 1 ? `the subnet ${ids[0]}` : `the subnets ${listFew(ids)}`;
}
// The names in it are AWS's.
function toPrintable({ message, remedy, ...rest }) {
    return { message: toPrintableLine(message, LONGEST), remedy: toPrintableLine(remedy, LONGEST), ...rest };
}

/** The route tables of a VPC. Reads only. */
// Of the whole VPC: a subnet without a table of its own has the main one, which no filter by subnets finds.
async function readRouteTables({ aws }, vpcId) {
    const Filters = [{ Name: 'vpc-id', Values: [vpcId] }];
    const pages = await readPages(token => aws.ec2.send(new DescribeRouteTablesCommand({ Filters, ...token })));
    return pages.flatMap(({ RouteTables = [] }) => RouteTables);
}

/** Looks for what keeps clients out beside the security groups: network ACLs, routes, listeners. Reads only. */
/**
 * The entrance is looked for anew: the deployment may have changed its listeners. What AWS denies is told as unknown.
 */
async function findBlockers(context, request) {
    const asked = await ask(() => findEntrance(context, request.environmentId));
    if (asked.kind === 'refused')
        return { found: [], unknown: [], refusals: [asked.refusal] };
    const entrance = asked.answer;
    if (entrance.kind === 'unknown')
        return { found: [], unknown: [`${entrance.reason}.`], refusals: [] };
    const [acls, tables] = await Promise.all([
        ask(() => readAcls(context, [...new Set([...entrance.subnetIds, ...entrance.targetSubnetIds])])),
        ask(async () => (entrance.vpcId === undefined ? [] : await readRouteTables(context, entrance.vpcId))),
    ]);
    const refusals = [acls, tables].flatMap(each => (each.kind === 'refused' ? each.refusal : []));
    const listed = listBlockers({ entrance, listenerPort: request.listenerPort, acls, tables });
    return { ...listed, refusals: [...entrance.refusals, ...refusals] };
}
async function readAcls({ aws }, subnetIds) {
    if (subnetIds.length === 0)
        return [];
    const Filters = [{ Name: 'association.subnet-id', Values: [...subnetIds] }];
    const pages = await readPages(token => aws.ec2.send(new DescribeNetworkAclsCommand({ Filters, ...token })));
    return pages.flatMap(({ NetworkAcls = [] }) => NetworkAcls);
}

/** What the rules of security groups admit on a port. Pure. */
/** Everything on the internet. */
const ANYWHERE = ['0.0.0.0/0', '::/0'];
/**
 * Who may reach TCP `port` from outside. A rule that refers to another security group never admits the internet, so it
 * is no source (https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html).
 */
function readAdmission(permissions, port, lists) {
    const covering = permissions.filter(permission => coversTcpPort(permission, port));
    const sources = covering.flatMap(permission => listSources$1(permission, lists));
    const pairs = covering.flatMap(({ UserIdGroupPairs = [] }) => UserIdGroupPairs);
    const groups = [...new Set(pairs.flatMap(({ GroupId }) => GroupId ?? []))];
    const ranges = sources.flatMap(toRanges);
    return { sources, groups, state: ranges.length > 0 ? 'yes' : sources.some(isUnread) ? 'unknown' : 'no' };
}
/** Of clients whom the instances see as the load balancer's addresses; empty: nobody knows which these are. */
function admitAs({ sources, groups, state }, addresses) {
    const admitted = sources.flatMap(toRanges);
    const isAdmitted = (address) => {
        const range = parseCidr(toCidr(address));
        return range !== undefined && isCovered(range, admitted);
    };
    const count = addresses.filter(isAdmitted).length;
    const isSure = addresses.length > 0 && !sources.some(isUnread);
    return { sources, groups, state: count > 0 ? 'yes' : isSure || state === 'no' ? 'no' : 'unknown' };
}
/** Of one address of IPv4. */
function toCidr(address) {
    return `${address}/32`;
}
/** Those of the sources that let in more than a CIDR that somebody wrote down, all of which they let in. */
function listWider({ sources }, allowFrom) {
    const written = allowFrom.flatMap(cidr => parseCidr(cidr) ?? []);
    return sources.filter(source => {
        const ranges = toRanges(source);
        const isWritten = ranges.every(range => isCovered(range, written));
        return !isWritten && written.some(range => isCovered(range, ranges));
    });
}
/**
 * The CIDRs that have to be added. Where anything is admitted, somebody chose it: only what was written down is added,
 * as far as the rules do not admit it already, by one or by several together.
 */
function listLacking({ sources }, { allowFrom, everybody }) {
    if (allowFrom.length === 0)
        return sources.length === 0 ? everybody : [];
    const admitted = sources.flatMap(toRanges);
    return allowFrom.filter(cidr => {
        const range = parseCidr(cidr);
        return range !== undefined && !isCovered(range, admitted);
    });
}
/**
 * What is known for a client of the environment. Whoever comes to an internal entrance comes from inside, where another
 * group may be what admits him.
 */
function judgeAdmitted({ state }, { isInternal }) {
    return state === 'no' && isInternal ? 'unknown' : state;
}
/** The prefix lists that rules name for one of the ports. */
function listPrefixLists(permissions, ports) {
    const covering = permissions.filter(permission => ports.some(port => coversTcpPort(permission, port)));
    const named = covering.flatMap(({ PrefixListIds = [] }) => PrefixListIds);
    return [...new Set(named.flatMap(({ PrefixListId }) => PrefixListId ?? []))];
}
function isPrefixList(name) {
    return name.startsWith('pl-');
}
function isUnread({ name, entries }) {
    return isPrefixList(name) && entries === undefined;
}
function coversTcpPort({ IpProtocol, FromPort, ToPort }, port) {
    if (IpProtocol === '-1')
        return true;
    const isTcp = IpProtocol === 'tcp' || IpProtocol === '6';
    return isTcp && (FromPort ?? 0) <= port && port <= (ToPort ?? 65_535);
}
function listSources$1({ IpProtocol, FromPort, ToPort, IpRanges = [], Ipv6Ranges = [], PrefixListIds = [] }, lists) {
    const isExact = IpProtocol === 'tcp' && FromPort !== undefined && FromPort === ToPort;
    const source = (name, description) => name === undefined ? [] : [{ name, description, entries: lists.get(name), isExact }];
    return [
        ...IpRanges.flatMap(range => source(range.CidrIp, range.Description)),
        ...Ipv6Ranges.flatMap(range => source(range.CidrIpv6, range.Description)),
        ...PrefixListIds.flatMap(list => source(list.PrefixListId, list.Description)),
    ];
}
function toRanges({ name, entries = [] }) {
    return (isPrefixList(name) ? entries : [name]).flatMap(cidr => parseCidr(cidr) ?? []);
}

/** Whom a group admits, and which groups do, in words. Pure. */
function listSources(sources) {
    return listFew(sources.map(describeSource));
}
/** Empty where none is admitted; else behind "nobody" or "whom". */
function tellMembers({ groups }) {
    return groups.length === 0 ? '' : `members of ${listFew(groups)}`;
}
function joinIds(ids) {
    return ids.join(' and ');
}
function describeSource({ name, entries }) {
    if (!isPrefixList(name))
        return name;
    if (entries === undefined)
        return `the prefix list ${name}, which could not be read`;
    return `the prefix list ${name} (${entries.length} ${entries.length === 1 ? 'range' : 'ranges'})`;
}

/** The rule for a TCP port as EC2's API and as its command line have it. Pure. */
function toPermission(port, { cidrs, description: Description }) {
    const { ipv4, ipv6 } = splitFamilies(cidrs);
    return {
        IpProtocol: 'tcp',
        FromPort: port,
        ToPort: port,
        IpRanges: ipv4.map(CidrIp => ({ CidrIp, Description })),
        Ipv6Ranges: ipv6.map(CidrIpv6 => ({ CidrIpv6, Description })),
    };
}
/** Adds the rule, or takes it away. */
function writeRuleCommand(what, { region, groupId, port, cidrs }) {
    const rule = `--group-id ${toShellWord(groupId)} --ip-permissions ${toShellWord(toShorthand(port, cidrs))}`;
    return writeCommand(region, `ec2 ${what}-security-group-ingress ${rule}`);
}
/** As the AWS command line reads it. */
function toShorthand(port, cidrs) {
    const { ipv4, ipv6 } = splitFamilies(cidrs);
    const list = (name, key, values) => values.length > 0 ? `,${name}=[${values.map(value => `{${key}=${value}}`).join(',')}]` : '';
    const ranges = list('IpRanges', 'CidrIp', ipv4) + list('Ipv6Ranges', 'CidrIpv6', ipv6);
    return `IpProtocol=tcp,FromPort=${port},ToPort=${port}${ranges}`;
}
function splitFamilies(cidrs) {
    const isIpv6 = (cidr) => cidr.includes(':');
    return { ipv4: cidrs.filter(cidr => !isIpv6(cidr)), ipv6: cidrs.filter(isIpv6) };
}

/** Warnings where the instances behind a Network Load Balancer see its addresses in the place of its clients'. Pure. */
function warnOfHiddenClients({ port, seenAs, admission }, { entrance, candidate }, { allowFrom, region }) {
    if (seenAs === undefined || seenAs === 'unknown')
        return [];
    const groupId = candidate?.groupId ?? entrance.groupIds[0] ?? '';
    const why = `The instances behind ${entrance.title} see its addresses in the place of its clients' (preserve_client_ip.enabled is false)`;
    const closed = {
        message: `${why}, and on TCP ${port} ${joinIds(entrance.groupIds)} admits none of these: nobody gets through. Nothing is added, for a rule for clients would let them in past the load balancer.`,
        remedy: letLoadBalancerIn({ region, groupId, port, cidrs: seenAs.map(toCidr) }),
    };
    const idle = {
        message: `${why}, so that "allow-from" (${listFew(allowFrom)}) restricts nothing on TCP ${port}.`,
        remedy: `${PRESERVE}, or create the load balancer with a security group of its own.`,
    };
    return [...(admission.state === 'no' ? [closed] : []), ...(allowFrom.length > 0 ? [idle] : [])];
}
/** Why nothing is added to a group that does not see clients: it would let them in past the load balancer. */
function tellHiddenClients({ seenAs }, { entrance }) {
    if (seenAs === undefined)
        return undefined;
    return seenAs === 'unknown'
        ? `it is not known whether the instances behind ${entrance.title} see the addresses of clients`
        : `the instances see the addresses of ${entrance.title} in the place of its clients', and none of these is admitted`;
}
const PRESERVE = 'Turn the preservation of client addresses on at the target group';
function letLoadBalancerIn(rule) {
    if (rule.cidrs.length === 0)
        return `${PRESERVE}, or let ${rule.groupId} admit the load balancer's own addresses there.`;
    return `${PRESERVE}, or let the group admit the load balancer.\n\n${writeRuleCommand('authorize', rule)}`;
}

/** What the handshake needs to know of the ports of the entrance. Pure. */
/** As they are before anything is planned. */
function describePorts(survey) {
    if (survey.kind !== 'found')
        return [];
    const { entrance, ports } = survey;
    return ports.map(port => ({ ...toState(port, entrance), ...tellHidden(port, survey) }));
}
function toPortState(port, plan) {
    return { ...toState(port, plan), ...tellReason(port) };
}
/** Whatever is planned for it. */
function toState({ port, listenerPorts, isComing, seenAs, admission, admitting }, entrance) {
    const now = judgeAdmitted(admission, entrance);
    // What the deployment will make of it, the look after a silence tells.
    const admitted = isComing && now === 'no' ? 'unknown' : now;
    return {
        ...{ port, listenerPorts, admitted, added: [] },
        ...(seenAs === undefined ? {} : { seenAs }),
        sources: seenAs === undefined ? admission.sources.map(({ name }) => name) : [],
        groups: admission.groups,
        groupId: admitting[0] ?? entrance.groupIds[0],
    };
}
function tellReason({ step, isComing }) {
    return step.kind === 'lack' && step.because !== '' && !isComing ? { leftClosed: step.because } : {};
}
function tellHidden(port, survey) {
    const reason = port.admission.state === 'no' ? tellHiddenClients(port, survey) : undefined;
    return reason === undefined ? {} : { leftClosed: reason };
}

/** Which security groups Beanstalk made, and for which environment: their tags tell. Pure. */
/** The id of the environment; undefined for a group that somebody else made. */
function findOwnerOfGroup(tags) {
    const tagOf = (key) => tags.find(({ Key }) => Key === key)?.Value;
    // CloudFormation tags what it makes; Beanstalk's template gives these two names to the groups.
    const isNamed = LOGICAL_IDS.includes(tagOf('aws:cloudformation:logical-id') ?? '');
    return isNamed ? tagOf('elasticbeanstalk:environment-id') : undefined;
}
const LOGICAL_IDS = ['AWSEBSecurityGroup', 'AWSEBLoadBalancerSecurityGroup'];

/** Who uses a security group besides the environment's entrance. Reads only. */
async function findOtherUsers({ aws }, groupId, { interfaces: own }) {
    const Filters = [{ Name: 'group-id', Values: [groupId] }];
    const asked = await ask(() => readPages(token => aws.ec2.send(new DescribeNetworkInterfacesCommand({ Filters, ...token }))));
    if (asked.kind === 'refused')
        return asked;
    const found = asked.answer.flatMap(({ NetworkInterfaces = [] }) => NetworkInterfaces);
    const others = found.filter(each => !isOwn(each, own));
    return { kind: 'known', interfaceIds: others.map(({ NetworkInterfaceId = '' }) => NetworkInterfaceId) };
}
function isOwn({ Attachment, Description }, own) {
    const instanceId = Attachment?.InstanceId;
    if (instanceId !== undefined)
        return own.instanceIds.includes(instanceId);
    return own.description !== undefined && Description === own.description;
}

/** Which ports of the entrance clients of the environment come by. Pure. */
/**
 * A listener that somebody added beside the settings is not the environment's, unless the WebSocket is opened there.
 * Empty where nothing is known of listeners.
 */
function listPorts({ kind, listeners, interfaces }, { enabledPorts, newPorts, websocketPort, ownPort = HTTP_PORT }) {
    // TLS may end on the instance itself, at a port that Beanstalk does not open.
    if (kind === 'instance')
        return [...new Set([HTTP_PORT, ownPort])].map(toPort);
    if (listeners === undefined)
        return (enabledPorts ?? []).map(toPort);
    const isWanted = (port) => (enabledPorts ?? USUAL_PORTS).includes(port) || port === websocketPort;
    const wanted = listeners.filter(({ listenerPort }) => isWanted(listenerPort));
    const isThere = (port) => listeners.some(({ listenerPort }) => listenerPort === port);
    // Where the instances' groups decide, Beanstalk alone knows which of their ports a new listener will forward to.
    const coming = interfaces.instanceIds.length > 0 ? [] : newPorts.filter(port => !isThere(port));
    const ports = new Set(wanted.map(({ port }) => port));
    const found = [...ports].map(port => {
        const own = wanted.filter(listener => listener.port === port);
        const seenAs = own.find(listener => listener.seenAs !== undefined)?.seenAs;
        const listenerPorts = own.map(({ listenerPort }) => listenerPort);
        return { port, listenerPorts, ...(seenAs === undefined ? {} : { seenAs }) };
    });
    return [...found, ...coming.map(port => ({ ...toPort(port), isComing: true }))];
}
/** Where nginx listens on every platform. */
const HTTP_PORT = 80;
const USUAL_PORTS = [HTTP_PORT, 443];
function toPort(port) {
    return { port, listenerPorts: [port] };
}

/** Reads security groups: whom they admit on the ports of the entrance. Reads only. */
/** @throws ActionError when the groups themselves could not be read. */
async function readGroups(context, GroupIds, ports) {
    const answer = await context.aws.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [...GroupIds] }));
    const groups = answer.SecurityGroups ?? [];
    const permissions = groups.flatMap(toPermissions);
    const named = listPrefixLists(permissions, ports.map(({ port }) => port));
    const asked = await Promise.all(named.map(async (id) => ({ id, asked: await ask(() => readEntries(context, id)) })));
    const lists = new Map(asked.flatMap(({ id, asked }) => (asked.kind === 'answered' ? [[id, asked.answer]] : [])));
    return {
        groups,
        ports: ports.map(entrancePort => ({
            ...entrancePort,
            admission: judgeFor(entrancePort, readAdmission(permissions, entrancePort.port, lists)),
            admitting: groups
                .filter(group => readAdmission(toPermissions(group), entrancePort.port, lists).sources.length > 0)
                .flatMap(({ GroupId }) => GroupId ?? []),
        })),
        refusals: asked.flatMap(({ asked }) => (asked.kind === 'refused' ? asked.refusal : [])),
    };
}
function judgeFor({ seenAs }, admission) {
    return seenAs === undefined || seenAs === 'unknown' ? admission : admitAs(admission, seenAs);
}
function toPermissions({ IpPermissions = [] }) {
    return IpPermissions;
}
async function readEntries({ aws }, PrefixListId) {
    const pages = await readPages(token => aws.ec2.send(new GetManagedPrefixListEntriesCommand({ PrefixListId, ...token })));
    return pages.flatMap(({ Entries = [] }) => Entries.flatMap(({ Cidr }) => Cidr ?? []));
}

/** Finds the groups that face the internet, and whom they admit. Reads only. */
/** What AWS denies is unknown: the handshake will tell whether the port is open. */
async function surveyInbound(context, request) {
    const asked = await ask(() => survey(context, request));
    if (asked.kind === 'answered')
        return asked.answer;
    const why = asked.refusal.message.replace(/\.$/, '');
    const reason = `which of them faces the internet, and whom it admits, is not known. ${why}`;
    return { kind: 'unknown', reason, refusal: asked.refusal };
}
async function survey(context, request) {
    const { environmentId, hasLoadBalancer } = request;
    const entrance = await findEntrance(context, environmentId);
    if (entrance.kind === 'unknown')
        return entrance;
    if (hasLoadBalancer !== undefined && hasLoadBalancer !== (entrance.kind !== 'instance'))
        return {
            kind: 'unknown',
            reason: `the settings name ${hasLoadBalancer ? 'a' : 'no'} load balancer, and AWS names ${hasLoadBalancer ? 'none' : 'one'}`,
        };
    const wanted = listPorts(entrance, request);
    const [refusal] = entrance.refusals;
    if (wanted.length === 0)
        return { kind: 'unknown', reason: `no listener of ${entrance.title} is known`, ...(refusal ? { refusal } : {}) };
    if (entrance.groupIds.length === 0)
        return { kind: 'unknown', reason: `${entrance.title} has no security group` };
    const { groups, ports, refusals } = await readGroups(context, entrance.groupIds, wanted);
    const surveyed = { entrance, groups: groups.map(group => toGroup(group, environmentId)), ports };
    const chosen = await chooseCandidate(context, surveyed, request);
    return { kind: 'found', ...surveyed, ...chosen, refusals: [...entrance.refusals, ...refusals] };
}
async function chooseCandidate(context, { entrance, groups, ports }, { mayAdd, securityGroupId, allowFrom }) {
    const isLacking = ports.some(({ admission, seenAs }) => seenAs === undefined && listLacking(admission, { allowFrom, everybody: ANYWHERE }).length > 0);
    const mayBeOpened = isLacking && mayAdd;
    const named = groups.find(({ groupId }) => groupId === securityGroupId);
    if (securityGroupId !== undefined) {
        const instancesUseIt = named && mayBeOpened ? await askWhoIsBehind(context, named.groupId, entrance) : undefined;
        return { candidate: named, others: undefined, instancesUseIt };
    }
    const candidate = groups.find(({ isBeanstalks }) => isBeanstalks) ?? (groups.length === 1 ? groups[0] : undefined);
    const others = candidate && mayBeOpened ? await findOtherUsers(context, candidate.groupId, entrance) : undefined;
    return { candidate, others, instancesUseIt: undefined };
}
// Undefined where the instances are the entrance themselves.
async function askWhoIsBehind(context, groupId, { interfaces, instanceIds }) {
    if (interfaces.instanceIds.length > 0)
        return undefined;
    return await ask(async () => (await readInstances(context, instanceIds)).groupIds.includes(groupId));
}
function toGroup({ GroupId: groupId = '', Tags = [] }, environmentId) {
    return { groupId, isBeanstalks: findOwnerOfGroup(Tags) === environmentId };
}

export { replanHandshake as $, DescribeSecurityGroupsCommand as A, findOwnerOfGroup as B, DescribeInstancesCommand as C, DescribePlatformVersionCommand as D, readRouteTables as E, judgeRoute as F, readSettings as G, DescribeEnvironmentsCommand as H, toApiOption as I, toApiSetting as J, applySettings as K, describeFront as L, speaksHttp as M, IDLE_TIMEOUTS as N, listDefaultProcesses as O, listWider as P, joinIds as Q, listSources as R, listLacking as S, writeRuleCommand as T, USUAL_IDLE_SECONDS as U, ANYWHERE as V, warnOfHiddenClients as W, toCidr as X, tellHiddenClients as Y, findShortestTimeout as Z, _mw0$2 as _, ask as a, tellMembers as a0, describeUntuned as a1, describeLoadBalancer as a2, PURPOSES as a3, DescribeInstancesHealthCommand as a4, compareInstances as a5, describeInstances as a6, findNewestDeployment as a7, readGroups as a8, toState as a9, reachOf as aa, chooseLocation as ab, isAboutFront as ac, refinePath as ad, planHandshake as ae, toPortState as af, toPermission as ag, findPlatform as ah, compareSettings as ai, listApplications as aj, lookUpEnvironment as ak, describeFrontAsKnown as al, describeKnown as am, findListenerPort as b, findBlockers as c, describePorts as d, findEnvironment as e, findOddInstances as f, countInstances as g, toEnvironmentUrl as h, findOwnAddress as i, describeUnread as j, toKnownCount as k, command$2 as l, _ep0$2 as m, command$1 as n, openInstancesLooker as o, _mw0$1 as p, _ep0$1 as q, listLiving as r, surveyInbound as s, toKnownPort as t, toState$1 as u, readPages as v, findSetting as w, explainMissing as x, workerTier as y, DescribeConfigurationSettingsCommand as z };
