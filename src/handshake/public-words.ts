/** Words that are no secrets although they may have been sent: those of protocols and servers, and the check's own. */

const WORDS = `
accept accepted alike allow always anonymous answer answered apache application application/json auth authorization
auto awselb balancer basic bearer certain certificate chat classic client close closed cloudfront connect connected
connection content control cookie cut debug default different differs digest dropped echo error express false fits
firewall frame frames garbage greeted guest handshake haproxy head header hello high host html http http/1.1 https
info invalid json keep-alive kept large length likely load load-balancer local location login lost malformed message
missing mode name network nginx none null object open opened origin path ping plain polling pong port protocol proxy
public refused rejected request requested required reset response route same server session short silent socket
socket.io status subprotocol subscribe text timeout token tomcat transport true type undefined unexpected unknown
unreached unsure upgrade user utf-8 value version warning web websocket welcome without wrong wss xhr
`

const publicWords: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/))

/** Headers that say what a client is like, and whose words stand in many texts. */
const DESCRIBING_HEADERS =
  /^(accept(-.*)?|cache-control|connection|content-type|host|origin|pragma|referer|user-agent)$/i

export function isPublicWord(text: string): boolean {
  return publicWords.has(text.toLowerCase())
}

export function isDescribingHeader(name: string): boolean {
  return DESCRIBING_HEADERS.test(name)
}
