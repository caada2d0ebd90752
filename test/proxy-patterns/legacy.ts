/** Patterns from Amazon Linux 1, and files and hooks that something else than the proxy reads, or nothing. */

import { CONF_D, IN_SERVER, PIN, type ProxyPattern } from './proxy-pattern.ts'

const CONFIG = '.ebextensions/ws.config'
const PLAIN = 'no-effect unread-file'

const NO_COMMANDS = 'Local Beanstalk runs no commands of .ebextensions, and no hooks'

/** In the judge's eyes a bundle without proxy files. */
function config(name: string, fact: string, text: string, finds: readonly string[] = []): ProxyPattern {
  const isRefused = finds.some(find => find.startsWith('refused'))
  return { name, fact, files: { [CONFIG]: text }, finds, ...(isRefused ? { unjudged: NO_COMMANDS } : {}) }
}

export const LEGACY: readonly ProxyPattern[] = [
  config(
    'the recipe of 2018',
    'real bundles 16, part 4: 19 bundles; platforms 2.6',
    `files:
  "/etc/nginx/conf.d/01_websockets.conf":
    mode: "000644"
    owner: root
    group: root
    content: |
      upstream nodejs {
        server 127.0.0.1:8081;
      }
      server {
        listen 8080;
        location / {
          proxy_pass http://nodejs;
          proxy_read_timeout 3600s;
        }
      }
  "/opt/elasticbeanstalk/hooks/configdeploy/post/99_kill_default_nginx.sh":
    mode: "000755"
    content: |
      #!/bin/bash
      service nginx stop
      service nginx start
container_commands:
  removeconfig:
    command: "rm -f /tmp/deployment/config/#etc#nginx#conf.d#00_elastic_beanstalk_proxy.conf"
`,
    [
      `no-effect written-past-platform ${CONFIG}:2`,
      `no-effect hooks-of-amazon-linux-1 ${CONFIG}:17`,
      `no-effect staged-files-of-amazon-linux-1 ${CONFIG}:25`,
    ],
  ),
  {
    ...config(
      'a written file with timeouts at its top, which may stay live',
      'real bundles part 4: scan their content',
      'files:\n  /etc/nginx/conf.d/timeouts.conf:\n    content: |\n      proxy_read_timeout 300;\n      proxy_send_timeout 300;\n',
      [`no-effect written-past-platform ${CONFIG}:2`, `note plan ${CONFIG}:4`, `note plan ${CONFIG}:5`],
    ),
    adds: [PIN],
  },
  config(
    'sed on the staged files of Amazon Linux 1',
    'real bundles part 4: 3',
    `container_commands:
  01_upgrade:
    command: |
      sed -i 's/keepalive 256;/keepalive 256; /' "/tmp/deployment/config/#etc#nginx#conf.d#00_elastic_beanstalk_proxy.conf"
`,
    [`refused-by-instance staged-files-of-amazon-linux-1 ${CONFIG}:3`],
  ),
  config(
    'the same, and it may fail',
    'real bundles part 4',
    'container_commands:\n  01_upgrade:\n    command: "sed -i s/a/b/ /tmp/deployment/config/#etc#nginx#x"\n    ignoreErrors: true\n',
    [`no-effect staged-files-of-amazon-linux-1 ${CONFIG}:3`],
  ),
  ...[
    'if [ -f "/tmp/deployment/config/nginx.conf" ]; then sed -i s/a/b/ /tmp/deployment/config/nginx.conf; fi',
    'sed -i s/a/b/ /tmp/deployment/config/nginx.conf\necho done\n',
    'sed -i s/a/b/ /tmp/deployment/config/nginx.conf; exit 0',
    'mkdir -p /tmp/deployment/config/ && cp nginx.conf /tmp/deployment/config/',
    'sed -i s/a/b/ /tmp/deployment/config/nginx.conf || true',
    "sed -i 's#/tmp/deployment/config/##' Procfile",
  ].map(command =>
    config(
      `a command that works without the staged files of Amazon Linux 1: ${command.trim()}`,
      'own trial: all of them end with 0',
      `container_commands:\n  01_upgrade:\n    command: ${JSON.stringify(command)}\n`,
      [`note staged-files-of-amazon-linux-1 ${CONFIG}:3`],
    ),
  ),
  config(
    'nginx restarted by a command',
    'real bundles part 4: 7',
    'commands:\n  restart:\n    command: service nginx restart\ncontainer_commands:\n  reload:\n    command: [systemctl, reload, nginx]\n',
    [`note nginx-restarted-by-command ${CONFIG}:3`, `note nginx-restarted-by-command ${CONFIG}:6`],
  ),
  {
    ...config(
      'options of the Node.js platform of Amazon Linux 1',
      'real bundles part 4: 3 and 1; what the service answers is public',
      'option_settings:\n  aws:elasticbeanstalk:container:nodejs:\n    NodeCommand: "npm start"\n  "aws:elasticbeanstalk:container:nodejs:staticfiles":\n    /static: static\n',
      [2, 4].map(line => `refused-by-instance options-of-amazon-linux-1 ${CONFIG}:${line}`),
    ),
    unjudged: 'the service refuses it before an instance is asked',
  },
  config(
    'a key that is there twice, of which the last counts',
    'own trial: SnakeYAML, which the service reads with, takes the last one',
    'container_commands:\n  01_upgrade:\n    command: "cp a /tmp/deployment/config/"\ncontainer_commands:\n  01_upgrade:\n    command: echo 1\n',
    [`note duplicate-key ${CONFIG}:1`],
  ),
  {
    ...config('a file that is no YAML', 'own trial', 'option_settings:\n\t- a\n', [
      'note plan',
      `refused-by-instance ebextension-unreadable ${CONFIG}`,
    ]),
    adds: [],
    unjudged: 'the service refuses it before an instance is asked',
  },
  {
    name: 'files in .ebextensions/nginx',
    fact: 'real bundles part 4: 3; platforms 2.6',
    files: { '.ebextensions/nginx/conf.d/ws.conf': 'proxy_read_timeout 3600s;\n' },
    finds: [`${PLAIN} .ebextensions/nginx/conf.d/ws.conf`],
  },
  {
    name: 'the wrong ending in .ebextensions',
    fact: 'real bundles 17, part 4: 1',
    files: { '.ebextensions/01_websocket.conf': 'proxy_read_timeout 3600s;\n' },
    finds: [`${PLAIN} .ebextensions/01_websocket.conf`],
  },
  {
    name: 'files in folders that nginx does not include',
    fact: 'real bundles 17: 2',
    files: {
      [`${CONF_D}/conf/ws.conf`]: 'proxy_read_timeout 3600s;\n',
      [`${CONF_D}/00_upstream`]: 'upstream chat { server 127.0.0.1:8080; }\n',
      '.platform/nginx/nginx.config': 'events {}\n',
      [`${IN_SERVER}/ws.config`]: 'location /ws { return 204; }\n',
    },
    finds: [
      `${PLAIN} ${CONF_D}/conf/ws.conf`,
      `${PLAIN} ${CONF_D}/00_upstream`,
      `${PLAIN} .platform/nginx/nginx.config`,
      `${PLAIN} ${IN_SERVER}/ws.config`,
    ],
  },
  {
    name: 'files in .platform, and in a folder without the dot',
    fact: 'real bundles 17: 1',
    files: { '.platform/ws.conf': 'proxy_read_timeout 3600s;\n', 'platform/nginx/conf.d/a.conf': '' },
    finds: [`${PLAIN} .platform/ws.conf`, `${PLAIN} platform/nginx/conf.d/a.conf`],
  },
  {
    name: 'the line ends of Windows in a proxy file',
    fact: 'real bundles 19: passes',
    files: { [`${CONF_D}/size.conf`]: '# mine\r\nclient_max_body_size 20m;\r\n' },
  },
  {
    name: 'the line ends of Windows in a hook',
    fact: '6.10 number 7; platforms 2.4',
    files: { '.platform/hooks/predeploy/01.sh': '#!/bin/bash\r\necho 1\r\n' },
    finds: ['refused-by-instance hook-with-crlf .platform/hooks/predeploy/01.sh:1'],
    unjudged: NO_COMMANDS,
  },
  {
    name: 'the line ends of Windows in a hook of configuration deployments',
    fact: '6.10 number 7',
    files: { '.platform/confighooks/predeploy/01.sh': '#!/bin/bash\r\necho 1\r\n' },
    finds: ['note hook-with-crlf .platform/confighooks/predeploy/01.sh:1'],
  },
  {
    name: 'hooks, with and without their exec bit',
    fact: 'real bundles 18: Beanstalk sets the bit itself',
    files: { '.platform/hooks/predeploy/01.sh': '#!/bin/bash\necho 1\n', '.platform/hooks/predeploy/notes.txt': 'x' },
  },
]
