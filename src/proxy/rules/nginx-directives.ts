/**
 * Where nginx allows its directives, and which of them it takes only once in a block: those that bundles of public
 * projects have. A test asks the real nginx for each of them. https://nginx.org/en/docs/dirindex.html
 */

export type NginxContext = 'main' | 'events' | 'http' | 'server' | 'location' | 'if' | 'if in server' | 'upstream'

export interface DirectivePlaces {
  readonly contexts: readonly NginxContext[]
  /** A second one in the same block is "duplicate". */
  readonly isSingle: boolean
}

const ONLY_MAIN = ['main'] as const
const ONLY_HTTP = ['http'] as const
const ONLY_SERVER = ['server'] as const
const HTTP_SERVER = ['http', 'server'] as const
const HTTP_TO_LOCATION = ['http', 'server', 'location'] as const
const HTTP_TO_IF = ['http', 'server', 'location', 'if'] as const
const ONLY_UPSTREAM = ['upstream'] as const

const single = (contexts: readonly NginxContext[]): DirectivePlaces => ({ contexts, isSingle: true })
const repeated = (contexts: readonly NginxContext[]): DirectivePlaces => ({ contexts, isSingle: false })

/** Of the top of an nginx.conf alone, and never tried out: they load programs into nginx. */
export const UNTRIED_DIRECTIVES: readonly string[] = ['load_module', 'ssl_engine']

export const NGINX_DIRECTIVES: Readonly<Record<string, DirectivePlaces>> = {
  daemon: single(ONLY_MAIN),
  events: single(ONLY_MAIN),
  http: single(ONLY_MAIN),
  pid: single(ONLY_MAIN),
  user: single(ONLY_MAIN),
  worker_cpu_affinity: single(ONLY_MAIN),
  worker_priority: repeated(ONLY_MAIN),
  worker_processes: single(ONLY_MAIN),
  worker_rlimit_nofile: single(ONLY_MAIN),
  multi_accept: single(['events']),
  worker_connections: single(['events']),

  geo: repeated(ONLY_HTTP),
  limit_conn_zone: repeated(ONLY_HTTP),
  limit_req_zone: repeated(ONLY_HTTP),
  log_format: repeated(ONLY_HTTP),
  map: repeated(ONLY_HTTP),
  map_hash_bucket_size: single(ONLY_HTTP),
  map_hash_max_size: single(ONLY_HTTP),
  proxy_cache_path: repeated(ONLY_HTTP),
  server_names_hash_bucket_size: single(ONLY_HTTP),
  server_names_hash_max_size: single(ONLY_HTTP),
  split_clients: repeated(ONLY_HTTP),
  upstream: repeated(ONLY_HTTP),
  variables_hash_bucket_size: single(ONLY_HTTP),
  variables_hash_max_size: single(ONLY_HTTP),
  server: repeated(['http', 'upstream']),
  ip_hash: repeated(ONLY_UPSTREAM),
  keepalive: single(ONLY_UPSTREAM),
  least_conn: repeated(ONLY_UPSTREAM),

  client_header_buffer_size: single(HTTP_SERVER),
  client_header_timeout: single(HTTP_SERVER),
  ignore_invalid_headers: single(HTTP_SERVER),
  large_client_header_buffers: single(HTTP_SERVER),
  merge_slashes: single(HTTP_SERVER),
  ssl_certificate: repeated(HTTP_SERVER),
  ssl_certificate_key: repeated(HTTP_SERVER),
  ssl_ciphers: single(HTTP_SERVER),
  ssl_dhparam: single(HTTP_SERVER),
  ssl_prefer_server_ciphers: single(HTTP_SERVER),
  ssl_protocols: repeated(HTTP_SERVER),
  ssl_session_cache: repeated(HTTP_SERVER),
  ssl_session_tickets: single(HTTP_SERVER),
  ssl_session_timeout: single(HTTP_SERVER),
  ssl_stapling: single(HTTP_SERVER),
  underscores_in_headers: single(HTTP_SERVER),
  listen: repeated(ONLY_SERVER),
  server_name: repeated(ONLY_SERVER),

  location: repeated(['server', 'location']),
  if: repeated(['server', 'location']),
  return: repeated(['server', 'location', 'if', 'if in server']),
  rewrite: repeated(['server', 'location', 'if', 'if in server']),
  set: repeated(['server', 'location', 'if', 'if in server']),
  break: repeated(['server', 'location', 'if', 'if in server']),
  try_files: single(['server', 'location']),
  alias: single(['location']),
  internal: single(['location']),
  proxy_pass: single(['location', 'if']),
  fastcgi_pass: single(['location', 'if']),

  access_log: repeated(HTTP_TO_IF),
  add_header: repeated(HTTP_TO_IF),
  allow: repeated(HTTP_TO_LOCATION),
  deny: repeated(HTTP_TO_LOCATION),
  auth_basic: single(HTTP_TO_LOCATION),
  autoindex: single(HTTP_TO_LOCATION),
  charset: single(HTTP_TO_IF),
  chunked_transfer_encoding: single(HTTP_TO_LOCATION),
  client_body_buffer_size: single(HTTP_TO_LOCATION),
  client_body_timeout: single(HTTP_TO_LOCATION),
  client_max_body_size: single(HTTP_TO_LOCATION),
  default_type: single(HTTP_TO_LOCATION),
  error_page: repeated(HTTP_TO_IF),
  etag: single(HTTP_TO_LOCATION),
  expires: single(HTTP_TO_IF),
  fastcgi_buffer_size: single(HTTP_TO_LOCATION),
  fastcgi_buffers: single(HTTP_TO_LOCATION),
  fastcgi_param: repeated(HTTP_TO_LOCATION),
  fastcgi_read_timeout: single(HTTP_TO_LOCATION),
  gzip: single(HTTP_TO_IF),
  gzip_buffers: single(HTTP_TO_LOCATION),
  gzip_comp_level: single(HTTP_TO_LOCATION),
  gzip_disable: repeated(HTTP_TO_LOCATION),
  gzip_http_version: single(HTTP_TO_LOCATION),
  gzip_min_length: single(HTTP_TO_LOCATION),
  gzip_proxied: repeated(HTTP_TO_LOCATION),
  gzip_types: repeated(HTTP_TO_LOCATION),
  gzip_vary: single(HTTP_TO_LOCATION),
  index: repeated(HTTP_TO_LOCATION),
  keepalive_requests: single([...HTTP_TO_LOCATION, 'upstream']),
  keepalive_timeout: single([...HTTP_TO_LOCATION, 'upstream']),
  limit_conn: repeated(HTTP_TO_LOCATION),
  limit_rate: single(HTTP_TO_IF),
  limit_req: repeated(HTTP_TO_LOCATION),
  log_not_found: single(HTTP_TO_LOCATION),
  port_in_redirect: single(HTTP_TO_LOCATION),
  proxy_buffer_size: single(HTTP_TO_LOCATION),
  proxy_buffering: single(HTTP_TO_LOCATION),
  proxy_buffers: single(HTTP_TO_LOCATION),
  proxy_busy_buffers_size: single(HTTP_TO_LOCATION),
  proxy_cache: single(HTTP_TO_LOCATION),
  proxy_cache_bypass: repeated(HTTP_TO_LOCATION),
  proxy_cache_valid: repeated(HTTP_TO_LOCATION),
  proxy_connect_timeout: single(HTTP_TO_LOCATION),
  proxy_hide_header: repeated(HTTP_TO_LOCATION),
  proxy_http_version: single(HTTP_TO_LOCATION),
  proxy_ignore_headers: repeated(HTTP_TO_LOCATION),
  proxy_intercept_errors: single(HTTP_TO_LOCATION),
  proxy_next_upstream: repeated(HTTP_TO_LOCATION),
  proxy_pass_header: repeated(HTTP_TO_LOCATION),
  proxy_read_timeout: single(HTTP_TO_LOCATION),
  proxy_redirect: repeated(HTTP_TO_LOCATION),
  proxy_request_buffering: single(HTTP_TO_LOCATION),
  proxy_send_timeout: single(HTTP_TO_LOCATION),
  proxy_set_header: repeated(HTTP_TO_LOCATION),
  proxy_socket_keepalive: single(HTTP_TO_LOCATION),
  proxy_ssl_server_name: single(HTTP_TO_LOCATION),
  proxy_ssl_verify: single(HTTP_TO_LOCATION),
  real_ip_header: single(HTTP_TO_LOCATION),
  real_ip_recursive: single(HTTP_TO_LOCATION),
  reset_timedout_connection: single(HTTP_TO_LOCATION),
  resolver: single(HTTP_TO_LOCATION),
  resolver_timeout: single(HTTP_TO_LOCATION),
  root: single(HTTP_TO_IF),
  satisfy: single(HTTP_TO_LOCATION),
  send_timeout: single(HTTP_TO_LOCATION),
  sendfile: single(HTTP_TO_IF),
  server_name_in_redirect: single(HTTP_TO_LOCATION),
  server_tokens: single(HTTP_TO_LOCATION),
  set_real_ip_from: repeated(HTTP_TO_LOCATION),
  tcp_nodelay: single(HTTP_TO_LOCATION),
  tcp_nopush: single(HTTP_TO_LOCATION),
  types_hash_max_size: single(HTTP_TO_LOCATION),
}
