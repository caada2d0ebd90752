/** A real nginx, which ends with this process even when that is killed. */

import { type RunningProgram, startProgram } from './listening-program.ts'

export type Nginx = RunningProgram

/** Forwards the Upgrade as Beanstalk's stock 00_application.conf does. */
export const BEANSTALK_LOCATION = (appPort: number) => `
  location / {
    proxy_pass          http://127.0.0.1:${appPort};
    proxy_http_version  1.1;
    proxy_set_header    Connection          $connection_upgrade;
    proxy_set_header    Upgrade             $http_upgrade;
    proxy_set_header    Host                $host;
    proxy_set_header    X-Real-IP           $remote_addr;
    proxy_set_header    X-Forwarded-For     $proxy_add_x_forwarded_for;
  }`

/** What people write who have not heard of the Upgrade. */
export const STRIPPING_LOCATION = (appPort: number) => `
  location / {
    proxy_pass          http://127.0.0.1:${appPort};
    proxy_http_version  1.1;
    proxy_set_header    Host                $host;
  }`

/** Starts nginx with these directives in its server block. */
export function startNginx(serverDirectives: string): Promise<Nginx> {
  return startNginxServers([{ names: ['_'], directives: serverDirectives }])
}

export interface NginxServer {
  /** By which it is asked for; the first server is asked by any other. */
  readonly names: readonly string[]
  readonly directives: string
}

/** Starts nginx with these servers on one port. */
export function startNginxServers(servers: readonly NginxServer[]): Promise<Nginx> {
  return startProgram({
    name: 'nginx',
    package: 'nginx',
    configuration: port => writeConfiguration(port, servers),
    parameters: (configuration, folder) => [
      ...['-p', folder, '-e', 'stderr', '-c', configuration],
      ...['-g', 'daemon off;'],
    ],
    test: ['-t'],
  })
}

function writeConfiguration(port: number, servers: readonly NginxServer[]): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path temp/${name};`)
  return `worker_processes 1;
pid nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  server_names_hash_max_size 4096;
  server_names_hash_bucket_size 128;
  ${temporary.join('\n  ')}
  map $http_upgrade $connection_upgrade { default "upgrade"; }
  ${servers.map(server => writeServer(port, server)).join('\n')}
}
`
}

function writeServer(port: number, { names, directives }: NginxServer): string {
  return `server {
    listen 127.0.0.1:${port};
    server_name ${names.join(' ')};
    ${directives}
  }`
}
