/** Why a zip file was refused as a source bundle: one ActionError each, with what to do. */

import { ActionError } from '../action-error.ts'
import { toShellWord } from '../untrusted.ts'
import type { NamedSource } from './find-source.ts'

/** `head`: the first bytes of the file, which often tell what it is instead. */
export function notAZip(source: NamedSource, head: Buffer): ActionError {
  return new ActionError({
    code: 'bundle-not-a-zip',
    message: `'${source.input}' named a file that is ${describeHead(head)}: "${source.value}".`,
    hint: "Make a zip file: cd FOLDER && zip -r ../bundle.zip . — or leave 'deployment-package-path' out: then this action packs 'source-directory' itself.",
  })
}

export function damaged(source: NamedSource, detail: string, cause?: unknown): ActionError {
  return new ActionError({
    code: 'bundle-damaged',
    message: `'${source.input}' named a zip file that could not be read: "${source.value}" (${detail}).`,
    hint: `Make the file again and test it with: unzip -t ${toShellWord(source.value)}`,
    cause,
  })
}

export function encrypted(source: NamedSource, name: string): ActionError {
  return new ActionError({
    code: 'bundle-encrypted',
    message: `'${source.input}' named an encrypted zip file: "${source.value}" (its entry "${name}" needs a password).`,
    hint: 'Make the zip file without a password: Beanstalk cannot unpack it otherwise.',
  })
}

export function escaping(source: NamedSource, name: string, problem: string): ActionError {
  const isBackslash = problem.includes('backslash')
  return new ActionError({
    code: 'bundle-name-refused',
    message: `'${source.input}' named "${source.value}", which has an entry whose name ${problem}: "${name}".`,
    hint: isBackslash
      ? "Pack with a tool that writes forward slashes (7-Zip, PowerShell 7), or leave 'deployment-package-path' out: then this action packs 'source-directory' itself."
      : 'Pack from inside the folder, so that all names are relative to it: cd FOLDER && zip -r ../bundle.zip .',
  })
}

export function duplicate(source: NamedSource, name: string): ActionError {
  return new ActionError({
    code: 'bundle-duplicate-name',
    message: `'${source.input}' named "${source.value}", which has two entries of the name "${name}".`,
    hint: 'Make the zip file anew, with each file once: which of the two would be deployed is not defined.',
  })
}

export function tooLarge(source: NamedSource, sizeBytes: number): ActionError {
  return new ActionError({
    code: 'bundle-too-large',
    message: `'${source.input}' "${source.value}" made a source bundle of ${(sizeBytes / 1024 / 1024).toFixed(1)} MiB; Beanstalk takes 500 MiB.`,
    hint: "Leave out what the app does not need at run time: list it in '.ebignore' or in 'exclude-patterns', one pattern a line.",
  })
}

export function unpacksTooLarge(source: NamedSource, unpackedBytes: number): ActionError {
  return new ActionError({
    code: 'bundle-unpacks-too-large',
    message: `'${source.input}' "${source.value}" would be ${(unpackedBytes / 1024 ** 3).toFixed(1)} GiB when it is unpacked; this action deploys at most 4 GiB.`,
    hint: 'Leave out what the app does not need at run time. While a version is deployed the old and the new one lie on the volume of the instance, which has 8 GB unless RootVolumeSize says more.',
  })
}

export function overlapping(source: NamedSource, name: string): ActionError {
  return damaged(source, `the entry "${name}" lies over another one, as in a zip bomb`)
}

export function tooManyEntries(source: NamedSource, entryCount: number, limit: number): ActionError {
  return new ActionError({
    code: 'bundle-too-many-files',
    message: `'${source.input}' "${source.value}" held ${entryCount} files and folders; this action reads at most ${limit}.`,
    hint: "Leave out what the app does not need at run time: list it in '.ebignore' or in 'exclude-patterns', one pattern a line.",
  })
}

/** For what the file system refuses (permissions, a file that is gone) and for files that change while they are packed. */
export function unreadable({ input, value }: Pick<NamedSource, 'input' | 'value'>, cause: Error): ActionError {
  return new ActionError({
    code: 'bundle-unreadable',
    message: `'${input}' "${value}" could not be read or packed: ${cause.message}.`,
    hint: "Make sure that this step may read every file and that nothing changes them meanwhile (chmod, chown), or leave them out with 'exclude-patterns'.",
    cause,
  })
}

const HEADS: readonly (readonly [string, string])[] = [
  ['PK', 'only the beginning of a zip file (was it cut off?)'],
  ['\x1f\x8b', 'not a zip file but gzip, perhaps a .tar.gz'],
  ['7z\xbc\xaf', 'not a zip file but a 7z archive'],
  ['Rar!', 'not a zip file but a rar archive'],
  ['version https://git-lfs', 'not a zip file but a Git LFS pointer (check out with "lfs: true")'],
  ['<', 'not a zip file but HTML or XML, perhaps the page of a failed download'],
]

function describeHead(head: Buffer): string {
  const text = head.toString('latin1').trimStart()
  if (text === '') return 'empty'
  return HEADS.find(([start]) => text.startsWith(start))?.[1] ?? 'not a zip file'
}
