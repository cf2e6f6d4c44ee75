"""Names to addresses to connections: every address of a name, each time anew."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from hearth import household
from hearth.net.aside import aside

CONNECT_S: Final = 5.0  # within a home; then the next address
LOOK_UP_S: Final = 5.0  # a home's name server answers in milliseconds or not at all

SocketAddress = tuple[Any, ...]  # as the socket module has it: 2 or 4 items


@dataclass(frozen=True, slots=True)
class Address:
    """
    One address of a host, ready to be connected to.

    Attributes:
        family: AF_INET or AF_INET6.
        sockaddr: Numeric, so that connecting looks nothing up again.

    """

    family: socket.AddressFamily
    sockaddr: SocketAddress

    @property
    def plain(self) -> str:
        """The address alone, in its plain form."""
        return household.plain_address(str(self.sockaddr[0]))


LookUp = Callable[[str, int], Awaitable[tuple[Address, ...]]]


def _system_look_up(host: str, port: int) -> tuple[Address, ...]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(Address(family, sockaddr) for family, _, _, _, sockaddr in found)


async def look_up(host: str, port: int) -> tuple[Address, ...]:
    """
    Find every address of a host.

    The system's look-up cannot be cancelled, so it runs in a thread that
    nobody waits for: a name server that does not answer holds up no
    reload and no shutdown.

    Args:
        host: A name or an address.
        port: TCP.

    Raises:
        OSError: The name has no address, or the look-up took over 5 s.

    """
    try:
        async with asyncio.timeout(LOOK_UP_S):
            return await aside(partial(_system_look_up, host, port), "look-up")
    except UnicodeError:  # the IDNA codec: a label that is empty or too long
        msg = f"{host!r} is no host name"
        raise OSError(msg) from None
    except TimeoutError:
        msg = f"the name look-up of {host} took over {LOOK_UP_S:.0f} s"
        raise OSError(msg) from None


def judged(host: str, addresses: tuple[Address, ...]) -> tuple[Address, ...]:
    """
    Return the addresses of a host if all of them are of this home.

    Raises:
        hearth.household.NotHomeError: One is not.

    """
    household.judge_host(host, [address.plain for address in addresses])
    return addresses


async def connect_first(addresses: tuple[Address, ...]) -> socket.socket:
    """
    Connect to the first address that answers.

    Raises:
        OSError: None did; the last one's error.

    """
    loop = asyncio.get_running_loop()
    failed = OSError("the name has no address")
    for address in addresses:
        sock = socket.socket(address.family, socket.SOCK_STREAM)
        sock.settimeout(0)
        try:
            async with asyncio.timeout(CONNECT_S):
                await loop.sock_connect(sock, address.sockaddr)
        except TimeoutError:
            sock.close()
            failed = OSError(f"no answer from {address.plain} within {CONNECT_S:.0f} s")
        except OSError as error:
            sock.close()
            failed = error
        except BaseException:
            sock.close()
            raise
        else:
            return sock
    raise failed
