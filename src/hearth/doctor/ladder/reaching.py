"""The first half of the ladder: name look-up, home address, route, port."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
from dataclasses import dataclass
from typing import Final

from hearth.doctor.facts import Rung, Trouble
from hearth.doctor.ladder.patience import Patience
from hearth.errors import HearthError
from hearth.household import NotHomeError
from hearth.net.lookup import Address, LookUp, judged

MOST_ADDRESSES: Final = 2  # that are tried, at a share of the patience each
_NO_NAME: Final = "the name is not known"
_GONE: Final = (errno.EHOSTUNREACH, errno.EHOSTDOWN)
_NO_WAY: Final = (errno.ENETUNREACH, errno.ENETDOWN, errno.EACCES, errno.EPERM)


class StepFailed(Exception):  # noqa: N818  # it ends a climb, and is no error of ours
    """
    A step failed, and that explains the line.

    Attributes:
        rung: Which step.
        trouble: Why.
        detail: In the system's words.
        addresses: What the look-up had given by then.

    """

    def __init__(
        self,
        rung: Rung,
        trouble: Trouble,
        detail: str = "",
        addresses: tuple[str, ...] = (),
    ) -> None:
        super().__init__(rung, trouble, detail)
        self.rung = rung
        self.trouble = trouble
        self.detail = detail
        self.addresses = addresses


@dataclass(frozen=True, slots=True)
class Reached:
    """A connection that was made; ``took_s`` is how long that was."""

    sock: socket.socket
    took_s: float


async def find(
    host: str, port: int, look_up: LookUp, patience: Patience
) -> tuple[Address, ...]:
    """
    Find a host's addresses, and judge each of them.

    Raises:
        StepFailed: The name has none, or one is outside this home.

    """
    try:
        async with asyncio.timeout(patience.look_up_s):
            found = await look_up(host, port)
    except TimeoutError:
        why = f"no answer within {patience.look_up_s:g} s"
        raise StepFailed(Rung.NAME, Trouble.NAME_SLOW, why) from None
    except OSError as error:
        slow = "took over" in str(error)
        trouble = Trouble.NAME_SLOW if slow else Trouble.NAME_UNKNOWN
        why = error.strerror or str(error) or _NO_NAME
        raise StepFailed(Rung.NAME, trouble, why) from None
    addresses = tuple(dict.fromkeys(address.plain for address in found))
    try:
        return judged(host, found)
    except NotHomeError as error:
        raise StepFailed(Rung.HOME, Trouble.NOT_HOME, error.what, addresses) from None
    except HearthError as error:
        raise StepFailed(Rung.NAME, Trouble.NAME_UNKNOWN, str(error)) from None


def check_route(addresses: tuple[Address, ...]) -> None:
    """
    See whether the kernel has a way to one of some addresses; nothing is sent.

    Raises:
        StepFailed: It has none to any.

    """
    failed: OSError | None = None
    for address in addresses:
        try:
            with socket.socket(address.family, socket.SOCK_DGRAM) as sock:
                sock.connect(address.sockaddr)
        except OSError as error:
            failed = error
        else:
            return
    if failed is not None:
        why = os.strerror(failed.errno) if failed.errno else str(failed)
        raise StepFailed(Rung.ROUTE, Trouble.NO_ROUTE, why, _plain(addresses))


async def connect(addresses: tuple[Address, ...], patience: Patience) -> Reached:
    """
    Connect to the first address that answers.

    Raises:
        StepFailed: None did; of several the last one's reason.

    """
    loop = asyncio.get_running_loop()
    chosen = addresses[:MOST_ADDRESSES]
    failed = StepFailed(Rung.PORT, Trouble.OTHER, "no address")
    for address in chosen:
        sock = socket.socket(address.family, socket.SOCK_STREAM)
        sock.settimeout(0)
        began = loop.time()
        try:
            async with asyncio.timeout(patience.connect_s / len(chosen)):
                await loop.sock_connect(sock, address.sockaddr)
        except TimeoutError:
            sock.close()
            failed = StepFailed(
                Rung.PORT,
                Trouble.DROPPED,
                f"no answer from {address.plain} within {patience.connect_s:g} s",
                _plain(addresses),
            )
        except OSError as error:
            sock.close()
            failed = _why_not(error, addresses)
        except BaseException:
            sock.close()
            raise
        else:
            return Reached(sock, loop.time() - began)
    raise failed


def _why_not(error: OSError, addresses: tuple[Address, ...]) -> StepFailed:
    number = error.errno or 0
    why = os.strerror(number) if number > 0 else str(error)
    rung, trouble = Rung.PORT, Trouble.OTHER
    if number == errno.ECONNREFUSED:
        trouble = Trouble.REFUSED
    elif number in _GONE:
        rung, trouble = Rung.ROUTE, Trouble.HOST_GONE
    elif number in _NO_WAY:
        rung, trouble = Rung.ROUTE, Trouble.NO_ROUTE
    elif number == errno.ETIMEDOUT:
        trouble = Trouble.DROPPED
    elif number in (errno.ECONNRESET, errno.ECONNABORTED):
        trouble = Trouble.CLOSED_AT_ONCE
    return StepFailed(rung, trouble, why, _plain(addresses))


def _plain(addresses: tuple[Address, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(address.plain for address in addresses))
