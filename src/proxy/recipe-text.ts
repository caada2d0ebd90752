/** The text of the recipe for Node.js on Amazon Linux 1, whose nginx reads no folder of the bundle. */

import { PIN_FILE } from './proxy-file-texts.ts'

export interface RecipeText {
  readonly appPort: number
  readonly timeoutSeconds: number
}

/**
 * A server in the place of Beanstalk's own on 8080, where iptables sends port 80. Beanstalk writes its own again with
 * every deployment and every change of the configuration, so it is removed at both times. The map keeps a plain request
 * what it was: its Connection header stays empty.
 *
 * @see https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/instance-configuration/websockets/nodejs
 */
export function writeRecipe({ appPort, timeoutSeconds }: RecipeText): string {
  return `# Added to this source bundle by the GitHub Action "Beanstalk WebSockets".
# Why: the nginx of Node.js on Amazon Linux 1 does not hand the Upgrade header on, so that no WebSocket opens. This puts a
# server in the place of its own that does, and that waits ${timeoutSeconds} seconds when nothing is said. Later
# platforms do not need this, and get other files.
# To take over, put your own file at ${PIN_FILE}, or write a file below /etc/nginx/conf.d in any other:
# this is then not added.
files:
  /etc/nginx/conf.d/01_websockets.conf:
    mode: "000644"
    owner: root
    group: root
    content: |
      upstream websocket_app {
          server 127.0.0.1:${appPort};
          keepalive 256;
      }
      map $http_upgrade $websocket_connection {
          default upgrade;
          ''      '';
      }
      server {
          listen 8080;
          location / {
              proxy_pass          http://websocket_app;
              proxy_http_version  1.1;
              proxy_set_header    Upgrade             $http_upgrade;
              proxy_set_header    Connection          $websocket_connection;
              proxy_set_header    Host                $host;
              proxy_set_header    X-Real-IP           $remote_addr;
              proxy_set_header    X-Forwarded-For     $proxy_add_x_forwarded_for;
              proxy_read_timeout  ${timeoutSeconds}s;
              proxy_send_timeout  ${timeoutSeconds}s;
          }
          gzip on;
          gzip_comp_level 4;
          gzip_types text/plain text/css application/json application/x-javascript text/xml application/xml application/xml+rss text/javascript;
      }
  /opt/elasticbeanstalk/hooks/configdeploy/post/99_websockets.sh:
    mode: "000755"
    owner: root
    group: root
    content: |
      #!/bin/sh
      rm -f /etc/nginx/conf.d/00_elastic_beanstalk_proxy.conf
      service nginx stop
      service nginx start
container_commands:
  zz_websockets:
    command: rm -f '/tmp/deployment/config/#etc#nginx#conf.d#00_elastic_beanstalk_proxy.conf' /etc/nginx/conf.d/00_elastic_beanstalk_proxy.conf
`
}
