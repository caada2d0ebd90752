import { describe, expect, it } from 'vitest'
import { defaultProxyTree, proxyTreeEvidence } from '../../src/platform/default-proxy-tree.ts'

describe("the platform's proxy tree", () => {
  it('has the files that the platform generates', () => {
    expect([...defaultProxyTree('nodejs-al2023', { appPort: 8080 }).keys()]).toEqual([
      'nginx.conf',
      'conf.d/healthd_logformat.conf',
      'conf.d/elasticbeanstalk/00_application.conf',
      'conf.d/elasticbeanstalk/healthd.conf',
    ])
  })

  it("forwards to the app's port, with the headers of an Upgrade", () => {
    const application = defaultProxyTree('nodejs-al2023', { appPort: 3000 }).get(
      'conf.d/elasticbeanstalk/00_application.conf',
    )
    expect(application).toContain('http://127.0.0.1:3000;')
    expect(application).toMatch(/proxy_set_header\s+Upgrade\s+\$http_upgrade;/)
    expect(application).toMatch(/proxy_set_header\s+Connection\s+\$connection_upgrade;/)
    expect(application).toMatch(/proxy_http_version\s+1\.1;/)
  })

  it('sets no read timeout: nginx cuts after 60 s of silence', () => {
    const texts = [...defaultProxyTree('nodejs-al2023', { appPort: 8080 }).values()]
    expect(texts.join('\n')).not.toContain('proxy_read_timeout')
  })

  it('has a static file only where folders are mapped', () => {
    const tree = defaultProxyTree('nodejs-al2023', { appPort: 8080, staticFiles: { '/images': 'public/images' } })
    expect(tree.get('conf.d/elasticbeanstalk/01_static.conf')).toBe(
      'location /images {\n    alias /var/app/current/public/images;\n}\n',
    )
  })

  it('says for every file where it was seen, and how sure it is', () => {
    const evidence = proxyTreeEvidence('nodejs-al2023')
    for (const { source } of evidence) expect(source).toMatch(/^https:\/\//)
    expect(evidence.filter(({ certainty }) => certainty === 'inferred').map(({ path }) => path)).toEqual([
      'conf.d/elasticbeanstalk/01_static.conf',
    ])
  })
})
