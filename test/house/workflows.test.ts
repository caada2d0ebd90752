import { existsSync, globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { FeatureFlags } from '@actions/expressions'
import { validate } from '@actions/languageservice'
import { describe, expect, it } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'
import { type CodeBlock, readDocPages } from '../support/doc-pages.ts'
import { isYaml, OURS, readDocYaml } from '../support/doc-workflows.ts'
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

describe('the workflows and the actions', () => {
  const files = globSync(['.github/workflows/*.yml', 'examples/**/*.yml', '{,check/,preview/}action.yml'], {
    cwd: REPOSITORY,
    exclude: path => path.endsWith('node_modules'),
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

describe('the YAML in the documentation', () => {
  const yaml = readDocPages().flatMap(page => page.blocks.filter(isYaml).map(readDocYaml))

  it("is free of mistakes in GitHub's eyes where it is a workflow or a part of one, the names of inputs included", async () => {
    const workflows = yaml.filter(each => each.kind === 'workflow')
    const pages = new Set(workflows.map(({ place }) => place.replace(/:\d+$/, '')))
    expect([...pages]).toEqual(expect.arrayContaining(['README.md', 'docs/previews.md', 'docs/checks.md']))
    const mistakes = await Promise.all(workflows.map(({ place, workflow }) => findMistakes(`${place}.yml`, workflow)))
    expect(mistakes.flat()).toEqual([])
  })

  it('is what its own reader takes where it is none', () => {
    const others = yaml.filter(each => each.kind === 'other')
    expect(others.length).toBeGreaterThan(0)
    expect(others.flatMap(({ place, problems }) => problems.map(problem => `${place} ${problem}`))).toEqual([])
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

  it.each([
    ['only steps', '- uses: OWNER/beanstalk-websockets/check@v1\n  with: { uri: x, url: y }'],
    [
      'only a job',
      'steps:\n  - uses: OWNER/beanstalk-websockets/preview@v1\n    with: { uri: x, application-name: a }',
    ],
    ['only the upper part', 'permissions: { uri: read }'],
  ])('is found in a block that shows %s', async (_, text) => {
    const read = readDocYaml(toBlock(text))
    expect(read.kind).toBe('workflow')
    const workflow = read.kind === 'workflow' ? read.workflow : ''
    expect((await findMistakes('README.md:1.yml', workflow)).join('\n')).toContain('uri')
  })

  it.each([
    ['a file of targets', 'targets:\n  - uri: wss://a.example.com/', 'uri'],
    ['an .ebextensions file', 'option_settings:\n  elasticbeanstalk: { A: b }', 'no namespace'],
    ['an .ebextensions file with a list', 'option_settings:\n  - { name: A, value: b }', 'no option'],
    ['what is no YAML', 'a: [', 'no YAML'],
    ['something that nobody would check', 'websocket-path: /ws', 'nobody'],
  ])('is found in %s', (_, text, problem) => {
    const read = readDocYaml(toBlock(text))
    expect(read).toMatchObject({ kind: 'other', problems: [expect.stringContaining(problem)] })
  })
})

function toBlock(text: string): CodeBlock {
  return { place: 'README.md:1', language: 'yaml', text: `${text}\n` }
}
