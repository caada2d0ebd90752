// The licences of what is bundled ask that their text goes along with it: one file, the same whenever the code is the same.

import { readdirSync, readFileSync } from 'node:fs'

const FILE_NAME = 'LICENSES.txt'
/** None of them asks for more than that its text goes along. */
const LICENCES = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT']

const FOLDER = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/

/** A rollup plugin: name, version and licence of every package of which a line is in the bundle, and each text once. */
export function licences() {
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      const packages = listFolders(bundle).map(readPackage)
      const byText = Map.groupBy(packages, one => findText(one, packages))
      const parts = [...byText].map(([text, those]) => `${list(those)}\n\n${text}\n`).sort()
      this.emitFile({ type: 'asset', fileName: FILE_NAME, source: parts.join(`\n${'-'.repeat(72)}\n\n`) })
    },
  }
}

/** Folders, for one package may be there in two versions. */
function listFolders(bundle) {
  const modules = Object.values(bundle).flatMap(({ modules = {} }) => Object.entries(modules))
  const bundled = modules.filter(([, { renderedLength }]) => renderedLength > 0)
  const folders = bundled.map(([id]) => FOLDER.exec(id.replaceAll('\0', '').replaceAll('\\', '/'))?.[0])
  return [...new Set(folders.filter(folder => folder !== undefined))]
}

function readPackage(folder) {
  const { name, version, license, repository } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  if (!LICENCES.includes(license)) throw new Error(`${name} ${version} has the licence "${license}"`)
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry))
  const text = file && readFileSync(`${folder}/${file}`, 'utf8').replaceAll('\r\n', '\n').trimEnd()
  // What comes from one repository under one licence has one text: AWS leaves it out of some of its packages.
  return { title: `${name} ${version} (${license})`, origin: `${license} ${repository?.url ?? name}`, text }
}

function list(packages) {
  return packages
    .map(({ title }) => title)
    .sort()
    .join('\n')
}

function findText({ title, origin, text }, packages) {
  const found = text ?? packages.find(other => other.origin === origin && other.text)?.text
  if (!found) throw new Error(`${title} has no licence file`)
  return found
}
