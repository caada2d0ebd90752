/** Reads the tables of docs/errors.md: each row as what the texts of an error must look like. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from './source-files.ts'

export interface DocumentedError {
  readonly code: string
  /** The whole message; one of them when the row has several. */
  readonly says: readonly RegExp[]
  /** The whole of what to do. */
  readonly toDo: readonly RegExp[]
}

export interface DocumentedLine {
  readonly inputs: readonly string[]
  readonly line: RegExp
}

/** The rows whose first cell is the code of an error. */
export function readErrorTable(): DocumentedError[] {
  return readRows(4).map(([code = '', says = '', toDo = '']) => ({
    code: code.replaceAll('`', ''),
    says: says.split('<br>').map(toPattern),
    toDo: toDo.split('<br>').map(toPattern),
  }))
}

/** The rows about single inputs: names, and the line that is told. */
export function readInputTable(): DocumentedLine[] {
  return readRows(2).map(([inputs = '', line = '']) => ({
    inputs: inputs.replaceAll('`', '').split(', '),
    line: toPattern(line),
  }))
}

export function matches(patterns: readonly RegExp[], text: string): boolean {
  return patterns.some(pattern => pattern.test(text))
}

function readRows(cellCount: number): string[][] {
  return readFileSync(join(REPOSITORY, 'docs/errors.md'), 'utf8')
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .map(line => line.slice(2, -2).split(' | '))
    .filter(cells => cells.length === cellCount)
}

/** "…" stands for what differs from run to run. */
function toPattern(cell: string): RegExp {
  const text = cell.replaceAll('&lt;', '<').replaceAll(/\\([\\`*_{}[\]<>#$|])/g, '$1')
  const parts = text.split('…').map(part => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[\\s\\S]*')}$`)
}
