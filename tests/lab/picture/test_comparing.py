"""Each picture beside its original."""

import pytest

from hearth.lab.picture.comparing import Comparison, Seen, Stretch
from hearth.lab.picture.decoder import Picture

FIRST_PTS = 900_000


def compared(original: str, shown: str) -> Comparison:
    """Compare pictures written as letters; a space is a missing one."""
    comparison = Comparison(len(original), FIRST_PTS)
    for number, letter in enumerate(original):
        comparison.add_original(picture(number, letter))
    for number, letter in enumerate(shown):
        if letter != " ":
            comparison.add_shown(picture(number, letter))
    return comparison


def picture(number: int, letter: str) -> Picture:
    return Picture(FIRST_PTS + 3600 * number, letter.encode())


C, F, B = Seen.CORRUPT, Seen.FROZEN, Seen.BLACK

# original, shown, how many identical, the stretches
COMPARED = [
    ("abcd", "abcd", 4, []),
    ("abcd", "", 0, [(0, (B, B, B, B))]),
    ("abcd", "  cd", 2, [(0, (B, B))]),
    ("abcd", "a  d", 2, [(1, (F, F))]),
    ("abcd", "abb ", 2, [(2, (C, F))]),
    ("abcd", " x d", 1, [(0, (B, C, F))]),
    ("abcd", "a c ", 2, [(1, (F,)), (3, (F,))]),
]


@pytest.mark.parametrize(("original", "shown", "identical", "stretches"), COMPARED)
def test_compared(
    original: str,
    shown: str,
    identical: int,
    stretches: list[tuple[int, tuple[Seen, ...]]],
) -> None:
    comparison = compared(original, shown)

    assert comparison.identical == identical
    assert comparison.stretches() == [Stretch(*one) for one in stretches]
    assert comparison.originals == comparison.pictures == 4


def test_which_side_comes_first_does_not_matter() -> None:
    comparison = Comparison(1, FIRST_PTS)
    comparison.add_shown(picture(0, "a"))
    assert comparison.identical == comparison.originals == 0
    comparison.add_original(picture(0, "a"))
    assert comparison.identical == 1


def test_a_picture_counts_once_and_in_its_place() -> None:
    comparison = compared("ab", "a")
    for number, letter in ((0, "x"), (-1, "a"), (2, "a")):
        comparison.add_shown(picture(number, letter))

    assert comparison.identical == 1
    assert comparison.stretches() == [Stretch(1, (Seen.FROZEN,))]


def test_a_stretch_knows_its_times() -> None:
    stretch = Stretch(50, (Seen.FROZEN, Seen.FROZEN, Seen.CORRUPT))

    assert stretch.start_s == pytest.approx(2.0)
    assert stretch.seconds == pytest.approx(0.12)
    assert stretch.seconds_of(Seen.FROZEN) == pytest.approx(0.08)
