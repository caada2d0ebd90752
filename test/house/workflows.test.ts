import { existsSync, globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { FeatureFlags } from '@actions/expressions'
import { validate } from '@actions/languageservice'
import { describe, expect, it } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'
import { REPOSITORY } from '../support/source-files.ts'

type Metadata = {
  name: string
  description: string
  inputs?: Record<string, { description: string; required?: boolean }>
}

/** Inputs of the actions of others that our workflows and examples use, from their action.yml. */
const OTHERS: Readonly<Record<string, string>> = {
  'actions/attest':
    'subject-path subject-digest subject-name subject-checksums subject-version sbom-path predicate-type predicate predicate-path push-to-registry create-storage-record show-summary github-token',
  'actions/checkout':
    'repository ref token ssh-key ssh-known-hosts ssh-strict ssh-user persist-credentials path clean filter sparse-checkout sparse-checkout-cone-mode fetch-depth fetch-tags show-progress lfs submodules set-safe-directory github-server-url allow-unsafe-pr-checkout',
  'actions/download-artifact':
    'name artifact-ids path pattern merge-multiple github-token repository run-id skip-decompress digest-mismatch',
  'actions/github-script':
    'script github-token debug user-agent previews result-encoding retries retry-exempt-status-codes base-url',
  'actions/setup-node':
    'node-version node-version-file architecture check-latest registry-url scope token mirror mirror-token cache cache-dependency-path package-manager-cache',
  'actions/upload-artifact':
    'name path if-no-files-found retention-days compression-level overwrite include-hidden-files archive',
  'aws-actions/configure-aws-credentials':
    'aws-region role-to-assume aws-access-key-id aws-secret-access-key aws-session-token aws-profile audience mask-aws-account-id role-duration-seconds role-external-id role-session-name role-chaining role-skip-session-tagging inline-session-policy managed-session-policies output-credentials output-env-credentials unset-current-credentials disable-retry retry-max-attempts special-characters-workaround use-existing-credentials allowed-account-ids force-skip-oidc web-identity-token-file http-proxy proxy-server no-proxy action-timeout-s',
  'github/codeql-action/analyze':
    'check_name output upload cleanup-level ram add-snippets skip-queries threads checkout_path ref sha category upload-database post-processed-sarif-path wait-for-processing token matrix expect-error',
  'github/codeql-action/init':
    'tools languages build-mode analysis-kinds token registries matrix config-file db-location config queries quality-queries packs external-repository-token setup-python-dependencies source-root ram threads debug debug-artifact-name debug-database-name trap-caching dependency-caching check-run-id',
  'lycheeverse/lychee-action':
    'args debug fail failIfEmpty format jobSummary lycheeVersion output checkbox token workingDirectory',
}
const OURS = 'OWNER/beanstalk-websockets'

let count = 0

/** What GitHub's own language service says is wrong with a workflow or an action.yml, one line each. */
async function findMistakes(name: string, text: string): Promise<string[]> {
  // The language service looks into no local action: their public name stands for them.
  const published = text.replaceAll(/uses: \.\/(\S*)/g, (_, path) => `uses: ${OURS}${path ? `/${path}` : ''}@v1`)
  // It keeps what it has read by address, so each text gets an address of its own.
  count += 1
  const document = TextDocument.create(`file:///${count}/${name}`, 'yaml', 1, published)
  const featureFlags = new FeatureFlags({ all: true })
  const diagnostics = await validate(document, { actionsMetadataProvider: { fetchActionMetadata }, featureFlags })
  // The last line break of a block means nothing to our inputs, which are lists of lines.
  const mistakes = diagnostics.filter(({ code }) => code !== 'block-scalar-chomping')
  return mistakes.map(({ message, range }) => `${name}:${range.start.line + 1}: ${message}`)
}

interface Reference {
  readonly owner: string
  readonly name: string
  readonly path?: string
}

async function fetchActionMetadata({ owner, name, path }: Reference): Promise<Metadata | undefined> {
  const repository = `${owner}/${name}`
  if (repository !== OURS) return describeOther(path ? `${repository}/${path}` : repository)
  const file = `${REPOSITORY}${path ? `${path}/` : ''}action.yml`
  return existsSync(file) ? parse(await readFile(file, 'utf8')) : undefined
}

function describeOther(repository: string): Metadata | undefined {
  const inputs = OTHERS[repository]?.split(' ').map(input => [input, { description: input }])
  return inputs ? { name: repository, description: repository, inputs: Object.fromEntries(inputs) } : undefined
}

interface Example {
  /** README.md:12 */
  readonly name: string
  readonly workflow: string
}

/** The YAML blocks of a Markdown text that are workflows, jobs or steps; the latter two as whole workflows. */
function findExamples(file: string, markdown: string): Example[] {
  return [...markdown.matchAll(/^```ya?ml\n(.*?)^```$/gms)].flatMap(({ index, 1: block = '' }) => {
    const line = markdown.slice(0, index).split('\n').length
    const workflow = completeWorkflow(block)
    return workflow ? [{ name: `${file}-${line}.yml`, workflow }] : []
  })
}

function completeWorkflow(block: string): string | undefined {
  const content: unknown = parse(block)
  const frame = (text: string, spaces: number) => text.replaceAll(/^(?=.)/gm, ' '.repeat(spaces))
  const job = 'on: push\njobs:\n  job:\n    runs-on: ubuntu-latest\n'
  if (Array.isArray(content)) return isSteps(content) ? `${job}    steps:\n${frame(block, 6)}` : undefined
  if (typeof content !== 'object' || content === null) return undefined
  if ('jobs' in content) return block
  return 'steps' in content ? `${job}${frame(block, 4)}` : undefined
}

function isSteps(items: readonly unknown[]): boolean {
  return items.some(item => typeof item === 'object' && item !== null && ('uses' in item || 'run' in item))
}

describe('the workflows and the actions', () => {
  const files = globSync(['.github/workflows/*.yml', 'examples/*.yml', '{,check/,preview/}action.yml'], {
    cwd: REPOSITORY,
  })

  it('are there', () => {
    expect(files).toEqual(
      expect.arrayContaining(['action.yml', 'check/action.yml', 'preview/action.yml', '.github/workflows/ci.yml']),
    )
    expect(files).toEqual(expect.arrayContaining(['examples/preview.yml', 'examples/preview-forks.yml']))
    expect(files).toContain('examples/scheduled-check.yml')
  })

  it.each(files)("are free of mistakes in GitHub's eyes: %s", async file => {
    expect(await findMistakes(file, await readFile(`${REPOSITORY}${file}`, 'utf8'))).toEqual([])
  })
})

describe('the examples of previews of forks', () => {
  const readExample = async (name: string) => await readFile(`${REPOSITORY}examples/${name}.yml`, 'utf8')

  it('give rights to no code of the fork', async () => {
    const [build, deploy] = (await Promise.all(['preview-forks-build', 'preview-forks'].map(readExample))).map(text =>
      parse(text),
    )
    expect(build.permissions).toEqual({ contents: 'read' })
    expect(JSON.stringify(build)).not.toMatch(
      /secrets\.|configure-aws-credentials|"permissions":\{(?!"contents":"read"\})/,
    )
    expect(deploy.on.workflow_run).toEqual({ workflows: [build.name], types: ['completed'] })
    expect(deploy.jobs.deploy.environment).toBe('preview-forks')
    expect(JSON.stringify(deploy)).not.toMatch(/actions\/checkout|npm |secrets\./)
  })

  it.each(['preview', 'preview-forks-build', 'preview-forks'])('never run on pull_request_target: %s', async name => {
    expect(await readExample(name)).not.toContain('pull_request_target')
  })
})

describe('the examples in the documentation', () => {
  it("are free of mistakes in GitHub's eyes, the names of inputs included", async () => {
    const files = globSync(['*.md', 'docs/**/*.md', 'examples/*/*.md'], { cwd: REPOSITORY })
    const texts = await Promise.all(files.map(file => readFile(`${REPOSITORY}${file}`, 'utf8')))
    const examples = files.flatMap((file, index) => findExamples(file, texts[index] ?? ''))
    expect(examples.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^README\.md/))
    const mistakes = await Promise.all(examples.map(({ name, workflow }) => findMistakes(name, workflow)))
    expect(mistakes.flat()).toEqual([])
  })
})

describe('a mistake', () => {
  const job = (rest: string) => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n${rest}`
  const step = (uses: string, inputs: string) => job(`    steps:\n      - uses: ${uses}\n        with: { ${inputs} }\n`)

  it.each([
    ['ci.yml', step('actions/checkout@v7', 'fetch-dept: 1'), "Invalid action input 'fetch-dept'"],
    ['ci.yml', step(`${OURS}@v1`, 'application-name: a, environment-name: b, aplication: c'), "input 'aplication'"],
    ['ci.yml', step('./', 'application-name: a'), 'Missing required input `environment-name`'],
    ['ci.yml', step('./check', 'uri: ws://a/'), "Invalid action input 'uri'"],
    ['ci.yml', step(`${OURS}/nothing@v1`, 'a: b'), 'Unable to resolve action'],
    ['ci.yml', job('    permissions: { content: read }\n    steps: [{ run: ls }]\n'), 'content'],
    ['action.yml', 'name: a\ndescription: b\nruns: { using: node99, main: a.js }\n', 'node99'],
  ])('is found in %s: %j', async (name, text, message) => {
    expect((await findMistakes(name, text)).join('\n')).toContain(message)
  })

  it('is found in an example that shows only steps, or only a job', async () => {
    const wrong = 'uses: OWNER/beanstalk-websockets/check@v1\n    with: { uri: x, url: y }'
    const markdown = `# A\n\n\`\`\`yaml\n- ${wrong.replaceAll('\n    ', '\n  ')}\n\`\`\`\n\n\`\`\`yaml\nsteps:\n  - ${wrong}\n\`\`\`\n\n\`\`\`yaml\nnot: one\n\`\`\`\n`
    const examples = findExamples('README.md', markdown)
    expect(examples.map(({ name }) => name)).toEqual(['README.md-3.yml', 'README.md-8.yml'])
    const mistakes = await Promise.all(examples.map(({ name, workflow }) => findMistakes(name, workflow)))
    expect(mistakes.map(([first]) => first)).toEqual([
      expect.stringContaining("Invalid action input 'uri'"),
      expect.stringContaining("Invalid action input 'uri'"),
    ])
  })
})
