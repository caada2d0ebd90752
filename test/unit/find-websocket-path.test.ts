import { describe, expect, it } from 'vitest'
import { findWebSocketPath, type WebSocketPath } from '../../src/app/find-websocket-path.ts'
import { parsePlatform } from '../../src/platform/platform.ts'
import { scanProxyFiles } from '../../src/proxy/scan-proxy-files.ts'

const NODEJS = parsePlatform({ solutionStackName: '64bit Amazon Linux 2023 v6.7.2 running Node.js 24' })

async function find(files: Record<string, string>): Promise<WebSocketPath> {
  const bundle = {
    names: Object.keys(files),
    has: (name: string) => Object.hasOwn(files, name),
    readText: async (name: string) => files[name],
  }
  return await findWebSocketPath(bundle, await scanProxyFiles(bundle, { platform: NODEJS }))
}

const LOCATIONS = '.platform/nginx/conf.d/elasticbeanstalk/ws.conf'
const UPGRADE =
  '{ proxy_pass http://127.0.0.1:8080; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade"; }'

describe('findWebSocketPath', () => {
  it.each([
    ['^4.7.5', 4],
    ['3', 4],
    ['latest', 4],
    ['10.2.0', 4],
    ['~2.4.0', 3],
    ['1.7.4', 3],
    ['2', 3],
  ])('takes Socket.IO’s own path for socket.io %s, with its protocol', async (range, revision) => {
    expect(await find({ 'package.json': JSON.stringify({ dependencies: { 'socket.io': range } }) })).toEqual({
      path: `/socket.io/?EIO=${revision}&transport=websocket`,
      source: 'socket.io',
      because: `package.json depends on socket.io "${range}"`,
    })
  })

  it.each([
    '{"devDependencies":{"socket.io":"^4.0.0"}}',
    '{"dependencies":{"socket.io-client":"^4.0.0"}}',
    '{"dependencies":{"socket.io":{}}}',
    '{"dependencies":null}',
    'null',
    '[]',
    'not json',
    '',
  ])('does not take it for %s', async text => {
    expect(await find({ 'package.json': text })).toMatchObject({ path: '/', source: 'default' })
  })

  it('takes /cable for an app with Action Cable', async () => {
    expect(await find({ 'config/cable.yml': '' })).toMatchObject({ path: '/cable', source: 'action-cable' })
  })

  it.each([
    [`location /ws ${UPGRADE}`, '/ws'],
    [`location = /chat/socket ${UPGRADE}`, '/chat/socket'],
    [`location ^~ /live/ ${UPGRADE}`, '/live/'],
    [`location / ${UPGRADE}\nlocation ~ ^/re ${UPGRADE}\nlocation /ws ${UPGRADE}`, '/ws'],
  ])('takes the first own location that hands Upgrade on: %s', async (text, path) => {
    const found = await find({ [LOCATIONS]: text })
    expect(found).toMatchObject({ path, source: 'location' })
    expect(found.because).toContain(`"${LOCATIONS}" line `)
  })

  it.each([
    `location / ${UPGRADE}`,
    `location ~ ^/re ${UPGRADE}`,
    `location @app ${UPGRADE}`,
    'location /ws { proxy_pass http://127.0.0.1:8080; }',
    `location "/a b" ${UPGRADE}`,
  ])('takes "/" where no path can be read off: %s', async text => {
    expect(await find({ [LOCATIONS]: text })).toEqual({
      path: '/',
      source: 'default',
      because: 'the bundle names no other path',
    })
  })

  it('prefers what the app depends on to a location', async () => {
    const files = { 'package.json': '{"dependencies":{"socket.io":"4"}}', [LOCATIONS]: `location /ws ${UPGRADE}` }
    expect((await find(files)).source).toBe('socket.io')
  })
})
