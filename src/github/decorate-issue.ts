/** Labels and assignees of a new issue: one that GitHub refuses must not keep the issue from being opened. */

import { isGitHubStatus } from './refusals.ts'

export interface Decoration {
  readonly labels: readonly string[]
  /** Logins. */
  readonly assignees: readonly string[]
}

export interface DecoratedIssue {
  readonly number: number
  readonly labels: readonly (string | { readonly name?: string })[]
  readonly assignees?: readonly { readonly login: string }[] | null
}

export interface IssueWriter {
  create(extras: { labels: string[]; assignees?: string[] }): Promise<DecoratedIssue>
  change(number: number, extras: { labels?: string[]; assignees?: string[] }): Promise<DecoratedIssue>
}

export interface Decorated {
  readonly number: number
  /** What GitHub refused, or left out without a word: it does so for whoever may not push. */
  readonly refused: readonly string[]
}

/** The first of the labels has to be one that GitHub takes. */
export async function createDecorated(wanted: Decoration, writer: IssueWriter): Promise<Decorated> {
  const { labels, assignees } = wanted
  try {
    const issue = await writer.create({
      labels: [...labels],
      ...(assignees.length > 0 ? { assignees: [...assignees] } : {}),
    })
    return { number: issue.number, refused: listMissing(issue, wanted) }
  } catch (error) {
    if (!isGitHubStatus(error, 422) || labels.length + assignees.length < 2) throw error
  }
  const issue = await writer.create({ labels: labels.slice(0, 1) })
  return { number: issue.number, refused: listMissing(await addEach(issue, wanted, writer), wanted) }
}

// GitHub refuses all of them for one, and says not always for which.
async function addEach(issue: DecoratedIssue, { labels, assignees }: Decoration, writer: IssueWriter) {
  let now = issue
  const add = async (extras: Parameters<IssueWriter['change']>[1]) => {
    try {
      now = await writer.change(issue.number, extras)
    } catch (error) {
      if (!isGitHubStatus(error, 422)) throw error
    }
  }
  for (const label of labels.slice(1)) await add({ labels: [...listLabels(now), label] })
  for (const assignee of assignees) await add({ assignees: [...listAssignees(now), assignee] })
  return now
}

function listMissing(issue: DecoratedIssue, { labels, assignees }: Decoration): string[] {
  const lacks = (there: readonly string[]) => {
    const known = new Set(there.map(name => name.toLowerCase()))
    return (name: string) => !known.has(name.toLowerCase())
  }
  return [...labels.filter(lacks(listLabels(issue))), ...assignees.filter(lacks(listAssignees(issue)))]
}

function listLabels({ labels }: DecoratedIssue): string[] {
  return labels.map(label => (typeof label === 'string' ? label : (label.name ?? '')))
}

function listAssignees({ assignees }: DecoratedIssue): string[] {
  return (assignees ?? []).map(({ login }) => login)
}
