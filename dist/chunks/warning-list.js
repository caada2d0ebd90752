import { j as joinMarkdown, s as splitRemedy, m as markdown, a as fenceMarkdown } from './verdict.js';
import { d as renderList } from './summary-parts.js';

/** What is worth knowing about a bundle's proxy files and its app, as a list with what to paste behind its items. Pure. */
/** No block where there is nothing to say; else one for every `together` notes, so that those that are too long go alone. */
function renderWarnings(notes, together = notes.length) {
    const [first, ...further] = renderNotes(notes, together);
    return first ? [markdown `**Worth knowing**\n\n${first}`, ...further] : [];
}
/** The same without a title. */
function renderNotes(notes, together = notes.length) {
    if (notes.length === 0)
        return [];
    const groups = notes.slice(0, together).reduce(addWarning, []);
    return [joinMarkdown(groups.map(toBlock), '\n\n'), ...renderNotes(notes.slice(together), together)];
}
// A list goes on until something is to be pasted.
function addWarning(groups, { message, remedy }) {
    const { instruction, paste } = splitRemedy(remedy);
    const line = markdown `${message} ${instruction}`;
    const last = groups.at(-1);
    const isOpen = last !== undefined && last.paste === '';
    const group = { lines: isOpen ? [...last.lines, line] : [line], paste };
    return isOpen ? [...groups.slice(0, -1), group] : [...groups, group];
}
function toBlock({ lines, paste }) {
    return paste === '' ? renderList(lines) : joinMarkdown([renderList(lines), fenceMarkdown(paste)], '\n\n');
}

export { renderWarnings as a, renderNotes as r };
