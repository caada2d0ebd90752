/** Run as a program whose open files are limited: uses them all up, then checks a URL and prints the target's report. */

import { openSync } from 'node:fs'
import { checkOnce } from '../check-once.ts'

const [url = ''] = process.argv.slice(2)

function useUpDescriptors(): never {
  for (;;) openSync('/dev/null', 'r')
}

try {
  useUpDescriptors()
} catch (error) {
  if (!(error instanceof Error && 'code' in error && error.code === 'EMFILE')) throw error
}
process.stdout.write(JSON.stringify(await checkOnce(url)))
