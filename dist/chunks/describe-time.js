import { D as DAY_MS } from './clock.js';

/** Times and durations in words. Pure. */
/** "45 s", "3 min 12 s", "2 h 5 min", "7 days": the two largest units. */
function toDuration(ms) {
    const seconds = Math.max(0, Math.round(ms / 1000));
    if (seconds < 60)
        return `${seconds} s`;
    const minutes = Math.round(seconds / 60);
    if (seconds < 3600)
        return joinUnits([Math.floor(seconds / 60), 'min'], [seconds % 60, 's']);
    if (minutes < 24 * 60)
        return joinUnits([Math.floor(minutes / 60), 'h'], [minutes % 60, 'min']);
    const hours = Math.round(ms / HOUR_MS);
    return joinUnits([Math.floor(hours / 24), hours < 48 ? 'day' : 'days'], [hours % 24, 'h']);
}
/** "3.4 ms", "120 ms" */
function toMs(ms) {
    return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}
const HOUR_MS = 3_600_000;
function joinUnits([large, largeUnit], [small, smallUnit]) {
    return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
/** "2026-11-03 14:05 UTC"; "unknown" for what no calendar has. */
function toUtcMinute(atMs) {
    if (Math.abs(atMs) > 100_000_000 * DAY_MS || Number.isNaN(atMs))
        return 'unknown';
    return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

export { toUtcMinute as a, toMs as b, toDuration as t };
