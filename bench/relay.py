"""
The baseline: a bare asyncio protocol relay, bytes in, the same bytes out.

It knows nothing of what it carries; what Hearth adds is measured against it
in the same run. ``python -m bench.relay PORT`` relays to 127.0.0.1:PORT and
prints the port that it listens on.
"""

from __future__ import annotations

import asyncio
import socket
import sys


class _Side(asyncio.Protocol):
    """One end of a relayed connection."""

    def __init__(self, other: _Side | None = None) -> None:
        self.other = other
        self.transport: asyncio.Transport | None = None
        self.early = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        sock = transport.get_extra_info("socket")
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.early:
            transport.write(self.early)

    def data_received(self, data: bytes) -> None:
        assert self.other is not None
        if self.other.transport is None:
            self.other.early += data
        else:
            self.other.transport.write(data)

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        if self.other is not None and self.other.transport is not None:
            self.other.transport.close()


async def run(upstream_port: int) -> None:
    """Relay until the process is ended."""
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:

        class Front(_Side):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                super().connection_made(transport)
                self.other = back = _Side(self)
                group.create_task(self._connect(back))

            async def _connect(self, back: _Side) -> None:
                await loop.create_connection(lambda: back, "127.0.0.1", upstream_port)

        server = await loop.create_server(Front, "127.0.0.1", 0)
        print(f"port {server.sockets[0].getsockname()[1]}", flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(run(int(sys.argv[1])))
