/** How the process host treats the apps of its instances. */

import type { PlatformFamily } from '../../platform/platform.ts'

export interface AppOptions {
  /** Families beside Node.js whose apps are really run, by the programs of this machine; of the others a stand-in listens. */
  readonly runs?: readonly PlatformFamily[]
  /** An app gets the port that it has on the platform, where that is free: not every app reads PORT. */
  readonly keepsPort?: boolean
  /** Hears of a program that fetches what an app needs, before it runs: "npm install --omit=dev". */
  onInstall?(instanceId: string, command: string): void
  /** Hears what an app writes, as it comes. */
  onOutput?(instanceId: string, text: string): void
}
