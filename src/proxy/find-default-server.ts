/** Which server of nginx answers on port 80 to who asks for no other's name. */

import type { LoadedDirective } from './nginx-tree.ts'
import { listAddresses, parseAddress } from './rules/listen-address.ts'

/** The one that says so, else the first of port 80; undefined where none listens there. */
export function findDefaultServer(servers: readonly LoadedDirective[]): LoadedDirective | undefined {
  const on80 = servers.filter(isOn80)
  return on80.find(({ block = [] }) => block.some(isDefaultOn80)) ?? on80[0]
}

export function isOn80(server: LoadedDirective): boolean {
  return listAddresses(server).some(({ port }) => port === 80)
}

// "default" is the older word for "default_server", and means the same.
function isDefaultOn80({ name, args: [address = '', ...options] }: LoadedDirective): boolean {
  const isDefault = options.includes('default_server') || options.includes('default')
  return name === 'listen' && isDefault && parseAddress(address)?.port === 80
}
