/** nginx's files on the PHP platform: FastCGI to php-fpm for PHP files, files for the rest, and no `location /`. */

import { nginxTree } from './nginx-tree-files.ts'
import type { TreeFile } from './tree-file.ts'

const SOURCE =
  'https://github.com/rennokki/laravel-aws-eb/blob/master/.platform/nginx/conf.d/elasticbeanstalk/laravel.conf, which adds the location / that is not there'

const PHP_FILES: readonly TreeFile[] = [
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
]

export const PHP = nginxTree(...PHP_FILES)
