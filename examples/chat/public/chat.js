/** The page of the chat: one WebSocket to the page's own host, opened again whenever it closes. */

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000
/** Lines that are kept on the page. */
const MAX_LINES = 500

const find = id => document.getElementById(id)
const status = find('status')
const messages = find('messages')
const joinForm = find('join')
const sayForm = find('say')

/** The name to join with, once one was chosen; kept over a reconnection. */
let wantedName
/** The name that the server gave, which may have got a number. */
let ownName
let socket
let failures = 0

find('name').value = sessionStorage.getItem('name') ?? ''
joinForm.addEventListener('submit', join)
sayForm.addEventListener('submit', say)
connect()

function connect() {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
  showStatus('connecting', 'Connecting…')
  socket = new WebSocket(`${scheme}//${location.host}/`)
  socket.addEventListener('open', () => {
    failures = 0
    showStatus('open', 'Connected')
    if (wantedName) send({ type: 'join', name: wantedName })
  })
  socket.addEventListener('message', event => receive(JSON.parse(event.data)))
  socket.addEventListener('close', reconnect)
}

// The wait doubles and is scattered, so that a restarted server is not met by everybody at once.
function reconnect() {
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.5 + Math.random() / 2)
  failures += 1
  showStatus('closed', 'Disconnected, trying again…')
  setTimeout(connect, waitMs)
}

function join(event) {
  event.preventDefault()
  wantedName = find('name').value.trim()
  if (!wantedName) return
  sessionStorage.setItem('name', wantedName)
  joinForm.hidden = true
  sayForm.hidden = false
  find('text').focus()
  send({ type: 'join', name: wantedName })
}

function say(event) {
  event.preventDefault()
  const field = find('text')
  if (field.value.trim() && send({ type: 'say', text: field.value })) field.value = ''
}

/** True when the message could be sent. */
function send(message) {
  if (socket.readyState !== WebSocket.OPEN) return false
  socket.send(JSON.stringify(message))
  return true
}

function receive(message) {
  switch (message.type) {
    case 'welcome':
      ownName = message.name
      return
    case 'joined':
      showOnline(message.online)
      return showNote(message.name === ownName ? 'You joined' : `${message.name} joined`)
    case 'left':
      showOnline(message.online)
      return showNote(`${message.name} left`)
    case 'said':
      return showMessage(message)
    case 'refused':
      return showNote(message.reason)
  }
}

function showStatus(state, text) {
  status.dataset.state = state
  status.textContent = text
  for (const button of document.querySelectorAll('button')) button.disabled = state !== 'open'
}

function showOnline(count) {
  showStatus('open', `${count} online`)
}

function showNote(text) {
  append(make('li', 'note', text))
}

// Everything from other people goes through textContent: it is never read as HTML.
function showMessage({ name, text, at }) {
  const line = make('li', 'message')
  const isSame = messages.lastElementChild?.dataset.name === name
  line.dataset.name = name
  line.classList.toggle('same', isSame)
  line.classList.toggle('mine', name === ownName)
  const header = make('header')
  const time = make('time', '', new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }))
  time.dateTime = new Date(at).toISOString()
  header.append(make('span', 'name', name === ownName ? 'You' : name), time)
  line.append(header, make('p', '', text))
  append(line)
}

function append(line) {
  const isAtEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 80
  messages.append(line)
  if (messages.childElementCount > MAX_LINES) messages.firstElementChild.remove()
  if (isAtEnd) line.scrollIntoView({ block: 'end' })
}

function make(tag, className = '', text = '') {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}
