import { e as explainSilence, t as tellTarget, c as checkHandshake } from './tell-target.js';
import { o as openTurns } from './take-turns.js';
import { r as readFacts } from './history-line.js';
import { l as listTargetSecrets } from './check-target.js';
import { l as listFew } from './list-few.js';
import { t as toProblem } from './verdict.js';
import { u as untilAborted } from './until-aborted.js';
import { A as ActionError, a as toPrintableLine } from './untrusted.js';
import { a as tellDuring } from './wait.js';
import './protocols.js';
import './redact.js';
import { toProbeOptions } from './handshake-options.js';
import { d as describeCertificateFacts } from './target-facts.js';
import './expectation.js';
import 'node:crypto';
import 'node:vm';
import './target.js';
import 'node:net';
import 'node:dns/promises';
import 'node:events';
import 'node:tls';
import './handshake-lines.js';
import './describe-time.js';
import './clock.js';
import 'node:timers/promises';
import './known.js';
import './_commonjsHelpers.js';
import 'stream';
import 'crypto';
import 'util';
import 'zlib';
import 'http';
import 'buffer';
import './commands.js';
import './read-json.js';
import './handshake-inputs.js';

/** What AWS is asked about a target whose WebSocket was opened, or refused; for no longer than the check lasts. */
/** That the finding could say more if AWS said more does not cost the finding. */
async function explainTarget({ log, signal }, report, { known, checked }) {
    if (!checked)
        return report;
    try {
        const look = (url) => untilAborted(checked.lookAtWayIn(url), signal);
        const { targets } = await explainSilence({ targets: [report] }, known, look);
        return targets[0] ?? report;
    }
    catch (error) {
        log.info(`What keeps clients of ${report.printableUrl} out is unknown: ${toProblem(error).what}`);
        return report;
    }
}
/** Nothing where AWS does not tell. */
async function readRules({ log, signal }, checked, url) {
    if (!checked)
        return {};
    try {
        return await untilAborted(checked.readRules(url), signal);
    }
    catch (error) {
        log.info(`Whom the entrance admits is unknown: ${toProblem(error).what}`);
        return {};
    }
}

/** Opens WebSockets at any URLs, with one set of options. */
/** A target is down when all its attempts fail: a blip is no incident. */
const PAUSE_BETWEEN_ATTEMPTS_MS = 20_000;

/** The end of a check, however many targets it has and whatever hangs. */
/** Three attempts at 200 targets that all hang take ten minutes. */
const LONGEST_CHECK_MS = 15 * 60_000;
/** 15 minutes, and the longest time for which one of them is to be held in silence. */
function limitCheck({ clock, signal }, targets) {
    const totalMs = LONGEST_CHECK_MS + Math.max(0, ...targets.map(({ probe }) => probe.holdMs));
    const over = new AbortController();
    const lifted = new AbortController();
    let reason;
    const wait = async () => {
        await clock.sleep(totalMs, lifted.signal);
        reason = tooLong(totalMs);
        over.abort(reason);
    };
    // Lifted, nothing is over.
    wait().catch(() => { });
    return { signal: AbortSignal.any([signal, over.signal]), isOver: () => reason, lift: () => lifted.abort() };
}
function tooLong(totalMs) {
    return new ActionError({
        code: 'check-too-long',
        message: `The check was not over after ${Math.round(totalMs / 60_000)} minutes, and ended before this target was known to be up or down.`,
        hint: "Look at the targets that are down first: each of their attempts waits for 10 s. Lower 'attempts', or write some of the targets into a file for a step of its own.",
    });
}

/** Checks many targets side by side, each with its own options and what is known of it. */
/** Each attempt has a few sockets and buffers. */
const MOST_AT_ONCE = 10;
/**
 * In the order of the targets. Never throws for what one of them is or does, only when the check is cancelled; it ends
 * within its limit, and what was not known by then has that as its problem. Of those that opened the log is told when all are done.
 */
async function checkTargets(context, targets) {
    const limit = limitCheck(context, targets);
    const takeTurn = openTurns(MOST_AT_ONCE);
    const within = { ...context, signal: limit.signal, takeTurn, isOver: limit.isOver };
    const left = new Set(targets.map(({ id }) => id));
    const check = async (target) => {
        const checked = await checkTarget(within, target);
        left.delete(target.id);
        return checked;
    };
    try {
        // What is held in silence is no pause between attempts.
        const checked = await tellDuring(context, describeProgress(targets, left), () => Promise.all(targets.map(check)));
        context.signal.throwIfAborted();
        // The verdict has a line for each of the others.
        for (const { report } of checked)
            if (report.outcome === 'accepted')
                tellTarget(context.log, report, context.failOn);
        return checked;
    }
    finally {
        limit.lift();
    }
}
function describeProgress(targets, left) {
    const lastSeen = () => `${left.size} of ${targets.length} are left: ${listFew([...left].map(id => toPrintableLine(id, 200)))}`;
    return targets.length === 1 ? { what: 'the WebSocket' } : { what: `${targets.length} WebSockets`, lastSeen };
}
async function checkTarget(context, target) {
    const place = await findPlace(context, target);
    const secrets = listTargetSecrets(target, context.proxyVariables);
    const shared = { id: target.id, target, secrets };
    if (place.kind === 'problem') {
        const { problem } = place;
        return { ...shared, report: reportUnasked(target, problem), known: {}, facts: {}, problem };
    }
    const { url, known, checked } = place;
    const report = await explainTarget(context, await open(context, { target, url, known }), place);
    const rules = context.readsRules ? await readRules(context, checked, url) : {};
    // As the history has those of before, or long ones would be other ones at every check.
    const facts = readFacts({ ...checked?.facts, ...rules, ...describeCertificateFacts(report) }) ?? {};
    const over = report.outcome === 'unknown' && !report.problems ? context.isOver() : undefined;
    const outlook = checked ? { outlook: checked.outlook } : {};
    return { ...shared, report, known, facts, ...outlook, ...(over ? { problem: toProblem(over) } : {}) };
}
/** A URL that is given is opened also where nothing is known of the environment behind it. */
async function findPlace({ lookUp, log, signal }, { url, environment, path, id }) {
    if (!environment)
        return { kind: 'found', url: url ?? '', known: {}, checked: undefined };
    try {
        const checked = await untilAborted(lookUp(environment), signal);
        const known = { ...checked.known, pathIsGuess: url === undefined && path === undefined };
        return { kind: 'found', url: url ?? withPath(checked.url, path), known, checked };
    }
    catch (error) {
        const problem = toProblem(error);
        if (url === undefined)
            return { kind: 'problem', problem };
        log.warning(`${id}: nothing is known of its environment. ${problem.what} ${problem.remedy}`);
        return { kind: 'found', url, known: {}, checked: undefined };
    }
}
function withPath(url, path) {
    return path === undefined ? url : new URL(`${new URL(url).origin}${path}`).href;
}
async function open(context, { target, url, known }) {
    const { clock, log, signal, takeTurn, ca, proxyVariables } = context;
    const policy = { kind: 'attempts', count: target.attempts, pauseMs: PAUSE_BETWEEN_ATTEMPTS_MS };
    const onAttempt = (attempt) => log.debug(JSON.stringify(attempt));
    const probe = toProbeOptions(target.probe, { ca, proxyVariables });
    const asked = { url, ...(target.name === undefined ? {} : { name: target.name }) };
    const { targets } = await checkHandshake([asked], { ...probe, clock, signal, policy, takeTurn, onAttempt }, known);
    return targets[0] ?? reportUnasked(target, { what: ''});
}
function reportUnasked({ id, name }, { what }) {
    return {
        ...(name === undefined ? {} : { name }),
        printableUrl: id,
        outcome: 'unknown',
        attempts: [],
        attemptCount: 0,
        finding: null,
        problems: [what],
    };
}

export { checkTargets };
