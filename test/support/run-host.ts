/** A program that opens a host, deploys the bundle that it is given, prints what it holds, and stays. */

import { openProcessHost } from '../../src/local-beanstalk/host/process-host.ts'

const [folder = '', bundlePath = ''] = process.argv.slice(2)
const host = await openProcessHost({ folder })
const platform = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'
const instance = await host.launchInstance({ instanceId: 'i-1', platform })
const silent = await host.openFront({ name: 'silent', port: 0 })
const open = await host.openFront({ name: 'open', port: 0 })
await open.setAdmitted(true)
await open.pointTo(instance.proxyPort)
const outcome = await instance.deploy({ versionLabel: 'v1', bundlePath, environmentVariables: {} }, () => {})
const ports = { proxy: instance.proxyPort, open: open.port, silent: silent.port }
process.stdout.write(`${JSON.stringify({ outcome, ports })}\n`)
