/** Files of nginx's own package that includes name, as short as they can be: only that they are there counts. */

const REQUEST = `QUERY_STRING $query_string
REQUEST_METHOD $request_method
CONTENT_TYPE $content_type
CONTENT_LENGTH $content_length
REQUEST_URI $request_uri
DOCUMENT_URI $document_uri
DOCUMENT_ROOT $document_root
SERVER_PROTOCOL $server_protocol
REMOTE_ADDR $remote_addr
REMOTE_PORT $remote_port
SERVER_PORT $server_port
SERVER_NAME $server_name`

function params(directive: string, more = ''): string {
  return `${REQUEST}${more}`.replaceAll(/^.*$/gm, line => `${directive} ${line};`)
}

const SCRIPT = '\nSCRIPT_NAME $fastcgi_script_name\nGATEWAY_INTERFACE CGI/1.1\nREDIRECT_STATUS 200'

/** Path below /etc/nginx -> text, as the package of Amazon Linux names them. */
export const NGINX_PACKAGE: ReadonlyMap<string, string> = new Map([
  [
    'mime.types',
    'types {\n text/html html htm;\n text/css css;\n application/javascript js;\n application/json json;\n}\n',
  ],
  ['fastcgi_params', params('fastcgi_param', SCRIPT)],
  ['fastcgi.conf', params('fastcgi_param', `\nSCRIPT_FILENAME $document_root$fastcgi_script_name${SCRIPT}`)],
  ['uwsgi_params', params('uwsgi_param')],
  ['scgi_params', params('scgi_param')],
  ['koi-utf', 'charset_map koi8-r utf-8 {\n}\n'],
  ['koi-win', 'charset_map koi8-r windows-1251 {\n}\n'],
  ['win-utf', 'charset_map windows-1251 utf-8 {\n}\n'],
])
