import { openGitHub } from './client.js';
import './clock.js';
import 'node:timers/promises';
import './read-json.js';
import './wait.js';
import './describe-time.js';
import './untrusted.js';
import './refusals2.js';

/** GitHub as the job reaches it. Loaded only where something is told there. */
/** Of one request to GitHub, with all that is sent again. */
const GITHUB_PATIENCE_MS = 60_000;
/** A client with the token of the job; undefined, and a warning, where the run is no job of GitHub's. */
async function openJobGitHub(context) {
    const { clock, log, signal, workflow, token } = context;
    const [owner, name] = workflow.repository.split('/');
    if (!owner || !name || !workflow.apiUrl) {
        log.warning('GITHUB_REPOSITORY or GITHUB_API_URL is not set, so nothing was told at GitHub.', 'GitHub');
        return undefined;
    }
    const options = { token, repository: { owner, name }, apiUrl: workflow.apiUrl, onAnswer: log.debug, log };
    return await openGitHub({ ...options, clock, signal, patienceMs: GITHUB_PATIENCE_MS });
}

export { openJobGitHub };
