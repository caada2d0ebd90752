import { sep, join } from 'node:path';
import { homedir } from 'node:os';
import { readFile as readFile$1 } from 'node:fs/promises';
import { Readable } from 'node:stream';
import * as zlib from 'node:zlib';

function setFeature$1(context, feature, value) {
    if (!context.__aws_sdk_context) {
        context.__aws_sdk_context = {
            features: {},
        };
    }
    else if (!context.__aws_sdk_context.features) {
        context.__aws_sdk_context.features = {};
    }
    context.__aws_sdk_context.features[feature] = value;
}

const isArrayBuffer = (arg) => (typeof ArrayBuffer === "function" && arg instanceof ArrayBuffer) ||
    Object.prototype.toString.call(arg) === "[object ArrayBuffer]";

const fromArrayBuffer = (input, offset = 0, length = input.byteLength - offset) => {
    if (!isArrayBuffer(input)) {
        throw new TypeError(`The "input" argument must be ArrayBuffer. Received type ${typeof input} (${input})`);
    }
    return Buffer.from(input, offset, length);
};
const fromString = (input, encoding) => {
    if (typeof input !== "string") {
        throw new TypeError(`The "input" argument must be of type string. Received type ${typeof input} (${input})`);
    }
    return encoding ? Buffer.from(input, encoding) : Buffer.from(input);
};

const fromUtf8$1 = (input) => {
    const buf = fromString(input, "utf8");
    return new Uint8Array(buf.buffer, buf.byteOffset, buf.byteLength / Uint8Array.BYTES_PER_ELEMENT);
};

const toBase64$1 = (_input) => {
    let input;
    if (typeof _input === "string") {
        input = fromUtf8$1(_input);
    }
    else {
        input = _input;
    }
    if (typeof input !== "object" || typeof input.byteOffset !== "number" || typeof input.byteLength !== "number") {
        throw new Error("@smithy/util-base64: toBase64 encoder function only accepts string | Uint8Array.");
    }
    return fromArrayBuffer(input.buffer, input.byteOffset, input.byteLength).toString("base64");
};

const SMITHY_CONTEXT_KEY = "__smithy_context";

var IniSectionType;
(function (IniSectionType) {
    IniSectionType["PROFILE"] = "profile";
    IniSectionType["SSO_SESSION"] = "sso-session";
    IniSectionType["SERVICES"] = "services";
})(IniSectionType || (IniSectionType = {}));

const getSmithyContext = (context) => context[SMITHY_CONTEXT_KEY] || (context[SMITHY_CONTEXT_KEY] = {});

function hasOwn(o, k) {
    return Object.prototype.hasOwnProperty.call(o, k);
}

class HttpRequest {
    method;
    protocol;
    hostname;
    port;
    path;
    query;
    headers;
    username;
    password;
    fragment;
    body;
    constructor(options) {
        this.method = options.method || "GET";
        this.hostname = options.hostname || "localhost";
        this.port = options.port;
        this.query = options.query || {};
        this.headers = options.headers || {};
        this.body = options.body;
        this.protocol = options.protocol
            ? options.protocol.slice(-1) !== ":"
                ? `${options.protocol}:`
                : options.protocol
            : "https:";
        this.path = options.path ? (options.path.charAt(0) !== "/" ? `/${options.path}` : options.path) : "/";
        this.username = options.username;
        this.password = options.password;
        this.fragment = options.fragment;
    }
    static clone(request) {
        const cloned = new HttpRequest({
            ...request,
            headers: { ...request.headers },
        });
        if (cloned.query) {
            cloned.query = cloneQuery(cloned.query);
        }
        return cloned;
    }
    static isInstance(request) {
        if (!request) {
            return false;
        }
        const req = request;
        return ("method" in req &&
            "protocol" in req &&
            "hostname" in req &&
            "path" in req &&
            typeof req["query"] === "object" &&
            typeof req["headers"] === "object");
    }
    clone() {
        return HttpRequest.clone(this);
    }
}
function cloneQuery(query) {
    return Object.keys(query).reduce((carry, paramName) => {
        const param = query[paramName];
        return {
            ...carry,
            [paramName]: Array.isArray(param) ? [...param] : param,
        };
    }, {});
}

class HttpResponse {
    statusCode;
    reason;
    headers;
    body;
    constructor(options) {
        this.statusCode = options.statusCode;
        this.reason = options.reason;
        this.headers = options.headers || {};
        this.body = options.body;
    }
    static isInstance(response) {
        if (!response) {
            return false;
        }
        const resp = response;
        return typeof resp.statusCode === "number" && typeof resp.headers === "object";
    }
}

const normalizeProvider = (input) => {
    if (typeof input === "function") {
        return input;
    }
    const promisified = Promise.resolve(input);
    return () => promisified;
};

function parseQueryString(querystring) {
    const query = {};
    querystring = querystring.replace(/^\?/, "");
    if (querystring) {
        for (const pair of querystring.split("&")) {
            let [key, value = null] = pair.split("=");
            key = decodeURIComponent(key);
            if (value) {
                value = decodeURIComponent(value);
            }
            if (!(key in query)) {
                query[key] = value;
            }
            else if (Array.isArray(query[key])) {
                query[key].push(value);
            }
            else {
                query[key] = [query[key], value];
            }
        }
    }
    return query;
}

const parseUrl = (url) => {
    if (typeof url === "string") {
        return parseUrl(new URL(url));
    }
    const { hostname, pathname, port, protocol, search } = url;
    let query;
    if (search) {
        query = parseQueryString(search);
    }
    return {
        hostname,
        port: port ? parseInt(port) : undefined,
        protocol,
        path: pathname,
        query,
    };
};

const toEndpointV1 = (endpoint) => {
    if (typeof endpoint === "object") {
        if ("url" in endpoint) {
            const v1Endpoint = parseUrl(endpoint.url);
            if (endpoint.headers) {
                v1Endpoint.headers = {};
                for (const name in endpoint.headers) {
                    if (!hasOwn(endpoint.headers, name)) {
                        continue;
                    }
                    v1Endpoint.headers[name.toLowerCase()] = endpoint.headers[name].join(", ");
                }
            }
            return v1Endpoint;
        }
        return endpoint;
    }
    return parseUrl(endpoint);
};

const expectNumber = (value) => {
    if (value === null || value === undefined) {
        return undefined;
    }
    if (typeof value === "string") {
        const parsed = parseFloat(value);
        if (!Number.isNaN(parsed)) {
            if (String(parsed) !== String(value)) {
                logger.warn(stackTraceWarning(`Expected number but observed string: ${value}`));
            }
            return parsed;
        }
    }
    if (typeof value === "number") {
        return value;
    }
    throw new TypeError(`Expected number, got ${typeof value}: ${value}`);
};
const MAX_FLOAT = Math.ceil(2 ** 127 * (2 - 2 ** -23));
const expectFloat32 = (value) => {
    const expected = expectNumber(value);
    if (expected !== undefined && !Number.isNaN(expected) && expected !== Infinity && expected !== -Infinity) {
        if (Math.abs(expected) > MAX_FLOAT) {
            throw new TypeError(`Expected 32-bit float, got ${value}`);
        }
    }
    return expected;
};
const expectLong = (value) => {
    if (value === null || value === undefined) {
        return undefined;
    }
    if (Number.isInteger(value) && !Number.isNaN(value)) {
        return value;
    }
    throw new TypeError(`Expected integer, got ${typeof value}: ${value}`);
};
const expectShort = (value) => expectSizedInt(value, 16);
const expectByte = (value) => expectSizedInt(value, 8);
const expectSizedInt = (value, size) => {
    const expected = expectLong(value);
    if (expected !== undefined && castInt(expected, size) !== expected) {
        throw new TypeError(`Expected ${size}-bit integer, got ${value}`);
    }
    return expected;
};
const castInt = (value, size) => {
    switch (size) {
        case 32:
            return Int32Array.of(value)[0];
        case 16:
            return Int16Array.of(value)[0];
        case 8:
            return Int8Array.of(value)[0];
    }
};
const strictParseDouble = (value) => {
    if (typeof value == "string") {
        return expectNumber(parseNumber(value));
    }
    return expectNumber(value);
};
const strictParseFloat32 = (value) => {
    if (typeof value == "string") {
        return expectFloat32(parseNumber(value));
    }
    return expectFloat32(value);
};
const NUMBER_REGEX = /(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(-?Infinity)|(NaN)/g;
const parseNumber = (value) => {
    const matches = value.match(NUMBER_REGEX);
    if (matches === null || matches[0].length !== value.length) {
        throw new TypeError(`Expected real number, got implicit NaN`);
    }
    return parseFloat(value);
};
const strictParseShort = (value) => {
    if (typeof value === "string") {
        return expectShort(parseNumber(value));
    }
    return expectShort(value);
};
const strictParseByte = (value) => {
    if (typeof value === "string") {
        return expectByte(parseNumber(value));
    }
    return expectByte(value);
};
const stackTraceWarning = (message) => {
    return String(new TypeError(message).stack || message)
        .split("\n")
        .slice(0, 5)
        .filter((s) => !s.includes("stackTraceWarning"))
        .join("\n");
};
const logger = {
    warn: console.warn,
};

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function dateToUtcString(date) {
    const year = date.getUTCFullYear();
    const month = date.getUTCMonth();
    const dayOfWeek = date.getUTCDay();
    const dayOfMonthInt = date.getUTCDate();
    const hoursInt = date.getUTCHours();
    const minutesInt = date.getUTCMinutes();
    const secondsInt = date.getUTCSeconds();
    const dayOfMonthString = dayOfMonthInt < 10 ? `0${dayOfMonthInt}` : `${dayOfMonthInt}`;
    const hoursString = hoursInt < 10 ? `0${hoursInt}` : `${hoursInt}`;
    const minutesString = minutesInt < 10 ? `0${minutesInt}` : `${minutesInt}`;
    const secondsString = secondsInt < 10 ? `0${secondsInt}` : `${secondsInt}`;
    return `${DAYS[dayOfWeek]}, ${dayOfMonthString} ${MONTHS[month]} ${year} ${hoursString}:${minutesString}:${secondsString} GMT`;
}
const RFC3339 = new RegExp(/^(\d{4})-(\d{2})-(\d{2})[tT](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?[zZ]$/);
const parseRfc3339DateTime = (value) => {
    if (value === null || value === undefined) {
        return undefined;
    }
    if (typeof value !== "string") {
        throw new TypeError("RFC-3339 date-times must be expressed as strings");
    }
    const match = RFC3339.exec(value);
    if (!match) {
        throw new TypeError("Invalid RFC-3339 date-time value");
    }
    const [_, yearStr, monthStr, dayStr, hours, minutes, seconds, fractionalMilliseconds] = match;
    const year = strictParseShort(stripLeadingZeroes(yearStr));
    const month = parseDateValue(monthStr, "month", 1, 12);
    const day = parseDateValue(dayStr, "day", 1, 31);
    return buildDate(year, month, day, { hours, minutes, seconds, fractionalMilliseconds });
};
const RFC3339_WITH_OFFSET = new RegExp(/^(\d{4})-(\d{2})-(\d{2})[tT](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(([-+]\d{2}:\d{2})|[zZ])$/);
const parseRfc3339DateTimeWithOffset = (value) => {
    if (value === null || value === undefined) {
        return undefined;
    }
    if (typeof value !== "string") {
        throw new TypeError("RFC-3339 date-times must be expressed as strings");
    }
    const match = RFC3339_WITH_OFFSET.exec(value);
    if (!match) {
        throw new TypeError("Invalid RFC-3339 date-time value");
    }
    const [_, yearStr, monthStr, dayStr, hours, minutes, seconds, fractionalMilliseconds, offsetStr] = match;
    const year = strictParseShort(stripLeadingZeroes(yearStr));
    const month = parseDateValue(monthStr, "month", 1, 12);
    const day = parseDateValue(dayStr, "day", 1, 31);
    const date = buildDate(year, month, day, { hours, minutes, seconds, fractionalMilliseconds });
    if (offsetStr.toUpperCase() != "Z") {
        date.setTime(date.getTime() - parseOffsetToMilliseconds(offsetStr));
    }
    return date;
};
const IMF_FIXDATE = new RegExp(/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{1,2}):(\d{2}):(\d{2})(?:\.(\d+))? GMT$/);
const RFC_850_DATE = new RegExp(/^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday), (\d{2})-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-(\d{2}) (\d{1,2}):(\d{2}):(\d{2})(?:\.(\d+))? GMT$/);
const ASC_TIME = new RegExp(/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) ( [1-9]|\d{2}) (\d{1,2}):(\d{2}):(\d{2})(?:\.(\d+))? (\d{4})$/);
const parseRfc7231DateTime = (value) => {
    if (value === null || value === undefined) {
        return undefined;
    }
    if (typeof value !== "string") {
        throw new TypeError("RFC-7231 date-times must be expressed as strings");
    }
    let match = IMF_FIXDATE.exec(value);
    if (match) {
        const [_, dayStr, monthStr, yearStr, hours, minutes, seconds, fractionalMilliseconds] = match;
        return buildDate(strictParseShort(stripLeadingZeroes(yearStr)), parseMonthByShortName(monthStr), parseDateValue(dayStr, "day", 1, 31), { hours, minutes, seconds, fractionalMilliseconds });
    }
    match = RFC_850_DATE.exec(value);
    if (match) {
        const [_, dayStr, monthStr, yearStr, hours, minutes, seconds, fractionalMilliseconds] = match;
        return adjustRfc850Year(buildDate(parseTwoDigitYear(yearStr), parseMonthByShortName(monthStr), parseDateValue(dayStr, "day", 1, 31), {
            hours,
            minutes,
            seconds,
            fractionalMilliseconds,
        }));
    }
    match = ASC_TIME.exec(value);
    if (match) {
        const [_, monthStr, dayStr, hours, minutes, seconds, fractionalMilliseconds, yearStr] = match;
        return buildDate(strictParseShort(stripLeadingZeroes(yearStr)), parseMonthByShortName(monthStr), parseDateValue(dayStr.trimLeft(), "day", 1, 31), { hours, minutes, seconds, fractionalMilliseconds });
    }
    throw new TypeError("Invalid RFC-7231 date-time value");
};
const parseEpochTimestamp = (value) => {
    if (value === null || value === undefined) {
        return undefined;
    }
    let valueAsDouble;
    if (typeof value === "number") {
        valueAsDouble = value;
    }
    else if (typeof value === "string") {
        valueAsDouble = strictParseDouble(value);
    }
    else if (typeof value === "object" && value.tag === 1) {
        valueAsDouble = value.value;
    }
    else {
        throw new TypeError("Epoch timestamps must be expressed as floating point numbers or their string representation");
    }
    if (Number.isNaN(valueAsDouble) || valueAsDouble === Infinity || valueAsDouble === -Infinity) {
        throw new TypeError("Epoch timestamps must be valid, non-Infinite, non-NaN numerics");
    }
    return new Date(Math.round(valueAsDouble * 1000));
};
const buildDate = (year, month, day, time) => {
    const adjustedMonth = month - 1;
    validateDayOfMonth(year, adjustedMonth, day);
    return new Date(Date.UTC(year, adjustedMonth, day, parseDateValue(time.hours, "hour", 0, 23), parseDateValue(time.minutes, "minute", 0, 59), parseDateValue(time.seconds, "seconds", 0, 60), parseMilliseconds(time.fractionalMilliseconds)));
};
const parseTwoDigitYear = (value) => {
    const thisYear = new Date().getUTCFullYear();
    const valueInThisCentury = Math.floor(thisYear / 100) * 100 + strictParseShort(stripLeadingZeroes(value));
    if (valueInThisCentury < thisYear) {
        return valueInThisCentury + 100;
    }
    return valueInThisCentury;
};
const FIFTY_YEARS_IN_MILLIS = 50 * 365 * 24 * 60 * 60 * 1000;
const adjustRfc850Year = (input) => {
    if (input.getTime() - new Date().getTime() > FIFTY_YEARS_IN_MILLIS) {
        return new Date(Date.UTC(input.getUTCFullYear() - 100, input.getUTCMonth(), input.getUTCDate(), input.getUTCHours(), input.getUTCMinutes(), input.getUTCSeconds(), input.getUTCMilliseconds()));
    }
    return input;
};
const parseMonthByShortName = (value) => {
    const monthIdx = MONTHS.indexOf(value);
    if (monthIdx < 0) {
        throw new TypeError(`Invalid month: ${value}`);
    }
    return monthIdx + 1;
};
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const validateDayOfMonth = (year, month, day) => {
    let maxDays = DAYS_IN_MONTH[month];
    if (month === 1 && isLeapYear(year)) {
        maxDays = 29;
    }
    if (day > maxDays) {
        throw new TypeError(`Invalid day for ${MONTHS[month]} in ${year}: ${day}`);
    }
};
const isLeapYear = (year) => {
    return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
};
const parseDateValue = (value, type, lower, upper) => {
    const dateVal = strictParseByte(stripLeadingZeroes(value));
    if (dateVal < lower || dateVal > upper) {
        throw new TypeError(`${type} must be between ${lower} and ${upper}, inclusive`);
    }
    return dateVal;
};
const parseMilliseconds = (value) => {
    if (value === null || value === undefined) {
        return 0;
    }
    return strictParseFloat32("0." + value) * 1000;
};
const parseOffsetToMilliseconds = (value) => {
    const directionStr = value[0];
    let direction = 1;
    if (directionStr == "+") {
        direction = 1;
    }
    else if (directionStr == "-") {
        direction = -1;
    }
    else {
        throw new TypeError(`Offset direction, ${directionStr}, must be "+" or "-"`);
    }
    const hour = Number(value.substring(1, 3));
    const minute = Number(value.substring(4, 6));
    return direction * (hour * 60 + minute) * 60 * 1000;
};
const stripLeadingZeroes = (value) => {
    let idx = 0;
    while (idx < value.length - 1 && value.charAt(idx) === "0") {
        idx++;
    }
    if (idx === 0) {
        return value;
    }
    return value.slice(idx);
};

const toUint8Array = (data) => {
    if (data instanceof Uint8Array) {
        return data;
    }
    if (typeof data === "string") {
        return fromUtf8$1(data);
    }
    if (ArrayBuffer.isView(data)) {
        return new Uint8Array(data.buffer, data.byteOffset, data.byteLength / Uint8Array.BYTES_PER_ELEMENT);
    }
    return new Uint8Array(data);
};

class ProviderError extends Error {
    name = "ProviderError";
    tryNextLink;
    constructor(message, options = true) {
        let logger;
        let tryNextLink = true;
        if (typeof options === "boolean") {
            logger = undefined;
            tryNextLink = options;
        }
        else if (options != null && typeof options === "object") {
            logger = options.logger;
            tryNextLink = options.tryNextLink ?? true;
        }
        super(message);
        this.tryNextLink = tryNextLink;
        Object.setPrototypeOf(this, ProviderError.prototype);
        logger?.debug?.(`@smithy/property-provider ${tryNextLink ? "->" : "(!)"} ${message}`);
    }
    static from(error, options = true) {
        return Object.assign(new this(error.message, options), error);
    }
}

class CredentialsProviderError extends ProviderError {
    name = "CredentialsProviderError";
    constructor(message, options = true) {
        super(message, options);
        Object.setPrototypeOf(this, CredentialsProviderError.prototype);
    }
}

const chain = (...providers) => async () => {
    if (providers.length === 0) {
        throw new ProviderError("No providers in chain");
    }
    let lastProviderError;
    for (const provider of providers) {
        try {
            const credentials = await provider();
            return credentials;
        }
        catch (err) {
            lastProviderError = err;
            if (err?.tryNextLink) {
                continue;
            }
            throw err;
        }
    }
    throw lastProviderError;
};

const fromValue = (staticValue) => () => Promise.resolve(staticValue);

const memoize = (provider, isExpired, requiresRefresh) => {
    let resolved;
    let pending;
    let hasResult;
    let isConstant = false;
    const coalesceProvider = async () => {
        if (!pending) {
            pending = provider();
        }
        try {
            resolved = await pending;
            hasResult = true;
            isConstant = false;
        }
        finally {
            pending = undefined;
        }
        return resolved;
    };
    {
        return async (options) => {
            if (!hasResult || options?.forceRefresh) {
                resolved = await coalesceProvider();
            }
            return resolved;
        };
    }
};

const booleanSelector = (obj, key, type) => {
    if (!(key in obj)) {
        return undefined;
    }
    if (obj[key] === "true") {
        return true;
    }
    if (obj[key] === "false") {
        return false;
    }
    throw new Error(`Cannot load ${type} "${key}". Expected "true" or "false", got ${obj[key]}.`);
};

var SelectorType;
(function (SelectorType) {
    SelectorType["ENV"] = "env";
    SelectorType["CONFIG"] = "shared config entry";
})(SelectorType || (SelectorType = {}));

const homeDirCache = {};
const getHomeDirCacheKey = () => {
    if (process && process.geteuid) {
        return `${process.geteuid()}`;
    }
    return "DEFAULT";
};
const getHomeDir = () => {
    const { HOME, USERPROFILE, HOMEPATH, HOMEDRIVE = `C:${sep}` } = process.env;
    if (HOME) {
        return HOME;
    }
    if (USERPROFILE) {
        return USERPROFILE;
    }
    if (HOMEPATH) {
        return `${HOMEDRIVE}${HOMEPATH}`;
    }
    const homeDirCacheKey = getHomeDirCacheKey();
    if (!homeDirCache[homeDirCacheKey]) {
        homeDirCache[homeDirCacheKey] = homedir();
    }
    return homeDirCache[homeDirCacheKey];
};

const ENV_PROFILE = "AWS_PROFILE";
const DEFAULT_PROFILE = "default";
const getProfileName = (init) => init.profile || process.env[ENV_PROFILE] || DEFAULT_PROFILE;

const CONFIG_PREFIX_SEPARATOR = ".";

const getConfigData = (data) => Object.entries(data)
    .filter(([key]) => {
    const indexOfSeparator = key.indexOf(CONFIG_PREFIX_SEPARATOR);
    if (indexOfSeparator === -1) {
        return false;
    }
    return Object.values(IniSectionType).includes(key.substring(0, indexOfSeparator));
})
    .reduce((acc, [key, value]) => {
    const indexOfSeparator = key.indexOf(CONFIG_PREFIX_SEPARATOR);
    const updatedKey = key.substring(0, indexOfSeparator) === IniSectionType.PROFILE ? key.substring(indexOfSeparator + 1) : key;
    acc[updatedKey] = value;
    return acc;
}, {
    ...(data.default && { default: data.default }),
});

const ENV_CONFIG_PATH = "AWS_CONFIG_FILE";
const getConfigFilepath = () => process.env[ENV_CONFIG_PATH] || join(getHomeDir(), ".aws", "config");

const ENV_CREDENTIALS_PATH = "AWS_SHARED_CREDENTIALS_FILE";
const getCredentialsFilepath = () => process.env[ENV_CREDENTIALS_PATH] || join(getHomeDir(), ".aws", "credentials");

const prefixKeyRegex = /^([\w-]+)\s(["'])?([\w-@+.%:/]+)\2$/;
const profileNameBlockList = ["__proto__", "profile __proto__"];
const parseIni = (iniData) => {
    const map = {};
    let currentSection;
    let currentSubSection;
    for (const iniLine of iniData.split(/\r?\n/)) {
        const trimmedLine = iniLine.split(/(^|\s)[;#]/)[0].trim();
        const isSection = trimmedLine[0] === "[" && trimmedLine[trimmedLine.length - 1] === "]";
        if (isSection) {
            currentSection = undefined;
            currentSubSection = undefined;
            const sectionName = trimmedLine.substring(1, trimmedLine.length - 1);
            const matches = prefixKeyRegex.exec(sectionName);
            if (matches) {
                const [, prefix, , name] = matches;
                if (Object.values(IniSectionType).includes(prefix)) {
                    currentSection = [prefix, name].join(CONFIG_PREFIX_SEPARATOR);
                }
            }
            else {
                currentSection = sectionName;
            }
            if (profileNameBlockList.includes(sectionName)) {
                throw new Error(`Found invalid profile name "${sectionName}"`);
            }
        }
        else if (currentSection) {
            const indexOfEqualsSign = trimmedLine.indexOf("=");
            if (![0, -1].includes(indexOfEqualsSign)) {
                const [name, value] = [
                    trimmedLine.substring(0, indexOfEqualsSign).trim(),
                    trimmedLine.substring(indexOfEqualsSign + 1).trim(),
                ];
                if (value === "") {
                    currentSubSection = name;
                }
                else {
                    if (currentSubSection && iniLine.trimStart() === iniLine) {
                        currentSubSection = undefined;
                    }
                    map[currentSection] = map[currentSection] || {};
                    const key = currentSubSection ? [currentSubSection, name].join(CONFIG_PREFIX_SEPARATOR) : name;
                    map[currentSection][key] = value;
                }
            }
        }
    }
    return map;
};

const filePromises = {};
const fileIntercept = {};
const readFile = (path, options) => {
    if (fileIntercept[path] !== undefined) {
        return fileIntercept[path];
    }
    if (!filePromises[path] || options?.ignoreCache) {
        filePromises[path] = readFile$1(path, "utf8");
    }
    return filePromises[path];
};

const swallowError = () => ({});
const loadSharedConfigFiles = async (init = {}) => {
    const { filepath = getCredentialsFilepath(), configFilepath = getConfigFilepath() } = init;
    const homeDir = getHomeDir();
    const relativeHomeDirPrefix = "~/";
    let resolvedFilepath = filepath;
    if (filepath.startsWith(relativeHomeDirPrefix)) {
        resolvedFilepath = join(homeDir, filepath.slice(2));
    }
    let resolvedConfigFilepath = configFilepath;
    if (configFilepath.startsWith(relativeHomeDirPrefix)) {
        resolvedConfigFilepath = join(homeDir, configFilepath.slice(2));
    }
    const parsedFiles = await Promise.all([
        readFile(resolvedConfigFilepath, {
            ignoreCache: init.ignoreCache,
        })
            .then(parseIni)
            .then(getConfigData)
            .catch(swallowError),
        readFile(resolvedFilepath, {
            ignoreCache: init.ignoreCache,
        })
            .then(parseIni)
            .catch(swallowError),
    ]);
    return {
        configFile: parsedFiles[0],
        credentialsFile: parsedFiles[1],
    };
};

function getSelectorName(functionString) {
    try {
        const constants = new Set(Array.from(functionString.match(/([A-Z_]){3,}/g) ?? []));
        constants.delete("CONFIG");
        constants.delete("CONFIG_PREFIX_SEPARATOR");
        constants.delete("ENV");
        return [...constants].join(", ");
    }
    catch (ignored) {
        return functionString;
    }
}

const fromEnv = (envVarSelector, options) => async () => {
    try {
        const config = envVarSelector(process.env, options);
        if (config === undefined) {
            throw new Error();
        }
        return config;
    }
    catch (e) {
        throw new CredentialsProviderError(e.message || `Not found in ENV: ${getSelectorName(envVarSelector.toString())}`, { logger: options?.logger });
    }
};

const fromSharedConfigFiles = (configSelector, { preferredFile = "config", ...init } = {}) => async () => {
    const profile = getProfileName(init);
    const { configFile, credentialsFile } = await loadSharedConfigFiles(init);
    const profileFromCredentials = credentialsFile[profile] || {};
    const profileFromConfig = configFile[profile] || {};
    const mergedProfile = preferredFile === "config"
        ? { ...profileFromCredentials, ...profileFromConfig }
        : { ...profileFromConfig, ...profileFromCredentials };
    try {
        const cfgFile = preferredFile === "config" ? configFile : credentialsFile;
        const configValue = configSelector(mergedProfile, cfgFile);
        if (configValue === undefined) {
            throw new Error();
        }
        return configValue;
    }
    catch (e) {
        throw new CredentialsProviderError(e.message || `Not found in config files w/ profile [${profile}]: ${getSelectorName(configSelector.toString())}`, { logger: init.logger });
    }
};

const isFunction = (func) => typeof func === "function";
const fromStatic = (defaultValue) => isFunction(defaultValue) ? async () => await defaultValue() : fromValue(defaultValue);

const loadConfig = ({ environmentVariableSelector, configFileSelector, default: defaultValue }, configuration = {}) => {
    const { signingName, logger } = configuration;
    const envOptions = { signingName, logger };
    return memoize(chain(fromEnv(environmentVariableSelector, envOptions), fromSharedConfigFiles(configFileSelector, configuration), fromStatic(defaultValue)));
};

const getAllAliases = (name, aliases) => {
    const _aliases = [];
    if (name) {
        _aliases.push(name);
    }
    if (aliases) {
        for (const alias of aliases) {
            _aliases.push(alias);
        }
    }
    return _aliases;
};
const getMiddlewareNameWithAliases = (name, aliases) => {
    return `${name || "anonymous"}${aliases && aliases.length > 0 ? ` (a.k.a. ${aliases.join(",")})` : ""}`;
};
const constructStack = () => {
    let absoluteEntries = [];
    let relativeEntries = [];
    let identifyOnResolve = false;
    const entriesNameSet = new Set();
    const sort = (entries) => entries.sort((a, b) => stepWeights[b.step] - stepWeights[a.step] ||
        priorityWeights[b.priority || "normal"] - priorityWeights[a.priority || "normal"]);
    const removeByName = (toRemove) => {
        let isRemoved = false;
        const filterCb = (entry) => {
            const aliases = getAllAliases(entry.name, entry.aliases);
            if (aliases.includes(toRemove)) {
                isRemoved = true;
                for (const alias of aliases) {
                    entriesNameSet.delete(alias);
                }
                return false;
            }
            return true;
        };
        absoluteEntries = absoluteEntries.filter(filterCb);
        relativeEntries = relativeEntries.filter(filterCb);
        return isRemoved;
    };
    const removeByReference = (toRemove) => {
        let isRemoved = false;
        const filterCb = (entry) => {
            if (entry.middleware === toRemove) {
                isRemoved = true;
                for (const alias of getAllAliases(entry.name, entry.aliases)) {
                    entriesNameSet.delete(alias);
                }
                return false;
            }
            return true;
        };
        absoluteEntries = absoluteEntries.filter(filterCb);
        relativeEntries = relativeEntries.filter(filterCb);
        return isRemoved;
    };
    const cloneTo = (toStack) => {
        absoluteEntries.forEach((entry) => {
            toStack.add(entry.middleware, { ...entry });
        });
        relativeEntries.forEach((entry) => {
            toStack.addRelativeTo(entry.middleware, { ...entry });
        });
        toStack.identifyOnResolve?.(stack.identifyOnResolve());
        return toStack;
    };
    const expandRelativeMiddlewareList = (from) => {
        const expandedMiddlewareList = [];
        from.before.forEach((entry) => {
            if (entry.before.length === 0 && entry.after.length === 0) {
                expandedMiddlewareList.push(entry);
            }
            else {
                expandedMiddlewareList.push(...expandRelativeMiddlewareList(entry));
            }
        });
        expandedMiddlewareList.push(from);
        from.after.reverse().forEach((entry) => {
            if (entry.before.length === 0 && entry.after.length === 0) {
                expandedMiddlewareList.push(entry);
            }
            else {
                expandedMiddlewareList.push(...expandRelativeMiddlewareList(entry));
            }
        });
        return expandedMiddlewareList;
    };
    const getMiddlewareList = (debug = false) => {
        const normalizedAbsoluteEntries = [];
        const normalizedRelativeEntries = [];
        const normalizedEntriesNameMap = {};
        absoluteEntries.forEach((entry) => {
            const normalizedEntry = {
                ...entry,
                before: [],
                after: [],
            };
            for (const alias of getAllAliases(normalizedEntry.name, normalizedEntry.aliases)) {
                normalizedEntriesNameMap[alias] = normalizedEntry;
            }
            normalizedAbsoluteEntries.push(normalizedEntry);
        });
        relativeEntries.forEach((entry) => {
            const normalizedEntry = {
                ...entry,
                before: [],
                after: [],
            };
            for (const alias of getAllAliases(normalizedEntry.name, normalizedEntry.aliases)) {
                normalizedEntriesNameMap[alias] = normalizedEntry;
            }
            normalizedRelativeEntries.push(normalizedEntry);
        });
        normalizedRelativeEntries.forEach((entry) => {
            if (entry.toMiddleware) {
                const toMiddleware = normalizedEntriesNameMap[entry.toMiddleware];
                if (toMiddleware === undefined) {
                    if (debug) {
                        return;
                    }
                    throw new Error(`${entry.toMiddleware} is not found when adding ` +
                        `${getMiddlewareNameWithAliases(entry.name, entry.aliases)} ` +
                        `middleware ${entry.relation} ${entry.toMiddleware}`);
                }
                if (entry.relation === "after") {
                    toMiddleware.after.push(entry);
                }
                if (entry.relation === "before") {
                    toMiddleware.before.push(entry);
                }
            }
        });
        const mainChain = sort(normalizedAbsoluteEntries)
            .map(expandRelativeMiddlewareList)
            .reduce((wholeList, expandedMiddlewareList) => {
            wholeList.push(...expandedMiddlewareList);
            return wholeList;
        }, []);
        return mainChain;
    };
    const stack = {
        add: (middleware, options = {}) => {
            const { name, override, aliases: _aliases } = options;
            const entry = {
                step: "initialize",
                priority: "normal",
                middleware,
                ...options,
            };
            const aliases = getAllAliases(name, _aliases);
            if (aliases.length > 0) {
                if (aliases.some((alias) => entriesNameSet.has(alias))) {
                    if (!override) {
                        throw new Error(`Duplicate middleware name '${getMiddlewareNameWithAliases(name, _aliases)}'`);
                    }
                    for (const alias of aliases) {
                        const toOverrideIndex = absoluteEntries.findIndex((entry) => entry.name === alias || entry.aliases?.some((a) => a === alias));
                        if (toOverrideIndex === -1) {
                            continue;
                        }
                        const toOverride = absoluteEntries[toOverrideIndex];
                        if (toOverride.step !== entry.step || entry.priority !== toOverride.priority) {
                            throw new Error(`"${getMiddlewareNameWithAliases(toOverride.name, toOverride.aliases)}" middleware with ` +
                                `${toOverride.priority} priority in ${toOverride.step} step cannot ` +
                                `be overridden by "${getMiddlewareNameWithAliases(name, _aliases)}" middleware with ` +
                                `${entry.priority} priority in ${entry.step} step.`);
                        }
                        absoluteEntries.splice(toOverrideIndex, 1);
                    }
                }
                for (const alias of aliases) {
                    entriesNameSet.add(alias);
                }
            }
            absoluteEntries.push(entry);
        },
        addRelativeTo: (middleware, options) => {
            const { name, override, aliases: _aliases } = options;
            const entry = {
                middleware,
                ...options,
            };
            const aliases = getAllAliases(name, _aliases);
            if (aliases.length > 0) {
                if (aliases.some((alias) => entriesNameSet.has(alias))) {
                    if (!override) {
                        throw new Error(`Duplicate middleware name '${getMiddlewareNameWithAliases(name, _aliases)}'`);
                    }
                    for (const alias of aliases) {
                        const toOverrideIndex = relativeEntries.findIndex((entry) => entry.name === alias || entry.aliases?.some((a) => a === alias));
                        if (toOverrideIndex === -1) {
                            continue;
                        }
                        const toOverride = relativeEntries[toOverrideIndex];
                        if (toOverride.toMiddleware !== entry.toMiddleware || toOverride.relation !== entry.relation) {
                            throw new Error(`"${getMiddlewareNameWithAliases(toOverride.name, toOverride.aliases)}" middleware ` +
                                `${toOverride.relation} "${toOverride.toMiddleware}" middleware cannot be overridden ` +
                                `by "${getMiddlewareNameWithAliases(name, _aliases)}" middleware ${entry.relation} ` +
                                `"${entry.toMiddleware}" middleware.`);
                        }
                        relativeEntries.splice(toOverrideIndex, 1);
                    }
                }
                for (const alias of aliases) {
                    entriesNameSet.add(alias);
                }
            }
            relativeEntries.push(entry);
        },
        clone: () => cloneTo(constructStack()),
        use: (plugin) => {
            plugin.applyToStack(stack);
        },
        remove: (toRemove) => {
            if (typeof toRemove === "string") {
                return removeByName(toRemove);
            }
            else {
                return removeByReference(toRemove);
            }
        },
        removeByTag: (toRemove) => {
            let isRemoved = false;
            const filterCb = (entry) => {
                const { tags, name, aliases: _aliases } = entry;
                if (tags && tags.includes(toRemove)) {
                    const aliases = getAllAliases(name, _aliases);
                    for (const alias of aliases) {
                        entriesNameSet.delete(alias);
                    }
                    isRemoved = true;
                    return false;
                }
                return true;
            };
            absoluteEntries = absoluteEntries.filter(filterCb);
            relativeEntries = relativeEntries.filter(filterCb);
            return isRemoved;
        },
        concat: (from) => {
            const cloned = cloneTo(constructStack());
            cloned.use(from);
            cloned.identifyOnResolve(identifyOnResolve || cloned.identifyOnResolve() || (from.identifyOnResolve?.() ?? false));
            return cloned;
        },
        applyToStack: cloneTo,
        identify: () => {
            return getMiddlewareList(true).map((mw) => {
                const step = mw.step ??
                    mw.relation +
                        " " +
                        mw.toMiddleware;
                return getMiddlewareNameWithAliases(mw.name, mw.aliases) + " - " + step;
            });
        },
        identifyOnResolve(toggle) {
            if (typeof toggle === "boolean") {
                identifyOnResolve = toggle;
            }
            return identifyOnResolve;
        },
        resolve: (handler, context) => {
            for (const middleware of getMiddlewareList()
                .map((entry) => entry.middleware)
                .reverse()) {
                handler = middleware(handler, context);
            }
            if (identifyOnResolve) {
                console.log(stack.identify());
            }
            return handler;
        },
    };
    return stack;
};
const stepWeights = {
    initialize: 5,
    serialize: 4,
    build: 3,
    finalizeRequest: 2,
    deserialize: 1,
};
const priorityWeights = {
    high: 3,
    normal: 2,
    low: 1,
};

const deref = (schemaRef) => {
    if (typeof schemaRef === "function") {
        return schemaRef();
    }
    return schemaRef;
};

const traitsCache = [];
function translateTraits(indicator) {
    if (typeof indicator === "object") {
        return indicator;
    }
    indicator = indicator | 0;
    if (traitsCache[indicator]) {
        return traitsCache[indicator];
    }
    const traits = {};
    let i = 0;
    for (const trait of [
        "httpLabel",
        "idempotent",
        "idempotencyToken",
        "sensitive",
        "httpPayload",
        "httpResponseCode",
        "httpQueryParams",
    ]) {
        if (((indicator >> i++) & 1) === 1) {
            traits[trait] = 1;
        }
    }
    return (traitsCache[indicator] = traits);
}

const anno = {
    it: Symbol.for("@smithy/nor-struct-it"),
    ns: Symbol.for("@smithy/ns"),
};
const simpleSchemaCacheN = [];
const simpleSchemaCacheS = {};
class NormalizedSchema {
    ref;
    memberName;
    static symbol = Symbol.for("@smithy/nor");
    symbol = NormalizedSchema.symbol;
    name;
    schema;
    _isMemberSchema;
    traits;
    memberTraits;
    normalizedTraits;
    constructor(ref, memberName) {
        this.ref = ref;
        this.memberName = memberName;
        const traitStack = [];
        let _ref = ref;
        let schema = ref;
        this._isMemberSchema = false;
        while (isMemberSchema(_ref)) {
            traitStack.push(_ref[1]);
            _ref = _ref[0];
            schema = deref(_ref);
            this._isMemberSchema = true;
        }
        if (traitStack.length > 0) {
            this.memberTraits = {};
            for (let i = traitStack.length - 1; i >= 0; --i) {
                const traitSet = traitStack[i];
                Object.assign(this.memberTraits, translateTraits(traitSet));
            }
        }
        else {
            this.memberTraits = 0;
        }
        if (schema instanceof NormalizedSchema) {
            const computedMemberTraits = this.memberTraits;
            Object.assign(this, schema);
            this.memberTraits = Object.assign({}, computedMemberTraits, schema.getMemberTraits(), this.getMemberTraits());
            this.normalizedTraits = void 0;
            this.memberName = memberName ?? schema.memberName;
            return;
        }
        this.schema = deref(schema);
        if (isStaticSchema(this.schema)) {
            this.name = `${this.schema[1]}#${this.schema[2]}`;
            this.traits = this.schema[3];
        }
        else {
            this.name = this.memberName ?? String(schema);
            this.traits = 0;
        }
        if (this._isMemberSchema && !memberName) {
            throw new Error(`@smithy/core/schema - NormalizedSchema member init ${this.getName(true)} missing member name.`);
        }
    }
    static [Symbol.hasInstance](lhs) {
        const isPrototype = this.prototype.isPrototypeOf(lhs);
        if (!isPrototype && typeof lhs === "object" && lhs !== null) {
            const ns = lhs;
            return ns.symbol === this.symbol;
        }
        return isPrototype;
    }
    static of(ref) {
        const keyAble = typeof ref === "function" || (typeof ref === "object" && ref !== null);
        if (typeof ref === "number") {
            if (simpleSchemaCacheN[ref]) {
                return simpleSchemaCacheN[ref];
            }
        }
        else if (typeof ref === "string") {
            if (simpleSchemaCacheS[ref]) {
                return simpleSchemaCacheS[ref];
            }
        }
        else if (keyAble) {
            if (ref[anno.ns]) {
                return ref[anno.ns];
            }
        }
        const sc = deref(ref);
        if (sc instanceof NormalizedSchema) {
            return sc;
        }
        if (isMemberSchema(sc)) {
            const [ns, traits] = sc;
            if (ns instanceof NormalizedSchema) {
                Object.assign(ns.getMergedTraits(), translateTraits(traits));
                return ns;
            }
            throw new Error(`@smithy/core/schema - may not init unwrapped member schema=${JSON.stringify(ref, null, 2)}.`);
        }
        const ns = new NormalizedSchema(sc);
        if (keyAble) {
            return (ref[anno.ns] = ns);
        }
        if (typeof sc === "string") {
            return (simpleSchemaCacheS[sc] = ns);
        }
        if (typeof sc === "number") {
            return (simpleSchemaCacheN[sc] = ns);
        }
        return ns;
    }
    getSchema() {
        const sc = this.schema;
        if (Array.isArray(sc) && sc[0] === 0) {
            return sc[4];
        }
        return sc;
    }
    getName(withNamespace = false) {
        const { name } = this;
        const short = !withNamespace && name && name.includes("#");
        return short ? name.split("#")[1] : name || undefined;
    }
    getMemberName() {
        return this.memberName;
    }
    isMemberSchema() {
        return this._isMemberSchema;
    }
    isListSchema() {
        const sc = this.getSchema();
        return typeof sc === "number"
            ? sc >= 64 && sc < 128
            : sc[0] === 1;
    }
    isMapSchema() {
        const sc = this.getSchema();
        return typeof sc === "number"
            ? sc >= 128 && sc <= 0b1111_1111
            : sc[0] === 2;
    }
    isStructSchema() {
        const sc = this.getSchema();
        if (typeof sc !== "object") {
            return false;
        }
        const id = sc[0];
        return (id === 3 ||
            id === -3 ||
            id === 4);
    }
    isUnionSchema() {
        const sc = this.getSchema();
        if (typeof sc !== "object") {
            return false;
        }
        return sc[0] === 4;
    }
    isBlobSchema() {
        const sc = this.getSchema();
        return sc === 21 || sc === 42;
    }
    isTimestampSchema() {
        const sc = this.getSchema();
        return (typeof sc === "number" &&
            sc >= 4 &&
            sc <= 7);
    }
    isUnitSchema() {
        return this.getSchema() === "unit";
    }
    isDocumentSchema() {
        return this.getSchema() === 15;
    }
    isStringSchema() {
        return this.getSchema() === 0;
    }
    isBooleanSchema() {
        return this.getSchema() === 2;
    }
    isNumericSchema() {
        return this.getSchema() === 1;
    }
    isBigIntegerSchema() {
        return this.getSchema() === 17;
    }
    isBigDecimalSchema() {
        return this.getSchema() === 19;
    }
    isStreaming() {
        const { streaming } = this.getMergedTraits();
        return !!streaming || this.getSchema() === 42;
    }
    isIdempotencyToken() {
        return !!this.getMergedTraits().idempotencyToken;
    }
    getMergedTraits() {
        return (this.normalizedTraits ??
            (this.normalizedTraits = {
                ...this.getOwnTraits(),
                ...this.getMemberTraits(),
            }));
    }
    getMemberTraits() {
        return translateTraits(this.memberTraits);
    }
    getOwnTraits() {
        return translateTraits(this.traits);
    }
    getKeySchema() {
        const [isDoc, isMap] = [this.isDocumentSchema(), this.isMapSchema()];
        if (!isDoc && !isMap) {
            throw new Error(`@smithy/core/schema - cannot get key for non-map: ${this.getName(true)}`);
        }
        const schema = this.getSchema();
        const memberSchema = isDoc
            ? 15
            : (schema[4] ?? 0);
        return member([memberSchema, 0], "key");
    }
    getValueSchema() {
        const sc = this.getSchema();
        const [isDoc, isMap, isList] = [this.isDocumentSchema(), this.isMapSchema(), this.isListSchema()];
        const memberSchema = typeof sc === "number"
            ? 0b0011_1111 & sc
            : sc && typeof sc === "object" && (isMap || isList)
                ? sc[3 + sc[0]]
                : isDoc
                    ? 15
                    : void 0;
        if (memberSchema != null) {
            return member([memberSchema, 0], isMap ? "value" : "member");
        }
        throw new Error(`@smithy/core/schema - ${this.getName(true)} has no value member.`);
    }
    getMemberSchema(memberName) {
        const struct = this.getSchema();
        if (this.isStructSchema() && struct[4].includes(memberName)) {
            const i = struct[4].indexOf(memberName);
            const memberSchema = struct[5][i];
            return member(isMemberSchema(memberSchema) ? memberSchema : [memberSchema, 0], memberName);
        }
        if (this.isDocumentSchema()) {
            return member([15, 0], memberName);
        }
        throw new Error(`@smithy/core/schema - ${this.getName(true)} has no member=${memberName}.`);
    }
    getMemberSchemas() {
        const buffer = {};
        try {
            for (const [k, v] of this.structIterator()) {
                buffer[k] = v;
            }
        }
        catch (ignored) { }
        return buffer;
    }
    getEventStreamMember() {
        if (this.isStructSchema()) {
            for (const [memberName, memberSchema] of this.structIterator()) {
                if (memberSchema.isStreaming() && memberSchema.isStructSchema()) {
                    return memberName;
                }
            }
        }
        return "";
    }
    *structIterator() {
        if (this.isUnitSchema()) {
            return;
        }
        if (!this.isStructSchema()) {
            throw new Error("@smithy/core/schema - cannot iterate non-struct schema.");
        }
        const struct = this.getSchema();
        const z = struct[4].length;
        let it = struct[anno.it];
        if (it && z === it.length) {
            yield* it;
            return;
        }
        it = Array(z);
        for (let i = 0; i < z; ++i) {
            const k = struct[4][i];
            const v = member([struct[5][i], 0], k);
            yield (it[i] = [k, v]);
        }
        struct[anno.it] = it;
    }
}
function member(memberSchema, memberName) {
    if (memberSchema instanceof NormalizedSchema) {
        return Object.assign(memberSchema, {
            memberName,
            _isMemberSchema: true,
        });
    }
    const internalCtorAccess = NormalizedSchema;
    return new internalCtorAccess(memberSchema, memberName);
}
const isMemberSchema = (sc) => Array.isArray(sc) && sc.length === 2;
const isStaticSchema = (sc) => Array.isArray(sc) && sc.length >= 5;

class TypeRegistry {
    namespace;
    schemas;
    exceptions;
    static registries = new Map();
    constructor(namespace, schemas = new Map(), exceptions = new Map()) {
        this.namespace = namespace;
        this.schemas = schemas;
        this.exceptions = exceptions;
        if (!TypeRegistry.registries.has(namespace)) {
            TypeRegistry.registries.set(namespace, this);
        }
    }
    static for(namespace) {
        return TypeRegistry.registries.get(namespace) ?? new TypeRegistry(namespace);
    }
    copyFrom(other) {
        const { schemas, exceptions } = this;
        for (const [k, v] of other.schemas) {
            if (!schemas.has(k)) {
                schemas.set(k, v);
            }
        }
        for (const [k, v] of other.exceptions) {
            if (!exceptions.has(k)) {
                exceptions.set(k, v);
            }
        }
    }
    register(shapeId, schema) {
        const qualifiedName = this.normalizeShapeId(shapeId);
        for (const r of [this, TypeRegistry.for(qualifiedName.split("#")[0])]) {
            if (!r.schemas.has(qualifiedName)) {
                r.schemas.set(qualifiedName, schema);
            }
        }
    }
    getSchema(shapeId) {
        const id = this.normalizeShapeId(shapeId);
        if (!this.schemas.has(id)) {
            if (!shapeId.includes("#")) {
                const suffix = "#" + shapeId;
                const candidates = [];
                for (const [shapeId, schema] of this.schemas.entries()) {
                    if (shapeId.endsWith(suffix)) {
                        candidates.push(schema);
                    }
                }
                if (candidates.length === 1) {
                    return candidates[0];
                }
            }
            throw new Error(`@smithy/core/schema - schema not found for ${id}`);
        }
        return this.schemas.get(id);
    }
    registerError(es, ctor) {
        const $error = es;
        const ns = $error[1];
        const qualifiedName = ns + "#" + $error[2];
        if (!ctor.hasOwnProperty?.("shapeId")) {
            ctor.shapeId = qualifiedName;
        }
        for (const r of [this, TypeRegistry.for(ns)]) {
            if (!r.schemas.has(qualifiedName) && !r.exceptions.has($error)) {
                r.schemas.set(qualifiedName, $error);
                r.exceptions.set($error, ctor);
            }
        }
    }
    getErrorCtor(es) {
        const $error = es;
        if (this.exceptions.has($error)) {
            return this.exceptions.get($error);
        }
        const registry = TypeRegistry.for($error[1]);
        return registry.exceptions.get($error);
    }
    getBaseException() {
        for (const exceptionKey of this.exceptions.keys()) {
            if (Array.isArray(exceptionKey)) {
                const [, ns, name] = exceptionKey;
                const id = ns + "#" + name;
                if (id.startsWith("smithy.ts.sdk.synthetic.") && id.endsWith("ServiceException")) {
                    return exceptionKey;
                }
            }
        }
        return undefined;
    }
    find(predicate) {
        for (const schema of this.schemas.values()) {
            if (predicate(schema)) {
                return schema;
            }
        }
        return undefined;
    }
    clear() {
        this.schemas.clear();
        this.exceptions.clear();
    }
    normalizeShapeId(shapeId) {
        if (shapeId.includes("#")) {
            return shapeId;
        }
        return this.namespace + "#" + shapeId;
    }
}

const SENSITIVE_STRING = "***SensitiveInformation***";
function schemaLogFilter(schema, data) {
    if (data == null) {
        return data;
    }
    const ns = NormalizedSchema.of(schema);
    if (ns.getMergedTraits().sensitive) {
        return SENSITIVE_STRING;
    }
    if (ns.isListSchema()) {
        const valueSchema = ns.getValueSchema();
        if (valueSchema.getMergedTraits().sensitive) {
            return SENSITIVE_STRING;
        }
        if (Array.isArray(data)) {
            return data.map((value) => schemaLogFilter(valueSchema, value));
        }
    }
    else if (ns.isMapSchema()) {
        const valueSchema = ns.getValueSchema();
        if (ns.getKeySchema().getMergedTraits().sensitive || valueSchema.getMergedTraits().sensitive) {
            return SENSITIVE_STRING;
        }
        if (typeof data === "object") {
            return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, schemaLogFilter(valueSchema, value)]));
        }
    }
    else if (ns.isStructSchema() && typeof data === "object") {
        const object = data;
        const newObject = {};
        for (const [member, memberNs] of ns.structIterator()) {
            if (object[member] != null) {
                newObject[member] = schemaLogFilter(memberNs, object[member]);
            }
        }
        return newObject;
    }
    return data;
}

const operationEventStreamMarker = Symbol.for("@smithy/op-event-stream");
class Command {
    middlewareStack = constructStack();
    schema;
    static classBuilder() {
        return new ClassBuilder();
    }
    resolveMiddlewareWithContext(clientStack, configuration, options, { middlewareFn, clientName, commandName, inputFilterSensitiveLog, outputFilterSensitiveLog, smithyContext, additionalContext, CommandCtor, }) {
        for (const mw of middlewareFn.bind(this)(CommandCtor, clientStack, configuration, options)) {
            this.middlewareStack.use(mw);
        }
        const stack = clientStack.concat(this.middlewareStack);
        const { logger } = configuration;
        const additionalSmithyContext = additionalContext[SMITHY_CONTEXT_KEY];
        const handlerExecutionContext = {
            logger,
            clientName,
            commandName,
            inputFilterSensitiveLog,
            outputFilterSensitiveLog,
            ...additionalContext,
            [SMITHY_CONTEXT_KEY]: {
                ...additionalSmithyContext,
                commandInstance: this,
                ...smithyContext,
                ...(options?.metricsRecorder === undefined ? {} : { metricsRecorder: options.metricsRecorder }),
                ...(options?.abortSignal === undefined ? {} : { abortSignal: options.abortSignal }),
            },
        };
        const { requestHandler } = configuration;
        let requestOptions = options ?? {};
        if (requestOptions.metricsRecorder) {
            requestOptions = { ...requestOptions };
            delete requestOptions.metricsRecorder;
        }
        let isEventStream;
        const schema = this.schema;
        const marker = schema?.[operationEventStreamMarker];
        if (marker !== undefined) {
            isEventStream = marker;
        }
        else if (schema) {
            if (Array.isArray(schema) && schema[0] === 9) {
                const [, , , , input$, output$] = schema;
                isEventStream = schema[operationEventStreamMarker] = Boolean(NormalizedSchema.of(input$).getEventStreamMember() || NormalizedSchema.of(output$).getEventStreamMember());
            }
        }
        if (isEventStream) {
            requestOptions = {
                isEventStream,
                ...requestOptions,
            };
        }
        return stack.resolve((request) => requestHandler.handle(request.request, requestOptions), handlerExecutionContext);
    }
}
class ClassBuilder {
    _init = () => { };
    _ep = {};
    _middlewareFn = () => [];
    _commandName = "";
    _clientName = "";
    _additionalContext = {};
    _smithyContext = {};
    _inputFilterSensitiveLog = undefined;
    _outputFilterSensitiveLog = undefined;
    _serializer = null;
    _deserializer = null;
    _operationSchema;
    init(cb) {
        this._init = cb;
    }
    ep(endpointParameterInstructions) {
        this._ep = endpointParameterInstructions;
        return this;
    }
    m(middlewareSupplier) {
        this._middlewareFn = middlewareSupplier;
        return this;
    }
    s(service, operation, smithyContext = {}) {
        this._smithyContext = {
            service,
            operation,
            ...smithyContext,
        };
        return this;
    }
    c(additionalContext = {}) {
        this._additionalContext = additionalContext;
        return this;
    }
    n(clientName, commandName) {
        this._clientName = clientName;
        this._commandName = commandName;
        return this;
    }
    f(inputFilter = (_) => _, outputFilter = (_) => _) {
        this._inputFilterSensitiveLog = inputFilter;
        this._outputFilterSensitiveLog = outputFilter;
        return this;
    }
    ser(serializer) {
        this._serializer = serializer;
        return this;
    }
    de(deserializer) {
        this._deserializer = deserializer;
        return this;
    }
    sc(operation) {
        this._operationSchema = operation;
        this._smithyContext.operationSchema = operation;
        return this;
    }
    build() {
        const closure = this;
        let CommandRef;
        return (CommandRef = class extends Command {
            input;
            static getEndpointParameterInstructions() {
                return closure._ep;
            }
            constructor(...[input]) {
                super();
                this.input = input ?? {};
                closure._init(this);
                this.schema = closure._operationSchema;
            }
            resolveMiddleware(stack, configuration, options) {
                const op = closure._operationSchema;
                const input = op?.[4] ?? op?.input;
                const output = op?.[5] ?? op?.output;
                return this.resolveMiddlewareWithContext(stack, configuration, options, {
                    CommandCtor: CommandRef,
                    middlewareFn: closure._middlewareFn,
                    clientName: closure._clientName,
                    commandName: closure._commandName,
                    inputFilterSensitiveLog: closure._inputFilterSensitiveLog ?? (op ? schemaLogFilter.bind(null, input) : (_) => _),
                    outputFilterSensitiveLog: closure._outputFilterSensitiveLog ?? (op ? schemaLogFilter.bind(null, output) : (_) => _),
                    smithyContext: closure._smithyContext,
                    additionalContext: closure._additionalContext,
                });
            }
            serialize = closure._serializer;
            deserialize = closure._deserializer;
        });
    }
}

class ServiceException extends Error {
    static shapeId = "smithy.ts.sdk.synthetic.nonamespace.client#ServiceException";
    $fault;
    $response;
    $retryable;
    $metadata;
    constructor(options) {
        super(options.message);
        Object.setPrototypeOf(this, Object.getPrototypeOf(this).constructor.prototype);
        this.name = options.name;
        this.$fault = options.$fault;
        this.$metadata = options.$metadata;
    }
    static isInstance(value) {
        if (!value) {
            return false;
        }
        const candidate = value;
        return (ServiceException.prototype.isPrototypeOf(candidate) ||
            (Boolean(candidate.$fault) &&
                Boolean(candidate.$metadata) &&
                (candidate.$fault === "client" || candidate.$fault === "server")));
    }
    static [Symbol.hasInstance](instance) {
        if (!instance) {
            return false;
        }
        const candidate = instance;
        if (this === ServiceException) {
            return ServiceException.isInstance(instance);
        }
        if (ServiceException.isInstance(instance)) {
            if (this.prototype.isPrototypeOf(instance)) {
                return true;
            }
            const targetId = Object.prototype.hasOwnProperty.call(this, "shapeId")
                ? this.shapeId
                : undefined;
            let candidateHasShapeId = false;
            if (targetId) {
                let proto = Object.getPrototypeOf(candidate);
                while (proto && proto !== Object.prototype) {
                    const ctor = proto.constructor;
                    const candidateId = ctor !== ServiceException && Object.prototype.hasOwnProperty.call(ctor, "shapeId")
                        ? ctor?.shapeId
                        : undefined;
                    if (candidateId) {
                        candidateHasShapeId = true;
                        if (candidateId === targetId) {
                            return true;
                        }
                    }
                    proto = Object.getPrototypeOf(proto);
                }
            }
            if (targetId && candidateHasShapeId) {
                return false;
            }
            const targetName = this.name;
            if (targetName && targetName.length >= 6) {
                if (candidate.name === targetName) {
                    return true;
                }
                let proto = Object.getPrototypeOf(candidate);
                while (proto && proto !== Object.prototype) {
                    const ctorName = proto.constructor?.name;
                    if (ctorName && ctorName !== "Error" && ctorName === targetName) {
                        return true;
                    }
                    proto = Object.getPrototypeOf(proto);
                }
            }
        }
        return false;
    }
}
const decorateServiceException = (exception, additions = {}) => {
    Object.entries(additions)
        .filter(([, v]) => v !== undefined)
        .forEach(([k, v]) => {
        if (exception[k] == undefined || exception[k] === "") {
            exception[k] = v;
        }
    });
    const message = exception.message || exception.Message || "UnknownError";
    exception.message = message;
    delete exception.Message;
    return exception;
};

class NoOpLogger {
    trace() { }
    debug() { }
    info() { }
    warn() { }
    error() { }
}

function makeBuilder(common, service, name, ep) {
    return function makeCommand(added, plugins, op, $, smithyContext = {}) {
        const epMerged = Object.assign({}, common, added);
        return Command.classBuilder()
            .ep(epMerged)
            .m(function (CommandCtor, clientStack, config, options) {
            const list = plugins.call(this, CommandCtor, clientStack, config, options);
            list.unshift(ep(config, CommandCtor.getEndpointParameterInstructions()));
            return list;
        })
            .s(service, op, smithyContext)
            .n(name, op.charAt(0).toUpperCase() + op.slice(1) + "Command")
            .sc($)
            .build();
    };
}

const ENV_ENDPOINT_URL = "AWS_ENDPOINT_URL";
const CONFIG_ENDPOINT_URL = "endpoint_url";
const getEndpointUrlConfig = (serviceId) => ({
    environmentVariableSelector: (env) => {
        const serviceSuffixParts = serviceId.split(" ").map((w) => w.toUpperCase());
        const serviceEndpointUrl = env[[ENV_ENDPOINT_URL, ...serviceSuffixParts].join("_")];
        if (serviceEndpointUrl) {
            return serviceEndpointUrl;
        }
        const endpointUrl = env[ENV_ENDPOINT_URL];
        if (endpointUrl) {
            return endpointUrl;
        }
        return undefined;
    },
    configFileSelector: (profile, config) => {
        if (profile.services) {
            const servicesSectionKey = ["services", profile.services].join(CONFIG_PREFIX_SEPARATOR);
            if (!config || !config[servicesSectionKey]) {
                throw new Error(`The services section "${profile.services}" specified in the profile is not present in the shared configuration file.`);
            }
            const servicesSection = config[servicesSectionKey];
            const servicePrefixParts = serviceId.split(" ").map((w) => w.toLowerCase());
            const endpointUrl = servicesSection[[servicePrefixParts.join("_"), CONFIG_ENDPOINT_URL].join(CONFIG_PREFIX_SEPARATOR)];
            if (endpointUrl) {
                return endpointUrl;
            }
        }
        const endpointUrl = profile[CONFIG_ENDPOINT_URL];
        if (endpointUrl) {
            return endpointUrl;
        }
        return undefined;
    },
    default: undefined,
});

const ENV_IGNORE_CONFIGURED_ENDPOINT_URLS = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
const CONFIG_IGNORE_CONFIGURED_ENDPOINT_URLS = "ignore_configured_endpoint_urls";
const ignoreConfiguredEndpointUrlsConfigSelectors = {
    environmentVariableSelector: (env) => booleanSelector(env, ENV_IGNORE_CONFIGURED_ENDPOINT_URLS, SelectorType.ENV),
    configFileSelector: (profile) => booleanSelector(profile, CONFIG_IGNORE_CONFIGURED_ENDPOINT_URLS, SelectorType.CONFIG),
    default: false,
};

const getEndpointFromConfig = async (serviceId) => {
    const ignore = await loadConfig(ignoreConfiguredEndpointUrlsConfigSelectors)();
    if (ignore) {
        return undefined;
    }
    return loadConfig(getEndpointUrlConfig(serviceId ?? ""))();
};

const resolveParamsForS3 = async (endpointParams) => {
    const bucket = endpointParams?.Bucket || "";
    if (typeof endpointParams.Bucket === "string") {
        endpointParams.Bucket = bucket.replace(/#/g, encodeURIComponent("#")).replace(/\?/g, encodeURIComponent("?"));
    }
    if (isArnBucketName(bucket)) {
        if (endpointParams.ForcePathStyle === true) {
            throw new Error("Path-style addressing cannot be used with ARN buckets");
        }
    }
    else if (!isDnsCompatibleBucketName(bucket) ||
        (bucket.indexOf(".") !== -1 && !String(endpointParams.Endpoint).startsWith("http:")) ||
        bucket.toLowerCase() !== bucket ||
        bucket.length < 3) {
        endpointParams.ForcePathStyle = true;
    }
    if (endpointParams.DisableMultiRegionAccessPoints) {
        endpointParams.disableMultiRegionAccessPoints = true;
        endpointParams.DisableMRAP = true;
    }
    return endpointParams;
};
const DOMAIN_PATTERN = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const IP_ADDRESS_PATTERN = /(\d+\.){3}\d+/;
const DOTS_PATTERN = /\.\./;
const isDnsCompatibleBucketName = (bucketName) => DOMAIN_PATTERN.test(bucketName) && !IP_ADDRESS_PATTERN.test(bucketName) && !DOTS_PATTERN.test(bucketName);
const isArnBucketName = (bucketName) => {
    const [arn, partition, service, , , bucket] = bucketName.split(":");
    const isArn = arn === "arn" && bucketName.split(":").length >= 6;
    const isValidArn = Boolean(isArn && partition && service && bucket);
    if (isArn && !isValidArn) {
        throw new Error(`Invalid ARN: ${bucketName} was an invalid ARN.`);
    }
    return isValidArn;
};

const createConfigValueProvider = (configKey, canonicalEndpointParamKey, config, isClientContextParam = false) => {
    const configProvider = async () => {
        let configValue;
        if (isClientContextParam) {
            const clientContextParams = config.clientContextParams;
            const nestedValue = clientContextParams?.[configKey];
            configValue = nestedValue ?? config[configKey] ?? config[canonicalEndpointParamKey];
        }
        else {
            configValue = config[configKey] ?? config[canonicalEndpointParamKey];
        }
        if (typeof configValue === "function") {
            return configValue();
        }
        return configValue;
    };
    if (configKey === "credentialScope" || canonicalEndpointParamKey === "CredentialScope") {
        return async () => {
            const credentials = typeof config.credentials === "function" ? await config.credentials() : config.credentials;
            const configValue = credentials?.credentialScope ?? credentials?.CredentialScope;
            return configValue;
        };
    }
    if (configKey === "accountId" || canonicalEndpointParamKey === "AccountId") {
        return async () => {
            const credentials = typeof config.credentials === "function" ? await config.credentials() : config.credentials;
            const configValue = credentials?.accountId ?? credentials?.AccountId;
            return configValue;
        };
    }
    if (configKey === "endpoint" || canonicalEndpointParamKey === "endpoint") {
        return async () => {
            if (config.isCustomEndpoint === false) {
                return undefined;
            }
            const endpoint = await configProvider();
            if (endpoint && typeof endpoint === "object") {
                if ("url" in endpoint) {
                    return endpoint.url.href;
                }
                if ("hostname" in endpoint) {
                    const { protocol, hostname, port, path } = endpoint;
                    return `${protocol}//${hostname}${port ? ":" + port : ""}${path}`;
                }
            }
            return endpoint;
        };
    }
    return configProvider;
};

function bindGetEndpointFromInstructions(getEndpointFromConfig) {
    return async (commandInput, instructionsSupplier, clientConfig, context) => {
        if (!clientConfig.isCustomEndpoint && !clientConfig.ignoreConfiguredEndpointUrls) {
            let endpointFromConfig;
            if (clientConfig.serviceConfiguredEndpoint) {
                endpointFromConfig = await clientConfig.serviceConfiguredEndpoint();
            }
            else {
                endpointFromConfig = await getEndpointFromConfig(clientConfig.serviceId);
            }
            if (endpointFromConfig) {
                clientConfig.endpoint = () => Promise.resolve(toEndpointV1(endpointFromConfig));
                clientConfig.isCustomEndpoint = true;
                context?.logger?.debug?.(`@smithy/core/endpoints - resolved endpoint from config: ${endpointFromConfig}`);
            }
        }
        const endpointParams = await resolveParams(commandInput, instructionsSupplier, clientConfig);
        if (typeof clientConfig.endpointProvider !== "function") {
            throw new Error("config.endpointProvider is not set.");
        }
        const endpoint = clientConfig.endpointProvider(endpointParams, context);
        if (clientConfig.isCustomEndpoint && clientConfig.endpoint) {
            const customEndpoint = await clientConfig.endpoint();
            if (customEndpoint?.headers) {
                endpoint.headers ??= {};
                for (const [name, value] of Object.entries(customEndpoint.headers)) {
                    endpoint.headers[name] = Array.isArray(value) ? value : [value];
                }
            }
        }
        return endpoint;
    };
}
const resolveParams = async (commandInput, instructionsSupplier, clientConfig) => {
    const endpointParams = {};
    const instructions = instructionsSupplier?.getEndpointParameterInstructions?.() || {};
    for (const [name, instruction] of Object.entries(instructions)) {
        switch (instruction.type) {
            case "staticContextParams":
                endpointParams[name] = instruction.value;
                break;
            case "contextParams":
                endpointParams[name] = commandInput[instruction.name];
                break;
            case "clientContextParams":
            case "builtInParams":
                endpointParams[name] = await createConfigValueProvider(instruction.name, name, clientConfig, instruction.type !== "builtInParams")();
                break;
            case "operationContextParams":
                endpointParams[name] = instruction.get(commandInput);
                break;
            default:
                throw new Error("Unrecognized endpoint parameter instruction: " + JSON.stringify(instruction));
        }
    }
    if (Object.keys(instructions).length === 0) {
        Object.assign(endpointParams, clientConfig);
    }
    if (String(clientConfig.serviceId).toLowerCase() === "s3") {
        await resolveParamsForS3(endpointParams);
    }
    return endpointParams;
};

function setFeature(context, feature, value) {
    if (!context.__smithy_context) {
        context.__smithy_context = { features: {} };
    }
    else if (!context.__smithy_context.features) {
        context.__smithy_context.features = {};
    }
    context.__smithy_context.features[feature] = value;
}
function bindEndpointMiddleware(getEndpointFromConfig) {
    const getEndpointFromInstructions = bindGetEndpointFromInstructions(getEndpointFromConfig);
    return ({ config, instructions, }) => {
        return (next, context) => async (args) => {
            if (config.isCustomEndpoint) {
                setFeature(context, "ENDPOINT_OVERRIDE", "N");
            }
            const endpoint = await getEndpointFromInstructions(args.input, {
                getEndpointParameterInstructions() {
                    return instructions;
                },
            }, { ...config }, context);
            context.endpointV2 = endpoint;
            context.authSchemes = endpoint.properties?.authSchemes;
            const authScheme = context.authSchemes?.[0];
            if (authScheme) {
                context["signing_region"] = authScheme.signingRegion;
                context["signing_service"] = authScheme.signingName;
                const smithyContext = getSmithyContext(context);
                const httpAuthOption = smithyContext?.selectedHttpAuthScheme?.httpAuthOption;
                if (httpAuthOption) {
                    httpAuthOption.signingProperties = Object.assign(httpAuthOption.signingProperties || {}, {
                        signing_region: authScheme.signingRegion,
                        signingRegion: authScheme.signingRegion,
                        signing_service: authScheme.signingName,
                        signingName: authScheme.signingName,
                        signingRegionSet: authScheme.signingRegionSet,
                    }, authScheme.properties);
                }
            }
            return next({
                ...args,
            });
        };
    };
}

const serializerMiddlewareOption = {
    name: "serializerMiddleware"};
const endpointMiddlewareOptions = {
    step: "serialize",
    tags: ["ENDPOINT_PARAMETERS", "ENDPOINT_V2", "ENDPOINT"],
    name: "endpointV2Middleware",
    override: true,
    relation: "before",
    toMiddleware: serializerMiddlewareOption.name,
};
function bindGetEndpointPlugin(getEndpointFromConfig) {
    const endpointMiddleware = bindEndpointMiddleware(getEndpointFromConfig);
    return (config, instructions) => ({
        applyToStack: (clientStack) => {
            clientStack.addRelativeTo(endpointMiddleware({
                config,
                instructions,
            }), endpointMiddlewareOptions);
        },
    });
}

function bindResolveEndpointConfig(getEndpointFromConfig) {
    return (input) => {
        const tls = input.tls ?? true;
        const { endpoint, useDualstackEndpoint, useFipsEndpoint } = input;
        const customEndpointProvider = endpoint != null ? async () => toEndpointV1(await normalizeProvider(endpoint)()) : undefined;
        const isCustomEndpoint = !!endpoint;
        const resolvedConfig = Object.assign(input, {
            endpoint: customEndpointProvider,
            tls,
            isCustomEndpoint,
            useDualstackEndpoint: normalizeProvider(useDualstackEndpoint ?? false),
            useFipsEndpoint: normalizeProvider(useFipsEndpoint ?? false),
            ignoreConfiguredEndpointUrls: !!input.ignoreConfiguredEndpointUrls,
        });
        let configuredEndpointPromise = undefined;
        resolvedConfig.serviceConfiguredEndpoint = async () => {
            if (input.serviceId && !configuredEndpointPromise) {
                configuredEndpointPromise = getEndpointFromConfig(input.serviceId);
            }
            return configuredEndpointPromise;
        };
        return resolvedConfig;
    };
}

const resolveEndpointConfig = bindResolveEndpointConfig(getEndpointFromConfig);
const getEndpointPlugin = bindGetEndpointPlugin(getEndpointFromConfig);

let ChecksumStream$1 = class ChecksumStream extends Readable {
    expectedChecksum;
    checksumSourceLocation;
    checksum;
    source;
    base64Encoder;
    constructor({ expectedChecksum, checksum, source, checksumSourceLocation, base64Encoder, }) {
        super();
        if (typeof source.pipe !== "function") {
            throw new Error(`@smithy/util-stream: unsupported source type ${source?.constructor?.name ?? source} in ChecksumStream.`);
        }
        this.source = source;
        this.base64Encoder = base64Encoder ?? toBase64$1;
        this.expectedChecksum = expectedChecksum;
        this.checksum = checksum;
        this.checksumSourceLocation = checksumSourceLocation;
        this.source.on("data", this.onSourceData);
        this.source.on("end", this.onSourceEnd);
        this.source.on("error", this.onSourceError);
        this.source.on("close", this.onSourceClose);
        this.source.pause();
    }
    onSourceData = (chunk) => {
        if (this.destroyed) {
            return;
        }
        try {
            this.checksum.update(chunk);
        }
        catch (e) {
            this.destroy(e);
            return;
        }
        if (!this.push(chunk)) {
            this.source.pause();
        }
    };
    onSourceEnd = async () => {
        if (this.destroyed) {
            return;
        }
        try {
            const digest = await this.checksum.digest();
            const received = this.base64Encoder(digest);
            if (this.expectedChecksum !== received) {
                this.destroy(new Error(`Checksum mismatch: expected "${this.expectedChecksum}" but received "${received}"` +
                    ` in response header "${this.checksumSourceLocation}".`));
                return;
            }
        }
        catch (e) {
            this.destroy(e);
            return;
        }
        this.push(null);
    };
    onSourceError = (error) => {
        this.destroy(error);
    };
    onSourceClose = () => {
        if (!this.destroyed && !this.source.readableEnded) {
            this.destroy(new Error("Connection lost or stream closed before all data was received."));
        }
    };
    _read(_size) {
        this.source.resume();
    }
    _destroy(error, callback) {
        this.source?.removeListener("data", this.onSourceData);
        this.source?.removeListener("end", this.onSourceEnd);
        this.source?.removeListener("error", this.onSourceError);
        this.source?.removeListener("close", this.onSourceClose);
        this.source?.destroy();
        callback(error);
    }
};

const isReadableStream = (stream) => typeof ReadableStream === "function" &&
    (stream?.constructor?.name === ReadableStream.name || stream instanceof ReadableStream);
const isBlob = (blob) => {
    return typeof Blob === "function" && (blob?.constructor?.name === Blob.name || blob instanceof Blob);
};

const fromUtf8 = (input) => new TextEncoder().encode(input);

const chars = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/`;
Object.entries(chars).reduce((acc, [i, c]) => {
    acc[c] = Number(i);
    return acc;
}, {});
const alphabetByValue = chars.split("");
const bitsPerLetter = 6;
const bitsPerByte = 8;
const maxLetterValue = 0b111111;

function toBase64(_input) {
    let input;
    if (typeof _input === "string") {
        input = fromUtf8(_input);
    }
    else {
        input = _input;
    }
    const isArrayLike = typeof input === "object" && typeof input.length === "number";
    const isUint8Array = typeof input === "object" &&
        typeof input.byteOffset === "number" &&
        typeof input.byteLength === "number";
    if (!isArrayLike && !isUint8Array) {
        throw new Error("@smithy/util-base64: toBase64 encoder function only accepts string | Uint8Array.");
    }
    let str = "";
    for (let i = 0; i < input.length; i += 3) {
        let bits = 0;
        let bitLength = 0;
        for (let j = i, limit = Math.min(i + 3, input.length); j < limit; j++) {
            bits |= input[j] << ((limit - j - 1) * bitsPerByte);
            bitLength += bitsPerByte;
        }
        const bitClusterCount = Math.ceil(bitLength / bitsPerLetter);
        bits <<= bitClusterCount * bitsPerLetter - bitLength;
        for (let k = 1; k <= bitClusterCount; k++) {
            const offset = (bitClusterCount - k) * bitsPerLetter;
            str += alphabetByValue[(bits & (maxLetterValue << offset)) >> offset];
        }
        str += "==".slice(0, 4 - bitClusterCount);
    }
    return str;
}

const ReadableStreamRef = typeof ReadableStream === "function" ? ReadableStream : function () { };
class ChecksumStream extends ReadableStreamRef {
}

const createChecksumStream$1 = ({ expectedChecksum, checksum, source, checksumSourceLocation, base64Encoder, }) => {
    if (!isReadableStream(source)) {
        throw new Error(`@smithy/util-stream: unsupported source type ${source?.constructor?.name ?? source} in ChecksumStream.`);
    }
    const encoder = base64Encoder ?? toBase64;
    if (typeof TransformStream !== "function") {
        throw new Error("@smithy/util-stream: unable to instantiate ChecksumStream because API unavailable: ReadableStream/TransformStream.");
    }
    const transform = new TransformStream({
        start() { },
        async transform(chunk, controller) {
            checksum.update(chunk);
            controller.enqueue(chunk);
        },
        async flush(controller) {
            const digest = await checksum.digest();
            const received = encoder(digest);
            if (expectedChecksum !== received) {
                const error = new Error(`Checksum mismatch: expected "${expectedChecksum}" but received "${received}"` +
                    ` in response header "${checksumSourceLocation}".`);
                controller.error(error);
            }
            else {
                controller.terminate();
            }
        },
    });
    source.pipeThrough(transform);
    const readable = transform.readable;
    Object.setPrototypeOf(readable, ChecksumStream.prototype);
    return readable;
};

function createChecksumStream(init) {
    if (typeof ReadableStream === "function" && isReadableStream(init.source)) {
        return createChecksumStream$1(init);
    }
    return new ChecksumStream$1(init);
}

class ByteArrayCollector {
    allocByteArray;
    byteLength = 0;
    byteArrays = [];
    constructor(allocByteArray) {
        this.allocByteArray = allocByteArray;
    }
    push(byteArray) {
        this.byteArrays.push(byteArray);
        this.byteLength += byteArray.byteLength;
    }
    flush() {
        if (this.byteArrays.length === 1) {
            const bytes = this.byteArrays[0];
            this.reset();
            return bytes;
        }
        const aggregation = this.allocByteArray(this.byteLength);
        let cursor = 0;
        for (let i = 0; i < this.byteArrays.length; ++i) {
            const bytes = this.byteArrays[i];
            aggregation.set(bytes, cursor);
            cursor += bytes.byteLength;
        }
        this.reset();
        return aggregation;
    }
    reset() {
        this.byteArrays = [];
        this.byteLength = 0;
    }
}

function createBufferedReadableStream(upstream, size, logger) {
    const reader = upstream.getReader();
    let streamBufferingLoggedWarning = false;
    let bytesSeen = 0;
    const buffers = ["", new ByteArrayCollector((size) => new Uint8Array(size))];
    let mode = -1;
    const pull = async (controller) => {
        const { value, done } = await reader.read();
        const chunk = value;
        if (done) {
            if (mode !== -1) {
                const remainder = flush(buffers, mode);
                if (sizeOf(remainder) > 0) {
                    controller.enqueue(remainder);
                }
            }
            controller.close();
        }
        else {
            const chunkMode = modeOf(chunk, false);
            if (mode !== chunkMode) {
                if (mode >= 0) {
                    controller.enqueue(flush(buffers, mode));
                }
                mode = chunkMode;
            }
            if (mode === -1) {
                controller.enqueue(chunk);
                return;
            }
            const chunkSize = sizeOf(chunk);
            bytesSeen += chunkSize;
            const bufferSize = sizeOf(buffers[mode]);
            if (chunkSize >= size && bufferSize === 0) {
                controller.enqueue(chunk);
            }
            else {
                const newSize = merge(buffers, mode, chunk);
                if (!streamBufferingLoggedWarning && bytesSeen > size * 2) {
                    streamBufferingLoggedWarning = true;
                    logger?.warn(`@smithy/util-stream - stream chunk size ${chunkSize} is below threshold of ${size}, automatically buffering.`);
                }
                if (newSize >= size) {
                    controller.enqueue(flush(buffers, mode));
                }
                else {
                    await pull(controller);
                }
            }
        }
    };
    return new ReadableStream({
        pull,
    });
}
function merge(buffers, mode, chunk) {
    switch (mode) {
        case 0:
            buffers[0] += chunk;
            return sizeOf(buffers[0]);
        case 1:
        case 2:
            buffers[mode].push(chunk);
            return sizeOf(buffers[mode]);
    }
}
function flush(buffers, mode) {
    switch (mode) {
        case 0:
            const s = buffers[0];
            buffers[0] = "";
            return s;
        case 1:
        case 2:
            return buffers[mode].flush();
    }
    throw new Error(`@smithy/util-stream - invalid index ${mode} given to flush()`);
}
function sizeOf(chunk) {
    return chunk?.byteLength ?? chunk?.length ?? 0;
}
function modeOf(chunk, allowBuffer = true) {
    if (allowBuffer && typeof Buffer !== "undefined" && chunk instanceof Buffer) {
        return 2;
    }
    if (chunk instanceof Uint8Array) {
        return 1;
    }
    if (typeof chunk === "string") {
        return 0;
    }
    return -1;
}

function createBufferedReadable(upstream, size, logger) {
    if (isReadableStream(upstream)) {
        return createBufferedReadableStream(upstream, size, logger);
    }
    const downstream = new Readable({ read() { } });
    let streamBufferingLoggedWarning = false;
    let bytesSeen = 0;
    const buffers = [
        "",
        new ByteArrayCollector((size) => new Uint8Array(size)),
        new ByteArrayCollector((size) => Buffer.from(new Uint8Array(size))),
    ];
    let mode = -1;
    upstream.on("data", (chunk) => {
        const chunkMode = modeOf(chunk, true);
        if (mode !== chunkMode) {
            if (mode >= 0) {
                downstream.push(flush(buffers, mode));
            }
            mode = chunkMode;
        }
        if (mode === -1) {
            downstream.push(chunk);
            return;
        }
        const chunkSize = sizeOf(chunk);
        bytesSeen += chunkSize;
        const bufferSize = sizeOf(buffers[mode]);
        if (chunkSize >= size && bufferSize === 0) {
            downstream.push(chunk);
        }
        else {
            const newSize = merge(buffers, mode, chunk);
            if (!streamBufferingLoggedWarning && bytesSeen > size * 2) {
                streamBufferingLoggedWarning = true;
                logger?.warn(`@smithy/util-stream - stream chunk size ${chunkSize} is below threshold of ${size}, automatically buffering.`);
            }
            if (newSize >= size) {
                downstream.push(flush(buffers, mode));
            }
        }
    });
    upstream.on("end", () => {
        if (mode !== -1) {
            const remainder = flush(buffers, mode);
            if (sizeOf(remainder) > 0) {
                downstream.push(remainder);
            }
        }
        downstream.push(null);
    });
    return downstream;
}

const resolveClientEndpointParameters$4 = (options) => {
    return Object.assign(options, {
        useDualstackEndpoint: options.useDualstackEndpoint ?? false,
        useFipsEndpoint: options.useFipsEndpoint ?? false,
        defaultSigningName: "ec2",
    });
};
const commonParams$4 = {
    UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
    Endpoint: { type: "builtInParams", name: "endpoint" },
    Region: { type: "builtInParams", name: "region" },
    UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" },
};

const CRC32_TABLE = new Uint32Array(256);
for (let i = 0; i < 256; ++i) {
    let c = i;
    for (let j = 0; j < 8; ++j) {
        c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    }
    CRC32_TABLE[i] = c >>> 0;
}
const ONES = 0xffff_ffff;
class Crc32Js {
    digestLength = 4;
    checksum = ONES;
    update(data) {
        for (let i = 0; i < data.length; ++i) {
            this.checksum = (this.checksum >>> 8) ^ CRC32_TABLE[(this.checksum ^ data[i]) & 0xff];
        }
    }
    digestSync() {
        return (this.checksum ^ ONES) >>> 0;
    }
    async digest() {
        const value = this.digestSync();
        const out = new Uint8Array(4);
        new DataView(out.buffer).setUint32(0, value, false);
        return out;
    }
    reset() {
        this.checksum = ONES;
    }
}

const zlibCrc32 = typeof zlib.crc32 === "function" ? zlib.crc32 : undefined;
const Crc32Node = zlibCrc32 ? buildNativeClass(zlibCrc32) : Crc32Js;
function buildNativeClass(nativeCrc32) {
    return class Crc32Node {
        digestLength = 4;
        value = 0;
        update(data) {
            this.value = nativeCrc32(data, this.value);
        }
        digestSync() {
            return this.value >>> 0;
        }
        async digest() {
            const out = new Uint8Array(4);
            new DataView(out.buffer).setUint32(0, this.digestSync(), false);
            return out;
        }
        reset() {
            this.value = 0;
        }
    };
}

class EC2ServiceException extends ServiceException {
    static shapeId = "smithy.ts.sdk.synthetic.com.amazonaws.ec2#EC2ServiceException";
    constructor(options) {
        super(options);
        Object.setPrototypeOf(this, EC2ServiceException.prototype);
    }
}

const _A$2 = "Address";
const _AA$1 = "AccountAttribute";
const _AAL = "AccountAttributeList";
const _AANSL = "AccountAttributeNameStringList";
const _AAV = "AccountAttributeValue";
const _AAVL = "AccountAttributeValueList";
const _AAcc = "AccountAttributes";
const _AESS = "AttachmentEnaSrdSpecification";
const _AESUS = "AttachmentEnaSrdUdpSpecification";
const _AIL = "AllocationIdList";
const _AIl = "AllocationId";
const _AIll = "AllocationIds";
const _AIs = "AssociationId";
const _AItt = "AttachmentId";
const _ALI = "AmiLaunchIndex";
const _ALd = "AddressList";
const _AN$1 = "AttributeName";
const _ANt$1 = "AttributeNames";
const _ARss = "AssociatedResource";
const _ARuto = "AutoRecovery";
const _ASGIR = "AuthorizeSecurityGroupIngressRequest";
const _ASGIRu = "AuthorizeSecurityGroupIngressResult";
const _ASGIu = "AuthorizeSecurityGroupIngress";
const _ASL = "AssociatedSubnetList";
const _ASSm = "AmdSevSnp";
const _ASs = "AssociationState";
const _ASsso = "AssociatedSubnets";
const _ATtt = "AttachTime";
const _AV$1 = "AttributeValues";
const _AVt = "AttributeValue";
const _AZ$3 = "AvailabilityZone";
const _AZI = "AvailabilityZoneId";
const _Add = "Addresses";
const _Af = "Affinity";
const _Ar$1 = "Arn";
const _Arc = "Architecture";
const _As = "Associations";
const _Ass = "Association";
const _Att = "Attachment";
const _BDMl = "BlockDeviceMappings";
const _BM = "BootMode";
const _BW = "BandwidthWeighting";
const _CB$1 = "CidrBlock";
const _CBI = "CapacityBlockId";
const _CCor = "CoreCount";
const _CGI = "CarrierGatewayId";
const _CI$1 = "CarrierIp";
const _CIBM = "CurrentInstanceBootMode";
const _CIi = "CidrIp";
const _CIid = "CidrIpv6";
const _CIidr = "CidrIpv4";
const _CNA = "CoreNetworkArn";
const _CO = "CpuOptions";
const _COI = "CustomerOwnedIp";
const _COIP$1 = "CustomerOwnedIpv4Pool";
const _CRI = "CapacityReservationId";
const _CRP = "CapacityReservationPreference";
const _CRRGA = "CapacityReservationResourceGroupArn";
const _CRSR = "CapacityReservationSpecificationResponse";
const _CRSa = "CapacityReservationSpecification";
const _CRT = "CapacityReservationTarget";
const _CRTR = "CapacityReservationTargetResponse";
const _CT$4 = "ClientToken";
const _CTC = "ConnectionTrackingConfiguration";
const _CTSRo = "ConnectionTrackingSpecificationResponse";
const _Ci = "Cidr";
const _Co$2 = "Code";
const _Conf = "Configured";
const _DAA = "DescribeAccountAttributes";
const _DAAR = "DescribeAccountAttributesRequest";
const _DAARe = "DescribeAccountAttributesResult";
const _DAIT = "DenyAllIgwTraffic";
const _DAR = "DescribeAddressesRequest";
const _DARe = "DescribeAddressesResult";
const _DAesc = "DescribeAddresses";
const _DCB = "DestinationCidrBlock";
const _DHT = "DnsHostnameType";
const _DI$1 = "DeviceIndex";
const _DICB = "DestinationIpv6CidrBlock";
const _DIRescr = "DescribeInstancesRequest";
const _DIRescri = "DescribeInstancesResult";
const _DIesc = "DescribeInstances";
const _DN$1 = "DeviceName";
const _DNARe = "DescribeNetworkAclsRequest";
const _DNARes = "DescribeNetworkAclsResult";
const _DNAe = "DescribeNetworkAcls";
const _DNIRe = "DescribeNetworkInterfacesRequest";
const _DNIRes = "DescribeNetworkInterfacesResult";
const _DNIe = "DescribeNetworkInterfaces";
const _DOT = "DeleteOnTermination";
const _DPLI = "DestinationPrefixListId";
const _DR$1 = "DryRun";
const _DRTRe = "DescribeRouteTablesRequest";
const _DRTRes = "DescribeRouteTablesResult";
const _DRTe = "DescribeRouteTables";
const _DSGRes = "DescribeSecurityGroupsRequest";
const _DSGResc = "DescribeSecurityGroupsResult";
const _DSGe = "DescribeSecurityGroups";
const _De$1 = "Description";
const _Do$1 = "Domain";
const _ECI = "EbsCardIndex";
const _EGA = "ElasticGpuAssociation";
const _EGAI = "ElasticGpuAssociationId";
const _EGAL = "ElasticGpuAssociationList";
const _EGAS = "ElasticGpuAssociationState";
const _EGAT = "ElasticGpuAssociationTime";
const _EGAl = "ElasticGpuAssociations";
const _EGIl = "ElasticGpuId";
const _EIAA = "ElasticInferenceAcceleratorAssociation";
const _EIAAI = "ElasticInferenceAcceleratorAssociationId";
const _EIAAL = "ElasticInferenceAcceleratorAssociationList";
const _EIAAS = "ElasticInferenceAcceleratorAssociationState";
const _EIAAT = "ElasticInferenceAcceleratorAssociationTime";
const _EIAAl = "ElasticInferenceAcceleratorArn";
const _EIAAla = "ElasticInferenceAcceleratorAssociations";
const _EIBD = "EbsInstanceBlockDevice";
const _EO = "EbsOptimized";
const _EOIGI = "EgressOnlyInternetGatewayId";
const _EOn = "EnclaveOptions";
const _EQC = "EnaQueueCount";
const _ERNDAAAAR = "EnableResourceNameDnsAAAARecord";
const _ERNDAR = "EnableResourceNameDnsARecord";
const _ESE = "EnaSrdEnabled";
const _ESS = "EnaSrdSpecification";
const _ESUE = "EnaSrdUdpEnabled";
const _ESUS = "EnaSrdUdpSpecification";
const _ESna = "EnaSupport";
const _Eb = "Ebs";
const _Eg = "Egress";
const _En$1 = "Enabled";
const _Ent = "Entries";
const _FLi = "FilterList";
const _FP = "FromPort";
const _Fi = "Filters";
const _Fil = "Filter";
const _Fr$1 = "From";
const _G = "Groups";
const _GI = "GatewayId";
const _GIL = "GroupIdentifierList";
const _GISL = "GroupIdStringList";
const _GIr = "GroupId";
const _GIro = "GroupIds";
const _GIrou = "GroupIdentifier";
const _GMPLE = "GetManagedPrefixListEntries";
const _GMPLER = "GetManagedPrefixListEntriesRequest";
const _GMPLERe = "GetManagedPrefixListEntriesResult";
const _GN$2 = "GroupName";
const _GNSL = "GroupNameStringList";
const _GNr = "GroupNames";
const _GOI = "GroupOwnerId";
const _HBD = "HiddenByDefault";
const _HE = "HttpEndpoint";
const _HIo = "HostId";
const _HO$1 = "HibernationOptions";
const _HPI = "HttpProtocolIpv6";
const _HPRHL = "HttpPutResponseHopLimit";
const _HRGA = "HostResourceGroupArn";
const _HT$1 = "HttpTokens";
const _HTo = "HostnameType";
const _Hy = "Hypervisor";
const _I$3 = "Id";
const _IA$1 = "Ipv6Addresses";
const _IAESS = "InstanceAttachmentEnaSrdSpecification";
const _IAESUS = "InstanceAttachmentEnaSrdUdpSpecification";
const _IAp = "IpAddress";
const _IApv = "Ipv6Address";
const _IBDM = "InstanceBlockDeviceMapping";
const _IBDML = "InstanceBlockDeviceMappingList";
const _ICB = "Ipv6CidrBlock";
const _IDs = "IsDefault";
const _IE = "IsEgress";
const _II$2 = "InstanceId";
const _IIA = "InstanceIpv6Address";
const _IIAL = "InstanceIpv6AddressList";
const _IIP = "IamInstanceProfile";
const _IIPL = "InstanceIpv4PrefixList";
const _IIPLn = "InstanceIpv6PrefixList";
const _IIPn = "InstanceIpv4Prefix";
const _IIPns = "InstanceIpv6Prefix";
const _IISLn = "InstanceIdStringList";
const _IIm = "ImageId";
const _IIn$1 = "InstanceIds";
const _ILn = "InstanceLifecycle";
const _ILns = "InstanceList";
const _IMO = "InstanceMaintenanceOptions";
const _IMORnst = "InstanceMetadataOptionsResponse";
const _IMR = "IncludeManagedResources";
const _IMT = "InstanceMetadataTags";
const _IN = "Ipv6Native";
const _INI = "InstanceNetworkInterface";
const _INIA = "InstanceNetworkInterfaceAssociation";
const _INIAn = "InstanceNetworkInterfaceAttachment";
const _INIL = "InstanceNetworkInterfaceList";
const _INPO = "InstanceNetworkPerformanceOptions";
const _IOI = "IpOwnerId";
const _IOIn = "InstanceOwnerId";
const _IPEp = "IpPermissionsEgress";
const _IPIA = "InstancePrivateIpAddress";
const _IPIAL = "InstancePrivateIpAddressList";
const _IPIs = "IsPrimaryIpv6";
const _IPLp = "IpPermissionList";
const _IPLpv = "Ipv4PrefixesList";
const _IPLpvre = "Ipv6PrefixesList";
const _IPS = "Ipv4PrefixSpecification";
const _IPSp = "Ipv6PrefixSpecification";
const _IPp = "Ipv6Prefixes";
const _IPpe = "IpPermissions";
const _IPper = "IpPermission";
const _IPpr = "IpProtocol";
const _IPpv = "Ipv6Prefix";
const _IPpvr = "Ipv4Prefixes";
const _IPpvre = "Ipv4Prefix";
const _IRLp = "IpRangeList";
const _IRLpv = "Ipv6RangeList";
const _IRpa = "IpRanges";
const _IRpan = "IpRange";
const _IRpv = "Ipv6Ranges";
const _IRpva = "Ipv6Range";
const _ISIA = "InstanceSecondaryInterfaceAttachment";
const _ISIL = "InstanceSecondaryInterfaceList";
const _ISIPIA = "InstanceSecondaryInterfacePrivateIpAddress";
const _ISIPIAL = "InstanceSecondaryInterfacePrivateIpAddressList";
const _ISIn = "InstanceSecondaryInterface";
const _ISnsta = "InstanceState";
const _IT$2 = "InstanceType";
const _ITC = "IcmpTypeCode";
const _ITnt = "InterfaceType";
const _In$3 = "Instance";
const _Ins$2 = "Instances";
const _K$3 = "Key";
const _KI = "KernelId";
const _KN = "KeyName";
const _LCA = "LicenseConfigurationArn";
const _LCi = "LicenseConfiguration";
const _LGI = "LocalGatewayId";
const _LL = "LicenseList";
const _LTau = "LaunchTime";
const _Lic = "Licenses";
const _MAa = "MacAddress";
const _MCIL = "MetricCategoryIdList";
const _MCIe = "MetricCategoryIds";
const _MO = "MetadataOptions";
const _MOa = "MaintenanceOptions";
const _MR$1 = "MaxResults";
const _Mai = "Main";
const _Mana = "Managed";
const _Me$1 = "Message";
const _Mon = "Monitoring";
const _N$3 = "Name";
const _NA = "NetworkAcl";
const _NAA = "NetworkAclAssociation";
const _NAAI = "NetworkAclAssociationId";
const _NAAL = "NetworkAclAssociationList";
const _NAE = "NetworkAclEntry";
const _NAEL = "NetworkAclEntryList";
const _NAI = "NetworkAclId";
const _NAISL = "NetworkAclIdStringList";
const _NAIe = "NetworkAclIds";
const _NAL = "NetworkAclList";
const _NAe = "NetworkAcls";
const _NBG = "NetworkBorderGroup";
const _NCI = "NetworkCardIndex";
const _NGI = "NatGatewayId";
const _NIAet = "NetworkInterfaceAssociation";
const _NIAetw = "NetworkInterfaceAttachment";
const _NII = "NetworkInterfaceId";
const _NIIA = "NetworkInterfaceIpv6Address";
const _NIIAL = "NetworkInterfaceIpv6AddressesList";
const _NIIL = "NetworkInterfaceIdList";
const _NIIe = "NetworkInterfaceIds";
const _NIL = "NetworkInterfaceList";
const _NIOI = "NetworkInterfaceOwnerId";
const _NIPIA = "NetworkInterfacePrivateIpAddress";
const _NIPIAL = "NetworkInterfacePrivateIpAddressList";
const _NIe = "NetworkInterface";
const _NIet = "NetworkInterfaces";
const _NPO = "NetworkPerformanceOptions";
const _NTe = "NextToken";
const _NV = "NestedVirtualization";
const _O$2 = "Origin";
const _OA$1 = "OutpostArn";
const _OI$1 = "OwnerId";
const _ONA = "OdbNetworkArn";
const _ORper = "OperatorResponse";
const _Op$1 = "Operator";
const _P$3 = "Principal";
const _PCIr = "ProductCodeId";
const _PCLr = "ProductCodeList";
const _PCT = "ProductCodeType";
const _PCr = "ProductCode";
const _PCro = "ProductCodes";
const _PDN = "PrivateDnsName";
const _PDNO = "PrivateDnsNameOptions";
const _PDNORr = "PrivateDnsNameOptionsResponse";
const _PDNub = "PublicDnsName";
const _PDSDN = "PublicDualStackDnsName";
const _PDl = "PlatformDetails";
const _PI = "PublicIp";
const _PIAr = "PrivateIpAddress";
const _PIAri = "PrivateIpAddresses";
const _PIAu = "PublicIpAddress";
const _PIDN = "PublicIpv6DnsName";
const _PIDNO = "PublicIpDnsNameOptions";
const _PIDNu = "PublicIpv4DnsName";
const _PIP = "PublicIpv4Pool";
const _PISL = "PublicIpStringList";
const _PIu = "PublicIps";
const _PLE = "PrefixListEntry";
const _PLES = "PrefixListEntrySet";
const _PLI = "PrefixListId";
const _PLIL = "PrefixListIdList";
const _PLIr = "PrefixListIds";
const _PN$3 = "PartitionNumber";
const _PRo = "PortRange";
const _PSee = "PeeringStatus";
const _PV$2 = "PropagatingVgw";
const _PVL = "PropagatingVgwList";
const _PVro = "PropagatingVgws";
const _Pl = "Platform";
const _Pla = "Placement";
const _Pr$2 = "Protocol";
const _Prim = "Primary";
const _R$1 = "Return";
const _RA$1 = "RuleAction";
const _RDN = "RootDeviceName";
const _RDT = "RootDeviceType";
const _RGIe = "ReferencedGroupInfo";
const _RIa = "RamdiskId";
const _RIe = "ReservationId";
const _RIeq = "RequesterId";
const _RLe = "ReservationList";
const _RLo = "RouteList";
const _RMe = "RebootMigration";
const _RMeq = "RequesterManaged";
const _RNu = "RuleNumber";
const _RSG = "ReferencedSecurityGroup";
const _RTA = "RouteTableAssociation";
const _RTAI = "RouteTableAssociationId";
const _RTAL = "RouteTableAssociationList";
const _RTAS = "RouteTableAssociationState";
const _RTI = "RouteTableId";
const _RTISL = "RouteTableIdStringList";
const _RTIo = "RouteTableIds";
const _RTLo = "RouteTableList";
const _RTe = "ResourceType";
const _RTo = "RouteTable";
const _RTou = "RouteTables";
const _Rese = "Reservations";
const _Reser = "Reservation";
const _Ro = "Route";
const _Rou = "Routes";
const _SDC = "SourceDestCheck";
const _SDp = "SpreadDomain";
const _SGA = "SecurityGroupArn";
const _SGL = "SecurityGroupList";
const _SGR = "SecurityGroupRules";
const _SGRA = "SecurityGroupRuleArn";
const _SGRIe = "SecurityGroupRuleId";
const _SGRL = "SecurityGroupRuleList";
const _SGRe = "SecurityGroupRule";
const _SGe = "SecurityGroups";
const _SGec = "SecurityGroup";
const _SIIec = "SecondaryInterfaceId";
const _SIRI = "SpotInstanceRequestId";
const _SIec = "SecondaryInterfaces";
const _SIu = "SubnetId";
const _SM$1 = "ServiceManaged";
const _SMt = "StatusMessage";
const _SNI = "SecondaryNetworkId";
const _SNS = "SriovNetSupport";
const _SRt = "StateReason";
const _SSGN = "SourceSecurityGroupName";
const _SSGOI = "SourceSecurityGroupOwnerId";
const _SSIe = "SecondarySubnetId";
const _STR = "StateTransitionReason";
const _St$1 = "State";
const _Sta$1 = "Status";
const _T$3 = "Tags";
const _TET = "TcpEstablishedTimeout";
const _TGI = "TransitGatewayId";
const _TL$1 = "TagList";
const _TP = "ToPort";
const _TPC = "ThreadsPerCore";
const _TS = "TagSpecifications";
const _TSL = "TagSpecificationList";
const _TSa$1 = "TagSpecification";
const _TSag = "TagSet";
const _TSp = "TpmSupport";
const _TV = "TargetVersion";
const _Ta$3 = "Tag";
const _Te = "Tenancy";
const _To = "To";
const _Ty$2 = "Type";
const _UI$1 = "UserId";
const _UIGP = "UserIdGroupPairs";
const _UIGPL = "UserIdGroupPairList";
const _UIGPs = "UserIdGroupPair";
const _UO = "UsageOperation";
const _UOUT = "UsageOperationUpdateTime";
const _UST = "UdpStreamTimeout";
const _UTd = "UdpTimeout";
const _V$3 = "Value";
const _VI$2 = "VpcId";
const _VIo = "VolumeId";
const _VOI = "VolumeOwnerId";
const _VPCI$1 = "VpcPeeringConnectionId";
const _VSL = "ValueStringList";
const _VTir = "VirtualizationType";
const _Va$2 = "Values";
const _aASc = "accountAttributeSet";
const _aI = "allocationId";
const _aIs = "associationId";
const _aIt = "attachmentId";
const _aLI = "amiLaunchIndex";
const _aN = "attributeName";
const _aRs = "associatedResource";
const _aRut = "autoRecovery";
const _aS = "associationState";
const _aSS = "amdSevSnp";
const _aSSs = "associatedSubnetSet";
const _aSddr = "addressesSet";
const _aSs = "associationSet";
const _aTt = "attachTime";
const _aV = "attributeValue";
const _aVS = "attributeValueSet";
const _aZ = "availabilityZone";
const _aZI = "availabilityZoneId";
const _af = "affinity";
const _ar$1 = "arn";
const _arc = "architecture";
const _ass = "association";
const _at = "attachment";
const _bDM = "blockDeviceMapping";
const _bM = "bootMode";
const _bW = "bandwidthWeighting";
const _cB = "cidrBlock";
const _cBI = "capacityBlockId";
const _cCo = "coreCount";
const _cGI = "carrierGatewayId";
const _cI = "carrierIp";
const _cIBM = "currentInstanceBootMode";
const _cIi = "cidrIp";
const _cIid = "cidrIpv6";
const _cIidr = "cidrIpv4";
const _cNA = "coreNetworkArn";
const _cO = "cpuOptions";
const _cOI = "customerOwnedIp";
const _cOIP = "customerOwnedIpv4Pool";
const _cRI = "capacityReservationId";
const _cRP = "capacityReservationPreference";
const _cRRGA = "capacityReservationResourceGroupArn";
const _cRSa = "capacityReservationSpecification";
const _cRT = "capacityReservationTarget";
const _cT = "clientToken";
const _cTC = "connectionTrackingConfiguration";
const _ci = "cidr";
const _co = "code";
const _conf = "configured";
const _dAIT = "denyAllIgwTraffic";
const _dCB = "destinationCidrBlock";
const _dHT = "dnsHostnameType";
const _dI = "deviceIndex";
const _dICB = "destinationIpv6CidrBlock";
const _dN = "deviceName";
const _dNn = "dnsName";
const _dOT = "deleteOnTermination";
const _dPLI = "destinationPrefixListId";
const _dR = "dryRun";
const _de = "description";
const _def = "default";
const _do = "domain";
const _eCI = "ebsCardIndex";
const _eGAI = "elasticGpuAssociationId";
const _eGAS = "elasticGpuAssociationState";
const _eGASl = "elasticGpuAssociationSet";
const _eGAT = "elasticGpuAssociationTime";
const _eGI = "elasticGpuId";
const _eIAA = "elasticInferenceAcceleratorArn";
const _eIAAI = "elasticInferenceAcceleratorAssociationId";
const _eIAAS = "elasticInferenceAcceleratorAssociationState";
const _eIAASl = "elasticInferenceAcceleratorAssociationSet";
const _eIAAT = "elasticInferenceAcceleratorAssociationTime";
const _eO = "ebsOptimized";
const _eOIGI = "egressOnlyInternetGatewayId";
const _eOn = "enclaveOptions";
const _eQC = "enaQueueCount";
const _eQN = "ec2QueryName";
const _eRNDAAAAR = "enableResourceNameDnsAAAARecord";
const _eRNDAR = "enableResourceNameDnsARecord";
const _eSE = "enaSrdEnabled";
const _eSS = "enaSrdSpecification";
const _eSUE = "enaSrdUdpEnabled";
const _eSUS = "enaSrdUdpSpecification";
const _eSna = "enaSupport";
const _eSnt = "entrySet";
const _eb = "ebs";
const _eg = "egress";
const _en = "enabled";
const _fP = "fromPort";
const _fi = "filter";
const _fr = "from";
const _gD = "groupDescription";
const _gI = "gatewayId";
const _gIr = "groupId";
const _gN = "groupName";
const _gOI = "groupOwnerId";
const _gSr = "groupSet";
const _gr = "groups";
const _h$1 = "hypervisor";
const _hBD = "hiddenByDefault";
const _hE$4 = "httpEndpoint";
const _hI = "hostId";
const _hO = "hibernationOptions";
const _hPI = "httpProtocolIpv6";
const _hPRHL = "httpPutResponseHopLimit";
const _hRGA = "hostResourceGroupArn";
const _hT = "httpTokens";
const _hTo = "hostnameType";
const _i = "id";
const _iASp = "ipv6AddressesSet";
const _iAp = "ipAddress";
const _iApv = "ipv6Address";
const _iCB = "ipv6CidrBlock";
const _iEs = "isEgress";
const _iI = "instanceId";
const _iIP = "iamInstanceProfile";
const _iIma = "imageId";
const _iLn = "instanceLifecycle";
const _iMT = "instanceMetadataTags";
const _iN = "ipv6Native";
const _iOIn = "instanceOwnerId";
const _iOIp = "ipOwnerId";
const _iPEp = "ipPermissionsEgress";
const _iPIs = "isPrimaryIpv6";
const _iPSpvr = "ipv4PrefixSet";
const _iPSpvre = "ipv6PrefixSet";
const _iPp = "ipProtocol";
const _iPpe = "ipPermissions";
const _iPpv = "ipv4Prefix";
const _iPpvr = "ipv6Prefix";
const _iRpa = "ipRanges";
const _iRpv = "ipv6Ranges";
const _iSns = "instancesSet";
const _iSnst = "instanceState";
const _iT = "instanceType";
const _iTC = "icmpTypeCode";
const _iTnt = "interfaceType";
const _it = "item";
const _k = "key";
const _kI = "kernelId";
const _kN = "keyName";
const _lCA = "licenseConfigurationArn";
const _lGI = "localGatewayId";
const _lSic = "licenseSet";
const _lTau = "launchTime";
const _mAa = "macAddress";
const _mCIS = "metricCategoryIdSet";
const _mO = "metadataOptions";
const _mOa = "maintenanceOptions";
const _mR = "maxResults";
const _mai = "main";
const _mana = "managed";
const _me = "message";
const _mon = "monitoring";
const _n = "name";
const _nAAI = "networkAclAssociationId";
const _nAI = "networkAclId";
const _nAS = "networkAclSet";
const _nBG = "networkBorderGroup";
const _nCI = "networkCardIndex";
const _nGI = "natGatewayId";
const _nII = "networkInterfaceId";
const _nIOI = "networkInterfaceOwnerId";
const _nIS = "networkInterfaceSet";
const _nPO = "networkPerformanceOptions";
const _nTe = "nextToken";
const _nV = "nestedVirtualization";
const _o = "origin";
const _oA = "outpostArn";
const _oI = "ownerId";
const _oNA = "odbNetworkArn";
const _ope = "operator";
const _p$1 = "principal";
const _pC = "productCodes";
const _pCr = "productCode";
const _pDNO = "privateDnsNameOptions";
const _pDNr = "privateDnsName";
const _pDNu = "publicDnsName";
const _pDSDN = "publicDualStackDnsName";
const _pDl = "platformDetails";
const _pI = "publicIp";
const _pIAS = "privateIpAddressesSet";
const _pIASr = "privateIpAddressSet";
const _pIAr = "privateIpAddress";
const _pIDN = "publicIpv6DnsName";
const _pIDNO = "publicIpDnsNameOptions";
const _pIDNu = "publicIpv4DnsName";
const _pIP = "publicIpv4Pool";
const _pLI = "prefixListId";
const _pLIr = "prefixListIds";
const _pN$1 = "partitionNumber";
const _pRo = "portRange";
const _pSee = "peeringStatus";
const _pVS = "propagatingVgwSet";
const _pl = "platform";
const _pla = "placement";
const _pr = "protocol";
const _prim = "primary";
const _r = "return";
const _rA = "ruleAction";
const _rDN = "rootDeviceName";
const _rDT = "rootDeviceType";
const _rGIe = "referencedGroupInfo";
const _rI = "reservationId";
const _rIa = "ramdiskId";
const _rIeq = "requesterId";
const _rMe = "rebootMigration";
const _rMeq = "requesterManaged";
const _rN = "ruleNumber";
const _rSes = "reservationSet";
const _rSou = "routeSet";
const _rTAI = "routeTableAssociationId";
const _rTI = "routeTableId";
const _rTS = "routeTableSet";
const _rTe = "resourceType";
const _re$1 = "reason";
const _s$4 = "smithy.ts.sdk.synthetic.com.amazonaws.ec2";
const _sDC = "sourceDestCheck";
const _sDp = "spreadDomain";
const _sGA = "securityGroupArn";
const _sGIec = "securityGroupInfo";
const _sGRA = "securityGroupRuleArn";
const _sGRI = "securityGroupRuleId";
const _sGRS = "securityGroupRuleSet";
const _sIIe = "secondaryInterfaceId";
const _sIRI = "spotInstanceRequestId";
const _sISe = "secondaryInterfaceSet";
const _sIu = "subnetId";
const _sM = "serviceManaged";
const _sMt = "statusMessage";
const _sNI = "secondaryNetworkId";
const _sNSr = "sriovNetSupport";
const _sRt = "stateReason";
const _sSI = "secondarySubnetId";
const _st$1 = "state";
const _sta = "status";
const _tET = "tcpEstablishedTimeout";
const _tGI = "transitGatewayId";
const _tP = "toPort";
const _tPC = "threadsPerCore";
const _tS = "tagSet";
const _tSp = "tpmSupport";
const _te = "tenancy";
const _to = "to";
const _ty = "type";
const _uI$1 = "userId";
const _uO = "usageOperation";
const _uOUT = "usageOperationUpdateTime";
const _uST = "udpStreamTimeout";
const _uTd = "udpTimeout";
const _v = "value";
const _vI$1 = "vpcId";
const _vIo = "volumeId";
const _vOI = "volumeOwnerId";
const _vPCI = "vpcPeeringConnectionId";
const _vTi = "virtualizationType";
const _xN$1 = "xmlName";
const n0$4 = "com.amazonaws.ec2";
const _s_registry$4 = new TypeRegistry(_s$4);
var EC2ServiceException$ = [-3, _s$4, "EC2ServiceException", 0, [], []];
_s_registry$4.registerError(EC2ServiceException$, EC2ServiceException);
const errorTypeRegistries$4 = [
    _s_registry$4,
];
var AccountAttribute$ = [3, n0$4, _AA$1,
    0,
    [_AN$1, _AV$1],
    [[0, { [_eQN]: `AttributeName`,
                [_xN$1]: _aN }], [() => AccountAttributeValueList, { [_eQN]: `AttributeValueSet`,
                [_xN$1]: _aVS }]]
];
var AccountAttributeValue$ = [3, n0$4, _AAV,
    0,
    [_AVt],
    [[0, { [_eQN]: `AttributeValue`,
                [_xN$1]: _aV }]]
];
var Address$ = [3, n0$4, _A$2,
    0,
    [_AIl, _AIs, _Do$1, _NII, _NIOI, _PIAr, _T$3, _PIP, _NBG, _COI, _COIP$1, _CI$1, _SIu, _SM$1, _II$2, _PI],
    [[0, { [_eQN]: `AllocationId`,
                [_xN$1]: _aI }], [0, { [_eQN]: `AssociationId`,
                [_xN$1]: _aIs }], [0, { [_eQN]: `Domain`,
                [_xN$1]: _do }], [0, { [_eQN]: `NetworkInterfaceId`,
                [_xN$1]: _nII }], [0, { [_eQN]: `NetworkInterfaceOwnerId`,
                [_xN$1]: _nIOI }], [0, { [_eQN]: `PrivateIpAddress`,
                [_xN$1]: _pIAr }], [() => TagList$1, { [_eQN]: `TagSet`,
                [_xN$1]: _tS }], [0, { [_eQN]: `PublicIpv4Pool`,
                [_xN$1]: _pIP }], [0, { [_eQN]: `NetworkBorderGroup`,
                [_xN$1]: _nBG }], [0, { [_eQN]: `CustomerOwnedIp`,
                [_xN$1]: _cOI }], [0, { [_eQN]: `CustomerOwnedIpv4Pool`,
                [_xN$1]: _cOIP }], [0, { [_eQN]: `CarrierIp`,
                [_xN$1]: _cI }], [0, { [_eQN]: `SubnetId`,
                [_xN$1]: _sIu }], [0, { [_eQN]: `ServiceManaged`,
                [_xN$1]: _sM }], [0, { [_eQN]: `InstanceId`,
                [_xN$1]: _iI }], [0, { [_eQN]: `PublicIp`,
                [_xN$1]: _pI }]]
];
var AttachmentEnaSrdSpecification$ = [3, n0$4, _AESS,
    0,
    [_ESE, _ESUS],
    [[2, { [_eQN]: `EnaSrdEnabled`,
                [_xN$1]: _eSE }], [() => AttachmentEnaSrdUdpSpecification$, { [_eQN]: `EnaSrdUdpSpecification`,
                [_xN$1]: _eSUS }]]
];
var AttachmentEnaSrdUdpSpecification$ = [3, n0$4, _AESUS,
    0,
    [_ESUE],
    [[2, { [_eQN]: `EnaSrdUdpEnabled`,
                [_xN$1]: _eSUE }]]
];
var AuthorizeSecurityGroupIngressRequest$ = [3, n0$4, _ASGIR,
    0,
    [_CIi, _FP, _GIr, _GN$2, _IPpe, _IPpr, _SSGN, _SSGOI, _TP, _TS, _DR$1],
    [0, 1, 0, 0, [() => IpPermissionList, 0], 0, 0, 0, 1, [() => TagSpecificationList, { [_xN$1]: _TSa$1 }], [2, { [_eQN]: `DryRun`,
                [_xN$1]: _dR }]]
];
var AuthorizeSecurityGroupIngressResult$ = [3, n0$4, _ASGIRu,
    0,
    [_R$1, _SGR],
    [[2, { [_eQN]: `Return`,
                [_xN$1]: _r }], [() => SecurityGroupRuleList, { [_eQN]: `SecurityGroupRuleSet`,
                [_xN$1]: _sGRS }]]
];
var CapacityReservationSpecificationResponse$ = [3, n0$4, _CRSR,
    0,
    [_CRP, _CRT],
    [[0, { [_eQN]: `CapacityReservationPreference`,
                [_xN$1]: _cRP }], [() => CapacityReservationTargetResponse$, { [_eQN]: `CapacityReservationTarget`,
                [_xN$1]: _cRT }]]
];
var CapacityReservationTargetResponse$ = [3, n0$4, _CRTR,
    0,
    [_CRI, _CRRGA],
    [[0, { [_eQN]: `CapacityReservationId`,
                [_xN$1]: _cRI }], [0, { [_eQN]: `CapacityReservationResourceGroupArn`,
                [_xN$1]: _cRRGA }]]
];
var ConnectionTrackingConfiguration$ = [3, n0$4, _CTC,
    0,
    [_TET, _UST, _UTd],
    [[1, { [_eQN]: `TcpEstablishedTimeout`,
                [_xN$1]: _tET }], [1, { [_eQN]: `UdpStreamTimeout`,
                [_xN$1]: _uST }], [1, { [_eQN]: `UdpTimeout`,
                [_xN$1]: _uTd }]]
];
var ConnectionTrackingSpecificationResponse$ = [3, n0$4, _CTSRo,
    0,
    [_TET, _UST, _UTd],
    [[1, { [_eQN]: `TcpEstablishedTimeout`,
                [_xN$1]: _tET }], [1, { [_eQN]: `UdpStreamTimeout`,
                [_xN$1]: _uST }], [1, { [_eQN]: `UdpTimeout`,
                [_xN$1]: _uTd }]]
];
var CpuOptions$ = [3, n0$4, _CO,
    0,
    [_CCor, _TPC, _ASSm, _NV],
    [[1, { [_eQN]: `CoreCount`,
                [_xN$1]: _cCo }], [1, { [_eQN]: `ThreadsPerCore`,
                [_xN$1]: _tPC }], [0, { [_eQN]: `AmdSevSnp`,
                [_xN$1]: _aSS }], [0, { [_eQN]: `NestedVirtualization`,
                [_xN$1]: _nV }]]
];
var DescribeAccountAttributesRequest$ = [3, n0$4, _DAAR,
    0,
    [_DR$1, _ANt$1],
    [[2, { [_eQN]: `DryRun`,
                [_xN$1]: _dR }], [() => AccountAttributeNameStringList, { [_eQN]: `AttributeName`,
                [_xN$1]: _aN }]]
];
var DescribeAccountAttributesResult$ = [3, n0$4, _DAARe,
    0,
    [_AAcc],
    [[() => AccountAttributeList, { [_eQN]: `AccountAttributeSet`,
                [_xN$1]: _aASc }]]
];
var DescribeAddressesRequest$ = [3, n0$4, _DAR,
    0,
    [_PIu, _DR$1, _Fi, _AIll],
    [[() => PublicIpStringList, { [_xN$1]: _PI }], [2, { [_eQN]: `DryRun`,
                [_xN$1]: _dR }], [() => FilterList, { [_xN$1]: _Fil }], [() => AllocationIdList, { [_xN$1]: _AIl }]]
];
var DescribeAddressesResult$ = [3, n0$4, _DARe,
    0,
    [_Add],
    [[() => AddressList, { [_eQN]: `AddressesSet`,
                [_xN$1]: _aSddr }]]
];
var DescribeInstancesRequest$ = [3, n0$4, _DIRescr,
    0,
    [_IIn$1, _IMR, _DR$1, _Fi, _NTe, _MR$1],
    [[() => InstanceIdStringList, { [_xN$1]: _II$2 }], 2, [2, { [_eQN]: `DryRun`,
                [_xN$1]: _dR }], [() => FilterList, { [_xN$1]: _Fil }], [0, { [_eQN]: `NextToken`,
                [_xN$1]: _nTe }], [1, { [_eQN]: `MaxResults`,
                [_xN$1]: _mR }]]
];
var DescribeInstancesResult$ = [3, n0$4, _DIRescri,
    0,
    [_NTe, _Rese],
    [[0, { [_eQN]: `NextToken`,
                [_xN$1]: _nTe }], [() => ReservationList, { [_eQN]: `ReservationSet`,
                [_xN$1]: _rSes }]]
];
var DescribeNetworkAclsRequest$ = [3, n0$4, _DNARe,
    0,
    [_NTe, _MR$1, _DR$1, _NAIe, _Fi],
    [0, 1, [2, { [_eQN]: `DryRun`,
                [_xN$1]: _dR }], [() => NetworkAclIdStringList, { [_xN$1]: _NAI }], [() => FilterList, { [_xN$1]: _Fil }]]
];
var DescribeNetworkAclsResult$ = [3, n0$4, _DNARes,
    0,
    [_NAe, _NTe],
    [[() => NetworkAclList, { [_eQN]: `NetworkAclSet`,
                [_xN$1]: _nAS }], [0, { [_eQN]: `NextToken`,
                [_xN$1]: _nTe }]]
];
var DescribeNetworkInterfacesRequest$ = [3, n0$4, _DNIRe,
    0,
    [_NTe, _MR$1, _IMR, _DR$1, _NIIe, _Fi],
    [0, 1, 2, [2, { [_eQN]: `DryRun`,
                [_xN$1]: _dR }], [() => NetworkInterfaceIdList, { [_xN$1]: _NII }], [() => FilterList, { [_eQN]: `Filter`,
                [_xN$1]: _fi }]]
];
var DescribeNetworkInterfacesResult$ = [3, n0$4, _DNIRes,
    0,
    [_NIet, _NTe],
    [[() => NetworkInterfaceList, { [_eQN]: `NetworkInterfaceSet`,
                [_xN$1]: _nIS }], [0, { [_eQN]: `NextToken`,
                [_xN$1]: _nTe }]]
];
var DescribeRouteTablesRequest$ = [3, n0$4, _DRTRe,
    0,
    [_NTe, _MR$1, _DR$1, _RTIo, _Fi],
    [0, 1, [2, { [_eQN]: `DryRun`,
                [_xN$1]: _dR }], [() => RouteTableIdStringList, { [_xN$1]: _RTI }], [() => FilterList, { [_xN$1]: _Fil }]]
];
var DescribeRouteTablesResult$ = [3, n0$4, _DRTRes,
    0,
    [_RTou, _NTe],
    [[() => RouteTableList, { [_eQN]: `RouteTableSet`,
                [_xN$1]: _rTS }], [0, { [_eQN]: `NextToken`,
                [_xN$1]: _nTe }]]
];
var DescribeSecurityGroupsRequest$ = [3, n0$4, _DSGRes,
    0,
    [_GIro, _GNr, _NTe, _MR$1, _DR$1, _Fi],
    [[() => GroupIdStringList, { [_xN$1]: _GIr }], [() => GroupNameStringList, { [_xN$1]: _GN$2 }], 0, 1, [2, { [_eQN]: `DryRun`,
                [_xN$1]: _dR }], [() => FilterList, { [_xN$1]: _Fil }]]
];
var DescribeSecurityGroupsResult$ = [3, n0$4, _DSGResc,
    0,
    [_NTe, _SGe],
    [[0, { [_eQN]: `NextToken`,
                [_xN$1]: _nTe }], [() => SecurityGroupList, { [_eQN]: `SecurityGroupInfo`,
                [_xN$1]: _sGIec }]]
];
var EbsInstanceBlockDevice$ = [3, n0$4, _EIBD,
    0,
    [_ATtt, _DOT, _Sta$1, _VIo, _ARss, _VOI, _Op$1, _ECI],
    [[4, { [_eQN]: `AttachTime`,
                [_xN$1]: _aTt }], [2, { [_eQN]: `DeleteOnTermination`,
                [_xN$1]: _dOT }], [0, { [_eQN]: `Status`,
                [_xN$1]: _sta }], [0, { [_eQN]: `VolumeId`,
                [_xN$1]: _vIo }], [0, { [_eQN]: `AssociatedResource`,
                [_xN$1]: _aRs }], [0, { [_eQN]: `VolumeOwnerId`,
                [_xN$1]: _vOI }], [() => OperatorResponse$, { [_eQN]: `Operator`,
                [_xN$1]: _ope }], [1, { [_eQN]: `EbsCardIndex`,
                [_xN$1]: _eCI }]]
];
var ElasticGpuAssociation$ = [3, n0$4, _EGA,
    0,
    [_EGIl, _EGAI, _EGAS, _EGAT],
    [[0, { [_eQN]: `ElasticGpuId`,
                [_xN$1]: _eGI }], [0, { [_eQN]: `ElasticGpuAssociationId`,
                [_xN$1]: _eGAI }], [0, { [_eQN]: `ElasticGpuAssociationState`,
                [_xN$1]: _eGAS }], [0, { [_eQN]: `ElasticGpuAssociationTime`,
                [_xN$1]: _eGAT }]]
];
var ElasticInferenceAcceleratorAssociation$ = [3, n0$4, _EIAA,
    0,
    [_EIAAl, _EIAAI, _EIAAS, _EIAAT],
    [[0, { [_eQN]: `ElasticInferenceAcceleratorArn`,
                [_xN$1]: _eIAA }], [0, { [_eQN]: `ElasticInferenceAcceleratorAssociationId`,
                [_xN$1]: _eIAAI }], [0, { [_eQN]: `ElasticInferenceAcceleratorAssociationState`,
                [_xN$1]: _eIAAS }], [4, { [_eQN]: `ElasticInferenceAcceleratorAssociationTime`,
                [_xN$1]: _eIAAT }]]
];
var EnclaveOptions$ = [3, n0$4, _EOn,
    0,
    [_En$1],
    [[2, { [_eQN]: `Enabled`,
                [_xN$1]: _en }]]
];
var Filter$ = [3, n0$4, _Fil,
    0,
    [_N$3, _Va$2],
    [0, [() => ValueStringList, { [_xN$1]: _V$3 }]]
];
var GetManagedPrefixListEntriesRequest$ = [3, n0$4, _GMPLER,
    0,
    [_PLI, _DR$1, _TV, _MR$1, _NTe],
    [0, 2, 1, 1, 0], 1
];
var GetManagedPrefixListEntriesResult$ = [3, n0$4, _GMPLERe,
    0,
    [_Ent, _NTe],
    [[() => PrefixListEntrySet, { [_eQN]: `EntrySet`,
                [_xN$1]: _eSnt }], [0, { [_eQN]: `NextToken`,
                [_xN$1]: _nTe }]]
];
var GroupIdentifier$ = [3, n0$4, _GIrou,
    0,
    [_GIr, _GN$2],
    [[0, { [_eQN]: `GroupId`,
                [_xN$1]: _gIr }], [0, { [_eQN]: `GroupName`,
                [_xN$1]: _gN }]]
];
var HibernationOptions$ = [3, n0$4, _HO$1,
    0,
    [_Conf],
    [[2, { [_eQN]: `Configured`,
                [_xN$1]: _conf }]]
];
var IamInstanceProfile$ = [3, n0$4, _IIP,
    0,
    [_Ar$1, _I$3],
    [[0, { [_eQN]: `Arn`,
                [_xN$1]: _ar$1 }], [0, { [_eQN]: `Id`,
                [_xN$1]: _i }]]
];
var IcmpTypeCode$ = [3, n0$4, _ITC,
    0,
    [_Co$2, _Ty$2],
    [[1, { [_eQN]: `Code`,
                [_xN$1]: _co }], [1, { [_eQN]: `Type`,
                [_xN$1]: _ty }]]
];
var Instance$$2 = [3, n0$4, _In$3,
    0,
    [_Arc, _BDMl, _CT$4, _EO, _ESna, _Hy, _IIP, _ILn, _EGAl, _EIAAla, _NIet, _OA$1, _RDN, _RDT, _SGe, _SDC, _SIRI, _SNS, _SRt, _T$3, _VTir, _CO, _CBI, _CRI, _CRSa, _HO$1, _Lic, _MO, _EOn, _BM, _PDl, _UO, _UOUT, _PDNO, _IApv, _TSp, _MOa, _CIBM, _NPO, _Op$1, _SIec, _II$2, _IIm, _St$1, _PDN, _PDNub, _STR, _KN, _ALI, _PCro, _IT$2, _LTau, _Pla, _KI, _RIa, _Pl, _Mon, _SIu, _VI$2, _PIAr, _PIAu],
    [[0, { [_eQN]: `Architecture`,
                [_xN$1]: _arc }], [() => InstanceBlockDeviceMappingList, { [_eQN]: `BlockDeviceMapping`,
                [_xN$1]: _bDM }], [0, { [_eQN]: `ClientToken`,
                [_xN$1]: _cT }], [2, { [_eQN]: `EbsOptimized`,
                [_xN$1]: _eO }], [2, { [_eQN]: `EnaSupport`,
                [_xN$1]: _eSna }], [0, { [_eQN]: `Hypervisor`,
                [_xN$1]: _h$1 }], [() => IamInstanceProfile$, { [_eQN]: `IamInstanceProfile`,
                [_xN$1]: _iIP }], [0, { [_eQN]: `InstanceLifecycle`,
                [_xN$1]: _iLn }], [() => ElasticGpuAssociationList, { [_eQN]: `ElasticGpuAssociationSet`,
                [_xN$1]: _eGASl }], [() => ElasticInferenceAcceleratorAssociationList, { [_eQN]: `ElasticInferenceAcceleratorAssociationSet`,
                [_xN$1]: _eIAASl }], [() => InstanceNetworkInterfaceList, { [_eQN]: `NetworkInterfaceSet`,
                [_xN$1]: _nIS }], [0, { [_eQN]: `OutpostArn`,
                [_xN$1]: _oA }], [0, { [_eQN]: `RootDeviceName`,
                [_xN$1]: _rDN }], [0, { [_eQN]: `RootDeviceType`,
                [_xN$1]: _rDT }], [() => GroupIdentifierList, { [_eQN]: `GroupSet`,
                [_xN$1]: _gSr }], [2, { [_eQN]: `SourceDestCheck`,
                [_xN$1]: _sDC }], [0, { [_eQN]: `SpotInstanceRequestId`,
                [_xN$1]: _sIRI }], [0, { [_eQN]: `SriovNetSupport`,
                [_xN$1]: _sNSr }], [() => StateReason$, { [_eQN]: `StateReason`,
                [_xN$1]: _sRt }], [() => TagList$1, { [_eQN]: `TagSet`,
                [_xN$1]: _tS }], [0, { [_eQN]: `VirtualizationType`,
                [_xN$1]: _vTi }], [() => CpuOptions$, { [_eQN]: `CpuOptions`,
                [_xN$1]: _cO }], [0, { [_eQN]: `CapacityBlockId`,
                [_xN$1]: _cBI }], [0, { [_eQN]: `CapacityReservationId`,
                [_xN$1]: _cRI }], [() => CapacityReservationSpecificationResponse$, { [_eQN]: `CapacityReservationSpecification`,
                [_xN$1]: _cRSa }], [() => HibernationOptions$, { [_eQN]: `HibernationOptions`,
                [_xN$1]: _hO }], [() => LicenseList, { [_eQN]: `LicenseSet`,
                [_xN$1]: _lSic }], [() => InstanceMetadataOptionsResponse$, { [_eQN]: `MetadataOptions`,
                [_xN$1]: _mO }], [() => EnclaveOptions$, { [_eQN]: `EnclaveOptions`,
                [_xN$1]: _eOn }], [0, { [_eQN]: `BootMode`,
                [_xN$1]: _bM }], [0, { [_eQN]: `PlatformDetails`,
                [_xN$1]: _pDl }], [0, { [_eQN]: `UsageOperation`,
                [_xN$1]: _uO }], [4, { [_eQN]: `UsageOperationUpdateTime`,
                [_xN$1]: _uOUT }], [() => PrivateDnsNameOptionsResponse$, { [_eQN]: `PrivateDnsNameOptions`,
                [_xN$1]: _pDNO }], [0, { [_eQN]: `Ipv6Address`,
                [_xN$1]: _iApv }], [0, { [_eQN]: `TpmSupport`,
                [_xN$1]: _tSp }], [() => InstanceMaintenanceOptions$, { [_eQN]: `MaintenanceOptions`,
                [_xN$1]: _mOa }], [0, { [_eQN]: `CurrentInstanceBootMode`,
                [_xN$1]: _cIBM }], [() => InstanceNetworkPerformanceOptions$, { [_eQN]: `NetworkPerformanceOptions`,
                [_xN$1]: _nPO }], [() => OperatorResponse$, { [_eQN]: `Operator`,
                [_xN$1]: _ope }], [() => InstanceSecondaryInterfaceList, { [_eQN]: `SecondaryInterfaceSet`,
                [_xN$1]: _sISe }], [0, { [_eQN]: `InstanceId`,
                [_xN$1]: _iI }], [0, { [_eQN]: `ImageId`,
                [_xN$1]: _iIma }], [() => InstanceState$, { [_eQN]: `InstanceState`,
                [_xN$1]: _iSnst }], [0, { [_eQN]: `PrivateDnsName`,
                [_xN$1]: _pDNr }], [0, { [_eQN]: `DnsName`,
                [_xN$1]: _dNn }], [0, { [_eQN]: `Reason`,
                [_xN$1]: _re$1 }], [0, { [_eQN]: `KeyName`,
                [_xN$1]: _kN }], [1, { [_eQN]: `AmiLaunchIndex`,
                [_xN$1]: _aLI }], [() => ProductCodeList, { [_eQN]: `ProductCodes`,
                [_xN$1]: _pC }], [0, { [_eQN]: `InstanceType`,
                [_xN$1]: _iT }], [4, { [_eQN]: `LaunchTime`,
                [_xN$1]: _lTau }], [() => Placement$, { [_eQN]: `Placement`,
                [_xN$1]: _pla }], [0, { [_eQN]: `KernelId`,
                [_xN$1]: _kI }], [0, { [_eQN]: `RamdiskId`,
                [_xN$1]: _rIa }], [0, { [_eQN]: `Platform`,
                [_xN$1]: _pl }], [() => Monitoring$, { [_eQN]: `Monitoring`,
                [_xN$1]: _mon }], [0, { [_eQN]: `SubnetId`,
                [_xN$1]: _sIu }], [0, { [_eQN]: `VpcId`,
                [_xN$1]: _vI$1 }], [0, { [_eQN]: `PrivateIpAddress`,
                [_xN$1]: _pIAr }], [0, { [_eQN]: `IpAddress`,
                [_xN$1]: _iAp }]]
];
var InstanceAttachmentEnaSrdSpecification$ = [3, n0$4, _IAESS,
    0,
    [_ESE, _ESUS],
    [[2, { [_eQN]: `EnaSrdEnabled`,
                [_xN$1]: _eSE }], [() => InstanceAttachmentEnaSrdUdpSpecification$, { [_eQN]: `EnaSrdUdpSpecification`,
                [_xN$1]: _eSUS }]]
];
var InstanceAttachmentEnaSrdUdpSpecification$ = [3, n0$4, _IAESUS,
    0,
    [_ESUE],
    [[2, { [_eQN]: `EnaSrdUdpEnabled`,
                [_xN$1]: _eSUE }]]
];
var InstanceBlockDeviceMapping$ = [3, n0$4, _IBDM,
    0,
    [_DN$1, _Eb],
    [[0, { [_eQN]: `DeviceName`,
                [_xN$1]: _dN }], [() => EbsInstanceBlockDevice$, { [_eQN]: `Ebs`,
                [_xN$1]: _eb }]]
];
var InstanceIpv4Prefix$ = [3, n0$4, _IIPn,
    0,
    [_IPpvre],
    [[0, { [_eQN]: `Ipv4Prefix`,
                [_xN$1]: _iPpv }]]
];
var InstanceIpv6Address$ = [3, n0$4, _IIA,
    0,
    [_IApv, _IPIs],
    [[0, { [_eQN]: `Ipv6Address`,
                [_xN$1]: _iApv }], [2, { [_eQN]: `IsPrimaryIpv6`,
                [_xN$1]: _iPIs }]]
];
var InstanceIpv6Prefix$ = [3, n0$4, _IIPns,
    0,
    [_IPpv],
    [[0, { [_eQN]: `Ipv6Prefix`,
                [_xN$1]: _iPpvr }]]
];
var InstanceMaintenanceOptions$ = [3, n0$4, _IMO,
    0,
    [_ARuto, _RMe],
    [[0, { [_eQN]: `AutoRecovery`,
                [_xN$1]: _aRut }], [0, { [_eQN]: `RebootMigration`,
                [_xN$1]: _rMe }]]
];
var InstanceMetadataOptionsResponse$ = [3, n0$4, _IMORnst,
    0,
    [_St$1, _HT$1, _HPRHL, _HE, _HPI, _IMT],
    [[0, { [_eQN]: `State`,
                [_xN$1]: _st$1 }], [0, { [_eQN]: `HttpTokens`,
                [_xN$1]: _hT }], [1, { [_eQN]: `HttpPutResponseHopLimit`,
                [_xN$1]: _hPRHL }], [0, { [_eQN]: `HttpEndpoint`,
                [_xN$1]: _hE$4 }], [0, { [_eQN]: `HttpProtocolIpv6`,
                [_xN$1]: _hPI }], [0, { [_eQN]: `InstanceMetadataTags`,
                [_xN$1]: _iMT }]]
];
var InstanceNetworkInterface$ = [3, n0$4, _INI,
    0,
    [_Ass, _Att, _De$1, _G, _IA$1, _MAa, _NII, _OI$1, _PDN, _PIAr, _PIAri, _SDC, _Sta$1, _SIu, _VI$2, _ITnt, _IPpvr, _IPp, _CTC, _Op$1],
    [[() => InstanceNetworkInterfaceAssociation$, { [_eQN]: `Association`,
                [_xN$1]: _ass }], [() => InstanceNetworkInterfaceAttachment$, { [_eQN]: `Attachment`,
                [_xN$1]: _at }], [0, { [_eQN]: `Description`,
                [_xN$1]: _de }], [() => GroupIdentifierList, { [_eQN]: `GroupSet`,
                [_xN$1]: _gSr }], [() => InstanceIpv6AddressList, { [_eQN]: `Ipv6AddressesSet`,
                [_xN$1]: _iASp }], [0, { [_eQN]: `MacAddress`,
                [_xN$1]: _mAa }], [0, { [_eQN]: `NetworkInterfaceId`,
                [_xN$1]: _nII }], [0, { [_eQN]: `OwnerId`,
                [_xN$1]: _oI }], [0, { [_eQN]: `PrivateDnsName`,
                [_xN$1]: _pDNr }], [0, { [_eQN]: `PrivateIpAddress`,
                [_xN$1]: _pIAr }], [() => InstancePrivateIpAddressList, { [_eQN]: `PrivateIpAddressesSet`,
                [_xN$1]: _pIAS }], [2, { [_eQN]: `SourceDestCheck`,
                [_xN$1]: _sDC }], [0, { [_eQN]: `Status`,
                [_xN$1]: _sta }], [0, { [_eQN]: `SubnetId`,
                [_xN$1]: _sIu }], [0, { [_eQN]: `VpcId`,
                [_xN$1]: _vI$1 }], [0, { [_eQN]: `InterfaceType`,
                [_xN$1]: _iTnt }], [() => InstanceIpv4PrefixList, { [_eQN]: `Ipv4PrefixSet`,
                [_xN$1]: _iPSpvr }], [() => InstanceIpv6PrefixList, { [_eQN]: `Ipv6PrefixSet`,
                [_xN$1]: _iPSpvre }], [() => ConnectionTrackingSpecificationResponse$, { [_eQN]: `ConnectionTrackingConfiguration`,
                [_xN$1]: _cTC }], [() => OperatorResponse$, { [_eQN]: `Operator`,
                [_xN$1]: _ope }]]
];
var InstanceNetworkInterfaceAssociation$ = [3, n0$4, _INIA,
    0,
    [_CI$1, _COI, _IOI, _PDNub, _PI],
    [[0, { [_eQN]: `CarrierIp`,
                [_xN$1]: _cI }], [0, { [_eQN]: `CustomerOwnedIp`,
                [_xN$1]: _cOI }], [0, { [_eQN]: `IpOwnerId`,
                [_xN$1]: _iOIp }], [0, { [_eQN]: `PublicDnsName`,
                [_xN$1]: _pDNu }], [0, { [_eQN]: `PublicIp`,
                [_xN$1]: _pI }]]
];
var InstanceNetworkInterfaceAttachment$ = [3, n0$4, _INIAn,
    0,
    [_ATtt, _AItt, _DOT, _DI$1, _Sta$1, _NCI, _ESS, _EQC],
    [[4, { [_eQN]: `AttachTime`,
                [_xN$1]: _aTt }], [0, { [_eQN]: `AttachmentId`,
                [_xN$1]: _aIt }], [2, { [_eQN]: `DeleteOnTermination`,
                [_xN$1]: _dOT }], [1, { [_eQN]: `DeviceIndex`,
                [_xN$1]: _dI }], [0, { [_eQN]: `Status`,
                [_xN$1]: _sta }], [1, { [_eQN]: `NetworkCardIndex`,
                [_xN$1]: _nCI }], [() => InstanceAttachmentEnaSrdSpecification$, { [_eQN]: `EnaSrdSpecification`,
                [_xN$1]: _eSS }], [1, { [_eQN]: `EnaQueueCount`,
                [_xN$1]: _eQC }]]
];
var InstanceNetworkPerformanceOptions$ = [3, n0$4, _INPO,
    0,
    [_BW],
    [[0, { [_eQN]: `BandwidthWeighting`,
                [_xN$1]: _bW }]]
];
var InstancePrivateIpAddress$ = [3, n0$4, _IPIA,
    0,
    [_Ass, _Prim, _PDN, _PIAr],
    [[() => InstanceNetworkInterfaceAssociation$, { [_eQN]: `Association`,
                [_xN$1]: _ass }], [2, { [_eQN]: `Primary`,
                [_xN$1]: _prim }], [0, { [_eQN]: `PrivateDnsName`,
                [_xN$1]: _pDNr }], [0, { [_eQN]: `PrivateIpAddress`,
                [_xN$1]: _pIAr }]]
];
var InstanceSecondaryInterface$ = [3, n0$4, _ISIn,
    0,
    [_Att, _MAa, _SIIec, _OI$1, _PIAri, _SDC, _Sta$1, _SSIe, _SNI, _ITnt],
    [[() => InstanceSecondaryInterfaceAttachment$, { [_eQN]: `Attachment`,
                [_xN$1]: _at }], [0, { [_eQN]: `MacAddress`,
                [_xN$1]: _mAa }], [0, { [_eQN]: `SecondaryInterfaceId`,
                [_xN$1]: _sIIe }], [0, { [_eQN]: `OwnerId`,
                [_xN$1]: _oI }], [() => InstanceSecondaryInterfacePrivateIpAddressList, { [_eQN]: `PrivateIpAddressSet`,
                [_xN$1]: _pIASr }], [2, { [_eQN]: `SourceDestCheck`,
                [_xN$1]: _sDC }], [0, { [_eQN]: `Status`,
                [_xN$1]: _sta }], [0, { [_eQN]: `SecondarySubnetId`,
                [_xN$1]: _sSI }], [0, { [_eQN]: `SecondaryNetworkId`,
                [_xN$1]: _sNI }], [0, { [_eQN]: `InterfaceType`,
                [_xN$1]: _iTnt }]]
];
var InstanceSecondaryInterfaceAttachment$ = [3, n0$4, _ISIA,
    0,
    [_ATtt, _AItt, _DOT, _DI$1, _Sta$1, _NCI],
    [[4, { [_eQN]: `AttachTime`,
                [_xN$1]: _aTt }], [0, { [_eQN]: `AttachmentId`,
                [_xN$1]: _aIt }], [2, { [_eQN]: `DeleteOnTermination`,
                [_xN$1]: _dOT }], [1, { [_eQN]: `DeviceIndex`,
                [_xN$1]: _dI }], [0, { [_eQN]: `Status`,
                [_xN$1]: _sta }], [1, { [_eQN]: `NetworkCardIndex`,
                [_xN$1]: _nCI }]]
];
var InstanceSecondaryInterfacePrivateIpAddress$ = [3, n0$4, _ISIPIA,
    0,
    [_PIAr],
    [[0, { [_eQN]: `PrivateIpAddress`,
                [_xN$1]: _pIAr }]]
];
var InstanceState$ = [3, n0$4, _ISnsta,
    0,
    [_Co$2, _N$3],
    [[1, { [_eQN]: `Code`,
                [_xN$1]: _co }], [0, { [_eQN]: `Name`,
                [_xN$1]: _n }]]
];
var IpPermission$ = [3, n0$4, _IPper,
    0,
    [_IPpr, _FP, _TP, _UIGP, _IRpa, _IRpv, _PLIr],
    [[0, { [_eQN]: `IpProtocol`,
                [_xN$1]: _iPp }], [1, { [_eQN]: `FromPort`,
                [_xN$1]: _fP }], [1, { [_eQN]: `ToPort`,
                [_xN$1]: _tP }], [() => UserIdGroupPairList, { [_eQN]: `Groups`,
                [_xN$1]: _gr }], [() => IpRangeList, { [_eQN]: `IpRanges`,
                [_xN$1]: _iRpa }], [() => Ipv6RangeList, { [_eQN]: `Ipv6Ranges`,
                [_xN$1]: _iRpv }], [() => PrefixListIdList, { [_eQN]: `PrefixListIds`,
                [_xN$1]: _pLIr }]]
];
var IpRange$ = [3, n0$4, _IRpan,
    0,
    [_De$1, _CIi],
    [[0, { [_eQN]: `Description`,
                [_xN$1]: _de }], [0, { [_eQN]: `CidrIp`,
                [_xN$1]: _cIi }]]
];
var Ipv4PrefixSpecification$ = [3, n0$4, _IPS,
    0,
    [_IPpvre],
    [[0, { [_eQN]: `Ipv4Prefix`,
                [_xN$1]: _iPpv }]]
];
var Ipv6PrefixSpecification$ = [3, n0$4, _IPSp,
    0,
    [_IPpv],
    [[0, { [_eQN]: `Ipv6Prefix`,
                [_xN$1]: _iPpvr }]]
];
var Ipv6Range$ = [3, n0$4, _IRpva,
    0,
    [_De$1, _CIid],
    [[0, { [_eQN]: `Description`,
                [_xN$1]: _de }], [0, { [_eQN]: `CidrIpv6`,
                [_xN$1]: _cIid }]]
];
var LicenseConfiguration$ = [3, n0$4, _LCi,
    0,
    [_LCA],
    [[0, { [_eQN]: `LicenseConfigurationArn`,
                [_xN$1]: _lCA }]]
];
var Monitoring$ = [3, n0$4, _Mon,
    0,
    [_MCIe, _St$1],
    [[() => MetricCategoryIdList, { [_eQN]: `MetricCategoryIdSet`,
                [_xN$1]: _mCIS }], [0, { [_eQN]: `State`,
                [_xN$1]: _st$1 }]]
];
var NetworkAcl$ = [3, n0$4, _NA,
    0,
    [_As, _Ent, _IDs, _NAI, _T$3, _VI$2, _OI$1],
    [[() => NetworkAclAssociationList, { [_eQN]: `AssociationSet`,
                [_xN$1]: _aSs }], [() => NetworkAclEntryList, { [_eQN]: `EntrySet`,
                [_xN$1]: _eSnt }], [2, { [_eQN]: `Default`,
                [_xN$1]: _def }], [0, { [_eQN]: `NetworkAclId`,
                [_xN$1]: _nAI }], [() => TagList$1, { [_eQN]: `TagSet`,
                [_xN$1]: _tS }], [0, { [_eQN]: `VpcId`,
                [_xN$1]: _vI$1 }], [0, { [_eQN]: `OwnerId`,
                [_xN$1]: _oI }]]
];
var NetworkAclAssociation$ = [3, n0$4, _NAA,
    0,
    [_NAAI, _NAI, _SIu],
    [[0, { [_eQN]: `NetworkAclAssociationId`,
                [_xN$1]: _nAAI }], [0, { [_eQN]: `NetworkAclId`,
                [_xN$1]: _nAI }], [0, { [_eQN]: `SubnetId`,
                [_xN$1]: _sIu }]]
];
var NetworkAclEntry$ = [3, n0$4, _NAE,
    0,
    [_CB$1, _Eg, _ITC, _ICB, _PRo, _Pr$2, _RA$1, _RNu],
    [[0, { [_eQN]: `CidrBlock`,
                [_xN$1]: _cB }], [2, { [_eQN]: `Egress`,
                [_xN$1]: _eg }], [() => IcmpTypeCode$, { [_eQN]: `IcmpTypeCode`,
                [_xN$1]: _iTC }], [0, { [_eQN]: `Ipv6CidrBlock`,
                [_xN$1]: _iCB }], [() => PortRange$, { [_eQN]: `PortRange`,
                [_xN$1]: _pRo }], [0, { [_eQN]: `Protocol`,
                [_xN$1]: _pr }], [0, { [_eQN]: `RuleAction`,
                [_xN$1]: _rA }], [1, { [_eQN]: `RuleNumber`,
                [_xN$1]: _rN }]]
];
var NetworkInterface$ = [3, n0$4, _NIe,
    0,
    [_Ass, _Att, _AZ$3, _CTC, _De$1, _G, _ITnt, _IA$1, _MAa, _NII, _OA$1, _OI$1, _PDN, _PDNub, _PIDNO, _PIAr, _PIAri, _IPpvr, _IPp, _RIeq, _RMeq, _SDC, _Sta$1, _SIu, _TSag, _VI$2, _DAIT, _IN, _IApv, _Op$1, _ASsso, _AZI],
    [[() => NetworkInterfaceAssociation$, { [_eQN]: `Association`,
                [_xN$1]: _ass }], [() => NetworkInterfaceAttachment$, { [_eQN]: `Attachment`,
                [_xN$1]: _at }], [0, { [_eQN]: `AvailabilityZone`,
                [_xN$1]: _aZ }], [() => ConnectionTrackingConfiguration$, { [_eQN]: `ConnectionTrackingConfiguration`,
                [_xN$1]: _cTC }], [0, { [_eQN]: `Description`,
                [_xN$1]: _de }], [() => GroupIdentifierList, { [_eQN]: `GroupSet`,
                [_xN$1]: _gSr }], [0, { [_eQN]: `InterfaceType`,
                [_xN$1]: _iTnt }], [() => NetworkInterfaceIpv6AddressesList, { [_eQN]: `Ipv6AddressesSet`,
                [_xN$1]: _iASp }], [0, { [_eQN]: `MacAddress`,
                [_xN$1]: _mAa }], [0, { [_eQN]: `NetworkInterfaceId`,
                [_xN$1]: _nII }], [0, { [_eQN]: `OutpostArn`,
                [_xN$1]: _oA }], [0, { [_eQN]: `OwnerId`,
                [_xN$1]: _oI }], [0, { [_eQN]: `PrivateDnsName`,
                [_xN$1]: _pDNr }], [0, { [_eQN]: `PublicDnsName`,
                [_xN$1]: _pDNu }], [() => PublicIpDnsNameOptions$, { [_eQN]: `PublicIpDnsNameOptions`,
                [_xN$1]: _pIDNO }], [0, { [_eQN]: `PrivateIpAddress`,
                [_xN$1]: _pIAr }], [() => NetworkInterfacePrivateIpAddressList, { [_eQN]: `PrivateIpAddressesSet`,
                [_xN$1]: _pIAS }], [() => Ipv4PrefixesList, { [_eQN]: `Ipv4PrefixSet`,
                [_xN$1]: _iPSpvr }], [() => Ipv6PrefixesList, { [_eQN]: `Ipv6PrefixSet`,
                [_xN$1]: _iPSpvre }], [0, { [_eQN]: `RequesterId`,
                [_xN$1]: _rIeq }], [2, { [_eQN]: `RequesterManaged`,
                [_xN$1]: _rMeq }], [2, { [_eQN]: `SourceDestCheck`,
                [_xN$1]: _sDC }], [0, { [_eQN]: `Status`,
                [_xN$1]: _sta }], [0, { [_eQN]: `SubnetId`,
                [_xN$1]: _sIu }], [() => TagList$1, { [_eQN]: `TagSet`,
                [_xN$1]: _tS }], [0, { [_eQN]: `VpcId`,
                [_xN$1]: _vI$1 }], [2, { [_eQN]: `DenyAllIgwTraffic`,
                [_xN$1]: _dAIT }], [2, { [_eQN]: `Ipv6Native`,
                [_xN$1]: _iN }], [0, { [_eQN]: `Ipv6Address`,
                [_xN$1]: _iApv }], [() => OperatorResponse$, { [_eQN]: `Operator`,
                [_xN$1]: _ope }], [() => AssociatedSubnetList, { [_eQN]: `AssociatedSubnetSet`,
                [_xN$1]: _aSSs }], [0, { [_eQN]: `AvailabilityZoneId`,
                [_xN$1]: _aZI }]]
];
var NetworkInterfaceAssociation$ = [3, n0$4, _NIAet,
    0,
    [_AIl, _AIs, _IOI, _PDNub, _PI, _COI, _CI$1],
    [[0, { [_eQN]: `AllocationId`,
                [_xN$1]: _aI }], [0, { [_eQN]: `AssociationId`,
                [_xN$1]: _aIs }], [0, { [_eQN]: `IpOwnerId`,
                [_xN$1]: _iOIp }], [0, { [_eQN]: `PublicDnsName`,
                [_xN$1]: _pDNu }], [0, { [_eQN]: `PublicIp`,
                [_xN$1]: _pI }], [0, { [_eQN]: `CustomerOwnedIp`,
                [_xN$1]: _cOI }], [0, { [_eQN]: `CarrierIp`,
                [_xN$1]: _cI }]]
];
var NetworkInterfaceAttachment$ = [3, n0$4, _NIAetw,
    0,
    [_ATtt, _AItt, _DOT, _DI$1, _NCI, _II$2, _IOIn, _Sta$1, _ESS, _EQC],
    [[4, { [_eQN]: `AttachTime`,
                [_xN$1]: _aTt }], [0, { [_eQN]: `AttachmentId`,
                [_xN$1]: _aIt }], [2, { [_eQN]: `DeleteOnTermination`,
                [_xN$1]: _dOT }], [1, { [_eQN]: `DeviceIndex`,
                [_xN$1]: _dI }], [1, { [_eQN]: `NetworkCardIndex`,
                [_xN$1]: _nCI }], [0, { [_eQN]: `InstanceId`,
                [_xN$1]: _iI }], [0, { [_eQN]: `InstanceOwnerId`,
                [_xN$1]: _iOIn }], [0, { [_eQN]: `Status`,
                [_xN$1]: _sta }], [() => AttachmentEnaSrdSpecification$, { [_eQN]: `EnaSrdSpecification`,
                [_xN$1]: _eSS }], [1, { [_eQN]: `EnaQueueCount`,
                [_xN$1]: _eQC }]]
];
var NetworkInterfaceIpv6Address$ = [3, n0$4, _NIIA,
    0,
    [_IApv, _PIDN, _IPIs],
    [[0, { [_eQN]: `Ipv6Address`,
                [_xN$1]: _iApv }], [0, { [_eQN]: `PublicIpv6DnsName`,
                [_xN$1]: _pIDN }], [2, { [_eQN]: `IsPrimaryIpv6`,
                [_xN$1]: _iPIs }]]
];
var NetworkInterfacePrivateIpAddress$ = [3, n0$4, _NIPIA,
    0,
    [_Ass, _Prim, _PDN, _PIAr],
    [[() => NetworkInterfaceAssociation$, { [_eQN]: `Association`,
                [_xN$1]: _ass }], [2, { [_eQN]: `Primary`,
                [_xN$1]: _prim }], [0, { [_eQN]: `PrivateDnsName`,
                [_xN$1]: _pDNr }], [0, { [_eQN]: `PrivateIpAddress`,
                [_xN$1]: _pIAr }]]
];
var OperatorResponse$ = [3, n0$4, _ORper,
    0,
    [_Mana, _P$3, _HBD],
    [[2, { [_eQN]: `Managed`,
                [_xN$1]: _mana }], [0, { [_eQN]: `Principal`,
                [_xN$1]: _p$1 }], [2, { [_eQN]: `HiddenByDefault`,
                [_xN$1]: _hBD }]]
];
var Placement$ = [3, n0$4, _Pla,
    0,
    [_AZI, _Af, _GN$2, _PN$3, _HIo, _Te, _SDp, _HRGA, _GIr, _AZ$3],
    [[0, { [_eQN]: `AvailabilityZoneId`,
                [_xN$1]: _aZI }], [0, { [_eQN]: `Affinity`,
                [_xN$1]: _af }], [0, { [_eQN]: `GroupName`,
                [_xN$1]: _gN }], [1, { [_eQN]: `PartitionNumber`,
                [_xN$1]: _pN$1 }], [0, { [_eQN]: `HostId`,
                [_xN$1]: _hI }], [0, { [_eQN]: `Tenancy`,
                [_xN$1]: _te }], [0, { [_eQN]: `SpreadDomain`,
                [_xN$1]: _sDp }], [0, { [_eQN]: `HostResourceGroupArn`,
                [_xN$1]: _hRGA }], [0, { [_eQN]: `GroupId`,
                [_xN$1]: _gIr }], [0, { [_eQN]: `AvailabilityZone`,
                [_xN$1]: _aZ }]]
];
var PortRange$ = [3, n0$4, _PRo,
    0,
    [_Fr$1, _To],
    [[1, { [_eQN]: `From`,
                [_xN$1]: _fr }], [1, { [_eQN]: `To`,
                [_xN$1]: _to }]]
];
var PrefixListEntry$ = [3, n0$4, _PLE,
    0,
    [_Ci, _De$1],
    [[0, { [_eQN]: `Cidr`,
                [_xN$1]: _ci }], [0, { [_eQN]: `Description`,
                [_xN$1]: _de }]]
];
var PrefixListId$ = [3, n0$4, _PLI,
    0,
    [_De$1, _PLI],
    [[0, { [_eQN]: `Description`,
                [_xN$1]: _de }], [0, { [_eQN]: `PrefixListId`,
                [_xN$1]: _pLI }]]
];
var PrivateDnsNameOptionsResponse$ = [3, n0$4, _PDNORr,
    0,
    [_HTo, _ERNDAR, _ERNDAAAAR],
    [[0, { [_eQN]: `HostnameType`,
                [_xN$1]: _hTo }], [2, { [_eQN]: `EnableResourceNameDnsARecord`,
                [_xN$1]: _eRNDAR }], [2, { [_eQN]: `EnableResourceNameDnsAAAARecord`,
                [_xN$1]: _eRNDAAAAR }]]
];
var ProductCode$ = [3, n0$4, _PCr,
    0,
    [_PCIr, _PCT],
    [[0, { [_eQN]: `ProductCode`,
                [_xN$1]: _pCr }], [0, { [_eQN]: `Type`,
                [_xN$1]: _ty }]]
];
var PropagatingVgw$ = [3, n0$4, _PV$2,
    0,
    [_GI],
    [[0, { [_eQN]: `GatewayId`,
                [_xN$1]: _gI }]]
];
var PublicIpDnsNameOptions$ = [3, n0$4, _PIDNO,
    0,
    [_DHT, _PIDNu, _PIDN, _PDSDN],
    [[0, { [_eQN]: `DnsHostnameType`,
                [_xN$1]: _dHT }], [0, { [_eQN]: `PublicIpv4DnsName`,
                [_xN$1]: _pIDNu }], [0, { [_eQN]: `PublicIpv6DnsName`,
                [_xN$1]: _pIDN }], [0, { [_eQN]: `PublicDualStackDnsName`,
                [_xN$1]: _pDSDN }]]
];
var ReferencedSecurityGroup$ = [3, n0$4, _RSG,
    0,
    [_GIr, _PSee, _UI$1, _VI$2, _VPCI$1],
    [[0, { [_eQN]: `GroupId`,
                [_xN$1]: _gIr }], [0, { [_eQN]: `PeeringStatus`,
                [_xN$1]: _pSee }], [0, { [_eQN]: `UserId`,
                [_xN$1]: _uI$1 }], [0, { [_eQN]: `VpcId`,
                [_xN$1]: _vI$1 }], [0, { [_eQN]: `VpcPeeringConnectionId`,
                [_xN$1]: _vPCI }]]
];
var Reservation$ = [3, n0$4, _Reser,
    0,
    [_RIe, _OI$1, _RIeq, _G, _Ins$2],
    [[0, { [_eQN]: `ReservationId`,
                [_xN$1]: _rI }], [0, { [_eQN]: `OwnerId`,
                [_xN$1]: _oI }], [0, { [_eQN]: `RequesterId`,
                [_xN$1]: _rIeq }], [() => GroupIdentifierList, { [_eQN]: `GroupSet`,
                [_xN$1]: _gSr }], [() => InstanceList$1, { [_eQN]: `InstancesSet`,
                [_xN$1]: _iSns }]]
];
var Route$ = [3, n0$4, _Ro,
    0,
    [_DCB, _DICB, _DPLI, _EOIGI, _GI, _II$2, _IOIn, _NGI, _TGI, _LGI, _CGI, _NII, _O$2, _St$1, _VPCI$1, _CNA, _ONA, _IAp],
    [[0, { [_eQN]: `DestinationCidrBlock`,
                [_xN$1]: _dCB }], [0, { [_eQN]: `DestinationIpv6CidrBlock`,
                [_xN$1]: _dICB }], [0, { [_eQN]: `DestinationPrefixListId`,
                [_xN$1]: _dPLI }], [0, { [_eQN]: `EgressOnlyInternetGatewayId`,
                [_xN$1]: _eOIGI }], [0, { [_eQN]: `GatewayId`,
                [_xN$1]: _gI }], [0, { [_eQN]: `InstanceId`,
                [_xN$1]: _iI }], [0, { [_eQN]: `InstanceOwnerId`,
                [_xN$1]: _iOIn }], [0, { [_eQN]: `NatGatewayId`,
                [_xN$1]: _nGI }], [0, { [_eQN]: `TransitGatewayId`,
                [_xN$1]: _tGI }], [0, { [_eQN]: `LocalGatewayId`,
                [_xN$1]: _lGI }], [0, { [_eQN]: `CarrierGatewayId`,
                [_xN$1]: _cGI }], [0, { [_eQN]: `NetworkInterfaceId`,
                [_xN$1]: _nII }], [0, { [_eQN]: `Origin`,
                [_xN$1]: _o }], [0, { [_eQN]: `State`,
                [_xN$1]: _st$1 }], [0, { [_eQN]: `VpcPeeringConnectionId`,
                [_xN$1]: _vPCI }], [0, { [_eQN]: `CoreNetworkArn`,
                [_xN$1]: _cNA }], [0, { [_eQN]: `OdbNetworkArn`,
                [_xN$1]: _oNA }], [0, { [_eQN]: `IpAddress`,
                [_xN$1]: _iAp }]]
];
var RouteTable$ = [3, n0$4, _RTo,
    0,
    [_As, _PVro, _RTI, _Rou, _T$3, _VI$2, _OI$1],
    [[() => RouteTableAssociationList, { [_eQN]: `AssociationSet`,
                [_xN$1]: _aSs }], [() => PropagatingVgwList, { [_eQN]: `PropagatingVgwSet`,
                [_xN$1]: _pVS }], [0, { [_eQN]: `RouteTableId`,
                [_xN$1]: _rTI }], [() => RouteList, { [_eQN]: `RouteSet`,
                [_xN$1]: _rSou }], [() => TagList$1, { [_eQN]: `TagSet`,
                [_xN$1]: _tS }], [0, { [_eQN]: `VpcId`,
                [_xN$1]: _vI$1 }], [0, { [_eQN]: `OwnerId`,
                [_xN$1]: _oI }]]
];
var RouteTableAssociation$ = [3, n0$4, _RTA,
    0,
    [_Mai, _RTAI, _RTI, _SIu, _GI, _PIP, _ASs],
    [[2, { [_eQN]: `Main`,
                [_xN$1]: _mai }], [0, { [_eQN]: `RouteTableAssociationId`,
                [_xN$1]: _rTAI }], [0, { [_eQN]: `RouteTableId`,
                [_xN$1]: _rTI }], [0, { [_eQN]: `SubnetId`,
                [_xN$1]: _sIu }], [0, { [_eQN]: `GatewayId`,
                [_xN$1]: _gI }], [0, { [_eQN]: `PublicIpv4Pool`,
                [_xN$1]: _pIP }], [() => RouteTableAssociationState$, { [_eQN]: `AssociationState`,
                [_xN$1]: _aS }]]
];
var RouteTableAssociationState$ = [3, n0$4, _RTAS,
    0,
    [_St$1, _SMt],
    [[0, { [_eQN]: `State`,
                [_xN$1]: _st$1 }], [0, { [_eQN]: `StatusMessage`,
                [_xN$1]: _sMt }]]
];
var SecurityGroup$ = [3, n0$4, _SGec,
    0,
    [_GIr, _IPEp, _T$3, _VI$2, _SGA, _OI$1, _GN$2, _De$1, _IPpe],
    [[0, { [_eQN]: `GroupId`,
                [_xN$1]: _gIr }], [() => IpPermissionList, { [_eQN]: `IpPermissionsEgress`,
                [_xN$1]: _iPEp }], [() => TagList$1, { [_eQN]: `TagSet`,
                [_xN$1]: _tS }], [0, { [_eQN]: `VpcId`,
                [_xN$1]: _vI$1 }], [0, { [_eQN]: `SecurityGroupArn`,
                [_xN$1]: _sGA }], [0, { [_eQN]: `OwnerId`,
                [_xN$1]: _oI }], [0, { [_eQN]: `GroupName`,
                [_xN$1]: _gN }], [0, { [_eQN]: `GroupDescription`,
                [_xN$1]: _gD }], [() => IpPermissionList, { [_eQN]: `IpPermissions`,
                [_xN$1]: _iPpe }]]
];
var SecurityGroupRule$ = [3, n0$4, _SGRe,
    0,
    [_SGRIe, _GIr, _GOI, _IE, _IPpr, _FP, _TP, _CIidr, _CIid, _PLI, _RGIe, _De$1, _T$3, _SGRA],
    [[0, { [_eQN]: `SecurityGroupRuleId`,
                [_xN$1]: _sGRI }], [0, { [_eQN]: `GroupId`,
                [_xN$1]: _gIr }], [0, { [_eQN]: `GroupOwnerId`,
                [_xN$1]: _gOI }], [2, { [_eQN]: `IsEgress`,
                [_xN$1]: _iEs }], [0, { [_eQN]: `IpProtocol`,
                [_xN$1]: _iPp }], [1, { [_eQN]: `FromPort`,
                [_xN$1]: _fP }], [1, { [_eQN]: `ToPort`,
                [_xN$1]: _tP }], [0, { [_eQN]: `CidrIpv4`,
                [_xN$1]: _cIidr }], [0, { [_eQN]: `CidrIpv6`,
                [_xN$1]: _cIid }], [0, { [_eQN]: `PrefixListId`,
                [_xN$1]: _pLI }], [() => ReferencedSecurityGroup$, { [_eQN]: `ReferencedGroupInfo`,
                [_xN$1]: _rGIe }], [0, { [_eQN]: `Description`,
                [_xN$1]: _de }], [() => TagList$1, { [_eQN]: `TagSet`,
                [_xN$1]: _tS }], [0, { [_eQN]: `SecurityGroupRuleArn`,
                [_xN$1]: _sGRA }]]
];
var StateReason$ = [3, n0$4, _SRt,
    0,
    [_Co$2, _Me$1],
    [[0, { [_eQN]: `Code`,
                [_xN$1]: _co }], [0, { [_eQN]: `Message`,
                [_xN$1]: _me }]]
];
var Tag$$2 = [3, n0$4, _Ta$3,
    0,
    [_K$3, _V$3],
    [[0, { [_eQN]: `Key`,
                [_xN$1]: _k }], [0, { [_eQN]: `Value`,
                [_xN$1]: _v }]]
];
var TagSpecification$ = [3, n0$4, _TSa$1,
    0,
    [_RTe, _T$3],
    [[0, { [_eQN]: `ResourceType`,
                [_xN$1]: _rTe }], [() => TagList$1, { [_xN$1]: _Ta$3 }]]
];
var UserIdGroupPair$ = [3, n0$4, _UIGPs,
    0,
    [_De$1, _UI$1, _GN$2, _GIr, _VI$2, _VPCI$1, _PSee],
    [[0, { [_eQN]: `Description`,
                [_xN$1]: _de }], [0, { [_eQN]: `UserId`,
                [_xN$1]: _uI$1 }], [0, { [_eQN]: `GroupName`,
                [_xN$1]: _gN }], [0, { [_eQN]: `GroupId`,
                [_xN$1]: _gIr }], [0, { [_eQN]: `VpcId`,
                [_xN$1]: _vI$1 }], [0, { [_eQN]: `VpcPeeringConnectionId`,
                [_xN$1]: _vPCI }], [0, { [_eQN]: `PeeringStatus`,
                [_xN$1]: _pSee }]]
];
var AccountAttributeList = [1, n0$4, _AAL,
    0, [() => AccountAttribute$,
        { [_xN$1]: _it }]
];
var AccountAttributeNameStringList = [1, n0$4, _AANSL,
    0, [0,
        { [_xN$1]: _aN }]
];
var AccountAttributeValueList = [1, n0$4, _AAVL,
    0, [() => AccountAttributeValue$,
        { [_xN$1]: _it }]
];
var AddressList = [1, n0$4, _ALd,
    0, [() => Address$,
        { [_xN$1]: _it }]
];
var AllocationIdList = [1, n0$4, _AIL,
    0, [0,
        { [_xN$1]: _AIl }]
];
var AssociatedSubnetList = [1, n0$4, _ASL,
    0, [0,
        { [_xN$1]: _it }]
];
var ElasticGpuAssociationList = [1, n0$4, _EGAL,
    0, [() => ElasticGpuAssociation$,
        { [_xN$1]: _it }]
];
var ElasticInferenceAcceleratorAssociationList = [1, n0$4, _EIAAL,
    0, [() => ElasticInferenceAcceleratorAssociation$,
        { [_xN$1]: _it }]
];
var FilterList = [1, n0$4, _FLi,
    0, [() => Filter$,
        { [_xN$1]: _Fil }]
];
var GroupIdentifierList = [1, n0$4, _GIL,
    0, [() => GroupIdentifier$,
        { [_xN$1]: _it }]
];
var GroupIdStringList = [1, n0$4, _GISL,
    0, [0,
        { [_xN$1]: _gIr }]
];
var GroupNameStringList = [1, n0$4, _GNSL,
    0, [0,
        { [_xN$1]: _GN$2 }]
];
var InstanceBlockDeviceMappingList = [1, n0$4, _IBDML,
    0, [() => InstanceBlockDeviceMapping$,
        { [_xN$1]: _it }]
];
var InstanceIdStringList = [1, n0$4, _IISLn,
    0, [0,
        { [_xN$1]: _II$2 }]
];
var InstanceIpv4PrefixList = [1, n0$4, _IIPL,
    0, [() => InstanceIpv4Prefix$,
        { [_xN$1]: _it }]
];
var InstanceIpv6AddressList = [1, n0$4, _IIAL,
    0, [() => InstanceIpv6Address$,
        { [_xN$1]: _it }]
];
var InstanceIpv6PrefixList = [1, n0$4, _IIPLn,
    0, [() => InstanceIpv6Prefix$,
        { [_xN$1]: _it }]
];
var InstanceList$1 = [1, n0$4, _ILns,
    0, [() => Instance$$2,
        { [_xN$1]: _it }]
];
var InstanceNetworkInterfaceList = [1, n0$4, _INIL,
    0, [() => InstanceNetworkInterface$,
        { [_xN$1]: _it }]
];
var InstancePrivateIpAddressList = [1, n0$4, _IPIAL,
    0, [() => InstancePrivateIpAddress$,
        { [_xN$1]: _it }]
];
var InstanceSecondaryInterfaceList = [1, n0$4, _ISIL,
    0, [() => InstanceSecondaryInterface$,
        { [_xN$1]: _it }]
];
var InstanceSecondaryInterfacePrivateIpAddressList = [1, n0$4, _ISIPIAL,
    0, [() => InstanceSecondaryInterfacePrivateIpAddress$,
        { [_xN$1]: _it }]
];
var IpPermissionList = [1, n0$4, _IPLp,
    0, [() => IpPermission$,
        { [_xN$1]: _it }]
];
var IpRangeList = [1, n0$4, _IRLp,
    0, [() => IpRange$,
        { [_xN$1]: _it }]
];
var Ipv4PrefixesList = [1, n0$4, _IPLpv,
    0, [() => Ipv4PrefixSpecification$,
        { [_xN$1]: _it }]
];
var Ipv6PrefixesList = [1, n0$4, _IPLpvre,
    0, [() => Ipv6PrefixSpecification$,
        { [_xN$1]: _it }]
];
var Ipv6RangeList = [1, n0$4, _IRLpv,
    0, [() => Ipv6Range$,
        { [_xN$1]: _it }]
];
var LicenseList = [1, n0$4, _LL,
    0, [() => LicenseConfiguration$,
        { [_xN$1]: _it }]
];
var MetricCategoryIdList = [1, n0$4, _MCIL,
    0, [0,
        { [_xN$1]: _it }]
];
var NetworkAclAssociationList = [1, n0$4, _NAAL,
    0, [() => NetworkAclAssociation$,
        { [_xN$1]: _it }]
];
var NetworkAclEntryList = [1, n0$4, _NAEL,
    0, [() => NetworkAclEntry$,
        { [_xN$1]: _it }]
];
var NetworkAclIdStringList = [1, n0$4, _NAISL,
    0, [0,
        { [_xN$1]: _it }]
];
var NetworkAclList = [1, n0$4, _NAL,
    0, [() => NetworkAcl$,
        { [_xN$1]: _it }]
];
var NetworkInterfaceIdList = [1, n0$4, _NIIL,
    0, [0,
        { [_xN$1]: _it }]
];
var NetworkInterfaceIpv6AddressesList = [1, n0$4, _NIIAL,
    0, [() => NetworkInterfaceIpv6Address$,
        { [_xN$1]: _it }]
];
var NetworkInterfaceList = [1, n0$4, _NIL,
    0, [() => NetworkInterface$,
        { [_xN$1]: _it }]
];
var NetworkInterfacePrivateIpAddressList = [1, n0$4, _NIPIAL,
    0, [() => NetworkInterfacePrivateIpAddress$,
        { [_xN$1]: _it }]
];
var PrefixListEntrySet = [1, n0$4, _PLES,
    0, [() => PrefixListEntry$,
        { [_xN$1]: _it }]
];
var PrefixListIdList = [1, n0$4, _PLIL,
    0, [() => PrefixListId$,
        { [_xN$1]: _it }]
];
var ProductCodeList = [1, n0$4, _PCLr,
    0, [() => ProductCode$,
        { [_xN$1]: _it }]
];
var PropagatingVgwList = [1, n0$4, _PVL,
    0, [() => PropagatingVgw$,
        { [_xN$1]: _it }]
];
var PublicIpStringList = [1, n0$4, _PISL,
    0, [0,
        { [_xN$1]: _PI }]
];
var ReservationList = [1, n0$4, _RLe,
    0, [() => Reservation$,
        { [_xN$1]: _it }]
];
var RouteList = [1, n0$4, _RLo,
    0, [() => Route$,
        { [_xN$1]: _it }]
];
var RouteTableAssociationList = [1, n0$4, _RTAL,
    0, [() => RouteTableAssociation$,
        { [_xN$1]: _it }]
];
var RouteTableIdStringList = [1, n0$4, _RTISL,
    0, [0,
        { [_xN$1]: _it }]
];
var RouteTableList = [1, n0$4, _RTLo,
    0, [() => RouteTable$,
        { [_xN$1]: _it }]
];
var SecurityGroupList = [1, n0$4, _SGL,
    0, [() => SecurityGroup$,
        { [_xN$1]: _it }]
];
var SecurityGroupRuleList = [1, n0$4, _SGRL,
    0, [() => SecurityGroupRule$,
        { [_xN$1]: _it }]
];
var TagList$1 = [1, n0$4, _TL$1,
    0, [() => Tag$$2,
        { [_xN$1]: _it }]
];
var TagSpecificationList = [1, n0$4, _TSL,
    0, [() => TagSpecification$,
        { [_xN$1]: _it }]
];
var UserIdGroupPairList = [1, n0$4, _UIGPL,
    0, [() => UserIdGroupPair$,
        { [_xN$1]: _it }]
];
var ValueStringList = [1, n0$4, _VSL,
    0, [0,
        { [_xN$1]: _it }]
];
var AuthorizeSecurityGroupIngress$ = [9, n0$4, _ASGIu,
    0, () => AuthorizeSecurityGroupIngressRequest$, () => AuthorizeSecurityGroupIngressResult$
];
var DescribeAccountAttributes$ = [9, n0$4, _DAA,
    0, () => DescribeAccountAttributesRequest$, () => DescribeAccountAttributesResult$
];
var DescribeAddresses$ = [9, n0$4, _DAesc,
    0, () => DescribeAddressesRequest$, () => DescribeAddressesResult$
];
var DescribeInstances$ = [9, n0$4, _DIesc,
    0, () => DescribeInstancesRequest$, () => DescribeInstancesResult$
];
var DescribeNetworkAcls$ = [9, n0$4, _DNAe,
    0, () => DescribeNetworkAclsRequest$, () => DescribeNetworkAclsResult$
];
var DescribeNetworkInterfaces$ = [9, n0$4, _DNIe,
    0, () => DescribeNetworkInterfacesRequest$, () => DescribeNetworkInterfacesResult$
];
var DescribeRouteTables$ = [9, n0$4, _DRTe,
    0, () => DescribeRouteTablesRequest$, () => DescribeRouteTablesResult$
];
var DescribeSecurityGroups$ = [9, n0$4, _DSGe,
    0, () => DescribeSecurityGroupsRequest$, () => DescribeSecurityGroupsResult$
];
var GetManagedPrefixListEntries$ = [9, n0$4, _GMPLE,
    0, () => GetManagedPrefixListEntriesRequest$, () => GetManagedPrefixListEntriesResult$
];

const resolveClientEndpointParameters$3 = (options) => {
    return Object.assign(options, {
        useDualstackEndpoint: options.useDualstackEndpoint ?? false,
        useFipsEndpoint: options.useFipsEndpoint ?? false,
        defaultSigningName: "elasticbeanstalk",
    });
};
const commonParams$3 = {
    UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
    Endpoint: { type: "builtInParams", name: "endpoint" },
    Region: { type: "builtInParams", name: "region" },
    UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" },
};

class ElasticBeanstalkSyntheticServiceException extends ServiceException {
    constructor(options) {
        super(options);
        Object.setPrototypeOf(this, ElasticBeanstalkSyntheticServiceException.prototype);
    }
}

class InsufficientPrivilegesException extends ElasticBeanstalkSyntheticServiceException {
    name = "InsufficientPrivilegesException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "InsufficientPrivilegesException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InsufficientPrivilegesException.prototype);
    }
}
class ElasticBeanstalkServiceException extends ElasticBeanstalkSyntheticServiceException {
    name = "ElasticBeanstalkServiceException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "ElasticBeanstalkServiceException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, ElasticBeanstalkServiceException.prototype);
    }
}
class ManagedActionInvalidStateException extends ElasticBeanstalkSyntheticServiceException {
    name = "ManagedActionInvalidStateException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "ManagedActionInvalidStateException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, ManagedActionInvalidStateException.prototype);
    }
}
class TooManyEnvironmentsException extends ElasticBeanstalkSyntheticServiceException {
    name = "TooManyEnvironmentsException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "TooManyEnvironmentsException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyEnvironmentsException.prototype);
    }
}
class TooManyApplicationsException extends ElasticBeanstalkSyntheticServiceException {
    name = "TooManyApplicationsException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "TooManyApplicationsException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyApplicationsException.prototype);
    }
}
class CodeBuildNotInServiceRegionException extends ElasticBeanstalkSyntheticServiceException {
    name = "CodeBuildNotInServiceRegionException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "CodeBuildNotInServiceRegionException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, CodeBuildNotInServiceRegionException.prototype);
    }
}
class S3LocationNotInServiceRegionException extends ElasticBeanstalkSyntheticServiceException {
    name = "S3LocationNotInServiceRegionException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "S3LocationNotInServiceRegionException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, S3LocationNotInServiceRegionException.prototype);
    }
}
class TooManyApplicationVersionsException extends ElasticBeanstalkSyntheticServiceException {
    name = "TooManyApplicationVersionsException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "TooManyApplicationVersionsException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyApplicationVersionsException.prototype);
    }
}
class TooManyBucketsException extends ElasticBeanstalkSyntheticServiceException {
    name = "TooManyBucketsException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "TooManyBucketsException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyBucketsException.prototype);
    }
}
class TooManyConfigurationTemplatesException extends ElasticBeanstalkSyntheticServiceException {
    name = "TooManyConfigurationTemplatesException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "TooManyConfigurationTemplatesException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyConfigurationTemplatesException.prototype);
    }
}
class TooManyPlatformsException extends ElasticBeanstalkSyntheticServiceException {
    name = "TooManyPlatformsException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "TooManyPlatformsException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyPlatformsException.prototype);
    }
}
class S3SubscriptionRequiredException extends ElasticBeanstalkSyntheticServiceException {
    name = "S3SubscriptionRequiredException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "S3SubscriptionRequiredException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, S3SubscriptionRequiredException.prototype);
    }
}
class OperationInProgressException extends ElasticBeanstalkSyntheticServiceException {
    name = "OperationInProgressException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "OperationInProgressException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, OperationInProgressException.prototype);
    }
}
class SourceBundleDeletionException extends ElasticBeanstalkSyntheticServiceException {
    name = "SourceBundleDeletionException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "SourceBundleDeletionException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, SourceBundleDeletionException.prototype);
    }
}
class PlatformVersionStillReferencedException extends ElasticBeanstalkSyntheticServiceException {
    name = "PlatformVersionStillReferencedException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "PlatformVersionStillReferencedException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, PlatformVersionStillReferencedException.prototype);
    }
}
class InvalidRequestException extends ElasticBeanstalkSyntheticServiceException {
    name = "InvalidRequestException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "InvalidRequestException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidRequestException.prototype);
    }
}
let ResourceNotFoundException$1 = class ResourceNotFoundException extends ElasticBeanstalkSyntheticServiceException {
    name = "ResourceNotFoundException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "ResourceNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, ResourceNotFoundException.prototype);
    }
};
class ResourceTypeNotSupportedException extends ElasticBeanstalkSyntheticServiceException {
    name = "ResourceTypeNotSupportedException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "ResourceTypeNotSupportedException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, ResourceTypeNotSupportedException.prototype);
    }
}
let TooManyTagsException$2 = class TooManyTagsException extends ElasticBeanstalkSyntheticServiceException {
    name = "TooManyTagsException";
    $fault = "client";
    constructor(opts) {
        super({
            name: "TooManyTagsException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyTagsException.prototype);
    }
};

const _A$1 = "Application";
const _AA = "ApplicationArn";
const _ACA = "AutoCreateApplication";
const _AD$1 = "ApplicationDescription";
const _ADL = "ApplicationDescriptionList";
const _ADM = "ApplicationDescriptionMessage";
const _ADMp = "ApplicationDescriptionsMessage";
const _AEU = "AbortEnvironmentUpdate";
const _AEUM = "AbortEnvironmentUpdateMessage";
const _AM = "ApplicationMetrics";
const _AN = "ApplicationName";
const _ANp = "ApplicationNames";
const _ANr = "ArtifactName";
const _ANt = "AttributeNames";
const _AOIP = "AbortableOperationInProgress";
const _ARLC = "ApplicationResourceLifecycleConfig";
const _ASG = "AutoScalingGroup";
const _ASGL = "AutoScalingGroupList";
const _ASGu = "AutoScalingGroups";
const _ASSDL = "AvailableSolutionStackDetailsList";
const _AV = "ApplicationVersion";
const _AVA = "ApplicationVersionArn";
const _AVD = "ApplicationVersionDescription";
const _AVDL = "ApplicationVersionDescriptionList";
const _AVDM = "ApplicationVersionDescriptionMessage";
const _AVDMp = "ApplicationVersionDescriptionsMessage";
const _AVLC = "ApplicationVersionLifecycleConfig";
const _AVp = "ApplicationVersions";
const _AZ$2 = "AvailabilityZone";
const _Ap = "Applications";
const _Ar = "Architecture";
const _Av = "Available";
const _BA$1 = "BuildArn";
const _BC = "BuildConfiguration";
const _Bu = "Buildpack";
const _Bui = "Build";
const _C$1 = "Cluster";
const _CA$2 = "ClusterArn";
const _CAL = "CustomAmiList";
const _CAM = "CreateApplicationMessage";
const _CAV = "CreateApplicationVersion";
const _CAVM = "CreateApplicationVersionMessage";
const _CAr = "CreateApplication";
const _CAu = "CustomAmi";
const _CBNISRE = "CodeBuildNotInServiceRegionException";
const _CBSR = "CodeBuildServiceRole";
const _CDNSA = "CheckDNSAvailability";
const _CDNSAM = "CheckDNSAvailabilityMessage";
const _CDNSARM = "CheckDNSAvailabilityResultMessage";
const _CEMr = "CreateEnvironmentMessage";
const _CEr = "CreateEnvironment";
const _CNAME = "CNAME";
const _CNAMEP = "CNAMEPrefix";
const _COS = "ConfigurationOptionSetting";
const _COSL = "ConfigurationOptionSettingsList";
const _CPUU = "CPUUtilization";
const _CSD = "ConfigurationSettingsDescription";
const _CSDL = "ConfigurationSettingsDescriptionList";
const _CSDo = "ConfigurationSettingsDescriptions";
const _CSL = "CreateStorageLocation";
const _CSLRM = "CreateStorageLocationResultMessage";
const _CSo = "ConfigurationSettings";
const _CT$3 = "ConfigurationTemplates";
const _CTo$1 = "ComputeType";
const _Ca = "Causes";
const _Co$1 = "Color";
const _D = "Description";
const _DAMe = "DescribeApplicationsMessage";
const _DAV = "DeleteApplicationVersion";
const _DAVM = "DeleteApplicationVersionMessage";
const _DAVMe = "DescribeApplicationVersionsMessage";
const _DAVe = "DescribeApplicationVersions";
const _DAe = "DescribeApplications";
const _DC = "DateCreated";
const _DCS = "DescribeConfigurationSettings";
const _DCSM = "DescribeConfigurationSettingsMessage";
const _DE = "DescribeEnvironments";
const _DEH = "DescribeEnvironmentHealth";
const _DEHR = "DescribeEnvironmentHealthRequest";
const _DEHRe = "DescribeEnvironmentHealthResult";
const _DEM = "DescribeEnvironmentsMessage";
const _DEMe = "DescribeEventsMessage";
const _DER = "DescribeEnvironmentResources";
const _DERM = "DescribeEnvironmentResourcesMessage";
const _DEe = "DescribeEvents";
const _DI = "DeploymentId";
const _DIH = "DescribeInstancesHealth";
const _DIHR = "DescribeInstancesHealthRequest";
const _DIHRe = "DescribeInstancesHealthResult";
const _DL = "DockerfileLocation";
const _DPVRes = "DescribePlatformVersionRequest";
const _DPVResc = "DescribePlatformVersionResult";
const _DPVe = "DescribePlatformVersion";
const _DS$1 = "DeploymentStatus";
const _DSB = "DeleteSourceBundle";
const _DSFS = "DeleteSourceFromS3";
const _DT = "DeploymentTime";
const _DU = "DateUpdated";
const _De = "Deployment";
const _Deg = "Degraded";
const _Do = "Domain";
const _Du = "Duration";
const _E$1 = "Environments";
const _EA = "EnvironmentArn";
const _EBSE = "ElasticBeanstalkServiceException";
const _ED = "EnvironmentDescription";
const _EDL = "EnvironmentDescriptionsList";
const _EDLv = "EventDescriptionList";
const _EDM = "EnvironmentDescriptionsMessage";
const _EDMv = "EventDescriptionsMessage";
const _EDv = "EventDescription";
const _EDve = "EventDate";
const _EI = "EnvironmentId";
const _EID = "EnvironmentInfoDescription";
const _EIDL = "EnvironmentInfoDescriptionList";
const _EII = "Ec2InstanceId";
const _EIn = "EnvironmentIds";
const _EInv = "EnvironmentInfo";
const _EL = "EnvironmentLinks";
const _ELn = "EnvironmentLink";
const _EN = "EnvironmentName";
const _ENn = "EnvironmentNames";
const _ER = "EnvironmentResources";
const _ERD = "EnvironmentResourceDescription";
const _ERDM = "EnvironmentResourceDescriptionsMessage";
const _ERDn = "EnvironmentResourcesDescription";
const _ET$1 = "EndTime";
const _ETn = "EnvironmentTier";
const _EURL = "EndpointURL";
const _En = "Enabled";
const _Ev = "Events";
const _F$1 = "Filters";
const _FQCNAME = "FullyQualifiedCNAME";
const _FTo = "ForceTerminate";
const _Fr = "Frameworks";
const _GN$1 = "GroupName";
const _H$1 = "Health";
const _HS = "HealthStatus";
const _I$2 = "Image";
const _IBC = "ImageBuildConfiguration";
const _IC = "ImageConfiguration";
const _ID$2 = "IncludeDeleted";
const _IDBT = "IncludedDeletedBackTo";
const _IH = "InstancesHealth";
const _IHL = "InstanceHealthList";
const _IHS = "InstanceHealthSummary";
const _II$1 = "ImageId";
const _IIn = "InstanceId";
const _IL = "InstanceList";
const _IOW = "IOWait";
const _IPE$1 = "InsufficientPrivilegesException";
const _IRE = "InvalidRequestException";
const _IRQ = "IRQ";
const _IS = "ImageSource";
const _IT$1 = "InfoType";
const _ITn = "InstanceType";
const _Id = "Idle";
const _Id_ = "Id";
const _In$2 = "Instances";
const _Inf = "Info";
const _Ins$1 = "Instance";
const _K$2 = "Key";
const _L$2 = "Latency";
const _LA$1 = "LaunchedAt";
const _LASS = "ListAvailableSolutionStacks";
const _LASSRM = "ListAvailableSolutionStacksResultMessage";
const _LAo = "LoadAverage";
const _LB$1 = "LoadBalancers";
const _LBD$1 = "LoadBalancerDescription";
const _LBL = "LoadBalancerList";
const _LBLD = "LoadBalancerListenersDescription";
const _LBN$2 = "LoadBalancerName";
const _LBo$1 = "LoadBalancer";
const _LC$1 = "LaunchConfigurations";
const _LCL = "LaunchConfigurationList";
const _LCa = "LaunchConfiguration";
const _LN = "LinkName";
const _LPV = "ListPlatformVersions";
const _LPVR = "ListPlatformVersionsRequest";
const _LPVRi = "ListPlatformVersionsResult";
const _LT = "LaunchTemplates";
const _LTFR = "ListTagsForResource";
const _LTFRM = "ListTagsForResourceMessage";
const _LTL = "LaunchTemplateList";
const _LTa = "LaunchTemplate";
const _Li = "Listener";
const _Lis$2 = "Listeners";
const _MAID = "MaxAgeInDays";
const _MAISE = "ManagedActionInvalidStateException";
const _MAR = "MaxAgeRule";
const _MC = "MaxCount";
const _MCR = "MaxCountRule";
const _MR = "MaxRecords";
const _Ma$2 = "Maintainer";
const _Me = "Message";
const _N$2 = "Name";
const _ND = "NoData";
const _NT = "NextToken";
const _Na$1 = "Namespace";
const _Ni = "Nice";
const _OIPE = "OperationInProgressException";
const _ON = "OptionName";
const _OR = "OperationsRole";
const _OS = "OptionSettings";
const _OSL = "OptionsSpecifierList";
const _OSN = "OperatingSystemName";
const _OSV = "OperatingSystemVersion";
const _OSp = "OptionSpecification";
const _OTR = "OptionsToRemove";
const _Ok = "Ok";
const _Op = "Operator";
const _P$2 = "Process";
const _PA = "PlatformArn";
const _PBLS = "PlatformBranchLifecycleState";
const _PBN = "PlatformBranchName";
const _PC$1 = "PlatformCategory";
const _PD = "PlatformDescription";
const _PF = "PlatformFilter";
const _PFT = "PermittedFileTypes";
const _PFl = "PlatformFramework";
const _PFla = "PlatformFilters";
const _PFlat = "PlatformFrameworks";
const _PL = "ProgrammingLanguages";
const _PLS = "PlatformLifecycleState";
const _PN$2 = "PlatformName";
const _PO$1 = "PlatformOwner";
const _PPL = "PlatformProgrammingLanguage";
const _PPLl = "PlatformProgrammingLanguages";
const _PS$2 = "PlatformSummary";
const _PSL = "PlatformSummaryList";
const _PSl = "PlatformStatus";
const _PV$1 = "PlatformVersion";
const _PVSRE = "PlatformVersionStillReferencedException";
const _P_ = "P999";
const _P__ = "P99";
const _P___ = "P95";
const _P____ = "P90";
const _P_____ = "P85";
const _P______ = "P75";
const _P_______ = "P50";
const _P________ = "P10";
const _Pe = "Pending";
const _Po$2 = "Port";
const _Pr$1 = "Privileged";
const _Pro = "Protocol";
const _Q$1 = "Queues";
const _QL = "QueueList";
const _Qu = "Queue";
const _RA = "RefreshedAt";
const _RAe = "ResourceArn";
const _RC$2 = "RequestCount";
const _REI = "RequestEnvironmentInfo";
const _REIM = "RequestEnvironmentInfoMessage";
const _REIMe = "RetrieveEnvironmentInfoMessage";
const _REIRM = "RetrieveEnvironmentInfoResultMessage";
const _REIe = "RetrieveEnvironmentInfo";
const _RI = "RequestId";
const _RLC = "ResourceLifecycleConfig";
const _RN = "ResourceName";
const _RNFE$1 = "ResourceNotFoundException";
const _RT = "ResourceTags";
const _RTDM = "ResourceTagsDescriptionMessage";
const _RTNSE = "ResourceTypeNotSupportedException";
const _Re$1 = "Resources";
const _S$2 = "Status";
const _SAL = "SupportedAddonList";
const _SB$1 = "SourceBundle";
const _SBDE = "SourceBundleDeletionException";
const _SBI = "SourceBuildInformation";
const _SBu = "S3Bucket";
const _SC$2 = "StatusCodes";
const _SIH = "SingleInstanceHealth";
const _SIRQ = "SoftIRQ";
const _SK = "S3Key";
const _SL = "S3Location";
const _SLNISRE = "S3LocationNotInServiceRegionException";
const _SLo = "SourceLocation";
const _SR = "ServiceRole";
const _SRo = "SourceRepository";
const _SS = "SolutionStacks";
const _SSD = "SolutionStackDetails";
const _SSDo = "SolutionStackDescription";
const _SSN = "SolutionStackName";
const _SSRE = "S3SubscriptionRequiredException";
const _SSy = "SystemStatus";
const _ST$2 = "StartTime";
const _STL = "SupportedTierList";
const _STa = "SampleTimestamp";
const _STo = "SourceType";
const _Se = "Severity";
const _Sev = "Severe";
const _So = "Source";
const _St = "Status2xx";
const _Sta = "Status3xx";
const _Stat = "Status4xx";
const _Statu = "Status5xx";
const _Sy = "System";
const _T$2 = "Tags";
const _TE$1 = "TerminateEnvironment";
const _TEM = "TerminateEnvironmentMessage";
const _TIM = "TimeoutInMinutes";
const _TL = "TagList";
const _TLr = "TriggerList";
const _TMAE$1 = "TooManyApplicationsException";
const _TMAVE = "TooManyApplicationVersionsException";
const _TMBE = "TooManyBucketsException";
const _TMCTE = "TooManyConfigurationTemplatesException";
const _TMEE = "TooManyEnvironmentsException";
const _TMPE$1 = "TooManyPlatformsException";
const _TMTE$2 = "TooManyTagsException";
const _TN = "TemplateName";
const _TR = "TerminateResources";
const _Ta$2 = "Tag";
const _Ti$1 = "Tier";
const _Tr = "Triggers";
const _Tri = "Trigger";
const _Ty$1 = "Type";
const _U$1 = "User";
const _UE = "UpdateEnvironment";
const _UEM = "UpdateEnvironmentMessage";
const _URL = "URL";
const _Un = "Unknown";
const _Ur = "Uri";
const _V$2 = "Versions";
const _VL = "VersionLabel";
const _VLC = "VersionLifecycleConfig";
const _VLe = "VersionLabels";
const _VTi = "VirtualizationType";
const _Va$1 = "Value";
const _Val = "Values";
const _Ve = "Version";
const _W$1 = "Warning";
const _aQE$2 = "awsQueryError";
const _c$3 = "client";
const _e$3 = "error";
const _hE$3 = "httpError";
const _m = "message";
const _s$3 = "smithy.ts.sdk.synthetic.com.amazonaws.elasticbeanstalk";
const n0$3 = "com.amazonaws.elasticbeanstalk";
const _s_registry$3 = new TypeRegistry(_s$3);
var ElasticBeanstalkSyntheticServiceException$ = [-3, _s$3, "ElasticBeanstalkSyntheticServiceException", 0, [], []];
_s_registry$3.registerError(ElasticBeanstalkSyntheticServiceException$, ElasticBeanstalkSyntheticServiceException);
const n0_registry$3 = new TypeRegistry(n0$3);
var CodeBuildNotInServiceRegionException$ = [-3, n0$3, _CBNISRE,
    { [_aQE$2]: [`CodeBuildNotInServiceRegionException`, 400], [_e$3]: _c$3, [_hE$3]: 400 },
    [_m],
    [0]
];
n0_registry$3.registerError(CodeBuildNotInServiceRegionException$, CodeBuildNotInServiceRegionException);
var ElasticBeanstalkServiceException$ = [-3, n0$3, _EBSE,
    { [_e$3]: _c$3 },
    [_m],
    [0]
];
n0_registry$3.registerError(ElasticBeanstalkServiceException$, ElasticBeanstalkServiceException);
var InsufficientPrivilegesException$ = [-3, n0$3, _IPE$1,
    { [_aQE$2]: [`InsufficientPrivilegesException`, 403], [_e$3]: _c$3, [_hE$3]: 403 },
    [_m],
    [0]
];
n0_registry$3.registerError(InsufficientPrivilegesException$, InsufficientPrivilegesException);
var InvalidRequestException$ = [-3, n0$3, _IRE,
    { [_aQE$2]: [`InvalidRequestException`, 400], [_e$3]: _c$3, [_hE$3]: 400 },
    [_m],
    [0]
];
n0_registry$3.registerError(InvalidRequestException$, InvalidRequestException);
var ManagedActionInvalidStateException$ = [-3, n0$3, _MAISE,
    { [_aQE$2]: [`ManagedActionInvalidStateException`, 400], [_e$3]: _c$3, [_hE$3]: 400 },
    [_m],
    [0]
];
n0_registry$3.registerError(ManagedActionInvalidStateException$, ManagedActionInvalidStateException);
var OperationInProgressException$ = [-3, n0$3, _OIPE,
    { [_aQE$2]: [`OperationInProgressFailure`, 400], [_e$3]: _c$3, [_hE$3]: 400 },
    [_m],
    [0]
];
n0_registry$3.registerError(OperationInProgressException$, OperationInProgressException);
var PlatformVersionStillReferencedException$ = [-3, n0$3, _PVSRE,
    { [_aQE$2]: [`PlatformVersionStillReferencedException`, 400], [_e$3]: _c$3, [_hE$3]: 400 },
    [_m],
    [0]
];
n0_registry$3.registerError(PlatformVersionStillReferencedException$, PlatformVersionStillReferencedException);
var ResourceNotFoundException$$1 = [-3, n0$3, _RNFE$1,
    { [_aQE$2]: [`ResourceNotFoundException`, 400], [_e$3]: _c$3, [_hE$3]: 400 },
    [_m],
    [0]
];
n0_registry$3.registerError(ResourceNotFoundException$$1, ResourceNotFoundException$1);
var ResourceTypeNotSupportedException$ = [-3, n0$3, _RTNSE,
    { [_aQE$2]: [`ResourceTypeNotSupportedException`, 400], [_e$3]: _c$3, [_hE$3]: 400 },
    [_m],
    [0]
];
n0_registry$3.registerError(ResourceTypeNotSupportedException$, ResourceTypeNotSupportedException);
var S3LocationNotInServiceRegionException$ = [-3, n0$3, _SLNISRE,
    { [_aQE$2]: [`S3LocationNotInServiceRegionException`, 400], [_e$3]: _c$3, [_hE$3]: 400 },
    [_m],
    [0]
];
n0_registry$3.registerError(S3LocationNotInServiceRegionException$, S3LocationNotInServiceRegionException);
var S3SubscriptionRequiredException$ = [-3, n0$3, _SSRE,
    { [_aQE$2]: [`S3SubscriptionRequiredException`, 400], [_e$3]: _c$3, [_hE$3]: 400 },
    [_m],
    [0]
];
n0_registry$3.registerError(S3SubscriptionRequiredException$, S3SubscriptionRequiredException);
var SourceBundleDeletionException$ = [-3, n0$3, _SBDE,
    { [_aQE$2]: [`SourceBundleDeletionFailure`, 400], [_e$3]: _c$3, [_hE$3]: 400 },
    [_m],
    [0]
];
n0_registry$3.registerError(SourceBundleDeletionException$, SourceBundleDeletionException);
var TooManyApplicationsException$ = [-3, n0$3, _TMAE$1,
    { [_aQE$2]: [`TooManyApplicationsException`, 400], [_e$3]: _c$3, [_hE$3]: 400 },
    [_m],
    [0]
];
n0_registry$3.registerError(TooManyApplicationsException$, TooManyApplicationsException);
var TooManyApplicationVersionsException$ = [-3, n0$3, _TMAVE,
    { [_e$3]: _c$3 },
    [_m],
    [0]
];
n0_registry$3.registerError(TooManyApplicationVersionsException$, TooManyApplicationVersionsException);
var TooManyBucketsException$ = [-3, n0$3, _TMBE,
    { [_aQE$2]: [`TooManyBucketsException`, 400], [_e$3]: _c$3, [_hE$3]: 400 },
    [_m],
    [0]
];
n0_registry$3.registerError(TooManyBucketsException$, TooManyBucketsException);
var TooManyConfigurationTemplatesException$ = [-3, n0$3, _TMCTE,
    { [_aQE$2]: [`TooManyConfigurationTemplatesException`, 400], [_e$3]: _c$3, [_hE$3]: 400 },
    [_m],
    [0]
];
n0_registry$3.registerError(TooManyConfigurationTemplatesException$, TooManyConfigurationTemplatesException);
var TooManyEnvironmentsException$ = [-3, n0$3, _TMEE,
    { [_aQE$2]: [`TooManyEnvironmentsException`, 400], [_e$3]: _c$3, [_hE$3]: 400 },
    [_m],
    [0]
];
n0_registry$3.registerError(TooManyEnvironmentsException$, TooManyEnvironmentsException);
var TooManyPlatformsException$ = [-3, n0$3, _TMPE$1,
    { [_aQE$2]: [`TooManyPlatformsException`, 400], [_e$3]: _c$3, [_hE$3]: 400 },
    [_m],
    [0]
];
n0_registry$3.registerError(TooManyPlatformsException$, TooManyPlatformsException);
var TooManyTagsException$$2 = [-3, n0$3, _TMTE$2,
    { [_aQE$2]: [`TooManyTagsException`, 400], [_e$3]: _c$3, [_hE$3]: 400 },
    [_m],
    [0]
];
n0_registry$3.registerError(TooManyTagsException$$2, TooManyTagsException$2);
const errorTypeRegistries$3 = [
    _s_registry$3,
    n0_registry$3,
];
var AbortEnvironmentUpdateMessage$ = [3, n0$3, _AEUM,
    0,
    [_EI, _EN],
    [0, 0]
];
var ApplicationDescription$ = [3, n0$3, _AD$1,
    0,
    [_AA, _AN, _D, _DC, _DU, _V$2, _CT$3, _RLC],
    [0, 0, 0, 4, 4, 64 | 0, 64 | 0, () => ApplicationResourceLifecycleConfig$]
];
var ApplicationDescriptionMessage$ = [3, n0$3, _ADM,
    0,
    [_A$1],
    [() => ApplicationDescription$]
];
var ApplicationDescriptionsMessage$ = [3, n0$3, _ADMp,
    0,
    [_Ap],
    [() => ApplicationDescriptionList]
];
var ApplicationMetrics$ = [3, n0$3, _AM,
    0,
    [_Du, _RC$2, _SC$2, _L$2],
    [1, 1, () => StatusCodes$, () => Latency$]
];
var ApplicationResourceLifecycleConfig$ = [3, n0$3, _ARLC,
    0,
    [_SR, _VLC],
    [0, () => ApplicationVersionLifecycleConfig$]
];
var ApplicationVersionDescription$ = [3, n0$3, _AVD,
    0,
    [_AVA, _AN, _D, _VL, _SBI, _BA$1, _SB$1, _IS, _IBC, _P$2, _DC, _DU, _S$2],
    [0, 0, 0, 0, () => SourceBuildInformation$, 0, () => S3Location$, () => ImageSource$, () => ImageBuildConfiguration$, 2, 4, 4, 0]
];
var ApplicationVersionDescriptionMessage$ = [3, n0$3, _AVDM,
    0,
    [_AV],
    [() => ApplicationVersionDescription$]
];
var ApplicationVersionDescriptionsMessage$ = [3, n0$3, _AVDMp,
    0,
    [_AVp, _NT],
    [() => ApplicationVersionDescriptionList, 0]
];
var ApplicationVersionLifecycleConfig$ = [3, n0$3, _AVLC,
    0,
    [_MCR, _MAR],
    [() => MaxCountRule$, () => MaxAgeRule$]
];
var AutoScalingGroup$ = [3, n0$3, _ASG,
    0,
    [_N$2],
    [0]
];
var BuildConfiguration$ = [3, n0$3, _BC,
    0,
    [_CBSR, _I$2, _ANr, _CTo$1, _TIM],
    [0, 0, 0, 0, 1], 2
];
var CheckDNSAvailabilityMessage$ = [3, n0$3, _CDNSAM,
    0,
    [_CNAMEP],
    [0], 1
];
var CheckDNSAvailabilityResultMessage$ = [3, n0$3, _CDNSARM,
    0,
    [_Av, _FQCNAME],
    [2, 0]
];
var Cluster$ = [3, n0$3, _C$1,
    0,
    [_CA$2],
    [0]
];
var ConfigurationOptionSetting$ = [3, n0$3, _COS,
    0,
    [_RN, _Na$1, _ON, _Va$1],
    [0, 0, 0, 0]
];
var ConfigurationSettingsDescription$ = [3, n0$3, _CSD,
    0,
    [_SSN, _PA, _AN, _TN, _D, _EN, _DS$1, _DC, _DU, _OS],
    [0, 0, 0, 0, 0, 0, 0, 4, 4, () => ConfigurationOptionSettingsList]
];
var ConfigurationSettingsDescriptions$ = [3, n0$3, _CSDo,
    0,
    [_CSo],
    [() => ConfigurationSettingsDescriptionList]
];
var CPUUtilization$ = [3, n0$3, _CPUU,
    0,
    [_U$1, _Ni, _Sy, _Id, _IOW, _IRQ, _SIRQ, _Pr$1],
    [1, 1, 1, 1, 1, 1, 1, 1]
];
var CreateApplicationMessage$ = [3, n0$3, _CAM,
    0,
    [_AN, _D, _RLC, _T$2],
    [0, 0, () => ApplicationResourceLifecycleConfig$, () => Tags], 1
];
var CreateApplicationVersionMessage$ = [3, n0$3, _CAVM,
    0,
    [_AN, _VL, _D, _SBI, _SB$1, _BC, _ACA, _P$2, _T$2, _IC],
    [0, 0, 0, () => SourceBuildInformation$, () => S3Location$, () => BuildConfiguration$, 2, 2, () => Tags, () => ImageConfiguration$], 2
];
var CreateEnvironmentMessage$ = [3, n0$3, _CEMr,
    0,
    [_AN, _EN, _GN$1, _D, _CNAMEP, _Ti$1, _T$2, _VL, _TN, _SSN, _PA, _OS, _OTR, _OR],
    [0, 0, 0, 0, 0, () => EnvironmentTier$, () => Tags, 0, 0, 0, 0, () => ConfigurationOptionSettingsList, () => OptionsSpecifierList, 0], 1
];
var CreateStorageLocationResultMessage$ = [3, n0$3, _CSLRM,
    0,
    [_SBu],
    [0]
];
var CustomAmi$ = [3, n0$3, _CAu,
    0,
    [_VTi, _II$1],
    [0, 0]
];
var DeleteApplicationVersionMessage$ = [3, n0$3, _DAVM,
    0,
    [_AN, _VL, _DSB],
    [0, 0, 2], 2
];
var Deployment$ = [3, n0$3, _De,
    0,
    [_VL, _DI, _S$2, _DT],
    [0, 1, 0, 4]
];
var DescribeApplicationsMessage$ = [3, n0$3, _DAMe,
    0,
    [_ANp],
    [64 | 0]
];
var DescribeApplicationVersionsMessage$ = [3, n0$3, _DAVMe,
    0,
    [_AN, _VLe, _MR, _NT],
    [0, 64 | 0, 1, 0]
];
var DescribeConfigurationSettingsMessage$ = [3, n0$3, _DCSM,
    0,
    [_AN, _TN, _EN],
    [0, 0, 0], 1
];
var DescribeEnvironmentHealthRequest$ = [3, n0$3, _DEHR,
    0,
    [_EN, _EI, _ANt],
    [0, 0, 64 | 0]
];
var DescribeEnvironmentHealthResult$ = [3, n0$3, _DEHRe,
    0,
    [_EN, _HS, _S$2, _Co$1, _Ca, _AM, _IH, _RA],
    [0, 0, 0, 0, 64 | 0, () => ApplicationMetrics$, () => InstanceHealthSummary$, 4]
];
var DescribeEnvironmentResourcesMessage$ = [3, n0$3, _DERM,
    0,
    [_EI, _EN],
    [0, 0]
];
var DescribeEnvironmentsMessage$ = [3, n0$3, _DEM,
    0,
    [_AN, _VL, _EIn, _ENn, _ID$2, _IDBT, _MR, _NT],
    [0, 0, 64 | 0, 64 | 0, 2, 4, 1, 0]
];
var DescribeEventsMessage$ = [3, n0$3, _DEMe,
    0,
    [_AN, _VL, _TN, _EI, _EN, _PA, _RI, _Se, _ST$2, _ET$1, _MR, _NT],
    [0, 0, 0, 0, 0, 0, 0, 0, 4, 4, 1, 0]
];
var DescribeInstancesHealthRequest$ = [3, n0$3, _DIHR,
    0,
    [_EN, _EI, _ANt, _NT],
    [0, 0, 64 | 0, 0]
];
var DescribeInstancesHealthResult$ = [3, n0$3, _DIHRe,
    0,
    [_IHL, _RA, _NT],
    [() => InstanceHealthList, 4, 0]
];
var DescribePlatformVersionRequest$ = [3, n0$3, _DPVRes,
    0,
    [_PA],
    [0]
];
var DescribePlatformVersionResult$ = [3, n0$3, _DPVResc,
    0,
    [_PD],
    [() => PlatformDescription$]
];
var EnvironmentDescription$ = [3, n0$3, _ED,
    0,
    [_EN, _EI, _AN, _VL, _SSN, _PA, _TN, _D, _EURL, _CNAME, _DC, _DU, _S$2, _AOIP, _H$1, _HS, _Re$1, _Ti$1, _EL, _EA, _OR],
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 4, 0, 2, 0, 0, () => EnvironmentResourcesDescription$, () => EnvironmentTier$, () => EnvironmentLinks, 0, 0]
];
var EnvironmentDescriptionsMessage$ = [3, n0$3, _EDM,
    0,
    [_E$1, _NT],
    [() => EnvironmentDescriptionsList, 0]
];
var EnvironmentInfoDescription$ = [3, n0$3, _EID,
    0,
    [_IT$1, _EII, _STa, _Me],
    [0, 0, 4, 0]
];
var EnvironmentLink$ = [3, n0$3, _ELn,
    0,
    [_LN, _EN],
    [0, 0]
];
var EnvironmentResourceDescription$ = [3, n0$3, _ERD,
    0,
    [_EN, _ASGu, _C$1, _In$2, _LC$1, _LT, _LB$1, _Tr, _Q$1],
    [0, () => AutoScalingGroupList, () => Cluster$, () => InstanceList, () => LaunchConfigurationList, () => LaunchTemplateList, () => LoadBalancerList, () => TriggerList, () => QueueList]
];
var EnvironmentResourceDescriptionsMessage$ = [3, n0$3, _ERDM,
    0,
    [_ER],
    [() => EnvironmentResourceDescription$]
];
var EnvironmentResourcesDescription$ = [3, n0$3, _ERDn,
    0,
    [_LBo$1],
    [() => LoadBalancerDescription$$1]
];
var EnvironmentTier$ = [3, n0$3, _ETn,
    0,
    [_N$2, _Ty$1, _Ve],
    [0, 0, 0]
];
var EventDescription$ = [3, n0$3, _EDv,
    0,
    [_EDve, _Me, _AN, _VL, _TN, _EN, _PA, _RI, _Se],
    [4, 0, 0, 0, 0, 0, 0, 0, 0]
];
var EventDescriptionsMessage$ = [3, n0$3, _EDMv,
    0,
    [_Ev, _NT],
    [() => EventDescriptionList, 0]
];
var ImageBuildConfiguration$ = [3, n0$3, _IBC,
    0,
    [_Ty$1, _DL, _Bu, _Ar, _CBSR, _CTo$1, _TIM],
    [0, 0, 0, 0, 0, 0, 1]
];
var ImageConfiguration$ = [3, n0$3, _IC,
    0,
    [_So, _Bui],
    [() => ImageSource$, () => ImageBuildConfiguration$]
];
var ImageSource$ = [3, n0$3, _IS,
    0,
    [_Ur],
    [0]
];
var Instance$$1 = [3, n0$3, _Ins$1,
    0,
    [_Id_],
    [0]
];
var InstanceHealthSummary$ = [3, n0$3, _IHS,
    0,
    [_ND, _Un, _Pe, _Ok, _Inf, _W$1, _Deg, _Sev],
    [1, 1, 1, 1, 1, 1, 1, 1]
];
var Latency$ = [3, n0$3, _L$2,
    0,
    [_P_, _P__, _P___, _P____, _P_____, _P______, _P_______, _P________],
    [1, 1, 1, 1, 1, 1, 1, 1]
];
var LaunchConfiguration$ = [3, n0$3, _LCa,
    0,
    [_N$2],
    [0]
];
var LaunchTemplate$ = [3, n0$3, _LTa,
    0,
    [_Id_],
    [0]
];
var ListAvailableSolutionStacksResultMessage$ = [3, n0$3, _LASSRM,
    0,
    [_SS, _SSD],
    [64 | 0, () => AvailableSolutionStackDetailsList]
];
var Listener$$2 = [3, n0$3, _Li,
    0,
    [_Pro, _Po$2],
    [0, 1]
];
var ListPlatformVersionsRequest$ = [3, n0$3, _LPVR,
    0,
    [_F$1, _MR, _NT],
    [() => PlatformFilters, 1, 0]
];
var ListPlatformVersionsResult$ = [3, n0$3, _LPVRi,
    0,
    [_PSL, _NT],
    [() => PlatformSummaryList, 0]
];
var ListTagsForResourceMessage$ = [3, n0$3, _LTFRM,
    0,
    [_RAe],
    [0], 1
];
var LoadBalancer$$1 = [3, n0$3, _LBo$1,
    0,
    [_N$2],
    [0]
];
var LoadBalancerDescription$$1 = [3, n0$3, _LBD$1,
    0,
    [_LBN$2, _Do, _Lis$2],
    [0, 0, () => LoadBalancerListenersDescription]
];
var MaxAgeRule$ = [3, n0$3, _MAR,
    0,
    [_En, _MAID, _DSFS],
    [2, 1, 2], 1
];
var MaxCountRule$ = [3, n0$3, _MCR,
    0,
    [_En, _MC, _DSFS],
    [2, 1, 2], 1
];
var OptionSpecification$ = [3, n0$3, _OSp,
    0,
    [_RN, _Na$1, _ON],
    [0, 0, 0]
];
var PlatformDescription$ = [3, n0$3, _PD,
    0,
    [_PA, _PO$1, _PN$2, _PV$1, _SSN, _PSl, _DC, _DU, _PC$1, _D, _Ma$2, _OSN, _OSV, _PL, _Fr, _CAL, _STL, _SAL, _PLS, _PBN, _PBLS],
    [0, 0, 0, 0, 0, 0, 4, 4, 0, 0, 0, 0, 0, () => PlatformProgrammingLanguages, () => PlatformFrameworks, () => CustomAmiList, 64 | 0, 64 | 0, 0, 0, 0]
];
var PlatformFilter$ = [3, n0$3, _PF,
    0,
    [_Ty$1, _Op, _Val],
    [0, 0, 64 | 0]
];
var PlatformFramework$ = [3, n0$3, _PFl,
    0,
    [_N$2, _Ve],
    [0, 0]
];
var PlatformProgrammingLanguage$ = [3, n0$3, _PPL,
    0,
    [_N$2, _Ve],
    [0, 0]
];
var PlatformSummary$ = [3, n0$3, _PS$2,
    0,
    [_PA, _PO$1, _PSl, _PC$1, _OSN, _OSV, _STL, _SAL, _PLS, _PV$1, _PBN, _PBLS],
    [0, 0, 0, 0, 0, 0, 64 | 0, 64 | 0, 0, 0, 0, 0]
];
var Queue$ = [3, n0$3, _Qu,
    0,
    [_N$2, _URL],
    [0, 0]
];
var RequestEnvironmentInfoMessage$ = [3, n0$3, _REIM,
    0,
    [_IT$1, _EI, _EN],
    [0, 0, 0], 1
];
var ResourceTagsDescriptionMessage$ = [3, n0$3, _RTDM,
    0,
    [_RAe, _RT],
    [0, () => TagList]
];
var RetrieveEnvironmentInfoMessage$ = [3, n0$3, _REIMe,
    0,
    [_IT$1, _EI, _EN],
    [0, 0, 0], 1
];
var RetrieveEnvironmentInfoResultMessage$ = [3, n0$3, _REIRM,
    0,
    [_EInv],
    [() => EnvironmentInfoDescriptionList]
];
var S3Location$ = [3, n0$3, _SL,
    0,
    [_SBu, _SK],
    [0, 0]
];
var SingleInstanceHealth$ = [3, n0$3, _SIH,
    0,
    [_IIn, _HS, _Co$1, _Ca, _LA$1, _AM, _Sy, _De, _AZ$2, _ITn],
    [0, 0, 0, 64 | 0, 4, () => ApplicationMetrics$, () => SystemStatus$, () => Deployment$, 0, 0]
];
var SolutionStackDescription$ = [3, n0$3, _SSDo,
    0,
    [_SSN, _PFT],
    [0, 64 | 0]
];
var SourceBuildInformation$ = [3, n0$3, _SBI,
    0,
    [_STo, _SRo, _SLo],
    [0, 0, 0], 3
];
var StatusCodes$ = [3, n0$3, _SC$2,
    0,
    [_St, _Sta, _Stat, _Statu],
    [1, 1, 1, 1]
];
var SystemStatus$ = [3, n0$3, _SSy,
    0,
    [_CPUU, _LAo],
    [() => CPUUtilization$, 64 | 1]
];
var Tag$$1 = [3, n0$3, _Ta$2,
    0,
    [_K$2, _Va$1],
    [0, 0]
];
var TerminateEnvironmentMessage$ = [3, n0$3, _TEM,
    0,
    [_EI, _EN, _TR, _FTo],
    [0, 0, 2, 2]
];
var Trigger$ = [3, n0$3, _Tri,
    0,
    [_N$2],
    [0]
];
var UpdateEnvironmentMessage$ = [3, n0$3, _UEM,
    0,
    [_AN, _EI, _EN, _GN$1, _D, _Ti$1, _VL, _TN, _SSN, _PA, _OS, _OTR],
    [0, 0, 0, 0, 0, () => EnvironmentTier$, 0, 0, 0, 0, () => ConfigurationOptionSettingsList, () => OptionsSpecifierList]
];
var __Unit = "unit";
var ApplicationDescriptionList = [1, n0$3, _ADL,
    0, () => ApplicationDescription$
];
var ApplicationVersionDescriptionList = [1, n0$3, _AVDL,
    0, () => ApplicationVersionDescription$
];
var AutoScalingGroupList = [1, n0$3, _ASGL,
    0, () => AutoScalingGroup$
];
var AvailableSolutionStackDetailsList = [1, n0$3, _ASSDL,
    0, () => SolutionStackDescription$
];
var ConfigurationOptionSettingsList = [1, n0$3, _COSL,
    0, () => ConfigurationOptionSetting$
];
var ConfigurationSettingsDescriptionList = [1, n0$3, _CSDL,
    0, () => ConfigurationSettingsDescription$
];
var CustomAmiList = [1, n0$3, _CAL,
    0, () => CustomAmi$
];
var EnvironmentDescriptionsList = [1, n0$3, _EDL,
    0, () => EnvironmentDescription$
];
var EnvironmentInfoDescriptionList = [1, n0$3, _EIDL,
    0, () => EnvironmentInfoDescription$
];
var EnvironmentLinks = [1, n0$3, _EL,
    0, () => EnvironmentLink$
];
var EventDescriptionList = [1, n0$3, _EDLv,
    0, () => EventDescription$
];
var InstanceHealthList = [1, n0$3, _IHL,
    0, () => SingleInstanceHealth$
];
var InstanceList = [1, n0$3, _IL,
    0, () => Instance$$1
];
var LaunchConfigurationList = [1, n0$3, _LCL,
    0, () => LaunchConfiguration$
];
var LaunchTemplateList = [1, n0$3, _LTL,
    0, () => LaunchTemplate$
];
var LoadBalancerList = [1, n0$3, _LBL,
    0, () => LoadBalancer$$1
];
var LoadBalancerListenersDescription = [1, n0$3, _LBLD,
    0, () => Listener$$2
];
var OptionsSpecifierList = [1, n0$3, _OSL,
    0, () => OptionSpecification$
];
var PlatformFilters = [1, n0$3, _PFla,
    0, () => PlatformFilter$
];
var PlatformFrameworks = [1, n0$3, _PFlat,
    0, () => PlatformFramework$
];
var PlatformProgrammingLanguages = [1, n0$3, _PPLl,
    0, () => PlatformProgrammingLanguage$
];
var PlatformSummaryList = [1, n0$3, _PSL,
    0, () => PlatformSummary$
];
var QueueList = [1, n0$3, _QL,
    0, () => Queue$
];
var TagList = [1, n0$3, _TL,
    0, () => Tag$$1
];
var Tags = [1, n0$3, _T$2,
    0, () => Tag$$1
];
var TriggerList = [1, n0$3, _TLr,
    0, () => Trigger$
];
var AbortEnvironmentUpdate$ = [9, n0$3, _AEU,
    0, () => AbortEnvironmentUpdateMessage$, () => __Unit
];
var CheckDNSAvailability$ = [9, n0$3, _CDNSA,
    0, () => CheckDNSAvailabilityMessage$, () => CheckDNSAvailabilityResultMessage$
];
var CreateApplication$ = [9, n0$3, _CAr,
    0, () => CreateApplicationMessage$, () => ApplicationDescriptionMessage$
];
var CreateApplicationVersion$ = [9, n0$3, _CAV,
    0, () => CreateApplicationVersionMessage$, () => ApplicationVersionDescriptionMessage$
];
var CreateEnvironment$ = [9, n0$3, _CEr,
    0, () => CreateEnvironmentMessage$, () => EnvironmentDescription$
];
var CreateStorageLocation$ = [9, n0$3, _CSL,
    0, () => __Unit, () => CreateStorageLocationResultMessage$
];
var DeleteApplicationVersion$ = [9, n0$3, _DAV,
    0, () => DeleteApplicationVersionMessage$, () => __Unit
];
var DescribeApplications$ = [9, n0$3, _DAe,
    0, () => DescribeApplicationsMessage$, () => ApplicationDescriptionsMessage$
];
var DescribeApplicationVersions$ = [9, n0$3, _DAVe,
    0, () => DescribeApplicationVersionsMessage$, () => ApplicationVersionDescriptionsMessage$
];
var DescribeConfigurationSettings$ = [9, n0$3, _DCS,
    0, () => DescribeConfigurationSettingsMessage$, () => ConfigurationSettingsDescriptions$
];
var DescribeEnvironmentHealth$ = [9, n0$3, _DEH,
    0, () => DescribeEnvironmentHealthRequest$, () => DescribeEnvironmentHealthResult$
];
var DescribeEnvironmentResources$ = [9, n0$3, _DER,
    0, () => DescribeEnvironmentResourcesMessage$, () => EnvironmentResourceDescriptionsMessage$
];
var DescribeEnvironments$ = [9, n0$3, _DE,
    0, () => DescribeEnvironmentsMessage$, () => EnvironmentDescriptionsMessage$
];
var DescribeEvents$ = [9, n0$3, _DEe,
    0, () => DescribeEventsMessage$, () => EventDescriptionsMessage$
];
var DescribeInstancesHealth$ = [9, n0$3, _DIH,
    0, () => DescribeInstancesHealthRequest$, () => DescribeInstancesHealthResult$
];
var DescribePlatformVersion$ = [9, n0$3, _DPVe,
    0, () => DescribePlatformVersionRequest$, () => DescribePlatformVersionResult$
];
var ListAvailableSolutionStacks$ = [9, n0$3, _LASS,
    0, () => __Unit, () => ListAvailableSolutionStacksResultMessage$
];
var ListPlatformVersions$ = [9, n0$3, _LPV,
    0, () => ListPlatformVersionsRequest$, () => ListPlatformVersionsResult$
];
var ListTagsForResource$ = [9, n0$3, _LTFR,
    0, () => ListTagsForResourceMessage$, () => ResourceTagsDescriptionMessage$
];
var RequestEnvironmentInfo$ = [9, n0$3, _REI,
    0, () => RequestEnvironmentInfoMessage$, () => __Unit
];
var RetrieveEnvironmentInfo$ = [9, n0$3, _REIe,
    0, () => RetrieveEnvironmentInfoMessage$, () => RetrieveEnvironmentInfoResultMessage$
];
var TerminateEnvironment$ = [9, n0$3, _TE$1,
    0, () => TerminateEnvironmentMessage$, () => EnvironmentDescription$
];
var UpdateEnvironment$ = [9, n0$3, _UE,
    0, () => UpdateEnvironmentMessage$, () => EnvironmentDescription$
];

const resolveClientEndpointParameters$2 = (options) => {
    return Object.assign(options, {
        useDualstackEndpoint: options.useDualstackEndpoint ?? false,
        useFipsEndpoint: options.useFipsEndpoint ?? false,
        defaultSigningName: "elasticloadbalancing",
    });
};
const commonParams$2 = {
    UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
    Endpoint: { type: "builtInParams", name: "endpoint" },
    Region: { type: "builtInParams", name: "region" },
    UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" },
};

class ElasticLoadBalancingServiceException extends ServiceException {
    constructor(options) {
        super(options);
        Object.setPrototypeOf(this, ElasticLoadBalancingServiceException.prototype);
    }
}

class AccessPointNotFoundException extends ElasticLoadBalancingServiceException {
    name = "AccessPointNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "AccessPointNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, AccessPointNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
let DuplicateTagKeysException$1 = class DuplicateTagKeysException extends ElasticLoadBalancingServiceException {
    name = "DuplicateTagKeysException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "DuplicateTagKeysException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, DuplicateTagKeysException.prototype);
        this.Message = opts.Message;
    }
};
let TooManyTagsException$1 = class TooManyTagsException extends ElasticLoadBalancingServiceException {
    name = "TooManyTagsException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TooManyTagsException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyTagsException.prototype);
        this.Message = opts.Message;
    }
};
let InvalidConfigurationRequestException$1 = class InvalidConfigurationRequestException extends ElasticLoadBalancingServiceException {
    name = "InvalidConfigurationRequestException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "InvalidConfigurationRequestException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidConfigurationRequestException.prototype);
        this.Message = opts.Message;
    }
};
let InvalidSecurityGroupException$1 = class InvalidSecurityGroupException extends ElasticLoadBalancingServiceException {
    name = "InvalidSecurityGroupException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "InvalidSecurityGroupException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidSecurityGroupException.prototype);
        this.Message = opts.Message;
    }
};
let InvalidSubnetException$1 = class InvalidSubnetException extends ElasticLoadBalancingServiceException {
    name = "InvalidSubnetException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "InvalidSubnetException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidSubnetException.prototype);
        this.Message = opts.Message;
    }
};
let SubnetNotFoundException$1 = class SubnetNotFoundException extends ElasticLoadBalancingServiceException {
    name = "SubnetNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "SubnetNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, SubnetNotFoundException.prototype);
        this.Message = opts.Message;
    }
};
let CertificateNotFoundException$1 = class CertificateNotFoundException extends ElasticLoadBalancingServiceException {
    name = "CertificateNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "CertificateNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, CertificateNotFoundException.prototype);
        this.Message = opts.Message;
    }
};
class DuplicatePolicyNameException extends ElasticLoadBalancingServiceException {
    name = "DuplicatePolicyNameException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "DuplicatePolicyNameException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, DuplicatePolicyNameException.prototype);
        this.Message = opts.Message;
    }
}
class TooManyPoliciesException extends ElasticLoadBalancingServiceException {
    name = "TooManyPoliciesException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TooManyPoliciesException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyPoliciesException.prototype);
        this.Message = opts.Message;
    }
}
class DuplicateAccessPointNameException extends ElasticLoadBalancingServiceException {
    name = "DuplicateAccessPointNameException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "DuplicateAccessPointNameException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, DuplicateAccessPointNameException.prototype);
        this.Message = opts.Message;
    }
}
let InvalidSchemeException$1 = class InvalidSchemeException extends ElasticLoadBalancingServiceException {
    name = "InvalidSchemeException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "InvalidSchemeException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidSchemeException.prototype);
        this.Message = opts.Message;
    }
};
let OperationNotPermittedException$1 = class OperationNotPermittedException extends ElasticLoadBalancingServiceException {
    name = "OperationNotPermittedException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "OperationNotPermittedException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, OperationNotPermittedException.prototype);
        this.Message = opts.Message;
    }
};
class TooManyAccessPointsException extends ElasticLoadBalancingServiceException {
    name = "TooManyAccessPointsException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TooManyAccessPointsException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyAccessPointsException.prototype);
        this.Message = opts.Message;
    }
}
let UnsupportedProtocolException$1 = class UnsupportedProtocolException extends ElasticLoadBalancingServiceException {
    name = "UnsupportedProtocolException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "UnsupportedProtocolException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, UnsupportedProtocolException.prototype);
        this.Message = opts.Message;
    }
};
let DuplicateListenerException$1 = class DuplicateListenerException extends ElasticLoadBalancingServiceException {
    name = "DuplicateListenerException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "DuplicateListenerException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, DuplicateListenerException.prototype);
        this.Message = opts.Message;
    }
};
class PolicyTypeNotFoundException extends ElasticLoadBalancingServiceException {
    name = "PolicyTypeNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "PolicyTypeNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, PolicyTypeNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
class DependencyThrottleException extends ElasticLoadBalancingServiceException {
    name = "DependencyThrottleException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "DependencyThrottleException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, DependencyThrottleException.prototype);
        this.Message = opts.Message;
    }
}
class InvalidEndPointException extends ElasticLoadBalancingServiceException {
    name = "InvalidEndPointException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "InvalidEndPointException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidEndPointException.prototype);
        this.Message = opts.Message;
    }
}
class LoadBalancerAttributeNotFoundException extends ElasticLoadBalancingServiceException {
    name = "LoadBalancerAttributeNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "LoadBalancerAttributeNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, LoadBalancerAttributeNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
class PolicyNotFoundException extends ElasticLoadBalancingServiceException {
    name = "PolicyNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "PolicyNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, PolicyNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
let ListenerNotFoundException$1 = class ListenerNotFoundException extends ElasticLoadBalancingServiceException {
    name = "ListenerNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "ListenerNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, ListenerNotFoundException.prototype);
        this.Message = opts.Message;
    }
};

const _ACSP = "AppCookieStickinessPolicy";
const _ACSPp = "AppCookieStickinessPolicies";
const _APNFE = "AccessPointNotFoundException";
const _AZ$1 = "AvailabilityZones";
const _BSD = "BackendServerDescription";
const _BSDa = "BackendServerDescriptions";
const _CEP = "CookieExpirationPeriod";
const _CHZN = "CanonicalHostedZoneName";
const _CHZNID = "CanonicalHostedZoneNameID";
const _CN = "CookieName";
const _CNFE$1 = "CertificateNotFoundException";
const _CT$2 = "CreatedTime";
const _DAPIe = "DescribeAccessPointsInput";
const _DAPNE = "DuplicateAccessPointNameException";
const _DAPOe = "DescribeAccessPointsOutput";
const _DLBe$1 = "DescribeLoadBalancers";
const _DLE$1 = "DuplicateListenerException";
const _DNSN$1 = "DNSName";
const _DPNE = "DuplicatePolicyNameException";
const _DTE = "DependencyThrottleException";
const _DTKE$1 = "DuplicateTagKeysException";
const _GN = "GroupName";
const _HC$1 = "HealthCheck";
const _HT = "HealthyThreshold";
const _I$1 = "Instances";
const _ICRE$1 = "InvalidConfigurationRequestException";
const _IEPE = "InvalidEndPointException";
const _II = "InstanceId";
const _IP$2 = "InstancePort";
const _IPn = "InstanceProtocol";
const _ISE$1 = "InvalidSchemeException";
const _ISEn$1 = "InvalidSubnetException";
const _ISGE$1 = "InvalidSecurityGroupException";
const _In$1 = "Interval";
const _Ins = "Instance";
const _LBANFE = "LoadBalancerAttributeNotFoundException";
const _LBCSP = "LBCookieStickinessPolicy";
const _LBCSPo = "LBCookieStickinessPolicies";
const _LBD = "LoadBalancerDescriptions";
const _LBDo = "LoadBalancerDescription";
const _LBN$1 = "LoadBalancerName";
const _LBNo = "LoadBalancerNames";
const _LBPo = "LoadBalancerPort";
const _LD = "ListenerDescription";
const _LDi = "ListenerDescriptions";
const _LNFE$1 = "ListenerNotFoundException";
const _Lis$1 = "Listener";
const _M$2 = "Message";
const _Ma$1 = "Marker";
const _NM$1 = "NextMarker";
const _OA = "OwnerAlias";
const _ONPE$1 = "OperationNotPermittedException";
const _OP = "OtherPolicies";
const _P$1 = "Protocol";
const _PN$1 = "PolicyName";
const _PNFE = "PolicyNotFoundException";
const _PNo = "PolicyNames";
const _PS$1 = "PageSize";
const _PTNFE = "PolicyTypeNotFoundException";
const _Po$1 = "Policies";
const _S$1 = "Subnets";
const _SG$1 = "SecurityGroups";
const _SNFE$1 = "SubnetNotFoundException";
const _SSG = "SourceSecurityGroup";
const _SSLCI = "SSLCertificateId";
const _Sc$1 = "Scheme";
const _TMAPE = "TooManyAccessPointsException";
const _TMPE = "TooManyPoliciesException";
const _TMTE$1 = "TooManyTagsException";
const _Ta$1 = "Target";
const _Ti = "Timeout";
const _UPE$1 = "UnsupportedProtocolException";
const _UT = "UnhealthyThreshold";
const _VPCI = "VPCId";
const _aQE$1 = "awsQueryError";
const _c$2 = "client";
const _e$2 = "error";
const _hE$2 = "httpError";
const _s$2 = "smithy.ts.sdk.synthetic.com.amazonaws.elasticloadbalancing";
const n0$2 = "com.amazonaws.elasticloadbalancing";
const _s_registry$2 = TypeRegistry.for(_s$2);
var ElasticLoadBalancingServiceException$ = [-3, _s$2, "ElasticLoadBalancingServiceException", 0, [], []];
_s_registry$2.registerError(ElasticLoadBalancingServiceException$, ElasticLoadBalancingServiceException);
const n0_registry$2 = TypeRegistry.for(n0$2);
var AccessPointNotFoundException$ = [-3, n0$2, _APNFE,
    { [_aQE$1]: [`LoadBalancerNotFound`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(AccessPointNotFoundException$, AccessPointNotFoundException);
var CertificateNotFoundException$$1 = [-3, n0$2, _CNFE$1,
    { [_aQE$1]: [`CertificateNotFound`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(CertificateNotFoundException$$1, CertificateNotFoundException$1);
var DependencyThrottleException$ = [-3, n0$2, _DTE,
    { [_aQE$1]: [`DependencyThrottle`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(DependencyThrottleException$, DependencyThrottleException);
var DuplicateAccessPointNameException$ = [-3, n0$2, _DAPNE,
    { [_aQE$1]: [`DuplicateLoadBalancerName`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(DuplicateAccessPointNameException$, DuplicateAccessPointNameException);
var DuplicateListenerException$$1 = [-3, n0$2, _DLE$1,
    { [_aQE$1]: [`DuplicateListener`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(DuplicateListenerException$$1, DuplicateListenerException$1);
var DuplicatePolicyNameException$ = [-3, n0$2, _DPNE,
    { [_aQE$1]: [`DuplicatePolicyName`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(DuplicatePolicyNameException$, DuplicatePolicyNameException);
var DuplicateTagKeysException$$1 = [-3, n0$2, _DTKE$1,
    { [_aQE$1]: [`DuplicateTagKeys`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(DuplicateTagKeysException$$1, DuplicateTagKeysException$1);
var InvalidConfigurationRequestException$$1 = [-3, n0$2, _ICRE$1,
    { [_aQE$1]: [`InvalidConfigurationRequest`, 409], [_e$2]: _c$2, [_hE$2]: 409 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(InvalidConfigurationRequestException$$1, InvalidConfigurationRequestException$1);
var InvalidEndPointException$ = [-3, n0$2, _IEPE,
    { [_aQE$1]: [`InvalidInstance`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(InvalidEndPointException$, InvalidEndPointException);
var InvalidSchemeException$$1 = [-3, n0$2, _ISE$1,
    { [_aQE$1]: [`InvalidScheme`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(InvalidSchemeException$$1, InvalidSchemeException$1);
var InvalidSecurityGroupException$$1 = [-3, n0$2, _ISGE$1,
    { [_aQE$1]: [`InvalidSecurityGroup`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(InvalidSecurityGroupException$$1, InvalidSecurityGroupException$1);
var InvalidSubnetException$$1 = [-3, n0$2, _ISEn$1,
    { [_aQE$1]: [`InvalidSubnet`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(InvalidSubnetException$$1, InvalidSubnetException$1);
var ListenerNotFoundException$$1 = [-3, n0$2, _LNFE$1,
    { [_aQE$1]: [`ListenerNotFound`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(ListenerNotFoundException$$1, ListenerNotFoundException$1);
var LoadBalancerAttributeNotFoundException$ = [-3, n0$2, _LBANFE,
    { [_aQE$1]: [`LoadBalancerAttributeNotFound`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(LoadBalancerAttributeNotFoundException$, LoadBalancerAttributeNotFoundException);
var OperationNotPermittedException$$1 = [-3, n0$2, _ONPE$1,
    { [_aQE$1]: [`OperationNotPermitted`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(OperationNotPermittedException$$1, OperationNotPermittedException$1);
var PolicyNotFoundException$ = [-3, n0$2, _PNFE,
    { [_aQE$1]: [`PolicyNotFound`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(PolicyNotFoundException$, PolicyNotFoundException);
var PolicyTypeNotFoundException$ = [-3, n0$2, _PTNFE,
    { [_aQE$1]: [`PolicyTypeNotFound`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(PolicyTypeNotFoundException$, PolicyTypeNotFoundException);
var SubnetNotFoundException$$1 = [-3, n0$2, _SNFE$1,
    { [_aQE$1]: [`SubnetNotFound`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(SubnetNotFoundException$$1, SubnetNotFoundException$1);
var TooManyAccessPointsException$ = [-3, n0$2, _TMAPE,
    { [_aQE$1]: [`TooManyLoadBalancers`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(TooManyAccessPointsException$, TooManyAccessPointsException);
var TooManyPoliciesException$ = [-3, n0$2, _TMPE,
    { [_aQE$1]: [`TooManyPolicies`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(TooManyPoliciesException$, TooManyPoliciesException);
var TooManyTagsException$$1 = [-3, n0$2, _TMTE$1,
    { [_aQE$1]: [`TooManyTags`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(TooManyTagsException$$1, TooManyTagsException$1);
var UnsupportedProtocolException$$1 = [-3, n0$2, _UPE$1,
    { [_aQE$1]: [`UnsupportedProtocol`, 400], [_e$2]: _c$2, [_hE$2]: 400 },
    [_M$2],
    [0]
];
n0_registry$2.registerError(UnsupportedProtocolException$$1, UnsupportedProtocolException$1);
const errorTypeRegistries$2 = [
    _s_registry$2,
    n0_registry$2,
];
var AppCookieStickinessPolicy$ = [3, n0$2, _ACSP,
    0,
    [_PN$1, _CN],
    [0, 0]
];
var BackendServerDescription$ = [3, n0$2, _BSD,
    0,
    [_IP$2, _PNo],
    [1, 64 | 0]
];
var DescribeAccessPointsInput$ = [3, n0$2, _DAPIe,
    0,
    [_LBNo, _Ma$1, _PS$1],
    [64 | 0, 0, 1]
];
var DescribeAccessPointsOutput$ = [3, n0$2, _DAPOe,
    0,
    [_LBD, _NM$1],
    [() => LoadBalancerDescriptions, 0]
];
var HealthCheck$ = [3, n0$2, _HC$1,
    0,
    [_Ta$1, _In$1, _Ti, _UT, _HT],
    [0, 1, 1, 1, 1], 5
];
var Instance$ = [3, n0$2, _Ins,
    0,
    [_II],
    [0]
];
var LBCookieStickinessPolicy$ = [3, n0$2, _LBCSP,
    0,
    [_PN$1, _CEP],
    [0, 1]
];
var Listener$$1 = [3, n0$2, _Lis$1,
    0,
    [_P$1, _LBPo, _IP$2, _IPn, _SSLCI],
    [0, 1, 1, 0, 0], 3
];
var ListenerDescription$ = [3, n0$2, _LD,
    0,
    [_Lis$1, _PNo],
    [() => Listener$$1, 64 | 0]
];
var LoadBalancerDescription$ = [3, n0$2, _LBDo,
    0,
    [_LBN$1, _DNSN$1, _CHZN, _CHZNID, _LDi, _Po$1, _BSDa, _AZ$1, _S$1, _VPCI, _I$1, _HC$1, _SSG, _SG$1, _CT$2, _Sc$1],
    [0, 0, 0, 0, () => ListenerDescriptions, () => Policies$, () => BackendServerDescriptions, 64 | 0, 64 | 0, 0, () => Instances, () => HealthCheck$, () => SourceSecurityGroup$, 64 | 0, 4, 0]
];
var Policies$ = [3, n0$2, _Po$1,
    0,
    [_ACSPp, _LBCSPo, _OP],
    [() => AppCookieStickinessPolicies, () => LBCookieStickinessPolicies, 64 | 0]
];
var SourceSecurityGroup$ = [3, n0$2, _SSG,
    0,
    [_OA, _GN],
    [0, 0]
];
var AppCookieStickinessPolicies = [1, n0$2, _ACSPp,
    0, () => AppCookieStickinessPolicy$
];
var BackendServerDescriptions = [1, n0$2, _BSDa,
    0, () => BackendServerDescription$
];
var Instances = [1, n0$2, _I$1,
    0, () => Instance$
];
var LBCookieStickinessPolicies = [1, n0$2, _LBCSPo,
    0, () => LBCookieStickinessPolicy$
];
var ListenerDescriptions = [1, n0$2, _LDi,
    0, () => ListenerDescription$
];
var LoadBalancerDescriptions = [1, n0$2, _LBD,
    0, () => LoadBalancerDescription$
];
var DescribeLoadBalancers$$1 = [9, n0$2, _DLBe$1,
    0, () => DescribeAccessPointsInput$, () => DescribeAccessPointsOutput$
];

const resolveClientEndpointParameters$1 = (options) => {
    return Object.assign(options, {
        useDualstackEndpoint: options.useDualstackEndpoint ?? false,
        useFipsEndpoint: options.useFipsEndpoint ?? false,
        defaultSigningName: "elasticloadbalancing",
    });
};
const commonParams$1 = {
    UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
    Endpoint: { type: "builtInParams", name: "endpoint" },
    Region: { type: "builtInParams", name: "region" },
    UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" },
};

class ElasticLoadBalancingV2ServiceException extends ServiceException {
    constructor(options) {
        super(options);
        Object.setPrototypeOf(this, ElasticLoadBalancingV2ServiceException.prototype);
    }
}

class CertificateNotFoundException extends ElasticLoadBalancingV2ServiceException {
    name = "CertificateNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "CertificateNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, CertificateNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
class ListenerNotFoundException extends ElasticLoadBalancingV2ServiceException {
    name = "ListenerNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "ListenerNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, ListenerNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
class TooManyCertificatesException extends ElasticLoadBalancingV2ServiceException {
    name = "TooManyCertificatesException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TooManyCertificatesException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyCertificatesException.prototype);
        this.Message = opts.Message;
    }
}
class DuplicateTagKeysException extends ElasticLoadBalancingV2ServiceException {
    name = "DuplicateTagKeysException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "DuplicateTagKeysException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, DuplicateTagKeysException.prototype);
        this.Message = opts.Message;
    }
}
class LoadBalancerNotFoundException extends ElasticLoadBalancingV2ServiceException {
    name = "LoadBalancerNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "LoadBalancerNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, LoadBalancerNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
class RuleNotFoundException extends ElasticLoadBalancingV2ServiceException {
    name = "RuleNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "RuleNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, RuleNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
class TargetGroupNotFoundException extends ElasticLoadBalancingV2ServiceException {
    name = "TargetGroupNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TargetGroupNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TargetGroupNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
class TooManyTagsException extends ElasticLoadBalancingV2ServiceException {
    name = "TooManyTagsException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TooManyTagsException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyTagsException.prototype);
        this.Message = opts.Message;
    }
}
class TrustStoreNotFoundException extends ElasticLoadBalancingV2ServiceException {
    name = "TrustStoreNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TrustStoreNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TrustStoreNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
class InvalidRevocationContentException extends ElasticLoadBalancingV2ServiceException {
    name = "InvalidRevocationContentException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "InvalidRevocationContentException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidRevocationContentException.prototype);
        this.Message = opts.Message;
    }
}
class RevocationContentNotFoundException extends ElasticLoadBalancingV2ServiceException {
    name = "RevocationContentNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "RevocationContentNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, RevocationContentNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
class TooManyTrustStoreRevocationEntriesException extends ElasticLoadBalancingV2ServiceException {
    name = "TooManyTrustStoreRevocationEntriesException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TooManyTrustStoreRevocationEntriesException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyTrustStoreRevocationEntriesException.prototype);
        this.Message = opts.Message;
    }
}
class AllocationIdNotFoundException extends ElasticLoadBalancingV2ServiceException {
    name = "AllocationIdNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "AllocationIdNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, AllocationIdNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
class ALPNPolicyNotSupportedException extends ElasticLoadBalancingV2ServiceException {
    name = "ALPNPolicyNotSupportedException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "ALPNPolicyNotSupportedException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, ALPNPolicyNotSupportedException.prototype);
        this.Message = opts.Message;
    }
}
class AvailabilityZoneNotSupportedException extends ElasticLoadBalancingV2ServiceException {
    name = "AvailabilityZoneNotSupportedException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "AvailabilityZoneNotSupportedException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, AvailabilityZoneNotSupportedException.prototype);
        this.Message = opts.Message;
    }
}
class CaCertificatesBundleNotFoundException extends ElasticLoadBalancingV2ServiceException {
    name = "CaCertificatesBundleNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "CaCertificatesBundleNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, CaCertificatesBundleNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
class CapacityDecreaseRequestsLimitExceededException extends ElasticLoadBalancingV2ServiceException {
    name = "CapacityDecreaseRequestsLimitExceededException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "CapacityDecreaseRequestsLimitExceededException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, CapacityDecreaseRequestsLimitExceededException.prototype);
        this.Message = opts.Message;
    }
}
class CapacityReservationPendingException extends ElasticLoadBalancingV2ServiceException {
    name = "CapacityReservationPendingException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "CapacityReservationPendingException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, CapacityReservationPendingException.prototype);
        this.Message = opts.Message;
    }
}
class CapacityUnitsLimitExceededException extends ElasticLoadBalancingV2ServiceException {
    name = "CapacityUnitsLimitExceededException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "CapacityUnitsLimitExceededException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, CapacityUnitsLimitExceededException.prototype);
        this.Message = opts.Message;
    }
}
class DuplicateListenerException extends ElasticLoadBalancingV2ServiceException {
    name = "DuplicateListenerException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "DuplicateListenerException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, DuplicateListenerException.prototype);
        this.Message = opts.Message;
    }
}
class IncompatibleProtocolsException extends ElasticLoadBalancingV2ServiceException {
    name = "IncompatibleProtocolsException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "IncompatibleProtocolsException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, IncompatibleProtocolsException.prototype);
        this.Message = opts.Message;
    }
}
class InvalidConfigurationRequestException extends ElasticLoadBalancingV2ServiceException {
    name = "InvalidConfigurationRequestException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "InvalidConfigurationRequestException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidConfigurationRequestException.prototype);
        this.Message = opts.Message;
    }
}
class InvalidLoadBalancerActionException extends ElasticLoadBalancingV2ServiceException {
    name = "InvalidLoadBalancerActionException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "InvalidLoadBalancerActionException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidLoadBalancerActionException.prototype);
        this.Message = opts.Message;
    }
}
class SSLPolicyNotFoundException extends ElasticLoadBalancingV2ServiceException {
    name = "SSLPolicyNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "SSLPolicyNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, SSLPolicyNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
class TargetGroupAssociationLimitException extends ElasticLoadBalancingV2ServiceException {
    name = "TargetGroupAssociationLimitException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TargetGroupAssociationLimitException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TargetGroupAssociationLimitException.prototype);
        this.Message = opts.Message;
    }
}
class TooManyActionsException extends ElasticLoadBalancingV2ServiceException {
    name = "TooManyActionsException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TooManyActionsException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyActionsException.prototype);
        this.Message = opts.Message;
    }
}
class TooManyListenersException extends ElasticLoadBalancingV2ServiceException {
    name = "TooManyListenersException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TooManyListenersException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyListenersException.prototype);
        this.Message = opts.Message;
    }
}
class TooManyRegistrationsForTargetIdException extends ElasticLoadBalancingV2ServiceException {
    name = "TooManyRegistrationsForTargetIdException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TooManyRegistrationsForTargetIdException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyRegistrationsForTargetIdException.prototype);
        this.Message = opts.Message;
    }
}
class TooManyTargetsException extends ElasticLoadBalancingV2ServiceException {
    name = "TooManyTargetsException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TooManyTargetsException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyTargetsException.prototype);
        this.Message = opts.Message;
    }
}
class TooManyUniqueTargetGroupsPerLoadBalancerException extends ElasticLoadBalancingV2ServiceException {
    name = "TooManyUniqueTargetGroupsPerLoadBalancerException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TooManyUniqueTargetGroupsPerLoadBalancerException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyUniqueTargetGroupsPerLoadBalancerException.prototype);
        this.Message = opts.Message;
    }
}
class TrustStoreNotReadyException extends ElasticLoadBalancingV2ServiceException {
    name = "TrustStoreNotReadyException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TrustStoreNotReadyException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TrustStoreNotReadyException.prototype);
        this.Message = opts.Message;
    }
}
class UnsupportedProtocolException extends ElasticLoadBalancingV2ServiceException {
    name = "UnsupportedProtocolException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "UnsupportedProtocolException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, UnsupportedProtocolException.prototype);
        this.Message = opts.Message;
    }
}
class DuplicateLoadBalancerNameException extends ElasticLoadBalancingV2ServiceException {
    name = "DuplicateLoadBalancerNameException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "DuplicateLoadBalancerNameException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, DuplicateLoadBalancerNameException.prototype);
        this.Message = opts.Message;
    }
}
class InvalidSchemeException extends ElasticLoadBalancingV2ServiceException {
    name = "InvalidSchemeException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "InvalidSchemeException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidSchemeException.prototype);
        this.Message = opts.Message;
    }
}
class InvalidSecurityGroupException extends ElasticLoadBalancingV2ServiceException {
    name = "InvalidSecurityGroupException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "InvalidSecurityGroupException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidSecurityGroupException.prototype);
        this.Message = opts.Message;
    }
}
class InvalidSubnetException extends ElasticLoadBalancingV2ServiceException {
    name = "InvalidSubnetException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "InvalidSubnetException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidSubnetException.prototype);
        this.Message = opts.Message;
    }
}
class OperationNotPermittedException extends ElasticLoadBalancingV2ServiceException {
    name = "OperationNotPermittedException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "OperationNotPermittedException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, OperationNotPermittedException.prototype);
        this.Message = opts.Message;
    }
}
class ResourceInUseException extends ElasticLoadBalancingV2ServiceException {
    name = "ResourceInUseException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "ResourceInUseException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, ResourceInUseException.prototype);
        this.Message = opts.Message;
    }
}
class SubnetNotFoundException extends ElasticLoadBalancingV2ServiceException {
    name = "SubnetNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "SubnetNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, SubnetNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
class TooManyLoadBalancersException extends ElasticLoadBalancingV2ServiceException {
    name = "TooManyLoadBalancersException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TooManyLoadBalancersException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyLoadBalancersException.prototype);
        this.Message = opts.Message;
    }
}
class PriorityInUseException extends ElasticLoadBalancingV2ServiceException {
    name = "PriorityInUseException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "PriorityInUseException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, PriorityInUseException.prototype);
        this.Message = opts.Message;
    }
}
class TooManyRulesException extends ElasticLoadBalancingV2ServiceException {
    name = "TooManyRulesException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TooManyRulesException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyRulesException.prototype);
        this.Message = opts.Message;
    }
}
class TooManyTargetGroupsException extends ElasticLoadBalancingV2ServiceException {
    name = "TooManyTargetGroupsException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TooManyTargetGroupsException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyTargetGroupsException.prototype);
        this.Message = opts.Message;
    }
}
class DuplicateTargetGroupNameException extends ElasticLoadBalancingV2ServiceException {
    name = "DuplicateTargetGroupNameException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "DuplicateTargetGroupNameException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, DuplicateTargetGroupNameException.prototype);
        this.Message = opts.Message;
    }
}
class DuplicateTrustStoreNameException extends ElasticLoadBalancingV2ServiceException {
    name = "DuplicateTrustStoreNameException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "DuplicateTrustStoreNameException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, DuplicateTrustStoreNameException.prototype);
        this.Message = opts.Message;
    }
}
class InvalidCaCertificatesBundleException extends ElasticLoadBalancingV2ServiceException {
    name = "InvalidCaCertificatesBundleException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "InvalidCaCertificatesBundleException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidCaCertificatesBundleException.prototype);
        this.Message = opts.Message;
    }
}
class TooManyTrustStoresException extends ElasticLoadBalancingV2ServiceException {
    name = "TooManyTrustStoresException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TooManyTrustStoresException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyTrustStoresException.prototype);
        this.Message = opts.Message;
    }
}
class DeleteAssociationSameAccountException extends ElasticLoadBalancingV2ServiceException {
    name = "DeleteAssociationSameAccountException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "DeleteAssociationSameAccountException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, DeleteAssociationSameAccountException.prototype);
        this.Message = opts.Message;
    }
}
class TrustStoreAssociationNotFoundException extends ElasticLoadBalancingV2ServiceException {
    name = "TrustStoreAssociationNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TrustStoreAssociationNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TrustStoreAssociationNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
class TrustStoreInUseException extends ElasticLoadBalancingV2ServiceException {
    name = "TrustStoreInUseException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "TrustStoreInUseException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TrustStoreInUseException.prototype);
        this.Message = opts.Message;
    }
}
class InvalidTargetException extends ElasticLoadBalancingV2ServiceException {
    name = "InvalidTargetException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "InvalidTargetException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidTargetException.prototype);
        this.Message = opts.Message;
    }
}
class HealthUnavailableException extends ElasticLoadBalancingV2ServiceException {
    name = "HealthUnavailableException";
    $fault = "server";
    Message;
    constructor(opts) {
        super({
            name: "HealthUnavailableException",
            $fault: "server",
            ...opts,
        });
        Object.setPrototypeOf(this, HealthUnavailableException.prototype);
        this.Message = opts.Message;
    }
}
class RevocationIdNotFoundException extends ElasticLoadBalancingV2ServiceException {
    name = "RevocationIdNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "RevocationIdNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, RevocationIdNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
class ResourceNotFoundException extends ElasticLoadBalancingV2ServiceException {
    name = "ResourceNotFoundException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "ResourceNotFoundException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, ResourceNotFoundException.prototype);
        this.Message = opts.Message;
    }
}
class InsufficientCapacityException extends ElasticLoadBalancingV2ServiceException {
    name = "InsufficientCapacityException";
    $fault = "server";
    Message;
    constructor(opts) {
        super({
            name: "InsufficientCapacityException",
            $fault: "server",
            ...opts,
        });
        Object.setPrototypeOf(this, InsufficientCapacityException.prototype);
        this.Message = opts.Message;
    }
}
class PriorRequestNotCompleteException extends ElasticLoadBalancingV2ServiceException {
    name = "PriorRequestNotCompleteException";
    $fault = "client";
    Message;
    constructor(opts) {
        super({
            name: "PriorRequestNotCompleteException",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, PriorRequestNotCompleteException.prototype);
        this.Message = opts.Message;
    }
}

const _A = "Action";
const _AC = "AdditionalClaims";
const _ACAC = "AuthenticateCognitoActionConfig";
const _ACC = "AuthenticateCognitoConfig";
const _AE = "AuthorizationEndpoint";
const _AI = "AllocationId";
const _AINFE = "AllocationIdNotFoundException";
const _ALPNPNSE = "ALPNPolicyNotSupportedException";
const _AOAC = "AuthenticateOidcActionConfig";
const _AOC = "AuthenticateOidcConfig";
const _AP = "AlpnPolicy";
const _AREP = "AuthenticationRequestExtraParams";
const _ATSCN = "AdvertiseTrustStoreCaNames";
const _AZ = "AvailabilityZone";
const _AZNSE = "AvailabilityZoneNotSupportedException";
const _AZv = "AvailabilityZones";
const _Ac = "Actions";
const _At = "Attributes";
const _C = "Certificates";
const _CA$1 = "CertificateArn";
const _CCBNFE = "CaCertificatesBundleNotFoundException";
const _CDRLEE = "CapacityDecreaseRequestsLimitExceededException";
const _CHZI = "CanonicalHostedZoneId";
const _CI = "ClientId";
const _CL$1 = "CertificateList";
const _CNFE = "CertificateNotFoundException";
const _COIP = "CustomerOwnedIpv4Pool";
const _CRPE = "CapacityReservationPendingException";
const _CS = "ClientSecret";
const _CT$1 = "ContentType";
const _CTr = "CreatedTime";
const _CULEE = "CapacityUnitsLimitExceededException";
const _Ce = "Certificate";
const _Co = "Code";
const _DA = "DefaultActions";
const _DASAE = "DeleteAssociationSameAccountException";
const _DLBIe = "DescribeLoadBalancersInput";
const _DLBNE = "DuplicateLoadBalancerNameException";
const _DLBOe = "DescribeLoadBalancersOutput";
const _DLBe = "DescribeLoadBalancers";
const _DLE = "DuplicateListenerException";
const _DLIe = "DescribeListenersInput";
const _DLOe = "DescribeListenersOutput";
const _DLe = "DescribeListeners";
const _DNSN = "DNSName";
const _DS = "DurationSeconds";
const _DTGA = "DescribeTargetGroupAttributes";
const _DTGAI = "DescribeTargetGroupAttributesInput";
const _DTGAO = "DescribeTargetGroupAttributesOutput";
const _DTGIe = "DescribeTargetGroupsInput";
const _DTGNE = "DuplicateTargetGroupNameException";
const _DTGOe = "DescribeTargetGroupsOutput";
const _DTGe = "DescribeTargetGroups";
const _DTKE = "DuplicateTagKeysException";
const _DTSNE = "DuplicateTrustStoreNameException";
const _E = "Enabled";
const _EPFISN = "EnablePrefixForIpv6SourceNat";
const _ESGIROPLT = "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic";
const _F = "Format";
const _FAC = "ForwardActionConfig";
const _FC = "ForwardConfig";
const _FRAC = "FixedResponseActionConfig";
const _FRC = "FixedResponseConfig";
const _GC = "GrpcCode";
const _H = "Host";
const _HC = "HttpCode";
const _HCE = "HealthCheckEnabled";
const _HCIS = "HealthCheckIntervalSeconds";
const _HCP = "HealthCheckProtocol";
const _HCPe = "HealthCheckPort";
const _HCPea = "HealthCheckPath";
const _HCTS = "HealthCheckTimeoutSeconds";
const _HTC = "HealthyThresholdCount";
const _HUE = "HealthUnavailableException";
const _I = "Issuer";
const _IA = "IpAddress";
const _IAT = "IpAddressType";
const _ICCBE = "InvalidCaCertificatesBundleException";
const _ICCE = "IgnoreClientCertificateExpiry";
const _ICE = "InsufficientCapacityException";
const _ICRE = "InvalidConfigurationRequestException";
const _ID$1 = "IsDefault";
const _IIPI = "Ipv4IpamPoolId";
const _ILBAE = "InvalidLoadBalancerActionException";
const _IP$1 = "IpamPools";
const _IPA = "IPv6Address";
const _IPE = "IncompatibleProtocolsException";
const _IRCE = "InvalidRevocationContentException";
const _ISE = "InvalidSchemeException";
const _ISEn = "InvalidSubnetException";
const _ISGE = "InvalidSecurityGroupException";
const _ITE = "InvalidTargetException";
const _JE = "JwksEndpoint";
const _JVAAC = "JwtValidationActionAdditionalClaim";
const _JVAACw = "JwtValidationActionAdditionalClaims";
const _JVAC = "JwtValidationActionConfig";
const _JVC = "JwtValidationConfig";
const _K$1 = "Key";
const _L$1 = "Listeners";
const _LA = "ListenerArn";
const _LAi = "ListenerArns";
const _LB = "LoadBalancers";
const _LBA = "LoadBalancerAddresses";
const _LBAo = "LoadBalancerArn";
const _LBAoa = "LoadBalancerArns";
const _LBAoad = "LoadBalancerAddress";
const _LBN = "LoadBalancerName";
const _LBNFE = "LoadBalancerNotFoundException";
const _LBS = "LoadBalancerState";
const _LBo = "LoadBalancer";
const _LNFE = "ListenerNotFoundException";
const _Lis = "Listener";
const _M$1 = "Message";
const _MA = "MutualAuthentication";
const _MAA = "MutualAuthenticationAttributes";
const _MB = "MessageBody";
const _Ma = "Matcher";
const _Mar = "Marker";
const _Mo = "Mode";
const _N$1 = "Name";
const _NM = "NextMarker";
const _Na = "Names";
const _O$1 = "Order";
const _OI = "OutpostId";
const _ONPE = "OperationNotPermittedException";
const _OUR = "OnUnauthenticatedRequest";
const _PIPA = "PrivateIPv4Address";
const _PIUE = "PriorityInUseException";
const _PRNCE = "PriorRequestNotCompleteException";
const _PS = "PageSize";
const _PV = "ProtocolVersion";
const _Pa$1 = "Path";
const _Po = "Port";
const _Pr = "Protocol";
const _Q = "Query";
const _R = "Reason";
const _RAC = "RedirectActionConfig";
const _RC$1 = "RedirectConfig";
const _RCNFE = "RevocationContentNotFoundException";
const _RINFE = "RevocationIdNotFoundException";
const _RIUE = "ResourceInUseException";
const _RNFE = "ResourceNotFoundException";
const _RNFEu = "RuleNotFoundException";
const _S = "State";
const _SC$1 = "StatusCode";
const _SCN = "SessionCookieName";
const _SG = "SecurityGroups";
const _SI = "SubnetId";
const _SNFE = "SubnetNotFoundException";
const _SNIP = "SourceNatIpv6Prefixes";
const _SP = "SslPolicy";
const _SSLPNFE = "SSLPolicyNotFoundException";
const _ST$1 = "SessionTimeout";
const _Sc = "Scope";
const _Sch = "Scheme";
const _T$1 = "Type";
const _TCP = "TargetControlPort";
const _TE = "TokenEndpoint";
const _TG = "TargetGroups";
const _TGA = "TargetGroupArn";
const _TGALE = "TargetGroupAssociationLimitException";
const _TGAa = "TargetGroupArns";
const _TGAar = "TargetGroupAttribute";
const _TGAarg = "TargetGroupAttributes";
const _TGL = "TargetGroupList";
const _TGN = "TargetGroupName";
const _TGNFE = "TargetGroupNotFoundException";
const _TGSC = "TargetGroupStickinessConfig";
const _TGT = "TargetGroupTuple";
const _TGa = "TargetGroup";
const _TMAE = "TooManyActionsException";
const _TMCE = "TooManyCertificatesException";
const _TMLBE = "TooManyLoadBalancersException";
const _TMLE = "TooManyListenersException";
const _TMRE = "TooManyRulesException";
const _TMRFTIE = "TooManyRegistrationsForTargetIdException";
const _TMTE = "TooManyTagsException";
const _TMTEo = "TooManyTargetsException";
const _TMTGE = "TooManyTargetGroupsException";
const _TMTSE = "TooManyTrustStoresException";
const _TMTSREE = "TooManyTrustStoreRevocationEntriesException";
const _TMUTGPLBE = "TooManyUniqueTargetGroupsPerLoadBalancerException";
const _TSA = "TrustStoreArn";
const _TSANFE = "TrustStoreAssociationNotFoundException";
const _TSAS = "TrustStoreAssociationStatus";
const _TSIUE = "TrustStoreInUseException";
const _TSNFE = "TrustStoreNotFoundException";
const _TSNRE = "TrustStoreNotReadyException";
const _TT = "TargetType";
const _UECS = "UseExistingClientSecret";
const _UIE = "UserInfoEndpoint";
const _UPA = "UserPoolArn";
const _UPCI = "UserPoolClientId";
const _UPD = "UserPoolDomain";
const _UPE = "UnsupportedProtocolException";
const _UTC = "UnhealthyThresholdCount";
const _V$1 = "Values";
const _VI$1 = "VpcId";
const _Va = "Value";
const _W = "Weight";
const _ZN = "ZoneName";
const _aQE = "awsQueryError";
const _c$1 = "client";
const _e$1 = "error";
const _hE$1 = "httpError";
const _s$1 = "smithy.ts.sdk.synthetic.com.amazonaws.elasticloadbalancingv2";
const _se = "server";
const n0$1 = "com.amazonaws.elasticloadbalancingv2";
const _s_registry$1 = new TypeRegistry(_s$1);
var ElasticLoadBalancingV2ServiceException$ = [-3, _s$1, "ElasticLoadBalancingV2ServiceException", 0, [], []];
_s_registry$1.registerError(ElasticLoadBalancingV2ServiceException$, ElasticLoadBalancingV2ServiceException);
const n0_registry$1 = new TypeRegistry(n0$1);
var AllocationIdNotFoundException$ = [-3, n0$1, _AINFE,
    { [_aQE]: [`AllocationIdNotFound`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(AllocationIdNotFoundException$, AllocationIdNotFoundException);
var ALPNPolicyNotSupportedException$ = [-3, n0$1, _ALPNPNSE,
    { [_aQE]: [`ALPNPolicyNotFound`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(ALPNPolicyNotSupportedException$, ALPNPolicyNotSupportedException);
var AvailabilityZoneNotSupportedException$ = [-3, n0$1, _AZNSE,
    { [_aQE]: [`AvailabilityZoneNotSupported`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(AvailabilityZoneNotSupportedException$, AvailabilityZoneNotSupportedException);
var CaCertificatesBundleNotFoundException$ = [-3, n0$1, _CCBNFE,
    { [_aQE]: [`CaCertificatesBundleNotFound`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(CaCertificatesBundleNotFoundException$, CaCertificatesBundleNotFoundException);
var CapacityDecreaseRequestsLimitExceededException$ = [-3, n0$1, _CDRLEE,
    { [_aQE]: [`CapacityDecreaseRequestLimitExceeded`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(CapacityDecreaseRequestsLimitExceededException$, CapacityDecreaseRequestsLimitExceededException);
var CapacityReservationPendingException$ = [-3, n0$1, _CRPE,
    { [_aQE]: [`CapacityReservationPending`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(CapacityReservationPendingException$, CapacityReservationPendingException);
var CapacityUnitsLimitExceededException$ = [-3, n0$1, _CULEE,
    { [_aQE]: [`CapacityUnitsLimitExceeded`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(CapacityUnitsLimitExceededException$, CapacityUnitsLimitExceededException);
var CertificateNotFoundException$ = [-3, n0$1, _CNFE,
    { [_aQE]: [`CertificateNotFound`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(CertificateNotFoundException$, CertificateNotFoundException);
var DeleteAssociationSameAccountException$ = [-3, n0$1, _DASAE,
    { [_aQE]: [`DeleteAssociationSameAccount`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(DeleteAssociationSameAccountException$, DeleteAssociationSameAccountException);
var DuplicateListenerException$ = [-3, n0$1, _DLE,
    { [_aQE]: [`DuplicateListener`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(DuplicateListenerException$, DuplicateListenerException);
var DuplicateLoadBalancerNameException$ = [-3, n0$1, _DLBNE,
    { [_aQE]: [`DuplicateLoadBalancerName`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(DuplicateLoadBalancerNameException$, DuplicateLoadBalancerNameException);
var DuplicateTagKeysException$ = [-3, n0$1, _DTKE,
    { [_aQE]: [`DuplicateTagKeys`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(DuplicateTagKeysException$, DuplicateTagKeysException);
var DuplicateTargetGroupNameException$ = [-3, n0$1, _DTGNE,
    { [_aQE]: [`DuplicateTargetGroupName`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(DuplicateTargetGroupNameException$, DuplicateTargetGroupNameException);
var DuplicateTrustStoreNameException$ = [-3, n0$1, _DTSNE,
    { [_aQE]: [`DuplicateTrustStoreName`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(DuplicateTrustStoreNameException$, DuplicateTrustStoreNameException);
var HealthUnavailableException$ = [-3, n0$1, _HUE,
    { [_aQE]: [`HealthUnavailable`, 500], [_e$1]: _se, [_hE$1]: 500 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(HealthUnavailableException$, HealthUnavailableException);
var IncompatibleProtocolsException$ = [-3, n0$1, _IPE,
    { [_aQE]: [`IncompatibleProtocols`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(IncompatibleProtocolsException$, IncompatibleProtocolsException);
var InsufficientCapacityException$ = [-3, n0$1, _ICE,
    { [_aQE]: [`InsufficientCapacity`, 500], [_e$1]: _se, [_hE$1]: 500 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(InsufficientCapacityException$, InsufficientCapacityException);
var InvalidCaCertificatesBundleException$ = [-3, n0$1, _ICCBE,
    { [_aQE]: [`InvalidCaCertificatesBundle`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(InvalidCaCertificatesBundleException$, InvalidCaCertificatesBundleException);
var InvalidConfigurationRequestException$ = [-3, n0$1, _ICRE,
    { [_aQE]: [`InvalidConfigurationRequest`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(InvalidConfigurationRequestException$, InvalidConfigurationRequestException);
var InvalidLoadBalancerActionException$ = [-3, n0$1, _ILBAE,
    { [_aQE]: [`InvalidLoadBalancerAction`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(InvalidLoadBalancerActionException$, InvalidLoadBalancerActionException);
var InvalidRevocationContentException$ = [-3, n0$1, _IRCE,
    { [_aQE]: [`InvalidRevocationContent`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(InvalidRevocationContentException$, InvalidRevocationContentException);
var InvalidSchemeException$ = [-3, n0$1, _ISE,
    { [_aQE]: [`InvalidScheme`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(InvalidSchemeException$, InvalidSchemeException);
var InvalidSecurityGroupException$ = [-3, n0$1, _ISGE,
    { [_aQE]: [`InvalidSecurityGroup`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(InvalidSecurityGroupException$, InvalidSecurityGroupException);
var InvalidSubnetException$ = [-3, n0$1, _ISEn,
    { [_aQE]: [`InvalidSubnet`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(InvalidSubnetException$, InvalidSubnetException);
var InvalidTargetException$ = [-3, n0$1, _ITE,
    { [_aQE]: [`InvalidTarget`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(InvalidTargetException$, InvalidTargetException);
var ListenerNotFoundException$ = [-3, n0$1, _LNFE,
    { [_aQE]: [`ListenerNotFound`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(ListenerNotFoundException$, ListenerNotFoundException);
var LoadBalancerNotFoundException$ = [-3, n0$1, _LBNFE,
    { [_aQE]: [`LoadBalancerNotFound`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(LoadBalancerNotFoundException$, LoadBalancerNotFoundException);
var OperationNotPermittedException$ = [-3, n0$1, _ONPE,
    { [_aQE]: [`OperationNotPermitted`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(OperationNotPermittedException$, OperationNotPermittedException);
var PriorityInUseException$ = [-3, n0$1, _PIUE,
    { [_aQE]: [`PriorityInUse`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(PriorityInUseException$, PriorityInUseException);
var PriorRequestNotCompleteException$ = [-3, n0$1, _PRNCE,
    { [_aQE]: [`PriorRequestNotComplete`, 429], [_e$1]: _c$1, [_hE$1]: 429 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(PriorRequestNotCompleteException$, PriorRequestNotCompleteException);
var ResourceInUseException$ = [-3, n0$1, _RIUE,
    { [_aQE]: [`ResourceInUse`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(ResourceInUseException$, ResourceInUseException);
var ResourceNotFoundException$ = [-3, n0$1, _RNFE,
    { [_aQE]: [`ResourceNotFound`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(ResourceNotFoundException$, ResourceNotFoundException);
var RevocationContentNotFoundException$ = [-3, n0$1, _RCNFE,
    { [_aQE]: [`RevocationContentNotFound`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(RevocationContentNotFoundException$, RevocationContentNotFoundException);
var RevocationIdNotFoundException$ = [-3, n0$1, _RINFE,
    { [_aQE]: [`RevocationIdNotFound`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(RevocationIdNotFoundException$, RevocationIdNotFoundException);
var RuleNotFoundException$ = [-3, n0$1, _RNFEu,
    { [_aQE]: [`RuleNotFound`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(RuleNotFoundException$, RuleNotFoundException);
var SSLPolicyNotFoundException$ = [-3, n0$1, _SSLPNFE,
    { [_aQE]: [`SSLPolicyNotFound`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(SSLPolicyNotFoundException$, SSLPolicyNotFoundException);
var SubnetNotFoundException$ = [-3, n0$1, _SNFE,
    { [_aQE]: [`SubnetNotFound`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(SubnetNotFoundException$, SubnetNotFoundException);
var TargetGroupAssociationLimitException$ = [-3, n0$1, _TGALE,
    { [_aQE]: [`TargetGroupAssociationLimit`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TargetGroupAssociationLimitException$, TargetGroupAssociationLimitException);
var TargetGroupNotFoundException$ = [-3, n0$1, _TGNFE,
    { [_aQE]: [`TargetGroupNotFound`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TargetGroupNotFoundException$, TargetGroupNotFoundException);
var TooManyActionsException$ = [-3, n0$1, _TMAE,
    { [_aQE]: [`TooManyActions`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TooManyActionsException$, TooManyActionsException);
var TooManyCertificatesException$ = [-3, n0$1, _TMCE,
    { [_aQE]: [`TooManyCertificates`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TooManyCertificatesException$, TooManyCertificatesException);
var TooManyListenersException$ = [-3, n0$1, _TMLE,
    { [_aQE]: [`TooManyListeners`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TooManyListenersException$, TooManyListenersException);
var TooManyLoadBalancersException$ = [-3, n0$1, _TMLBE,
    { [_aQE]: [`TooManyLoadBalancers`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TooManyLoadBalancersException$, TooManyLoadBalancersException);
var TooManyRegistrationsForTargetIdException$ = [-3, n0$1, _TMRFTIE,
    { [_aQE]: [`TooManyRegistrationsForTargetId`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TooManyRegistrationsForTargetIdException$, TooManyRegistrationsForTargetIdException);
var TooManyRulesException$ = [-3, n0$1, _TMRE,
    { [_aQE]: [`TooManyRules`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TooManyRulesException$, TooManyRulesException);
var TooManyTagsException$ = [-3, n0$1, _TMTE,
    { [_aQE]: [`TooManyTags`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TooManyTagsException$, TooManyTagsException);
var TooManyTargetGroupsException$ = [-3, n0$1, _TMTGE,
    { [_aQE]: [`TooManyTargetGroups`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TooManyTargetGroupsException$, TooManyTargetGroupsException);
var TooManyTargetsException$ = [-3, n0$1, _TMTEo,
    { [_aQE]: [`TooManyTargets`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TooManyTargetsException$, TooManyTargetsException);
var TooManyTrustStoreRevocationEntriesException$ = [-3, n0$1, _TMTSREE,
    { [_aQE]: [`TooManyTrustStoreRevocationEntries`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TooManyTrustStoreRevocationEntriesException$, TooManyTrustStoreRevocationEntriesException);
var TooManyTrustStoresException$ = [-3, n0$1, _TMTSE,
    { [_aQE]: [`TooManyTrustStores`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TooManyTrustStoresException$, TooManyTrustStoresException);
var TooManyUniqueTargetGroupsPerLoadBalancerException$ = [-3, n0$1, _TMUTGPLBE,
    { [_aQE]: [`TooManyUniqueTargetGroupsPerLoadBalancer`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TooManyUniqueTargetGroupsPerLoadBalancerException$, TooManyUniqueTargetGroupsPerLoadBalancerException);
var TrustStoreAssociationNotFoundException$ = [-3, n0$1, _TSANFE,
    { [_aQE]: [`AssociationNotFound`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TrustStoreAssociationNotFoundException$, TrustStoreAssociationNotFoundException);
var TrustStoreInUseException$ = [-3, n0$1, _TSIUE,
    { [_aQE]: [`TrustStoreInUse`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TrustStoreInUseException$, TrustStoreInUseException);
var TrustStoreNotFoundException$ = [-3, n0$1, _TSNFE,
    { [_aQE]: [`TrustStoreNotFound`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TrustStoreNotFoundException$, TrustStoreNotFoundException);
var TrustStoreNotReadyException$ = [-3, n0$1, _TSNRE,
    { [_aQE]: [`TrustStoreNotReady`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(TrustStoreNotReadyException$, TrustStoreNotReadyException);
var UnsupportedProtocolException$ = [-3, n0$1, _UPE,
    { [_aQE]: [`UnsupportedProtocol`, 400], [_e$1]: _c$1, [_hE$1]: 400 },
    [_M$1],
    [0]
];
n0_registry$1.registerError(UnsupportedProtocolException$, UnsupportedProtocolException);
const errorTypeRegistries$1 = [
    _s_registry$1,
    n0_registry$1,
];
var Action$ = [3, n0$1, _A,
    0,
    [_T$1, _TGA, _AOC, _ACC, _O$1, _RC$1, _FRC, _FC, _JVC],
    [0, 0, () => AuthenticateOidcActionConfig$, () => AuthenticateCognitoActionConfig$, 1, () => RedirectActionConfig$, () => FixedResponseActionConfig$, () => ForwardActionConfig$, () => JwtValidationActionConfig$], 1
];
var AuthenticateCognitoActionConfig$ = [3, n0$1, _ACAC,
    0,
    [_UPA, _UPCI, _UPD, _SCN, _Sc, _ST$1, _AREP, _OUR],
    [0, 0, 0, 0, 0, 1, 128 | 0, 0], 3
];
var AuthenticateOidcActionConfig$ = [3, n0$1, _AOAC,
    0,
    [_I, _AE, _TE, _UIE, _CI, _CS, _SCN, _Sc, _ST$1, _AREP, _OUR, _UECS],
    [0, 0, 0, 0, 0, 0, 0, 0, 1, 128 | 0, 0, 2], 5
];
var AvailabilityZone$ = [3, n0$1, _AZ,
    0,
    [_ZN, _SI, _OI, _LBA, _SNIP],
    [0, 0, 0, () => LoadBalancerAddresses, 64 | 0]
];
var Certificate$ = [3, n0$1, _Ce,
    0,
    [_CA$1, _ID$1],
    [0, 2]
];
var DescribeListenersInput$ = [3, n0$1, _DLIe,
    0,
    [_LBAo, _LAi, _Mar, _PS],
    [0, 64 | 0, 0, 1]
];
var DescribeListenersOutput$ = [3, n0$1, _DLOe,
    0,
    [_L$1, _NM],
    [() => Listeners, 0]
];
var DescribeLoadBalancersInput$ = [3, n0$1, _DLBIe,
    0,
    [_LBAoa, _Na, _Mar, _PS],
    [64 | 0, 64 | 0, 0, 1]
];
var DescribeLoadBalancersOutput$ = [3, n0$1, _DLBOe,
    0,
    [_LB, _NM],
    [() => LoadBalancers, 0]
];
var DescribeTargetGroupAttributesInput$ = [3, n0$1, _DTGAI,
    0,
    [_TGA],
    [0], 1
];
var DescribeTargetGroupAttributesOutput$ = [3, n0$1, _DTGAO,
    0,
    [_At],
    [() => TargetGroupAttributes]
];
var DescribeTargetGroupsInput$ = [3, n0$1, _DTGIe,
    0,
    [_LBAo, _TGAa, _Na, _Mar, _PS],
    [0, 64 | 0, 64 | 0, 0, 1]
];
var DescribeTargetGroupsOutput$ = [3, n0$1, _DTGOe,
    0,
    [_TG, _NM],
    [() => TargetGroups, 0]
];
var FixedResponseActionConfig$ = [3, n0$1, _FRAC,
    0,
    [_SC$1, _MB, _CT$1],
    [0, 0, 0], 1
];
var ForwardActionConfig$ = [3, n0$1, _FAC,
    0,
    [_TG, _TGSC],
    [() => TargetGroupList, () => TargetGroupStickinessConfig$]
];
var IpamPools$ = [3, n0$1, _IP$1,
    0,
    [_IIPI],
    [0]
];
var JwtValidationActionAdditionalClaim$ = [3, n0$1, _JVAAC,
    0,
    [_F, _N$1, _V$1],
    [0, 0, 64 | 0], 3
];
var JwtValidationActionConfig$ = [3, n0$1, _JVAC,
    0,
    [_JE, _I, _AC],
    [0, 0, () => JwtValidationActionAdditionalClaims], 2
];
var Listener$ = [3, n0$1, _Lis,
    0,
    [_LA, _LBAo, _Po, _Pr, _C, _SP, _DA, _AP, _MA],
    [0, 0, 1, 0, () => CertificateList, 0, () => Actions, 64 | 0, () => MutualAuthenticationAttributes$]
];
var LoadBalancer$ = [3, n0$1, _LBo,
    0,
    [_LBAo, _DNSN, _CHZI, _CTr, _LBN, _Sch, _VI$1, _S, _T$1, _AZv, _SG, _IAT, _COIP, _ESGIROPLT, _EPFISN, _IP$1],
    [0, 0, 0, 4, 0, 0, 0, () => LoadBalancerState$, 0, () => AvailabilityZones, 64 | 0, 0, 0, 0, 0, () => IpamPools$]
];
var LoadBalancerAddress$ = [3, n0$1, _LBAoad,
    0,
    [_IA, _AI, _PIPA, _IPA],
    [0, 0, 0, 0]
];
var LoadBalancerState$ = [3, n0$1, _LBS,
    0,
    [_Co, _R],
    [0, 0]
];
var Matcher$ = [3, n0$1, _Ma,
    0,
    [_HC, _GC],
    [0, 0]
];
var MutualAuthenticationAttributes$ = [3, n0$1, _MAA,
    0,
    [_Mo, _TSA, _ICCE, _TSAS, _ATSCN],
    [0, 0, 2, 0, 0]
];
var RedirectActionConfig$ = [3, n0$1, _RAC,
    0,
    [_SC$1, _Pr, _Po, _H, _Pa$1, _Q],
    [0, 0, 0, 0, 0, 0], 1
];
var TargetGroup$ = [3, n0$1, _TGa,
    0,
    [_TGA, _TGN, _Pr, _Po, _VI$1, _HCP, _HCPe, _HCE, _HCIS, _HCTS, _HTC, _UTC, _HCPea, _Ma, _LBAoa, _TT, _PV, _IAT, _TCP],
    [0, 0, 0, 1, 0, 0, 0, 2, 1, 1, 1, 1, 0, () => Matcher$, 64 | 0, 0, 0, 0, 1]
];
var TargetGroupAttribute$ = [3, n0$1, _TGAar,
    0,
    [_K$1, _Va],
    [0, 0]
];
var TargetGroupStickinessConfig$ = [3, n0$1, _TGSC,
    0,
    [_E, _DS],
    [2, 1]
];
var TargetGroupTuple$ = [3, n0$1, _TGT,
    0,
    [_TGA, _W],
    [0, 1]
];
var Actions = [1, n0$1, _Ac,
    0, () => Action$
];
var AvailabilityZones = [1, n0$1, _AZv,
    0, () => AvailabilityZone$
];
var CertificateList = [1, n0$1, _CL$1,
    0, () => Certificate$
];
var JwtValidationActionAdditionalClaims = [1, n0$1, _JVAACw,
    0, () => JwtValidationActionAdditionalClaim$
];
var Listeners = [1, n0$1, _L$1,
    0, () => Listener$
];
var LoadBalancerAddresses = [1, n0$1, _LBA,
    0, () => LoadBalancerAddress$
];
var LoadBalancers = [1, n0$1, _LB,
    0, () => LoadBalancer$
];
var TargetGroupAttributes = [1, n0$1, _TGAarg,
    0, () => TargetGroupAttribute$
];
var TargetGroupList = [1, n0$1, _TGL,
    0, () => TargetGroupTuple$
];
var TargetGroups = [1, n0$1, _TG,
    0, () => TargetGroup$
];
var DescribeListeners$ = [9, n0$1, _DLe,
    0, () => DescribeListenersInput$, () => DescribeListenersOutput$
];
var DescribeLoadBalancers$ = [9, n0$1, _DLBe,
    0, () => DescribeLoadBalancersInput$, () => DescribeLoadBalancersOutput$
];
var DescribeTargetGroupAttributes$ = [9, n0$1, _DTGA,
    0, () => DescribeTargetGroupAttributesInput$, () => DescribeTargetGroupAttributesOutput$
];
var DescribeTargetGroups$ = [9, n0$1, _DTGe,
    0, () => DescribeTargetGroupsInput$, () => DescribeTargetGroupsOutput$
];

const RequestChecksumCalculation = {
    WHEN_SUPPORTED: "WHEN_SUPPORTED",
    WHEN_REQUIRED: "WHEN_REQUIRED",
};
const DEFAULT_REQUEST_CHECKSUM_CALCULATION = RequestChecksumCalculation.WHEN_SUPPORTED;
const ResponseChecksumValidation = {
    WHEN_SUPPORTED: "WHEN_SUPPORTED",
    WHEN_REQUIRED: "WHEN_REQUIRED",
};
const DEFAULT_RESPONSE_CHECKSUM_VALIDATION = RequestChecksumCalculation.WHEN_SUPPORTED;
var ChecksumAlgorithm;
(function (ChecksumAlgorithm) {
    ChecksumAlgorithm["MD5"] = "MD5";
    ChecksumAlgorithm["CRC32"] = "CRC32";
    ChecksumAlgorithm["CRC32C"] = "CRC32C";
    ChecksumAlgorithm["CRC64NVME"] = "CRC64NVME";
    ChecksumAlgorithm["SHA1"] = "SHA1";
    ChecksumAlgorithm["SHA256"] = "SHA256";
})(ChecksumAlgorithm || (ChecksumAlgorithm = {}));
var ChecksumLocation;
(function (ChecksumLocation) {
    ChecksumLocation["HEADER"] = "header";
    ChecksumLocation["TRAILER"] = "trailer";
})(ChecksumLocation || (ChecksumLocation = {}));
const DEFAULT_CHECKSUM_ALGORITHM = ChecksumAlgorithm.CRC32;

const getChecksumAlgorithmForRequest = (input, { requestChecksumRequired, requestAlgorithmMember, requestChecksumCalculation }) => {
    if (!requestAlgorithmMember) {
        return requestChecksumCalculation === RequestChecksumCalculation.WHEN_SUPPORTED || requestChecksumRequired
            ? DEFAULT_CHECKSUM_ALGORITHM
            : undefined;
    }
    if (!input[requestAlgorithmMember]) {
        return undefined;
    }
    const checksumAlgorithm = input[requestAlgorithmMember];
    return checksumAlgorithm;
};

const getChecksumLocationName = (algorithm) => algorithm === ChecksumAlgorithm.MD5 ? "content-md5" : `x-amz-checksum-${algorithm.toLowerCase()}`;

const hasHeader = (header, headers) => {
    const soughtHeader = header.toLowerCase();
    for (const headerName of Object.keys(headers)) {
        if (soughtHeader === headerName.toLowerCase()) {
            return true;
        }
    }
    return false;
};

const hasHeaderWithPrefix = (headerPrefix, headers) => {
    const soughtHeaderPrefix = headerPrefix.toLowerCase();
    for (const headerName of Object.keys(headers)) {
        if (headerName.toLowerCase().startsWith(soughtHeaderPrefix)) {
            return true;
        }
    }
    return false;
};

const isStreaming = (body) => body !== undefined && typeof body !== "string" && !ArrayBuffer.isView(body) && !isArrayBuffer(body);

const T = new Uint32Array(256);
for (let i = 0; i < 256; ++i) {
    let c = i;
    for (let j = 0; j < 8; ++j) {
        c = c & 1 ? 0x82f63b78 ^ (c >>> 1) : c >>> 1;
    }
    T[i] = c >>> 0;
}
class Crc32cJs {
    digestLength = 4;
    crc = 0xffff_ffff;
    update(data) {
        let crc = this.crc;
        for (let i = 0; i < data.length; ++i) {
            crc = (crc >>> 8) ^ T[(crc ^ data[i]) & 0xff];
        }
        this.crc = crc;
    }
    async digest() {
        const value = (this.crc ^ 0xffff_ffff) >>> 0;
        const out = new Uint8Array(4);
        out[0] = value >>> 24;
        out[1] = (value >>> 16) & 0xff;
        out[2] = (value >>> 8) & 0xff;
        out[3] = value & 0xff;
        return out;
    }
    reset() {
        this.crc = 0xffff_ffff;
    }
}

const Crc32cNode = Crc32cJs;

const generateCRC64NVMETable = () => {
    const sliceLength = 8;
    const tables = new Array(sliceLength);
    for (let slice = 0; slice < sliceLength; slice++) {
        const table = new Array(512);
        for (let i = 0; i < 256; i++) {
            let crc = BigInt(i);
            for (let j = 0; j < 8 * (slice + 1); j++) {
                if (crc & 1n) {
                    crc = (crc >> 1n) ^ 0x9a6c9329ac4bc9b5n;
                }
                else {
                    crc = crc >> 1n;
                }
            }
            table[i * 2] = Number((crc >> 32n) & 0xffffffffn);
            table[i * 2 + 1] = Number(crc & 0xffffffffn);
        }
        tables[slice] = new Uint32Array(table);
    }
    return tables;
};
let CRC64_NVME_REVERSED_TABLE;
let t0, t1, t2, t3;
let t4, t5, t6, t7;
const ensureTablesInitialized = () => {
    if (!CRC64_NVME_REVERSED_TABLE) {
        CRC64_NVME_REVERSED_TABLE = generateCRC64NVMETable();
        [t0, t1, t2, t3, t4, t5, t6, t7] = CRC64_NVME_REVERSED_TABLE;
    }
};
class Crc64NvmeJs {
    c1 = 0;
    c2 = 0;
    constructor() {
        ensureTablesInitialized();
        this.reset();
    }
    update(data) {
        const len = data.length;
        let i = 0;
        let crc1 = this.c1;
        let crc2 = this.c2;
        while (i + 8 <= len) {
            const idx0 = ((crc2 ^ data[i++]) & 255) << 1;
            const idx1 = (((crc2 >>> 8) ^ data[i++]) & 255) << 1;
            const idx2 = (((crc2 >>> 16) ^ data[i++]) & 255) << 1;
            const idx3 = (((crc2 >>> 24) ^ data[i++]) & 255) << 1;
            const idx4 = ((crc1 ^ data[i++]) & 255) << 1;
            const idx5 = (((crc1 >>> 8) ^ data[i++]) & 255) << 1;
            const idx6 = (((crc1 >>> 16) ^ data[i++]) & 255) << 1;
            const idx7 = (((crc1 >>> 24) ^ data[i++]) & 255) << 1;
            crc1 = t7[idx0] ^ t6[idx1] ^ t5[idx2] ^ t4[idx3] ^ t3[idx4] ^ t2[idx5] ^ t1[idx6] ^ t0[idx7];
            crc2 =
                t7[idx0 + 1] ^
                    t6[idx1 + 1] ^
                    t5[idx2 + 1] ^
                    t4[idx3 + 1] ^
                    t3[idx4 + 1] ^
                    t2[idx5 + 1] ^
                    t1[idx6 + 1] ^
                    t0[idx7 + 1];
        }
        while (i < len) {
            const idx = ((crc2 ^ data[i]) & 255) << 1;
            crc2 = ((crc2 >>> 8) | ((crc1 & 255) << 24)) >>> 0;
            crc1 = (crc1 >>> 8) ^ t0[idx];
            crc2 ^= t0[idx + 1];
            ++i;
        }
        this.c1 = crc1;
        this.c2 = crc2;
    }
    async digest() {
        const c1 = this.c1 ^ 4294967295;
        const c2 = this.c2 ^ 4294967295;
        return new Uint8Array([
            c1 >>> 24,
            (c1 >>> 16) & 255,
            (c1 >>> 8) & 255,
            c1 & 255,
            c2 >>> 24,
            (c2 >>> 16) & 255,
            (c2 >>> 8) & 255,
            c2 & 255,
        ]);
    }
    reset() {
        this.c1 = 4294967295;
        this.c2 = 4294967295;
    }
}

class Crc64Nvme {
    impl;
    constructor() {
        this.impl = new Crc64NvmeJs();
    }
    update(data) {
        this.impl.update(data);
    }
    async digest() {
        return this.impl.digest();
    }
    reset() {
        this.impl.reset();
    }
}

const CLIENT_SUPPORTED_ALGORITHMS = [
    ChecksumAlgorithm.CRC32,
    ChecksumAlgorithm.CRC32C,
    ChecksumAlgorithm.CRC64NVME,
    ChecksumAlgorithm.SHA1,
    ChecksumAlgorithm.SHA256,
];
const PRIORITY_ORDER_ALGORITHMS = [
    ChecksumAlgorithm.SHA256,
    ChecksumAlgorithm.SHA1,
    ChecksumAlgorithm.CRC32,
    ChecksumAlgorithm.CRC32C,
    ChecksumAlgorithm.CRC64NVME,
];

const selectChecksumAlgorithmFunction = (checksumAlgorithm, config) => {
    const { checksumAlgorithms = {} } = config;
    switch (checksumAlgorithm) {
        case ChecksumAlgorithm.MD5:
            return checksumAlgorithms?.MD5 ?? config.md5;
        case ChecksumAlgorithm.CRC32:
            return checksumAlgorithms?.CRC32 ?? Crc32Node;
        case ChecksumAlgorithm.CRC32C:
            return checksumAlgorithms?.CRC32C ?? Crc32cNode;
        case ChecksumAlgorithm.CRC64NVME:
            return checksumAlgorithms?.CRC64NVME ?? Crc64Nvme;
        case ChecksumAlgorithm.SHA1:
            return checksumAlgorithms?.SHA1 ?? config.sha1;
        case ChecksumAlgorithm.SHA256:
            return checksumAlgorithms?.SHA256 ?? config.sha256;
        default:
            if (checksumAlgorithms?.[checksumAlgorithm]) {
                return checksumAlgorithms[checksumAlgorithm];
            }
            throw new Error(`The checksum algorithm "${checksumAlgorithm}" is not supported by the client.` +
                ` Select one of ${CLIENT_SUPPORTED_ALGORITHMS}, or provide an implementation to ` +
                ` the client constructor checksums field.`);
    }
};

const stringHasher = (checksumAlgorithmFn, body) => {
    const hash = new checksumAlgorithmFn();
    hash.update(toUint8Array(body || ""));
    return hash.digest();
};

const flexibleChecksumsMiddlewareOptions = {
    name: "flexibleChecksumsMiddleware",
    step: "build",
    tags: ["BODY_CHECKSUM"],
    override: true,
};
const flexibleChecksumsMiddleware = (config, middlewareConfig) => (next, context) => async (args) => {
    if (!HttpRequest.isInstance(args.request)) {
        return next(args);
    }
    if (hasHeaderWithPrefix("x-amz-checksum-", args.request.headers)) {
        return next(args);
    }
    const { request, input } = args;
    const { body: requestBody, headers } = request;
    const { base64Encoder, streamHasher } = config;
    const { requestChecksumRequired, requestAlgorithmMember } = middlewareConfig;
    const requestChecksumCalculation = await config.requestChecksumCalculation();
    const requestAlgorithmMemberName = requestAlgorithmMember?.name;
    const requestAlgorithmMemberHttpHeader = requestAlgorithmMember?.httpHeader;
    if (requestAlgorithmMemberName && !input[requestAlgorithmMemberName]) {
        if (requestChecksumCalculation === RequestChecksumCalculation.WHEN_SUPPORTED || requestChecksumRequired) {
            input[requestAlgorithmMemberName] = DEFAULT_CHECKSUM_ALGORITHM;
            if (requestAlgorithmMemberHttpHeader) {
                headers[requestAlgorithmMemberHttpHeader] = DEFAULT_CHECKSUM_ALGORITHM;
            }
        }
    }
    const checksumAlgorithm = getChecksumAlgorithmForRequest(input, {
        requestChecksumRequired,
        requestAlgorithmMember: requestAlgorithmMember?.name,
        requestChecksumCalculation,
    });
    let updatedBody = requestBody;
    let updatedHeaders = headers;
    if (checksumAlgorithm) {
        switch (checksumAlgorithm) {
            case ChecksumAlgorithm.CRC32:
                setFeature$1(context, "FLEXIBLE_CHECKSUMS_REQ_CRC32", "U");
                break;
            case ChecksumAlgorithm.CRC32C:
                setFeature$1(context, "FLEXIBLE_CHECKSUMS_REQ_CRC32C", "V");
                break;
            case ChecksumAlgorithm.CRC64NVME:
                setFeature$1(context, "FLEXIBLE_CHECKSUMS_REQ_CRC64", "W");
                break;
            case ChecksumAlgorithm.SHA1:
                setFeature$1(context, "FLEXIBLE_CHECKSUMS_REQ_SHA1", "X");
                break;
            case ChecksumAlgorithm.SHA256:
                setFeature$1(context, "FLEXIBLE_CHECKSUMS_REQ_SHA256", "Y");
                break;
        }
        const checksumLocationName = getChecksumLocationName(checksumAlgorithm);
        const checksumAlgorithmFn = selectChecksumAlgorithmFunction(checksumAlgorithm, config);
        if (isStreaming(requestBody)) {
            const { getAwsChunkedEncodingStream, bodyLengthChecker } = config;
            updatedBody = getAwsChunkedEncodingStream(typeof config.requestStreamBufferSize === "number" && config.requestStreamBufferSize >= 8 * 1024
                ? createBufferedReadable(requestBody, config.requestStreamBufferSize, context.logger)
                : requestBody, {
                base64Encoder,
                bodyLengthChecker,
                checksumLocationName,
                checksumAlgorithmFn,
                streamHasher,
            });
            updatedHeaders = {
                ...headers,
                "content-encoding": headers["content-encoding"]
                    ? `${headers["content-encoding"]},aws-chunked`
                    : "aws-chunked",
                "transfer-encoding": "chunked",
                "x-amz-decoded-content-length": headers["content-length"],
                "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                "x-amz-trailer": checksumLocationName,
            };
            delete updatedHeaders["content-length"];
        }
        else if (!hasHeader(checksumLocationName, headers)) {
            const rawChecksum = await stringHasher(checksumAlgorithmFn, requestBody);
            updatedHeaders = {
                ...headers,
                [checksumLocationName]: base64Encoder(rawChecksum),
            };
        }
    }
    try {
        const result = await next({
            ...args,
            request: {
                ...request,
                headers: updatedHeaders,
                body: updatedBody,
            },
        });
        return result;
    }
    catch (e) {
        if (e instanceof Error && e.name === "InvalidChunkSizeError") {
            try {
                if (!e.message.endsWith(".")) {
                    e.message += ".";
                }
                e.message +=
                    " Set [requestStreamBufferSize=number e.g. 65_536] in client constructor to instruct AWS SDK to buffer your input stream.";
            }
            catch (ignored) {
            }
        }
        throw e;
    }
};

const flexibleChecksumsInputMiddlewareOptions = {
    name: "flexibleChecksumsInputMiddleware",
    toMiddleware: "serializerMiddleware",
    relation: "before",
    tags: ["BODY_CHECKSUM"],
    override: true,
};
const flexibleChecksumsInputMiddleware = (config, middlewareConfig) => (next, context) => async (args) => {
    const input = args.input;
    const { requestValidationModeMember } = middlewareConfig;
    const requestChecksumCalculation = await config.requestChecksumCalculation();
    const responseChecksumValidation = await config.responseChecksumValidation();
    switch (requestChecksumCalculation) {
        case RequestChecksumCalculation.WHEN_REQUIRED:
            setFeature$1(context, "FLEXIBLE_CHECKSUMS_REQ_WHEN_REQUIRED", "a");
            break;
        case RequestChecksumCalculation.WHEN_SUPPORTED:
            setFeature$1(context, "FLEXIBLE_CHECKSUMS_REQ_WHEN_SUPPORTED", "Z");
            break;
    }
    switch (responseChecksumValidation) {
        case ResponseChecksumValidation.WHEN_REQUIRED:
            setFeature$1(context, "FLEXIBLE_CHECKSUMS_RES_WHEN_REQUIRED", "c");
            break;
        case ResponseChecksumValidation.WHEN_SUPPORTED:
            setFeature$1(context, "FLEXIBLE_CHECKSUMS_RES_WHEN_SUPPORTED", "b");
            break;
    }
    if (requestValidationModeMember && !input[requestValidationModeMember]) {
        if (responseChecksumValidation === ResponseChecksumValidation.WHEN_SUPPORTED) {
            input[requestValidationModeMember] = "ENABLED";
        }
    }
    return next(args);
};

const getChecksumAlgorithmListForResponse = (responseAlgorithms = []) => {
    const validChecksumAlgorithms = [];
    let i = PRIORITY_ORDER_ALGORITHMS.length;
    for (const algorithm of responseAlgorithms) {
        const priority = PRIORITY_ORDER_ALGORITHMS.indexOf(algorithm);
        if (priority !== -1) {
            validChecksumAlgorithms[priority] = algorithm;
        }
        else {
            validChecksumAlgorithms[i++] = algorithm;
        }
    }
    return validChecksumAlgorithms.filter(Boolean);
};

const isChecksumWithPartNumber = (checksum) => {
    const lastHyphenIndex = checksum.lastIndexOf("-");
    if (lastHyphenIndex !== -1) {
        const numberPart = checksum.slice(lastHyphenIndex + 1);
        if (!numberPart.startsWith("0")) {
            const number = parseInt(numberPart, 10);
            if (!isNaN(number) && number >= 1 && number <= 10000) {
                return true;
            }
        }
    }
    return false;
};

const getChecksum = async (body, { checksumAlgorithmFn, base64Encoder }) => base64Encoder(await stringHasher(checksumAlgorithmFn, body));

const validateChecksumFromResponse = async (response, { config, responseAlgorithms, logger }) => {
    const checksumAlgorithms = getChecksumAlgorithmListForResponse(responseAlgorithms);
    const { body: responseBody, headers: responseHeaders } = response;
    for (const algorithm of checksumAlgorithms) {
        const responseHeader = getChecksumLocationName(algorithm);
        const checksumFromResponse = responseHeaders[responseHeader];
        if (checksumFromResponse) {
            let checksumAlgorithmFn;
            try {
                checksumAlgorithmFn = selectChecksumAlgorithmFunction(algorithm, config);
            }
            catch (error) {
                if (algorithm === ChecksumAlgorithm.CRC64NVME) {
                    logger?.warn(`Skipping ${ChecksumAlgorithm.CRC64NVME} checksum validation: ${error.message}`);
                    continue;
                }
                throw error;
            }
            const { base64Encoder } = config;
            if (isStreaming(responseBody)) {
                response.body = createChecksumStream({
                    expectedChecksum: checksumFromResponse,
                    checksumSourceLocation: responseHeader,
                    checksum: new checksumAlgorithmFn(),
                    source: responseBody,
                    base64Encoder,
                });
                return;
            }
            const checksum = await getChecksum(responseBody, { checksumAlgorithmFn, base64Encoder });
            if (checksum === checksumFromResponse) {
                break;
            }
            throw new Error(`Checksum mismatch: expected "${checksum}" but received "${checksumFromResponse}"` +
                ` in response header "${responseHeader}".`);
        }
    }
};

const flexibleChecksumsResponseMiddlewareOptions = {
    name: "flexibleChecksumsResponseMiddleware",
    toMiddleware: "deserializerMiddleware",
    relation: "after",
    tags: ["BODY_CHECKSUM"],
    override: true,
};
const flexibleChecksumsResponseMiddleware = (config, middlewareConfig) => (next, context) => async (args) => {
    if (!HttpRequest.isInstance(args.request)) {
        return next(args);
    }
    const input = args.input;
    const result = await next(args);
    const response = result.response;
    const { requestValidationModeMember, responseAlgorithms } = middlewareConfig;
    if (requestValidationModeMember && input[requestValidationModeMember] === "ENABLED") {
        const { clientName, commandName } = context;
        const customChecksumAlgorithms = Object.keys(config.checksumAlgorithms ?? {}).filter((algorithm) => {
            const responseHeader = getChecksumLocationName(algorithm);
            return response.headers[responseHeader] !== undefined;
        });
        const algoList = getChecksumAlgorithmListForResponse([
            ...(responseAlgorithms ?? []),
            ...customChecksumAlgorithms,
        ]);
        const isS3WholeObjectMultipartGetResponseChecksum = clientName === "S3Client" &&
            commandName === "GetObjectCommand" &&
            algoList.every((algorithm) => {
                const responseHeader = getChecksumLocationName(algorithm);
                const checksumFromResponse = response.headers[responseHeader];
                return !checksumFromResponse || isChecksumWithPartNumber(checksumFromResponse);
            });
        if (isS3WholeObjectMultipartGetResponseChecksum) {
            return result;
        }
        await validateChecksumFromResponse(response, {
            config,
            responseAlgorithms: algoList,
            logger: context.logger,
        });
    }
    return result;
};

const getFlexibleChecksumsPlugin = (config, middlewareConfig) => ({
    applyToStack: (clientStack) => {
        clientStack.add(flexibleChecksumsMiddleware(config, middlewareConfig), flexibleChecksumsMiddlewareOptions);
        clientStack.addRelativeTo(flexibleChecksumsInputMiddleware(config, middlewareConfig), flexibleChecksumsInputMiddlewareOptions);
        clientStack.addRelativeTo(flexibleChecksumsResponseMiddleware(config, middlewareConfig), flexibleChecksumsResponseMiddlewareOptions);
    },
});

const CONTENT_LENGTH_HEADER = "content-length";
const DECODED_CONTENT_LENGTH_HEADER = "x-amz-decoded-content-length";
function checkContentLengthHeader() {
    return (next, context) => async (args) => {
        const { request } = args;
        if (HttpRequest.isInstance(request)) {
            if (!(CONTENT_LENGTH_HEADER in request.headers) && !(DECODED_CONTENT_LENGTH_HEADER in request.headers)) {
                const message = `Are you using a Stream of unknown length as the Body of a PutObject request? Consider using Upload instead from @aws-sdk/lib-storage.`;
                if (typeof context?.logger?.warn === "function" && !(context.logger instanceof NoOpLogger)) {
                    context.logger.warn(message);
                }
                else {
                    console.warn(message);
                }
            }
        }
        return next({ ...args });
    };
}
const checkContentLengthHeaderMiddlewareOptions = {
    step: "finalizeRequest",
    tags: ["CHECK_CONTENT_LENGTH_HEADER"],
    name: "getCheckContentLengthHeaderPlugin",
    override: true,
};
const getCheckContentLengthHeaderPlugin = (unused) => ({
    applyToStack: (clientStack) => {
        clientStack.add(checkContentLengthHeader(), checkContentLengthHeaderMiddlewareOptions);
    },
});

const s3ExpiresMiddleware = (config) => {
    return (next, context) => async (args) => {
        const result = await next(args);
        const { response } = result;
        if (HttpResponse.isInstance(response)) {
            if (response.headers.expires) {
                response.headers.expiresstring = response.headers.expires;
                try {
                    parseRfc7231DateTime(response.headers.expires);
                }
                catch (e) {
                    context.logger?.warn(`AWS SDK Warning for ${context.clientName}::${context.commandName} response parsing (${response.headers.expires}): ${e}`);
                    delete response.headers.expires;
                }
            }
        }
        return result;
    };
};
const s3ExpiresMiddlewareOptions = {
    tags: ["S3"],
    name: "s3ExpiresMiddleware",
    override: true,
    relation: "after",
    toMiddleware: "deserializerMiddleware",
};
const getS3ExpiresMiddlewarePlugin = (clientConfig) => ({
    applyToStack: (clientStack) => {
        clientStack.addRelativeTo(s3ExpiresMiddleware(), s3ExpiresMiddlewareOptions);
    },
});

function toStream(bytes) {
    return Readable.from(Buffer.from(bytes));
}

const THROW_IF_EMPTY_BODY = {
    CopyObjectCommand: true,
    UploadPartCopyCommand: true,
    CompleteMultipartUploadCommand: true,
};
const throw200ExceptionsMiddleware = (config) => (next, context) => async (args) => {
    const result = await next(args);
    const { response } = result;
    if (!HttpResponse.isInstance(response)) {
        return result;
    }
    const { statusCode, body } = response;
    if (statusCode < 200 || statusCode >= 300) {
        return result;
    }
    const bodyBytes = await collectBody(body, config);
    response.body = toStream(bodyBytes);
    if (bodyBytes.length === 0 && THROW_IF_EMPTY_BODY[context.commandName]) {
        const err = new Error("S3 aborted request");
        err.$metadata = {
            httpStatusCode: 503,
        };
        err.name = "InternalError";
        throw err;
    }
    const bodyStringTail = config.utf8Encoder(bodyBytes.subarray(bodyBytes.length - 16));
    if (bodyStringTail && bodyStringTail.endsWith("</Error>")) {
        response.statusCode = 503;
    }
    return result;
};
const collectBody = (streamBody = new Uint8Array(), context) => {
    if (streamBody instanceof Uint8Array) {
        return Promise.resolve(streamBody);
    }
    return context.streamCollector(streamBody) || Promise.resolve(new Uint8Array());
};
const throw200ExceptionsMiddlewareOptions = {
    relation: "after",
    toMiddleware: "deserializerMiddleware",
    tags: ["THROW_200_EXCEPTIONS", "S3"],
    name: "throw200ExceptionsMiddleware",
    override: true,
};
const getThrow200ExceptionsPlugin = (config) => ({
    applyToStack: (clientStack) => {
        clientStack.addRelativeTo(throw200ExceptionsMiddleware(config), throw200ExceptionsMiddlewareOptions);
    },
});

function locationConstraintMiddleware(options) {
    return (next) => async (args) => {
        const { CreateBucketConfiguration } = args.input;
        const region = await options.region();
        if (!CreateBucketConfiguration?.LocationConstraint && !CreateBucketConfiguration?.Location) {
            if (region !== "us-east-1") {
                args.input.CreateBucketConfiguration = args.input.CreateBucketConfiguration ?? {};
                args.input.CreateBucketConfiguration.LocationConstraint = region;
            }
        }
        return next(args);
    };
}
const locationConstraintMiddlewareOptions = {
    step: "initialize",
    tags: ["LOCATION_CONSTRAINT", "CREATE_BUCKET_CONFIGURATION"],
    name: "locationConstraintMiddleware",
    override: true,
};
const getLocationConstraintPlugin = (config) => ({
    applyToStack: (clientStack) => {
        clientStack.add(locationConstraintMiddleware(config), locationConstraintMiddlewareOptions);
    },
});

function ssecMiddleware(options) {
    return (next) => async (args) => {
        const input = { ...args.input };
        const properties = [
            {
                target: "SSECustomerKey",
                hash: "SSECustomerKeyMD5",
            },
            {
                target: "CopySourceSSECustomerKey",
                hash: "CopySourceSSECustomerKeyMD5",
            },
        ];
        for (const prop of properties) {
            const value = input[prop.target];
            if (value) {
                let valueForHash;
                if (typeof value === "string") {
                    if (isValidBase64EncodedSSECustomerKey(value, options)) {
                        valueForHash = options.base64Decoder(value);
                    }
                    else {
                        valueForHash = options.utf8Decoder(value);
                        input[prop.target] = options.base64Encoder(valueForHash);
                    }
                }
                else {
                    valueForHash = ArrayBuffer.isView(value)
                        ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
                        : new Uint8Array(value);
                    input[prop.target] = options.base64Encoder(valueForHash);
                }
                const hash = new options.md5();
                hash.update(valueForHash);
                input[prop.hash] = options.base64Encoder(await hash.digest());
            }
        }
        return next({
            ...args,
            input,
        });
    };
}
const ssecMiddlewareOptions = {
    name: "ssecMiddleware",
    step: "initialize",
    tags: ["SSE"],
    override: true,
};
const getSsecPlugin = (config) => ({
    applyToStack: (clientStack) => {
        clientStack.add(ssecMiddleware(config), ssecMiddlewareOptions);
    },
});
function isValidBase64EncodedSSECustomerKey(str, options) {
    const base64Regex = /^(?:[A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
    if (!base64Regex.test(str)) {
        return false;
    }
    try {
        const decodedBytes = options.base64Decoder(str);
        return decodedBytes.length === 32;
    }
    catch {
        return false;
    }
}

const resolveClientEndpointParameters = (options) => {
    return Object.assign(options, {
        useFipsEndpoint: options.useFipsEndpoint ?? false,
        useDualstackEndpoint: options.useDualstackEndpoint ?? false,
        forcePathStyle: options.forcePathStyle ?? false,
        useAccelerateEndpoint: options.useAccelerateEndpoint ?? false,
        useGlobalEndpoint: options.useGlobalEndpoint ?? false,
        disableMultiregionAccessPoints: options.disableMultiregionAccessPoints ?? false,
        defaultSigningName: "s3",
        clientContextParams: options.clientContextParams ?? {},
    });
};
const commonParams = {
    ForcePathStyle: { type: "clientContextParams", name: "forcePathStyle" },
    UseArnRegion: { type: "clientContextParams", name: "useArnRegion" },
    DisableMultiRegionAccessPoints: { type: "clientContextParams", name: "disableMultiregionAccessPoints" },
    Accelerate: { type: "clientContextParams", name: "useAccelerateEndpoint" },
    DisableS3ExpressSessionAuth: { type: "clientContextParams", name: "disableS3ExpressSessionAuth" },
    UseGlobalEndpoint: { type: "builtInParams", name: "useGlobalEndpoint" },
    UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
    Endpoint: { type: "builtInParams", name: "endpoint" },
    Region: { type: "builtInParams", name: "region" },
    UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" },
};

const command = makeBuilder(commonParams, "AmazonS3", "S3Client", getEndpointPlugin);
const _ep0 = {
    Bucket: { type: "contextParams", name: "Bucket" },
    Key: { type: "contextParams", name: "Key" },
};
const _ep2 = {
    UseS3ExpressControlEndpoint: { type: "staticContextParams", value: true },
    DisableAccessPoints: { type: "staticContextParams", value: true },
    Bucket: { type: "contextParams", name: "Bucket" },
};
const _ep4 = {
    DisableS3ExpressSessionAuth: { type: "staticContextParams", value: true },
    Bucket: { type: "contextParams", name: "Bucket" },
};
const _ep5 = {
    Bucket: { type: "contextParams", name: "Bucket" },
};
const _ep8 = {
    Bucket: { type: "contextParams", name: "Bucket" },
    Prefix: { type: "contextParams", name: "Prefix" },
};
const _mw0 = (Command, cs, config, o) => [
    getThrow200ExceptionsPlugin(config),
];
const _mw1 = (Command, cs, config, o) => [
    getThrow200ExceptionsPlugin(config),
    getSsecPlugin(config),
];
const _mw2 = (Command, cs, config, o) => [
    getThrow200ExceptionsPlugin(config),
    getLocationConstraintPlugin(config),
];
const _mw8 = (Command, cs, config, o) => [
    getThrow200ExceptionsPlugin(config),
    getSsecPlugin(config),
    getS3ExpiresMiddlewarePlugin(),
];
const _mw11 = (Command, cs, config, o) => [
    getFlexibleChecksumsPlugin(config, {
        requestAlgorithmMember: { "httpHeader": "x-amz-sdk-checksum-algorithm", "name": "ChecksumAlgorithm", },
        requestChecksumRequired: false,
    }),
    getCheckContentLengthHeaderPlugin(),
    getThrow200ExceptionsPlugin(config),
    getSsecPlugin(config),
];
const _mw13 = (Command, cs, config, o) => [
    getFlexibleChecksumsPlugin(config, {
        requestAlgorithmMember: { "httpHeader": "x-amz-sdk-checksum-algorithm", "name": "ChecksumAlgorithm", },
        requestChecksumRequired: false,
    }),
    getThrow200ExceptionsPlugin(config),
    getSsecPlugin(config),
];

class S3ServiceException extends ServiceException {
    static shapeId = "smithy.ts.sdk.synthetic.com.amazonaws.s3#S3ServiceException";
    constructor(options) {
        super(options);
        Object.setPrototypeOf(this, S3ServiceException.prototype);
    }
}

class NoSuchUpload extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#NoSuchUpload";
    name = "NoSuchUpload";
    $fault = "client";
    constructor(opts) {
        super({
            name: "NoSuchUpload",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, NoSuchUpload.prototype);
    }
}
class AccessDenied extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#AccessDenied";
    name = "AccessDenied";
    $fault = "client";
    constructor(opts) {
        super({
            name: "AccessDenied",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, AccessDenied.prototype);
    }
}
class ObjectNotInActiveTierError extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#ObjectNotInActiveTierError";
    name = "ObjectNotInActiveTierError";
    $fault = "client";
    constructor(opts) {
        super({
            name: "ObjectNotInActiveTierError",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, ObjectNotInActiveTierError.prototype);
    }
}
class BucketAlreadyExists extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#BucketAlreadyExists";
    name = "BucketAlreadyExists";
    $fault = "client";
    constructor(opts) {
        super({
            name: "BucketAlreadyExists",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, BucketAlreadyExists.prototype);
    }
}
class BucketAlreadyOwnedByYou extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#BucketAlreadyOwnedByYou";
    name = "BucketAlreadyOwnedByYou";
    $fault = "client";
    constructor(opts) {
        super({
            name: "BucketAlreadyOwnedByYou",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, BucketAlreadyOwnedByYou.prototype);
    }
}
class NoSuchBucket extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#NoSuchBucket";
    name = "NoSuchBucket";
    $fault = "client";
    constructor(opts) {
        super({
            name: "NoSuchBucket",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, NoSuchBucket.prototype);
    }
}
class NoSuchKey extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#NoSuchKey";
    name = "NoSuchKey";
    $fault = "client";
    constructor(opts) {
        super({
            name: "NoSuchKey",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, NoSuchKey.prototype);
    }
}
class InvalidObjectState extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#InvalidObjectState";
    name = "InvalidObjectState";
    $fault = "client";
    StorageClass;
    AccessTier;
    constructor(opts) {
        super({
            name: "InvalidObjectState",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidObjectState.prototype);
        this.StorageClass = opts.StorageClass;
        this.AccessTier = opts.AccessTier;
    }
}
class NoSuchAnnotation extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#NoSuchAnnotation";
    name = "NoSuchAnnotation";
    $fault = "client";
    constructor(opts) {
        super({
            name: "NoSuchAnnotation",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, NoSuchAnnotation.prototype);
    }
}
class NotFound extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#NotFound";
    name = "NotFound";
    $fault = "client";
    constructor(opts) {
        super({
            name: "NotFound",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, NotFound.prototype);
    }
}
class InvalidPrefix extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#InvalidPrefix";
    name = "InvalidPrefix";
    $fault = "client";
    constructor(opts) {
        super({
            name: "InvalidPrefix",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidPrefix.prototype);
    }
}
class EncryptionTypeMismatch extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#EncryptionTypeMismatch";
    name = "EncryptionTypeMismatch";
    $fault = "client";
    constructor(opts) {
        super({
            name: "EncryptionTypeMismatch",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, EncryptionTypeMismatch.prototype);
    }
}
class InvalidRequest extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#InvalidRequest";
    name = "InvalidRequest";
    $fault = "client";
    constructor(opts) {
        super({
            name: "InvalidRequest",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidRequest.prototype);
    }
}
class InvalidWriteOffset extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#InvalidWriteOffset";
    name = "InvalidWriteOffset";
    $fault = "client";
    constructor(opts) {
        super({
            name: "InvalidWriteOffset",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidWriteOffset.prototype);
    }
}
class TooManyParts extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#TooManyParts";
    name = "TooManyParts";
    $fault = "client";
    constructor(opts) {
        super({
            name: "TooManyParts",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TooManyParts.prototype);
    }
}
class AnnotationLimitExceeded extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#AnnotationLimitExceeded";
    name = "AnnotationLimitExceeded";
    $fault = "client";
    constructor(opts) {
        super({
            name: "AnnotationLimitExceeded",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, AnnotationLimitExceeded.prototype);
    }
}
class AnnotationNameTooLong extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#AnnotationNameTooLong";
    name = "AnnotationNameTooLong";
    $fault = "client";
    constructor(opts) {
        super({
            name: "AnnotationNameTooLong",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, AnnotationNameTooLong.prototype);
    }
}
class InvalidAnnotationName extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#InvalidAnnotationName";
    name = "InvalidAnnotationName";
    $fault = "client";
    constructor(opts) {
        super({
            name: "InvalidAnnotationName",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidAnnotationName.prototype);
    }
}
class UnsupportedMediaType extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#UnsupportedMediaType";
    name = "UnsupportedMediaType";
    $fault = "client";
    constructor(opts) {
        super({
            name: "UnsupportedMediaType",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, UnsupportedMediaType.prototype);
    }
}
class IdempotencyParameterMismatch extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#IdempotencyParameterMismatch";
    name = "IdempotencyParameterMismatch";
    $fault = "client";
    constructor(opts) {
        super({
            name: "IdempotencyParameterMismatch",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, IdempotencyParameterMismatch.prototype);
    }
}
class ObjectAlreadyInActiveTierError extends S3ServiceException {
    static shapeId = "com.amazonaws.s3#ObjectAlreadyInActiveTierError";
    name = "ObjectAlreadyInActiveTierError";
    $fault = "client";
    constructor(opts) {
        super({
            name: "ObjectAlreadyInActiveTierError",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, ObjectAlreadyInActiveTierError.prototype);
    }
}

const _ACL_ = "ACL";
const _AD = "AccessDenied";
const _ADb = "AbortDate";
const _AKI = "AccessKeyId";
const _ALE = "AnnotationLimitExceeded";
const _AMU = "AbortMultipartUpload";
const _AMUO = "AbortMultipartUploadOutput";
const _AMUR = "AbortMultipartUploadRequest";
const _ANTL = "AnnotationNameTooLong";
const _APA = "AccessPointAlias";
const _AR = "AcceptRanges";
const _ARI = "AbortRuleId";
const _ASr = "ArchiveStatus";
const _AT = "AccessTier";
const _B = "Bucket";
const _BA = "BucketArn";
const _BAE = "BucketAlreadyExists";
const _BAOBY = "BucketAlreadyOwnedByYou";
const _BGR = "BypassGovernanceRetention";
const _BI = "BucketInfo";
const _BKE = "BucketKeyEnabled";
const _BLN = "BucketLocationName";
const _BLT = "BucketLocationType";
const _BN = "BucketNamespace";
const _BR = "BucketRegion";
const _Bo = "Body";
const _CA = "ChecksumAlgorithm";
const _CB = "CreateBucket";
const _CBC = "CreateBucketConfiguration";
const _CBO = "CreateBucketOutput";
const _CBR = "CreateBucketRequest";
const _CC = "CacheControl";
const _CCRC = "ChecksumCRC32";
const _CCRCC = "ChecksumCRC32C";
const _CCRCNVME = "ChecksumCRC64NVME";
const _CC_ = "Cache-Control";
const _CD_ = "Content-Disposition";
const _CDo = "ContentDisposition";
const _CE_ = "Content-Encoding";
const _CEo = "ContentEncoding";
const _CL = "ContentLanguage";
const _CL_ = "Content-Language";
const _CL__ = "Content-Length";
const _CLo = "ContentLength";
const _CM = "Content-MD5";
const _CMD = "ChecksumMD5";
const _CMDo = "ContentMD5";
const _CMU = "CompletedMultipartUpload";
const _CMUO = "CompleteMultipartUploadOutput";
const _CMUOr = "CreateMultipartUploadOutput";
const _CMUR = "CompleteMultipartUploadResult";
const _CMURo = "CompleteMultipartUploadRequest";
const _CMURr = "CreateMultipartUploadRequest";
const _CMUo = "CompleteMultipartUpload";
const _CMUr = "CreateMultipartUpload";
const _CMh = "ChecksumMode";
const _CP = "CommonPrefix";
const _CPL = "CommonPrefixList";
const _CPLo = "CompletedPartList";
const _CPo = "CompletedPart";
const _CPom = "CommonPrefixes";
const _CR = "ContentRange";
const _CR_ = "Content-Range";
const _CSHA = "ChecksumSHA1";
const _CSHAh = "ChecksumSHA256";
const _CSHAhe = "ChecksumSHA512";
const _CSO = "CreateSessionOutput";
const _CSR = "CreateSessionResult";
const _CSRr = "CreateSessionRequest";
const _CSr = "CreateSession";
const _CT = "ChecksumType";
const _CT_ = "Content-Type";
const _CTo = "ContentType";
const _CTon = "ContinuationToken";
const _CXXHASH = "ChecksumXXHASH64";
const _CXXHASHh = "ChecksumXXHASH3";
const _CXXHASHhe = "ChecksumXXHASH128";
const _Con = "Contents";
const _Cr = "Credentials";
const _DM = "DeleteMarker";
const _DN = "DisplayName";
const _DOO = "DeleteObjectOutput";
const _DOR = "DeleteObjectRequest";
const _DOel = "DeleteObject";
const _DR = "DataRedundancy";
const _Deli = "Delimiter";
const _EBO = "ExpectedBucketOwner";
const _ES = "ExpiresString";
const _ET = "ETag";
const _ETM = "EncryptionTypeMismatch";
const _ETnc = "EncodingType";
const _Ex = "Expiration";
const _Exp = "Expires";
const _FO = "FetchOwner";
const _GFC = "GrantFullControl";
const _GR = "GrantRead";
const _GRACP = "GrantReadACP";
const _GW = "GrantWrite";
const _GWACP = "GrantWriteACP";
const _HB = "HeadBucket";
const _HBO = "HeadBucketOutput";
const _HBR = "HeadBucketRequest";
const _HO = "HeadObject";
const _HOO = "HeadObjectOutput";
const _HOR = "HeadObjectRequest";
const _IAN = "InvalidAnnotationName";
const _ID = "ID";
const _IM = "IfMatch";
const _IMIT = "IfMatchInitiatedTime";
const _IMLMT = "IfMatchLastModifiedTime";
const _IMS = "IfMatchSize";
const _IMS_ = "If-Modified-Since";
const _IMSf = "IfModifiedSince";
const _IMUR = "InitiateMultipartUploadResult";
const _IM_ = "If-Match";
const _INM = "IfNoneMatch";
const _INM_ = "If-None-Match";
const _IOS = "InvalidObjectState";
const _IP = "InvalidPrefix";
const _IPM = "IdempotencyParameterMismatch";
const _IR = "InvalidRequest";
const _IRIP = "IsRestoreInProgress";
const _IT = "IsTruncated";
const _IUS = "IfUnmodifiedSince";
const _IUS_ = "If-Unmodified-Since";
const _IWO = "InvalidWriteOffset";
const _In = "Initiator";
const _Ini = "Initiated";
const _K = "Key";
const _KC = "KeyCount";
const _KM = "KeyMarker";
const _L = "Location";
const _LBRi = "ListBucketResult";
const _LC = "LocationConstraint";
const _LI = "LocationInfo";
const _LM = "LastModified";
const _LMU = "ListMultipartUploads";
const _LMUO = "ListMultipartUploadsOutput";
const _LMUR = "ListMultipartUploadsResult";
const _LMURi = "ListMultipartUploadsRequest";
const _LM_ = "Last-Modified";
const _LOV = "ListObjectsV2";
const _LOVO = "ListObjectsV2Output";
const _LOVR = "ListObjectsV2Request";
const _M = "Metadata";
const _MFA = "MFA";
const _MK = "MaxKeys";
const _MM = "MissingMeta";
const _MOS = "MpuObjectSize";
const _MU = "MultipartUpload";
const _MUL = "MultipartUploadList";
const _MUa = "MaxUploads";
const _N = "Name";
const _NCT = "NextContinuationToken";
const _NF = "NotFound";
const _NKM = "NextKeyMarker";
const _NSA = "NoSuchAnnotation";
const _NSB = "NoSuchBucket";
const _NSK = "NoSuchKey";
const _NSU = "NoSuchUpload";
const _NUIM = "NextUploadIdMarker";
const _O = "Owner";
const _OAIATE = "ObjectAlreadyInActiveTierError";
const _OLEFB = "ObjectLockEnabledForBucket";
const _OLEH = "ObjectLockEventHold";
const _OLEHDD = "ObjectLockEventHoldDurationDays";
const _OLEHDY = "ObjectLockEventHoldDurationYears";
const _OLLHS = "ObjectLockLegalHoldStatus";
const _OLM = "ObjectLockMode";
const _OLRUD = "ObjectLockRetainUntilDate";
const _OLb = "ObjectList";
const _ONIATE = "ObjectNotInActiveTierError";
const _OO = "ObjectOwnership";
const _OOA = "OptionalObjectAttributes";
const _Obj = "Object";
const _P = "Prefix";
const _PC = "PartsCount";
const _PN = "PartNumber";
const _PO = "PutObject";
const _POO = "PutObjectOutput";
const _POR = "PutObjectRequest";
const _Pa = "Parts";
const _Par = "Part";
const _RC = "RequestCharged";
const _RCC = "ResponseCacheControl";
const _RCD = "ResponseContentDisposition";
const _RCE = "ResponseContentEncoding";
const _RCL = "ResponseContentLanguage";
const _RCT = "ResponseContentType";
const _RE = "ResponseExpires";
const _RED = "RestoreExpiryDate";
const _RP = "RequestPayer";
const _RS = "ReplicationStatus";
const _RSe = "RestoreStatus";
const _Ra = "Range";
const _Re = "Restore";
const _SA = "StartAfter";
const _SAK = "SecretAccessKey";
const _SB = "StreamingBlob";
const _SC = "StorageClass";
const _SCV = "SessionCredentialValue";
const _SCe = "SessionCredentials";
const _SM = "SessionMode";
const _SSE = "ServerSideEncryption";
const _SSECA = "SSECustomerAlgorithm";
const _SSECK = "SSECustomerKey";
const _SSECKMD = "SSECustomerKeyMD5";
const _SSEKMSEC = "SSEKMSEncryptionContext";
const _SSEKMSKI = "SSEKMSKeyId";
const _ST = "SessionToken";
const _Si = "Size";
const _T = "Tags";
const _TC = "TagCount";
const _TMP = "TooManyParts";
const _TSa = "TagSet";
const _Ta = "Tag";
const _Tag = "Tagging";
const _Ty = "Type";
const _U = "Uploads";
const _UI = "UploadId";
const _UIM = "UploadIdMarker";
const _UMT = "UnsupportedMediaType";
const _UP = "UploadPart";
const _UPO = "UploadPartOutput";
const _UPR = "UploadPartRequest";
const _Up = "Upload";
const _V = "Value";
const _VI = "VersionId";
const _WOB = "WriteOffsetBytes";
const _WRL = "WebsiteRedirectLocation";
const _ar = "accept-ranges";
const _c = "client";
const _ct = "continuation-token";
const _d = "delimiter";
const _e = "error";
const _et = "encoding-type";
const _fo = "fetch-owner";
const _h = "http";
const _hC = "httpChecksum";
const _hE = "httpError";
const _hH = "httpHeader";
const _hP = "httpPayload";
const _hPH = "httpPrefixHeaders";
const _hQ = "httpQuery";
const _km = "key-marker";
const _mk = "max-keys";
const _mu = "max-uploads";
const _p = "prefix";
const _pN = "partNumber";
const _rcc = "response-cache-control";
const _rcd = "response-content-disposition";
const _rce = "response-content-encoding";
const _rcl = "response-content-language";
const _rct = "response-content-type";
const _re = "response-expires";
const _s = "smithy.ts.sdk.synthetic.com.amazonaws.s3";
const _sa = "start-after";
const _st = "streaming";
const _uI = "uploadId";
const _uim = "upload-id-marker";
const _vI = "versionId";
const _xF = "xmlFlattened";
const _xN = "xmlName";
const _xaa = "x-amz-acl";
const _xaad = "x-amz-abort-date";
const _xaapa = "x-amz-access-point-alias";
const _xaari = "x-amz-abort-rule-id";
const _xaas = "x-amz-archive-status";
const _xaba = "x-amz-bucket-arn";
const _xabgr = "x-amz-bypass-governance-retention";
const _xabln = "x-amz-bucket-location-name";
const _xablt = "x-amz-bucket-location-type";
const _xabn = "x-amz-bucket-namespace";
const _xabole = "x-amz-bucket-object-lock-enabled";
const _xabr = "x-amz-bucket-region";
const _xaca = "x-amz-checksum-algorithm";
const _xacc = "x-amz-checksum-crc32";
const _xacc_ = "x-amz-checksum-crc32c";
const _xacc__ = "x-amz-checksum-crc64nvme";
const _xacm = "x-amz-checksum-md5";
const _xacm_ = "x-amz-checksum-mode";
const _xacs = "x-amz-checksum-sha1";
const _xacs_ = "x-amz-checksum-sha256";
const _xacs__ = "x-amz-checksum-sha512";
const _xacsm = "x-amz-create-session-mode";
const _xact = "x-amz-checksum-type";
const _xacx = "x-amz-checksum-xxhash64";
const _xacx_ = "x-amz-checksum-xxhash3";
const _xacx__ = "x-amz-checksum-xxhash128";
const _xadm = "x-amz-delete-marker";
const _xae = "x-amz-expiration";
const _xaebo = "x-amz-expected-bucket-owner";
const _xagfc = "x-amz-grant-full-control";
const _xagr = "x-amz-grant-read";
const _xagra = "x-amz-grant-read-acp";
const _xagw = "x-amz-grant-write";
const _xagwa = "x-amz-grant-write-acp";
const _xaimit = "x-amz-if-match-initiated-time";
const _xaimlmt = "x-amz-if-match-last-modified-time";
const _xaims = "x-amz-if-match-size";
const _xam = "x-amz-meta-";
const _xam_ = "x-amz-mfa";
const _xamm = "x-amz-missing-meta";
const _xamos = "x-amz-mp-object-size";
const _xampc = "x-amz-mp-parts-count";
const _xaoleh = "x-amz-object-lock-event-hold";
const _xaolehdd = "x-amz-object-lock-event-hold-duration-days";
const _xaolehdy = "x-amz-object-lock-event-hold-duration-years";
const _xaollh = "x-amz-object-lock-legal-hold";
const _xaolm = "x-amz-object-lock-mode";
const _xaolrud = "x-amz-object-lock-retain-until-date";
const _xaoo = "x-amz-object-ownership";
const _xaooa = "x-amz-optional-object-attributes";
const _xaos = "x-amz-object-size";
const _xar = "x-amz-restore";
const _xarc = "x-amz-request-charged";
const _xarp = "x-amz-request-payer";
const _xars = "x-amz-replication-status";
const _xasc = "x-amz-storage-class";
const _xasca = "x-amz-sdk-checksum-algorithm";
const _xasse = "x-amz-server-side-encryption";
const _xasseakki = "x-amz-server-side-encryption-aws-kms-key-id";
const _xassebke = "x-amz-server-side-encryption-bucket-key-enabled";
const _xassec = "x-amz-server-side-encryption-context";
const _xasseca = "x-amz-server-side-encryption-customer-algorithm";
const _xasseck = "x-amz-server-side-encryption-customer-key";
const _xasseckM = "x-amz-server-side-encryption-customer-key-MD5";
const _xat = "x-amz-tagging";
const _xatc = "x-amz-tagging-count";
const _xavi = "x-amz-version-id";
const _xawob = "x-amz-write-offset-bytes";
const _xawrl = "x-amz-website-redirect-location";
const n0 = "com.amazonaws.s3";
const _s_registry = new TypeRegistry(_s);
var S3ServiceException$ = [-3, _s, "S3ServiceException", 0, [], []];
_s_registry.registerError(S3ServiceException$, S3ServiceException);
const n0_registry = new TypeRegistry(n0);
var AccessDenied$ = [-3, n0, _AD,
    { [_e]: _c, [_hE]: 403 },
    [],
    []
];
n0_registry.registerError(AccessDenied$, AccessDenied);
var AnnotationLimitExceeded$ = [-3, n0, _ALE,
    { [_e]: _c, [_hE]: 400 },
    [],
    []
];
n0_registry.registerError(AnnotationLimitExceeded$, AnnotationLimitExceeded);
var AnnotationNameTooLong$ = [-3, n0, _ANTL,
    { [_e]: _c, [_hE]: 400 },
    [],
    []
];
n0_registry.registerError(AnnotationNameTooLong$, AnnotationNameTooLong);
var BucketAlreadyExists$ = [-3, n0, _BAE,
    { [_e]: _c, [_hE]: 409 },
    [],
    []
];
n0_registry.registerError(BucketAlreadyExists$, BucketAlreadyExists);
var BucketAlreadyOwnedByYou$ = [-3, n0, _BAOBY,
    { [_e]: _c, [_hE]: 409 },
    [],
    []
];
n0_registry.registerError(BucketAlreadyOwnedByYou$, BucketAlreadyOwnedByYou);
var EncryptionTypeMismatch$ = [-3, n0, _ETM,
    { [_e]: _c, [_hE]: 400 },
    [],
    []
];
n0_registry.registerError(EncryptionTypeMismatch$, EncryptionTypeMismatch);
var IdempotencyParameterMismatch$ = [-3, n0, _IPM,
    { [_e]: _c, [_hE]: 400 },
    [],
    []
];
n0_registry.registerError(IdempotencyParameterMismatch$, IdempotencyParameterMismatch);
var InvalidAnnotationName$ = [-3, n0, _IAN,
    { [_e]: _c, [_hE]: 400 },
    [],
    []
];
n0_registry.registerError(InvalidAnnotationName$, InvalidAnnotationName);
var InvalidObjectState$ = [-3, n0, _IOS,
    { [_e]: _c, [_hE]: 403 },
    [_SC, _AT],
    [0, 0]
];
n0_registry.registerError(InvalidObjectState$, InvalidObjectState);
var InvalidPrefix$ = [-3, n0, _IP,
    { [_e]: _c, [_hE]: 400 },
    [],
    []
];
n0_registry.registerError(InvalidPrefix$, InvalidPrefix);
var InvalidRequest$ = [-3, n0, _IR,
    { [_e]: _c, [_hE]: 400 },
    [],
    []
];
n0_registry.registerError(InvalidRequest$, InvalidRequest);
var InvalidWriteOffset$ = [-3, n0, _IWO,
    { [_e]: _c, [_hE]: 400 },
    [],
    []
];
n0_registry.registerError(InvalidWriteOffset$, InvalidWriteOffset);
var NoSuchAnnotation$ = [-3, n0, _NSA,
    { [_e]: _c, [_hE]: 404 },
    [],
    []
];
n0_registry.registerError(NoSuchAnnotation$, NoSuchAnnotation);
var NoSuchBucket$ = [-3, n0, _NSB,
    { [_e]: _c, [_hE]: 404 },
    [],
    []
];
n0_registry.registerError(NoSuchBucket$, NoSuchBucket);
var NoSuchKey$ = [-3, n0, _NSK,
    { [_e]: _c, [_hE]: 404 },
    [],
    []
];
n0_registry.registerError(NoSuchKey$, NoSuchKey);
var NoSuchUpload$ = [-3, n0, _NSU,
    { [_e]: _c, [_hE]: 404 },
    [],
    []
];
n0_registry.registerError(NoSuchUpload$, NoSuchUpload);
var NotFound$ = [-3, n0, _NF,
    { [_e]: _c },
    [],
    []
];
n0_registry.registerError(NotFound$, NotFound);
var ObjectAlreadyInActiveTierError$ = [-3, n0, _OAIATE,
    { [_e]: _c, [_hE]: 403 },
    [],
    []
];
n0_registry.registerError(ObjectAlreadyInActiveTierError$, ObjectAlreadyInActiveTierError);
var ObjectNotInActiveTierError$ = [-3, n0, _ONIATE,
    { [_e]: _c, [_hE]: 403 },
    [],
    []
];
n0_registry.registerError(ObjectNotInActiveTierError$, ObjectNotInActiveTierError);
var TooManyParts$ = [-3, n0, _TMP,
    { [_e]: _c, [_hE]: 400 },
    [],
    []
];
n0_registry.registerError(TooManyParts$, TooManyParts);
var UnsupportedMediaType$ = [-3, n0, _UMT,
    { [_e]: _c, [_hE]: 415 },
    [],
    []
];
n0_registry.registerError(UnsupportedMediaType$, UnsupportedMediaType);
const errorTypeRegistries = [
    _s_registry,
    n0_registry,
];
var SessionCredentialValue = [0, n0, _SCV, 8, 0];
var SSECustomerKey = [0, n0, _SSECK, 8, 0];
var SSEKMSEncryptionContext = [0, n0, _SSEKMSEC, 8, 0];
var SSEKMSKeyId = [0, n0, _SSEKMSKI, 8, 0];
var StreamingBlob = [0, n0, _SB, { [_st]: 1 }, 42];
var AbortMultipartUploadOutput$ = [3, n0, _AMUO,
    0,
    [_RC, _VI],
    [[0, { [_hH]: _xarc }], [0, { [_hH]: _xavi }]]
];
var AbortMultipartUploadRequest$ = [3, n0, _AMUR,
    0,
    [_B, _K, _UI, _RP, _EBO, _IMIT],
    [[0, 1], [0, 1], [0, { [_hQ]: _uI }], [0, { [_hH]: _xarp }], [0, { [_hH]: _xaebo }], [6, { [_hH]: _xaimit }]], 3
];
var BucketInfo$ = [3, n0, _BI,
    0,
    [_DR, _Ty],
    [0, 0]
];
var CommonPrefix$ = [3, n0, _CP,
    0,
    [_P],
    [0]
];
var CompletedMultipartUpload$ = [3, n0, _CMU,
    0,
    [_Pa],
    [[() => CompletedPartList, { [_xF]: 1, [_xN]: _Par }]]
];
var CompletedPart$ = [3, n0, _CPo,
    0,
    [_ET, _CCRC, _CCRCC, _CCRCNVME, _CSHA, _CSHAh, _CSHAhe, _CMD, _CXXHASH, _CXXHASHh, _CXXHASHhe, _PN],
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
];
var CompleteMultipartUploadOutput$ = [3, n0, _CMUO,
    { [_xN]: _CMUR },
    [_L, _B, _K, _Ex, _ET, _CCRC, _CCRCC, _CCRCNVME, _CSHA, _CSHAh, _CSHAhe, _CMD, _CXXHASH, _CXXHASHh, _CXXHASHhe, _CT, _SSE, _VI, _SSEKMSKI, _BKE, _RC],
    [0, 0, 0, [0, { [_hH]: _xae }], 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, [0, { [_hH]: _xasse }], [0, { [_hH]: _xavi }], [() => SSEKMSKeyId, { [_hH]: _xasseakki }], [2, { [_hH]: _xassebke }], [0, { [_hH]: _xarc }]]
];
var CompleteMultipartUploadRequest$ = [3, n0, _CMURo,
    0,
    [_B, _K, _UI, _MU, _CCRC, _CCRCC, _CCRCNVME, _CSHA, _CSHAh, _CSHAhe, _CMD, _CXXHASH, _CXXHASHh, _CXXHASHhe, _CT, _MOS, _RP, _EBO, _IM, _INM, _SSECA, _SSECK, _SSECKMD],
    [[0, 1], [0, 1], [0, { [_hQ]: _uI }], [() => CompletedMultipartUpload$, { [_hP]: 1, [_xN]: _CMUo }], [0, { [_hH]: _xacc }], [0, { [_hH]: _xacc_ }], [0, { [_hH]: _xacc__ }], [0, { [_hH]: _xacs }], [0, { [_hH]: _xacs_ }], [0, { [_hH]: _xacs__ }], [0, { [_hH]: _xacm }], [0, { [_hH]: _xacx }], [0, { [_hH]: _xacx_ }], [0, { [_hH]: _xacx__ }], [0, { [_hH]: _xact }], [1, { [_hH]: _xamos }], [0, { [_hH]: _xarp }], [0, { [_hH]: _xaebo }], [0, { [_hH]: _IM_ }], [0, { [_hH]: _INM_ }], [0, { [_hH]: _xasseca }], [() => SSECustomerKey, { [_hH]: _xasseck }], [0, { [_hH]: _xasseckM }]], 3
];
var CreateBucketConfiguration$ = [3, n0, _CBC,
    0,
    [_LC, _L, _B, _T],
    [0, () => LocationInfo$, () => BucketInfo$, [() => TagSet, 0]]
];
var CreateBucketOutput$ = [3, n0, _CBO,
    0,
    [_L, _BA],
    [[0, { [_hH]: _L }], [0, { [_hH]: _xaba }]]
];
var CreateBucketRequest$ = [3, n0, _CBR,
    0,
    [_B, _ACL_, _CBC, _GFC, _GR, _GRACP, _GW, _GWACP, _OLEFB, _OO, _BN],
    [[0, 1], [0, { [_hH]: _xaa }], [() => CreateBucketConfiguration$, { [_hP]: 1, [_xN]: _CBC }], [0, { [_hH]: _xagfc }], [0, { [_hH]: _xagr }], [0, { [_hH]: _xagra }], [0, { [_hH]: _xagw }], [0, { [_hH]: _xagwa }], [2, { [_hH]: _xabole }], [0, { [_hH]: _xaoo }], [0, { [_hH]: _xabn }]], 1
];
var CreateMultipartUploadOutput$ = [3, n0, _CMUOr,
    { [_xN]: _IMUR },
    [_ADb, _ARI, _B, _K, _UI, _SSE, _SSECA, _SSECKMD, _SSEKMSKI, _SSEKMSEC, _BKE, _RC, _CA, _CT, _VI],
    [[4, { [_hH]: _xaad }], [0, { [_hH]: _xaari }], [0, { [_xN]: _B }], 0, 0, [0, { [_hH]: _xasse }], [0, { [_hH]: _xasseca }], [0, { [_hH]: _xasseckM }], [() => SSEKMSKeyId, { [_hH]: _xasseakki }], [() => SSEKMSEncryptionContext, { [_hH]: _xassec }], [2, { [_hH]: _xassebke }], [0, { [_hH]: _xarc }], [0, { [_hH]: _xaca }], [0, { [_hH]: _xact }], [0, { [_hH]: _xavi }]]
];
var CreateMultipartUploadRequest$ = [3, n0, _CMURr,
    0,
    [_B, _K, _ACL_, _CC, _CDo, _CEo, _CL, _CTo, _Exp, _GFC, _GR, _GRACP, _GWACP, _M, _SSE, _SC, _WRL, _SSECA, _SSECK, _SSECKMD, _SSEKMSKI, _SSEKMSEC, _BKE, _RP, _Tag, _OLM, _OLRUD, _OLLHS, _OLEH, _OLEHDD, _OLEHDY, _EBO, _CA, _CT],
    [[0, 1], [0, 1], [0, { [_hH]: _xaa }], [0, { [_hH]: _CC_ }], [0, { [_hH]: _CD_ }], [0, { [_hH]: _CE_ }], [0, { [_hH]: _CL_ }], [0, { [_hH]: _CT_ }], [4, { [_hH]: _Exp }], [0, { [_hH]: _xagfc }], [0, { [_hH]: _xagr }], [0, { [_hH]: _xagra }], [0, { [_hH]: _xagwa }], [128 | 0, { [_hPH]: _xam }], [0, { [_hH]: _xasse }], [0, { [_hH]: _xasc }], [0, { [_hH]: _xawrl }], [0, { [_hH]: _xasseca }], [() => SSECustomerKey, { [_hH]: _xasseck }], [0, { [_hH]: _xasseckM }], [() => SSEKMSKeyId, { [_hH]: _xasseakki }], [() => SSEKMSEncryptionContext, { [_hH]: _xassec }], [2, { [_hH]: _xassebke }], [0, { [_hH]: _xarp }], [0, { [_hH]: _xat }], [0, { [_hH]: _xaolm }], [5, { [_hH]: _xaolrud }], [0, { [_hH]: _xaollh }], [0, { [_hH]: _xaoleh }], [1, { [_hH]: _xaolehdd }], [1, { [_hH]: _xaolehdy }], [0, { [_hH]: _xaebo }], [0, { [_hH]: _xaca }], [0, { [_hH]: _xact }]], 2
];
var CreateSessionOutput$ = [3, n0, _CSO,
    { [_xN]: _CSR },
    [_Cr, _SSE, _SSEKMSKI, _SSEKMSEC, _BKE],
    [[() => SessionCredentials$, { [_xN]: _Cr }], [0, { [_hH]: _xasse }], [() => SSEKMSKeyId, { [_hH]: _xasseakki }], [() => SSEKMSEncryptionContext, { [_hH]: _xassec }], [2, { [_hH]: _xassebke }]], 1
];
var CreateSessionRequest$ = [3, n0, _CSRr,
    0,
    [_B, _SM, _SSE, _SSEKMSKI, _SSEKMSEC, _BKE],
    [[0, 1], [0, { [_hH]: _xacsm }], [0, { [_hH]: _xasse }], [() => SSEKMSKeyId, { [_hH]: _xasseakki }], [() => SSEKMSEncryptionContext, { [_hH]: _xassec }], [2, { [_hH]: _xassebke }]], 1
];
var DeleteObjectOutput$ = [3, n0, _DOO,
    0,
    [_DM, _VI, _RC],
    [[2, { [_hH]: _xadm }], [0, { [_hH]: _xavi }], [0, { [_hH]: _xarc }]]
];
var DeleteObjectRequest$ = [3, n0, _DOR,
    0,
    [_B, _K, _MFA, _VI, _RP, _BGR, _EBO, _IM, _IMLMT, _IMS],
    [[0, 1], [0, 1], [0, { [_hH]: _xam_ }], [0, { [_hQ]: _vI }], [0, { [_hH]: _xarp }], [2, { [_hH]: _xabgr }], [0, { [_hH]: _xaebo }], [0, { [_hH]: _IM_ }], [6, { [_hH]: _xaimlmt }], [1, { [_hH]: _xaims }]], 2
];
var HeadBucketOutput$ = [3, n0, _HBO,
    0,
    [_BA, _BLT, _BLN, _BR, _APA],
    [[0, { [_hH]: _xaba }], [0, { [_hH]: _xablt }], [0, { [_hH]: _xabln }], [0, { [_hH]: _xabr }], [2, { [_hH]: _xaapa }]]
];
var HeadBucketRequest$ = [3, n0, _HBR,
    0,
    [_B, _EBO],
    [[0, 1], [0, { [_hH]: _xaebo }]], 1
];
var HeadObjectOutput$ = [3, n0, _HOO,
    0,
    [_DM, _AR, _Ex, _Re, _ASr, _LM, _CLo, _CCRC, _CCRCC, _CCRCNVME, _CSHA, _CSHAh, _CSHAhe, _CMD, _CXXHASH, _CXXHASHh, _CXXHASHhe, _CT, _ET, _MM, _VI, _CC, _CDo, _CEo, _CL, _CTo, _CR, _Exp, _ES, _WRL, _SSE, _M, _SSECA, _SSECKMD, _SSEKMSKI, _BKE, _SC, _RC, _RS, _PC, _TC, _OLM, _OLRUD, _OLLHS, _OLEH, _OLEHDD, _OLEHDY],
    [[2, { [_hH]: _xadm }], [0, { [_hH]: _ar }], [0, { [_hH]: _xae }], [0, { [_hH]: _xar }], [0, { [_hH]: _xaas }], [4, { [_hH]: _LM_ }], [1, { [_hH]: _CL__ }], [0, { [_hH]: _xacc }], [0, { [_hH]: _xacc_ }], [0, { [_hH]: _xacc__ }], [0, { [_hH]: _xacs }], [0, { [_hH]: _xacs_ }], [0, { [_hH]: _xacs__ }], [0, { [_hH]: _xacm }], [0, { [_hH]: _xacx }], [0, { [_hH]: _xacx_ }], [0, { [_hH]: _xacx__ }], [0, { [_hH]: _xact }], [0, { [_hH]: _ET }], [1, { [_hH]: _xamm }], [0, { [_hH]: _xavi }], [0, { [_hH]: _CC_ }], [0, { [_hH]: _CD_ }], [0, { [_hH]: _CE_ }], [0, { [_hH]: _CL_ }], [0, { [_hH]: _CT_ }], [0, { [_hH]: _CR_ }], [4, { [_hH]: _Exp }], [0, { [_hH]: _ES }], [0, { [_hH]: _xawrl }], [0, { [_hH]: _xasse }], [128 | 0, { [_hPH]: _xam }], [0, { [_hH]: _xasseca }], [0, { [_hH]: _xasseckM }], [() => SSEKMSKeyId, { [_hH]: _xasseakki }], [2, { [_hH]: _xassebke }], [0, { [_hH]: _xasc }], [0, { [_hH]: _xarc }], [0, { [_hH]: _xars }], [1, { [_hH]: _xampc }], [1, { [_hH]: _xatc }], [0, { [_hH]: _xaolm }], [5, { [_hH]: _xaolrud }], [0, { [_hH]: _xaollh }], [0, { [_hH]: _xaoleh }], [1, { [_hH]: _xaolehdd }], [1, { [_hH]: _xaolehdy }]]
];
var HeadObjectRequest$ = [3, n0, _HOR,
    0,
    [_B, _K, _IM, _IMSf, _INM, _IUS, _Ra, _RCC, _RCD, _RCE, _RCL, _RCT, _RE, _VI, _SSECA, _SSECK, _SSECKMD, _RP, _PN, _EBO, _CMh],
    [[0, 1], [0, 1], [0, { [_hH]: _IM_ }], [4, { [_hH]: _IMS_ }], [0, { [_hH]: _INM_ }], [4, { [_hH]: _IUS_ }], [0, { [_hH]: _Ra }], [0, { [_hQ]: _rcc }], [0, { [_hQ]: _rcd }], [0, { [_hQ]: _rce }], [0, { [_hQ]: _rcl }], [0, { [_hQ]: _rct }], [6, { [_hQ]: _re }], [0, { [_hQ]: _vI }], [0, { [_hH]: _xasseca }], [() => SSECustomerKey, { [_hH]: _xasseck }], [0, { [_hH]: _xasseckM }], [0, { [_hH]: _xarp }], [1, { [_hQ]: _pN }], [0, { [_hH]: _xaebo }], [0, { [_hH]: _xacm_ }]], 2
];
var Initiator$ = [3, n0, _In,
    0,
    [_ID, _DN],
    [0, 0]
];
var ListMultipartUploadsOutput$ = [3, n0, _LMUO,
    { [_xN]: _LMUR },
    [_B, _KM, _UIM, _NKM, _P, _Deli, _NUIM, _MUa, _IT, _U, _CPom, _ETnc, _RC],
    [0, 0, 0, 0, 0, 0, 0, 1, 2, [() => MultipartUploadList, { [_xF]: 1, [_xN]: _Up }], [() => CommonPrefixList, { [_xF]: 1 }], 0, [0, { [_hH]: _xarc }]]
];
var ListMultipartUploadsRequest$ = [3, n0, _LMURi,
    0,
    [_B, _Deli, _ETnc, _KM, _MUa, _P, _UIM, _EBO, _RP],
    [[0, 1], [0, { [_hQ]: _d }], [0, { [_hQ]: _et }], [0, { [_hQ]: _km }], [1, { [_hQ]: _mu }], [0, { [_hQ]: _p }], [0, { [_hQ]: _uim }], [0, { [_hH]: _xaebo }], [0, { [_hH]: _xarp }]], 1
];
var ListObjectsV2Output$ = [3, n0, _LOVO,
    { [_xN]: _LBRi },
    [_IT, _Con, _N, _P, _Deli, _MK, _CPom, _ETnc, _KC, _CTon, _NCT, _SA, _RC],
    [2, [() => ObjectList, { [_xF]: 1 }], 0, 0, 0, 1, [() => CommonPrefixList, { [_xF]: 1 }], 0, 1, 0, 0, 0, [0, { [_hH]: _xarc }]]
];
var ListObjectsV2Request$ = [3, n0, _LOVR,
    0,
    [_B, _Deli, _ETnc, _MK, _P, _CTon, _FO, _SA, _RP, _EBO, _OOA],
    [[0, 1], [0, { [_hQ]: _d }], [0, { [_hQ]: _et }], [1, { [_hQ]: _mk }], [0, { [_hQ]: _p }], [0, { [_hQ]: _ct }], [2, { [_hQ]: _fo }], [0, { [_hQ]: _sa }], [0, { [_hH]: _xarp }], [0, { [_hH]: _xaebo }], [64 | 0, { [_hH]: _xaooa }]], 1
];
var LocationInfo$ = [3, n0, _LI,
    0,
    [_Ty, _N],
    [0, 0]
];
var MultipartUpload$ = [3, n0, _MU,
    0,
    [_UI, _K, _Ini, _SC, _O, _In, _CA, _CT, _VI],
    [0, 0, 4, 0, () => Owner$, () => Initiator$, 0, 0, 0]
];
var _Object$ = [3, n0, _Obj,
    0,
    [_K, _LM, _ET, _CA, _CT, _Si, _SC, _O, _RSe],
    [0, 4, 0, [64 | 0, { [_xF]: 1 }], 0, 1, 0, () => Owner$, () => RestoreStatus$]
];
var Owner$ = [3, n0, _O,
    0,
    [_DN, _ID],
    [0, 0]
];
var PutObjectOutput$ = [3, n0, _POO,
    0,
    [_Ex, _ET, _CCRC, _CCRCC, _CCRCNVME, _CSHA, _CSHAh, _CSHAhe, _CMD, _CXXHASH, _CXXHASHh, _CXXHASHhe, _CT, _SSE, _VI, _SSECA, _SSECKMD, _SSEKMSKI, _SSEKMSEC, _BKE, _Si, _RC],
    [[0, { [_hH]: _xae }], [0, { [_hH]: _ET }], [0, { [_hH]: _xacc }], [0, { [_hH]: _xacc_ }], [0, { [_hH]: _xacc__ }], [0, { [_hH]: _xacs }], [0, { [_hH]: _xacs_ }], [0, { [_hH]: _xacs__ }], [0, { [_hH]: _xacm }], [0, { [_hH]: _xacx }], [0, { [_hH]: _xacx_ }], [0, { [_hH]: _xacx__ }], [0, { [_hH]: _xact }], [0, { [_hH]: _xasse }], [0, { [_hH]: _xavi }], [0, { [_hH]: _xasseca }], [0, { [_hH]: _xasseckM }], [() => SSEKMSKeyId, { [_hH]: _xasseakki }], [() => SSEKMSEncryptionContext, { [_hH]: _xassec }], [2, { [_hH]: _xassebke }], [1, { [_hH]: _xaos }], [0, { [_hH]: _xarc }]]
];
var PutObjectRequest$ = [3, n0, _POR,
    0,
    [_B, _K, _ACL_, _Bo, _CC, _CDo, _CEo, _CL, _CLo, _CMDo, _CTo, _CA, _CCRC, _CCRCC, _CCRCNVME, _CSHA, _CSHAh, _CSHAhe, _CMD, _CXXHASH, _CXXHASHh, _CXXHASHhe, _Exp, _IM, _INM, _GFC, _GR, _GRACP, _GWACP, _WOB, _M, _SSE, _SC, _WRL, _SSECA, _SSECK, _SSECKMD, _SSEKMSKI, _SSEKMSEC, _BKE, _RP, _Tag, _OLM, _OLRUD, _OLLHS, _OLEH, _OLEHDD, _OLEHDY, _EBO],
    [[0, 1], [0, 1], [0, { [_hH]: _xaa }], [() => StreamingBlob, 16], [0, { [_hH]: _CC_ }], [0, { [_hH]: _CD_ }], [0, { [_hH]: _CE_ }], [0, { [_hH]: _CL_ }], [1, { [_hH]: _CL__ }], [0, { [_hH]: _CM }], [0, { [_hH]: _CT_ }], [0, { [_hH]: _xasca }], [0, { [_hH]: _xacc }], [0, { [_hH]: _xacc_ }], [0, { [_hH]: _xacc__ }], [0, { [_hH]: _xacs }], [0, { [_hH]: _xacs_ }], [0, { [_hH]: _xacs__ }], [0, { [_hH]: _xacm }], [0, { [_hH]: _xacx }], [0, { [_hH]: _xacx_ }], [0, { [_hH]: _xacx__ }], [4, { [_hH]: _Exp }], [0, { [_hH]: _IM_ }], [0, { [_hH]: _INM_ }], [0, { [_hH]: _xagfc }], [0, { [_hH]: _xagr }], [0, { [_hH]: _xagra }], [0, { [_hH]: _xagwa }], [1, { [_hH]: _xawob }], [128 | 0, { [_hPH]: _xam }], [0, { [_hH]: _xasse }], [0, { [_hH]: _xasc }], [0, { [_hH]: _xawrl }], [0, { [_hH]: _xasseca }], [() => SSECustomerKey, { [_hH]: _xasseck }], [0, { [_hH]: _xasseckM }], [() => SSEKMSKeyId, { [_hH]: _xasseakki }], [() => SSEKMSEncryptionContext, { [_hH]: _xassec }], [2, { [_hH]: _xassebke }], [0, { [_hH]: _xarp }], [0, { [_hH]: _xat }], [0, { [_hH]: _xaolm }], [5, { [_hH]: _xaolrud }], [0, { [_hH]: _xaollh }], [0, { [_hH]: _xaoleh }], [1, { [_hH]: _xaolehdd }], [1, { [_hH]: _xaolehdy }], [0, { [_hH]: _xaebo }]], 2
];
var RestoreStatus$ = [3, n0, _RSe,
    0,
    [_IRIP, _RED],
    [2, 4]
];
var SessionCredentials$ = [3, n0, _SCe,
    0,
    [_AKI, _SAK, _ST, _Ex],
    [[0, { [_xN]: _AKI }], [() => SessionCredentialValue, { [_xN]: _SAK }], [() => SessionCredentialValue, { [_xN]: _ST }], [4, { [_xN]: _Ex }]], 4
];
var Tag$ = [3, n0, _Ta,
    0,
    [_K, _V],
    [0, 0], 2
];
var UploadPartOutput$ = [3, n0, _UPO,
    0,
    [_SSE, _ET, _CCRC, _CCRCC, _CCRCNVME, _CSHA, _CSHAh, _CSHAhe, _CMD, _CXXHASH, _CXXHASHh, _CXXHASHhe, _SSECA, _SSECKMD, _SSEKMSKI, _BKE, _RC, _VI],
    [[0, { [_hH]: _xasse }], [0, { [_hH]: _ET }], [0, { [_hH]: _xacc }], [0, { [_hH]: _xacc_ }], [0, { [_hH]: _xacc__ }], [0, { [_hH]: _xacs }], [0, { [_hH]: _xacs_ }], [0, { [_hH]: _xacs__ }], [0, { [_hH]: _xacm }], [0, { [_hH]: _xacx }], [0, { [_hH]: _xacx_ }], [0, { [_hH]: _xacx__ }], [0, { [_hH]: _xasseca }], [0, { [_hH]: _xasseckM }], [() => SSEKMSKeyId, { [_hH]: _xasseakki }], [2, { [_hH]: _xassebke }], [0, { [_hH]: _xarc }], [0, { [_hH]: _xavi }]]
];
var UploadPartRequest$ = [3, n0, _UPR,
    0,
    [_B, _K, _PN, _UI, _Bo, _CLo, _CMDo, _CA, _CCRC, _CCRCC, _CCRCNVME, _CSHA, _CSHAh, _CSHAhe, _CMD, _CXXHASH, _CXXHASHh, _CXXHASHhe, _SSECA, _SSECK, _SSECKMD, _RP, _EBO],
    [[0, 1], [0, 1], [1, { [_hQ]: _pN }], [0, { [_hQ]: _uI }], [() => StreamingBlob, 16], [1, { [_hH]: _CL__ }], [0, { [_hH]: _CM }], [0, { [_hH]: _xasca }], [0, { [_hH]: _xacc }], [0, { [_hH]: _xacc_ }], [0, { [_hH]: _xacc__ }], [0, { [_hH]: _xacs }], [0, { [_hH]: _xacs_ }], [0, { [_hH]: _xacs__ }], [0, { [_hH]: _xacm }], [0, { [_hH]: _xacx }], [0, { [_hH]: _xacx_ }], [0, { [_hH]: _xacx__ }], [0, { [_hH]: _xasseca }], [() => SSECustomerKey, { [_hH]: _xasseck }], [0, { [_hH]: _xasseckM }], [0, { [_hH]: _xarp }], [0, { [_hH]: _xaebo }]], 4
];
var CommonPrefixList = [1, n0, _CPL,
    0, () => CommonPrefix$
];
var CompletedPartList = [1, n0, _CPLo,
    0, () => CompletedPart$
];
var MultipartUploadList = [1, n0, _MUL,
    0, () => MultipartUpload$
];
var ObjectList = [1, n0, _OLb,
    0, [() => _Object$,
        0]
];
var TagSet = [1, n0, _TSa,
    0, [() => Tag$,
        { [_xN]: _Ta }]
];
var AbortMultipartUpload$ = [9, n0, _AMU,
    { [_h]: ["DELETE", "/{Key+}?x-id=AbortMultipartUpload", 204] }, () => AbortMultipartUploadRequest$, () => AbortMultipartUploadOutput$
];
var CompleteMultipartUpload$ = [9, n0, _CMUo,
    { [_h]: ["POST", "/{Key+}", 200] }, () => CompleteMultipartUploadRequest$, () => CompleteMultipartUploadOutput$
];
var CreateBucket$ = [9, n0, _CB,
    { [_h]: ["PUT", "/", 200] }, () => CreateBucketRequest$, () => CreateBucketOutput$
];
var CreateMultipartUpload$ = [9, n0, _CMUr,
    { [_h]: ["POST", "/{Key+}?uploads", 200] }, () => CreateMultipartUploadRequest$, () => CreateMultipartUploadOutput$
];
var CreateSession$ = [9, n0, _CSr,
    { [_h]: ["GET", "/?session", 200] }, () => CreateSessionRequest$, () => CreateSessionOutput$
];
var DeleteObject$ = [9, n0, _DOel,
    { [_h]: ["DELETE", "/{Key+}?x-id=DeleteObject", 204] }, () => DeleteObjectRequest$, () => DeleteObjectOutput$
];
var HeadBucket$ = [9, n0, _HB,
    { [_h]: ["HEAD", "/", 200] }, () => HeadBucketRequest$, () => HeadBucketOutput$
];
var HeadObject$ = [9, n0, _HO,
    { [_h]: ["HEAD", "/{Key+}", 200] }, () => HeadObjectRequest$, () => HeadObjectOutput$
];
var ListMultipartUploads$ = [9, n0, _LMU,
    { [_h]: ["GET", "/?uploads", 200] }, () => ListMultipartUploadsRequest$, () => ListMultipartUploadsOutput$
];
var ListObjectsV2$ = [9, n0, _LOV,
    { [_h]: ["GET", "/?list-type=2", 200] }, () => ListObjectsV2Request$, () => ListObjectsV2Output$
];
var PutObject$ = [9, n0, _PO,
    { [_hC]: "-", [_h]: ["PUT", "/{Key+}?x-id=PutObject", 200] }, () => PutObjectRequest$, () => PutObjectOutput$
];
var UploadPart$ = [9, n0, _UP,
    { [_hC]: "-", [_h]: ["PUT", "/{Key+}?x-id=UploadPart", 200] }, () => UploadPartRequest$, () => UploadPartOutput$
];

export { DescribeEnvironmentResources$ as $, DescribeAddresses$ as A, TerminateEnvironment$ as B, CredentialsProviderError as C, DescribeAccountAttributes$ as D, command as E, DeleteObject$ as F, _ep0 as G, HttpRequest as H, IniSectionType as I, ListObjectsV2$ as J, _ep8 as K, ListTagsForResource$ as L, commonParams$4 as M, NormalizedSchema as N, DescribeInstances$ as O, ProviderError as P, DescribeNetworkAcls$ as Q, DescribeNetworkInterfaces$ as R, ServiceException as S, TypeRegistry as T, DescribeRouteTables$ as U, DescribeSecurityGroups$ as V, GetManagedPrefixListEntries$ as W, commonParams$3 as X, DescribeApplications$ as Y, DescribeConfigurationSettings$ as Z, _mw0 as _, fromUtf8$1 as a, errorTypeRegistries$3 as a$, DescribeEnvironments$ as a0, DescribeInstancesHealth$ as a1, DescribePlatformVersion$ as a2, commonParams$2 as a3, DescribeLoadBalancers$$1 as a4, commonParams$1 as a5, DescribeListeners$ as a6, DescribeLoadBalancers$ as a7, DescribeTargetGroupAttributes$ as a8, DescribeTargetGroups$ as a9, _mw8 as aA, ListMultipartUploads$ as aB, PutObject$ as aC, _mw11 as aD, UploadPart$ as aE, _mw13 as aF, fromString as aG, fromArrayBuffer as aH, booleanSelector as aI, SelectorType as aJ, constructStack as aK, HttpResponse as aL, toEndpointV1 as aM, memoize as aN, toUint8Array as aO, isReadableStream as aP, isBlob as aQ, toBase64 as aR, translateTraits as aS, SMITHY_CONTEXT_KEY as aT, setFeature$1 as aU, isArrayBuffer as aV, ENV_PROFILE as aW, decorateServiceException as aX, deref as aY, errorTypeRegistries$4 as aZ, resolveClientEndpointParameters$4 as a_, AuthorizeSecurityGroupIngress$ as aa, AbortEnvironmentUpdate$ as ab, CheckDNSAvailability$ as ac, CreateApplication$ as ad, CreateApplicationVersion$ as ae, CreateEnvironment$ as af, CreateStorageLocation$ as ag, DeleteApplicationVersion$ as ah, DescribeApplicationVersions$ as ai, DescribeEnvironmentHealth$ as aj, DescribeEvents$ as ak, ListAvailableSolutionStacks$ as al, ListPlatformVersions$ as am, RequestEnvironmentInfo$ as an, RetrieveEnvironmentInfo$ as ao, UpdateEnvironment$ as ap, AbortMultipartUpload$ as aq, CompleteMultipartUpload$ as ar, _mw1 as as, CreateBucket$ as at, _mw2 as au, _ep2 as av, CreateMultipartUpload$ as aw, HeadBucket$ as ax, _ep5 as ay, HeadObject$ as az, getProfileName as b, resolveClientEndpointParameters$3 as b0, errorTypeRegistries$2 as b1, resolveClientEndpointParameters$2 as b2, errorTypeRegistries$1 as b3, resolveClientEndpointParameters$1 as b4, DEFAULT_REQUEST_CHECKSUM_CALCULATION as b5, RequestChecksumCalculation as b6, DEFAULT_RESPONSE_CHECKSUM_VALIDATION as b7, ResponseChecksumValidation as b8, Crc32Node as b9, CreateSession$ as ba, _ep4 as bb, errorTypeRegistries as bc, resolveClientEndpointParameters as bd, loadSharedConfigFiles as be, chain as c, parseEpochTimestamp as d, parseRfc7231DateTime as e, fileIntercept as f, getHomeDir as g, hasOwn as h, parseRfc3339DateTimeWithOffset as i, dateToUtcString as j, CONFIG_PREFIX_SEPARATOR as k, getConfigFilepath as l, parseIni as m, parseUrl as n, loadConfig as o, parseRfc3339DateTime as p, normalizeProvider as q, readFile as r, getSmithyContext as s, toBase64$1 as t, NoOpLogger as u, resolveEndpointConfig as v, makeBuilder as w, getEndpointPlugin as x, Command as y, resolveParams as z };
