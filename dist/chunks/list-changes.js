import { m as markdown, f as foldMarkdown, j as joinMarkdown, a as fenceMarkdown } from './verdict.js';
import { d as renderList } from './summary-parts.js';

/** What a run has changed, and how all of it is taken back: for the log and for a summary. Pure. */
/** A line for each change and each part of it, then the lines that take them back. */
function describeLedger(entries) {
    const back = listTakeBack(entries);
    return [
        ...entries.flatMap(entry => [describeChange(entry), ...listParts(entry).map(part => `  ${part}`)]),
        ...(back.length > 0 ? [HOW_TO_TAKE_BACK, ...back] : []),
    ];
}
function renderLedger(entries) {
    if (entries.length === 0)
        return [markdown `Nothing was changed.`];
    return [foldMarkdown(`What was changed (${entries.length})`, renderChanges(entries))];
}
/** Without what takes them back: for whoever takes all of it back in another way. */
function renderChangeList(entries) {
    if (entries.length === 0)
        return [];
    return [foldMarkdown(`What was changed (${entries.length})`, renderItems(entries))];
}
/** After a failure both are what a reader looks for next: what the run has changed, and what that has led to. */
function renderOutcome(entries, running) {
    const changes = entries.length === 0 ? [markdown `Nothing was changed.`] : [markdown `**What was changed:**`, renderChanges(entries)];
    return running.length === 0 ? changes : [...changes, markdown `**What runs now:** ${joinMarkdown(running, '<br>')}`];
}
function renderChanges(entries) {
    const back = listTakeBack(entries);
    const commands = fenceMarkdown(back.join('\n'), MOST_LINES);
    return joinMarkdown([renderItems(entries), ...(back.length > 0 ? [markdown `${HOW_TO_TAKE_BACK}`, commands] : [])], '\n\n');
}
function renderItems(entries) {
    return renderList(entries.map(entry => joinMarkdown([describeChange(entry), ...listParts(entry)], '<br>')));
}
/** What had been done when a run ended early; undefined where that is nothing. */
function describeDone(entries) {
    const done = entries.filter(({ outcome, isNews }) => outcome === 'done' && !isNews).map(({ change }) => change);
    return done.length === 0
        ? undefined
        : `Done before that: ${done.join('; ')}. The list of changes says how to take it back.`;
}
const HOW_TO_TAKE_BACK = 'To take all of it back, in this order:';
const MOST_LINES = 500;
const OUTCOMES = {
    asked: 'asked for, not answered',
    done: 'done',
    failed: 'failed',
    needless: 'not needed, for it was there already',
    split: 'asked for in two parts, because Beanstalk refused both at once',
    begun: 'accepted, and its end was not seen',
    vain: 'accepted, but without a good end',
};
function describeChange({ change, outcome }) {
    return `${OUTCOMES[outcome]}: ${change}.`;
}
/** What is there already may consist of something else. */
function listParts({ outcome, parts = [] }) {
    return outcome === 'needless' ? [] : parts;
}
// The newest first: what is made of a thing, or runs it, goes before the thing.
function listTakeBack(entries) {
    const covered = entries.flatMap(({ outcome, covers = [] }) => (outcome === 'done' ? covers : []));
    const isCovered = ({ names = [] }) => names.length > 0 && names.every(name => covered.includes(name));
    return entries
        .filter(entry => ['asked', 'begun', 'done'].includes(entry.outcome) && !isCovered(entry))
        .toReversed()
        .flatMap(({ undo = [] }) => undo);
}

export { renderOutcome as a, describeLedger as b, renderChangeList as c, describeDone as d, renderLedger as r };
