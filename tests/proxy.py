"""A reverse proxy as one stands in front of a shared server: takes a prefix off every path, passes sockets through."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from patience import PATIENCE


@contextmanager
def proxy(address: str, prefix: str) -> Iterator[str]:
    """Serve what answers at an address below a prefix of another port; yield the prefixed address."""
    host, port = str(urlsplit(address).hostname), urlsplit(address).port

    async def carry(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while part := await source.read(65536):
                target.write(part)
                await target.drain()
        with suppress(OSError):
            target.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, OSError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.split("\r\n")[:-2]
            method, path, version = first.split(" ")
            if not path.startswith(prefix + "/"):
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                writer.close()
                return
            if not any(line.lower().startswith("upgrade:") for line in lines):
                lines = [line for line in lines if not line.lower().startswith("connection:")] + ["Connection: close"]
            back, forth = await asyncio.open_connection(host, port)
            forth.write("\r\n".join([f"{method} {path[len(prefix) :]} {version}", *lines, "", ""]).encode("latin-1"))
            await asyncio.gather(carry(reader, forth), carry(back, writer))

    async def end() -> None:
        server.close()
        open_still = asyncio.all_tasks() - {asyncio.current_task()}
        for task in open_still:
            task.cancel()
        await asyncio.gather(*open_still, return_exceptions=True)

    loop = asyncio.new_event_loop()  # in a thread of its own: a browser test has a loop running in this one
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    begun = asyncio.run_coroutine_threadsafe(asyncio.start_server(serve, "127.0.0.1", 0), loop)
    server = begun.result(PATIENCE)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}{prefix}"
    finally:
        asyncio.run_coroutine_threadsafe(end(), loop).result(PATIENCE)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE)
