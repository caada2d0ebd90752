"""A room over a WebSocket at /ws: what one client says, all of them get."""

import os
from urllib.parse import urlsplit

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

MAX_PAYLOAD_BYTES = 16 * 1024
MAX_TEXT_LENGTH = 500
HEARTBEAT_SECONDS = 25
SHUTDOWN_SECONDS = 5
# Origins beside the site's own whose pages may connect, such as https://www.example.com.
ALLOWED_ORIGINS = os.environ.get("ALLOWED_ORIGINS", "").replace(",", " ").split()

app = FastAPI()
clients: set[WebSocket] = set()


@app.get("/")
@app.get("/health")
def health():
    return {"status": "ok"}


@app.websocket("/ws")
async def room(client: WebSocket):
    if not is_allowed(client):
        # Before accept(): the opening handshake is answered with 403.
        return await client.close()
    await client.accept()
    clients.add(client)
    try:
        while True:
            await broadcast((await client.receive_text())[:MAX_TEXT_LENGTH])
    except WebSocketDisconnect:
        pass
    except KeyError:
        # Not a text message but a binary one.
        await client.close(code=1003)
    finally:
        clients.discard(client)


def is_allowed(client: WebSocket) -> bool:
    """A page of another site could otherwise connect with the cookies of whoever looks at it. Programs send no Origin."""
    origin = client.headers.get("origin")
    if origin is None or origin in ALLOWED_ORIGINS:
        return True
    # The names alone: the platform's nginx passes the Host on without its port.
    name = urlsplit(origin).hostname
    return name is not None and name == client.url.hostname


async def broadcast(text: str) -> None:
    for client in list(clients):
        try:
            await client.send_text(text)
        except (RuntimeError, WebSocketDisconnect):
            # It is closing: its own task takes it out of the set.
            pass


if __name__ == "__main__":
    # The platform's nginx forwards to port 8000, or to the one of the environment property PORT. On SIGTERM uvicorn
    # closes the WebSockets with 1012, which tells clients to connect again.
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(os.environ.get("PORT", "8000")),
        ws_max_size=MAX_PAYLOAD_BYTES,
        ws_ping_interval=HEARTBEAT_SECONDS,
        ws_ping_timeout=HEARTBEAT_SECONDS,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
