import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseFileCommands } from '../support/file-commands.ts'
import { type ActionStep, runAction, startAction } from '../support/run-action.ts'
import { createOutputReader, parseCommand } from '../support/workflow-commands.ts'
import { openWorkspace } from '../support/workspace.ts'

const action = { file: fileURLToPath(new URL('../fixtures/recorder-action/action.yml', import.meta.url)) }

function runScript(script: string, step: Partial<ActionStep> = {}) {
  return runAction({ action, ...step, inputs: { script, ...step.inputs } })
}

/** The log that a user sees for these lines of output. */
function readLines(...lines: string[]): string[] {
  const reader = createOutputReader({ debug: false })
  return lines.flatMap(line => reader.read(line))
}

describe('the variables of a step', () => {
  it('hold each input under its upper-cased name, hyphens kept, spaces as underscores', async () => {
    const run = await runScript(
      'console.log(["SOME-TOKEN", "TWO_WORDS", "A-FLAG"].map(name => process.env["INPUT_" + name].length).join())',
      { inputs: { 'some-token': 'mine' } },
    )
    expect(run.log).toBe('4,5,5')
  })

  it('take the default from action.yml, with github.token from the context', async () => {
    const run = await runScript('console.log(process.env["INPUT_SOME-TOKEN"].slice(0, 4) === "ghs_")')
    expect(run.log).toBe('true')
  })

  it('refuse an input that action.yml does not declare', async () => {
    await expect(runScript('', { inputs: { scirpt: 'x' } })).rejects.toThrow('no input "scirpt"')
  })

  it('hold nothing of the environment that the tests run in, except PATH', async () => {
    const run = await runScript('console.log(Object.keys(process.env).filter(n => !/^(INPUT|GITHUB|RUNNER)_/.test(n)))')
    expect(run.log).toBe("[ 'PATH', 'HOME', 'CI' ]")
  })

  it('give the step its own node 24, its working folder, its event and its own variables', async () => {
    await using workspace = await openWorkspace({ 'app/package.json': '{}' })
    const run = await runScript(
      `console.log(process.version.split('.')[0], fs.readdirSync('.').join())
       console.log(process.env.GITHUB_EVENT_NAME, fs.readFileSync(process.env.GITHUB_EVENT_PATH, 'utf8'))
       console.log(process.env.AWS_REGION, process.cwd() === process.env.GITHUB_WORKSPACE)`,
      { workspace: workspace.path, event: { name: 'schedule', payload: { n: 1 } }, env: { AWS_REGION: 'eu-west-1' } },
    )
    expect(run.log).toBe('v24 app\nschedule {"n":1}\neu-west-1 true')
  })
})

describe('a run', () => {
  it('has the exit code, the outputs, the masked summary and the files of the step', async () => {
    const run = await runScript(
      `console.log('::add-mask::hunter22')
       fs.appendFileSync(process.env.GITHUB_OUTPUT, 'greeting<<END\\ntwo\\nlines\\nEND\\nplain=a=b\\n')
       fs.appendFileSync(process.env.GITHUB_STEP_SUMMARY, '# hunter22')
       fs.writeFileSync(process.env.RUNNER_TEMP + '/report.json', '{}')
       console.error('to stderr: hunter22')
       process.exitCode = 3`,
    )
    expect(run.exitCode).toBe(3)
    expect(run.outputs).toEqual({ greeting: 'two\nlines', plain: 'a=b' })
    expect(run.summary).toBe('# ***')
    expect(run.log).toBe('to stderr: ***')
    expect(run.outputFiles.step_summary).toBe('# hunter22')
    expect(run.temporaryFiles).toEqual({ 'report.json': '{}' })
  })

  it('loses a summary of more than 1 MiB, with an error', async () => {
    const run = await runScript('fs.writeFileSync(process.env.GITHUB_STEP_SUMMARY, "x".repeat(1024 * 1024 + 1))')
    expect(run.summary).toBe('')
    expect(run.annotations).toMatchObject([{ level: 'error', message: expect.stringContaining('1024k') }])
  })

  it('leaves no folder behind', async () => {
    const run = await runScript('')
    expect(existsSync(dirname(run.runnerTemp))).toBe(false)
  })

  it('is killed at its time limit, with its log in the error', async () => {
    const slow = runScript('console.log("still here"); setInterval(() => {}, 1000)', { timeoutMs: 10_000 })
    await expect(slow).rejects.toThrow(/more than 10000 ms.*still here/s)
  })

  it('gets a signal when a line of its log asks for it', async () => {
    const script =
      'process.on("SIGINT", () => { console.log("told"); process.exit(130) }); console.log("ready"); setInterval(() => {}, 1000)'
    const run = await runScript(script, { signalAfter: { line: /^ready$/, signal: 'SIGINT' } })
    expect(run).toMatchObject({ exitCode: 130, signal: null, log: 'ready\ntold' })
  })

  it('can be watched line by line and killed', async () => {
    const script = 'console.log("ready"); setInterval(() => {}, 1000)'
    const started = await startAction({ action, inputs: { script } })
    expect(await started.waitForLine(/rea/)).toBe('ready')
    started.kill('SIGTERM')
    expect(await started.finished).toMatchObject({ exitCode: null, signal: 'SIGTERM' })
    await expect(started.waitForLine(/never/)).rejects.toThrow('without a line like /never/')
  })
})

describe('a workflow command', () => {
  it('is taken after white space at the start of a line, with its properties and data unescaped', () => {
    expect(parseCommand('  ::error file=a%3Ab.ts,line=3, title=T%2CT::one%0Atwo %2C 100%25')).toEqual({
      name: 'error',
      properties: { file: 'a:b.ts', line: '3', title: 'T,T' },
      data: 'one\ntwo %2C 100%',
    })
  })

  it('is taken in its legacy form anywhere in a line', () => {
    expect(parseCommand('said ##[set-output name=url;x=1]v%5D')).toEqual({
      name: 'set-output',
      properties: { name: 'url', x: '1' },
      data: 'v]',
    })
  })

  it.each([
    'x ::error::no',
    '::nonsense::no',
    '::error',
    '## [error]no',
    ': :error::no',
    '::ERR::',
  ])('is not seen in "%s"', line => {
    expect(parseCommand(line)).toBeUndefined()
    expect(readLines(line)).toEqual([line])
  })

  it('is printed and not obeyed between stop-commands and its token', () => {
    const reader = createOutputReader({ debug: false })
    const log = ['::stop-commands::s3same-open', '::error::inside', '::S3SAME-open::', '::error::after']
    expect(log.flatMap(line => reader.read(line))).toEqual([
      '::stop-commands::***',
      '::error::inside',
      '::S3SAME-open::',
      'Error: after',
    ])
    expect(reader.annotations).toEqual([{ level: 'error', message: 'after' }])
  })

  it('becomes an annotation with its title, at most ten of a level, masked', () => {
    const reader = createOutputReader({ debug: false })
    reader.mask('secret')
    for (let n = 1; n <= 11; n += 1) reader.read(`::warning title=the secret::number ${n} secret`)
    expect(reader.annotations).toHaveLength(10)
    expect(reader.annotations[9]).toEqual({ level: 'warning', message: 'number 10 ***', title: 'the ***' })
  })

  it('groups the lines of the log until the group ends', () => {
    expect(readLines('before', '::group::Upload', 'one', '::endgroup::', 'after')).toEqual([
      'before',
      '▾ Upload',
      '  one',
      'after',
    ])
  })

  it('hides debug lines unless debugging is on', () => {
    expect(readLines('::debug::quiet')).toEqual([])
    expect(createOutputReader({ debug: true }).read('::debug::loud')).toEqual(['Debug: loud'])
  })

  it('is an error when the runner has disabled it', () => {
    expect(readLines('::set-env name=A::b')).toEqual([
      'Error: Unable to process command. The `set-env` command is disabled.',
    ])
  })
})

describe('a mask', () => {
  it('covers each line of a secret, and overlapping secrets as one', () => {
    const reader = createOutputReader({ debug: false })
    reader.read('::add-mask::first%0Asecond')
    reader.mask('abcd')
    reader.mask('cdef')
    expect(reader.applyMasks('first, second, abcdef, x')).toBe('***, ***, ***, x')
  })
})

describe('a file command', () => {
  it('may hold = in a heredoc and << after =', () => {
    expect(parseFileCommands('a<<E\nx=1\n\nE\nb=1<<2\n')).toEqual({ a: 'x=1\n', b: '1<<2' })
  })

  it.each(['novalue', '<<E\nE\n', 'a<<E\nnever ended\n'])('is refused as the runner refuses it: %j', text => {
    expect(() => parseFileCommands(text)).toThrow('Invalid')
  })
})
