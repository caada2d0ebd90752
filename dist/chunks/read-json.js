/** Reads files of the bundle that should be JSON, whatever they are. */
/** Undefined for what is not JSON: that is somebody else's to refuse. */
function parseJson(text) {
    try {
        return JSON.parse(text.replace(/^\uFEFF/, ''));
    }
    catch {
        return undefined;
    }
}
/** Undefined where `value` is no object, or has no such property of its own. */
function readProperty(value, name) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
        return undefined;
    return value[name];
}

export { parseJson as p, readProperty as r };
