/** The evidence of an opened WebSocket as short plain lines. */

import type { DialogueEvidence, FramesEvidence, HoldEvidence } from './evidence.ts'
import { quote } from './findings/entry.ts'

export function describeFrames({ pingMs, dialogue, hold, end, frameCount, payloadBytes }: FramesEvidence): string[] {
  const counted = `${frameCount} ${frameCount === 1 ? 'frame' : 'frames'} with ${payloadBytes} bytes`
  return [
    `frames: ping ${pingMs === undefined ? 'not answered' : `answered in ${toMs(pingMs)}`}, ${counted}`,
    ...(dialogue ? describeDialogue(dialogue) : []),
    ...(hold ? [describeHold(hold, end)] : []),
    describeEnd(end),
  ]
}

export function toMs(ms: number): string {
  return `${ms < 10 ? ms : Math.round(ms)} ms`
}

const RESULTS = {
  fits: 'one was as expected',
  differs: 'none was as expected',
  'too-slow': 'the expression did not come to an end',
} as const

function describeDialogue({ wasSent, heard, ms }: DialogueEvidence): string[] {
  const latest = heard?.latest === undefined ? '' : `; the latest other one ${quote(heard.latest)}`
  return [
    ...(wasSent ? ['message: sent'] : []),
    ...(heard ? [`message: ${heard.messageCount} compared, ${RESULTS[heard.result]}${latest} (${toMs(ms)})`] : []),
  ]
}

function describeHold(
  { wantedMs, heldMs, silentMs, frameCount, isKept }: HoldEvidence,
  end: FramesEvidence['end'],
): string {
  const came = frameCount === 0 ? 'nothing came' : `${frameCount} ${frameCount === 1 ? 'frame' : 'frames'} came`
  const lost = end.kind === 'too-much' ? 'given up' : `lost ${toMs(silentMs)} after the last byte`
  const kept = isKept ? 'kept' : lost
  return `hold: ${kept}, open for ${toMs(heldMs)} of ${toMs(wantedMs)}, ${came}`
}

function describeEnd(end: FramesEvidence['end']): string {
  switch (end.kind) {
    case 'clean':
      return `frames: closing handshake answered with ${end.code}`
    case 'closed-by-server':
      return `frames: closed by the server with ${end.code}${end.reason ? ` ${quote(end.reason)}` : ''}`
    case 'cut':
      return `frames: cut without a close frame${end.wasClosing ? ', after ours' : ''}`
    case 'silent':
      return end.wasClosing ? 'frames: closing handshake not answered' : 'frames: nothing more came'
    case 'garbage':
      return `frames: not frames (${end.code})`
    case 'too-much':
      return 'frames: more came than is read'
  }
}
