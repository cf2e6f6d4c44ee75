"""What the system knows of a TCP connection: round trips, packets sent again."""

from __future__ import annotations

import socket
import struct
from typing import Final, NamedTuple

from hearth.net.sockets import RoundTrip

# Bytes into struct tcp_info.
_USUAL_AT: Final = 68
_AGAIN_AT: Final = 100
_SENT_AT: Final = 136
_LEAST_AT: Final = 148
SIZE: Final = 152  # bytes up to the last of these; a kernel before 4.6 has fewer


class Wire(NamedTuple):
    """
    What the network did to one connection.

    Attributes:
        trip: Round trips.
        sent: Packets that we sent, those sent again included.
        again: Of these, how many were sent again: lost, or late by much.

    """

    trip: RoundTrip
    sent: int
    again: int


def wire_of(info: bytes) -> Wire | None:
    """
    Read a struct tcp_info; None if the kernel is too old to say all of it.

    Source:
        linux/tcp.h, struct tcp_info: tcpi_rtt, tcpi_rttvar, tcpi_total_retrans,
        tcpi_segs_out, tcpi_min_rtt.

    """
    if len(info) < SIZE:
        return None
    usual, jitter = struct.unpack_from("=II", info, _USUAL_AT)
    (again,) = struct.unpack_from("=I", info, _AGAIN_AT)
    (sent,) = struct.unpack_from("=I", info, _SENT_AT)
    (least,) = struct.unpack_from("=I", info, _LEAST_AT)
    return Wire(RoundTrip(usual / 1e6, jitter / 1e6, least / 1e6), sent, again)


def own_wire(sock: socket.socket) -> Wire | None:
    """Ask the system about a connection of our own."""
    number = getattr(socket, "TCP_INFO", None)
    if number is None:
        return None
    try:
        return wire_of(sock.getsockopt(socket.IPPROTO_TCP, number, SIZE))
    except OSError:
        return None


def together(wires: list[Wire]) -> Wire | None:
    """
    Add connections up: the last one's round trips, the packets of all.

    The last one is that on which most was said.
    """
    if not wires:
        return None
    least = min(wire.trip.least_s for wire in wires)
    return Wire(
        wires[-1].trip._replace(least_s=least),
        sum(wire.sent for wire in wires),
        sum(wire.again for wire in wires),
    )
