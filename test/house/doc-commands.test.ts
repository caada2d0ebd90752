import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { AWS_IS_MISSING, type AwsCommandLine, openAwsCommandLine } from '../support/aws-command-line.ts'
import { type DocCommand, findCommandProblem, listCommands, readRun, splitShell } from '../support/doc-commands.ts'
import { type CodeBlock, type DocPage, parseDocPage, readDocPages } from '../support/doc-pages.ts'
import { listDocWorkflows, listRuns } from '../support/doc-workflows.ts'

const pages = readDocPages()
const runs = listDocWorkflows(pages).flatMap(({ place, workflow }) => listRuns(workflow).map(text => ({ place, text })))
const commands = [...pages.flatMap(listCommands), ...runs.flatMap(({ place, text }) => readRun(place, text))]
const blocks = pages.flatMap(page => page.blocks)

/** Languages of blocks that a test here or in workflows.test.ts reads. */
const READ = ['yaml', 'yml', 'json', 'sh', 'bash', 'shell', 'console', 'nginx', 'js', 'ts', 'mermaid']
/** What is shown as it is: nobody could run it, or a program of the reader's own would. */
const SHOWN = ['text', 'markdown', 'html', 'diff', 'dockerfile', 'apache', 'ini', 'toml', 'python', 'ruby', 'http']

describe('the blocks of code in the documentation', () => {
  it('say their language, and one that is known here', () => {
    expect(blocks.filter(block => !hasLanguage(block)).map(toWords)).toEqual([])
    const page = parseDocPage('docs/x.md', '```\nnpm run gone\n```\n\n    npm run gone\n\n```cobol\n```\n')
    expect(page.blocks.filter(block => !hasLanguage(block))).toHaveLength(2)
    expect(listCommands(page).flatMap(command => findCommandProblem(command) ?? [])).toHaveLength(1)
  })

  it('are JSON, JavaScript, TypeScript, Mermaid where they say so', () => {
    expect(blocks.flatMap(findSyntaxProblem)).toEqual([])
    const wrong = [
      ['json', '{ "a": 1, }'],
      ['js', 'const a ='],
      ['ts', 'type A = ='],
      ['mermaid', 'flowchard LR'],
    ] as const
    for (const [language, text] of wrong)
      expect(findSyntaxProblem({ place: 'README.md:1', language, text })).toHaveLength(1)
  })

  it('are taken by nginx in one of its places where they are for nginx', () => {
    const problems = blocks.filter(({ language }) => language === 'nginx').flatMap(findNginxProblem)
    expect(problems).toEqual([])
    const wrong = { place: 'README.md:1', language: 'nginx', text: 'proxy_read_timout 60s;\n' }
    expect(findNginxProblem(wrong)).toEqual([expect.stringContaining('unknown directive "proxy_read_timout"')])
  })
})

describe('the commands in the documentation', () => {
  it('leave no summary in the clone that they are typed in', () => {
    const named = blocks.flatMap(({ text }) => [...text.matchAll(/GITHUB_STEP_SUMMARY=(\S+)/g)].map(([, path]) => path))
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter(path => !path?.startsWith('/tmp/'))).toEqual([])
  })

  it('are known to what they run: scripts, paths, options, arguments', () => {
    const programs = new Set(commands.map(({ words }) => words[0]))
    expect([...programs]).toEqual(expect.arrayContaining(['npm', 'npx', 'aws', 'curl']))
    expect(commands.flatMap(command => findCommandProblem(command) ?? [])).toEqual([])
  })

  it.each([
    ['npm run demmo', 'no script "demmo"'],
    ['npm run demo -- --twice', "Unknown option '--twice'"],
    ['npm run beanstalk -- --prot 4599', "Unknown option '--prot'"],
    ['npm run nightly -- test/fuz', 'no "test/fuz"'],
    ['npx vitest run test/nowhere', 'no "test/nowhere"'],
    ['node scripts/gone.ts', 'no "scripts/gone.ts"'],
    ['node scripts/create-environment.ts --instance 2', "Unknown option '--instance'"],
    ['npx beanstalk-websockets chek wss://chat.example.com/', 'chek'],
    ['FORCE_COLOR=1 npx beanstalk-websockets check --atempts 3 wss://chat.example.com/', '--atempts'],
    ['node command/bin/cli.js check wws://chat.example.com/', 'wws:'],
    ['frobnicate --all', 'nobody here knows the program "frobnicate"'],
    ['npm run types && npm run lnt', 'no script "lnt"'],
  ])('would be told a mistake: %s', (text, problem) => {
    const found = listCommands(toPage(text)).flatMap(command => findCommandProblem(command) ?? [])
    expect(found).toEqual([expect.stringContaining(problem)])
  })

  it('are looked at in the steps of workflows, too', () => {
    expect(commands.map(({ place }) => place)).toEqual(expect.arrayContaining(['examples/preview-forks-build.yml']))
    const [wrong] = readRun('examples/a.yml', 'ziip -r bundle.zip . && ls')
    expect(wrong && findCommandProblem(wrong)).toContain('"ziip"')
  })

  it('are read as a shell reads them', () => {
    const text = `A=1 B='x y' one "two \\"x\\"" 'three # 3' \\\n  four # five\ncd x && six > out 2>&1; seven | eight\nexport C=$(nine ten)`
    expect(splitShell(text)).toEqual([
      ['one', 'two "x"', 'three # 3', 'four'],
      ['cd', 'x'],
      ['six'],
      ['seven'],
      ['eight'],
      ['export', 'C=$(nine ten)'],
    ])
  })

  it('are known to the aws command line: services, operations, options, what is required', async ({ skip }) => {
    const variables = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret', AWS_DEFAULT_REGION: 'eu-central-1' }
    const commandLine = openAwsCommandLine({ ...variables, AWS_MAX_ATTEMPTS: '1', AWS_RETRY_MODE: 'standard' })
    if (commandLine === undefined && !process.env.CI) return skip(AWS_IS_MISSING)
    if (commandLine === undefined) throw new Error(AWS_IS_MISSING)
    try {
      const asked = commands.filter(({ words }) => words[0] === 'aws')
      const problems = await Promise.all(asked.map(command => findAwsProblem(commandLine, command)))
      expect(problems.flat()).toEqual([])
      for (const [text, problem] of WRONG_FOR_AWS) {
        const [command] = listCommands(toPage(text))
        const found = command ? await findAwsProblem(commandLine, command) : []
        expect(found).toEqual([expect.stringContaining(problem)])
      }
    } finally {
      commandLine.close()
    }
  })
})

const WRONG_FOR_AWS = [
  ['aws elasticbeanstalk describe-enviroments', 'describe-enviroments'],
  ['aws elasticbeanstalk describe-environments --environment chat', '--environment'],
  ['aws elbv2 create-target-group --protocol HTTP', '--name'],
] as const

function toPage(text: string): DocPage {
  return parseDocPage('README.md', `\`\`\`sh\n${text}\n\`\`\`\n`)
}

function hasLanguage({ language }: CodeBlock): boolean {
  if (language === undefined) return true
  return READ.includes(language) || SHOWN.includes(language)
}

function toWords({ place, language }: CodeBlock): string {
  return `${place}: the language is "${language}"`
}

function findSyntaxProblem({ place, language, text }: CodeBlock): string[] {
  const problem = findProblemOf(language, text)
  return problem === undefined ? [] : [`${place}: ${problem}`]
}

function findProblemOf(language: string | undefined, text: string): string | undefined {
  if (language === 'mermaid') {
    const [kind = ''] = text.replaceAll(/^%%.*\n/gm, '').split(/\s/)
    return ['flowchart', 'sequenceDiagram', 'gantt', 'timeline'].includes(kind) ? undefined : `no diagram "${kind}"`
  }
  if (language === 'js' || language === 'ts') {
    const fileName = `block.${language}`
    const { diagnostics = [] } = ts.transpileModule(text, { fileName, reportDiagnostics: true })
    return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))[0]
  }
  if (language !== 'json') return undefined
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    return String(error)
  }
}

/** A block may stand at the http level, in a server or in a location, as its page says. */
function findNginxProblem({ place, text }: CodeBlock): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'doc-nginx-'))
  try {
    const around = [
      `location / {\n${text}}`,
      text,
      `}\n${text}\nserver {`,
      `}\n${text}\nserver { location / { proxy_pass http://127.0.0.1:1; }`,
    ]
    const complaints = around.map(server => testNginx(folder, `server {\nlisten 127.0.0.1:8080;\n${server}\n}`))
    const worst = complaints.find(complaint => /unknown directive/.test(complaint ?? '')) ?? complaints[0]
    return complaints.includes(undefined) ? [] : [`${place}: ${worst}`]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function testNginx(folder: string, servers: string): string | undefined {
  const file = join(folder, 'nginx.conf')
  // As the platform has it, for what its own files may name.
  const map = 'map $http_upgrade $connection_upgrade { default upgrade; "" ""; }'
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${name};`)
  const http = `http {\naccess_log off;\n${temporary.join('\n')}\n${map}\n${servers}\n}`
  writeFileSync(file, `pid nginx.pid;\nevents {}\n${http}\n`)
  const { error, status, stderr } = spawnSync('nginx', ['-t', '-p', folder, '-e', 'stderr', '-c', file])
  if (error) throw new Error('nginx is missing. Install it with `sudo apt-get update && sudo apt-get install nginx`.')
  return status === 0 ? undefined : (/\[emerg\].*/.exec(String(stderr))?.[0] ?? String(stderr))
}

/** A port where nobody listens: what gets as far as to ask it is well written. */
async function findAwsProblem(commandLine: AwsCommandLine, { place, words, isInline }: DocCommand): Promise<string[]> {
  const args = words.slice(1).flatMap((word, index, all) => {
    return word === '--endpoint-url' || all[index - 1] === '--endpoint-url' ? [] : [word]
  })
  const { stderr } = await commandLine.run([...args, '--endpoint-url', 'http://127.0.0.1:1'])
  if (/Could not connect to the endpoint URL/.test(stderr)) return []
  if (isInline && /the following arguments are required|expected one argument/.test(stderr)) return []
  return [`${place}: ${words.join(' ')}: ${stderr.replace(/^usage: .* help\n/s, '').trim()}`]
}
