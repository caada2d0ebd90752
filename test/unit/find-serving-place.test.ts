import { describe, expect, it } from 'vitest'
import { findServingPlace } from '../../src/proxy/preflight/find-serving-place.ts'

/** The line of the bundle's nginx.conf that answers at /ws/chat. */
function lineOf(http: string): number | undefined {
  const file = { path: 'nginx.conf', text: `http {\n${http}\n}\n`, bundleName: '.platform/nginx/nginx.conf' }
  return findServingPlace(new Map([[file.path, file]]), '/ws/chat?a=b')?.line
}

describe('the place that answers', () => {
  it.each([
    ['listen 80', 'listen 80 default_server', 3],
    ['listen 80', 'listen 80 default', 3],
    ['listen 80', 'listen 80', 2],
    ['listen 80; listen 443 default_server', 'listen 80 default_server', 3],
    ['listen 443 default_server; listen 80', 'listen [::]:80', 2],
    ['listen 8080 default_server', 'listen 80', 3],
  ])('is in the server that nginx takes by default: %s, %s', (first, second, line) => {
    expect(lineOf(`server { ${first}; return 204; }\nserver { ${second}; return 204; }`)).toBe(line)
  })

  it.each([
    ['location / {\n}\nlocation /ws {\n}', 5],
    ['location /ws {\nlocation /ws/chat {\n}\n}', 4],
    ['location /ws {\nlocation = /ws/chat {\n}\n}\nlocation ~ x {\n}', 4],
    ['location /ws {\n}\nlocation /ws/chat/ {\nproxy_pass http://127.0.0.1;\n}', 5],
    ['location /ws {\n}\nlocation /ws/chat/ {\n}', 3],
    ['location ^~ /ws {\n}\nlocation ~ x {\n}', 3],
    ['location /ws {\n}\nlocation ~ x {\n}', undefined],
    ['return 301 /;\nlocation /ws {\n}', 3],
  ])('is a location as nginx chooses it, and none that is not certain: %j', (locations, line) => {
    expect(lineOf(`server {\n${locations}\n}`)).toBe(line)
  })
})
