import { describe, expect, it } from 'vitest'
import { defaultProxyTree, PROXY_TREE_KEYS, proxyTreeEvidence } from '../../src/platform/default-proxy-tree.ts'

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

  it('has a static file only where folders are mapped', () => {
    const tree = defaultProxyTree('nodejs-al2023', { appPort: 8080, staticFiles: { '/images': 'public/images' } })
    expect(tree.get('conf.d/elasticbeanstalk/01_static.conf')).toBe(
      'location /images {\n    alias /var/app/current/public/images;\n}\n',
    )
  })

  it.each(
    PROXY_TREE_KEYS,
  )('says for every file of %s where it was seen, and what is doubted where it is inferred', key => {
    const evidence = proxyTreeEvidence(key)
    expect(evidence.length).toBeGreaterThan(1)
    for (const { source, certainty, doubt } of evidence) {
      expect(source).toMatch(/https:\/\/|public cop/)
      if (certainty === 'inferred') expect(doubt).toBeDefined()
    }
  })

  it('is verified for Node.js but for the static files', () => {
    const evidence = proxyTreeEvidence('nodejs-al2023')
    expect(evidence.filter(({ certainty }) => certainty === 'inferred').map(({ path }) => path)).toEqual([
      'conf.d/elasticbeanstalk/01_static.conf',
    ])
  })
})
