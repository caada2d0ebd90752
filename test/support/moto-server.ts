/** A server of moto, another implementation of AWS's services, where the machine has it. */

import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { findPython } from './find-python.ts'

export interface MotoServer {
  readonly endpoint: string
  stop(): void
}

// It ends with its input, and so with this process, even when that is killed.
const PROGRAM = `
import os, sys, threading
from moto.server import main
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
main(["--port", "0"])
`

/** Undefined where there is none. */
export async function startMoto(): Promise<MotoServer | undefined> {
  const python = findPython('moto.server')
  if (python === undefined) return undefined
  const child = spawn(python, ['-c', PROGRAM], { stdio: ['pipe', 'pipe', 'pipe'] })
  const endpoint = await new Promise<string>((resolve, reject) => {
    const told: string[] = []
    child.on('close', () => reject(new Error(`moto ended before it listened.\n${told.join('\n')}`)))
    // Both have to be read on to the end, or moto would wait for room in the pipe.
    for (const output of [child.stdout, child.stderr]) {
      createInterface(output).on('line', line => {
        told.push(line)
        const listening = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)
        if (listening?.[1] !== undefined) resolve(listening[1])
      })
    }
  })
  return { endpoint, stop: () => child.stdin.end() }
}
