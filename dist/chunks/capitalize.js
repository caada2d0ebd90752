/** The beginning of a sentence. Pure. */
function capitalize(text) {
    return text.slice(0, 1).toUpperCase() + text.slice(1);
}

export { capitalize as c };
