/** The one kind of error that is meant for people: what happened, and what to do about it. */
class ActionError extends Error {
    code;
    hint;
    constructor({ code, message, hint, cause }) {
        super(message, { cause });
        this.name = 'ActionError';
        this.code = code;
        this.hint = hint;
    }
}

export { ActionError as A };
