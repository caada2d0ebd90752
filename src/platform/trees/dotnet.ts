/** nginx's files on the platform of .NET on Linux. */

import { applicationFile, nginxTree } from './nginx-tree-files.ts'
import { GUIDE } from './tree-file.ts'

export const DOTNET = nginxTree(
  applicationFile({
    certainty: 'inferred',
    source: `${GUIDE}/dotnet-linux-platform-nginx.html; https://github.com/cvivieca/aws-eb-dotnetcore-nginx/blob/master/.platform/nginx/nginx.conf`,
    doubt: 'the guide gives the port, a real repository the map for the Upgrade; the file itself was not seen',
  }),
)
