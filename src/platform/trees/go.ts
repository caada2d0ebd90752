/** nginx's files on the Go platform. */

import { applicationFile, nginxTree } from './nginx-tree-files.ts'
import { GUIDE } from './tree-file.ts'

export const GO = nginxTree(
  applicationFile({
    certainty: 'verified',
    source: `${GUIDE}/go-nginx.html; https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/security-configuration/https-redirect/golang`,
  }),
)
