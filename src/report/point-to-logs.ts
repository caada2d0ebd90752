/** A remedy that has logs read, where their last lines have been fetched already. Pure. */

import { writeLogCommands } from '../handshake/findings/commands.ts'
import type { DeployProducts } from './deploy-products.ts'
import type { Problem } from './verdict.ts'

/** Were the last lines of a log fetched? */
export function hasLogs({ logs = [] }: Pick<DeployProducts, 'logs'>): boolean {
  return logs.some(({ files }) => files.length > 0)
}

/** The commands that print logs give way to the place where their last lines stand. */
export function pointToLogs(problem: Problem, products: DeployProducts): Problem {
  const commands = `\n\n${writeLogCommands(products).join('\n')}`
  if (!hasLogs(products) || !problem.remedy.endsWith(commands)) return problem
  const instruction = problem.remedy.slice(0, -commands.length)
  return { ...problem, remedy: `${instruction}\nTheir last lines are in the log and the summary of this run.` }
}
