/** The texts of nginx that more than one platform has: nginx.conf, and what hands a request to the app. */
/** The directives that hand a request, and its Upgrade, to an app. */
function forwarding(to, indent) {
    const lines = `proxy_pass          ${to};
proxy_http_version  1.1;

proxy_set_header    Connection          $connection_upgrade;
proxy_set_header    Upgrade             $http_upgrade;
proxy_set_header    Host                $host;
proxy_set_header    X-Real-IP           $remote_addr;
proxy_set_header    X-Forwarded-For     $proxy_add_x_forwarded_for;`;
    return lines.replaceAll(/^(?=.)/gm, indent);
}
function nginxConf({ gzip, timeouts, location = '' }) {
    const timeoutLines = `
        client_header_timeout 60;
        client_body_timeout   60;
        keepalive_timeout     60;`;
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
`;
}

/** A file that a platform generates for its proxy, and how sure its text is. */
/** The same files where nobody has read them: on another generation, say. */
function asInferred(files, doubt) {
    return files.map(file => ({ ...file, certainty: 'inferred', doubt }));
}
const GUIDE$1 = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg';

/** The files of nginx that most platforms of Amazon Linux 2 and 2023 have alike. Restated from public copies. */
const JAVA_SE_GUIDE = `${GUIDE$1}/java-se-nginx.html`;
const NGINX_CONF$1 = {
    path: 'nginx.conf',
    certainty: 'verified',
    source: `${JAVA_SE_GUIDE}; https://github.com/aws/elastic-beanstalk-roadmap/issues/15; https://yoochangyeon.github.io/elastic-beanstalk-nginx-config`,
    doubt: 'worker_rlimit_nofile differs by instance type, gzip by platform version; server_tokens is in newer versions only',
    text: () => nginxConf({ gzip: 'off', timeouts: true }),
};
const HEALTHD_LOG_FORMAT = {
    path: 'conf.d/healthd_logformat.conf',
    certainty: 'verified',
    source: 'https://github.com/georgetown-mdi/jspsi/tree/main/apps/web/deploy/aws_eb/.platform/nginx/conf.d',
    text: () => `log_format healthd '$msec"$uri"'
                '$status"$request_time"$upstream_response_time"'
                '$http_x_forwarded_for';
`,
};
const STATIC_FILES = {
    path: 'conf.d/elasticbeanstalk/01_static.conf',
    certainty: 'inferred',
    source: JAVA_SE_GUIDE,
    doubt: 'the name is verified, and one location with an alias per mapping; the text is not',
    text: ({ staticFiles = {} }) => {
        const locations = Object.entries(staticFiles).map(([path, folder]) => staticLocation(path, folder));
        return locations.length > 0 ? locations.join('\n') : undefined;
    },
};
const HEALTHD = {
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
};
/** The common nginx.conf and what goes with it, around the files that say where the app is. */
function nginxTree(...application) {
    return [NGINX_CONF$1, HEALTHD_LOG_FORMAT, ...application, STATIC_FILES, HEALTHD];
}
/** The same with an nginx.conf of the platform's own. */
function nginxTreeWith(nginxConf, ...application) {
    return [nginxConf, ...nginxTree(...application).filter(({ path }) => path !== nginxConf.path)];
}
/** 00_application.conf, which is the same on all platforms whose app has a port of 127.0.0.1. */
function applicationFile(evidence) {
    return {
        path: 'conf.d/elasticbeanstalk/00_application.conf',
        ...evidence,
        decides: true,
        text: ({ appPort }) => `location / {
${forwarding(`http://127.0.0.1:${appPort}`, '    ')}
}
`,
    };
}
function staticLocation(path, folder) {
    return `location ${path} {
    alias /var/app/current/${folder.replace(/^\/+/, '')};
}
`;
}

/** nginx's files on the Corretto platform (Java SE). */
const CORRETTO = nginxTree(applicationFile({
    certainty: 'verified',
    source: `${GUIDE$1}/java-se-nginx.html; https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/security-configuration/https-redirect/java-se`,
}));

/** nginx's files on the Docker platform: its `location /` is in nginx.conf itself, and the container has an address of its own. */
const SOURCE$1 = 'public copies of both files, the newer one of July 2025 with nginx 1.26.3';
const NGINX_CONF = {
    path: 'nginx.conf',
    certainty: 'verified',
    source: SOURCE$1,
    decides: true,
    text: () => nginxConf({
        gzip: 'on',
        timeouts: false,
        location: `
        location / {
${forwarding('http://docker', '            ')}
        }
`,
    }),
};
const UPSTREAM = {
    path: 'conf.d/elasticbeanstalk-nginx-docker-upstream.conf',
    certainty: 'verified',
    source: SOURCE$1,
    doubt: 'the address is the one that Docker gives to the first container',
    text: ({ appPort }) => `upstream docker {
    server 172.17.0.2:${appPort};
    keepalive 256;
}
`,
};
const DOCKER = nginxTreeWith(NGINX_CONF, UPSTREAM);

/** nginx's files on the platform of .NET on Linux. */
const DOTNET = nginxTree(applicationFile({
    certainty: 'inferred',
    source: `${GUIDE$1}/dotnet-linux-platform-nginx.html; https://github.com/cvivieca/aws-eb-dotnetcore-nginx/blob/master/.platform/nginx/nginx.conf`,
    doubt: 'the guide gives the port, a real repository the map for the Upgrade; the file itself was not seen',
}));

/** nginx's files on the Go platform. */
const GO = nginxTree(applicationFile({
    certainty: 'verified',
    source: `${GUIDE$1}/go-nginx.html; https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/security-configuration/https-redirect/golang`,
}));

/** httpd's files where ProxyServer is apache: a ProxyPass that hands no Upgrade on. */
const EXTENDING$1 = `${GUIDE$1}/platforms-linux-extend.proxy.html`;
const REAL_OVERRIDE = 'https://github.com/onnela-lab/beiwe-backend/blob/main/.platform/httpd/conf.d/elasticbeanstalk/00_application.conf';
const HTTPD = [
    {
        path: 'conf/httpd.conf',
        certainty: 'inferred',
        source: EXTENDING$1,
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
        source: `${EXTENDING$1}; ${REAL_OVERRIDE}`,
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
];

/** nginx's files on the Node.js platform. */
const NODEJS = nginxTree(applicationFile({
    certainty: 'verified',
    source: 'https://gist.github.com/koorukuroo/bc396aab1cee7701bdbec04914fa002b; https://stackoverflow.com/questions/66074722',
    doubt: 'a newer page of the developer guide gives 5000 as the default port; instances used 8080',
}));
/** Amazon Linux 1: iptables sends port 80 to nginx's 8080, and nginx forwards to 8081. */
const NODEJS_AL1 = [
    {
        path: 'nginx.conf',
        certainty: 'inferred',
        source: `${GUIDE$1}/nodejs-platform-proxy.html`,
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
        source: `${GUIDE$1}/nodejs-platform-proxy.html; https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/instance-configuration/websockets/nodejs`,
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
];

/** nginx's files on the PHP platform: FastCGI to php-fpm for PHP files, files for the rest, and no `location /`. */
const SOURCE = 'https://github.com/rennokki/laravel-aws-eb/blob/master/.platform/nginx/conf.d/elasticbeanstalk/laravel.conf, which adds the location / that is not there';
const PHP_FILES = [
    {
        path: 'conf.d/php-fpm.conf',
        certainty: 'inferred',
        source: SOURCE,
        doubt: "the upstream's name and socket are known; the file's own name is the one of the php-fpm package",
        text: () => `upstream php-fpm {
    server unix:/run/php-fpm/www.sock;
}
`,
    },
    {
        path: 'conf.d/elasticbeanstalk/php.conf',
        certainty: 'verified',
        source: SOURCE,
        doubt: 'that it is FastCGI, and to what; its text differs by platform version and is not restated word for word',
        decides: true,
        text: () => `root /var/www/html;
index index.php index.html index.htm;

location ~ \\.(php|phar)(/.*)?$ {
    fastcgi_split_path_info ^(.+\\.(?:php|phar))(/.*)$;
    fastcgi_intercept_errors on;
    fastcgi_index index.php;
    include /etc/nginx/fastcgi_params;
    fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
    fastcgi_param PATH_INFO $fastcgi_path_info;
    fastcgi_pass php-fpm;
}
`,
    },
];
const PHP = nginxTree(...PHP_FILES);

/** nginx's files on the Python platform, where gunicorn listens on port 8000. */
const PYTHON = nginxTree(applicationFile({
    certainty: 'verified',
    source: 'a public copy of the file from January 2022 with 127.0.0.1:8000; an Amazon Linux 2 environment that answered 101 with its defaults',
}));

/** nginx's files on the Ruby platform, where Puma listens on a socket. */
const SAMPLE = 'https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/instance-configuration/websockets/ruby-puma';
const RUBY_FILES = [
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
];
const RUBY_AL2 = nginxTree(...RUBY_FILES);
const RUBY_AL2023 = nginxTree(...asInferred(RUBY_FILES, 'read on Amazon Linux 2 only'));
function assets(path, folder) {
    return `location ${path} {
    alias /var/app/current/${folder};
    gzip_static on;
    gzip on;
    expires max;
    add_header Cache-Control public;
}
`;
}

/** nginx's files on the Tomcat platform. */
const TOMCAT = nginxTree(applicationFile({
    certainty: 'inferred',
    source: `${GUIDE$1}/java-tomcat-proxy.html; https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/security-configuration/https-redirect/java-tomcat`,
    doubt: "AWS's sample that takes the file's place has these headers; the file itself was not seen",
}));

/** The proxy files that a platform generates, before those of the bundle are laid over them. Each family has a file in trees/. */
const TREES = {
    'nodejs-al1': NODEJS_AL1,
    'nodejs-al2': NODEJS,
    'nodejs-al2023': NODEJS,
    'python-al2': PYTHON,
    'python-al2023': PYTHON,
    'go-al1': GO,
    'go-al2': GO,
    'go-al2023': GO,
    'corretto-al1': CORRETTO,
    'corretto-al2': CORRETTO,
    'corretto-al2023': CORRETTO,
    'tomcat-al2': TOMCAT,
    'tomcat-al2023': TOMCAT,
    'dotnet-al2': DOTNET,
    'dotnet-al2023': DOTNET,
    'ruby-al2': RUBY_AL2,
    'ruby-al2023': RUBY_AL2023,
    'php-al2': PHP,
    'php-al2023': PHP,
    'docker-al2': DOCKER,
    'docker-al2023': DOCKER,
    httpd: HTTPD,
};
const PROXY_TREE_KEYS = Object.keys(TREES);
/**
 * The generated tree: path relative to the proxy's folder (/var/proxy/staging/nginx, later /etc/nginx) -> text.
 * A bundle's `.platform/nginx/<path>` replaces the file of the same path.
 */
function defaultProxyTree(key, parameters) {
    const tree = new Map();
    for (const file of TREES[key]) {
        const text = file.text(parameters);
        if (text !== undefined)
            tree.set(file.path, text);
    }
    return tree;
}
/** How sure each file of the tree is, and where it was seen. */
function proxyTreeEvidence(key) {
    return TREES[key].map(({ text: _text, ...evidence }) => evidence);
}

/** What each platform's own proxy does before any file is added to it: the table, with the source of each row. */
const GUIDE = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg';
const MIGRATING = `${GUIDE}/using-features.migration-al.html`;
const SAMPLES = 'https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/instance-configuration/websockets';
const AL2_AND_LATER = ['al2', 'al2023'];
const PUMA = {
    kind: 'socket',
    path: '/var/run/puma/my_app.sock',
    upstream: 'my_app',
    protocol: 'http',
};
const PHP_FPM = {
    kind: 'socket',
    path: '/run/php-fpm/www.sock',
    upstream: 'php-fpm',
    protocol: 'fastcgi',
};
const PLATFORM_ROWS = [
    {
        families: ['nodejs'],
        generations: AL2_AND_LATER,
        proxy: 'nginx',
        target: 8080,
        forwardsUpgrade: 'yes',
        sure: 'verified',
        source: 'https://gist.github.com/koorukuroo/bc396aab1cee7701bdbec04914fa002b',
    },
    {
        families: ['python'],
        generations: AL2_AND_LATER,
        proxy: 'nginx',
        target: 8000,
        forwardsUpgrade: 'yes',
        sure: 'verified',
        source: 'dumps of 00_application.conf with 127.0.0.1:8000 (2022); an environment with defaults that answered 101',
        note: 'the default server, gunicorn, speaks WSGI: a WebSocket needs a Procfile with an ASGI server',
    },
    {
        families: ['go', 'corretto'],
        generations: AL2_AND_LATER,
        proxy: 'nginx',
        target: 5000,
        forwardsUpgrade: 'yes',
        sure: 'verified',
        source: `${GUIDE}/java-se-nginx.html, ${GUIDE}/go-nginx.html`,
    },
    {
        families: ['tomcat'],
        generations: AL2_AND_LATER,
        proxy: 'nginx',
        target: 8080,
        forwardsUpgrade: 'yes',
        sure: 'inferred',
        source: `${GUIDE}/java-tomcat-proxy.html, and AWS's https-redirect sample that restates the file`,
    },
    {
        families: ['dotnet'],
        generations: AL2_AND_LATER,
        proxy: 'nginx',
        target: 5000,
        forwardsUpgrade: 'yes',
        sure: 'inferred',
        source: `${GUIDE}/dotnet-linux-platform-nginx.html gives the port; the text of the default file was not found`,
    },
    {
        families: ['ruby'],
        generations: ['al2'],
        proxy: 'nginx',
        target: PUMA,
        forwardsUpgrade: 'no',
        sure: 'verified',
        source: 'a dump of webapp.conf: HTTP/1.0 to unix:///var/run/puma/my_app.sock, no Upgrade header',
    },
    {
        families: ['ruby'],
        generations: ['al2023'],
        proxy: 'nginx',
        target: PUMA,
        forwardsUpgrade: 'no',
        sure: 'inferred',
        source: 'the dump of webapp.conf on Amazon Linux 2',
    },
    {
        families: ['php'],
        generations: AL2_AND_LATER,
        proxy: 'nginx',
        target: PHP_FPM,
        forwardsUpgrade: 'no',
        sure: 'verified',
        source: 'php.conf is FastCGI and proxies nothing',
        note: 'a WebSocket needs another process on a port of its own, and a location that leads there',
    },
    {
        families: ['docker'],
        generations: AL2_AND_LATER,
        proxy: 'nginx',
        target: 'container',
        forwardsUpgrade: 'yes',
        sure: 'verified',
        source: 'a dump of /etc/nginx/nginx.conf (July 2025)',
        note: "the container's port is not published on the host; with a docker-compose.yml there is no proxy",
    },
    {
        families: ['ecs'],
        generations: ['al1', ...AL2_AND_LATER],
        proxy: 'none',
        target: 'itself',
        forwardsUpgrade: 'unknown',
        sure: 'verified',
        source: `${MIGRATING}: all but ECS and Docker have a proxy`,
    },
    {
        families: ['nodejs'],
        generations: ['al1'],
        proxy: 'nginx',
        target: 8081,
        forwardsUpgrade: 'no',
        sure: 'verified',
        source: `${SAMPLES}/nodejs`,
    },
    {
        families: ['go', 'corretto'],
        generations: ['al1'],
        proxy: 'nginx',
        target: 5000,
        forwardsUpgrade: 'yes',
        sure: 'verified',
        source: SAMPLES,
    },
    {
        families: ['docker'],
        generations: ['al1'],
        proxy: 'nginx',
        target: 'container',
        forwardsUpgrade: 'yes',
        sure: 'verified',
        source: `${SAMPLES}/docker-sc`,
    },
    {
        families: ['python', 'php', 'tomcat'],
        generations: ['al1'],
        proxy: 'apache',
        target: 'unknown',
        forwardsUpgrade: 'no',
        sure: 'verified',
        source: SAMPLES,
    },
    {
        families: ['tomcat'],
        generations: ['al1'],
        proxy: 'nginx',
        target: 8080,
        forwardsUpgrade: 'yes',
        sure: 'verified',
        source: `${SAMPLES}/java-tomcat`,
    },
    {
        families: ['ruby'],
        generations: ['al1'],
        runtime: /Passenger/,
        proxy: 'nginx',
        target: 'unknown',
        forwardsUpgrade: 'yes',
        sure: 'verified',
        source: `${SAMPLES}/ruby-passenger`,
    },
    {
        families: ['ruby'],
        generations: ['al1'],
        runtime: /Puma/,
        proxy: 'nginx',
        target: PUMA,
        forwardsUpgrade: 'no',
        sure: 'verified',
        source: `${SAMPLES}/ruby-puma`,
    },
    {
        families: ['windows'],
        generations: ['windows'],
        proxy: 'iis',
        target: 'unknown',
        forwardsUpgrade: 'unknown',
        sure: 'verified',
        source: `${SAMPLES}/dotnet`,
        note: 'needs the Windows feature Web-WebSockets',
    },
    {
        families: ['cluster'],
        generations: ['unknown'],
        proxy: 'none',
        target: 'unknown',
        forwardsUpgrade: 'unknown',
        sure: 'verified',
        source: `${GUIDE}/command-options-general-eks.html`,
        note: 'an environment on EKS has no proxy of Beanstalk and takes no files for one',
    },
];
/** Where httpd's default, a ProxyPass without `upgrade=websocket`, is concluded from. */
const EXTENDING = `${GUIDE}/platforms-linux-extend.proxy.html`;

/** What the proxy in front of an app does before any file is added to it: the platform's row, the settings, and what the bundle holds. */
/**
 * Pure, and the only reading of the table: what is generated (`tree`) agrees with what is said here.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html
 */
function describeProxy(platform, facts = {}) {
    const rows = PLATFORM_ROWS.filter(row => isRowOf(row, platform));
    const [standard] = rows;
    if (!standard)
        return UNKNOWN;
    const proxy = chooseProxy(platform, standard, facts);
    const { forwardsUpgrade, sure, source, target } = rows.find(row => row.proxy === proxy) ?? describeOther(standard, proxy);
    return {
        proxy,
        target: toTarget(target, facts),
        tree: findTree(platform, proxy),
        overlay: findOverlay(platform, proxy),
        forwardsUpgrade,
        sure,
        source,
    };
}
const UNKNOWN = {
    proxy: 'unknown',
    target: { kind: 'unknown' },
    tree: undefined,
    overlay: undefined,
    forwardsUpgrade: 'unknown',
    sure: 'inferred',
    source: 'a platform that is not in the table',
};
function isRowOf({ families, generations, runtime }, platform) {
    const isNamed = families.includes(platform.family) && generations.includes(platform.generation);
    return isNamed && (runtime?.test(platform.runtime) ?? true);
}
function chooseProxy({ family }, { proxy }, facts) {
    if (family === 'docker' && facts.hasComposeFile)
        return 'none';
    if (proxy === 'none' || proxy === 'iis' || facts.proxyServer === undefined)
        return proxy;
    // "apache/2.2" was a value on Amazon Linux 1.
    const value = facts.proxyServer.toLowerCase();
    return ['nginx', 'apache', 'none'].find(name => value.startsWith(name)) ?? 'unknown';
}
// A choice that has no row of its own: httpd's default is a ProxyPass without `upgrade=websocket`.
function describeOther(standard, proxy) {
    const forwardsUpgrade = proxy === 'apache' ? 'no' : 'unknown';
    const target = proxy === 'none' ? 'itself' : standard.target;
    return { target, forwardsUpgrade, sure: 'inferred', source: EXTENDING };
}
function toTarget(target, { port, containerPort }) {
    if (typeof target === 'number')
        return { kind: 'loopback', port: parsePort(port) ?? target };
    if (target === 'container')
        return { kind: 'container', upstream: 'docker', port: containerPort };
    return typeof target === 'string' ? { kind: target } : target;
}
/** Undefined for what is no port: Beanstalk's own default then stands. */
function parsePort(text = '') {
    const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    return port > 0 && port < 65_536 ? port : undefined;
}
function findTree({ family, generation }, proxy) {
    const httpd = isAl2OrLater(generation) && HTTPD_FAMILIES.includes(family) ? 'httpd' : undefined;
    if (proxy === 'apache')
        return httpd;
    return proxy === 'nginx' ? PROXY_TREE_KEYS.find(key => key === `${family}-${generation}`) : undefined;
}
/** Those that offer ProxyServer=apache and have a port. PHP offers it too: what httpd is told there was not found. */
const HTTPD_FAMILIES = ['nodejs', 'python', 'tomcat'];
/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.migration-al.html */
function findOverlay({ family, generation }, proxy) {
    if (proxy !== 'nginx' && proxy !== 'apache')
        return undefined;
    const folder = proxy === 'nginx' ? 'nginx/' : 'httpd/';
    if (isAl2OrLater(generation))
        return `.platform/${folder}`;
    return AL1_OVERLAYS.includes(family) ? `.ebextensions/${folder}` : undefined;
}
/** Whether the platform has the option ProxyServer. @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
function takesProxyServer({ family, generation }) {
    return isAl2OrLater(generation) && PROXY_SERVER_FAMILIES.includes(family);
}
const PROXY_SERVER_FAMILIES = ['nodejs', 'php', 'python', 'tomcat', 'docker', 'dotnet'];
const AL1_OVERLAYS = ['go', 'corretto', 'tomcat'];
function isAl2OrLater(generation) {
    return generation === 'al2' || generation === 'al2023';
}

export { defaultProxyTree as a, proxyTreeEvidence as b, describeProxy as d, parsePort as p, takesProxyServer as t };
