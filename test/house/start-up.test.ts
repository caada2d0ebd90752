import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { REPOSITORY } from '../support/source-files.ts'

/** The texts of a built file and of all that it loads by itself, by path. */
function readLoaded(path: string, loaded = new Map<string, string>()): Map<string, string> {
  if (loaded.has(path)) return loaded
  const text = readFileSync(join(REPOSITORY, path), 'utf8')
  loaded.set(path, text)
  for (const [, imported = ''] of text.matchAll(/^(?:import|export) (?:[^'"\n]* from )?['"](\.[^'"]+)['"]/gm)) {
    readLoaded(join(dirname(path), imported), loaded)
  }
  return loaded
}

/** Every client of HTTP loads it; `http` alone is loaded by ws too, for the masks of its frames. */
const HTTP_CLIENT = /\brequire\('(node:)?https'\)|^import .* from '(node:)?https';/m
const YAML = /\bparseDocument\b/
/** Ours, which loads Octokit when it is opened, and Octokit. */
const GITHUB_CLIENT = /\bgetOctokit\b/
const AWS_CLIENT = /class (ElasticBeanstalk|EC2|S3)Client\b/

describe('what is loaded', () => {
  it('before the first line of the check is small, and no AWS or HTTP client', () => {
    const loaded = readLoaded('dist/check.js')
    expect(
      [...loaded].filter(([, text]) => AWS_CLIENT.test(text) || HTTP_CLIENT.test(text)).map(([path]) => path),
    ).toEqual([])
    expect([...loaded.values()].join('').length).toBeLessThan(200_000)
  })

  it('before the first line of the check, and for its probes, is no YAML', () => {
    for (const path of ['dist/check.js', 'dist/chunks/check-targets.js']) {
      expect([...readLoaded(path)].filter(([, text]) => YAML.test(text)).map(([loaded]) => loaded)).toEqual([])
    }
    expect([...readLoaded('dist/chunks/load-targets.js').values()].some(text => YAML.test(text))).toBe(true)
  })

  it('before the first line of the check, and for its probes, is no client of GitHub', () => {
    for (const path of ['dist/check.js', 'dist/chunks/check-targets.js', 'dist/chunks/tell-check.js']) {
      expect([...readLoaded(path)].filter(([, text]) => GITHUB_CLIENT.test(text)).map(([loaded]) => loaded)).toEqual([])
    }
    expect([...readLoaded('dist/chunks/open-job-github.js').values()].some(text => GITHUB_CLIENT.test(text))).toBe(true)
  })

  it('for the probes is no AWS or HTTP client either', () => {
    const loaded = readLoaded('dist/chunks/check-targets.js')
    expect(loaded.size).toBeGreaterThan(1)
    expect(
      [...loaded].filter(([, text]) => AWS_CLIENT.test(text) || HTTP_CLIENT.test(text)).map(([path]) => path),
    ).toEqual([])
  })

  it('is seen, where it is one', () => {
    const all = [...readLoaded('dist/chunks/clients.js').values()]
    expect(all.some(text => AWS_CLIENT.test(text))).toBe(true)
    expect(all.some(text => HTTP_CLIENT.test(text))).toBe(true)
  })
})
