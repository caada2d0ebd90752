/** An answer is read whole by GitHub's client, however long it is: here it ends. */

/** A page of a hundred comments of the greatest length in four bytes a character has 26 MB. */
const MAX_BYTES = 32 * 1024 * 1024

/** Sends as `send` does; a body that goes on breaks off. */
export function limitAnswers(send: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const { body, status, headers } = await send(input, init)
    return new Response(body?.pipeThrough(openLimit()) ?? null, { status, headers: [...headers] })
  }
}

function openLimit(): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      if (bytes > MAX_BYTES) controller.error(new Error(`The answer had more than ${MAX_BYTES} bytes`))
      else controller.enqueue(chunk)
    },
  })
}
