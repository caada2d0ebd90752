import { r as renderMarkdown, l as linkMarkdown } from './verdict.js';
import { u as unreadableAnswer, m as mayBeDone, a as isGitHubStatus } from './refusals2.js';

/** Reads a listing of GitHub's page by page, to its end and no further. */
/** An issue takes 2,500 comments; a listing of a hundred entries a page that is longer than this belongs to nobody. */
const MAX_PAGES = 100;
/** The entries in their order; whoever has enough may stop. `name` is what was asked for, in an error's message. */
async function* readPages(name, ask) {
    for (let page = 1; page <= MAX_PAGES; page += 1) {
        const { data, headers } = await ask(page);
        if (!Array.isArray(data))
            throw unreadableAnswer(name, 'no list');
        yield* data;
        if (!headers.link?.includes('rel="next"'))
            return;
    }
    throw unreadableAnswer(name, `a list that did not end after ${MAX_PAGES} pages`);
}

/** Creating what must not be there twice, when the answer to it was lost. */
const MOST_ATTEMPTS = 3;
/** Creates it; where GitHub may have done so without saying so, looks before it asks again. */
async function createOnce({ create, find }) {
    for (let attempt = 1;; attempt += 1) {
        try {
            return await create();
        }
        catch (error) {
            if (!mayBeDone(error))
                throw error;
            const found = await find();
            if (found !== undefined)
                return found;
            if (attempt === MOST_ATTEMPTS)
                throw error;
        }
    }
}

/** The one comment of ours on a pull request or an issue: found by a hidden mark and its author, written, kept single. */
/** GitHub takes as many characters; bytes are more, so that this is enough in any case. */
const MAX_BODY_BYTES = 65_536;
/** The oldest comment there that has our mark and whose author we are; a stranger's with the same mark is not ours. */
async function findComment(github, place) {
    const [oldest] = await listOwn(github, place);
    return oldest;
}
/**
 * Writes the blocks into our comment, or into a new one, and deletes others of ours with the same mark: two runs may
 * have created one each. A block for which there is no room is left out. Nothing is sent where it says so already.
 */
async function writeComment(github, place, blocks) {
    const mark = `${markOf(place)}\n`;
    const body = `${mark}${renderMarkdown(blocks, MAX_BODY_BYTES - mark.length)}`;
    const { comment, others, isFound } = await findOrCreate(github, place, body);
    for (const { id } of others)
        await remove(github, place, id);
    const isKept = comment.body === body || place.mayReplace?.(comment.body) === false;
    return { ...(isKept ? comment : await update(github, place, { id: comment.id, body })), isFound };
}
async function findOrCreate(github, place, body) {
    const [existing, ...others] = await listOwn(github, place);
    if (existing)
        return { comment: existing, others, isFound: true };
    const find = () => findComment(github, place);
    const created = await createOnce({ create: () => create(github, place, body), find });
    const [comment = created, ...newer] = await listOwn(github, place);
    return { comment, others: newer, isFound: comment.id !== created.id };
}
// At the very beginning: whoever quotes it has something before it.
function markOf({ key }) {
    return `<!-- beanstalk-websockets: ${key} -->`;
}
async function listOwn(github, place) {
    const { repo, rest } = github;
    const login = await github.askLogin();
    const asked = { ...repo, ...asking(place), issue_number: place.number, per_page: 100 };
    const own = [];
    for await (const found of readPages('the comments', page => rest.issues.listComments({ ...asked, page }))) {
        if (found?.user?.login === login && found.body?.startsWith(markOf(place)))
            own.push(readComment(found));
    }
    return own.toSorted((a, b) => a.id - b.id);
}
async function create({ repo, rest }, place, body) {
    const { data } = await rest.issues.createComment({ ...repo, ...asking(place), issue_number: place.number, body });
    return readComment(data);
}
async function update({ repo, rest }, place, { id, body }) {
    const { data } = await rest.issues.updateComment({ ...repo, ...asking(place), comment_id: id, body });
    return readComment(data);
}
async function remove({ repo, rest }, place, id) {
    try {
        await rest.issues.deleteComment({ ...repo, ...asking(place), comment_id: id });
    }
    catch (error) {
        if (!isGitHubStatus(error, 404))
            throw error;
    }
}
function asking({ on }) {
    return { request: { needs: { name: on === 'pull-request' ? 'pull-requests' : 'issues', access: 'write' } } };
}
function readComment(data) {
    const { id, body, html_url: url, created_at } = data;
    if (!Number.isSafeInteger(id))
        throw unreadableAnswer('a comment', 'one without a number');
    return { id, body: body ?? '', url: String(url), createdMs: Date.parse(created_at) };
}

/** Where things of the repository stand on GitHub's pages. Pure. */
/** Undefined where the server has no https address. */
function linkRepository({ serverUrl, repository }, path) {
    const url = URL.parse(`${serverUrl}/${repository}/${path}`);
    return url?.protocol === 'https:' ? url : undefined;
}
/** The page of the run itself. */
function linkOwnRun(workflow) {
    return linkRepository(workflow, `actions/runs/${workflow.runId}`);
}

/** Links of a comment or an issue to the run that wrote it. Pure. */
function linkRun({ runUrl }, words = 'The run, with its log and summary') {
    return isSecure(runUrl) ? [linkMarkdown(words, runUrl)] : [];
}
/** Is that the text of this run's? Where a run has no link, nobody can tell. */
function hasLinkTo(text, { runUrl }) {
    return !isSecure(runUrl) || text.includes(`(<${runUrl.href}>)`);
}
/** A GitHub Enterprise Server may have no certificate. */
function isSecure(place) {
    return place?.protocol === 'https:';
}

export { linkOwnRun as a, linkRepository as b, createOnce as c, findComment as f, hasLinkTo as h, isSecure as i, linkRun as l, readPages as r, writeComment as w };
