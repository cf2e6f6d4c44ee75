"""Where WebInfo listens: on loopback, or on every home address of this machine."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from hearth import household
from hearth.errors import HearthError
from hearth.web.access.hosts import is_loopback, machine_names

BACKLOG: Final = 32
FREE_PORT_TRIES: Final = 16  # a port that is free at one address may not be at another

log = logging.getLogger("hearth.web")


class Address(Protocol):
    """An address of this machine, as `hearth.net.addresses` gives it."""

    @property
    def address(self) -> str:
        """Without a zone."""

    @property
    def interface(self) -> int:
        """Its number, for link-local IPv6 addresses; 0 otherwise."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address to listen on."""

    address: str
    interface: int = 0


LOOPBACK: Final = (Place("127.0.0.1"), Place("::1"))

# Where the system does not tell its addresses: each connection's own end is
# judged instead.
_EVERY: Final = (Place("0.0.0.0"), Place("::"))  # noqa: S104


def _nobody(port: int) -> str | None:
    del port
    return None


@dataclass(frozen=True, slots=True)
class Machine:
    """
    What the daemon knows of this machine, for the pages to listen.

    Attributes:
        own_addresses: Its home addresses (`hearth.net.addresses`); None where
            the system does not tell.
        holder_of: Which program holds a port (`hearth.net.port_holder`).
        names: What it is called in its home.

    """

    own_addresses: Callable[[], Iterable[Address] | None]
    holder_of: Callable[[int], str | None] = _nobody
    names: Callable[[], frozenset[str]] = field(default=machine_names)

    def places(self, *, external: bool) -> tuple[Place, ...]:
        """Give the addresses to listen on."""
        if not external:
            return LOOPBACK
        own = self.own_addresses()
        if own is None:
            return _EVERY
        return tuple(Place(it.address, it.interface) for it in own)


class PortTakenError(HearthError):
    """
    Another program has the port.

    Attributes:
        what: For which it was wanted.
        port: TCP.
        holder: That program, where the system tells.

    """

    def __init__(self, what: str, port: int, holder: str | None) -> None:
        super().__init__(what, port, holder)
        self.what = what
        self.port = port
        self.holder = holder

    def __str__(self) -> str:
        by = f"by {self.holder}" if self.holder else "by another program"
        return (
            f"{self.what} is off: port {self.port} is taken {by}. End that program, or"
            f" set another {self.what} LISTEN PORT. Receivers are served all the same."
        )


def lets_in(transport: asyncio.BaseTransport, *, external: bool) -> bool:
    """Tell whether a connection may be: from this machine, or from this home."""
    ends = (transport.get_extra_info("peername"), transport.get_extra_info("sockname"))
    addresses = [str(end[0]) for end in ends if end]
    allowed = household.is_home_address if external else is_loopback
    return len(addresses) == 2 and all(map(allowed, addresses))


class Door:
    """
    One port at several addresses.

    Args:
        what: The directive's first word: WEBINFO or TELNETINFO.
        machine: Says who holds a port.
        make_protocol: Makes the protocol of each connection.

    """

    def __init__(
        self,
        what: str,
        machine: Machine,
        make_protocol: Callable[[], asyncio.Protocol],
    ) -> None:
        self._what = what
        self._machine = machine
        self._make_protocol = make_protocol
        self._servers: dict[Place, asyncio.Server] = {}
        self._port: int | None = None

    @property
    def port(self) -> int | None:
        """The port that is listened on."""
        return self._port

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that are listened on."""
        return tuple(sorted(place.address for place in self._servers))

    async def open(self, port: int, places: Sequence[Place]) -> None:
        """
        Listen at these places, and no more at others.

        Args:
            port: TCP; 0: the one of before, or any free one.
            places: Those of them that cannot be used now are left out.

        Raises:
            PortTakenError: Another program has it. What was open stays open,
                unless places of the same port had to be given up for others.

        """
        if self._servers and port in (0, self._port):
            await self._move(places)
            return
        opened, found = await self._open_at_one_port(places, port)
        self.close()
        self._servers, self._port = opened, found

    def close(self) -> None:
        """Listen no more; connections that were accepted stay."""
        for server in self._servers.values():
            server.close()
        self._servers, self._port = {}, None

    async def _move(self, places: Sequence[Place]) -> None:
        """Change the places, at the same port."""
        for place in set(self._servers) - set(places):
            self._servers.pop(place).close()
        assert self._port is not None
        new = [place for place in places if place not in self._servers]
        opened, _ = await self._open_all(new, self._port)
        self._servers |= opened

    async def _open_at_one_port(
        self, places: Sequence[Place], port: int
    ) -> tuple[dict[Place, asyncio.Server], int]:
        for _ in range(0 if port else FREE_PORT_TRIES):
            with contextlib.suppress(PortTakenError):
                return await self._open_all(places, port)
        return await self._open_all(places, port)

    async def _open_all(
        self, places: Sequence[Place], port: int
    ) -> tuple[dict[Place, asyncio.Server], int]:
        opened: dict[Place, asyncio.Server] = {}
        try:
            for place in places:
                try:
                    server = await self._listen(place, port)
                except OSError as error:
                    if error.errno == errno.EADDRINUSE:
                        holder = self._machine.holder_of(port)
                        raise PortTakenError(self._what, port, holder) from None
                    log.debug("cannot listen on %s: %s", place.address, error)
                else:
                    opened[place] = server
                    port = port or server.sockets[0].getsockname()[1]
        except BaseException:
            for server in opened.values():
                server.close()
            raise
        return opened, port

    async def _listen(self, place: Place, port: int) -> asyncio.Server:
        sock = _bound(place, port)
        loop = asyncio.get_running_loop()
        try:
            return await loop.create_server(
                self._make_protocol, sock=sock, backlog=BACKLOG
            )
        except BaseException:
            sock.close()
            raise


def _bound(place: Place, port: int) -> socket.socket:
    is_v6 = ":" in place.address
    family = socket.AF_INET6 if is_v6 else socket.AF_INET
    # With TCP said, asyncio sets TCP_NODELAY: else each page comes 40 ms later.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        sock.settimeout(0)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if is_v6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            sock.bind((place.address, port, 0, place.interface))
        else:
            sock.bind((place.address, port))
    except BaseException:
        sock.close()
        raise
    return sock
