/** httpd's files where ProxyServer is apache: a ProxyPass that hands no Upgrade on. */

import { GUIDE, type TreeFile } from './tree-file.ts'

const EXTENDING = `${GUIDE}/platforms-linux-extend.proxy.html`
const REAL_OVERRIDE =
  'https://github.com/onnela-lab/beiwe-backend/blob/main/.platform/httpd/conf.d/elasticbeanstalk/00_application.conf'

export const HTTPD: readonly TreeFile[] = [
  {
    path: 'conf/httpd.conf',
    certainty: 'inferred',
    source: EXTENDING,
    doubt: 'its includes are documented; the rest is what httpd needs to run',
    text: () => `# Elastic Beanstalk httpd configuration

ServerRoot "/etc/httpd"
Listen 80
Include conf.modules.d/*.conf
User apache
Group apache

<Directory />
    AllowOverride none
    Require all denied
</Directory>

ErrorLog "logs/error_log"
LogLevel warn
LogFormat "%h (%{X-Forwarded-For}i) %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
CustomLog "logs/access_log" combined

IncludeOptional conf.d/*.conf
IncludeOptional conf.d/elasticbeanstalk/*.conf
`,
  },
  {
    path: 'conf.d/elasticbeanstalk/00_application.conf',
    certainty: 'inferred',
    source: `${EXTENDING}; ${REAL_OVERRIDE}`,
    doubt: "the file's name is verified; the text is that of AWS's sample and of a real file that takes its place",
    decides: true,
    text: ({ appPort }) => `<VirtualHost *:80>
  <Proxy *>
    Require all granted
  </Proxy>
  ProxyPass / http://localhost:${appPort}/ retry=0
  ProxyPassReverse / http://localhost:${appPort}/
  ProxyPreserveHost on

  ErrorLog /var/log/httpd/elasticbeanstalk-error_log
</VirtualHost>
`,
  },
]
