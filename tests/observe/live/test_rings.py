"""Rings: the last of what happened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.observe.live.rings import Ring


def filled(size: int, count: int) -> Ring[int]:
    ring: Ring[int] = Ring(size)
    for number in range(1, count + 1):
        ring.append(number)
    return ring


# after   limit     what is given of 6, 7, 8, 9, 10
GIVEN = [
    (0, None, [6, 7, 8, 9, 10]),
    (3, None, [6, 7, 8, 9, 10]),
    (7, None, [8, 9, 10]),
    (7, 2, [9, 10]),
    (7, 0, []),
    (10, None, []),
    (11, None, [6, 7, 8, 9, 10]),  # of before a restart
    (11, 2, [9, 10]),
    (-1, 1, [10]),
    (0, -1, []),
]


@pytest.mark.parametrize(("after", "limit", "given"), GIVEN)
def test_what_came_after(after: int, limit: int | None, given: list[int]) -> None:
    assert filled(5, 10).after(after, limit) == given


def test_an_empty_ring_gives_nothing() -> None:
    assert filled(5, 0).after(0) == filled(5, 0).after(7) == []


@given(
    size=st.integers(1, 9),
    count=st.integers(0, 30),
    after=st.integers(-2, 35),
    limit=st.none() | st.integers(-1, 12),
)
def test_a_ring_is_the_tail_of_all(
    size: int, count: int, after: int, limit: int | None
) -> None:
    everything = list(range(1, count + 1))
    kept = everything[-size:]
    new = [n for n in kept if n > after] if after <= count else kept

    ring = filled(size, count)

    assert ring.last == count
    assert len(ring) == len(kept) <= size
    expected = new if limit is None else new[len(new) - max(0, min(limit, len(new))) :]
    assert ring.after(after, limit) == expected
