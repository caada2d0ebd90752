/** Problems of a deployment in the words of somebody who sits before a terminal: there is no job, and nothing costs. Pure. */

import type { Finding } from '../handshake/findings.ts'
import type { HandshakeReport } from '../handshake/handshake.ts'
import { type Problem, splitRemedy } from './verdict.ts'

/** What the problem says of a workflow, said of this command. */
export function describeLocalProblem({ what, remedy, ...problem }: Problem): Problem {
  return sayLocally({ ...problem, what: reword(what), remedy: REMEDIES[problem.code] ?? remedy })
}

export function describeLocalHandshake({ targets }: HandshakeReport): HandshakeReport {
  const rewordFinding = <T extends { readonly finding: Finding | null }>(found: T): T => {
    return { ...found, finding: found.finding && sayLocally(found.finding) }
  }
  return { targets: targets.map(target => rewordFinding({ ...target, attempts: target.attempts.map(rewordFinding) })) }
}

/** Commands about the environment would ask the account of whoever pastes them, which may have one of that name. */
export function sayLocally<T extends { readonly remedy: string }>(told: T): T {
  const { instruction, paste } = splitRemedy(told.remedy)
  const [first = '', ...further] = instruction.split('\n')
  const remedy = reword([first, ...further.filter(line => !AWS_COMMAND.test(line))].join('\n'))
  return { ...told, remedy: paste && !AWS_COMMAND.test(paste) ? `${remedy}\n\n${paste}` : remedy }
}

const AWS_COMMAND = /\baws [a-z0-9]+ [a-z0-9]+-[a-z-]+/

const REMEDIES: Readonly<Record<string, string>> = {
  'bundle-not-found': 'Write the folder or the zip file of the app, as in: beanstalk-websockets local ./my-app',
  'environment-unhealthy':
    'Look at the causes below. A load balancer asks for "/" and wants the answer 200: answer so, or set another path by an option setting in .ebextensions (aws:elasticbeanstalk:environment:process:default, HealthCheckPath).',
}

/** What is said of a workflow, and what is said here. */
export const LOCAL_WORDS: readonly (readonly [RegExp, string])[] = [
  [/ \(they are in the log and the summary of this run\)/g, ' (they stand below)'],
  [/\brun the job again\b/g, 'deploy again'],
  [/\bRun the job again\b/g, 'Deploy again'],
  [
    /leave 'deployment-package-path' out: then this action packs 'source-directory' itself/g,
    'write the folder instead of the file',
  ],
  [
    /Check out the repository and build before this step, and look at what '\.ebignore', '\.gitignore' and 'exclude-patterns' leave out/g,
    "Build the app before, and look at what '.ebignore' and '.gitignore' leave out",
  ],
  [/'deployment-package-path' named a file (?=that does not exist)/g, 'The argument named a file or a folder '],
  [/'deployment-package-path'/g, 'The argument'],
  [/, in the URL, or in ("[^"]+") where that has none/g, ', in $1'],
  [/\bDecide it in the workflow\b/g, 'Decide it by "option-settings"'],
]

function reword(text: string): string {
  return LOCAL_WORDS.reduce((told, [pattern, words]) => told.replaceAll(pattern, words), text)
}
