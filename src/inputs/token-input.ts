/** The token for GitHub, which has the default of the job's own. */

import type { InputReader } from './input-reader.ts'

export function readToken(inputs: InputReader): string {
  return inputs.required('github-token', HINT)
}

const HINT = 'Leave the line out, so that the token of the job is used, or write "github-token: ${{ github.token }}".'
