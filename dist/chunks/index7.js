import { be as loadSharedConfigFiles } from './schemas_0.js';
import { aq as fromEnv, ar as ENV_ACCOUNT_ID, as as ENV_CREDENTIAL_SCOPE, at as ENV_EXPIRATION, au as ENV_KEY, av as ENV_SECRET, aw as ENV_SESSION } from './clients.js';

const mergeConfigFiles = (...files) => {
    const merged = {};
    for (const file of files) {
        for (const [key, values] of Object.entries(file)) {
            if (merged[key] !== undefined) {
                Object.assign(merged[key], values);
            }
            else {
                merged[key] = values;
            }
        }
    }
    return merged;
};

const parseKnownFiles = async (init) => {
    const parsedFiles = await loadSharedConfigFiles(init);
    return mergeConfigFiles(parsedFiles.configFile, parsedFiles.credentialsFile);
};

const index = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
    __proto__: null,
    ENV_ACCOUNT_ID,
    ENV_CREDENTIAL_SCOPE,
    ENV_EXPIRATION,
    ENV_KEY,
    ENV_SECRET,
    ENV_SESSION,
    fromEnv
}, Symbol.toStringTag, { value: 'Module' }));

export { index as i, parseKnownFiles as p };
