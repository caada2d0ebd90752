/** Files of a branch, one by one through `contents` or through git's own objects. */

import { toTime } from './answers.ts'
import { type Call, type Handler, notFound, Refusal } from './call.ts'
import type { TreeEntry } from './git-store.ts'
import type { World } from './world.ts'

/** Of a larger file `contents` answers with no content. */
const LARGEST_CONTENT_BYTES = 1024 * 1024
const FILE_MODE = '100644'
/**
 * What people met with files in the request itself: 2 MB pass, and with about 2.5 MB it is this, or a 502.
 *
 * @see https://github.com/codesandbox/codesandbox-client/issues/8614
 */
const LARGEST_TREE_BYTES = 2_500_000
const TREE_TOO_LARGE =
  "Sorry, your request timed out.  It's likely that your input was too large to process.  Consider building the tree incrementally, or building the commits you need in a local clone of the repository and then pushing them to GitHub."

export const CONTENT_HANDLERS = {
  'get /repos/{owner}/{repo}/contents/{path}': call => {
    const { world, params, query } = call
    const entry = world.git.listFiles(commitOf(world, query.ref)).get(params.path ?? '')
    if (!entry) throw notFound()
    return { status: 200, body: fileAnswer(call, entry) }
  },

  'put /repos/{owner}/{repo}/contents/{path}': call => {
    const { world, params, body } = call
    const { message, content, sha, branch = world.defaultBranch } = body as Record<string, string>
    const path = params.path ?? ''
    const parent = world.git.references.get(`refs/heads/${branch}`)
    if (!parent) throw new Refusal(404, `Branch ${branch} not found`)
    const files = world.git.listFiles(parent)
    const existing = files.get(path)
    if (existing && sha === undefined) throw new Refusal(422, `Invalid request.\n\n"sha" wasn't supplied.`)
    if (sha !== undefined && sha !== existing?.sha) throw new Refusal(409, `${path} does not match ${sha}`)
    const entry = { path, mode: FILE_MODE, sha: world.git.addBlob(Buffer.from(content ?? '', 'base64')) }
    const tree = world.git.addTree([...files.set(path, entry).values()])
    const commit = world.git.addCommit({ tree, parents: [parent], message: message ?? '' })
    world.git.references.set(`refs/heads/${branch}`, commit)
    return {
      status: existing ? 200 : 201,
      body: { content: fileAnswer(call, entry), commit: commitAnswer(call, commit) },
    }
  },

  'get /repos/{owner}/{repo}/git/ref/{ref}': call => {
    const name = `refs/${call.params.ref}`
    if (!call.world.git.references.has(name)) throw notFound()
    return { status: 200, body: referenceAnswer(call, name) }
  },

  'post /repos/{owner}/{repo}/git/refs': call => {
    const { ref = '', sha = '' } = call.body as Record<string, string>
    const { git } = call.world
    if (!/^refs\/[^/]+\/./.test(ref))
      throw new Refusal(422, "Reference name must start with 'refs/' and have at least two slashes")
    if (git.references.has(ref)) throw new Refusal(422, 'Reference already exists')
    if (!git.commits.has(sha)) throw new Refusal(422, 'Object does not exist')
    git.references.set(ref, sha)
    return { status: 201, body: referenceAnswer(call, ref) }
  },

  'patch /repos/{owner}/{repo}/git/refs/{ref}': call => {
    const name = `refs/${call.params.ref}`
    const { sha = '', force } = call.body as { sha?: string; force?: boolean }
    const { git } = call.world
    const before = git.references.get(name)
    if (before === undefined) throw new Refusal(422, 'Reference does not exist')
    if (!git.commits.has(sha)) throw new Refusal(422, 'Object does not exist')
    if (!force && !git.descendsFrom(sha, before)) throw new Refusal(422, 'Update is not a fast forward')
    git.references.set(name, sha)
    return { status: 200, body: referenceAnswer(call, name) }
  },

  'get /repos/{owner}/{repo}/git/commits/{commit_sha}': call => {
    const { commit_sha = '' } = call.params
    if (!call.world.git.commits.has(commit_sha)) throw notFound()
    return { status: 200, body: commitAnswer(call, commit_sha) }
  },

  'post /repos/{owner}/{repo}/git/blobs': ({ world, body, repositoryUrl }) => {
    const { content = '', encoding = 'utf-8' } = body as Record<string, string>
    const sha = world.git.addBlob(Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'))
    return { status: 201, body: { url: `${repositoryUrl}/git/blobs/${sha}`, sha } }
  },

  'post /repos/{owner}/{repo}/git/trees': ({ world, body, repositoryUrl }) => {
    const { tree, base_tree } = body as { tree: NewEntry[]; base_tree?: string }
    if (Buffer.byteLength(JSON.stringify(body)) > LARGEST_TREE_BYTES) throw new Refusal(422, TREE_TOO_LARGE)
    const base = base_tree === undefined ? [] : world.git.trees.get(base_tree)
    if (!base) throw new Refusal(404, 'Not Found')
    const files = new Map(base.map(entry => [entry.path, entry]))
    for (const entry of tree) setEntry(world, files, entry)
    const sha = world.git.addTree([...files.values()])
    const entries = [...files.values()].map(entry => ({ ...entry, type: 'blob' }))
    return { status: 201, body: { sha, url: `${repositoryUrl}/git/trees/${sha}`, tree: entries, truncated: false } }
  },

  'post /repos/{owner}/{repo}/git/commits': call => {
    const { tree, parents = [], message } = call.body as { tree: string; parents?: string[]; message: string }
    const { git } = call.world
    if (!git.trees.has(tree)) throw new Refusal(422, 'Tree SHA does not exist')
    if (!parents.every(parent => git.commits.has(parent))) throw new Refusal(422, 'Parent SHA does not exist')
    return { status: 201, body: commitAnswer(call, git.addCommit({ tree, parents, message })) }
  },
} as const satisfies Readonly<Record<string, Handler>>

interface NewEntry {
  readonly path: string
  readonly mode?: string
  readonly sha?: string | null
  readonly content?: string
}

function setEntry({ git }: World, files: Map<string, TreeEntry>, { path, mode = FILE_MODE, ...entry }: NewEntry): void {
  if (entry.sha === null) files.delete(path)
  else files.set(path, { path, mode, sha: entry.sha ?? git.addBlob(Buffer.from(entry.content ?? '')) })
}

function commitOf({ git, defaultBranch }: World, ref = defaultBranch): string {
  const commit = git.references.get(ref) ?? git.references.get(`refs/heads/${ref}`) ?? ref
  if (!git.commits.has(commit)) throw new Refusal(404, `No commit found for the ref ${ref}`)
  return commit
}

function fileAnswer({ world, repositoryUrl }: Call, { path, sha }: TreeEntry) {
  const content = world.git.blobs.get(sha) ?? Buffer.alloc(0)
  const isWhole = content.length <= LARGEST_CONTENT_BYTES
  const url = `${repositoryUrl}/contents/${path}`
  // As git does for mail, in lines of sixty characters.
  const lines = content.toString('base64').replaceAll(/.{60}/g, '$&\n')
  return {
    type: 'file',
    name: path.split('/').at(-1),
    path,
    sha,
    size: content.length,
    content: isWhole ? lines : '',
    encoding: isWhole ? 'base64' : 'none',
    url,
    git_url: `${repositoryUrl}/git/blobs/${sha}`,
    html_url: url,
    download_url: url,
    _links: { self: url, git: `${repositoryUrl}/git/blobs/${sha}`, html: url },
  }
}

function referenceAnswer({ world, repositoryUrl }: Call, ref: string) {
  const sha = world.git.references.get(ref) ?? ''
  const object = { type: 'commit', sha, url: `${repositoryUrl}/git/commits/${sha}` }
  return { ref, node_id: Buffer.from(ref).toString('base64url'), url: `${repositoryUrl}/git/${ref}`, object }
}

function commitAnswer({ world, repositoryUrl, login }: Call, sha: string) {
  const commit = world.git.commits.get(sha)
  if (!commit) throw notFound()
  const person = { name: login, email: `${login}@users.noreply.github.com`, date: toTime(commit.createdMs) }
  const url = `${repositoryUrl}/git/commits/${sha}`
  const linkTo = (sha: string) => ({ sha, url: `${repositoryUrl}/git/commits/${sha}`, html_url: url })
  return {
    sha,
    node_id: Buffer.from(sha).toString('base64url'),
    url,
    html_url: url,
    author: person,
    committer: person,
    message: commit.message,
    tree: { sha: commit.tree, url: `${repositoryUrl}/git/trees/${commit.tree}` },
    parents: commit.parents.map(linkTo),
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  }
}
