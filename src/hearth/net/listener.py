"""Listens on every home address of this machine, and on no other."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
from collections.abc import Callable
from typing import Final

from hearth.errors import HearthError
from hearth.net.addresses import OwnAddress, own_home_addresses, watch_addresses
from hearth.net.port_holder import holder_of

BACKLOG: Final = 64  # as many as may wait to log in
SETTLE_S: Final = 0.3  # an interface that comes up changes several addresses at once
RETRY_S: Final = 5.0  # an IPv6 address cannot be used until it is known to be unique
FREE_PORT_TRIES: Final = 16  # a port that is free at one address may not be at another

# Where the system does not tell its addresses: every address, and each
# connection's own end is judged instead.
_EVERY: Final = (OwnAddress("0.0.0.0"), OwnAddress("::"))  # noqa: S104

log = logging.getLogger("hearth.net")


class PortTakenError(HearthError):
    """
    Another program has the port.

    Attributes:
        port: TCP.
        holder: That program, where the system tells.

    """

    def __init__(self, port: int, holder: str | None) -> None:
        super().__init__(port, holder)
        self.port = port
        self.holder = holder

    def __str__(self) -> str:
        by = f"by {self.holder}" if self.holder else "by another program"
        return (
            f"port {self.port} is taken {by}. Receivers cannot reach Hearth there."
            " End that program, or set another SERVER LISTEN PORT."
        )


class Listener:
    """
    One port on all home addresses, which may come and go.

    Args:
        make_protocol: Makes the protocol of each connection.

    """

    def __init__(self, make_protocol: Callable[[], asyncio.BaseProtocol]) -> None:
        self._make_protocol = make_protocol
        self._loop = asyncio.get_running_loop()
        self._servers: dict[OwnAddress, asyncio.Server] = {}
        self._unusable: dict[OwnAddress, str] = {}
        self._port: int | None = None
        self._watch: socket.socket | None = None
        self._again: asyncio.TimerHandle | None = None
        self._group: asyncio.TaskGroup | None = None

    @property
    def port(self) -> int | None:
        """The port that is listened on."""
        return self._port

    @property
    def addresses(self) -> tuple[OwnAddress, ...]:
        """The addresses that are listened on."""
        return tuple(sorted(self._servers))

    async def open(self, port: int, group: asyncio.TaskGroup) -> None:
        """
        Listen on a port; on the same one as before, nothing happens.

        Connections that were accepted on another port before stay.

        Args:
            port: TCP; 0: the one of before, or any free one, which `port` tells.
            group: Owns the work when addresses change.

        Raises:
            PortTakenError: Another program has it; the old port stays open.

        """
        if self._servers and port in (0, self._port):
            return
        self._watch_addresses()
        found = own_home_addresses()
        wanted = _EVERY if found is None else found
        opened, port = await self._open_at_one_port(wanted, port)
        _close(self._servers)
        self._servers, self._port, self._group = opened, port, group
        if len(opened) < len(wanted):
            self._look_soon(RETRY_S)

    def close(self) -> None:
        """Listen no more; connections that were accepted stay."""
        if self._watch is not None:
            self._loop.remove_reader(self._watch)
            self._watch.close()
            self._watch = None
        if self._again is not None:
            self._again.cancel()
            self._again = None
        _close(self._servers)
        self._servers, self._port = {}, None

    async def _open_at_one_port(
        self, wanted: tuple[OwnAddress, ...], port: int
    ) -> tuple[dict[OwnAddress, asyncio.Server], int]:
        for _ in range(0 if port else FREE_PORT_TRIES):
            with contextlib.suppress(PortTakenError):
                return await self._open_all(wanted, port)
        return await self._open_all(wanted, port)

    async def _open_all(
        self, wanted: tuple[OwnAddress, ...], port: int
    ) -> tuple[dict[OwnAddress, asyncio.Server], int]:
        """Listen on what can be used of these addresses, all at one port."""
        opened: dict[OwnAddress, asyncio.Server] = {}
        try:
            for address in wanted:
                try:
                    server = await self._listen(address, port)
                except OSError as error:
                    if error.errno == errno.EADDRINUSE:
                        raise PortTakenError(port, holder_of(port)) from None
                    self._note_unusable(address, error)
                else:
                    opened[address] = server
                    port = port or server.sockets[0].getsockname()[1]
        except BaseException:
            _close(opened)
            raise
        return opened, port

    def _note_unusable(self, address: OwnAddress, error: OSError) -> None:
        """Say in the log, once, why an address cannot be listened on now."""
        why = error.strerror or str(error)
        if self._unusable.get(address) != why:
            self._unusable[address] = why
            is_new = error.errno == errno.EADDRNOTAVAIL
            level = logging.INFO if is_new else logging.WARNING
            log.log(level, "cannot listen on %s: %s", address.address, why)

    async def _listen(self, address: OwnAddress, port: int) -> asyncio.Server:
        sock = socket.socket(address.family, socket.SOCK_STREAM)
        try:
            sock.settimeout(0)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if address.family == socket.AF_INET6:
                sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                sock.bind((address.address, port, 0, address.interface))
            else:
                sock.bind((address.address, port))
            server = await self._loop.create_server(
                self._make_protocol, sock=sock, backlog=BACKLOG, start_serving=False
            )
        except BaseException:
            sock.close()
            raise
        try:
            await server.start_serving()
        except BaseException:
            server.close()
            raise
        return server

    def _watch_addresses(self) -> None:
        if self._watch is None:
            self._watch = watch_addresses()
            if self._watch is not None:
                self._loop.add_reader(self._watch, self._addresses_changed)

    def _addresses_changed(self) -> None:
        assert self._watch is not None
        try:
            self._watch.recv(65536)
        except OSError as error:
            log.debug("the watch of addresses: %s", error)
        self._look_soon(SETTLE_S)

    def _look_soon(self, seconds: float) -> None:
        if self._again is not None:
            self._again.cancel()
        self._again = self._loop.call_later(seconds, self._look_now)

    def _look_now(self) -> None:
        if self._group is not None:
            self._group.create_task(self.follow_addresses(), name="addresses")

    async def follow_addresses(self) -> None:
        """Listen on addresses that have come, and no more on those that are gone."""
        wanted, port = own_home_addresses(), self._port
        if wanted is None or port is None:
            return
        for address in set(self._servers) - set(wanted):
            log.info("no longer listening on %s: it is gone", address.address)
            self._servers.pop(address).close()
        for address in set(self._unusable) - set(wanted):
            del self._unusable[address]
        for address in wanted:
            if address in self._servers:
                continue
            try:
                server = await self._listen(address, port)
            except OSError as error:
                self._note_unusable(address, error)
                self._look_soon(RETRY_S)
                continue
            if self._port != port:  # closed or moved meanwhile
                server.close()
                return
            self._unusable.pop(address, None)
            self._servers[address] = server
            log.info("listening on %s as well", address.address)


def _close(servers: dict[OwnAddress, asyncio.Server]) -> None:
    for server in servers.values():
        server.close()
