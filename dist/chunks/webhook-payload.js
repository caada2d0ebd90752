import { a as toPrintableLine } from './untrusted.js';
import { t as toDuration } from './describe-time.js';

/** What a webhook is told of a check: a text as Slack and those like it show it, and the same as data. Pure. */
/**
 * What is not as it was: another state, or another finding. Of a target that nobody remembers only that it is down is
 * news, and what nobody knows now is none.
 */
function findNews(targets) {
    return targets.filter(({ state, finding, before }) => {
        if (state === 'unknown')
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
    return known.some(({ state, before }) => state !== 'unknown' && state !== before?.state);
}
/** As JSON; undefined where there is no news. */
function renderNotice(notice) {
    const { targets, repository, runUrl } = notice;
    const news = findNews(targets);
    if (news.length === 0)
        return undefined;
    return JSON.stringify({
        text: renderText(notice, news),
        version: 1,
        repository: repository ?? null,
        run: runUrl ?? null,
        changed: news.map(({ id }) => toBounded(id)),
        targets: targets.slice(0, MOST_TARGETS).map(describeTarget),
    });
}
const MOST_TARGETS = 200;
const MOST_LINES = 20;
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
function renderText({ targets, nowMs, repository, runUrl }, news) {
    const lines = news.slice(0, MOST_LINES).map(target => renderLine(target, nowMs));
    const more = news.length > MOST_LINES ? [`… and ${news.length - MOST_LINES} more`] : [];
    const downCount = targets.filter(({ state }) => state === 'down').length;
    const counted = targets.length > 1 ? [`${downCount} of ${targets.length} are down.`] : [];
    return [...lines, ...more, [...counted, ...renderRun(repository, runUrl)].join(' ')].filter(Boolean).join('\n');
}
function renderLine(target, nowMs) {
    const { id, state, finding, since, before } = target;
    const name = `*${escapeForSlack(id)}*`;
    const why = finding ? `: ${escapeForSlack(finding.title)} (${describeFinding(finding)})` : '';
    if (state === 'down')
        return `❌ ${name} ${before?.state === 'down' ? 'is still down, and now' : 'is down'}${why}, since ${since}`;
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
    return toBounded(text)
        .replaceAll(/[@*_~`[\]!#]|:(?=[/\w+-]{2})/g, '$&\u2060')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;');
}

export { escapeForSlack, findNews, hasChanged, renderNotice };
