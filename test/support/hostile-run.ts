/** Judges a run under hostile texts: what the runner obeyed, what GitHub would render, what outputs and annotations hold. */

import { expect } from 'vitest'
import { findForeignMarkup } from './rendered-markdown.ts'
import type { ActionRun } from './run-action.ts'

/** The only commands of ours. */
const OURS = new Set(['add-mask', 'debug', 'endgroup', 'error', 'group', 'notice', 'warning'])
const LEVELS = ['error', 'warning', 'notice']
const FORGED_COMMAND = /^(e|h0stile|::)/

/** Nothing of what others have said was taken for our own words. */
export function expectHarmless(run: ActionRun): void {
  expect(findHarm(run), run.log.slice(0, 2000)).toEqual([])
}

/** What was taken for our own words, or would deceive who reads or uses it; empty when all is well. */
export function findHarm(run: ActionRun): string[] {
  const { commands, annotations, outputFiles, summary, exitCode } = run
  const strange = commands.filter(({ name, data, properties }) => {
    if (!OURS.has(name)) return true
    // Each of ours but a group has its text escaped and its only property is a title.
    if (Object.keys(properties).some(property => property !== 'title')) return true
    return name === 'add-mask' && FORGED_COMMAND.test(data)
  })
  return [
    ...strange.map(({ name, data }) => `a command: ${name} ${data.slice(0, 100)}`),
    ...annotations.filter(({ message }) => /^h0stile/.test(message)).map(({ message }) => `an annotation: ${message}`),
    ...annotations.filter(({ message, level }) => message.length > 4095 && level).map(() => 'a cut annotation'),
    ...LEVELS.filter(level => commands.filter(({ name }) => name === level).length > 10).map(
      level => `too many: ${level}`,
    ),
    ...findControls(run),
    ...findForeignMarkup(summary).map(markup => `in the summary: ${markup}`),
    ...findForeignMarkup(run.outputs.plan ?? '').map(markup => `in the plan: ${markup}`),
    ...(outputFiles.step_summary !== '' && summary === '' ? ['a summary that is too long'] : []),
    ...findOutputHarm(run),
    ...(exitCode === 0 || exitCode === 1 ? [] : [`exit code ${exitCode}, signal ${run.signal}`]),
  ]
}

/** What a terminal, or an eye, would be deceived by. */
function findControls({ log, outputFiles }: ActionRun): string[] {
  const texts = Object.entries({ log, summary: outputFiles.step_summary, output: outputFiles.output })
  return texts.flatMap(([name, text]) =>
    [...text.matchAll(/(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu)]
      .slice(0, 3)
      .map(match => `${JSON.stringify(match[0])} in the ${name}`),
  )
}

/** Outputs of more than one line, outputs that action.yml does not have, and what a shell would take for code. */
function findOutputHarm({ outputs, outputFiles }: ActionRun): string[] {
  const isOurs = (name: string) => /^[a-z][a-z-]+$/.test(name)
  const foreign = Object.entries(outputs).filter(([name, value]) => {
    if (name === PLAN) return Buffer.byteLength(value) > 60_000
    if (!isOurs(name) || (value.includes('\n') && name !== 'failed-targets')) return true
    return !GIVEN.has(name) && (/[`"'\\$;&|<>()!*?]/.test(value) || (name !== LABEL && /evil|h0stile/.test(value)))
  })
  const files = (['state', 'env', 'path'] as const).filter(name => outputFiles[name] !== '')
  return [
    ...foreign.map(([name, value]) => `the output ${name}: ${value.slice(0, 100)}`),
    ...files.map(name => `something in GITHUB_${name.toUpperCase()}`),
  ]
}

/** What the user's own inputs are repeated in; `results` beside words of ours, as JSON. */
const GIVEN = new Set(['version-label', 'websocket-url', 'failed-targets', 'results'])

/** Markdown, which is looked at as such; scripts get it by a variable of the environment. */
const PLAN = 'plan'

/** A name that AWS lets everybody choose; it comes through when a shell would take all of it for text. */
const LABEL = 'previous-version-label'
