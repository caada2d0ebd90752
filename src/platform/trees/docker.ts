/** nginx's files on the Docker platform: its `location /` is in nginx.conf itself, and the container has an address of its own. */

import { forwarding, nginxConf } from './nginx-conf.ts'
import { nginxTreeWith } from './nginx-tree-files.ts'
import type { TreeFile } from './tree-file.ts'

const SOURCE = 'public copies of both files, the newer one of July 2025 with nginx 1.26.3'

const NGINX_CONF: TreeFile = {
  path: 'nginx.conf',
  certainty: 'verified',
  source: SOURCE,
  decides: true,
  text: () =>
    nginxConf({
      gzip: 'on',
      timeouts: false,
      location: `
        location / {
${forwarding('http://docker', '            ')}
        }
`,
    }),
}

const UPSTREAM: TreeFile = {
  path: 'conf.d/elasticbeanstalk-nginx-docker-upstream.conf',
  certainty: 'verified',
  source: SOURCE,
  doubt: 'the address is the one that Docker gives to the first container',
  text: ({ appPort }) => `upstream docker {
    server 172.17.0.2:${appPort};
    keepalive 256;
}
`,
}

export const DOCKER = nginxTreeWith(NGINX_CONF, UPSTREAM)
