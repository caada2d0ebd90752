/** Names of entries in a source bundle: which ones are safe to unpack, and one spelling for each. */

/** Why `name` could end up somewhere else than in the folder it is unpacked to; undefined for a safe name. */
export function findNameProblem(name: string): string | undefined {
  if (name === '') return 'is empty'
  if (name.includes('\0')) return 'contains a NUL character'
  if (name.includes('\\')) return 'contains a backslash'
  if (name.startsWith('/')) return 'is an absolute path'
  if (/^[A-Za-z]:/.test(name)) return 'starts with a drive letter'
  if (name.split('/').includes('..')) return 'leaves the folder with ".."'
  return undefined
}

/** The name without "./" and doubled slashes; '' for the folder itself. A folder keeps the slash at its end. */
export function normalizeEntryName(name: string): string {
  const parts = name.split('/')
  return parts.filter((part, index) => part !== '.' && (part !== '' || index === parts.length - 1)).join('/')
}
