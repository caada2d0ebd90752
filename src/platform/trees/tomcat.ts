/** nginx's files on the Tomcat platform. */

import { applicationFile, nginxTree } from './nginx-tree-files.ts'
import { GUIDE } from './tree-file.ts'

export const TOMCAT = nginxTree(
  applicationFile({
    certainty: 'inferred',
    source: `${GUIDE}/java-tomcat-proxy.html; https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/security-configuration/https-redirect/java-tomcat`,
    doubt: "AWS's sample that takes the file's place has these headers; the file itself was not seen",
  }),
)
