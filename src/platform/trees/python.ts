/** nginx's files on the Python platform, where gunicorn listens on port 8000. */

import { applicationFile, nginxTree } from './nginx-tree-files.ts'

export const PYTHON = nginxTree(
  applicationFile({
    certainty: 'verified',
    source:
      'a public copy of the file from January 2022 with 127.0.0.1:8000; an Amazon Linux 2 environment that answered 101 with its defaults',
  }),
)
