/** A program that can be an instance's proxy: nginx or httpd. */

import type { ProcessSpec } from './supervisor-protocol.ts'

export interface ProxyProgram {
  /** As systemd knows it on the instance. */
  readonly service: 'nginx' | 'httpd'
  readonly staging: string
  readonly live: string
  /** Written when it listens on all its sockets. */
  readonly pidFile: string
  /** The platform's own command for the test of the staged files, as its engine names it. */
  readonly testCommand: string
  /** Maps a staged file for this machine; `path` is relative to the staging folder. */
  readonly map: MapProxyFile
  /** Files of this machine that it needs beside the platform's. */
  readonly extraFiles: ReadonlyMap<string, string>
  test(): ProcessSpec
  start(): ProcessSpec
}

export interface ProxyMapping {
  /** The folder that stands for "/": absolute, without a slash at its end. */
  readonly root: string
  /** The instance's port -> the port of 127.0.0.1 that stands for it: 80, the app's, and all that files listen on. */
  readonly ports: ReadonlyMap<number, number>
  /** The container's port -> the port of 127.0.0.1 that stands for it, whatever address Docker gave the container. */
  readonly container: { readonly port: number; readonly local: number } | undefined
  /** The user that nginx's workers run as; undefined where nginx has no right to choose one. */
  readonly user: string | undefined
  /** nginx knows `http2 on;` since 1.25.1. */
  readonly knowsHttp2: boolean
}

export type MapProxyFile = (path: string, text: string, mapping: ProxyMapping) => string

/** Where programs are that an ordinary user's PATH may not lead to. */
export const SEARCH_PATH = `${process.env.PATH ?? ''}:/usr/sbin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/bin`
