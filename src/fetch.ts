/** Plain HTTP, for what AWS hands out as a link: presigned logs. */

/** Logs beyond this are cut at the front: their end is what matters. */
const MAX_BYTES = 2 * 1024 * 1024

export interface FetchOptions {
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** The last 2 MiB of the body as text. Throws when the answer is not 2xx, or not complete within the time. */
export async function fetchText(url: string, { timeoutMs, signal }: FetchOptions): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) })
  if (!response.ok) throw new Error(`HTTP ${response.status} ${response.statusText}`)
  let tail: Buffer = Buffer.alloc(0)
  for await (const chunk of response.body ?? []) tail = Buffer.concat([tail, chunk]).subarray(-MAX_BYTES)
  return tail.toString('utf8')
}
