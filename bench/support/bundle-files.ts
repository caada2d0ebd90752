/** What the bench of the source bundle packs and uploads. */

import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mulberry32 } from '../../test/fuzz/random.ts'

const READY_FILES = 200
const READY_FILE_BYTES = 1024 * 1024
const FOLDER_FILES = 10_000
const FOLDER_FILE_BYTES = 22_000

// Noise, as what lies in a zip cannot be compressed again.
export async function makeReadyZip(folder: string): Promise<void> {
  const files = join(folder, 'ready')
  await mkdir(files)
  for (let index = 0; index < READY_FILES; index++) {
    await writeFile(join(files, `file-${index}.bin`), randomBytes(READY_FILE_BYTES))
  }
  await once(spawn('zip', ['-qr0', '../ready.zip', '.'], { cwd: files, stdio: 'inherit' }), 'close')
  await rm(files, { recursive: true })
}

/** Something like source code, which deflate makes about half as long; the same in each run. */
export async function makeFolder(folder: string): Promise<void> {
  const random = mulberry32(1)
  const words = Array.from({ length: 4000 }, () =>
    random()
      .toString(36)
      .slice(2, 4 + Math.floor(random() * 8)),
  )
  for (let index = 0; index < FOLDER_FILES; index++) {
    const place = join(folder, `part-${index % 100}`)
    if (index < 100) await mkdir(place, { recursive: true })
    const length = FOLDER_FILE_BYTES * (0.1 + 1.8 * random())
    let text = ''
    while (text.length < length)
      text += `${words[Math.floor(random() ** 2 * words.length)]}${random() < 0.1 ? ';\n' : ' '}`
    await writeFile(join(place, `file-${index}.js`), text)
  }
}
