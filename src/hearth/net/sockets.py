"""How every TCP connection of ours is set."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import struct
from typing import Final, NamedTuple

WRITE_LIMIT: Final = 16 * 1024  # bytes unsent: a receiver reads a few hundred a minute

# The kernel counts from when it first sends anew, 0.4 s after the keepalive.
_BEFORE_IT_COUNTS_S: Final = 0.5

_USUAL_AT: Final = 68  # bytes into tcp_info
_LEAST_AT: Final = 148

_SILENT: Final = (errno.ETIMEDOUT, errno.EHOSTUNREACH, errno.ENETUNREACH)


class RoundTrip(NamedTuple):
    """
    How long the network takes there and back, as the system measured it.

    Attributes:
        usual_s: Smoothed over the last ones; the far end's own delay in
            acknowledging is in it.
        jitter_s: How much they differ.
        least_s: The shortest in the last minutes: the network alone.

    """

    usual_s: float
    jitter_s: float
    least_s: float


def tune(transport: asyncio.Transport, keep_alive_s: float) -> None:
    """
    Set a connection for small messages that must not wait.

    TCP_USER_TIMEOUT makes a peer that vanished without a word noticed within
    two keepalive times: our keepalive goes out after ``keep_alive_s`` of
    silence, and when it is not acknowledged for as long again, the kernel ends
    the connection.

    Args:
        transport: Of a TCP connection.
        keep_alive_s: Seconds.

    """
    transport.set_write_buffer_limits(high=WRITE_LIMIT)
    sock = transport.get_extra_info("socket")
    if sock is None:
        return
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    user_timeout = getattr(socket, "TCP_USER_TIMEOUT", None)
    if user_timeout is not None:
        silence_s = max(keep_alive_s - _BEFORE_IT_COUNTS_S, keep_alive_s / 2)
        sock.setsockopt(socket.IPPROTO_TCP, user_timeout, int(1000 * silence_s))


def round_trip(transport: asyncio.Transport | None) -> RoundTrip | None:
    """
    Ask the system how long the network takes on a TCP connection.

    Source:
        linux/tcp.h, struct tcp_info: tcpi_rtt, tcpi_rttvar, tcpi_min_rtt.

    """
    sock = transport.get_extra_info("socket") if transport is not None else None
    number = getattr(socket, "TCP_INFO", None)
    if sock is None or number is None:
        return None
    info = sock.getsockopt(socket.IPPROTO_TCP, number, _LEAST_AT + 4)
    if len(info) < _LEAST_AT + 4:  # a kernel before 4.6
        return None
    usual, jitter = struct.unpack_from("=II", info, _USUAL_AT)
    (least,) = struct.unpack_from("=I", info, _LEAST_AT)
    return RoundTrip(usual / 1e6, jitter / 1e6, least / 1e6)


def why_lost(error: Exception) -> str:
    """Say in plain words why the system ended a connection."""
    match error:
        case ConnectionError():
            return "the other end broke it off"
        case OSError() if error.errno in _SILENT:
            return "no sign of life from the other end: it is off, or the network is"
        case OSError(errno=int(number)):
            return os.strerror(number)
        case _:
            return str(error)


def end(transport: asyncio.Transport) -> None:
    """End a connection: politely, or at once if the far end does not read."""
    if transport.get_write_buffer_size():
        transport.abort()
    else:
        transport.close()
