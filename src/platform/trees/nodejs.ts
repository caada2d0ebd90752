/** nginx's files on the Node.js platform. */

import { applicationFile, nginxTree } from './nginx-tree-files.ts'
import { GUIDE, type TreeFile } from './tree-file.ts'

export const NODEJS = nginxTree(
  applicationFile({
    certainty: 'verified',
    source:
      'https://gist.github.com/koorukuroo/bc396aab1cee7701bdbec04914fa002b; https://stackoverflow.com/questions/66074722',
    doubt: 'a newer page of the developer guide gives 5000 as the default port; instances used 8080',
  }),
)

/** Amazon Linux 1: iptables sends port 80 to nginx's 8080, and nginx forwards to 8081. */
export const NODEJS_AL1: readonly TreeFile[] = [
  {
    path: 'nginx.conf',
    certainty: 'inferred',
    source: `${GUIDE}/nodejs-platform-proxy.html`,
    doubt: 'only its include of conf.d is known',
    text: () => `user   nginx;
error_log  /var/log/nginx/error.log warn;
pid        /var/run/nginx.pid;
worker_processes  auto;

events {
    worker_connections  1024;
}

http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;
    access_log    /var/log/nginx/access.log;
    include       conf.d/*.conf;
}
`,
  },
  {
    path: 'conf.d/00_elastic_beanstalk_proxy.conf',
    certainty: 'verified',
    source: `${GUIDE}/nodejs-platform-proxy.html; https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/instance-configuration/websockets/nodejs`,
    decides: true,
    text: ({ appPort }) => `upstream nodejs {
    server 127.0.0.1:${appPort};
    keepalive 256;
}

server {
    listen 8080;

    location / {
        proxy_pass          http://nodejs;
        proxy_set_header    Connection "";
        proxy_http_version  1.1;
        proxy_set_header    Host                $host;
        proxy_set_header    X-Real-IP           $remote_addr;
        proxy_set_header    X-Forwarded-For     $proxy_add_x_forwarded_for;
    }

    gzip on;
    gzip_comp_level 4;
    gzip_types text/plain text/css application/json application/x-javascript text/xml application/xml application/xml+rss text/javascript;
}
`,
  },
]
