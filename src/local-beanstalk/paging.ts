/** Lists in pages, as every service of AWS gives them. */

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextToken: string | undefined
}

/**
 * One page. The token names the last item that was given, so what is added meanwhile is neither skipped nor repeated.
 * Undefined when the token is none of ours.
 */
export function takePage<Item>(
  items: readonly Item[],
  asked: { readonly max: number; readonly token: string | undefined },
  keyOf: (item: Item) => string,
): Page<Item> | undefined {
  const last = asked.token === undefined ? undefined : Buffer.from(asked.token, 'base64url').toString('utf8')
  const at = last === undefined ? -1 : items.findIndex(item => keyOf(item) === last)
  if (last !== undefined && at < 0) return undefined
  const page = items.slice(at + 1, at + 1 + asked.max)
  const end = page.at(-1)
  const more = end !== undefined && at + 1 + page.length < items.length
  return { items: page, nextToken: more ? Buffer.from(keyOf(end)).toString('base64url') : undefined }
}
