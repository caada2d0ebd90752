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

// Info-ZIP says that a name is UTF-8 in a field of its own ("up"), which older Pythons do not read: to them it is cp437.
const CODE = `
import hashlib, json, stat, sys, zipfile
def name_of(info):
    if b'up' not in info.extra: return info.filename
    try: return info.filename.encode('cp437').decode()
    except UnicodeError: return info.filename
with zipfile.ZipFile(sys.argv[1]) as z:
    print(json.dumps([{
        'name': name_of(info),
        'mode': stat.filemode(info.external_attr >> 16),
        'sha256': hashlib.sha256(z.read(info)).hexdigest(),
    } for info in z.infolist()]))`
