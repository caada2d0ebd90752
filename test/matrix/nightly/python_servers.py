"""WebSocket servers of Python, each as its documentation has it. Usage: python_servers.py NAME PORT"""

import sys

NAME, PORT = sys.argv[1], int(sys.argv[2])
HOST = "127.0.0.1"


def serve_websockets(origins=None):
    import asyncio

    import websockets

    async def echo(socket, *_path):
        async for message in socket:
            await socket.send(message)

    async def main():
        async with websockets.serve(echo, HOST, PORT, origins=origins):
            await asyncio.Future()

    asyncio.run(main())


def make_starlette():
    from starlette.applications import Starlette
    from starlette.responses import PlainTextResponse
    from starlette.routing import Route, WebSocketRoute

    async def hello(_request):
        return PlainTextResponse("hello")

    async def echo(socket):
        await socket.accept()
        async for message in socket.iter_text():
            await socket.send_text(message)

    async def close(socket):
        await socket.close()

    routes = [Route("/", hello), WebSocketRoute("/ws", echo), WebSocketRoute("/closed", close)]
    return Starlette(routes=routes)


def serve_uvicorn(library="auto"):
    import uvicorn

    uvicorn.run(make_starlette(), host=HOST, port=PORT, ws=library, log_level="critical")


def serve_hypercorn():
    import asyncio

    from hypercorn.asyncio import serve
    from hypercorn.config import Config

    config = Config()
    config.bind = [f"{HOST}:{PORT}"]
    asyncio.run(serve(make_starlette(), config))


def make_channels(origins):
    import django
    from django.conf import settings

    settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="none", DEBUG=False)
    django.setup()
    from channels.generic.websocket import WebsocketConsumer
    from channels.routing import ProtocolTypeRouter, URLRouter
    from channels.security.websocket import OriginValidator
    from django.core.asgi import get_asgi_application
    from django.urls import path

    class Echo(WebsocketConsumer):
        def receive(self, text_data=None, bytes_data=None):
            self.send(text_data=text_data, bytes_data=bytes_data)

    routes = URLRouter([path("ws", Echo.as_asgi())])
    return ProtocolTypeRouter({"http": get_asgi_application(), "websocket": OriginValidator(routes, origins)})


# Django's, of this module.
urlpatterns = []


def serve_daphne(origins=("*",)):
    from daphne.endpoints import build_endpoint_description_strings
    from daphne.server import Server

    endpoints = build_endpoint_description_strings(host=HOST, port=PORT)
    Server(application=make_channels(list(origins)), endpoints=endpoints, signal_handlers=False).run()


def serve_aiohttp():
    from aiohttp import web

    async def hello(_request):
        return web.Response(text="hello")

    async def echo(request):
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            await socket.send_str(message.data)
        return socket

    app = web.Application()
    app.add_routes([web.get("/", hello), web.get("/ws", echo)])
    web.run_app(app, host=HOST, port=PORT, print=None)


def serve_tornado(allows=True):
    import asyncio

    import tornado.web
    import tornado.websocket

    class Hello(tornado.web.RequestHandler):
        def get(self):
            self.write("hello")

    class Echo(tornado.websocket.WebSocketHandler):
        def check_origin(self, origin):
            return allows

        def on_message(self, message):
            self.write_message(message)

    async def main():
        tornado.web.Application([("/", Hello), ("/ws", Echo)]).listen(PORT, HOST)
        await asyncio.Event().wait()

    asyncio.run(main())


SERVERS = {
    "websockets": serve_websockets,
    "websockets-origin": lambda: serve_websockets(["https://chat.test"]),
    "uvicorn": serve_uvicorn,
    "uvicorn-without-library": lambda: serve_uvicorn("none"),
    "hypercorn": serve_hypercorn,
    "daphne": serve_daphne,
    "daphne-origin": lambda: serve_daphne(["https://chat.test"]),
    "aiohttp": serve_aiohttp,
    "tornado": serve_tornado,
    "tornado-origin": lambda: serve_tornado(False),
}

if __name__ == "__main__":
    SERVERS[NAME]()
