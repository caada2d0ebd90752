/**
 * Makes a file of httpd that is meant for an instance loadable on this machine: other folders, ports and user.
 * Every line stays where it is, so that httpd names the lines of the user's own file.
 */

import type { ProxyMapping } from './proxy-program.ts'

export function mapHttpdFile(_path: string, text: string, mapping: ProxyMapping): string {
  return text.replaceAll(/^.*$/gm, line => mapLine(line, mapping))
}

/** The ports that the file listens on. */
export function findHttpdPorts(text: string): readonly number[] {
  return [...text.matchAll(LISTEN)].map(match => Number(match[1])).filter(port => port > 0 && port < 65_536)
}

const LISTEN = /^[ \t]*Listen[ \t]+(?:\S*:)?(\d{1,5})\b.*$/gim

function mapLine(line: string, { root, ports }: ProxyMapping): string {
  if (/^\s*#/.test(line)) return line
  // The command line says where the files are, staged or live, and who the processes are.
  if (/^\s*(ServerRoot|User|Group|PidFile)\s/i.test(line)) return ''
  const local = (port: string) => ports.get(Number(port)) ?? port
  return line
    .replace(
      /^(\s*Listen\s+)(?:\S*:)?(\d{1,5})\b/i,
      (_, start: string, port: string) => `${start}127.0.0.1:${local(port)}`,
    )
    .replaceAll(/(<VirtualHost\s[^>]*?:)(\d{1,5})\b/gi, (_, start: string, port: string) => start + local(port))
    .replaceAll(
      /\b(\w+:\/\/)(?:127\.0\.0\.1|localhost):(\d{1,5})\b/gi,
      (_, scheme: string, port: string) => `${scheme}127.0.0.1:${local(port)}`,
    )
    .replaceAll(PATH, (_, start: string, path: string) => `${start}${root}${path}`)
    .replaceAll(LOGS, (_, start: string) => `${start}${root}/var/log/httpd/`)
}

const PATH = /(^|[\s"'])(\/(?:etc\/httpd|var\/log|var\/app|var\/www|var\/run|run)\/)/g
// Relative to the server's root, where a link of this name leads there on the instance.
const LOGS = /(^|[\s"'])logs\//g
