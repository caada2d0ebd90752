import { A as ActionError } from './action-error.js';

/** Did the run do all that was asked for; and if not, what is the one thing to tell first? Pure. */
/** What was thrown, as a problem: an ActionError says itself what to do; anything else is a bug of ours. */
function toProblem(error) {
    if (error instanceof ActionError)
        return { code: error.code, what: error.message, remedy: error.hint };
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
        code: 'bug',
        what: `The action failed in a way that it does not know: ${stack}`,
        remedy: 'Please report this as a bug of beanstalk-websockets, with this text.',
    };
}
/** A finding about the WebSocket, as a problem. */
function describeFinding({ kind: code, title, explanation: what, remedy }) {
    return { code, title, what, remedy };
}

export { describeFinding as d, toProblem as t };
