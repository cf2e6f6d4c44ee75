"""
How long answers took, as counts in buckets that grow by a tenth.

Two histograms are merged by adding them, in any order and any grouping, so
the figures of an hour can be added up to those of a day or a year. What is
read from one lies within 5 % of the true value (`ERROR`), from 0.1 ms to 36 s.

It is the idea of DDSketch (Masson, Rim, Lee: "DDSketch", VLDB 2019) with a
fixed number of buckets. In memory the counts are the 32-bit lanes of one
large integer: adding two histograms is one addition.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import ceil
from typing import Final

ERROR: Final = 0.05  # of the value: what the width of the buckets costs
BUCKETS: Final = 130  # with 5 % that is enough for 36 s, the first being 0.1 ms
LANE: Final = 32  # bits: a home asks 50 million times a year

_GROWTH: Final = (1 + ERROR) / (1 - ERROR)
_UPPER: Final = tuple(_GROWTH**i for i in range(BUCKETS - 1))  # ticks, inclusive
# The point from which both ends of a bucket are equally far away, relatively.
_MIDDLE: Final = (
    1.0,
    *(2 * low * _GROWTH / (1 + _GROWTH) for low in _UPPER),
)
_FORMAT: Final = f"<{BUCKETS}I"

LARGEST: Final = _UPPER[-1]  # ticks: what is longer counts, but its length is lost


def bucket_of(ticks: int) -> int:
    """Say which bucket a time belongs to."""
    return bisect_left(_UPPER, ticks)


def lanes_of(times: Iterable[int]) -> int:
    """Make a histogram of times in ticks."""
    return sum(n << (LANE * b) for b, n in Counter(map(bucket_of, times)).items())


def counts_of(lanes: int) -> Sequence[int]:
    """Give the count of each bucket."""
    return struct.unpack(_FORMAT, lanes.to_bytes(BUCKETS * LANE // 8, "little"))


def pack(lanes: int) -> bytes:
    """
    Make the bytes that are stored: the buckets from the first to the last in use.

    Returns:
        The number of the first bucket, the bytes that each count takes (1, 2
        or 4), the counts with the lowest byte first. Nothing at all if empty.

    """
    if not lanes:
        return b""
    first = ((lanes & -lanes).bit_length() - 1) // LANE
    body = lanes >> (LANE * first)
    size = (body.bit_length() + LANE - 1) // LANE
    raw = body.to_bytes(4 * size, "little")
    width = 4 if any(raw[2::4]) or any(raw[3::4]) else 2 if any(raw[1::4]) else 1
    packed = bytearray(width * size)
    for byte in range(width):
        packed[byte::width] = raw[byte::4]
    return bytes((first, width)) + packed


def unpack(packed: bytes) -> int:
    """Take a histogram from the bytes that are stored."""
    if not packed:
        return 0
    width = packed[1]
    lanes = bytearray((len(packed) - 2) // width * 4)
    for byte in range(width):
        lanes[byte::4] = packed[2 + byte :: width]
    return int.from_bytes(lanes, "little") << (LANE * packed[0])


def times_at(lanes: int, shares: Sequence[float]) -> list[float]:
    """
    Give the times that these shares of all do not exceed.

    Args:
        lanes: The histogram.
        shares: 0 to 1 each.

    Returns:
        Ticks, each within `ERROR` of one of the times that were counted (the
        nearest rank's); 0.0 where nothing was.

    """
    sums = list(accumulate(counts_of(lanes)))
    if not sums[-1]:
        return [0.0] * len(shares)
    ranks = (max(1, ceil(share * sums[-1])) for share in shares)
    return [_MIDDLE[bisect_left(sums, rank)] for rank in ranks]
