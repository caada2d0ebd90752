import { createHash } from 'node:crypto';

/** Where on the branch the files of a target lie, and what stands for its name in places that do not take every name. Pure. */
function placeOf(target) {
    const slug = slugOf(target);
    return {
        history: `history/${slug}.jsonl`,
        chart: `charts/${slug}.svg`,
        badge: `badges/${slug}.svg`,
        endpoint: `badges/${slug}.json`,
    };
}
/** Readable, and no two targets have the same: a hash of the id is in it. Lower-case letters, digits and hyphens. */
function slugOf(target) {
    const words = target
        .toLowerCase()
        .replaceAll(/^wss?:\/\//g, '')
        .replaceAll(/[^a-z0-9]+/g, '-');
    const short = words.slice(0, MAX_LENGTH).replaceAll(/^-+|-+$/g, '');
    const hash = createHash('sha256').update(target).digest('hex').slice(0, 8);
    return short === '' ? hash : `${short}-${hash}`;
}
const MAX_LENGTH = 40;

export { placeOf as p, slugOf as s };
