/** Reads a listing page by page, to its end and no further. */

import { ActionError } from '../action-error.ts'

interface Page {
  readonly NextToken?: string | undefined
}

/** A listing of a thousand entries a page that is longer than this belongs to nobody. */
const MAX_PAGES = 100

/** @throws ActionError when AWS hands out a token again, or ever new ones: such a listing has no end. */
export async function readPages<P extends Page>(ask: (token: { NextToken?: string }) => Promise<P>): Promise<P[]> {
  const pages: P[] = []
  const seen = new Set<string>()
  for (let token: { NextToken?: string } = {}; ; ) {
    const page = await ask(token)
    pages.push(page)
    const { NextToken } = page
    if (!NextToken) return pages
    if (seen.has(NextToken) || pages.length >= MAX_PAGES) throw endless(pages.length)
    seen.add(NextToken)
    token = { NextToken }
  }
}

function endless(pages: number): ActionError {
  return new ActionError({
    code: 'aws-answer-unreadable',
    message: `AWS answered with a listing that did not end: after ${pages} pages there was still a next one.`,
    hint: 'Run the job again. If it happens again, look for a proxy between the runner and AWS (AWS_ENDPOINT_URL, HTTPS_PROXY).',
  })
}
