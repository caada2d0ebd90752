/** The commands that start the app, as far as the source bundle names them. */

import type { Bundle } from '../bundle/bundle.ts'
import type { Platform } from '../platform/platform.ts'
import { parseJson, readProperty } from '../read-json.ts'

export interface Command {
  /** Undefined for the one that the platform runs by itself. */
  readonly file: string | undefined
  /** Counted from 1; undefined where the file is no list of lines. */
  readonly line?: number | undefined
  readonly text: string
}

const LONGEST_FILE_BYTES = 256 * 1024

/** The `web` line of the Procfile, without which Node.js runs the script `start` and Python gunicorn. */
export async function readCommands({ readText }: Pick<Bundle, 'readText'>, platform: Platform): Promise<Command[]> {
  const lines = ((await readText('Procfile', LONGEST_FILE_BYTES)) ?? '').split(/\r?\n/)
  const web = lines.findIndex(line => /^web\s*:/.test(line))
  const start = await readStart({ readText })
  if (web < 0) return platform.family === 'python' ? [PYTHON_DEFAULT] : start
  const text = (lines[web] ?? '').replace(/^web\s*:\s*/, '')
  const isStart = /^(npm (run )?start|yarn (run )?start)\s*$/.test(text)
  return [{ file: 'Procfile', line: web + 1, text }, ...(isStart ? start : [])]
}

/** Gunicorn is the default server; NumProcesses and NumThreads of aws:elasticbeanstalk:container:python are 1 and 15. */
const PYTHON_DEFAULT: Command = { file: undefined, text: 'gunicorn --bind :8000 --workers=1 --threads=15 application' }

async function readStart({ readText }: Pick<Bundle, 'readText'>): Promise<Command[]> {
  const manifest = await readText('package.json', LONGEST_FILE_BYTES)
  const text = readProperty(readProperty(parseJson(manifest ?? ''), 'scripts'), 'start')
  return typeof text === 'string' ? [{ file: 'package.json', text }] : []
}
