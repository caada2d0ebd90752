/** Which service a request was signed for, before anything of its signature is looked at. */

/** As the scope of an Authorization header names it; undefined where there is none. */
export function findScopedService(authorization = ''): string | undefined {
  return /Credential=[^/,]*\/\d{8}\/[a-z0-9-]+\/([a-z0-9-]+)\/aws4_request/.exec(authorization)?.[1]
}
