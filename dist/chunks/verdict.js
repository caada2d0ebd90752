import { A as ActionError } from './action-error.js';
import { a as toPrintableLine } from './untrusted.js';

/** Did the run do all that was asked for; and if not, what is the one thing to tell first? Pure. */
const LONGEST_MESSAGE = 2000;
/** What was thrown, as a problem: an ActionError says itself what to do; anything else is a bug of ours. */
function toProblem(error) {
    if (error instanceof ActionError)
        return describeActionError(error);
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
        code: 'bug',
        what: `The run failed in a way that is not known: ${stack}`,
        remedy: 'Please report this as a bug of beanstalk-websockets, with this text.',
    };
}
// A name or an answer that is quoted must not look like a further line of ours, nor like something to paste.
function describeActionError({ code, message, hint }) {
    return { code, what: toPrintableLine(message, LONGEST_MESSAGE), remedy: hint.replaceAll(/\n\s*\n/g, '\n') };
}
/** A remedy is a sentence and, behind an empty line, what to paste; '' where there is nothing to paste. */
function splitRemedy(remedy) {
    const [instruction = '', ...paste] = remedy.split('\n\n');
    return { instruction, paste: paste.join('\n\n') };
}
/** A finding about the WebSocket, as a problem. */
function describeFinding({ kind: code, title, explanation: what, remedy }) {
    return { code, title, what, remedy };
}

export { describeFinding as d, splitRemedy as s, toProblem as t };
