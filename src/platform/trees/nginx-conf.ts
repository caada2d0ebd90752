/** The texts of nginx that more than one platform has: nginx.conf, and what hands a request to the app. */

/** The directives that hand a request, and its Upgrade, to an app. */
export function forwarding(to: string, indent: string): string {
  const lines = `proxy_pass          ${to};
proxy_http_version  1.1;

proxy_set_header    Connection          $connection_upgrade;
proxy_set_header    Upgrade             $http_upgrade;
proxy_set_header    Host                $host;
proxy_set_header    X-Real-IP           $remote_addr;
proxy_set_header    X-Forwarded-For     $proxy_add_x_forwarded_for;`
  return lines.replaceAll(/^(?=.)/gm, indent)
}

interface NginxConfTraits {
  readonly gzip: 'on' | 'off'
  /** Docker's server block has none. */
  readonly timeouts: boolean
  /** What stands in the server block before the generated locations. */
  readonly location?: string
}

export function nginxConf({ gzip, timeouts, location = '' }: NginxConfTraits): string {
  const timeoutLines = `
        client_header_timeout 60;
        client_body_timeout   60;
        keepalive_timeout     60;`
  return `# Elastic Beanstalk nginx configuration

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
${timeouts ? timeoutLines : ''}
        gzip                  ${gzip};
        gzip_comp_level       4;
        gzip_types text/plain text/css application/json application/javascript application/x-javascript text/xml application/xml application/xml+rss text/javascript;
${location}
        # The generated locations
        include conf.d/elasticbeanstalk/*.conf;
    }
}
`
}
