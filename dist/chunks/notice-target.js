/** One target of a check for a notice: as it is, and as it was by whoever remembers. Pure. */
function toNoticeTarget({ id, report, forewarnings = [], past, incident }, nowMs) {
    const state = STATES[report.outcome];
    const finding = pickNews(report, forewarnings);
    const now = { state, ...(finding ? { finding: finding.kind } : {}) };
    const before = past ? recallHistory(past) : incident ? recallIncident(incident, now) : undefined;
    const isSame = before?.state === state && before.since !== undefined;
    return {
        ...{ id, printableUrl: report.printableUrl, state },
        ...(finding ? { finding } : {}),
        since: isSame ? before.since : `${new Date(nowMs).toISOString().slice(0, 19)}Z`,
        ...(before ? { before } : {}),
    };
}
const STATES = { accepted: 'up', rejected: 'down', unknown: 'unknown' };
/** The finding, else the first of what will break: the history has its kind, too, so that it is told once. */
function pickNews(report, forewarnings) {
    if (report.finding) {
        const { kind, title, layer } = report.finding;
        return { kind, title, layer };
    }
    const warning = forewarnings.find(({ severity }) => severity === 'warning');
    return report.outcome === 'accepted' && warning ? { kind: warning.kind, title: warning.title } : undefined;
}
// A check that knew nothing is no memory of the one before it.
function recallHistory({ lastState, since, finding, incident, lastGoodAt }) {
    if (lastState !== 'unknown')
        return { state: lastState, since, ...(finding === undefined ? {} : { finding }) };
    if (incident && incident.until === undefined) {
        const { from, finding: last } = incident;
        return { state: 'down', since: from, ...(last === undefined ? {} : { finding: last }) };
    }
    return { state: lastGoodAt === undefined ? 'unknown' : 'up' };
}
/** Of a target that is down something is done at every check, if only in the hidden data; else GitHub failed. */
function recallIncident({ done }, now) {
    if (now.state === 'up')
        return done === undefined ? now : { state: 'down' };
    if (done === 'opened' || done === 'opened again')
        return { state: 'up' };
    if (done === 'commented on')
        return { state: 'down' };
    return done === undefined ? undefined : now;
}

export { pickNews, toNoticeTarget };
