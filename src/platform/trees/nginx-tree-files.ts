/** The files of nginx that most platforms of Amazon Linux 2 and 2023 have alike. Restated from public copies. */

import { forwarding, nginxConf } from './nginx-conf.ts'
import { GUIDE, type TreeFile, type TreeFileEvidence, type TreeParameters } from './tree-file.ts'

const JAVA_SE_GUIDE = `${GUIDE}/java-se-nginx.html`

const NGINX_CONF: TreeFile = {
  path: 'nginx.conf',
  certainty: 'verified',
  source: `${JAVA_SE_GUIDE}; https://github.com/aws/elastic-beanstalk-roadmap/issues/15; https://yoochangyeon.github.io/elastic-beanstalk-nginx-config`,
  doubt:
    'worker_rlimit_nofile differs by instance type, gzip by platform version; server_tokens is in newer versions only',
  text: () => nginxConf({ gzip: 'off', timeouts: true }),
}

const HEALTHD_LOG_FORMAT: TreeFile = {
  path: 'conf.d/healthd_logformat.conf',
  certainty: 'verified',
  source: 'https://github.com/georgetown-mdi/jspsi/tree/main/apps/web/deploy/aws_eb/.platform/nginx/conf.d',
  text: () => `log_format healthd '$msec"$uri"'
                '$status"$request_time"$upstream_response_time"'
                '$http_x_forwarded_for';
`,
}

const STATIC_FILES: TreeFile = {
  path: 'conf.d/elasticbeanstalk/01_static.conf',
  certainty: 'inferred',
  source: JAVA_SE_GUIDE,
  doubt: 'the name is verified, and one location with an alias per mapping; the text is not',
  text: ({ staticFiles = {} }) => {
    const locations = Object.entries(staticFiles).map(([path, folder]) => staticLocation(path, folder))
    return locations.length > 0 ? locations.join('\n') : undefined
  },
}

const HEALTHD: TreeFile = {
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
}

/** The common nginx.conf and what goes with it, around the files that say where the app is. */
export function nginxTree(...application: readonly TreeFile[]): readonly TreeFile[] {
  return [NGINX_CONF, HEALTHD_LOG_FORMAT, ...application, STATIC_FILES, HEALTHD]
}

/** The same with an nginx.conf of the platform's own. */
export function nginxTreeWith(nginxConf: TreeFile, ...application: readonly TreeFile[]): readonly TreeFile[] {
  return [nginxConf, ...nginxTree(...application).filter(({ path }) => path !== nginxConf.path)]
}

type Evidence = Pick<TreeFileEvidence, 'certainty' | 'source' | 'doubt'>

/** 00_application.conf, which is the same on all platforms whose app has a port of 127.0.0.1. */
export function applicationFile(evidence: Evidence): TreeFile {
  return {
    path: 'conf.d/elasticbeanstalk/00_application.conf',
    ...evidence,
    decides: true,
    text: ({ appPort }: TreeParameters) => `location / {
${forwarding(`http://127.0.0.1:${appPort}`, '    ')}
}
`,
  }
}

function staticLocation(path: string, folder: string): string {
  return `location ${path} {
    alias /var/app/current/${folder.replace(/^\/+/, '')};
}
`
}
