"""Each picture beside its original: the same, another one, or none at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from hearth.lab.picture.decoder import Picture
from hearth.lab.stream.elementary import PICTURE_S
from hearth.lab.stream.packets import PTS_HZ


class Seen(Enum):
    """What there was to be seen instead of a picture of the original."""

    IDENTICAL = "identical"
    CORRUPT = "corrupt"  # another picture than the original
    FROZEN = "frozen"  # none: the one before stays
    BLACK = "black"  # none, and none before


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    Pictures in succession that were not identical.

    Attributes:
        first: The number of the first one, from 0.
        seen: What was seen at each.

    """

    first: int
    seen: tuple[Seen, ...]

    @property
    def start_s(self) -> float:
        """Seconds from the first picture of the stream to the first of these."""
        return self.first * PICTURE_S

    @property
    def seconds(self) -> float:
        """How long they last together."""
        return len(self.seen) * PICTURE_S

    def seconds_of(self, kind: Seen) -> float:
        """Tell how long those of a kind last."""
        return self.seen.count(kind) * PICTURE_S


class Comparison:
    """
    Compares while both sides come in, in whatever order.

    Args:
        pictures: How many there are in the original.
        first_pts: When the first one is shown, in cycles of 90 kHz.

    """

    def __init__(self, pictures: int, first_pts: int) -> None:
        self._first_pts = first_pts
        self._original: list[bytes | None] = [None] * pictures
        self._shown: list[bytes | None] = [None] * pictures
        self._identical = 0

    @property
    def pictures(self) -> int:
        """How many pictures the original should have."""
        return len(self._original)

    @property
    def originals(self) -> int:
        """How many of the original were decoded."""
        return sum(digest is not None for digest in self._original)

    @property
    def identical(self) -> int:
        """How many were identical so far."""
        return self._identical

    def add_original(self, picture: Picture) -> None:
        """Take a picture of the original."""
        self._add(picture, self._original, self._shown)

    def add_shown(self, picture: Picture) -> None:
        """Take a picture that the receiver has shown."""
        self._add(picture, self._shown, self._original)

    def stretches(self) -> list[Stretch]:
        """Give what was not identical, when everything is there."""
        found: list[tuple[int, list[Seen]]] = []
        for number, seen in enumerate(self._seen()):
            if seen is Seen.IDENTICAL:
                continue
            if not found or found[-1][0] + len(found[-1][1]) != number:
                found.append((number, []))
            found[-1][1].append(seen)
        return [Stretch(first, tuple(seen)) for first, seen in found]

    def _add(
        self, picture: Picture, side: list[bytes | None], other: list[bytes | None]
    ) -> None:
        number = round((picture.pts - self._first_pts) / (PICTURE_S * PTS_HZ))
        if 0 <= number < len(side) and side[number] is None:
            side[number] = picture.digest
            self._identical += other[number] == picture.digest

    def _seen(self) -> Iterator[Seen]:
        nothing = Seen.BLACK
        for original, shown in zip(self._original, self._shown, strict=True):
            if shown is None:
                yield nothing
                continue
            nothing = Seen.FROZEN
            yield Seen.IDENTICAL if shown == original else Seen.CORRUPT
