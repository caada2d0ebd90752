/** What is too old for the actions is told where a run begins, by reading its inputs: with a verdict, as any other mistake. */

import { ActionError } from '../action-error.ts'
import type { InputSource } from './input-reader.ts'

/** As in `runs.using` of each action.yml. */
const OLDEST_NODE = 24

/** `source`; where Node.js is too old, nothing is read and an ActionError thrown (code `node-too-old`). */
export function requireNode(version: string, source: InputSource): InputSource {
  if (Number.parseInt(version.slice(1), 10) >= OLDEST_NODE) return source
  return () => {
    throw new ActionError({
      code: 'node-too-old',
      message: `The action needs Node.js ${OLDEST_NODE}, and was run by ${version}.`,
      hint: `Run it by "uses:" in a workflow, whose runner brings Node.js ${OLDEST_NODE}; by hand, with the Node.js of a clone: node_modules/.bin/node dist/deploy.js`,
    })
  }
}
