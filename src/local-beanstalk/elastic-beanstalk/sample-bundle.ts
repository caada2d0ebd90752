/** The sample application that an environment without a version runs: one for all platforms. */

import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

const APP = `const http = require('node:http')

http
  .createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' })
    response.end('Local Beanstalk runs its sample application.\\n')
  })
  .listen(process.env.PORT || 8080)
`

const PACKAGE = `${JSON.stringify({ name: 'sample-application', version: '1.0.0', private: true, scripts: { start: 'node app.js' } }, undefined, 2)}\n`

// What a platform looks for that takes no Procfile.
const OTHERS = {
  'index.php': '<?php echo "sample application";\n',
  Dockerfile: 'FROM node:24-alpine\nCOPY app.js .\nEXPOSE 8080\nCMD ["node", "app.js"]\n',
  'Dockerrun.aws.json': '{ "AWSEBDockerrunVersion": 2 }\n',
}

export async function writeSampleBundle(path: string): Promise<void> {
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from(APP), 'app.js')
  zip.addBuffer(Buffer.from(PACKAGE), 'package.json')
  zip.addBuffer(Buffer.from('web: node app.js\n'), 'Procfile')
  for (const [name, text] of Object.entries(OTHERS)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}
