/** nginx's files on the Corretto platform (Java SE). */

import { applicationFile, nginxTree } from './nginx-tree-files.ts'
import { GUIDE } from './tree-file.ts'

export const CORRETTO = nginxTree(
  applicationFile({
    certainty: 'verified',
    source: `${GUIDE}/java-se-nginx.html; https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/security-configuration/https-redirect/java-se`,
  }),
)
