/** The first of many, for a sentence. Pure. */
/** "a, b, c, d, e and 3 more". What comes from outside has to be printable before. */
function listFew(all, most = 5) {
    const more = all.length > most ? ` and ${all.length - most} more` : '';
    return all.slice(0, most).join(', ') + more;
}

export { listFew as l };
