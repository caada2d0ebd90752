/** What a pattern of the tables is: files that people put into a bundle for their proxy, and what is to be decided about them. */

export interface ProxyPattern {
  /** What somebody has written, in few words. */
  readonly name: string
  /** Where the fact stands that it is met, or what it comes to: part and number of the notes on real bundles and platforms. */
  readonly fact: string
  /** Solution stack name; NODE by default. */
  readonly stack?: string
  readonly proxyServer?: string
  readonly port?: string
  readonly files: Readonly<Record<string, string>>
  /** The files that are added, in the order of the plan; TIMEOUTS and PIN by default, nothing for a refusal. */
  readonly adds?: readonly string[]
  /** "kind rule file:line"; for what the plan says there is no rule: "note plan file:line". None by default. */
  readonly finds?: readonly string[]
  /** The path of the handshake and of the plain request; "/" by default. */
  readonly path?: string
  /** What the real proxy does with the bundle's files; a handshake of 101 and a GET of 200 by default. */
  readonly before?: Outcome
  /** The same with what is added; as before by default. */
  readonly after?: Outcome
  /** Asked at this port of the instance, with TLS; 80 without TLS by default. */
  readonly tlsPort?: number
  /** Why the judge says something else than the finding. */
  readonly unjudged?: string
}

export type Outcome = 'fails' | { readonly ws: number; readonly get: number }

export const NODE = '64bit Amazon Linux 2023 v6.7.2 running Node.js 24'
export const PYTHON = '64bit Amazon Linux 2023 v4.9.1 running Python 3.14'
export const CORRETTO = '64bit Amazon Linux 2023 v4.8.2 running Corretto 25'
export const DOTNET = '64bit Amazon Linux 2023 v3.7.1 running .NET 10'
export const RUBY = '64bit Amazon Linux 2023 v4.8.2 running Ruby 3.4'
export const PHP = '64bit Amazon Linux 2023 v4.9.1 running PHP 8.5'
export const DOCKER = '64bit Amazon Linux 2023 v4.9.1 running Docker'
export const ECS = '64bit Amazon Linux 2023 v4.3.2 running ECS'

export const DOCKERFILE = { Dockerfile: 'FROM scratch\nEXPOSE 8000\n' }

export const NGINX_CONF = '.platform/nginx/nginx.conf'

/** Read at the http level. */
export const CONF_D = '.platform/nginx/conf.d'
/** Read inside of Beanstalk's server. */
export const IN_SERVER = '.platform/nginx/conf.d/elasticbeanstalk'

export const APPLICATION = `${IN_SERVER}/00_application.conf`

export const TIMEOUTS = '.platform/nginx/conf.d/zz_websocket.conf'
export const LOCATION = '.platform/nginx/conf.d/elasticbeanstalk/zz_websocket_location.conf'
export const PIN = '.ebextensions/zz-websocket.config'

/** The lines of a location that leads a WebSocket to the app, as careful people write them. */
export const FORWARDING = `  proxy_pass http://127.0.0.1:8080;
  proxy_http_version 1.1;
  proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Connection "upgrade";
  proxy_set_header Host $host;
`

export function location(pattern: string, lines = FORWARDING): string {
  return `location ${pattern} {\n${lines}}\n`
}

/** An nginx.conf of one's own, after the platform's: `http` at its http level, `server` inside of its server. */
export function nginxConf({ http = '  include conf.d/*.conf;\n', server = '' }: NginxConfParts = {}): string {
  return `user nginx;
error_log /var/log/nginx/error.log warn;
pid /var/run/nginx.pid;
worker_processes auto;
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types;
  log_format main '$remote_addr "$request" $status';
${http}  map $http_upgrade $connection_upgrade { default "upgrade"; }
  server {
    listen 80 default_server;
    access_log /var/log/nginx/access.log main;
${server}  }
}
`
}

interface NginxConfParts {
  readonly http?: string
  readonly server?: string
}

export const EB_INCLUDE = '    include conf.d/elasticbeanstalk/*.conf;\n'
