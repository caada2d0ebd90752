/** Reads a listing of GitHub's page by page, to its end and no further. */

import { unreadableAnswer } from './refusals.ts'

interface Page<T> {
  readonly data: readonly T[]
  readonly headers: { readonly link?: string }
}

/** An issue takes 2,500 comments; a listing of a hundred entries a page that is longer than this belongs to nobody. */
const MAX_PAGES = 100

/** The entries in their order; whoever has enough may stop. `name` is what was asked for, in an error's message. */
export async function* readPages<T>(name: string, ask: (page: number) => Promise<Page<T>>): AsyncGenerator<T> {
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { data, headers } = await ask(page)
    if (!Array.isArray(data)) throw unreadableAnswer(name, 'no list')
    yield* data
    if (!headers.link?.includes('rel="next"')) return
  }
  throw unreadableAnswer(name, `a list that did not end after ${MAX_PAGES} pages`)
}
