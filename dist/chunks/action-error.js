/** The one kind of error that is meant for people: what happened, and what to do about it. */
class ActionError extends Error {
    code;
    hint;
    operation;
    constructor({ code, message, hint, cause, operation }) {
        super(message, { cause });
        this.name = 'ActionError';
        this.code = code;
        this.hint = hint;
        this.operation = operation;
    }
}

export { ActionError as A };
