/**
 * The proxy files that a platform generates, before those of the bundle are laid over them; restated from public copies.
 * Longer than 150 lines because it is data: whole files, each with its source.
 */

export type ProxyTreeKey = 'nodejs-al2023'

export interface ProxyTreeParameters {
  /** Where the platform's proxy looks for the app: the environment property PORT, or the platform's default. */
  readonly appPort: number
  /** aws:elasticbeanstalk:environment:proxy:staticfiles: URL path -> folder in the bundle. None by default. */
  readonly staticFiles?: Readonly<Record<string, string>>
}

export interface ProxyFileEvidence {
  /** Relative to the proxy's own folder, such as "conf.d/healthd_logformat.conf". */
  readonly path: string
  /** `verified`: read in dumps of real instances or in AWS's own copies; `inferred`: concluded from them. */
  readonly certainty: 'verified' | 'inferred'
  readonly source: string
  /** What is not sure about it. */
  readonly doubt?: string
}

/** The port that a platform's proxy forwards to when the environment has no property PORT. */
export const DEFAULT_APP_PORT: Readonly<Record<ProxyTreeKey, number>> = { 'nodejs-al2023': 8080 }

/**
 * The generated tree: path relative to the proxy's folder (/var/proxy/staging/nginx, later /etc/nginx) -> text.
 * A bundle's `.platform/nginx/<path>` replaces the file of the same path.
 */
export function defaultProxyTree(key: ProxyTreeKey, parameters: ProxyTreeParameters): ReadonlyMap<string, string> {
  const tree = new Map<string, string>()
  for (const file of TREES[key]) {
    const text = file.text(parameters)
    if (text !== undefined) tree.set(file.path, text)
  }
  return tree
}

/** How sure each file of the tree is, and where it was seen. */
export function proxyTreeEvidence(key: ProxyTreeKey): readonly ProxyFileEvidence[] {
  return TREES[key].map(({ text: _text, ...evidence }) => evidence)
}

interface ProxyFile extends ProxyFileEvidence {
  text(parameters: ProxyTreeParameters): string | undefined
}

const JAVA_SE_GUIDE = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/java-se-nginx.html'

const NODEJS_AL2023: readonly ProxyFile[] = [
  {
    path: 'nginx.conf',
    certainty: 'verified',
    source: `${JAVA_SE_GUIDE}; https://github.com/aws/elastic-beanstalk-roadmap/issues/15; https://yoochangyeon.github.io/elastic-beanstalk-nginx-config`,
    doubt:
      'worker_rlimit_nofile differs by instance type, gzip by platform version; server_tokens is in newer versions only',
    text: () => `# Elastic Beanstalk nginx configuration

user                    nginx;
error_log               /var/log/nginx/error.log warn;
pid                     /var/run/nginx.pid;
worker_processes        auto;
worker_rlimit_nofile    131591;

events {
    worker_connections  1024;
}

http {
    server_tokens off;

    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent "$http_referer" '
                      '"$http_user_agent" "$http_x_forwarded_for"';

    include       conf.d/*.conf;

    map $http_upgrade $connection_upgrade {
        default     "upgrade";
    }

    server {
        listen        80 default_server;
        access_log    /var/log/nginx/access.log main;

        client_header_timeout 60;
        client_body_timeout   60;
        keepalive_timeout     60;
        gzip                  off;
        gzip_comp_level       4;
        gzip_types text/plain text/css application/json application/javascript application/x-javascript text/xml application/xml application/xml+rss text/javascript;

        # The generated locations
        include conf.d/elasticbeanstalk/*.conf;
    }
}
`,
  },
  {
    path: 'conf.d/healthd_logformat.conf',
    certainty: 'verified',
    source: 'https://github.com/georgetown-mdi/jspsi/tree/main/apps/web/deploy/aws_eb/.platform/nginx/conf.d',
    text: () => `log_format healthd '$msec"$uri"'
                '$status"$request_time"$upstream_response_time"'
                '$http_x_forwarded_for';
`,
  },
  {
    path: 'conf.d/elasticbeanstalk/00_application.conf',
    certainty: 'verified',
    source:
      'https://gist.github.com/koorukuroo/bc396aab1cee7701bdbec04914fa002b; https://stackoverflow.com/questions/66074722',
    doubt: 'a newer page of the developer guide gives 5000 as the default port; instances used 8080',
    text: ({ appPort }) => `location / {
    proxy_pass          http://127.0.0.1:${appPort};
    proxy_http_version  1.1;

    proxy_set_header    Connection          $connection_upgrade;
    proxy_set_header    Upgrade             $http_upgrade;
    proxy_set_header    Host                $host;
    proxy_set_header    X-Real-IP           $remote_addr;
    proxy_set_header    X-Forwarded-For     $proxy_add_x_forwarded_for;
}
`,
  },
  {
    path: 'conf.d/elasticbeanstalk/01_static.conf',
    certainty: 'inferred',
    source: JAVA_SE_GUIDE,
    doubt: 'the name is verified, and one location with an alias per mapping; the text is not',
    text: ({ staticFiles = {} }) => {
      const locations = Object.entries(staticFiles).map(([path, folder]) => staticLocation(path, folder))
      return locations.length > 0 ? locations.join('\n') : undefined
    },
  },
  {
    path: 'conf.d/elasticbeanstalk/healthd.conf',
    certainty: 'verified',
    source: JAVA_SE_GUIDE,
    doubt: 'generated with enhanced health only; taken as present',
    text: () => `if ($time_iso8601 ~ "^(\\d{4})-(\\d{2})-(\\d{2})T(\\d{2})") {
    set $year $1;
    set $month $2;
    set $day $3;
    set $hour $4;
}

access_log /var/log/nginx/healthd/application.log.$year-$month-$day-$hour healthd;
`,
  },
]

const TREES: Readonly<Record<ProxyTreeKey, readonly ProxyFile[]>> = { 'nodejs-al2023': NODEJS_AL2023 }

function staticLocation(path: string, folder: string): string {
  return `location ${path} {
    alias /var/app/current/${folder.replace(/^\/+/, '')};
}
`
}
