from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.observe.history import histogram
from hearth.observe.history.histogram import (
    BUCKETS,
    ERROR,
    LARGEST,
    bucket_of,
    counts_of,
    lanes_of,
    pack,
    times_at,
    unpack,
)

times = st.lists(st.integers(1, int(LARGEST)), min_size=1, max_size=200)
SHARES = (0.0, 0.5, 0.95, 0.99, 1.0)


# what it shows               times in ticks      what is stored
PACKED = [
    ("nothing takes nothing", [], ""),
    ("one of 0.1 ms", [1], "00 01 01"),
    ("two alike", [1, 1], "00 01 02"),
    ("as far as they are apart", [1, 2], f"00 01 01 {'00 ' * 6}01"),
    ("more than a byte holds", [1] * 300, "00 02 2C 01"),
    ("more than two bytes hold", [1] * 70_000, "00 04 70 11 01 00"),
    ("longer than the longest", [10**9], "81 01 01"),
]


@pytest.mark.parametrize(("shows", "taken", "stored"), PACKED)
def test_pack(shows: str, taken: list[int], stored: str) -> None:
    assert pack(lanes_of(taken)) == bytes.fromhex(stored), shows


@given(times)
def test_what_is_stored_comes_back(taken: list[int]) -> None:
    lanes = lanes_of(taken)

    assert unpack(pack(lanes)) == lanes
    assert sum(counts_of(lanes)) == len(taken)


@given(st.dictionaries(st.integers(0, BUCKETS - 1), st.integers(1, 2**31)))
def test_any_counts_come_back(counts: dict[int, int]) -> None:
    lanes = sum(n << (histogram.LANE * i) for i, n in counts.items())

    assert unpack(pack(lanes)) == lanes


@given(times)
def test_what_is_read_lies_within_the_error(taken: list[int]) -> None:
    ordered = sorted(taken)
    exact = [ordered[max(0, ceil(s * len(ordered)) - 1)] for s in SHARES]

    for read, true in zip(times_at(lanes_of(taken), SHARES), exact, strict=True):
        assert abs(read - true) <= ERROR * true * (1 + 1e-9)


@given(times, times, times)
def test_adding_is_merging_in_any_order_and_grouping(
    a: list[int], b: list[int], c: list[int]
) -> None:
    together = lanes_of(a + b + c)

    assert (lanes_of(a) + lanes_of(b)) + lanes_of(c) == together
    assert lanes_of(c) + (lanes_of(b) + lanes_of(a)) == together
    assert unpack(pack(lanes_of(a))) + unpack(pack(lanes_of(b + c))) == together


def test_the_buckets_are_in_order_and_reach_from_a_tick_to_half_a_minute() -> None:
    buckets = [bucket_of(t) for t in range(0, 400_000, 7)]

    assert buckets == sorted(buckets)
    assert (bucket_of(0), bucket_of(1), bucket_of(400_000)) == (0, 0, BUCKETS - 1)
    assert LARGEST > 36 * 10_000


def test_of_nothing_every_share_is_zero() -> None:
    assert times_at(0, (0.5, 0.99)) == [0.0, 0.0]
