/** What Python's zipfile finds in a zip file. */

import { execFileSync } from 'node:child_process'

export interface ZippedEntry {
  readonly name: string
  /** As in `ls -l`; "?---------" where it has none. */
  readonly mode: string
  /** Of the content; of a symbolic link's target. */
  readonly sha256: string
}

/** In the order of the zip file. Throws when an entry cannot be read, or has another checksum than it says. */
export function readWithPython(zipPath: string): readonly ZippedEntry[] {
  const options = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const
  return JSON.parse(execFileSync('python3', ['-c', CODE, zipPath], options))
}

// Version 3.0 of zip writes a name in UTF-8 without the flag that says so, and Python takes it for cp437.
const CODE = `
import hashlib, json, stat, sys, zipfile
def name_of(info):
    if info.create_version != 30 or info.flag_bits & 0x800: return info.filename
    try: return info.filename.encode('cp437').decode()
    except UnicodeError: return info.filename
with zipfile.ZipFile(sys.argv[1]) as z:
    print(json.dumps([{
        'name': name_of(info),
        'mode': stat.filemode(info.external_attr >> 16),
        'sha256': hashlib.sha256(z.read(info)).hexdigest(),
    } for info in z.infolist()]))`
