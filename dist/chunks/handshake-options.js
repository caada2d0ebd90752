/** What the inputs say about a WebSocket, as the options of the handshake. */
function toProbeOptions(probe, { ca, proxyVariables }) {
    const { headers, origin, subprotocols, protocol, send, expectation, holdMs, resolve } = probe;
    const dialogue = { ...(send === undefined ? {} : { send }), ...(expectation ? { expectation } : {}) };
    return {
        headers,
        subprotocols,
        resolve,
        proxyVariables,
        ...(protocol === 'auto' ? {} : { protocol: { name: protocol, isGuess: false } }),
        ...(origin === undefined ? {} : { origin }),
        ...(send === undefined && !expectation ? {} : { dialogue }),
        ...(holdMs > 0 ? { holdMs } : {}),
        ...(ca === undefined ? {} : { ca }),
    };
}

export { toProbeOptions };
