/** What the probes found, one type per layer: plain JSON data, bounded, never an opinion. */

import type { BeaconEvidence } from './beacon.ts'

/** One attempt's evidence, as far as the attempt came. A later stage is absent when an earlier one did not answer. */
export interface Evidence {
  readonly target: EvidenceTarget
  readonly dns: DnsEvidence
  /** One entry for each address that was tried, in order; none when there was no address. */
  readonly tcp: readonly TcpEvidence[]
  /** Only where an HTTP proxy stands before the target; then `dns` and `tcp` are about the proxy. */
  readonly tunnel?: TunnelEvidence
  readonly tls?: TlsEvidence
  readonly upgrade?: UpgradeEvidence
  /** A plain GET of the same URL, sent beside an Upgrade that was refused. */
  readonly control?: ControlEvidence
  /** The same Upgrade with other Origins, after a refusal that may be about the Origin. */
  readonly origins?: readonly OriginEvidence[]
  readonly frames?: FramesEvidence
  /** Which is spoken after the pong; absent where only frames are asked for. */
  readonly protocol?: ProtocolEvidence
  /** Only where beacons were named, and something answered the Upgrade. */
  readonly beacon?: BeaconEvidence
  /** Beside a WebSocket that was opened: whether an address of the other family (IPv4, IPv6) takes connections. */
  readonly otherFamily?: TcpEvidence
  /** Further connections, where there was more to meet than one address and one instance. */
  readonly samples?: SamplesEvidence
  /** Without the samples. */
  readonly totalMs: number
}

/** What became of the same opening handshake, ping and closing handshake on further connections; the first one is counted, too. */
export interface SamplesEvidence {
  /** How many instances were to be met; absent where nobody knows. */
  readonly instanceCount?: number
  /** One entry for each address that was asked. */
  readonly addresses: readonly SampledAddress[]
  /** Those that failed, each sort once at each address; the first few. */
  readonly failures: readonly SampleFailure[]
  readonly ms: number
}

export interface SampledAddress {
  /** Empty where the address was an HTTP proxy's to choose. */
  readonly address: string
  readonly acceptedCount: number
  readonly failedCount: number
}

export interface SampleFailure {
  readonly address: string
  readonly evidence: Evidence
}

export interface EvidenceTarget {
  readonly host: string
  readonly port: number
  readonly isSecure: boolean
  /** Path without the query. */
  readonly path: string
  /** The query asks engine.io, the protocol under socket.io, for its WebSocket transport. */
  readonly asksEngineIo: boolean
  /** The Origin that was sent. */
  readonly origin: string
}

export type DnsEvidence =
  | {
      readonly kind: 'resolved'
      readonly addresses: readonly string[]
      readonly isPinned: boolean
      readonly ms: number
    }
  /** `code` is getaddrinfo's, or `ETIMEOUT` when no answer came in time. */
  | { readonly kind: 'failed'; readonly code: string; readonly ms: number }

export type TcpEvidence = { readonly address: string; readonly port: number; readonly ms: number } & (
  | { readonly kind: 'connected' }
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'timeout' }
  /** There is no route from here, as for IPv6 on GitHub's runners: nothing is known about the address. */
  | { readonly kind: 'not-tested'; readonly code: string }
)

/** `via` is the proxy's host and port. */
export type TunnelEvidence = { readonly via: string; readonly ms: number } & (
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }
  /** No answer to CONNECT that is HTTP. */
  | { readonly kind: 'silent' }
  /** The proxy itself could not be connected to. */
  | { readonly kind: 'unreached' }
)

export type TlsEvidence =
  | {
      readonly kind: 'secured'
      readonly protocol: string
      /** The protocol agreed on by ALPN, empty when the server named none. */
      readonly alpn: string
      readonly certificate: CertificateEvidence
      readonly ms: number
    }
  | {
      readonly kind: 'failed'
      readonly code: string
      readonly message: string
      readonly certificate?: CertificateEvidence
      readonly ms: number
    }
  | { readonly kind: 'timeout'; readonly ms: number }

export interface CertificateEvidence {
  readonly subject: string
  readonly alternativeNames: string
  /** As in "Nov 26 12:00:00 2026 GMT"; absent where it was not read. */
  readonly validFrom?: string
  readonly validTo: string
  /** The first 16 digits of its SHA-256, which no two certificates share by accident. */
  readonly fingerprint?: string
}

/** What came back for one HTTP request on a connection of its own. */
export type AnswerEvidence =
  | AnsweredEvidence
  /** The peer closed without a byte; `code` is the system's when it was not an orderly end. */
  | { readonly kind: 'closed'; readonly code?: string; readonly ms: number }
  | { readonly kind: 'timeout'; readonly receivedBytes: number; readonly ms: number }
  /** The first bytes are not those of HTTP/1. */
  | { readonly kind: 'not-http'; readonly excerpt: string; readonly ms: number }
  /** It began as HTTP/1, and broke its rules or a bound. */
  | {
      readonly kind: 'garbage'
      readonly problem: 'head-too-large' | 'head-malformed' | 'head-cut-short'
      readonly excerpt: string
      readonly ms: number
    }

export interface AnsweredEvidence {
  readonly kind: 'answered'
  readonly version: string
  readonly status: number
  readonly reason: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  readonly isBodyCut: boolean
  /** Until the head was complete. */
  readonly ms: number
}

export interface OriginEvidence {
  /** Empty where none was sent. */
  readonly origin: string
  readonly isTaken: boolean
  /** The one that was refused before, and now was not: the Origin does not decide. */
  readonly isRepeated?: true
  /** Absent when the answer was not HTTP. */
  readonly status?: number
  readonly ms: number
}

/** How an answer to the opening handshake fails RFC 6455, section 4.1 (client requirements on the response). */
export type UpgradeProblem =
  | 'not-http-1.1'
  | 'upgrade-missing'
  | 'upgrade-not-websocket'
  | 'connection-without-upgrade'
  | 'accept-missing'
  | 'accept-wrong'
  | 'subprotocol-missing'
  | 'subprotocol-not-requested'
  | 'extension-not-requested'

export type UpgradeEvidence =
  | (AnsweredEvidence & { readonly problems: readonly UpgradeProblem[] })
  | Exclude<AnswerEvidence, AnsweredEvidence>

/**
 * The answer to the plain GET, and how it compares with the Upgrade's: `same` byte for byte (hop-by-hop headers and
 * dates apart), `alike` when only the body differs, `different` otherwise or when one of the two is no HTTP answer.
 */
export type ControlEvidence = AnswerEvidence & { readonly comparison: 'same' | 'alike' | 'different' }

export interface FramesEvidence {
  /** Only where an app's protocol is spoken, and a pong had come or a text before the end. */
  readonly greeting?: Greeting & { readonly ms: number }
  /** Only where something was to be said or heard, and a pong had come. */
  readonly dialogue?: DialogueEvidence
  /** Only where the connection was to be held, and all before was well or too much to read. */
  readonly hold?: HoldEvidence
  /** Until the pong with the same payload; absent when there was none. */
  readonly pingMs?: number
  readonly end: FramesEnd
  /** Frames and bytes of payload that the server sent, the closing one apart. */
  readonly frameCount: number
  readonly payloadBytes: number
  readonly ms: number
}

export interface DialogueEvidence {
  readonly wasSent: boolean
  /** Only where a message was expected. */
  readonly heard?: {
    /** `differs` also when there was no message at all; `too-slow` when a pattern did not come to an end. */
    readonly result: 'fits' | 'differs' | 'too-slow'
    /** How many were compared. */
    readonly messageCount: number
    /** The beginning of the latest one that did not fit. */
    readonly latest?: string
  }
  readonly ms: number
}

export interface HoldEvidence {
  readonly wantedMs: number
  readonly heldMs: number
  /** Since the last byte went either way, when it ended. */
  readonly silentMs: number
  /** Frames that came meanwhile. */
  readonly frameCount: number
  /** To the end; `end` tells what happened where it was not. */
  readonly isKept: boolean
}

export type FramesEnd =
  /** Our close frame was answered by one. */
  | { readonly kind: 'clean'; readonly code: number }
  /** The server sent a close frame first. 1005 stands for a frame without a code (RFC 6455, 7.4.1). */
  /** `reason` is what the server wrote beside the code, at most 123 bytes by RFC 6455; absent where it wrote nothing. */
  | { readonly kind: 'closed-by-server'; readonly code: number; readonly reason?: string }
  /** The connection ended without a close frame. */
  | { readonly kind: 'cut'; readonly wasClosing: boolean }
  /** Nothing more came until the deadline. */
  | { readonly kind: 'silent'; readonly wasClosing: boolean }
  /** The bytes are not frames; `code` is that of the `ws` package. */
  | { readonly kind: 'garbage'; readonly code: string }
  /** More than the probe is willing to read. */
  | { readonly kind: 'too-much' }

export interface ProtocolEvidence {
  readonly name: string
  /** Nobody gave it. */
  readonly isGuess: boolean
}

/** By which message of the protocol, not of WebSocket, one side asks whether the other is there, as the app told it. */
export interface Heartbeat {
  readonly everyMs: number
  /** What the client must say; absent where it is the server that asks. */
  readonly text?: string
}

/** How the app answered in its own protocol. */
export type Greeting =
  /** As it should; `details` says in our words what was seen. */
  | { readonly kind: 'greeted'; readonly details: readonly string[]; readonly heartbeat?: Heartbeat }
  /** It said no; `word` is the protocol's for that, `message` the app's for people, maybe empty. */
  | { readonly kind: 'refused'; readonly word: string; readonly message: string }
  | { readonly kind: 'unexpected'; readonly seen: string; readonly waitedFor: string }
  /** Nothing more came: the connection ended, which the frames tell, or the time was over. */
  | { readonly kind: 'missing'; readonly waitedFor: string }
  /** Guessed wrong: an opening handshake as its client sends it was refused, and a plain one was not. */
  | { readonly kind: 'not-spoken' }
