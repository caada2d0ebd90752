/**
 * Makes a fresh clone ready: installs the packages that package-lock.json names, nginx, and for the tests the aws
 * command line.
 * Plain JavaScript without dependencies, for it runs on any Node from 20 on, before anything is installed.
 *
 *   node scripts/set-up.js            packages and nginx
 *   node scripts/set-up.js packages   packages only
 *   node scripts/set-up.js test       packages, nginx and the aws command line
 *
 * Says in one line what it installs; says nothing when everything is there.
 */

import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const isWindows = process.platform === 'win32'

// Exit code 101 of policy-rc.d means "action forbidden by policy": the package is set up, its service stays down
// (Debian's invoke-rc.d(8)). The package lists are fetched only when what is there does not lead to the package.
const APT_SCRIPT = `
set -eu
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 1' HUP INT TERM
  printf '#!/bin/sh\\nexit 101\\n' >"$policy"
  chmod 755 "$policy"
fi
install() {
  apt-get -o DPkg::Lock::Timeout=120 install -y -q --no-install-recommends "$1"
}
install "$1" || { apt-get -o DPkg::Lock::Timeout=120 update -q && install "$1"; }
if [ "$1" = nginx ] && [ -d /run/systemd/system ]; then systemctl disable nginx; fi
`

if (!packagesAreInstalled()) installPackages()
if (process.argv[2] !== 'packages' && !hasProgram('nginx', '-v')) installProgram('nginx', fail)
// Not every distribution has it, and only one file of tests needs it: that one says so itself.
if (process.argv[2] === 'test' && !hasProgram('aws', '--version')) installProgram('awscli', say)

/** True when node_modules holds what package-lock.json says; packages for other platforms may be missing. */
function packagesAreInstalled() {
  const wanted = readLock('package-lock.json')
  const installed = readLock('node_modules/.package-lock.json')
  const isInstalled = ([path, entry]) => {
    const found = installed[path]
    return found ? found.version === entry.version && found.integrity === entry.integrity : entry.optional === true
  }
  const entries = Object.entries(wanted).filter(([path]) => path !== '')
  return entries.length > 0 && entries.every(isInstalled) && hasNode24()
}

function readLock(name) {
  try {
    return JSON.parse(readFileSync(join(root, name), 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}

// The package `node` fetches its program in an install script, which a user's own npm settings may forbid.
function hasNode24() {
  return existsSync(join(root, 'node_modules/node/bin', isWindows ? 'node.exe' : 'node'))
}

function installPackages() {
  say('Installing the packages (npm ci)')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'Run `npm ci` to see more.')
  if (!hasNode24()) {
    fail('npm did not run the install script of the package "node".', 'Run `npm rebuild node --ignore-scripts=false`.')
  }
}

/** `giveUp` is told what happened and what to do. */
function installProgram(name, giveUp) {
  if (isWindows) return say(`${name} is missing, and this script cannot install it on Windows: use WSL.`)
  if (hasProgram('apt-get', '--version')) return installWithApt(name, giveUp)
  if (hasProgram('brew', '--version')) {
    say(`Installing ${name} (brew)`)
    return run('brew', ['install', '--quiet', name], `Run \`brew install ${name}\` to see more.`, giveUp)
  }
  giveUp(`${name} is missing, and neither apt-get nor brew was found.`, `Install ${name}, then run this again.`)
}

function installWithApt(name, giveUp) {
  const remedy = `Install it with \`sudo apt-get update && sudo apt-get install ${name}\`, then run this again.`
  const isRoot = process.getuid?.() === 0
  if (!isRoot && !succeeds('sudo', ['-n', 'true'])) {
    return giveUp(`${name} is missing, and only root may install it.`, remedy)
  }
  say(`Installing ${name} (apt-get)${name === 'nginx' ? ', without starting or enabling its service' : ''}`)
  const shell = ['sh', '-c', APT_SCRIPT, 'sh', name]
  const [command, ...parameters] = isRoot ? shell : ['sudo', '-n', ...shell]
  run(command, parameters, remedy, giveUp)
}

/** /usr/sbin is where Debian has nginx, and not on an ordinary user's PATH. */
function hasProgram(name, versionFlag) {
  return succeeds(name, [versionFlag]) || succeeds(join('/usr/sbin', name), [versionFlag])
}

function succeeds(command, parameters) {
  return spawnSync(command, parameters, { stdio: 'ignore', shell: isWindows }).status === 0
}

/** Runs a command without showing what it prints, unless it fails: then its last lines. */
function run(command, parameters, remedy, giveUp = fail) {
  const options = { cwd: root, encoding: 'utf8', shell: isWindows, maxBuffer: 64 * 1024 * 1024 }
  const { status, signal, error, stdout, stderr } = spawnSync(command, parameters, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (status === 0) return
  const output = `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-20).join('\n')
  if (output) process.stderr.write(`${output}\n`)
  giveUp(`The installation failed (${error?.message ?? signal ?? `exit code ${status}`}).`, remedy)
}

function fail(message, remedy) {
  process.stderr.write(`set-up: ${message} ${remedy}\n`)
  process.exit(1)
}

function say(message, remedy = '') {
  process.stdout.write(`set-up: ${message} ${remedy}`.trimEnd().concat('\n'))
}
