/** A program that tries out a file, in the folder that it is told, of which nginx's answer takes seconds. A certificate is made. */

import { tryPreflight } from './try-preflight.ts'

const SLOW = '# ssl\nauth_basic "slow";\nauth_basic_user_file users;\nauth_delay 60s;\n'

await tryPreflight(
  { '.platform/nginx/conf.d/elasticbeanstalk/slow.conf': SLOW },
  { temporaryFolders: [process.argv[2] ?? ''] },
)
