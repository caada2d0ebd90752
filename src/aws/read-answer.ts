/** An answer of AWS is read within bounds, and one that cannot be read is told from a bug of ours. */

import { pipeline, Readable, Transform } from 'node:stream'

/** AWS answered, but not with what the operation answers. The cause says where reading it ended. */
export class UnreadableAnswer extends Error {
  /** What stands between may have passed by the next attempt: the SDK's own word for an error that is retried. */
  readonly $retryable = { throttling: false }

  constructor(cause: unknown) {
    super(cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause), { cause })
    this.name = 'UnreadableAnswer'
  }
}

/** The largest real answers (a thousand events, all settings of an environment) are a quarter of this. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024

export const LIMIT_STEP = { step: 'deserialize', priority: 'low', name: 'limitAnswer' } as const

/** Next to the network: the SDK collects a body whole, however long it is. */
export function limitAnswer() {
  return <Input extends object, Output extends { response: unknown }>(next: (args: Input) => Promise<Output>) =>
    async (args: Input): Promise<Output> => {
      const result = await next(args)
      const response = result.response as { body?: unknown }
      if (response.body instanceof Readable) {
        // What goes wrong with the body is seen by whoever reads the limited one.
        response.body = pipeline(response.body, openLimit(), () => undefined)
      }
      return result
    }
}

export const EXPLAIN_STEP = { step: 'deserialize', priority: 'high', name: 'explainAnswer' } as const

/** Around the SDK's own reading: what it throws that neither AWS said nor the network caused is the answer's fault. */
export function explainAnswer() {
  return <Input extends object, Output>(next: (args: Input) => Promise<Output>) =>
    async (args: Input): Promise<Output> => {
      try {
        return await next(args)
      } catch (error) {
        throw isKnown(error) ? error : new UnreadableAnswer(error)
      }
    }
}

/** What AWS said itself, or the system about the connection: ECONNRESET, but not HPE_HEADER_OVERFLOW of Node's parser. */
function isKnown(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return '$fault' in error || error.name === 'TimeoutError' || /^E(?!RR_|PROTO)[A-Z_]+$/.test(code)
}

function openLimit(): Transform {
  let sizeBytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length
      if (sizeBytes > MAX_ANSWER_BYTES) done(new UnreadableAnswer(`more than ${MAX_ANSWER_BYTES} bytes came`))
      else done(null, chunk)
    },
  })
}
