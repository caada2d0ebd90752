import { describe, expect, it } from 'vitest'
import { type Directive, parseNginx } from '../../src/proxy/nginx-syntax.ts'

function shorten({ name, args, block }: Directive): unknown[] {
  return [name, ...args, ...(block ? [block.map(shorten)] : [])]
}

function parse(text: string): unknown[] {
  const { directives, problem } = parseNginx(text)
  expect(problem).toBeUndefined()
  return directives.map(shorten)
}

describe('parseNginx', () => {
  it('reads directives, blocks and their lines', () => {
    const { directives } = parseNginx('http {\n  proxy_read_timeout 90s;\n\n  server { listen 80; }\n}\n')
    expect(directives.map(shorten)).toEqual([
      [
        'http',
        [
          ['proxy_read_timeout', '90s'],
          ['server', [['listen', '80']]],
        ],
      ],
    ])
    expect(directives[0]?.block?.map(directive => directive.line)).toEqual([2, 4])
  })

  it('takes comments for white space, but only where a word would begin', () => {
    expect(parse('# a { b\ngzip on; # off;\nset $x a#b;\n#')).toEqual([
      ['gzip', 'on'],
      ['set', '$x', 'a#b'],
    ])
  })

  it('takes what is quoted for one word, whatever is in it', () => {
    expect(parse(`add_header X "a;{}#'\\"b" always;`)).toEqual([['add_header', 'X', `a;{}#'"b`, 'always']])
    expect(parse(`a 'x "y" z';`)).toEqual([['a', 'x "y" z']])
    expect(parse('a "two\nlines";')).toEqual([['a', 'two\nlines']])
  })

  it('counts the lines inside of quotes', () => {
    expect(parseNginx('a "1\n2\n3";\nb;').directives.map(directive => directive.line)).toEqual([1, 4])
  })

  it('keeps backslashes and variables in braces', () => {
    expect(parse('location ~ \\.php(/.*)?$ { return 200 ${uri}x; }')).toEqual([
      ['location', '~', '\\.php(/.*)?$', [['return', '200', '${uri}x']]],
    ])
    expect(parse('a b\\;c;')).toEqual([['a', 'b\\;c']])
  })

  it('reads files with CRLF, without white space, and empty ones', () => {
    expect(parse('gzip on;\r\ngzip_types a;\r\n')).toEqual([
      ['gzip', 'on'],
      ['gzip_types', 'a'],
    ])
    expect(parse('server{listen 80;}a;')).toEqual([['server', [['listen', '80']]], ['a']])
    expect(parse('')).toEqual([])
  })

  it.each([
    ['gzip on', 1, 'a directive without its ";"'],
    ['a;\nserver {\n listen 80\n}', 4, 'a "}" behind a directive without its ";"'],
    ['a;\nserver {\n listen 80;\n', 2, 'a "{" without its "}"'],
    ['a;\n}\nb;', 2, 'a "}" too many'],
    ['a "b;', 1, 'a quote that is not closed'],
    ["a;\nb 'c;\n", 2, 'a quote that is not closed'],
    [';', 1, 'a ";" without a directive'],
    ['{ }', 1, 'a "{" without a directive'],
    ['a {'.repeat(100), 1, 'blocks more than 32 deep'],
  ])('says where %j is wrong', (text, line, problem) => {
    expect(parseNginx(text).problem).toEqual({ line, text: problem })
  })

  it('keeps what it read before the problem', () => {
    expect(parseNginx('proxy_read_timeout 5s;\n}').directives.map(shorten)).toEqual([['proxy_read_timeout', '5s']])
  })

  it.each(['"', '\\', '{', 'a{', '"\\a', '${', '#', '\u0000', 'a '])('ends soon on a long run of %j', piece => {
    const started = performance.now()
    parseNginx(piece.repeat(200_000))
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
