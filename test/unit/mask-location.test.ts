import { describe, expect, it } from 'vitest'
import { maskLocation } from '../../src/handshake/probe/mask-location.ts'

describe('the Location of a redirect', () => {
  const mask = (location: string, body = '') =>
    maskLocation({ headers: [['Location', location]], body, isBodyCut: false })

  it.each([
    ['https://login.test/?token=SECRET&next=/ws', 'https://login.test/?***'],
    ['/login#access_token=SECRET', '/login#***'],
    ['/socket.io/?EIO=4&sid=SECRET', '/socket.io/?***'],
    ['/login', '/login'],
  ])('%s is kept as %s', (given, kept) => {
    expect(mask(given).headers).toEqual([['Location', kept]])
  })

  it('is hidden where the body repeats it, with the escapes of HTML too', () => {
    const body = '<a href="/in?a=1&amp;token=SECRET">/in?a=1&token=SECRET</a>'
    expect(mask('/in?a=1&token=SECRET', body).body).toBe('<a href="/in?***">/in?***</a>')
  })

  it('leaves other headers and bodies alone', () => {
    const answer = { headers: [['Server', 'x?a=1']], body: 'a=1', isBodyCut: true } as const
    expect(maskLocation(answer)).toEqual(answer)
  })
})
