import { r as renderPasts, t as toNoticeTarget } from './past-summary.js';
import { a as toPrintableLine, q as quoteForeign } from './untrusted.js';
import { t as toDuration, a as toUtcMinute } from './describe-time.js';
import { D as DAY_MS } from './clock.js';
import { c as nameCutters, n as nameTarget } from './handshake-lines.js';

/** What is not as it was behind a target. Pure. */
/** "version v41 -> v42", "listener 443 https gone". Of what was known both times; the texts are foreign. */
function whatChanged(before, after) {
    const compare = (name, describe) => {
        const [from, to] = [before[name], after[name]];
        return from === undefined || to === undefined || from === to ? [] : describe(from, to);
    };
    return [
        ...compare('versionLabel', (from, to) => [`version ${from} -> ${to}`]),
        ...compare('platform', (from, to) => [`platform ${from} -> ${to}`]),
        ...compare('listeners', compareListeners),
        ...compare('rules', (from, to) => [`inbound rules ${from} -> ${to}`]),
        ...compare('certificate', () => [describeCertificate(before.certificateEnds, after.certificateEnds)]),
    ];
}
function compareListeners(from, to) {
    const [before, after] = [readListeners(from), readListeners(to)];
    const gone = [...before].filter(([port]) => !after.has(port)).map(([, listener]) => `listener ${listener} gone`);
    const others = [...after].flatMap(([port, listener]) => {
        const former = before.get(port);
        if (former === undefined)
            return [`listener ${listener} new`];
        return former === listener ? [] : [`listener ${former} -> ${listener}`];
    });
    return [...gone, ...others];
}
/** By the port. */
function readListeners(text) {
    const listeners = text.split(',').map(listener => listener.trim());
    return new Map(listeners.filter(Boolean).map(listener => [listener.split(' ')[0] ?? '', listener]));
}
function describeCertificate(before, after) {
    if (after === undefined)
        return 'certificate replaced';
    const isRenewed = before !== undefined && after > before;
    return `certificate ${isRenewed ? 'renewed' : 'replaced'}, it ends ${after}`;
}

/** What people read in a notice: what is new, and how all are, in the markup of Slack and those like it. Pure. */
const MOST_LINES = 20;
const LONGEST$1 = 300;
function renderNoticeText({ targets, nowMs, repository, runUrl }, news) {
    const lines = news.slice(0, MOST_LINES).map(target => renderLine(target, nowMs));
    const more = news.length > MOST_LINES ? [`… and ${news.length - MOST_LINES} more`] : [];
    const counted = targets.length > 1 ? [describeAll(targets)] : [];
    return [...lines, ...more, [...counted, ...renderRun(repository, runUrl)].join(' ')].filter(Boolean).join('\n');
}
function describeAll(targets) {
    const count = (wanted) => targets.filter(({ state }) => state === wanted).length;
    if (count('up') === targets.length)
        return `All ${targets.length} are up.`;
    const downCount = count('down');
    return `${downCount} of ${targets.length} ${downCount === 1 ? 'is' : 'are'} down.`;
}
function renderLine(target, nowMs) {
    const { id, state, finding, since, before } = target;
    const name = `*${escapeForSlack(id)}*`;
    const why = finding ? `: ${escapeForSlack(finding.title)} (${describeFinding(finding)})` : '';
    if (state === 'down' && before?.state === 'down')
        return `❌ ${name} is still down since ${since}, and now${why}`;
    if (state === 'down')
        return `❌ ${name} is down${why}, since ${since}`;
    const isBack = before?.state === 'down';
    const back = isBack ? ` is up again${describeOutage(before, nowMs)}` : ' is up';
    if (finding)
        return `⚠️ ${name}${back}, with a warning${why}`;
    return isBack ? `✅ ${name}${back}` : `✅ ${name}${back}, and the warning of before is gone`;
}
function describeFinding({ kind, layer }) {
    return escapeForSlack(layer ? `${kind}, layer ${layer}` : kind);
}
function describeOutage({ since }, nowMs) {
    const ms = since === undefined ? Number.NaN : nowMs - Date.parse(since);
    return ms >= 0 ? `, after ${toDuration(ms)}` : '';
}
function renderRun(repository, runUrl) {
    const name = repository === undefined ? 'the run' : `the run of ${escapeForSlack(repository)}`;
    return runUrl !== undefined && RUN.test(runUrl) ? [`<${runUrl}|${name}>`] : [];
}
/** It stands in a link as it is. */
const RUN = /^https?:\/\/[\w.:/-]{1,500}$/;
/**
 * Slack's three characters, which are also those of its mentions and links; and a word joiner in what is a mention, an
 * emphasis or a link to it or to those that take the same: nobody may be called, and no line may look like ours.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text/#escaping
 */
function escapeForSlack(text) {
    return toPrintableLine(text, LONGEST$1)
        .replaceAll(/[@*_~`[\]!#]|:(?=[/\w+-]{2})/g, '$&\u2060')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;');
}

/** What a webhook is told of a check: a text as Slack and those like it show it, and the same as data. Pure. */
/**
 * What is not as it was: another state, or another finding. Of a target that nobody remembers only that it is down is
 * news, and what nobody knows now is none.
 */
function findNews(targets) {
    return targets.filter(({ state, finding, before, isOvertaken }) => {
        if (state === 'unknown' || isOvertaken)
            return false;
        if (!before || before.state === 'unknown')
            return state === 'down';
        return state !== before.state || finding?.kind !== before.finding;
    });
}
/** Whether the state of one is not what it was; undefined where nobody remembers any of them. */
function hasChanged(targets) {
    const known = targets.filter(({ before }) => before !== undefined && before.state !== 'unknown');
    if (known.length === 0)
        return undefined;
    return known.some(({ state, before, isOvertaken }) => state !== 'unknown' && !isOvertaken && state !== before?.state);
}
/** As JSON; undefined where there is no news. */
function renderNotice(notice) {
    const { targets, repository, runUrl } = notice;
    const news = findNews(targets);
    if (news.length === 0)
        return undefined;
    return JSON.stringify({
        text: renderNoticeText(notice, news),
        version: 1,
        repository: repository ?? null,
        run: runUrl ?? null,
        changed: news.map(({ id }) => toBounded(id)),
        targets: targets.slice(0, MOST_TARGETS).map(describeTarget),
    });
}
const MOST_TARGETS = 200;
const LONGEST = 300;
function describeTarget({ id, printableUrl, state, finding, since, before }) {
    return {
        id: toBounded(id),
        url: toBounded(printableUrl),
        state,
        finding: finding?.kind ?? null,
        title: finding?.title ?? null,
        layer: finding?.layer ?? null,
        since,
        before: before ? { state: before.state, finding: before.finding ?? null } : null,
    };
}
function toBounded(text) {
    return toPrintableLine(text, LONGEST);
}

/** What will break of an environment although it works, in words. Pure. */
function warnOfEnvironment({ platform, oddInstances }) {
    return [...(oddInstances ? [warnOfInstances(oddInstances)] : []), ...(platform ? warnOfPlatform(platform) : [])];
}
function warnOfInstances({ count, ofCount, wantedLabel, description }) {
    const wanted = wantedLabel === undefined ? '' : `, and the environment's version is ${quoteForeign(wantedLabel)}`;
    return {
        kind: 'instances-on-mixed-versions',
        severity: 'warning',
        title: count === ofCount ? 'The instances run another version' : 'The instances run different versions',
        what: `${count} of ${ofCount} ${ofCount === 1 ? 'instance' : 'instances'} did not run the version of the environment: ${description}${wanted}.`,
        remedy: 'Deploy the version once more; where an instance stays behind, replace it by terminating it.',
    };
}
function warnOfPlatform({ branch, version, branchState, isRecommended }) {
    const platform = quoteForeign(branch);
    if (branchState === 'retired' || branchState === 'deprecated') {
        const isRetired = branchState === 'retired';
        return [
            {
                kind: isRetired ? 'platform-retired' : 'platform-deprecated',
                severity: 'warning',
                title: isRetired ? 'AWS has retired the platform' : 'AWS will retire the platform',
                what: isRetired
                    ? `AWS has retired ${platform}: it gets no updates, and no new environment can be made on it.`
                    : `AWS has deprecated ${platform}, and will retire it: then it gets no updates any more.`,
                remedy: 'Move the app to a supported branch: make an environment on it, deploy there, and swap the URLs of both. These are supported: aws elasticbeanstalk list-platform-branches --filters Attribute=LifecycleState,Operator==,Values=supported',
            },
        ];
    }
    if (isRecommended || branchState !== 'supported')
        return [];
    return [
        {
            kind: 'platform-superseded',
            severity: 'note',
            title: 'There is a newer version of the platform',
            what: `Version ${quoteForeign(version)} of ${platform} is not the recommended one any more.`,
            remedy: "Update the platform at a time that suits you, or turn on managed updates in the environment's settings.",
        },
    ];
}

/** What will break although it works: of a target, from what one check has seen of it. Pure. */
/** The sooner it breaks, the earlier it stands. */
function forewarn(seen) {
    const { target, nowMs, outlook = {} } = seen;
    return [
        ...warnOfCertificate(target, nowMs),
        ...warnOfCut(target),
        ...warnOfEnvironment(outlook),
        ...noteLatency(seen),
    ];
}
/** Who renews by itself does so earlier: AWS Certificate Manager 45 days before the end, certbot in the last third. */
const LEAD_MS = 21 * DAY_MS;
/** Of its whole life, for those that live for weeks only. */
const LEAD_SHARE = 1 / 4;
function warnOfCertificate({ attempts }, nowMs) {
    const tls = attempts.at(-1)?.evidence.tls;
    if (tls?.kind !== 'secured')
        return [];
    const leftMs = measureLeft(tls.certificate, nowMs);
    if (leftMs === undefined)
        return [];
    const left = toDuration(leftMs);
    return [
        {
            kind: 'certificate-expires-soon',
            severity: 'warning',
            title: `The certificate expires in ${left}`,
            what: `The certificate for ${quoteForeign(tls.certificate.subject)} expires on ${toUtcMinute(nowMs + leftMs)}, in ${left}; from then on no client opens a WebSocket.`,
            remedy: 'Renew it, or look why it was not renewed by itself: AWS Certificate Manager needs the CNAME record of the validation, and a listener that uses the certificate; Let\'s Encrypt needs its timer ("certbot renew").',
        },
    ];
}
/** Undefined while there is time enough, and where its dates cannot be read. */
function measureLeft({ validFrom = '', validTo }, nowMs) {
    const [fromMs, endMs] = [Date.parse(validFrom), Date.parse(validTo)];
    const leadMs = Number.isNaN(fromMs) ? LEAD_MS : Math.min(LEAD_MS, (endMs - fromMs) * LEAD_SHARE);
    const leftMs = endMs - nowMs;
    return leftMs < leadMs ? Math.max(0, leftMs) : undefined;
}
// Whoever answers those pings is alive, and is cut all the same.
function warnOfCut({ cut }) {
    if (!cut?.heartbeat || cut.heartbeat.everySeconds < cut.afterSeconds)
        return [];
    const { protocol, everySeconds, setting } = cut.heartbeat;
    const by = nameCutters(cut);
    return [
        {
            kind: 'cut-between-pings',
            severity: 'warning',
            title: 'Connections are cut between two pings of the app',
            what: `A connection on which nobody speaks is cut after ${cut.afterSeconds} s by ${by}, and ${protocol} breaks the silence only every ${everySeconds} s.`,
            remedy: `Raise the timeout of ${by} to more than ${everySeconds} s, or ${setting ? `lower ${setting} of the app's server` : 'let the app ask more often'}.`,
        },
    ];
}
function noteLatency({ target, ms, usual }) {
    if (target.outcome !== 'accepted' || ms === undefined || !usual || ms <= usual.mostMs)
        return [];
    return [
        {
            kind: 'slower-than-usual',
            severity: 'note',
            title: 'The opening handshake was slower than usual',
            what: `The opening handshake took ${Math.round(ms)} ms; usual are ${usual.medianMs} ms, and up to ${usual.mostMs} ms is no news.`,
            remedy: 'Look at the load of the instances if the next checks are slow, too; a single one says little.',
        },
    ];
}

/** Adds to what became of targets what will become of them, and tells the log. */
function forewarnTargets(context, checked) {
    return checked.map(each => {
        const forewarnings = foresee(context, each);
        for (const { severity, title, what, remedy } of forewarnings) {
            const told = `${nameTarget(each.report)}: ${what} ${remedy}`;
            if (severity === 'warning')
                context.log.warning(told, title);
            else
                context.log.info(`${title}. ${told}`);
        }
        return { ...each, forewarnings };
    });
}
/** Tells nobody. */
function foresee({ clock, usualOf }, { id, report, outlook }) {
    const usual = usualOf?.(id);
    const ms = report.latency?.totalMs;
    return forewarn({
        ...{ target: report, nowMs: clock.now() },
        ...(outlook ? { outlook } : {}),
        ...(usual ? { usual } : {}),
        ...(ms === undefined ? {} : { ms }),
    });
}

/** What becomes of a check: it is kept in the history, what will break is foreseen, and those are told who are to know. */
/**
 * Whatever GitHub and the webhooks say, the check counts. What was so far is written first, by whoever remembers it, and
 * told at once thereafter: of runs that overlap one alone tells. Rejects only with the end of the run.
 */
async function tellCheck(context, order) {
    const { clock, log } = context;
    const { incidents: isAsked, historyBranch, token } = order.request;
    const github = isAsked || historyBranch ? await openGitHub(context, token) : undefined;
    const history = await keep(context, github, order);
    const { pasts, formers } = history ?? {};
    const checked = forewarnTargets({ clock, log, usualOf: id => pasts?.get(id)?.usual }, order.checked);
    const isKnown = checked.some(({ id }) => formers?.has(id));
    const early = isKnown ? await tellNews(context, { ...order, checked }, { formers }) : undefined;
    const followUp = await tellIncidents(context, github, { ...order, checked, pasts });
    const news = early ?? (await tellNews(context, { ...order, checked }, { memories: followUp?.memories }));
    const summary = renderPasts({ checked, pasts, changes: findChanges(checked, pasts), nowMs: order.startedMs });
    return {
        ...{ checked, pasts, hasChanged: news.hasChanged, incidents: followUp?.incidents ?? [] },
        summary: [...summary, ...(followUp?.summary ?? [])],
    };
}
function findChanges(checked, pasts) {
    return new Map(checked.map(({ id, facts }) => [id, whatChanged(pasts?.get(id)?.lastGoodFacts ?? {}, facts)]));
}
async function openGitHub(context, token) {
    const { openJobGitHub } = await import('./open-job-github.js');
    return await openJobGitHub({ ...context, token });
}
async function keep(context, github, order) {
    const { request, checked, startedMs } = order;
    if (!github || !request.historyBranch)
        return undefined;
    const { recordCheck } = await import('./record-check.js');
    const kept = await recordCheck({ ...context, github }, { branch: request.historyBranch, checked, startedMs });
    return kept;
}
async function tellIncidents(context, github, { request, checked, pasts, secrets }) {
    const { incidents } = request;
    if (!github || !incidents)
        return undefined;
    const { followUpCheck } = await import('./follow-up-check.js');
    return await followUpCheck({ ...context, github }, { incidents, checked, pasts, secrets });
}
async function tellNews(context, order, { formers, memories }) {
    const nowMs = order.startedMs;
    const targets = order.checked.map(each => {
        const former = formers?.get(each.id);
        const known = { past: former?.past, isOvertaken: former?.isOvertaken, incident: memories?.get(each.id) };
        return toNoticeTarget({ ...each, ...known }, nowMs);
    });
    const { webhooks } = order.request;
    if (webhooks.length > 0) {
        const { tellWebhooks } = await import('./tell-webhooks.js');
        const { repository, serverUrl, runId } = context.workflow;
        const runUrl = runId && `${serverUrl}/${repository}/actions/runs/${runId}`;
        const notice = { targets, nowMs, ...(repository && { repository }), ...(runUrl && { runUrl }) };
        await tellWebhooks(context, { webhooks, notice, secrets: order.secrets });
    }
    return { hasChanged: hasChanged(targets) };
}

const tellCheck$1 = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
    __proto__: null,
    tellCheck
}, Symbol.toStringTag, { value: 'Module' }));

export { foresee as f, renderNotice as r, tellCheck$1 as t, whatChanged as w };
