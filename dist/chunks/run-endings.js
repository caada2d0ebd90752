import { A as ActionError } from './untrusted.js';

/** How a run came to its end. */
/** By a signal, and not because its time was over? */
function isCancelled({ signal: { reason } }) {
    return reason instanceof ActionError && reason.code === 'cancelled';
}
/** Because it had no credentials for AWS, before anything was changed? */
function isWithoutCredentials({ ledger }, error) {
    return error instanceof ActionError && error.code === 'credentials-missing' && ledger.entries().length === 0;
}
/** A notice, and no failure. */
function skipWithoutCredentials(log, products) {
    products.skipped = { kind: 'no-credentials', message: WITHOUT_CREDENTIALS };
    log.notice(WITHOUT_CREDENTIALS, 'Preview');
}
/** As of a pull request from a fork, whose run is given no secret and no identity. */
const WITHOUT_CREDENTIALS = 'There were no AWS credentials, so nothing was done. A pull request from a fork has none: docs/previews.md says how it gets a preview all the same.';

export { isWithoutCredentials as a, isCancelled as i, skipWithoutCredentials as s };
