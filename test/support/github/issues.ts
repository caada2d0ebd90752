/** Issues, their comments and labels; pull requests are issues to most of these. */

import { commentAnswer, issueAnswer, labelAnswer, wholeIssueAnswer } from './answers.ts'
import { type Call, find, type Handler, invalid, notFound, Refusal } from './call.ts'
import { addLabel, type Issue, type World } from './world.ts'

const LONGEST_BODY = 65_536
const LONGEST_LABEL = 50

export const ISSUE_HANDLERS = {
  'get /repos/{owner}/{repo}/issues': call => ({ items: listIssues(call).map(issue => issueAnswer(call, issue)) }),

  'post /repos/{owner}/{repo}/issues': call => {
    const { world, body, login } = call
    const { title, ...rest } = readIssue(world, body)
    const issue = world.openIssue({ ...rest, title: title ?? '', author: login })
    return { status: 201, body: issueAnswer(call, issue) }
  },

  'get /repos/{owner}/{repo}/issues/{issue_number}': call => ({
    status: 200,
    body: wholeIssueAnswer(call, find(call.world.issues, call.params.issue_number)),
  }),

  'patch /repos/{owner}/{repo}/issues/{issue_number}': call => {
    const { world, body, params, login } = call
    const issue = find(world.issues, params.issue_number)
    const before = issue.state
    Object.assign(issue, readIssue(world, body), { updatedMs: world.now() })
    for (const name of issue.labels) addLabel(world, name)
    if (issue.state !== before) {
      issue.closedBy = issue.state === 'closed' ? login : null
      issue.closedMs = issue.state === 'closed' ? world.now() : null
      issue.stateReason = issue.state === 'closed' ? String(body.state_reason ?? 'completed') : 'reopened'
    }
    return { status: 200, body: issueAnswer(call, issue) }
  },

  'put /repos/{owner}/{repo}/issues/{issue_number}/lock': call => setLock(call, true),
  'delete /repos/{owner}/{repo}/issues/{issue_number}/lock': call => setLock(call, false),

  'get /repos/{owner}/{repo}/issues/{issue_number}/comments': call => {
    const { number } = find(call.world.issues, call.params.issue_number)
    const sinceMs = call.query.since ? Date.parse(call.query.since) : 0
    const comments = [...call.world.comments.values()].filter(
      comment => comment.number === number && comment.updatedMs >= sinceMs,
    )
    return { items: comments.map(comment => commentAnswer(call, comment)) }
  },

  'post /repos/{owner}/{repo}/issues/{issue_number}/comments': call => {
    const { world, login, params } = call
    const { number, isLocked } = find(world.issues, params.issue_number)
    // An app is no collaborator, whatever its permissions.
    if (isLocked && login.endsWith('[bot]')) {
      throw new Refusal(403, 'Unable to create comment because issue is locked.')
    }
    const comment = world.comment(number, { author: login, body: readCommentBody(call) })
    return { status: 201, body: commentAnswer(call, comment) }
  },

  'get /repos/{owner}/{repo}/issues/comments/{comment_id}': call => ({
    status: 200,
    body: commentAnswer(call, find(call.world.comments, call.params.comment_id)),
  }),

  'patch /repos/{owner}/{repo}/issues/comments/{comment_id}': call => {
    const comment = find(call.world.comments, call.params.comment_id)
    Object.assign(comment, { body: readCommentBody(call), updatedMs: call.world.now() })
    return { status: 200, body: commentAnswer(call, comment) }
  },

  'delete /repos/{owner}/{repo}/issues/comments/{comment_id}': ({ world, params }) => {
    world.comments.delete(find(world.comments, params.comment_id).id)
    return { status: 204 }
  },

  'get /repos/{owner}/{repo}/labels': call => ({
    items: [...call.world.labels.values()].map(({ name }) => labelAnswer(call, name)),
  }),

  'post /repos/{owner}/{repo}/labels': call => {
    const { name, color, description } = call.body as { name: string; color?: string; description?: string }
    if (call.world.labels.has(name.toLowerCase())) throw invalid('Label', 'name', { code: 'already_exists' })
    addLabel(call.world, name, { ...(color && { color }), description: description ?? null })
    return { status: 201, body: labelAnswer(call, name) }
  },

  'get /repos/{owner}/{repo}/labels/{name}': call => {
    const { name = '' } = call.params
    if (!call.world.labels.has(name.toLowerCase())) throw notFound()
    return { status: 200, body: labelAnswer(call, name) }
  },
} as const satisfies Readonly<Record<string, Handler>>

// Pull requests are among them: who wants issues only has to leave them out.
function listIssues({ world, query }: Call): Issue[] {
  const { state = 'open', creator, labels, since } = query
  const wanted = labels ? labels.split(',').map(name => name.trim().toLowerCase()) : []
  return [...world.issues.values()]
    .filter(issue => state === 'all' || issue.state === state)
    .filter(issue => !creator || issue.author.toLowerCase() === creator.toLowerCase())
    .filter(issue => wanted.every(name => issue.labels.some(label => label.toLowerCase() === name)))
    .filter(issue => !since || issue.updatedMs >= Date.parse(since))
    .toSorted(
      (a, b) => (query.direction === 'asc' ? -1 : 1) * (sortOf(b, query) - sortOf(a, query) || b.number - a.number),
    )
}

function sortOf(issue: Issue, { sort }: Call['query']): number {
  return sort === 'updated' ? issue.updatedMs : issue.createdMs
}

function readIssue(world: World, body: Call['body']): Partial<Issue> {
  const {
    title,
    body: text,
    state,
    labels,
    assignees,
  } = body as {
    title?: string
    body?: string | null
    state?: Issue['state']
    labels?: (string | { name: string })[]
    assignees?: string[]
  }
  if (title?.trim() === '') throw invalid('Issue', 'title', { code: 'missing_field' })
  if (text && text.length > LONGEST_BODY) throw tooLong('Issue', 'body')
  const stranger = assignees?.find(login => !world.collaborators.has(login))
  if (stranger) throw invalid('Issue', 'assignees', { code: 'invalid', value: stranger })
  const names = labels?.map(label => (typeof label === 'string' ? label : label.name))
  const badLabel = names?.find(name => name.length > LONGEST_LABEL)
  if (badLabel) throw invalid('Label', 'name', { code: 'invalid', value: badLabel })
  return {
    ...(title !== undefined && { title: String(title) }),
    ...(text !== undefined && { body: text }),
    ...(state && { state }),
    ...(names && { labels: names }),
    ...(assignees && { assignees }),
  }
}

function readCommentBody({ body }: Call): string {
  const text = String(body.body)
  if (text.trim() === '') {
    throw invalid('IssueComment', 'data', { code: 'unprocessable', message: 'Body cannot be blank' })
  }
  if (text.length > LONGEST_BODY) throw tooLong('IssueComment', 'data')
  return text
}

function tooLong(resource: string, field: string): Refusal {
  const message = `Body is too long (maximum is ${LONGEST_BODY} characters)`
  return invalid(resource, field, { code: 'unprocessable', message })
}

function setLock({ world, params }: Call, isLocked: boolean) {
  const issue = find(world.issues, params.issue_number)
  Object.assign(issue, { isLocked })
  return { status: 204 }
}
