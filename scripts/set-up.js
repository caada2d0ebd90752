/**
 * Makes a fresh clone ready: installs the packages that package-lock.json names, nginx, and for the tests the programs
 * that they ask for a second opinion.
 * Plain JavaScript in one file, without dependencies, for it runs on any Node from 20 on, before anything is installed.
 *
 *   node scripts/set-up.js            packages and nginx
 *   node scripts/set-up.js packages   packages only
 *   node scripts/set-up.js test       packages, nginx and the programs that the tests run
 *   node scripts/set-up.js nightly    those, and the servers that only the longer run asks
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
// (Debian's invoke-rc.d(8)). The package lists are fetched only when what is there does not lead to the packages.
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
  apt-get -o DPkg::Lock::Timeout=120 install -y -q --no-install-recommends "$@"
}
install "$@" || { apt-get -o DPkg::Lock::Timeout=120 update -q && install "$@"; }
case "$1" in
  nginx | haproxy | redis-server) if [ -d /run/systemd/system ]; then systemctl disable "$1"; fi ;;
esac
`

/** Programs by the name of their package, each with a call that succeeds where it is installed. */
const NGINX = { nginx: ['nginx', '-v'] }
const TEST_PROGRAMS = {
  openssl: ['openssl', 'version'],
  python3: ['python3', '--version'],
  unzip: ['unzip', '-v'],
  zip: ['zip', '-v'],
}
// Debian's package of httpd without a service; elsewhere `brew install httpd`.
const HTTPD = { 'apache2-bin': ['apache2', '-v'] }
// Its service, like nginx's, is neither started nor enabled; elsewhere `brew install haproxy`.
const HAPROXY = { haproxy: ['haproxy', '-v'] }
const AWS = { awscli: ['aws', '--version'] }
// Its `jar` is one of three judges of source bundles; elsewhere `brew install openjdk`.
const JAVA = { 'default-jdk-headless': ['jar', '--version'] }
const BOTOCORE = {
  'python3-botocore': importing('botocore'),
}

// Servers that the tests of the longer run are made for: most speak WebSocket, in other languages.
const NIGHTLY_SERVERS = {
  'python3-websockets': importing('websockets'),
  'python3-uvicorn': importing('uvicorn'),
  'python3-starlette': importing('starlette'),
  'python3-hypercorn': importing('hypercorn'),
  'python3-daphne': importing('daphne'),
  'python3-django-channels': importing('channels'),
  'python3-aiohttp': importing('aiohttp'),
  'python3-tornado': importing('tornado'),
  'redis-server': ['redis-server', '--version'],
  websocketd: ['websocketd', '--version'],
  'libwebsockets-test-server': ['sh', '-c', 'command -v libwebsockets-test-server'],
}

const purpose = process.argv[2]
if (!packagesAreInstalled()) installPackages()
if (purpose !== 'packages') installPrograms(NGINX, fail)
if (purpose === 'test' || purpose === 'nightly') {
  installPrograms(TEST_PROGRAMS, fail)
  // Not every distribution has them, and only a few tests need them, which say so themselves.
  installPrograms(HTTPD, say)
  installPrograms(HAPROXY, say)
  installPrograms(AWS, say)
  installPrograms(BOTOCORE, say)
  installPrograms(JAVA, say)
}
if (purpose === 'nightly') {
  for (const [name, call] of Object.entries(NIGHTLY_SERVERS)) installPrograms({ [name]: call }, say)
}

/** The first Python on the PATH need not be the one that the distribution's packages go to. */
function importing(module) {
  return ['sh', '-c', `python3 -c 'import ${module}' || /usr/bin/python3 -c 'import ${module}'`]
}

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
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { remedy: 'Run `npm ci` to see more.' })
  if (!hasNode24()) {
    fail('npm did not run the install script of the package "node".', 'Run `npm rebuild node --ignore-scripts=false`.')
  }
}

/** Installs those that are missing. `giveUp` is told what happened and what to do. */
function installPrograms(programs, giveUp) {
  const missing = Object.keys(programs).filter(name => !hasProgram(...programs[name]))
  if (missing.length === 0) return
  const names = missing.join(' ')
  if (isWindows) return say(`${names} is missing, and this script cannot install it on Windows: use WSL.`)
  if (hasProgram('apt-get', '--version')) return installWithApt(missing, giveUp)
  if (hasProgram('brew', '--version')) {
    say(`Installing ${names} (brew)`)
    return run('brew', ['install', '--quiet', ...missing], {
      remedy: `Run \`brew install ${names}\` to see more.`,
      giveUp,
    })
  }
  giveUp(`${names} is missing, and neither apt-get nor brew was found.`, `Install ${names}, then run this again.`)
}

function installWithApt(names, giveUp) {
  const list = names.join(' ')
  const remedy = `Install it with \`sudo apt-get update && sudo apt-get install ${list}\`, then run this again.`
  const isRoot = process.getuid?.() === 0
  if (!isRoot && !succeeds('sudo', ['-n', 'true'])) {
    return giveUp(`${list} is missing, and only root may install it.`, remedy)
  }
  say(`Installing ${list} (apt-get), without starting or enabling a service`)
  const shell = ['sh', '-c', APT_SCRIPT, 'sh', ...names]
  const [command, ...parameters] = isRoot ? shell : ['sudo', '-n', ...shell]
  run(command, parameters, { remedy, giveUp })
}

/** /usr/sbin is where Debian has nginx, and not on an ordinary user's PATH. */
function hasProgram(name, ...parameters) {
  return succeeds(name, parameters) || succeeds(join('/usr/sbin', name), parameters)
}

function succeeds(command, parameters) {
  return spawnSync(command, parameters, { stdio: 'ignore', shell: isWindows }).status === 0
}

/** Runs a command without showing what it prints, unless it fails: then its last lines. */
function run(command, parameters, { remedy, giveUp = fail }) {
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
