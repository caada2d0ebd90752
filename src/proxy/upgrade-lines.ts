/** The lines of nginx that hand Upgrade on, as remedies tell them. */

export const UPGRADE_LINES =
  'proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";'
