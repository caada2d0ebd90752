/** What a visitor of the chat does under Artillery, and what is measured of it. */

import { randomUUID } from 'node:crypto'

const ANSWER_MS = 10_000

export async function join(context, events) {
  await measure(events, 'chat.welcome', () => {
    const welcome = hear(context.ws, ({ type }) => type === 'welcome')
    context.ws.send(JSON.stringify({ type: 'join', name: 'Visitor' }))
    return welcome
  })
}

export async function say(context, events) {
  const text = `message ${randomUUID()}`
  await measure(events, 'chat.round_trip', () => {
    const echo = hear(context.ws, message => message.type === 'said' && message.text === text)
    context.ws.send(JSON.stringify({ type: 'say', text }))
    return echo
  })
}

async function measure(events, name, act) {
  const startedMs = performance.now()
  await act()
  events.emit('histogram', name, performance.now() - startedMs)
}

/** Rejects, which fails the visitor, when the connection ends before or no such message comes in time. */
function hear(socket, isIt) {
  return new Promise((resolve, reject) => {
    const end = error => {
      clearTimeout(timer)
      socket.off('message', onMessage)
      socket.off('close', onClose)
      if (error) reject(error)
      else resolve()
    }
    const onMessage = data => {
      if (isIt(JSON.parse(String(data)))) end()
    }
    const onClose = code => end(new Error(`closed with ${code}`))
    const timer = setTimeout(() => end(new Error('no answer in time')), ANSWER_MS)
    socket.on('message', onMessage)
    socket.on('close', onClose)
    // A connection that ended while nobody listened.
    if (socket.readyState !== socket.OPEN) onClose('an unknown code')
  })
}
