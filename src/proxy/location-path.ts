/** The path of a WebSocket as a proxy's file can name it. */

/** Without the query. Undefined for one with characters that mean something else in a proxy's file. */
export function toLocationPath(pathAndQuery: string): string | undefined {
  const [path = ''] = pathAndQuery.split('?')
  return path.length <= 200 && /^(?:\/[\w~-][\w.~-]*)*\/?$/.test(path) && path !== '' ? path : undefined
}
