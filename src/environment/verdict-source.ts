/** What a verdict on a deployment rests on: each thing that was asked, and what it said. */

export interface VerdictSource {
  readonly name: SourceName
  /** Of the run's aim, that the wanted version runs and a client can open a WebSocket to it. */
  readonly says: 'agrees' | 'contradicts' | 'unknown'
  /** One sentence without its full stop; may hold foreign text. */
  readonly inWords: string
}

export type SourceName =
  | 'beginning'
  | 'events'
  | 'status'
  | 'version label'
  | 'instances'
  | 'health'
  | 'beacon'
  | 'handshake'
