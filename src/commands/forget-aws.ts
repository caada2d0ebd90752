/** Takes AWS's own variables out of the environment: nothing of an account of the user's is read, and nothing goes to it. */

export type Variables = Record<string, string | undefined>

/** Changes `variables`. The SDK reads them, and files that they name, for much more than keys. */
export function forgetAws(variables: Variables): void {
  for (const name of Object.keys(variables)) if (/^AWS_/i.test(name)) delete variables[name]
  // Without these it would read those in the home folder.
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) variables[name] = '/dev/null'
  variables.AWS_EC2_METADATA_DISABLED = 'true'
}
