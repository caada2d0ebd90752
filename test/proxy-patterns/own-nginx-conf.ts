/** Patterns of bundles with an nginx.conf of their own. */

import {
  APPLICATION,
  CONF_D,
  EB_INCLUDE,
  FORWARDING,
  IN_SERVER,
  location,
  NGINX_CONF,
  nginxConf,
  PIN,
  type ProxyPattern,
} from './proxy-pattern.ts'

const SERVING = location('/', FORWARDING).replaceAll(/^/gm, '    ')

export const OWN_NGINX_CONF: readonly ProxyPattern[] = [
  {
    name: 'an nginx.conf that includes all that the platform has',
    fact: 'real bundles 2, 2a',
    files: { [NGINX_CONF]: nginxConf({ server: EB_INCLUDE }) },
  },
  {
    name: 'an nginx.conf that includes nothing of conf.d/elasticbeanstalk',
    fact: 'real bundles 2b, 2d: 8 of 19',
    files: { [NGINX_CONF]: nginxConf({ server: SERVING }) },
    finds: [`note no-healthd-log ${NGINX_CONF}:1`],
  },
  {
    name: 'an nginx.conf that includes healthd.conf alone, by its name',
    fact: 'real bundles 2b, 2e: 3 of 19',
    files: { [NGINX_CONF]: nginxConf({ server: `${SERVING}    include conf.d/elasticbeanstalk/healthd.conf;\n` }) },
    finds: [`note include-by-exact-name ${NGINX_CONF}:21`],
  },
  {
    name: 'an nginx.conf that includes healthd.conf, but not the format of its log',
    fact: 'trial and error: unknown log format',
    files: {
      [NGINX_CONF]: nginxConf({
        http: '',
        server: `${SERVING}    access_log /var/log/nginx/healthd/application.log healthd;\n`,
      }),
    },
    finds: [`no-effect plan ${NGINX_CONF}`, `refused-by-proxy unknown-log-format ${NGINX_CONF}:20`],
    before: 'fails',
  },
  {
    name: 'an nginx.conf that includes nothing of conf.d',
    fact: 'real bundles 2c: 1 of 19',
    files: { [NGINX_CONF]: nginxConf({ http: '', server: SERVING }) },
    adds: [PIN],
    finds: [`no-effect plan ${NGINX_CONF}`, `note no-healthd-log ${NGINX_CONF}:1`],
  },
  {
    name: 'an nginx.conf that includes conf.d inside of its server',
    fact: 'platforms 6.10 number 1',
    files: { [NGINX_CONF]: nginxConf({ http: '', server: `${SERVING}    include conf.d/proxy*.conf;\n` }) },
    adds: [PIN],
    finds: [`no-effect plan ${NGINX_CONF}`, `note no-healthd-log ${NGINX_CONF}:1`],
  },
  {
    name: 'an nginx.conf that includes /etc/nginx/conf.d by its absolute path',
    fact: 'real bundles 2f: 2 of 19',
    files: { [NGINX_CONF]: nginxConf({ http: '  include /etc/nginx/conf.d/*.conf;\n', server: SERVING }) },
    finds: [`note include-of-live-files ${NGINX_CONF}:9`, `note no-healthd-log ${NGINX_CONF}:1`],
  },
  {
    name: 'a file beside an nginx.conf that does not include it',
    fact: 'real bundles 2b',
    files: {
      [NGINX_CONF]: nginxConf({ server: SERVING }),
      [`${IN_SERVER}/timeouts.conf`]: 'proxy_read_timeout 3600s;\n',
    },
    finds: [`note no-healthd-log ${NGINX_CONF}:1`, `no-effect unread-file ${IN_SERVER}/timeouts.conf`],
  },
  {
    name: 'an nginx.conf without an events section',
    fact: 'trial and error: no "events" section 4',
    files: { [NGINX_CONF]: '# everything else is commented out\n' },
    finds: [`no-effect plan ${NGINX_CONF}`, `refused-by-proxy no-events-section ${NGINX_CONF}:1`],
    before: 'fails',
  },
  {
    name: 'the keys of a YAML file in nginx.conf',
    fact: 'trial and error: unknown directive "files:" 2',
    files: {
      [NGINX_CONF]: `files:
  "/etc/nginx/conf.d/proxy.conf":
    content: |
      proxy_read_timeout 3600s;
`,
    },
    finds: [
      `no-effect plan ${NGINX_CONF}`,
      `refused-by-proxy yaml-in-nginx-file ${NGINX_CONF}:1`,
      `refused-by-proxy no-events-section ${NGINX_CONF}:1`,
    ],
    before: 'fails',
  },
  {
    name: 'servers at the top of nginx.conf',
    fact: 'trial and error: "server" directive is not allowed here',
    files: { [NGINX_CONF]: 'events {}\nserver { listen 80; }\n' },
    finds: [`no-effect plan ${NGINX_CONF}`, `refused-by-proxy directive-not-allowed-here ${NGINX_CONF}:2`],
    before: 'fails',
  },
  {
    name: 'a whole nginx.conf as a file in conf.d',
    fact: 'real bundles 4: awsdocs developer-guide 83',
    files: { [`${CONF_D}/proxy.conf`]: 'user nginx;\nevents {}\nhttp {\n  server { listen 80; }\n}\n' },
    finds: [1, 2, 3].map(line => `refused-by-proxy directive-not-allowed-here ${CONF_D}/proxy.conf:${line}`),
    before: 'fails',
  },
  {
    name: 'an nginx.conf without the map of $connection_upgrade, and a location that uses it',
    fact: 'platforms 2.7; 6.10 number 1',
    files: {
      [NGINX_CONF]:
        'events {}\nhttp {\n  server {\n    listen 80;\n    include conf.d/elasticbeanstalk/ws.conf;\n  }\n}\n',
      [`${IN_SERVER}/ws.conf`]: location('/', FORWARDING.replace('"upgrade"', '$connection_upgrade')),
    },
    finds: [
      `no-effect plan ${NGINX_CONF}`,
      `note no-healthd-log ${NGINX_CONF}:1`,
      `refused-by-proxy unknown-variable ${IN_SERVER}/ws.conf:5`,
    ],
    before: 'fails',
  },
  {
    name: 'an nginx.conf without the map that Beanstalk’s own location uses',
    fact: 'own trial; platforms 2.7',
    files: {
      [NGINX_CONF]:
        'events {}\nhttp {\n  include conf.d/*.conf;\n  server {\n    listen 80;\n    include conf.d/elasticbeanstalk/*.conf;\n  }\n}\n',
    },
    finds: [`refused-by-proxy unknown-variable ${NGINX_CONF}:2`],
    before: 'fails',
  },
  {
    name: 'an nginx.conf that includes conf.d/elasticbeanstalk alone, whose health log has its format in conf.d',
    fact: 'own trial; real bundles 2c',
    files: { [NGINX_CONF]: nginxConf({ http: '', server: EB_INCLUDE }) },
    finds: [`no-effect plan ${NGINX_CONF}`, `refused-by-proxy unknown-log-format ${NGINX_CONF}:6`],
    before: 'fails',
  },
  {
    name: 'an nginx.conf without a server, and the server in conf.d',
    fact: 'real bundles 4a: 3 of 12',
    files: {
      [NGINX_CONF]: 'events {}\nhttp {\n  include conf.d/*.conf;\n}\n',
      [`${CONF_D}/server.conf`]: `server {\n  listen 80;\n  include conf.d/elasticbeanstalk/healthd.conf;\n${location('/')}}\n`,
    },
    finds: [`note include-by-exact-name ${CONF_D}/server.conf:3`],
  },
  {
    name: 'an include of a file that is not there',
    fact: 'own trial',
    files: { [NGINX_CONF]: nginxConf({ server: `${EB_INCLUDE}    include snippets/ws.conf;\n` }) },
    finds: [`refused-by-proxy missing-include ${NGINX_CONF}:15`],
    before: 'fails',
  },
  {
    name: 'an include of a file that a hook makes',
    fact: 'platforms 2.5',
    files: {
      [`${IN_SERVER}/own.conf`]: 'include snippets/generated.conf;\n',
      '.platform/hooks/predeploy/01.sh': '#!/bin/bash\necho "" > /var/proxy/staging/nginx/snippets/generated.conf\n',
    },
    finds: [`note missing-include ${IN_SERVER}/own.conf:1`],
    before: 'fails',
    unjudged: 'Local Beanstalk runs no hooks',
  },
  {
    name: 'variables of another module',
    fact: 'own trial',
    files: {
      [`${CONF_D}/geoip.conf`]:
        'geoip2 /usr/share/GeoIP/country.mmdb {\n  $geoip2_country default=US country iso_code;\n}\nadd_header X-Country $geoip2_country;\n',
    },
    before: 'fails',
    unjudged: 'the nginx of the judge has not this module; one whose nginx.conf loads it has',
  },
  {
    name: 'a health agent file of the bundle instead of the platform’s',
    fact: 'platforms 1.1',
    files: {
      [`${IN_SERVER}/healthd.conf`]: 'access_log /var/log/nginx/healthd/application.log healthd;\n',
      [`${CONF_D}/healthd_logformat.conf`]: "log_format healthd '$msec';\n",
    },
  },
  {
    name: '00_application.conf instead of the platform’s, with the right headers',
    fact: 'real bundles 3: 8 of 11',
    files: { [APPLICATION]: location('/') },
  },
  {
    name: '00_application.conf that serves files alone',
    fact: 'real bundles 3: 1 of 11',
    files: {
      [APPLICATION]: 'location / {\n  root /var/app/current;\n  try_files $uri /index.html;\n}\n',
      'index.html': 'hello',
    },
    finds: [`note plan ${APPLICATION}`],
    before: { ws: 200, get: 200 },
  },
  {
    name: '00_application.conf with the headers for /ws alone',
    fact: 'real bundles 3: 1 of 11',
    files: {
      [APPLICATION]: location('/', '  proxy_pass http://127.0.0.1:8080;\n') + location('/ws'),
    },
    path: '/ws',
  },
  {
    name: '00_application.conf that is one redirect',
    fact: 'real bundles 3, 15',
    files: { [APPLICATION]: 'return 301 https://$host$request_uri;\n' },
    finds: [`note redirect-of-everything ${APPLICATION}:1`],
    before: { ws: 301, get: 301 },
  },
]
