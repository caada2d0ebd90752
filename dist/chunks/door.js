import { appendFile as appendFile$1, writeFile as writeFile$1 } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { A as ActionError, a as toPrintableLine, b as toPrintableLines, d as toPrintableText, t as toOutputValue } from './untrusted.js';
import { d as readProxyVariables, r as redact } from './redact.js';
import { c as capitalize } from './capitalize.js';
import * as os from 'os';
import os__default from 'os';
import * as crypto from 'crypto';
import * as fs from 'fs';
import { promises } from 'fs';
import { g as linkSection, t as toProblem, r as renderMarkdown, h as linkSections } from './verdict.js';
import { b as describeLedger } from './list-changes.js';
import { u as untilAborted } from './until-aborted.js';

/** What GitHub's runner says about the run in variables of the environment. */
function readWorkflowVariables(env) {
    return {
        eventName: env.GITHUB_EVENT_NAME ?? '',
        repository: env.GITHUB_REPOSITORY ?? '',
        apiUrl: env.GITHUB_API_URL ?? '',
        serverUrl: env.GITHUB_SERVER_URL ?? '',
        eventPath: env.GITHUB_EVENT_PATH ?? '',
        sha: env.GITHUB_SHA ?? '',
        runId: env.GITHUB_RUN_ID ?? '',
        runAttempt: env.GITHUB_RUN_ATTEMPT ?? '',
    };
}
/** The branches that a run is about: its own, and those of its pull request. A scheduled run's is the default branch. */
function listOwnBranches(variable) {
    return ['GITHUB_REF_NAME', 'GITHUB_HEAD_REF', 'GITHUB_BASE_REF'].flatMap(name => variable(name) || []);
}

/** What is too old for the actions is told where a run begins, by reading its inputs: with a verdict, as any other mistake. */
/** As in `runs.using` of each action.yml. */
const OLDEST_NODE = 24;
/** `source`; where Node.js is too old, nothing is read and an ActionError thrown (code `node-too-old`). */
function requireNode(version, source) {
    if (Number.parseInt(version.slice(1), 10) >= OLDEST_NODE)
        return source;
    return () => {
        throw new ActionError({
            code: 'node-too-old',
            message: `The action needs Node.js ${OLDEST_NODE}, and was run by ${version}.`,
            hint: `Run it by "uses:" in a workflow, whose runner brings Node.js ${OLDEST_NODE}; by hand, with the Node.js of a clone: node_modules/.bin/node dist/deploy.js`,
        });
    };
}

// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}

/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + os.EOL);
}
function issue(name, message = '') {
    issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}

// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
function issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!fs.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, {
        encoding: 'utf8'
    });
}
function prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
    const convertedValue = toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}

(globalThis && globalThis.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};

(globalThis && globalThis.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
const { access, appendFile, writeFile } = promises;

(globalThis && globalThis.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
const { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs.promises;
// export const {open} = 'fs'
process.platform === 'win32';
fs.constants.O_RDONLY;

(globalThis && globalThis.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};

(globalThis && globalThis.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
/* eslint-disable @typescript-eslint/unbound-method */
process.platform === 'win32';

(globalThis && globalThis.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};

(globalThis && globalThis.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
os__default.platform();
os__default.arch();

(globalThis && globalThis.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    issueCommand('add-mask', {}, secret);
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(os.EOL);
    issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + os.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}

/**
 * GitHub's runner, as far as it is spoken to: the only file that prints or sets an output. What it is handed can only
 * be made by untrusted.ts, so no text of others comes past here.
 */
const ANNOTATE = { notice: notice, warning: warning, error: error };
const runner = {
    readInput: name => getInput(name, { trimWhitespace: false }),
    print: info,
    debug: debug,
    annotate: (level, text, title) => ANNOTATE[level](text, title ? { title } : {}),
    startGroup: startGroup,
    endGroup: endGroup,
    mask: setSecret,
    setOutput: setOutput,
};

/** The log of the run: every text becomes printable here, whoever wrote it. */
const SHORTEST_SECRET = 4;
/** Of actions/runner, ExecutionContext.cs: `_maxCountPerIssueType`, and the length at which a message is cut. */
const MOST_ANNOTATIONS = 10;
const LONGEST_ANNOTATION = 4096;
const MOST_LINES = 60;
const told = { lines: 0 };
const annotated = { notice: 0, warning: 0, error: 0 };
let isConcluded = false;
let openGroup;
const actionsLog = {
    told,
    info: text => print(toPrintableLine(text)),
    debug: text => runner.debug(toPrintableLine(text)),
    notice: (text, title) => annotate('notice', text, title),
    warning: (text, title) => annotate('warning', text, title),
    error: (text, title) => annotate('error', text, title),
    conclude(level, text, title) {
        isConcluded = true;
        annotate(level, text, title);
    },
    quote(text, maxLines = 200) {
        for (const line of toPrintableLines(text, { maxLines, gutter: '  │ ' }))
            print(line);
    },
    async group(title, work) {
        const own = beginGroup(title);
        try {
            return await work();
        }
        finally {
            // Somebody may have left it already, and others may have begun since.
            if (openGroup === own)
                leaveGroup();
        }
    },
    fold(title, lines) {
        beginGroup(title);
        for (const line of lines)
            print(toPrintableLine(line));
        leaveGroup();
    },
    leaveGroup,
    mask(secret) {
        for (const line of secret.split(/\r?\n/))
            if (line.trim().length >= SHORTEST_SECRET)
                runner.mask(line.trim());
    },
};
function print(line) {
    told.lines += 1;
    runner.print(line);
}
function beginGroup(title) {
    leaveGroup();
    const own = Symbol(title);
    openGroup = own;
    told.lines += 1;
    runner.startGroup(toPrintableLine(title));
    return own;
}
function leaveGroup() {
    if (openGroup)
        runner.endGroup();
    openGroup = undefined;
}
function annotate(level, text, title) {
    if (annotated[level] >= MOST_ANNOTATIONS - (isConcluded ? 0 : 1)) {
        const head = `${capitalize(level)}: ${title ? `${title}. ` : ''}`;
        for (const line of toPrintableLines(head + text, { maxLines: MOST_LINES }))
            print(line);
        return;
    }
    annotated[level] += 1;
    told.lines += 1;
    const shown = toPrintableText(text, { maxLines: MOST_LINES, maxLength: LONGEST_ANNOTATION - 1 });
    runner.annotate(level, shown, title ? toPrintableLine(title) : undefined);
}

/** A problem as an annotation of the run: plain text of a few lines. Pure. */
/** Of what happened, in characters: half of what an annotation holds. */
const LONGEST_TOLD = 2000;
/** However much there is to quote, what to do is still within what the runner shows of an annotation. */
function renderAnnotation({ title, what, remedy, section }, place) {
    const told = toPrintableText(what, { maxLines: 20, maxLength: LONGEST_TOLD });
    const more = section
        ? `\n\nMore about it in beanstalk-websockets: ${(place && linkSection(section, place)?.href) ?? section}`
        : '';
    return `${title ? `${title}. ` : ''}${told}\n${remedy}${more}`;
}

/**
 * What Node.js and libraries print by themselves (warnings, `console`) may quote text of others, and the runner looks
 * for commands on stderr as it does on stdout. All of it goes to the debug log.
 */
/**
 * Once, before anything else is loaded that may print. From then on a log that cannot be written ends no run: its
 * outputs, summary and report are files, and an error that told of it could not be written either.
 */
function divertStrayOutput({ debug }) {
    const tell = (...values) => {
        // Loaded only when something is printed so: it would cost the start of every run some milliseconds.
        const { format } = process.getBuiltinModule('node:util');
        for (const line of format(...values).split('\n'))
            debug(line);
    };
    for (const method of ['debug', 'dir', 'error', 'info', 'log', 'trace', 'warn'])
        console[method] = tell;
    for (const stream of [process.stdout, process.stderr])
        stream.on('error', () => { });
    // Node's own listener is the one that prints.
    process.removeAllListeners('warning');
    process.on('warning', tell);
}

/** Errors that nobody caught: Node.js would print the stack on stderr, and end without outputs and summary. */
const LONGEST_AFTERLIFE_MS$1 = 10_000;
const MOST_STACK_LINES = 50;
/** The first of them ends the run, by `run`, and is left to the verdict; each of the others is told once, as it comes. */
function watchUncaught(log, run) {
    const met = new Set();
    let ending;
    let isVerdictTold = false;
    const meet = (error) => {
        process.exitCode = 1;
        log.leaveGroup();
        // Who waits for the run to end, unheard, rejects with what has ended it.
        if (met.has(error) || (run.signal.aborted && error === run.signal.reason))
            return;
        met.add(error);
        if (run.signal.aborted || isVerdictTold)
            return tell(log, toProblem(error));
        log.info('An error was not caught: the run takes back what is half done, and ends.');
        ending = toProblem(error);
        run.abort(error);
        setTimeout(() => process.exit(), LONGEST_AFTERLIFE_MS$1).unref();
    };
    const tellOthers = (problems) => {
        const left = ending;
        ending = undefined;
        isVerdictTold = true;
        if (left && !problems.some(({ what }) => what.includes(left.what)))
            tell(log, left);
    };
    for (const event of ['uncaughtException', 'unhandledRejection'])
        process.on(event, meet);
    // Where there is no verdict.
    process.on('exit', () => tellOthers([]));
    return { tellOthers };
}
/** A stack is for the report of a bug, and an annotation too short for it. */
function tellStack(log, { stack }) {
    if (!stack)
        return;
    const lines = stack.split('\n');
    // What stands before is the message, which is told.
    const first = Math.max(0, lines.findIndex(line => /^\s+at /.test(line)));
    log.fold('The stack of the error', lines.slice(first, first + MOST_STACK_LINES));
}
function tell(log, problem) {
    tellStack(log, problem);
    log.error(renderAnnotation(problem), 'An error was not caught');
}

/**
 * The frame of every door, longer than most because it is one place: what the runner gives (inputs, environment, signals)
 * is read once here, and what it takes (outputs, summary, annotations, the exit code) is written once here.
 */
/** From a signal on: the runner waits 7.5 s, and outputs, summary and report are written after this. */
const GRACE_MS = 5000;
const LONGEST_AFTERLIFE_MS = 1000;
/** The runner drops a summary of more than 1 MiB; what is cut is in the report file. */
const MAX_SUMMARY_BYTES = 1024 * 1024;
function openDoor() {
    const controller = new AbortController();
    divertStrayOutput(actionsLog);
    for (const signal of ['SIGINT', 'SIGTERM']) {
        // Not once: a second signal would end the process at once, in the midst of what it takes back and writes.
        process.on(signal, () => {
            if (!controller.signal.aborted) {
                actionsLog.leaveGroup();
                actionsLog.info(`${signal} came: the run takes back what is half done, and ends.`);
            }
            controller.abort(cancelledBy(signal));
        });
    }
    const uncaught = watchUncaught(actionsLog, controller);
    return {
        inputs: requireNode(process.version, runner.readInput),
        variable: name => process.env[name],
        region: process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || undefined,
        workspace: process.env.GITHUB_WORKSPACE || process.cwd(),
        temporaryFolder: process.env.RUNNER_TEMP || tmpdir(),
        proxyVariables: readProxyVariables(process.env),
        searchPath: process.env.PATH ?? '',
        workflow: readWorkflowVariables(process.env),
        cancelled: controller.signal,
        uncaught,
    };
}
/** A signal that ends with the job's cancellation or, with an ActionError, when `totalMs` are over. */
function limitTime(door, totalMs, what = 'run') {
    const controller = new AbortController();
    setTimeout(() => controller.abort(timeIsOver(what, totalMs)), totalMs).unref();
    return AbortSignal.any([door.cancelled, controller.signal]);
}
/** What `work` comes to; after a signal for as long as the runner leaves time, then the reason of the signal. */
async function withinGrace({ cancelled }, work) {
    const over = new AbortController();
    let timer;
    const onCancelled = () => {
        timer = setTimeout(() => over.abort(cancelled.reason), GRACE_MS);
    };
    cancelled.addEventListener('abort', onCancelled, { once: true });
    if (cancelled.aborted)
        onCancelled();
    try {
        return await untilAborted(work, over.signal);
    }
    finally {
        actionsLog.leaveGroup();
        cancelled.removeEventListener('abort', onCancelled);
        clearTimeout(timer);
    }
}
/** Writes what the run has to say, and sets the exit code: 0 only when the verdict is good or tolerated. */
async function closeDoor(door, ending) {
    const place = readDocsPlace(door);
    tellEnding(ending, place);
    door.uncaught.tellOthers(listProblems(ending));
    process.exitCode ||= ending.verdict.ok || ending.verdict.isTolerated ? 0 : 1;
    for (const [name, value] of Object.entries(ending.outputs))
        runner.setOutput(name, value);
    const report = await unlessRefused('report', () => writeReport(door, ending));
    runner.setOutput('report', toOutputValue(report ?? '', /^[^\r\n]*$/));
    await unlessRefused('summary', () => writeSummary(ending.summary, place));
    // Nothing that still waits (the pause before a retry) has anything to say any more.
    setTimeout(() => process.exit(), LONGEST_AFTERLIFE_MS).unref();
}
function listProblems({ verdict: { problem, furtherProblems = [] } }) {
    return problem ? [problem, ...furtherProblems] : [];
}
function tellEnding(ending, place) {
    const { verdict, changes, running = [] } = ending;
    const { headline, problem, furtherProblems = [], isTolerated } = verdict;
    // What the annotation below says by itself needs no line above it.
    const isSaid = (line) => problem?.what.includes(line);
    if (changes.length > 0)
        actionsLog.fold(`What was changed, and what takes it back (${changes.length})`, describeLedger(changes));
    for (const line of running)
        if (!isSaid(line))
            actionsLog.info(line);
    for (const one of listProblems(ending))
        tellStack(actionsLog, one);
    const level = isTolerated ? 'warning' : 'error';
    // The runner's log shows no title of an annotation.
    actionsLog.info(`${headline}.`);
    if (problem)
        actionsLog.conclude(level, renderAnnotation(problem, place), headline);
    for (const further of furtherProblems)
        actionsLog[level](renderAnnotation(further, place), headline);
}
/** @see https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function readDocsPlace({ variable, workflow: { serverUrl } }) {
    const [repository = '', ref = ''] = [variable('GITHUB_ACTION_REPOSITORY'), variable('GITHUB_ACTION_REF')];
    return { serverUrl, repository, ref };
}
// A disk that is full or read-only takes the report away, not the verdict.
async function unlessRefused(what, write) {
    try {
        return await write();
    }
    catch (error) {
        actionsLog.warning(`The ${what} could not be written: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
    }
}
async function writeSummary(summary, place) {
    const path = process.env.GITHUB_STEP_SUMMARY;
    const page = renderMarkdown(summary, MAX_SUMMARY_BYTES);
    if (path)
        await appendFile$1(path, linkSections(page, place, MAX_SUMMARY_BYTES));
}
async function writeReport(door, { report, secrets }) {
    const path = join(door.temporaryFolder, `beanstalk-websockets-report-${process.pid}.json`);
    await writeFile$1(path, `${JSON.stringify(redact(report, secrets), undefined, 2)}\n`);
    return path;
}
function cancelledBy(signal) {
    return new ActionError({
        code: 'cancelled',
        message: `The run was cancelled (${signal}).`,
        hint: 'Look at the list of changes in the log before you run it again.',
    });
}
function timeIsOver(what, totalMs) {
    return new ActionError({
        code: 'deadline-exceeded',
        message: `The ${what} was not over after ${Math.round(totalMs / 1000)} s.`,
        hint: "Look at the environment's events; raise 'deployment-timeout' if the deployment only needs longer.",
    });
}

export { actionsLog as a, listOwnBranches as b, closeDoor as c, limitTime as l, openDoor as o, withinGrace as w };
