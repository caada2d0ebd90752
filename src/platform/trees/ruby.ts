/** nginx's files on the Ruby platform, where Puma listens on a socket. */

import { nginxTree } from './nginx-tree-files.ts'
import { asInferred, type TreeFile } from './tree-file.ts'

const SAMPLE =
  'https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/instance-configuration/websockets/ruby-puma'

const RUBY_FILES: readonly TreeFile[] = [
  {
    path: 'conf.d/elasticbeanstalk-nginx-ruby-upstream.conf',
    certainty: 'inferred',
    source: SAMPLE,
    doubt: "the upstream's name and socket are verified; the file's own name is not",
    text: () => `upstream my_app {
    server unix:///var/run/puma/my_app.sock;
}
`,
  },
  {
    path: 'conf.d/elasticbeanstalk/webapp.conf',
    certainty: 'verified',
    source: `a public copy of the file on Amazon Linux 2; ${SAMPLE}`,
    decides: true,
    text: () => `server_name _ localhost;

location / {
    proxy_pass http://my_app;
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
}

${assets('/assets', 'public/assets')}
${assets('/public', 'public')}`,
  },
]

export const RUBY_AL2 = nginxTree(...RUBY_FILES)
export const RUBY_AL2023 = nginxTree(...asInferred(RUBY_FILES, 'read on Amazon Linux 2 only'))

function assets(path: string, folder: string): string {
  return `location ${path} {
    alias /var/app/current/${folder};
    gzip_static on;
    gzip on;
    expires max;
    add_header Cache-Control public;
}
`
}
