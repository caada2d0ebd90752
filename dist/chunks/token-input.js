/** The token for GitHub, which has the default of the job's own. */
function readToken(inputs) {
    return inputs.required('github-token', HINT);
}
const HINT = 'Leave the line out, so that the token of the job is used, or write "github-token: ${{ github.token }}".';

export { readToken as r };
